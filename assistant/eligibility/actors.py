"""Actor types and the number of companies, read from words. See `from_text`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.eligibility import reading
from assistant.eligibility.evidence import FieldEvidence
from assistant.eligibility.fields import ABSENT, ACTOR_TYPES, MENTIONED, fields
from assistant.eligibility.numerals import number
from assistant.eligibility.reading import Clause, Sentence, clause_at, data, pattern, word_pattern

_AREA = "actor_context"
_STRONG = re.compile(r"mangler|manglar|savner|saknar|uten|utan|without|lack", re.I)


def read(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    """Actors that a sentence says take part or are lacking, and how many companies there are."""
    only: dict[Clause, list[FieldEvidence]] = {}
    for actor, source in data()["actors"].items():
        for match in pattern(source).finditer(text, sentence.start, sentence.end):
            clause = clause_at(parts, match.start())
            if reading.is_uncertain(text, clause, *match.span()):
                continue
            takes_part = _takes_part(text, sentence, clause, match)
            if takes_part is None:
                continue
            field = MENTIONED if takes_part else ABSENT
            found = FieldEvidence(field, (actor,), *match.span(), match.group())
            if takes_part and clause in only:
                only[clause].append(found)
            elif takes_part and _is_only(text[clause.start : match.start()]):
                only[clause] = [found]
            else:
                yield found
    for found_only in only.values():
        yield _complete(text, found_only)
    yield from _count(text, sentence, parts)


def _complete(text: str, found: list[FieldEvidence]) -> FieldEvidence:
    named = {e.value[0] for e in found if isinstance(e.value, tuple)}
    value = tuple(v for v in fields()[ACTOR_TYPES].values if v in named)
    start, end = min(e.start for e in found), max(e.end for e in found)
    return FieldEvidence(ACTOR_TYPES, value, start, end, text[start:end])


def _is_only(before: str) -> bool:
    match = word_pattern("only", _AREA).search(before)
    return match is not None and all(number(word) is None for word in match.group().split())


def _takes_part(text: str, sentence: Sentence, clause: Clause, match: re.Match[str]) -> bool | None:
    before = text[clause.start : match.start()]
    after = text[match.end() : clause.end]
    stretch = max(s for s in clause.stretches if s <= match.start())
    aimed_at = word_pattern("preposition", _AREA).search(before)
    if aimed_at and not word_pattern("preposition_ok", _AREA).search(before):
        return None
    definite = _is_definite(before, match.group())
    denied = reading.negators(text, clause.start, match.start(), sentence)
    if denied:
        return False if _is_denied(before, denied, definite=definite) else None
    if word_pattern("none", _AREA).search(before):
        return False
    if word_pattern("involved_not", _AREA).search(after):
        return None if definite else False
    if reading.negators(text, match.end(), clause.end, sentence):
        return None
    licensed = (
        word_pattern("before", _AREA).search(text[clause.context : match.start()])
        or word_pattern("after", _AREA).search(after)
        or _ends_in_number(before)
        or (
            definite
            and not text[stretch : match.start()].strip(" ,")
            and word_pattern("subject_verb", _AREA).search(after)
        )
    )
    return True if licensed else None


def _is_definite(before: str, word: str) -> bool:
    """Whether one particular actor is meant: «kommunen», «the university», «Gjøvik kommune»."""
    named = before.split()[-1:] != before.lower().split()[-1:]
    return (
        before.lower().endswith("the ")
        or word_pattern("definite", _AREA).search(word) is not None
        or (word.lower() == "kommune" and named)
    )


def _ends_in_number(before: str) -> bool:
    words = re.sub(rf"{data()[_AREA]['adjective']}$", "", before, flags=re.I).split()
    return bool(words) and number(words[-1]) is not None


def _is_denied(before: str, denied: list[re.Match[str]], *, definite: bool) -> bool:
    """One negation close by, of the actor itself and not of something it does."""
    if len(denied) != 1:
        return False
    between = before[denied[0].end() :]
    negator = denied[0].group()
    if word_pattern("determiner").fullmatch(negator) and re.search(r"\b(?:og|and)\b", between):
        return False
    if _STRONG.match(negator):
        return True
    nearest = re.split(r",|\b(?:eller|or|nor)\b", between)[-1]
    return not definite and word_pattern("between", _AREA).match(nearest) is not None


def _count(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    area = data()[_AREA]
    noun = pattern(rf"\b{area['adjective']}{area['companies']}\b")
    for match in noun.finditer(text, sentence.start, sentence.end):
        clause = clause_at(parts, match.start())
        start, value = _number_before(text, clause.start, match.start())
        if not isinstance(value, int) or reading.is_uncertain(text, clause, start, match.end()):
            continue
        stretch = max(s for s in clause.stretches if s <= start)
        lead = re.sub(r"^[\s,]*(?:(?:og|and|samt)\b)?\s*", "", text[stretch:start], flags=re.I)
        if pattern(area["approximately"]).search(lead):
            continue
        if not word_pattern("before", "count").search(lead):
            continue
        if not reading.negators(text, clause.start, start, sentence):
            yield FieldEvidence(
                "member_companies", value, start, match.end(), text[start : match.end()]
            )


def _number_before(text: str, first: int, end: int) -> tuple[int, int | float | None]:
    """The longest number phrase of up to four words that ends at `end`, with its start."""
    words = list(re.finditer(r"[\w,.-]+", text[first:end]))[-4:]
    for count in range(len(words), 0, -1):
        chosen = words[-count:]
        phrase = " ".join(w.group() for w in chosen)
        value = number(phrase)
        if value is not None:
            return first + chosen[0].start(), value
    return end, None
