"""Masking of what identifies a person, before it is stored or a language model sees it.

Names are not recognised.
"""

from __future__ import annotations

import re

_SPACE = r"[ \u00a0\u202f]"
# Possessive, so that a long text without an address is read once.
_EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]++\s?(?:@|\(at\)|\[at\])\s?[\w-]++(?:\.[\w-]++)++")
# Six digits and five, together or parted the way people write identity numbers.
_IDENTITY = re.compile(
    rf"(?<![\d+])(\d\d(?:{_SPACE}|[.-])?\d\d(?:{_SPACE}|[.-])?\d\d)"
    rf"(?:{_SPACE}|[.-])?(\d{{3}}{_SPACE}?\d\d)(?!\d)"
)
_INTERNATIONAL = re.compile(
    rf"(?:\+|(?<![\w+.,:])00){_SPACE}?\d(?:(?:{_SPACE}|[().-]){{0,2}}\d){{6,13}}(?!\d)"
)
_EIGHT = re.compile(rf"(?<![\d+])(?<!\d[.,])(\d(?:(?:{_SPACE}|[.-])?\d){{7}})(?!\d)(?![.,]\d)")
_GROUPS = ((8,), (2, 2, 2, 2), (3, 2, 3), (4, 4))
_YEARS = re.compile(r"(?:19|20)\d\d\D?(?:19|20)\d\d")
_DATE = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d(?:19|20)\d\d")
_UNIT_AFTER = re.compile(r"\s*(?:kr\b|kroner|nok\b|euro?\b|mill|%)", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"(?:\bkr|\bnok|\beuro?|€)\.?\s*$", re.IGNORECASE)
IDENTITY_MASK, ELEVEN_MASK = "[fødselsnummer]", "[ellevesifret nummer]"
PHONE_MASK, EMAIL_MASK = "[telefonnummer]", "[e-postadresse]"


def mask(text: str) -> str:
    """`text` with identity numbers, telephone numbers and e-mail addresses replaced by names.

    Eleven digits are masked whether or not the control digits are right: a mistyped identity
    number still points to someone, and so does an account number. A telephone number is an
    international one, or eight digits as Norwegian numbers are written. Amounts, dates, spans of
    years and organisation numbers (nine digits) stay. Masking a masked text changes nothing.
    """
    masked = _once(text)
    while masked != text:  # what is masked may have hidden where a neighbour begins
        text, masked = masked, _once(masked)
    return masked


def _once(text: str) -> str:
    text = _EMAIL.sub(EMAIL_MASK, text)
    text = _IDENTITY.sub(_identity, text)
    text = _INTERNATIONAL.sub(PHONE_MASK, text)
    return _EIGHT.sub(_phone, text)


def _identity(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match[0])
    parted = len(match[0]) > len(digits)
    return IDENTITY_MASK if parted or is_identity_number(digits) else ELEVEN_MASK


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits end in the control digits of a Norwegian identity number.

    Both are mod 11 with Skatteetaten's weights. The first may leave 0 to 3, as in numbers handed
    out from 2032. D-numbers and synthetic numbers differ in the date only, so they are met too.
    """
    if len(digits) != 11 or not (digits.isascii() and digits.isdigit()):
        return False
    first = _remainder(digits, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1))
    second = _remainder(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1))
    return first <= 3 and second == 0


def _remainder(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False)) % 11


def _phone(match: re.Match[str]) -> str:
    written = match[1]
    groups = tuple(len(part) for part in re.split(r"\D", written))
    digits = re.sub(r"\D", "", written)
    before = match.string[max(0, match.start() - 8) : match.start()]
    amount = _UNIT_AFTER.match(match.string, match.end()) or _UNIT_BEFORE.search(before)
    dated = _DATE.fullmatch(digits) or _YEARS.fullmatch(written)
    if groups not in _GROUPS or digits[0] in "01" or amount or dated:
        return written
    return PHONE_MASK
