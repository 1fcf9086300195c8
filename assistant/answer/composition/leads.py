"""What stands before what is quoted: «Ja» or «Nei», and in English answers the value."""

from __future__ import annotations

from datetime import date

from assistant.answer.composition.spoken import in_english
from assistant.answer.dialogue.alone import SETTING
from assistant.answer.extraction.opening import answers_itself
from assistant.answer.question import Question
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import Intent
from assistant.answer.understanding.negation import is_put_negatively
from assistant.answer.validity.closing import decided_by_date
from assistant.answer.yes_no.polarity import verdict
from assistant.domain import Language
from assistant.texts import get


def yes_or_no(question: Question, selection: Selection, as_of: date) -> str:
    """«**Ja:** » or «**Nei:** » where what is shown decides the question; "" where it does not.

    Args:
        question: the question.
        selection: what is shown.
        as_of: the date of the answer.

    """
    if question.intent is not Intent.YES_NO or selection.lacking == SETTING or selection.disputed:
        return ""
    # «Ja, det kan de» says so itself.
    if answers_itself(selection.first.unit.text):
        return ""
    found = decided_by_date(question, selection.picked, as_of)
    if found is None:
        found = verdict(question, selection.first)
    if found is None:
        return ""
    yes = "yes_to_not" if is_put_negatively(question) else "yes"
    word = get(f"answer.{yes if found else 'no'}", question.language)
    return f"**{word}:** "


def value_asked_for(question: Question, selection: Selection) -> str:
    """In English answers, the value asked for before the Norwegian quotation."""
    first = selection.first
    if question.language is not Language.EN or not first.values:
        return ""
    if selection.picked[0] is not first:
        # The quotation right behind it need not hold the value.
        return ""
    if not question.mentions and len({e.subject for e in selection.picked if e.values}) > 1:
        # One thing's figure would be taken for that of all.
        return ""
    return in_english(first.unit.text, first.values)
