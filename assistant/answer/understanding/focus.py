"""The thing that a question asks for: «egenandel» in «Hvor stor egenandel må klyngen ha?».

A passage that speaks of the right level and has a number in it is still no answer when the thing
asked for is not what it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.extraction.actors import (
    asks_names,
    asks_what_called,
    gives_names,
    names_actor,
    names_beyond,
)
from assistant.answer.extraction.persons import asks_person, gives_person
from assistant.answer.understanding.contacts import asks_contact, gives_contact
from assistant.answer.understanding.intent import Intent
from assistant.search import analysis

__all__ = (
    "asks_contact",
    "asks_names",
    "asks_person",
    "asks_what_called",
    "defined_in",
    "expanded_in",
    "focus_of",
    "gives_contact",
    "gives_names",
    "gives_person",
    "names_actor",
    "names_beyond",
)

_ADJECTIVES = r"(?:den |det |de |dei |the |en |et |ei |ein |eit |a |an )?"
_WORD = r"(?P<focus>[\w-]+(?: [\w-]+){0,2})"
_LAZY = r"(?P<focus>[\w-]+(?: [\w-]+){0,2}?)"
_PATTERNS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        r"\b(?:hvor|kor|how) (?:stor|stort|store|høy|høyt|høg|høgt|large|big|high|mange|many|mye"
        r"|mykje|much) "
        rf"{_WORD}",
        rf"\b(?:antall|tal på|number of) {_WORD}",
        rf"\b(?:hvilken|hvilket|hvilke|kva for ein|kva for eit|kva for|which|what) "
        rf"(?!er\b|var\b|is\b|are\b|was\b|do\b|does\b|must\b|should\b|can\b|har\b){_WORD}",
        r"\b(?:hva|kva|what|what's|hvem|kven|who) (?:er|var|blir|is|are|was|were) "
        rf"{_ADJECTIVES}{_WORD}",
        rf"\b(?:når|when) (?:ble|blei|vart|er|var|is|was|were|are) {_ADJECTIVES}{_WORD}",
        rf"\b(?:hvem|kven|who) (?:holdt|holder|leder|leier|leads?|held) {_WORD}",
    )
)
# «Må klyngen ha et minste antall ansatte?»: what one must have, be or pay.
_OBJECT = re.compile(
    r"\b(?:må|måtte|trenger|treng|kan|skal|must|need to|have to|do we need|can)\b.{0,30}?"
    r"\b(?:ha|være|vere|bli|betale|levere|stille med|have|be|pay|deliver|hold) "
    rf"{_ADJECTIVES}{_WORD}",
    re.IGNORECASE,
)
# These ask without naming a thing.
_EMPTY_WORDS = """
    poenget greia vitsen meningen hensikten tanken forskjellen forskjell skilnaden skilnad
    grunnen kravene krav kravet vilkårene kriteriene betingelsene difference point purpose
    reason idea typer type slags kind kinds sort ting things viktigste nye nytt ulike
    forskjellige different main tre to fire fem seks første største minste maksimale total
    totale samlede årlige årlig definisjonen betydningen definition meaning requirements
    criteria år dato dag måned året tidspunkt year date day month det som lengste lengst meste
    minst beste dette disse this these ment laget tenkt penger pengar money beløp beløpet kroner
    sum summen cash
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
# How far from an acronym its words may stand, and how long a word they may pass over.
_BESIDE, _SMALL_WORD = 12, 3


def focus_of(question: str, intent: Intent) -> tuple[str, ...]:
    """Content words of the thing asked for, head last; empty when the question names none.

    Args:
        question: the question, follow-up resolved.
        intent: what kind of thing is asked for; comparisons and procedures have no focus,
            a yes/no question only what one must have or be.
    """
    if intent in (Intent.COMPARISON, Intent.PROCEDURE, Intent.REASON):
        return ()
    if intent is Intent.YES_NO:
        match = _OBJECT.search(question)
        return _noun_phrase(match["focus"]) if match else ()
    for pattern in _PATTERNS:
        match = pattern.search(question)
        if match:
            return _noun_phrase(match["focus"])
    return ()


