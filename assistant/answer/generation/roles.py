"""Whether a statement has another do, be or bear what a sentence tells, with the same words."""

from __future__ import annotations

import re

from assistant.answer.extraction.ended import of_one_side
from assistant.answer.extraction.units import terms_of
from assistant.answer.generation.told_words import Part, names, stands, telling_words
from assistant.answer.patterns import cue
from assistant.domain import Language
from assistant.search import analysis

_DOES = re.compile(r"\W*(?:[A-ZÆØÅ][\w]* )*(?P<name>[A-ZÆØÅ]\w*) (?P<verb>[a-zæøå]{3,})\b")
_ENDED = cue("tells", "ended")
_NAME = re.compile(r"[A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)*")
_PASSIVE = re.compile(
    r"\b(?:ble|blir|blei|vart|er|var|is|was|were|been) (?:\w+ ){0,4}\w+(?:t|a|ed)\b"
    r" (?:av|by|med|with)\b"
    r"|\b\w+(?:tes|des) av\b",
    re.IGNORECASE,
)
_AV = re.compile(
    r"\b(?:ble|blir|blei|vart|er|var|is|was|were|been)\b|\b(?:av|by)\b|es\b", re.IGNORECASE
)
_DONE = re.compile(
    r"\b(?:ble|blir|blei|vart|was|were|is|are|been) (?P<verb>\w{5,}) (?:av|by)\b", re.IGNORECASE
)
_MODAL = re.compile(r"\b(?:må|måtte|skal|skulle|must|shall)\b", re.IGNORECASE)
_IS = re.compile(r"\b(?:er|var|heter|heiter|is|are|was|were)\b:?", re.IGNORECASE)
_NOT_WHO = frozenset({"kunne", "gjerne", "være", "vere", "bare", "uten"})
# So many telling words after «er» may be what a thing is.
_NEAR = 3


def of_another(part: Part, said: str) -> bool:
    """Whether a statement tells a thing of another than a sentence does."""
    text = part.text
    return (
        _of_another_doer(text, said)
        or of_one_side(said, set(analysis.stems(text)))
        or _the_other_way(text, said)
        or _done_to_it(text, said)
        or _bound_is_another(part, said)
        or _is_another(part, said)
    )


def _done_to_it(text: str, said: str) -> bool:
    """Whether a statement has the very one do a thing to whom it is done there."""
    found = _DONE.search(said)
    if found is None or _AV.search(text):
        return False
    verb = found["verb"].casefold()[:5]
    does = next((m for m in re.finditer(r"\w+", text) if m[0].casefold().startswith(verb)), None)
    if does is None:
        return False
    before = set(analysis.stems(text[: does.start()]))
    return bool(before & set(analysis.stems(said[: found.start()])))


def _bound_is_another(part: Part, said: str) -> bool:
    """Whether a statement binds one of whom a sentence speaks, and that binds another.

    «Må klyngen vise til resultater for medlemmene» binds no members.
    """
    mine, theirs = _who_must(part, part.text), _who_must(part, said)
    if not mine or not theirs or stands(mine, part, terms_of(theirs)):
        return False
    return mine in analysis.words(said) or analysis.stem(mine) in analysis.stems(said)


def _who_must(part: Part, text: str) -> str:
    """The first word of who must: before «må», or right after it."""
    found = _MODAL.search(text)
    if found is None:
        return ""
    after = re.match(r"\W*([a-zæøå]{4,})", text[found.end() :])
    if after and re.fullmatch(r"\w+(?:en|et|ne|a)", after[1]) and after[1] not in _NOT_WHO:
        return after[1]
    before = text[: found.start()]
    first = next(iter(telling_words(Part(before, part.concepts, part.language))), "")
    return "" if first in {n.casefold() for n in names(f"- {before}")} else first


def _is_another(part: Part, said: str) -> bool:
    """Whether a statement says what a thing is, and a sentence says that it is something else."""
    mine, theirs = _IS.search(part.text), _IS.search(said)
    if mine is None or theirs is None:
        return False
    is_so = Part(part.text[mine.end() :], part.concepts, part.language)
    first = list(telling_words(is_so))[:2]
    after = said[theirs.end() :]
    # The sentence may be in another language than the statement.
    english, norwegian = (telling_words(Part(after, (), la)) for la in (Language.EN, Language.NB))
    norwegian_words = set(norwegian)
    near = [w for w in english if w in norwegian_words][:_NEAR]
    there = terms_of(" ".join((said[: theirs.start()], *near)))
    return bool(first and near) and not any(stands(w, part, there) for w in first)


def _of_another_doer(text: str, said: str) -> bool:
    """Whether a statement has a name do at once what stands before that name in a unit.

    «A driver det sammen med B» does not tell that B does.
    """
    found = _DOES.match(text)
    named, stems = names(f"- {said}"), analysis.stems(said)
    if found is None or found["name"] not in named:
        return False
    name, verb = (analysis.stem(found[g].casefold()) for g in ("name", "verb"))
    return verb in stems and name in stems and stems.index(verb) < stems.index(name)


def _the_other_way(text: str, said: str) -> bool:
    """Whether a statement has one thing replace another that there is replaced by it."""
    if not (_ENDED.search(text) and _ENDED.search(said)):
        return False
    places = [(said.find(n), n) for n in dict.fromkeys(_NAME.findall(text)) if n in said]
    if len(places) < 2:
        return False
    turned = places[0] > places[-1]
    return turned is (bool(_PASSIVE.search(text)) is bool(_PASSIVE.search(said)))
