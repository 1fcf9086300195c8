"""Cleaning that leaves the words as they stand: characters, white space, list markers, hyphens."""

from __future__ import annotations

import re
import unicodedata

LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# Symbol-font bullets that Word writes as private-use characters.
PRIVATE_BULLETS = dict.fromkeys("\uf0b7\uf0a7\uf0d8\uf02d\uf0fc\uf076\uf06f", "•")
LINE_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n\n", "\x0b": "\n"}
DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|des"
)
BULLETS = "•·▪◦‣●○■□►⁃*–—-"
MARKER = re.compile(
    rf"(?:[{re.escape(BULLETS)}]|\d{{1,3}}[.)]|\(\d{{1,2}}\)|\(?[a-zæøå]\))\s+(?=\S)"
)
ORDINAL = re.compile(rf"\d{{1,2}}\.\s+(?:{MONTHS})\b", re.IGNORECASE)
CAPTION = re.compile(r"(?:Figur|Tabell|Bilde|Diagram|Figure|Table)\s+\d|Foto\b|Kilde:|Photo:")
FINAL_PUNCTUATION = (".", ",", ";", ":", "!", "?", "…")


class _Translation(dict[int, str]):
    """What each character becomes, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        dropped = unicodedata.category(character) in DROPPED_CATEGORIES
        self[code] = "" if dropped and character not in "\n\t" else character
        return self[code]


_KEPT = _Translation({ord(c): text for c, text in {**LIGATURES, **PRIVATE_BULLETS}.items()})


def clean_characters(text: str) -> str:
    r"""Text in NFC without control, zero-width, soft-hyphen and private-use characters.

    Line breaks of every kind become "\n", tabs stay, form feeds become a blank line.
    """
    for before, after in LINE_BREAKS.items():
        text = text.replace(before, after)
    return unicodedata.normalize("NFC", text.replace("\f", "\n\n").translate(_KEPT))


def fold(text: str) -> str:
    """Text with every run of white space as one space, ends trimmed."""
    return " ".join(text.split())


def clean_line(text: str) -> str:
    """One line of clean text: both of the above."""
    return fold(clean_characters(text))


def marker_length(line: str) -> int:
    """Length of a list marker and the space after it at the start of `line`; 0 without one.

    The ordinal of a date («1. oktober») is no marker.
    """
    found = MARKER.match(line)
    return found.end() if found and not ORDINAL.match(line) else 0


def is_numbered(line: str) -> bool:
    """Whether the line's marker is a number or letter rather than a bullet."""
    return marker_length(line) > 0 and line[0] not in BULLETS


def is_caption(line: str) -> bool:
    """Whether the line is a caption such as «Figur 3 …» or a photo credit."""
    return CAPTION.match(line) is not None


def heading_shaped(line: str, *, longest: int = 90) -> bool:
    """Whether a line could be a heading: short, capital first, no final punctuation."""
    letters = any(c.isalpha() for c in line)
    first = line.lstrip("«\"“'(§ ")[:1]
    return (
        letters
        and 1 < len(line) <= longest
        and len(line.split()) <= 14
        and (first.isupper() or first.isdigit())
        and not line.endswith(FINAL_PUNCTUATION)
        and not is_caption(line)
    )
