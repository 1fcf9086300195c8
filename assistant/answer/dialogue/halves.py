"""What answers each of two questions in a message, and that one of them has no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.dialogue.reader import Reader
from assistant.answer.dialogue.spoken_of import carried_on, of_that
from assistant.answer.dialogue.told_of import is_asked_of_it
from assistant.answer.dialogue.twofold import (
    asks_apart,
    asks_of_others,
    in_that_year,
    is_short,
    of_another,
    of_two_things,
    pointed_out,
    points_at_answer,
)
from assistant.answer.extraction.values import find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.adding import repeats
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.focus import names_actor
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.understanding.leaning import asks_what_is_demanded
from assistant.domain import Outcome, Turn

_PAST = cue("asks", "past")
# Sentences that one of two questions may add.
_ADDED = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """What answers one of two questions, and what of it is not shown yet."""

    best: Evidence
    new: tuple[Evidence, ...]


class Halves:
    """Looks for what answers each of two questions.

    Args:
        reader: reads questions.
        selected: what to show for one of them alone.

    """

    def __init__(self, reader: Reader, selected: Callable[[Question], Selection]) -> None:
        self._reader = reader
        self._selected = selected

    def with_both(
        self,
        both: tuple[str, str],
        history: Sequence[Turn],
        selection: Selection,
        *,
        apart: bool = False,
    ) -> Selection:
        """What answers a message, and what answers each of the two questions in it.

        Where nothing answers the message as a whole and one of them has an answer, that is given,
        and that the other has none.

        Args:
            both: the two questions.
            history: earlier turns, oldest first.
            selection: what answers the message as a whole.
            apart: whether each of them is a sentence by itself.

        """
        asked_first = self._reader.read(both[0], history)
        of_it = of_that(asked_first, history, self._reader)
        asked_first = of_it.question if of_it else asked_first
        then = self._second_of(both, asked_first, history)
        if of_it or asks_of_others(asked_first, then):
            # The message as a whole is read as if both were asked of one thing, or of none.
            selection = self._selected(asked_first)
        if apart and _asks_again(asked_first, then, both[1]):
            return selection
        if apart:
            return self._each_by_itself(asked_first, then, both[1]) or selection
        if selection.sides:
            if not asks_apart(asked_first, then):
                return selection
            # «Når var fristen i 2014, og hvor mange kom med i 2017?» puts no years side by side.
            selection = Selection(Outcome.NO_EVIDENCE)
        answered = selection.outcome is Outcome.ANSWERED
        shown = selection.picked
        first = self._answering(asked_first, shown)
        found = (*(first.new if first else ()), *shown)
        second = self._answering(then, found)
        names_none = not (asked_first.mentions or points_at_answer(both[1]))
        if second is None and then.years and names_none:
            # «Når var fristen i 2016, og hvor mange kom med?»: the year is all that they share.
            then = self._reader.read(in_that_year(both[1], both[0]))
            second = self._answering(then, found) if then.years else None
        follows = then.leans and first is None
        if second and (follows or of_another(second.best, then, asked_first)):
            second = None
        if not answered and not (first and second):
            return _half(first, second) or selection
        # What answers the first one goes first; one sentence may answer both.
        lead = next((e for e in found if first and repeats(first.best, (e,))), found[0])
        rest = (e for e in found if e is not lead)
        added = (lead, *rest, *(second.new if second else ()))
        lacks = second is None and first is not None and not _may_tell(added, then, both[1])
        lacking = "second" if lacks else ""
        only_second = second is not None and repeats(second.best, shown[:1])
        if first is None and only_second and not _may_tell(shown, asked_first, both[0]):
            lacking = "first"
        return Selection(
            Outcome.ANSWERED, added, leading=lead, told=selection.told, lacking=lacking
        )

    def _each_by_itself(self, first: Question, then: Question, said: str) -> Selection | None:
        """What answers two questions one after the other; None where neither has an answer."""
        told = self._answering(first, ())
        more = self._answering(then, told.new if told else ())
        if not (told and more):
            alike = first.intent is then.intent
            if told and not alike and _may_tell(told.new, then, said):
                return Selection(Outcome.ANSWERED, told.new, leading=told.best)
            return _half(told, more)
        return Selection(Outcome.ANSWERED, (*told.new, *more.new), leading=told.best)

    def _second_of(
        self, both: tuple[str, str], first: Question, history: Sequence[Turn]
    ) -> Question:
        """The second of two questions, with what it takes from the first one."""
        asked = (*history, Turn("user", both[0]))
        alone = self._reader.read(both[1])
        demanded = not alone.mentions and asks_what_is_demanded(alone.resolved, alone.intent)
        names = [m.name for m in first.mentions]
        pointed = pointed_out(both[1], both[0], names, demanded=demanded)
        if not _PAST.search(both[1]):
            then = self._reader.read(pointed, asked)
            carried = carried_on(then, asked, self._reader)
            points = points_at_answer(both[1]) and not then.mentions
            return carried if carried and (is_asked_of_it(carried) or points) else then
        # «Hva fikk A i 2017, og hva fikk B?» asks of 2017 both times, «… hva får B?» does not.
        dated = in_that_year(pointed, both[0])
        # «Når var søknadsfristen?» takes the year of the first, and nothing else of it.
        apart = dated != pointed and not alone.leans
        then = self._reader.read(dated, history if apart else asked)
        return then if then.years else replace(then, years=first.years)

    def with_each(self, text: str, history: Sequence[Turn], selection: Selection) -> Selection:
        """What answers a question of two things, by what answers it of each.

        Where one of them has no answer by itself, the other one's is given, and that it has none.
        """
        each = of_two_things(text)
        if each is None:
            return selection
        first = self._answering(self._reader.read(each[0], history), ())
        found = first.new if first else ()
        second = self._answering(self._reader.read(each[1], history), found)
        told = selection.outcome is Outcome.ANSWERED
        if not (first and second):
            whole = told and not selection.sides
            return selection if whole else _half(first, second) or selection
        all_told = all(repeats(part.best, selection.picked) for part in (first, second))
        if selection.sides or (told and all_told):
            return selection
        return Selection(Outcome.ANSWERED, (*found, *second.new), leading=first.best)

    def _answering(self, part: Question, shown: Sequence[Evidence]) -> _Part | None:
        """What answers one of two questions; None where nothing does."""
        found = self._selected(part)
        if found.outcome is not Outcome.ANSWERED or found.sides:
            return None
        of_it = [e for e in shown if all(m.stands_in(e.unit.text) for m in part.mentions)]
        if _is_told(found.first, of_it):
            return _Part(found.first, ())
        new = tuple(e for e in found.picked if not _is_told(e, of_it))
        # Of what is demanded none is left out.
        return _Part(found.first, new if part.intent is Intent.CRITERIA else new[:_ADDED])


def _is_told(evidence: Evidence, shown: Sequence[Evidence]) -> bool:
    """Whether what is shown says the same, of the same things and with the same values.

    «Explore varer i tre år» says of Explore what was said of Connect, and the deadline of the
    application is another one than that of the outline.
    """
    said = {v.canonical for v in evidence.values}
    as_much = (e for e in shown if said <= {v.canonical for v in find(e.unit.text)})
    return repeats(evidence, tuple(as_much))


def _half(first: _Part | None, second: _Part | None) -> Selection | None:
    """What answers the one of two questions that has an answer; None where neither has."""
    part = first or second
    if part is None:
        return None
    lacking = "second" if first else "first"
    return Selection(Outcome.ANSWERED, part.new, leading=part.best, lacking=lacking)


def _asks_again(first: Question, then: Question, said: str) -> bool:
    """Whether a second question asks the first one in other words: «hva er tanken bak?»."""
    same = first.intent in (then.intent, Intent.REASON) and then.intent not in EXPECTED
    return same and not (then.mentions or then.years or points_at_answer(said))


def _may_tell(shown: Sequence[Evidence], question: Question, said: str) -> bool:
    """Whether what is shown may answer a second question that has no answer by itself.

    «Hvem gir den?» and «hvordan?» may be told in what tells the first one. Where a value or an
    actor is asked for, it has to stand there.
    """
    kinds = EXPECTED.get(question.intent, ())
    if kinds:
        told = {v.kind for e in shown for v in find(e.unit.text)}
        return kinds[0] in told
    if question.intent is Intent.WHO:
        return any(names_actor(e.unit.text, question.resolved) for e in shown)
    return points_at_answer(said) or is_short(said)
