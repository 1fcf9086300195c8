"""Whether one sentence, item or row of a passage bears a statement, or a clause of one.

Every word that tells something must stand there, or a word that may stand for it; every figure,
of the same unit and of the same thing; every name, and nobody else's deed or figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.answer.agreement import agree, denies, judges, rates, told_alike, without_modal_words
from assistant.answer.citation import fold
from assistant.answer.matching import WeightedConcept
from assistant.answer.number_words import ONES
from assistant.answer.steering import quotable
from assistant.answer.successors import name_lists
from assistant.answer.units import Terms, Unit, UnitKind, terms_of
from assistant.answer.values import Value, ValueKind, find, supported
from assistant.domain import Chunk, Language
from assistant.search import analysis

_QUOTED = re.compile(r"[«“\"„]([^«»“”\"]+)[»”\"“]")
# «f.eks.» is no address, «evil.ru» is.
_ADDRESS = re.compile(
    r"\w+:/\S+|\S*(?:@|[(\[{]\s*at\s*[)\]}])\S*|\b(?!f\.eks\b|e\.g\b)[\w-]+(?:\.[\w-]+)*\.[a-zæøå]{2,}\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"\b[A-ZÆØÅ][\wæøå]*")
# «Det varer …», not «den økonomiske rammen …».
_POINTS_BACK = re.compile(
    r"\W*(?:(?:dette|disse|desse|han|hun|ho|it|they|this|these)\b"
    r"|(?:det|den|de|dei) (?:\w+r|ble|vart|må|skal|kan|vil|hadde|fikk|fekk)\b)",
    re.IGNORECASE,
)
# «Treårig prosjektstøtte»: how long the support lasts, and nothing else.
_YEARLONG = re.compile(r"årige?\W+([\w-]+)", re.IGNORECASE)
_COPULA = re.compile(
    r"\b(?:er|var|blir|ble|is|was) (?:en|et|ei|ein|eit|a|an)? ?\W*$", re.IGNORECASE
)
_DOES = re.compile(r"\W*(?:[A-ZÆØÅ][\w]* )*(?P<name>[A-ZÆØÅ]\w*) (?P<verb>[a-zæøå]{3,})\b")
_SEGMENT = re.compile(r"[,;:\n]|\b(?:og|and|men|but|mens|while)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"\s*(?:[;:]|,(?=\s)|\s[–—-](?=\s))\s*(?:(?:og|men|samt|mens|der|and|but|while)\s+)?"
    r"|\s+(?:og|men|samt|mens|and|but|while)\s+",
    re.IGNORECASE,
)
_NEGATING = frozenset({"u", "mis", "van", "ikke", "un", "non"})
_PART, _SHORT = 4, 3
_ALIKE, _RESEMBLES, _LONG_ENOUGH, _BEGINNING = 0.85, 0.6, 5, 2
_SPANS = (
    ("year", ("år", "year")), ("month", ("mån", "month")), ("week", ("uk", "vek", "week")),
    ("day", ("dag", "dager", "day", "døgn")), ("hour", ("tim", "hour")),
    ("kroner", ("kr", "nok", "mnok")), ("euro", ("eur",)), ("dollar", ("dollar", "usd")),
    ("percent", ("prosent", "percent", "pst", "%")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A statement or a clause of it: its words, and all concepts of the whole statement."""

    text: str
    concepts: tuple[WeightedConcept, ...]
    language: Language


def bears(part: Part, unit: Unit) -> bool:
    """Whether a unit alone bears what a part of a draft says."""
    text, said = part.text, _said(unit)
    if unit.kind is UnitKind.HEADING or (judges(text) and not judges(said)):
        return False
    if not agree(text, said) or not _verbatim(text, unit) or strange(part, unit):
        return False
    return _values_hold(part, said) and not _of_another(text, unit) and not _of_one_side(text, said)


def parts(statement: str, concepts: tuple[WeightedConcept, ...], language: Language) -> list[Part]:
    """The clauses and the items of a list that a statement is made of.

    A clause that tells nothing but a figure goes with the one before it.
    """
    found: list[str] = []
    start = 0
    for joint in _JOINT.finditer(statement):
        found.append(statement[start : joint.start()])
        start = joint.end()
    found.append(statement[start:])
    joined: list[str] = []
    for text in found:
        if joined and not any(_telling_words(Part(text, (), language))):
            joined[-1] += f", {text}"
        elif text.strip():
            joined.append(text)
    return [Part(text, concepts, language) for text in joined]


def names_of(part: Part) -> Part:
    """The names alone of a part."""
    return replace(part, text=" ".join(("-", *_names(part.text))))


