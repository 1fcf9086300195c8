"""Words for numbers, scales and months in bokmål, nynorsk and English."""

from __future__ import annotations

ONES = {
    "null": 0, "zero": 0, "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4,
    "fem": 5, "five": 5, "seks": 6, "six": 6, "sju": 7, "syv": 7, "seven": 7, "åtte": 8,
    "eight": 8, "ni": 9, "nine": 9, "ti": 10, "ten": 10, "elleve": 11, "eleven": 11, "tolv": 12,
    "twelve": 12, "tretten": 13, "thirteen": 13, "fjorten": 14, "fourteen": 14, "femten": 15,
    "fifteen": 15, "seksten": 16, "sixteen": 16, "sytten": 17, "seventeen": 17, "atten": 18,
    "eighteen": 18, "nitten": 19, "nineteen": 19, "tjue": 20, "tyve": 20, "twenty": 20,
    "tretti": 30, "thirty": 30, "førti": 40, "forty": 40, "femti": 50, "fifty": 50,
    "seksti": 60, "sixty": 60, "sytti": 70, "seventy": 70, "åtti": 80, "eighty": 80,
    "nitti": 90, "ninety": 90, "hundre": 100, "tusen": 1000, "begge": 2, "both": 2,
    # With the accent it is no article.
    "én": 1, "éin": 1, "éi": 1,
}  # fmt: skip
_UNITS_BELOW_TEN = {
    "en": 1, "én": 1, "ein": 1, "éin": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4,
    "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9,
}  # fmt: skip
_TENS = ("tjue", "tretti", "førti", "femti", "seksti", "sytti", "åtti", "nitti")
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# «tjuefem», "twenty-five" and "twenty five".
ONES |= {
    ten + unit: ONES[ten] + number for ten in _TENS for unit, number in _UNITS_BELOW_TEN.items()
}
ONES |= {
    f"{ten}{joint}{unit}": ONES[ten] + number
    for ten in _ENGLISH_TENS
    for number, unit in enumerate(_ENGLISH_UNITS, 1)
    for joint in "- "
}
# Only before a scale word are these numbers; elsewhere they are articles.
ARTICLES = {
    "en": 1, "ein": 1, "ei": 1, "et": 1, "eit": 1, "ett": 1, "eitt": 1,
    "one": 1, "a": 1,
}  # fmt: skip
# In English "to" is a preposition, and «ti» and «fire» mean other things.
NOT_ENGLISH = frozenset({"to", "ti", "fire", "begge"})
SCALES = {
    "hundre": 100, "hundred": 100, "tusen": 1000, "thousand": 1000,
    "million": 10**6, "millioner": 10**6, "millionar": 10**6, "mill": 10**6, "mnok": 10**6,
    "millions": 10**6, "milliard": 10**9, "milliarder": 10**9, "milliardar": 10**9,
    "mrd": 10**9, "billion": 10**9,
    # «De tre millionene».
    "millionen": 10**6, "millionene": 10**6, "millionane": 10**6,
    "milliarden": 10**9, "milliardene": 10**9, "milliardane": 10**9,
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan", "februar february feb", "mars march", "april apr", "mai may",
            "juni june jun", "juli july jul", "august aug", "september sept sep",
            "oktober october okt oct", "november nov", "desember december des dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
