"""The row of a table that a question names in full, and the one cell of it that is asked for.

«Hva er telefonnummeret til Kari Lie?» names a row of contacts, «hvor lenge varer Spire?» a row
with a cell under «Varighet». What stands over the cell says what it is; the question's own word
for it («få», «varer») need not stand there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer.answer_types.expected import asked_values
from assistant.answer.extraction.rows import label_of, name_of
from assistant.answer.extraction.units import Unit, UnitKind, terms_of, units_of
from assistant.answer.extraction.values import Value, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.answer.understanding.contacts import asks_contact, contacts_asked, contacts_given
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.search import analysis
from assistant.search.names import name_words

# What such a question asks for, what else it may say, and what then stands over the cell.
_ASKED = tuple(
    (
        intent,
        cue("named_rows", f"asks_{of}"),
        cue("named_rows", f"frame_{of}"),
        cue("named_rows", of),
    )
    for intent, of in (
        (Intent.AMOUNT, "first_payment"),
        (Intent.AMOUNT, "own_share"),
        (Intent.AMOUNT, "most"),
        (Intent.DURATION, "lasting"),
    )
)
_CONTACT = cue("named_rows", "contact")
_CALLED = 0.8
# How long a stem must be to stand for a longer word, and how much longer that may be.
_LONG, _ENDING = 6, 2


def row_named(question: Question, ranked: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The one row, or the one cell of it, that answers; none where that is unsure.

    Args:
        question: the question.
        ranked: evidence, best first.

    """
    rows = [e for e in ranked if e.unit.kind is UnitKind.ROW and e.dated]
    if not asks_of_before(question):
        rows = [e for e in rows if not is_over(e)]
    return _contact(question, rows) or _cell(question, rows)


def _contact(question: Question, rows: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The row with the telephone number or address of whom a question names."""
    if not asks_contact(question.resolved, question.intent):
        return ()
    asked = contacts_asked(question.resolved)
    whom = set(analysis.stems(_CONTACT.sub(" ", question.resolved)))
    found = [e for e in rows if whom and _all_stand(whom, e.unit.verbatim)]
    # One who has none such under the name asked for is another's to tell.
    found = [e for e in found if asked & contacts_given(e.unit.text)]
    return tuple(found) if len(found) == 1 else ()


def _all_stand(stems: Collection[str], text: str) -> bool:
    """Whether each word stands in a text, whatever its ending («saksbehandleren»)."""
    theirs = terms_of(text).stems
    return all(any(_is_form(stem, other) for other in theirs) for stem in stems)


def _is_form(stem: str, of: str) -> bool:
    """Whether a stem is another, long one, with an ending left on."""
    longer = len(stem) - len(of)
    return stem == of or (len(of) >= _LONG and stem.startswith(of) and longer <= _ENDING)


def _cell(question: Question, rows: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The cell under the header that says what is asked of the row that a question names."""
    names = question.mentions
    if not names:
        return ()
    for intent, asks, frame, header in _ASKED:
        if question.intent is not intent or not asks.search(question.resolved):
            continue
        if any(said and not frame.fullmatch(said) for said in _without_names(question)):
            continue
        found = [
            replace(e, unit=cell, values=values)
            for e in rows
            if all(m.name.casefold() == name_of(e.unit.text).casefold() for m in names)
            for cell in _cells_of(e.unit)
            if header.search(label_of(cell.text))
            and (values := asked_values(cell, question, date.max) or _of_kind(cell, intent))
        ]
        if len({(e.unit.chunk.id, e.unit.start, e.unit.column) for e in found}) == 1:
            return (found[0],)
    return ()


def _without_names(question: Question) -> list[str]:
    """What a question says beside names, «i Spire» among them."""
    named = name_words(question.mentions)
    return [" ".join(w for w in said.split() if w not in named) for said in question.beside_names]


def _of_kind(cell: Unit, intent: Intent) -> tuple[Value, ...]:
    """The values of a cell of the kind asked for, shares among them: «40 prosent»."""
    return tuple(v for v in find(cell.text) if v.kind in EXPECTED[intent])


def is_all_asked(evidence: Evidence, concepts: Sequence[WeightedConcept]) -> bool:
    """Whether a unit is a row that is called what a question asks for: «Søknadsfrist»."""
    unit = evidence.unit
    if unit.kind is not UnitKind.ROW or not evidence.values or is_over(evidence):
        return False
    name = terms_of(name_of(unit.text))
    return bool(concepts) and all(match(c.concept, name) >= _CALLED for c in concepts)


def _cells_of(row: Unit) -> list[Unit]:
    """The single cells of a row."""
    return [u for u in units_of(row.chunk) if u.start == row.start and u.column is not None]
