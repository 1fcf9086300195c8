"""A choice between two figures: «startet Hav Start i 2012 eller 2014?», «er det tre eller fem år?».

What answers it has one of them and not the other, so that no sentence has all that is asked for.
It is asked with each alone.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from assistant.answer.extraction.values import Value, ValueKind, find, supported
from assistant.answer.patterns import cue
from assistant.answer.selection.select import Selection
from assistant.domain import Language, Outcome

_OR = cue("asks", "or_figure")


def with_one_of_two(text: str, language: Language) -> tuple[str, str] | None:
    """A question with the first and with the second of two figures to choose from; or None."""
    for one, other in pairwise(sorted(find(text, english=language is Language.EN), key=_at)):
        if not _OR.fullmatch(text[one.end : other.start]):
            continue
        unit = ""
        if one.kind is ValueKind.NUMBER and other.kind is not ValueKind.NUMBER:
            # «Tre eller fem år»
            unit = text[other.start : other.end].partition(" ")[2]
        elif one.kind is not other.kind:
            continue
        first = " ".join(filter(None, (text[: one.end], unit))) + text[other.end :]
        return first, text[: one.start] + text[other.start :]
    return None


def which_is_told(
    questions: tuple[str, str], look: Callable[[str], Selection], language: Language
) -> Selection | None:
    """What answers the one of two questions whose figure it has, and the other's not; or None.

    Where each has such an answer, neither is the one.

    Args:
        questions: a question with each of the figures (`with_one_of_two`).
        look: what answers a question.
        language: the language that they are asked in.

    """
    mine, theirs = (find(q, english=language is Language.EN) for q in questions)
    only = [v for v in mine if not supported(v, theirs)]
    other = [v for v in theirs if not supported(v, mine)]
    answers = []
    for question, has, lacks in ((questions[0], only, other), (questions[1], other, only)):
        told = look(question)
        if told.outcome is not Outcome.ANSWERED or told.sides:
            continue
        said = find(told.first.unit.text)
        if all(supported(v, said) for v in has) and not any(supported(v, said) for v in lacks):
            answers.append(told)
    return answers[0] if len(answers) == 1 else None


def _at(value: Value) -> int:
    return value.start