_TALK = r"(?:(?:egentlig|eigentleg|nå|no|da|det|really|actually|exactly|jo) )?"
# «begrepet egenandel»: the word, not what kind of word it is.
_TERM = (
    r"(?:(?:begrepet|omgrepet|ordet|uttrykket|forkortelsen|forkortinga"
    r"|(?:the )?(?:word|term|acronym|abbreviation)) )?"
)
_DEFINED = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b(?:hva|kva) (?:står|stend) {_TALK}{_ADJECTIVES}{_TERM}{_LAZY} for\b",
        rf"\bwhat (?:does|do|did|is|are) {_TALK}{_ADJECTIVES}{_TERM}{_LAZY}"
        r" (?:really |actually )?(?:mean|stand for|short for|an abbreviation of)\b",
        rf"\b(?:definisjon(?:en)?|definition|betydning(?:en)?|meaning|forklaring(?:en)?)"
        rf" (?:på|av|for|til|of) {_ADJECTIVES}{_TERM}{_WORD}",
        rf"\b(?:definerer?|definere|define|forklare?|explain) (?:dere |de |man |du |you )?"
        rf"{_ADJECTIVES}{_WORD}",
        rf"\b(?:menes|meines|meinast|ligger|ligg|legger dere|mener dere|meiner de|forstås"
        rf"|meant|mean)"
        rf" {_TALK}(?:med|i|by) {_ADJECTIVES}{_TERM}{_WORD}",
        rf"\b(?:betyr|tyder|innebærer|inneber|betyder) {_TALK}{_ADJECTIVES}{_TERM}{_WORD}",
        rf"\b(?:regnes|reknast|teller|tel|counts?) (?:som|as) {_ADJECTIVES}{_WORD}",
        rf"\b(?:vil det si|vil det seie|what it means) å (?:være|vere) {_ADJECTIVES}{_WORD}",
        # «Hvordan avgrenses begrepet klynge?», «når er vi en klynge?»
        rf"\b(?:begrepet|omgrepet|ordet|uttrykket|(?:the|this) (?:term|word|concept)) {_WORD}",
        rf"\b(?:hvordan|korleis|how) (?:blir|vert|er|is|are|\w+s|\w+ast) {_ADJECTIVES}{_LAZY}"
        r"(?: (?:avgrens|definer|forstå|define|delimit)\w*\W*$|\W*$)",
        r"^\W*(?:når|when)(?: (?:blir|vert|does) .*|.*?) (?:en|ein|ei|et|eit|an?)"
        r" (?P<focus>[\w-]+)",
        rf"\b(?:hva|kva|what|what's|whats) (?:er|var|is|are|was|were)? ?{_TALK}{_ADJECTIVES}"
        rf"{_TERM}{_WORD}",
    )
)
_QUOTES = re.compile(r"[«»“”\"]")
# Words of the question itself that a pattern may land on.
_ASKING_WORDS = "betyr tyder betyder menes meines meinast står stend does do mean stand"
_ASKING = frozenset(_ASKING_WORDS.split())


def defined_in(question: str) -> tuple[str, ...]:
    """Content words of the thing whose meaning is asked for; empty when none is named.

    An acronym is such a word where nothing else is named («Hva betyr EØS?»).
    """
    asked = _QUOTES.sub("", question)
    for pattern in _DEFINED:
        match = pattern.search(asked)
        if match is None or match["focus"].split()[0].casefold() in _ASKING:
            continue
        if words := _noun_phrase(match["focus"]) or _acronyms(match["focus"]):
            return words
    return ()


def expanded_in(text: str, acronym: str) -> str:
    """The words in a text whose first letters are an acronym, «» where it holds none.

    The acronym must stand beside them: «Det europeiske økonomiske samarbeidsområdet (EØS)» or
    «EØS (Det europeiske …)»; small words between do not count.
    """
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"[^\W\d_]+", text)]
    spots = [m.start() for m in re.finditer(rf"\b{re.escape(acronym)}\b", text, re.IGNORECASE)]
    for i in range(len(words) if spots and len(acronym) > 1 else 0):
        end = _spelled(words[i:], acronym.casefold())
        if end and any(0 <= s - end <= _BESIDE or 0 <= words[i][1] - s <= _BESIDE for s in spots):
            return text[words[i][1] : end]
    return ""


def _spelled(words: Sequence[tuple[str, int, int]], acronym: str) -> int:
    """Where the word ends that gives the acronym's last letter; 0 where they spell another."""
    left = acronym
    for word, _, end in words:
        if word.casefold() == acronym:
            return 0
        if left != acronym and word.islower() and len(word) <= _SMALL_WORD:
            continue
        if word[0].casefold() != left[0]:
            return 0
        left = left[1:]
        if not left:
            return end
    return 0


def _acronyms(words: str) -> tuple[str, ...]:
    """Acronyms among the leading words: nothing but capitals and digits."""
    found = [w for w in re.findall(r"[\w-]+", words) if re.fullmatch(r"[A-ZÆØÅ][A-ZÆØÅ\d-]+", w)]
    return tuple(w.casefold() for w in found[:1])


def _noun_phrase(words: str) -> tuple[str, ...]:
    """The leading words up to the first function word; empty words left out."""
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    found: list[str] = []
    for word in analysis.words(words):
        if word in stop:
            break
        if word not in _EMPTY and not word.isdigit() and word.upper() not in words:
            found.append(word)
    return tuple(found[:2])
