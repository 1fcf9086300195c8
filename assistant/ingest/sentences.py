"""Where sentences begin and end in Norwegian and English running text."""

from __future__ import annotations

import re

# Abbreviations that never end a sentence: something always follows.
_OPEN = """adm anv approx art avd avg avs bl.a ca cf d.v.s dir dr dvs e.g eks ekskl eng ev evt
    f f.eks f.o.m feks fhv fig figs fmt forts fr g.nr gj.sn hhv hr i.e ift ifm iht ill incl inkl
    innst jf jfr jr kap kgl kl komm kst lat maks max meld mht min mr mrs ms n.n nn nr obs off
    ot.prp p.g.a pga pkt pl pr prof prop prp prst red ref reg resp rev s sek sml sr st
    st.meld st.prp stk t.o.m tab tidl tilsv tlf u.a ung vedl vedr vol vs årg"""
# Abbreviations that a sentence may end with, when a capital follows.
_CLOSING = """a/s a.m al bd co corp d.d d.s d.å e.kr e.l el etc f.kr fl gl inc km kr ltd m.a.o m.a
    m.fl m.m m.v mill mnd moh mrd mv o.a o.fl o.l osv o.s.v p.m pst ps tr u.å vgs
    jan feb mar apr jun jul aug sep sept okt nov des"""
_MONTHS = """januar februar mars april mai juni juli august september oktober november desember
    january february march may june july october december"""
OPEN_ABBREVIATIONS = frozenset(_OPEN.split())
CLOSING_ABBREVIATIONS = frozenset(_CLOSING.split())
MONTHS = frozenset(_MONTHS.split())
# A note's number may stand behind the full stop: «… i året.[2] Den …».
END = re.compile(r"[.!?…]+[»”’\"'\)\]]*(?:\[\d{1,3}\])*(?=\s|$)")
SHORT_ANSWER = re.compile(r"\W*(?:ja|nei|jo|yes|no)[.!,]?", re.IGNORECASE)
INITIAL = re.compile(r"[^\W\d_]\.")
OPENING = "«“”\"'([‘–—-•"
LINE = re.compile(r"[^\n]+")


def is_short_answer(sentence: str) -> bool:
    """Whether a sentence is «Nei.» and no more: it says nothing without what follows."""
    return SHORT_ANSWER.fullmatch(sentence) is not None


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order.

    Args:
        text: running text; a line break ends a sentence, as in a page's blocks.

    Returns:
        (start, end) offsets, trimmed of white space, not overlapping, together covering every
        character that is not white space.

    """
    spans: list[tuple[int, int]] = []
    for line in LINE.finditer(text):
        start = line.start()
        for found in END.finditer(text, line.start(), line.end()):
            if found.start() >= start and _ends_sentence(text, start, found, line.end()):
                spans.append((start, found.end()))
                start = found.end()
        spans.append((start, line.end()))
    trimmed = (_trim(text, start, end) for start, end in spans)
    return [(start, end) for start, end in trimmed if start < end]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, start: int, found: re.Match[str], line_end: int) -> bool:
    rest = text[found.end() : line_end].lstrip()
    if not rest:
        return True
    following = rest.lstrip(OPENING + " ")[:1]
    if following.islower():
        return False
    if set(found[0]) & set("!?"):
        return True
    before = text[start : found.start()]
    if found[0].startswith(("…", "..")):
        return following.isupper()
    return _full_stop_ends(before, found[0], rest, following)


def _full_stop_ends(before: str, stop: str, rest: str, following: str) -> bool:
    word = before.rsplit(maxsplit=1)[-1].lstrip(OPENING) if before.split() else ""
    closed = len(stop) > 1
    # A capital letter alone is no «s.» or «f.».
    known = word if len(word) == 1 else word.lower()
    if known in OPEN_ABBREVIATIONS and not closed:
        return False
    if known in CLOSING_ABBREVIATIONS:
        return not following.isdigit()
    if _is_initial(word, before, rest):
        return False
    if word.isdigit() and not closed:
        return _number_ends(word, before, rest, following)
    return True


def _is_initial(word: str, before: str, rest: str) -> bool:
    """Whether the word is a capital beside a name or an initial: «J. R. Hansen»."""
    if not re.fullmatch(r"(?:[^\W\d_]\.-?)*[^\W\d_]", word) or not word[0].isupper():
        return False
    earlier = before.split()[:-1]
    if INITIAL.match(rest):
        return True
    return not earlier or earlier[-1].lstrip(OPENING)[:1].isupper()


def _number_ends(word: str, before: str, rest: str, following: str) -> bool:
    """Whether «21.» ends a sentence rather than being an ordinal or an enumerator."""
    if before.strip(OPENING + " ") == word and len(word) <= 3:
        return False
    next_word = rest.split(maxsplit=1)[0].rstrip(".,;:").lower()
    if next_word in MONTHS:
        return False
    return not (following.isdigit() and len(word) <= 2)