def introduces(part: Part, units: Sequence[Unit]) -> bool:
    """Whether a line says nothing that stands not around the units that it stands over."""
    said = "\n".join(_said(u) for u in units)
    whole = "\n".join((said, *(u.context for u in units)))
    if judges(part.text) or not agree(part.text, whole) or _ADDRESS.search(part.text):
        return False
    leads = [u.lead or u.previous for u in units if u.kind in (UnitKind.LIST, UnitKind.ITEM)]
    if any(denies(lead) is not denies(part.text) for lead in leads):
        return False
    terms = terms_of(whole)
    return all(_stands(w, part, terms) for w in _telling_words(part))


def strange(part: Part, unit: Unit) -> tuple[str, ...]:
    """The telling words and names of a part that a unit does not have, nor stands under."""
    back = unit.previous if _POINTS_BACK.match(unit.text) else ""
    own, around = terms_of(f"{back}\n{_said(unit)}"), terms_of(unit.context)
    others = _elsewhere(unit.chunk, _said(unit))
    names = {m.casefold() for m in _names(part.text)}
    its_own = {m.casefold() for m in _names(unit.text)}
    found = []
    for word in _telling_words(part):
        if _stands(word, part, own, synonyms=not _has(word, others)):
            continue
        # What a heading has of several things goes for a sentence that names none of them.
        if (
            _has(word, around)
            and not _has(word, others)
            and (word not in names or its_own <= names)
        ):
            continue
        found.append(word)
    return tuple(found)


def _said(unit: Unit) -> str:
    """A unit's words; those of an item with what leads in to it."""
    leads = unit.kind in (UnitKind.ITEM, UnitKind.ROW) and unit.previous
    return f"{unit.previous}\n{unit.text}" if leads else unit.text


@lru_cache(maxsize=5_000)
def _elsewhere(chunk: Chunk, said: str) -> Terms:
    """The terms of the sentences and items of a passage beside one of them."""
    others = (
        u.text
        for u in quotable(chunk)
        if u.kind not in (UnitKind.HEADING, UnitKind.LIST) and u.text not in said
    )
    return terms_of("\n".join(others))


def _telling_words(part: Part) -> Iterator[str]:
    """The words of a part that tell something, names first of all; no figures of its values."""
    spans = [(v.start, v.end) for v in find(part.text, english=part.language is Language.EN)]
    kept = list(part.text)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    rest = without_modal_words("".join(kept))
    names = set(_names(rest))
    passed = _passed_over(part.language)
    for word in analysis.cased_words(rest):
        if word in names or word.casefold() not in passed:
            yield word.casefold()


@lru_cache(maxsize=4)
def _passed_over(language: Language) -> frozenset[str]:
    """Words that carry no claim of their own."""
    if language is Language.EN:
        return analysis.stop_words()["en"] | analysis.fillers()["en"]
    return analysis.norwegian_stop_words() | analysis.fillers()["nb"] | analysis.fillers()["nn"]


def _names(text: str) -> tuple[str, ...]:
    """Capitalised words of a text but its first, unless that one has more capitals."""
    first = re.match(r"\W*", text)
    begins = first.end() if first else 0
    return tuple(
        m[0]
        for m in _CAPITALISED.finditer(text)
        if m.start() != begins or sum(c.isupper() for c in m[0]) > 1
    )


def _has(word: str, terms: Terms) -> bool:
    return analysis.stem(word) in terms.stems or word in terms.words


def _stands(word: str, part: Part, terms: Terms, *, synonyms: bool = True) -> bool:
    """Whether a text has a word, a compound with it, its parts, or what may stand for it."""
    if _has(word, terms) or _in_compound(word, terms) or _taken_apart(word, terms):
        return True
    if any(c.isdigit() for c in word):
        return False
    if any(_spelt_alike(word, w) for w in terms.words):
        return True
    return synonyms and any(_stood_in_for(c, word, terms) for c in part.concepts)


def _in_compound(word: str, terms: Terms) -> bool:
    """Whether a word is part of a compound there; «modne» is none of «umodne»."""
    stem = analysis.stem(word)
    if len(stem) < _PART:
        return False
    return any(
        w.startswith(stem)
        or (w.endswith((stem, word)) and w[: w.rfind(stem)] not in _NEGATING)
        or (len(stem) > _PART and stem in w[_SHORT:])
        for w in terms.words
    )


def _taken_apart(word: str, terms: Terms) -> bool:
    """Whether a text has both halves of a compound («skissefristen»: «fristen for skisse»)."""
    for at in range(_SHORT, len(word) - _SHORT + 1):
        first, last = word[:at], analysis.stem(word[at:])
        if first in ONES:
            return False
        halves = {first, first.removesuffix("s"), first.removesuffix("e")}
        if (
            len(last) >= _SHORT
            and any(len(h) >= _SHORT and any(w.startswith(h) for w in terms.words) for h in halves)
            and any(w.endswith((last, word[at:])) or w.startswith(last) for w in terms.words)
        ):
            return True
    return False


