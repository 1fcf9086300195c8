"""What is masked, and what must be left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.privacy import (
    EMAIL_MASK,
    IDENTITY_MASK,
    PHONE_MASK,
    is_identity_number,
    mask,
)


def identity_number(first_nine: str) -> str | None:
    """A number with right control digits, as Skatteetaten makes it; None where there is none."""
    digits = [int(d) for d in first_nine]
    for weights in ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)):
        control = (11 - sum(d * w for d, w in zip(digits, weights, strict=True)) % 11) % 11
        if control == 10:
            return None
        digits.append(control)
    return "".join(map(str, digits))


nines = st.from_regex(r"[0-7]\d[01]\d\d\d\d{3}", fullmatch=True)


@given(nines, st.sampled_from(["", " ", "-", ".", "\u00a0"]))
def test_identity_numbers_are_masked_however_parted(nine, gap):
    number = identity_number(nine)
    if number is None:
        return
    assert is_identity_number(number)
    assert mask(f"Jeg er {number[:6]}{gap}{number[6:]}.") == f"Jeg er {IDENTITY_MASK}."
    changed = number[:10] + str((int(number[10]) + 1) % 10)
    assert not is_identity_number(changed)
    assert changed not in mask(changed)


MASKED = [
    ("ring 41512345", f"ring {PHONE_MASK}"),
    ("ring 415 12 345!", f"ring {PHONE_MASK}!"),
    ("22 86 00 00, takk", f"{PHONE_MASK}, takk"),
    ("(+47) 415 12 345", f"({PHONE_MASK}"),
    ("0047 41512345", PHONE_MASK),
    ("+46 8 123 456 78", PHONE_MASK),
    ("4151 2345", PHONE_MASK),
    ("ola.nordmann+x@firma.no.", f"{EMAIL_MASK}."),
    ("kåre@blåbær.no", EMAIL_MASK),
    ("ola (at) firma.no", EMAIL_MASK),
    ("f. 01.01.90 12345", f"f. {IDENTITY_MASK}"),
    ("010190 123 45", IDENTITY_MASK),
    ("30000000+0000000", PHONE_MASK * 2),
]


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_masked(text, expected):
    assert mask(text) == expected


KEPT = [
    "Arena fikk 25 000 000 kroner",
    "Arena fikk 25000000 kr",
    "kr 25000000 i alt",
    "2 000 000",
    "perioden 2014-2019",
    "2014 2019",
    "20240430",
    "30.04.2024 kl. 15.00",
    "26. februar 2016 kl. 15.00 og 29. april",
    "org.nr. 974 760 673",
    "974760673",
    "57 søkte, 14 fikk",
    "to millioner i tre år",
    "§ 12-34",
    "fra 15.00 2016 2017",
]


@pytest.mark.parametrize("text", KEPT)
def test_kept(text):
    assert mask(text) == text


@given(st.text(max_size=80) | st.from_regex(r"[\d +.@a-c()-]{0,40}", fullmatch=True))
def test_masking_twice_is_masking_once(text):
    assert mask(mask(text)) == mask(text)


@given(
    st.from_regex(r"[49]\d{7}", fullmatch=True),
    st.sampled_from(["Ring {}", "tlf.{}", "{} er mitt"]),
)
def test_no_mobile_number_gets_through(number, frame):
    assert number not in mask(frame.format(number))


@pytest.mark.parametrize(
    "part",
    ["a", "1 ", "a.b", "12", "@", "+47 ", "a@", "a@b-", "[at]", "0", "+0000000", "30000000."],
)
@pytest.mark.timeout(60)  # quadratic reading of these would take hours
def test_long_texts_are_read_in_one_go(part):
    text = part * (200_000 // len(part))
    assert mask(mask(text)) == mask(text)
