"""What a number counts: whether the X of «hvor mange X» stands by it.

A noun that follows a number, or the row whose number a column gives. «Fire barnehagar» counts no
children: a noun that only says what kind of thing is counted is not what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer.answer_types.demands import ends_phrase
from assistant.answer.extraction.rows import name_of
from assistant.answer.extraction.units import terms_of
from assistant.answer.extraction.values import Value, ValueKind
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.answer.understanding.intent import Intent
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.names import name_words

_PREPOSITIONS = frozenset(
    ("i", "på", "til", "for", "fra", "ved", "om", "under", "in", "on", "at", "from", "of")
)
_OF = frozenset(("av", "of", "the", "de", "dei"))
# Nothing follows the number: what it counts has just been said.
_LEFT_OUT = re.compile(r"\W*$|[.;]")
_NUMBER_OF = cue("tells", "number_of")
_MEMBERS = cue("tells", "members")
_SITS = cue("asks", "sits")
# What may stand behind a stem in the same word: «barn(a)», «klubb(ene)», «deltak(erne)».
_INFLECTION = re.compile(r"(?:e|er|ar|a|en|et|ene|ane|na|ne|erne|arne|r|n|t|s|es|te)?s?")
_SHORTEST = 3
_COUNT_WINDOW = 4
_COUNTED_MATCH = 0.5


def asks_members(question: Question) -> bool:
    """Whether it is asked how many sit in, or belong to, something, without a noun for them."""
    return bool(_SITS.search(question.resolved))


def counted_noun(question: Question) -> tuple[str, ...]:
    """The noun after «hvor mange», with an adjective before it; what follows is its verb.

    In «hvor mange Arena prosjekter» the name is no noun of its own.
    """
    names = name_words(question.mentions)
    words = tuple(w for w in question.counted if w not in names) or question.counted
    adjective = question.language is Language.EN or (words[:1] and words[0].endswith("e"))
    return words[: 2 if adjective else 1]


def counts_members(text: str, values: Sequence[Value]) -> bool:
    """Whether a value counts people: «hvor mange sitter i styret?» names no noun."""
    return any(_MEMBERS.match(text[v.end :]) for v in values)


def counts(
    text: str,
    values: Sequence[Value],
    counted: Sequence[WeightedConcept],
    intent: Intent,
    *,
    before: str = "",
) -> bool:
    """For «hvor mange X»: whether a value stands right before the X; True for other questions.

    Args:
        text: what a unit says.
        values: its values.
        counted: the concepts of the X.
        intent: what kind of thing is asked for.
        before: the heading and the sentence before, where the X of «… skal delta på to.» stands.

    """
    if intent is not Intent.COUNT or not counted:
        return True
    if any(_stands_by(text, value, counted) or _is_counted(value, counted) for value in values):
        return True
    around = terms_of(before)
    named = any(match(c.concept, around) >= _COUNTED_MATCH for c in counted)
    return named and any(_LEFT_OUT.match(text[v.end :]) for v in values)


def _is_counted(value: Value, counted: Sequence[WeightedConcept]) -> bool:
    """Whether a stretch of time is counted in what is asked for: «24 dager» of «egenmeldingsdager».

    Of «dager» alone, what follows tells which.
    """
    if value.kind is not ValueKind.DURATION:
        return False
    words = (c.concept.surface for c in counted)
    return any(w.endswith(value.unit) and w != value.unit for w in words)


def _stands_by(text: str, value: Value, counted: Sequence[WeightedConcept]) -> bool:
    after: list[str] = []
    share = value.kind is ValueKind.AMOUNT
    phrase = re.split(r"[,;:.()]", text[value.end :], maxsplit=1)[0]
    for word in analysis.words(phrase)[:_COUNT_WINDOW]:
        if share and word in _OF and not after:
            continue
        if word in _PREPOSITIONS or ends_phrase(word):
            break
        after.append(word)
    # «Studiepoeng: 5», as in a table.
    label = re.search(r"([^;,.:–]+):\s*$", text[: value.start])
    said = label[1] if label else ""
    after = counted_here(after, counted)
    # Where a cell is a bare number, the row says what of: «Køyer – Ymer: 28».
    row = name_of(text) if said and not phrase.strip() else named_by_row(text, said)
    near = terms_of(" ".join((*after, said, row)))
    return any(match(c.concept, near) >= _COUNTED_MATCH for c in counted)


def counted_here(words: Iterable[str], counted: Sequence[WeightedConcept]) -> list[str]:
    """The words without those that have what is counted as their first part («barnehagar»)."""
    stems = {
        form
        for c in counted
        for word, weight in c.concept.alternatives.items()
        if weight >= 1.0 and len(word) >= _SHORTEST
        # «Eksemplar» has the stem «eksempl».
        for form in (word, analysis.stem(word))
    }
    # «Virksomheter» is what is counted, though another word for it has the stem «virk».
    return [
        w
        for w in words
        if analysis.stem(w) in stems
        or any(w.startswith(s) and not _only_kind(w, s) for s in stems)
        or not any(_only_kind(w, s) for s in stems)
    ]


def _only_kind(word: str, stem: str) -> bool:
    return word.startswith(stem) and not _INFLECTION.fullmatch(word[len(stem) :])


def named_by_row(text: str, label: str) -> str:
    """The name of the row whose number a cell gives; "" where its header says no such thing."""
    return name_of(text) if _NUMBER_OF.match(label) else ""