def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words are one in two spellings («Forskingsrådet»)."""
    if min(len(one), len(other)) < _LONG_ENOUGH or one[:_BEGINNING] != other[:_BEGINNING]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def _only_resembles(word: str, other: str) -> bool:
    """Whether a word stands in for another because it looks like it: «sølvpris» for «gullpris»."""
    begins = word[:_BEGINNING] == other[:_BEGINNING]
    return not begins and SequenceMatcher(None, word, other).ratio() >= _RESEMBLES


def _stood_in_for(concept: WeightedConcept, word: str, terms: Terms) -> bool:
    sought = concept.concept
    if word not in sought.surface.split() and word not in sought.alternatives:
        return False
    if any(
        _has(w, terms) or _in_compound(w, terms)
        for w in sought.alternatives
        if w != word and not _only_resembles(word, w)
    ):
        return True
    return any(all(_has(w, terms) for w in phrase) for phrase, _ in sought.phrases)


def _verbatim(text: str, unit: Unit) -> bool:
    """Whether what is in quotation marks, and every address, stands there as it is written."""
    place = fold(f"{unit.text} {unit.context}").casefold()
    wanted = [*_QUOTED.findall(text), *(m[0] for m in _ADDRESS.finditer(text))]
    return all(fold(w).casefold().strip(" .,;:") in place for w in wanted)


def _values_hold(part: Part, said: str) -> bool:
    """Whether every figure stands there of the same thing, unit, bound and time."""
    english = part.language is Language.EN
    values = [
        v
        for v in find(part.text, english=english)
        if not rates(part.text[v.start : v.end])  # «a year»: by what time, not how long
    ]
    there = [v for e in ((False, True) if english else (False,)) for v in find(said, english=e)]
    return all(_value_holds(part.text, v, said, there) for v in values)


def _value_holds(text: str, value: Value, said: str, there: Sequence[Value]) -> bool:
    amount = value.kind is ValueKind.AMOUNT
    alike = [v for v in there if supported(value, [v]) and _same_unit(value, v)]
    near = [
        v
        for v in alike
        if told_alike(text, value.start, said, v.start, amount=amount)
        and _of_its_noun(text, said, v)
    ]
    return any(_best_placed(text, value, said, v, there) for v in near)


def _of_its_noun(text: str, said: str, value: Value) -> bool:
    """Whether a statement has the noun that a «treårig» is told of."""
    found = _YEARLONG.search(said, max(value.start, value.end - 6))
    if found is None or found.start() > value.end or _COPULA.search(said[: value.start]):
        return True
    return analysis.stem(found[1].casefold()) in set(analysis.stems(text))


def _same_unit(one: Value, other: Value) -> bool:
    mine, theirs = _unit_class(one.unit), _unit_class(other.unit)
    return not mine or not theirs or mine == theirs


def _unit_class(unit: str) -> str:
    return next((name for name, begins in _SPANS if unit.startswith(begins)), "")


def _best_placed(text: str, value: Value, said: str, found: Value, there: Sequence[Value]) -> bool:
    """Whether no other figure there stands nearer to what this one is told of."""
    rivals = [v for v in there if v.kind is found.kind and v.canonical != found.canonical]
    mine = _segment(text, value)
    own = _segment(said, found)
    for rival in rivals:
        other = _segment(said, rival)
        if other == own:
            continue
        if _shared(mine, other, own) > _shared(mine, own, other):
            return False
    return True


def _segment(text: str, value: Value) -> str:
    start = max((m.end() for m in _SEGMENT.finditer(text, 0, value.start)), default=0)
    end = _SEGMENT.search(text, value.end)
    return text[start : end.start() if end else len(text)]


def _shared(mine: str, one: str, other: str) -> int:
    """How much of a stretch stands in one stretch and not in the other; names tell most."""
    alone = set(analysis.stems(one)) - set(analysis.stems(other))
    names = {analysis.stem(n.casefold()) for n in _CAPITALISED.findall(one)}
    return sum(10 if s in names else 1 for s in set(analysis.stems(mine)) & alone)


def _of_another(text: str, unit: Unit) -> bool:
    """Whether a statement has a name do at once what stands before that name in a unit.

    «A driver det sammen med B» does not tell that B does.
    """
    found = _DOES.match(text)
    names, said = _names(f"- {unit.text}"), analysis.stems(unit.text)
    if found is None or found["name"] not in names:
        return False
    name, verb = (analysis.stem(found[g].casefold()) for g in ("name", "verb"))
    return verb in said and name in said and said.index(verb) < said.index(name)


def _of_one_side(text: str, said: str) -> bool:
    """Whether a sentence lists names on two sides, and a statement has only some of each."""
    words = set(analysis.stems(text))
    touched = []
    for items in name_lists(said):
        shared = frozenset.intersection(*items)
        named = [bool((item - shared) & words) for item in items]
        if any(named):
            touched.append(all(named))
    return len(touched) > 1 and not any(touched)
