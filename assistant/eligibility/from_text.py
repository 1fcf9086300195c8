"""From a description in words to profile fields, each with the words it came from.

Rules only; nothing is guessed: a field gets a value where the text states it, and none where it
asks, plans, doubts or speaks of others. The patterns are in `from_text.toml`.

A list of actors told in words is open. «Vi er bedrifter og et universitet» fills
`actor_types_mentioned`, which speaks for an actor type but never against the others;
«vi mangler gründere» fills `actor_types_absent`; only «bare bedrifter er med» gives the
complete `actor_types`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.domain import Language, ProfileValue
from assistant.eligibility import actors, reading
from assistant.eligibility.evidence import FieldEvidence
from assistant.eligibility.numerals import number
from assistant.eligibility.profile import validate
from assistant.eligibility.reading import Clause, Sentence, clause_at, data, pattern, word_pattern
from assistant.errors import InputError

MAX_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """A field value that someone else, such as a language model, claims to have read."""

    field: str
    value: object
    words: str


def read_profile(text: str, language: Language | None = None) -> tuple[FieldEvidence, ...]:
    """What a description states, in the order of the text.

    Args:
        text: bokmål, nynorsk or English; what lies beyond 20,000 characters is not read.
        language: the text's language where it is known.

    A field can come twice with different values; `merge` reports that as a conflict. List
    fields come once for each actor type.

    """
    text = text[:MAX_LENGTH]
    found: list[FieldEvidence] = []
    for sentence in reading.sentences(text, language):
        parts = reading.clauses(text, sentence)
        for read in (_statements, _nouns, _choices, _esca_none, _years, _name, actors.read):
            found += read(text, sentence, parts)
    found += _region(text, language)
    unique = {(e.field, e.value): e for e in sorted(found, key=lambda e: -e.start)}
    return tuple(sorted(unique.values(), key=lambda e: (e.start, e.field)))


def verified(text: str, proposals: Iterable[Proposal]) -> tuple[FieldEvidence, ...]:
    """The proposals whose words stand in the text and whose value the field allows.

    No words in the text, no value: this is the rule for a language model's reading too. What
    the rules read from the same text wins over a proposal.
    """
    own = read_profile(text)
    taken = {evidence.field for evidence in own}
    found = []
    for proposal in proposals:
        words = r"\s+".join(map(re.escape, proposal.words.split()))
        match = re.search(words, text, re.I) if words else None
        try:
            value = validate({proposal.field: proposal.value}).get(proposal.field)
        except InputError:
            continue
        if match and value is not None and proposal.field not in taken:
            found.append(_evidence(proposal.field, value, text, match.span()))
    return (*own, *found)


def _evidence(field: str, value: ProfileValue, text: str, span: tuple[int, int]) -> FieldEvidence:
    start, end = span
    return FieldEvidence(field, value, start, end, text[start:end])


def _statements(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    for entry in data()["statement"]:
        compiled = pattern(entry["pattern"], case=entry.get("case", False))
        for match in compiled.finditer(text, sentence.start, sentence.end):
            clause = clause_at(parts, match.start())
            if reading.is_uncertain(text, clause, *match.span()):
                continue
            end = match.start() if entry.get("literal") else match.end()
            denied = len(reading.negators(text, clause.start, end, sentence))
            if denied == 0:
                yield _evidence(entry["field"], entry["value"], text, match.span())
            elif denied == 1 and entry["value"] is True:
                yield _evidence(entry["field"], False, text, match.span())


def _nouns(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    for entry in data()["noun"]:
        for match in pattern(entry["pattern"]).finditer(text, sentence.start, sentence.end):
            clause = clause_at(parts, match.start())
            if reading.is_uncertain(text, clause, *match.span()):
                continue
            value = noun_value(text, sentence, clause, match.span())
            if value is False or (value is True and "only" not in entry):
                yield _evidence(entry["field"], value, text, match.span())


def noun_value(text: str, sentence: Sentence, clause: Clause, span: tuple[int, int]) -> bool | None:
    """Whether the cluster has what the noun names: yes, denied, or not said."""
    before, after = text[clause.start : span[0]], text[span[1] : clause.end]
    denied = reading.negators(text, clause.start, span[0], sentence)
    if len(denied) == 1:
        between = before[denied[0].end() :]
        shared = re.search(r"\b(?:og|and)\b", between)
        if word_pattern("determiner").fullmatch(denied[0].group()) and shared:
            return None
        named = text[span[0] : span[1]].endswith("en") or before.endswith("the ")
        return None if named or word_pattern("not_about").search(between) else False
    if denied:
        return None
    if word_pattern("after_negation").search(after.rstrip(" .!,;:")):
        return False
    if reading.negators(text, span[1], clause.end, sentence):
        return None
    lead = text[clause.context : span[0]]
    if word_pattern("licence").search(lead) or word_pattern("licence_after").search(after):
        return True
    return None


def _choices(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    for entry in data()["choice"]:
        for match in pattern(entry["pattern"]).finditer(text, sentence.start, sentence.end):
            clause = clause_at(parts, match.start())
            value = _choice_value(entry["values"], match)
            if value is None or reading.is_uncertain(text, clause, *match.span()):
                continue
            if reading.negators(text, clause.start, max(match.end(), clause.end), sentence):
                continue
            if entry["field"] == "esca_label" and not _holds_label(text, clause, match):
                continue
            yield _evidence(entry["field"], value, text, match.span())


def _choice_value(values: Mapping[str, list[str]], match: re.Match[str]) -> str | None:
    word = next((w for name, w in match.groupdict().items() if w and "value" in name), "")
    return next((value for value, words in values.items() if word.lower() in words), None)


def _holds_label(text: str, clause: Clause, match: re.Match[str]) -> bool:
    """The cluster is said to have the label, and the clause names only one."""
    colours = re.findall(
        r"gull|sølv|bronse|gold|silver|bronze", text[clause.start : clause.end], re.I
    )
    licensed = word_pattern("esca", "licence").search(text[clause.start : match.start() + 1])
    return len(colours) == 1 and licensed is not None


def _esca_none(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    compiled = word_pattern("pattern", "esca_none")
    for match in compiled.finditer(text, sentence.start, sentence.end):
        clause = clause_at(parts, match.start())
        coloured = re.search(
            r"gull|sølv|bronse|gold|silver|bronze", text[clause.start : clause.end], re.I
        )
        if coloured or reading.is_uncertain(text, clause, *match.span()):
            continue
        if len(reading.negators(text, clause.start, match.start(), sentence)) == 1:
            yield _evidence("esca_label", "none", text, match.span())


def _years(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    area: Mapping[str, str] = data()["years"]
    for match in pattern(area["support"]).finditer(text, sentence.start, sentence.end):
        clause = clause_at(parts, match.start())
        whole = text[clause.start : clause.end]
        if pattern(area["elsewhere"]).search(whole):
            continue
        before = text[clause.start : match.start()]
        span = (clause.start + len(before) - len(before.lstrip(" ,;:")), match.end())
        if pattern(area["never"]).search(before):
            if not reading.is_uncertain(text, clause, *span):
                yield _evidence("years_of_operating_support", 0, text, span)
            continue
        told = pattern(area["number_of_years"]).search(text, match.end(), clause.end)
        value = number(told["number"]) if told else None
        if told is None or value is None or reading.is_uncertain(text, clause, *match.span()):
            continue
        denied = reading.negators(text, clause.start, told.end(), sentence)
        if pattern(area["received"]).search(before) and not denied:
            span = (match.start(), told.end())
            yield _evidence("years_of_operating_support", value, text, span)


def _name(text: str, sentence: Sentence, parts: list[Clause]) -> Iterator[FieldEvidence]:
    compiled = pattern(data()["name"]["pattern"], case=True)
    for match in compiled.finditer(text, sentence.start, sentence.end):
        group = 1 if match[1] else 2
        clause = clause_at(parts, match.start())
        denied = reading.negators(text, clause.start, match.end(), sentence)
        if not (denied or reading.is_uncertain(text, clause, *match.span())):
            value = " ".join(match[group].split())
            yield _evidence("name", value, text, match.span(group))


def _region(text: str, language: Language | None) -> list[FieldEvidence]:
    """The one place the text names; nothing where it names several that are not joined."""
    area: Mapping[str, Any] = data()["region"]
    names = sorted(area["names"], key=len, reverse=True)
    compiled = pattern(rf"\b(?:{'|'.join(map(re.escape, names))})\b", case=True)
    spans: list[tuple[int, int]] = []
    for sentence in reading.sentences(text, language):
        parts = reading.clauses(text, sentence)
        for match in compiled.finditer(text, sentence.start, sentence.end):
            before = text[sentence.start : match.start()]
            if spans and pattern(area["joined"]).match(text[spans[-1][1] : match.start()]):
                spans[-1] = (spans[-1][0], match.end())
                continue
            clause = clause_at(parts, match.start())
            denied = reading.negators(text, clause.start, match.start(), sentence)
            placed = pattern(area["before"]).search(before)
            institution = pattern(area["institution"]).search(before)
            unsure = reading.is_uncertain(text, clause, *match.span()) or pattern(
                area["part_of"]
            ).search(before)
            if placed and not (institution or denied or unsure):
                spans.append(match.span())
    values = {text[start:end] for start, end in spans}
    return [_evidence("region", text[s:e], text, (s, e)) for s, e in spans[:1] if len(values) == 1]
