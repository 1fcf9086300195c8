"""Numbers as digits and as words in bokmål, nynorsk and English, from 0 to 999."""

from __future__ import annotations

import re
from functools import cache

_ONES = {
    0: "null zero",
    1: "en ein ett eitt én éin one",
    2: "to two",
    3: "tre three",
    4: "fire four",
    5: "fem five",
    6: "seks six",
    7: "sju syv seven",
    8: "åtte eight",
    9: "ni nine",
    10: "ti ten",
    11: "elleve eleven",
    12: "tolv twelve",
    13: "tretten thirteen",
    14: "fjorten fourteen",
    15: "femten fifteen",
    16: "seksten sixteen",
    17: "sytten seventeen",
    18: "atten eighteen",
    19: "nitten nineteen",
}
_TENS = {
    20: "tjue tyve twenty",
    30: "tretti tredve thirty",
    40: "førti forty",
    50: "femti fifty",
    60: "seksti sixty",
    70: "sytti seventy",
    80: "åtti eighty",
    90: "nitti ninety",
}
_DIGITS = re.compile(r"\d{1,9}(?:[.,]\d{1,3})?")


def number(text: str) -> int | float | None:
    """The number that a word, digits or a short phrase says; None when it says none.

    "25", "9,5", "tjueto", "to og tjue", "hundre og ti", "twenty-two", "a hundred".
    """
    folded = " ".join(text.lower().split())
    if _DIGITS.fullmatch(folded):
        value = float(folded.replace(",", "."))
        return int(value) if value.is_integer() else value
    return _words().get(folded.replace("-", " "))


@cache
def _words() -> dict[str, int]:
    found = {word: value for value, words in _ONES.items() for word in words.split()}
    for ten, words in _TENS.items():
        for word in words.split():
            found[word] = ten
            for value in range(1, 10):
                for one in _ONES[value].split():
                    found |= {f"{word}{one}": ten + value, f"{word} {one}": ten + value}
                    found |= {f"{one} og {word}": ten + value, f"{word} og {one}": ten + value}
    below = dict(found)
    for hundreds, prefixes in _hundreds().items():
        for prefix in prefixes:
            found[prefix] = hundreds
            for word, value in below.items():
                if 0 < value < 100:
                    found |= {f"{prefix} og {word}": hundreds + value}
                    found |= {f"{prefix} and {word}": hundreds + value}
                    found |= {f"{prefix} {word}": hundreds + value}
    return found


def _hundreds() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {100: ["hundre", "hundred", "a hundred"]}
    for value in range(1, 10):
        words = [f"{one} {h}" for one in _ONES[value].split() for h in ("hundre", "hundred")]
        found.setdefault(100 * value, []).extend(words)
    return found
