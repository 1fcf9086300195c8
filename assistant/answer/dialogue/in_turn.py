"""What a message is answered with in its turn: as it reads alone, or by what was said before it.

The steps are taken in order, and each may put another question or another selection in the place
of what it is given: asked plainly where it names nothing, of what was just told, in halves, of what
was spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer.dialogue import unnamed
from assistant.answer.dialogue.alone import (
    alone_in,
    asked_alone,
    in_general,
    is_of_another_matter,
    is_told_alone,
    is_told_of_us,
    of_what_was_set_before,
)
from assistant.answer.dialogue.beside_it import is_unnamed
from assistant.answer.dialogue.halves import Halves
from assistant.answer.dialogue.own_question import (
    column_named_before,
    is_answered_whole,
    is_cell_of,
    points_elsewhere,
)
from assistant.answer.dialogue.present import asks_only_of_now
from assistant.answer.dialogue.reader import Reader
from assistant.answer.dialogue.said_again import says_it_again
from assistant.answer.dialogue.spoken_of import (
    carried_on,
    is_of_another,
    may_miss,
    of_that,
    tells_more,
)
from assistant.answer.dialogue.support_had import with_the_most
from assistant.answer.dialogue.told_of import is_asked_of_it, told_of_it
from assistant.answer.dialogue.twofold import asks_in_two_sentences, two_questions
from assistant.answer.dialogue.which_figure import which_is_told, with_one_of_two
from assistant.answer.question import Question
from assistant.answer.ranking.narrowed import is_of_several
from assistant.answer.selection import no_longer
from assistant.answer.selection.select import Selection
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.closing import asks_whether_open
from assistant.answer.validity.formerly import is_over
from assistant.domain import Hit, Outcome, Turn

# What to show for a question on a date, in so many characters, and what was found.
Look = Callable[[Question, date, int | None], tuple[Selection, Sequence[Hit]]]

# Sentences that a refusal offers.
_OFFERED = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A question as it is understood, what to show for it, and the passages found."""

    question: Question
    selection: Selection
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class InTurn:
    """One message in its conversation.

    `question`: the message as read. `history`: earlier turns, oldest first. `rivals`: names that
    headings carry. `max_length`: characters that the answer may have; None for as few as it needs.
    """

    question: Question
    history: Sequence[Turn]
    as_of: date
    max_length: int | None
    reader: Reader
    look: Look
    rivals: Sequence[str]
    thresholds: Thresholds

    def found(self) -> Found | None:
        """What answers the message; None where nothing tells what it is about."""
        alone = asked_alone(self.question, self.reader, self.history, self.rivals)
        if alone is not None:
            # What leans on what was said does so whoever asks.
            found = replace(self, question=alone).found()
            general = found and in_general(found.selection, self.question)
            return replace(found, selection=general) if found and general else found
        found = self._looked_up(self.question)
        if not self.history:
            found = self._plainly(found)
        found = self._alone(found)
        found = self._of_two_figures(found)
        if self._is_of_another(found):
            near = found.selection.picked or found.selection.near
            return replace(found, selection=Selection(Outcome.NO_EVIDENCE, near=near[:_OFFERED]))
        if self._is_lost(found):
            return None
        found = replace(found, selection=self._not_said_before(found))
        both = two_questions(self.question.text)
        of_what_was_told = None if both else self._of_what_was_told(found)
        if of_what_was_told:
            return of_what_was_told
        if not self.max_length:
            found = replace(found, selection=self._in_halves(found, both))
        found = self._by_its_own_words(self._of_what_was_spoken_of(found))
        found = self._of_the_column(found)
        selection = with_the_most(
            found.selection,
            self.question,
            self.reader,
            lambda asked: self.look(asked, self.as_of, self.max_length)[0],
        )
        return replace(found, selection=in_general(selection, self.question))

    def _is_of_another(self, found: Found) -> bool:
        """Whether what answers is of another matter, or of several things where one is asked of."""
        selection = found.selection
        if selection.refused:
            return False
        if is_of_another_matter(self.question, self.reader):
            return True
        told = bool(selection.picked) and not selection.sides
        return told and is_of_several(found.question, selection.first.unit)

    def _looked_up(self, question: Question) -> Found:
        return Found(question, *self.look(question, self.as_of, self.max_length))

    def _plainly(self, found: Found) -> Found:
        """A first question that names nothing as it is asked plainly, where that tells more."""
        words = unnamed.plainly(found.question)
        if not words:
            return found
        plain = replace(self.reader.read(words), text=found.question.text)
        told = Found(plain, *self.look(plain, self.as_of, None))
        more = unnamed.is_told_plainly(
            told.selection, found.selection, plain, found.question, self.thresholds
        )
        return told if more else found

    def _alone(self, found: Found) -> Found:
        """A message that finds no answer as the question in it, without what is told beside it."""
        if found.selection.outcome is Outcome.ANSWERED and not found.selection.sides:
            return self._of_the_kind_told(found)
        if not found.selection.refused:
            return found
        alone = alone_in(self.question, self.reader, self.history, self.rivals)
        if alone is None:
            return found
        told = self._looked_up(alone)
        if not self.history:
            told = self._plainly(told)
            of_it = of_what_was_set_before(self.question, self.reader)
            told = self._looked_up(of_it) if of_it and told.selection.refused else told
        if self._is_lost(told):
            return found
        answers = is_told_alone(told.selection, found.selection, told.question, self.thresholds)
        return told if answers else found

    def _of_two_figures(self, found: Found) -> Found:
        """A choice between two figures that finds no answer by the one that is told."""
        question = found.question
        two = with_one_of_two(question.resolved, question.language)
        if two is None or not found.selection.refused:
            return found
        told = which_is_told(
            two, lambda q: self._looked_up(self.reader.read(q)).selection, question.language
        )
        return replace(found, selection=told) if told else found

    def _of_the_kind_told(self, found: Found) -> Found:
        """The question alone, where those who ask are what its answer tells of anyway."""
        if not is_told_of_us(found.selection.first, self.question):
            return found
        alone = alone_in(self.question, self.reader, self.history, self.rivals)
        told = self._looked_up(alone) if alone else found
        answered = told.selection.outcome is Outcome.ANSWERED and not told.selection.sides
        same = answered and told.selection.first.unit == found.selection.first.unit
        return told if same else found

    def _is_lost(self, found: Found) -> bool:
        """Whether nothing tells what is meant, and to be told it would help."""
        if not found.question.lost:
            return False
        if self.history and is_unnamed(self.question.text):
            return True
        told = unnamed.is_told(found.question, found.selection, self.thresholds)
        told = told or unnamed.is_told_nowhere(found.question, found.selection)
        return not (asks_whether_open(found.question) or told)

    def _not_said_before(self, found: Found) -> Selection:
        """What to show, or nothing where what was so has been told: «og nå?», «hvorfor?»."""
        selection = found.selection
        of_before = asks_only_of_now(self.question.text) and all(map(is_over, selection.picked))
        if not (of_before or says_it_again(self.question.text, selection, self.history)):
            return selection
        came = self._what_came(found.question) if of_before else None
        return came or Selection(Outcome.NO_EVIDENCE, near=selection.picked or selection.near)

    def _what_came(self, question: Question) -> Selection | None:
        """What is told to have come in the place of what a question of today names; or None."""
        asked = no_longer.asks_what_came(question)
        if not asked:
            return None
        found, _ = self.look(self.reader.read(asked), self.as_of, None)
        return found if no_longer.tells_that_it_ended(found, question) else None

    def _of_what_was_told(self, found: Found) -> Found | None:
        """What answers it of that which the last answer told; None where it does not ask so."""
        asked = of_that(found.question, self.history, self.reader)
        if not asked:
            return None
        told = self._looked_up(asked.question)
        if _is_narrower(told, found):
            return told
        if not (asked.told_by(told.selection) or asked.is_missed_by(found.selection)):
            return None
        return replace(told, selection=asked.selected(told.selection))

    def _in_halves(self, found: Found, both: tuple[str, str] | None) -> Selection:
        """What answers both halves of a message that asks two things."""
        halves = Halves(self.reader, lambda part: self.look(part, self.as_of, None)[0])
        if both:
            apart = asks_in_two_sentences(self.question.text)
            return halves.with_both(both, self.history, found.selection, apart=apart)
        if found.question.intent is Intent.COMPARISON:
            return found.selection
        return halves.with_each(self.question.text, self.history, found.selection)

    def _by_its_own_words(self, found: Found) -> Found:
        """A follow-up that finds no answer as it reads alone, where that asks a whole question."""
        if not (self.question.leans and self.history and found.selection.refused):
            return found
        alone = self.reader.read(self.question.text)
        if alone.lost or points_elsewhere(alone.text):
            return found
        told = self._looked_up(alone)
        if not is_answered_whole(told.selection, alone):
            return found
        return found if told.selection.first.is_of_another(self.question.mentions) else told

    def _of_the_column(self, found: Found) -> Found:
        """Of a row that is told whole, the cell under what the question before named."""
        column = column_named_before(found.selection, self.history)
        if not column:
            return found
        words = f"{self.question.text.rstrip(' ?.!')} {column}?"
        told = self._looked_up(replace(self.reader.read(words), text=self.question.text))
        return told if is_cell_of(told.selection, found.selection) else found

    def _of_what_was_spoken_of(self, found: Found) -> Found:
        """What answers it of the thing that was spoken of, where that tells more."""
        carried = carried_on(found.question, self.history, self.reader)
        if not carried or not (may_miss(found.selection, carried) or is_asked_of_it(carried)):
            return found
        more = self._looked_up(carried)
        of_it = told_of_it(found.selection, more.selection, carried, self.rivals)
        if of_it is not None:
            return replace(more, selection=of_it)
        # Where it was unclear what is meant, what was spoken of tells that.
        unclear = found.selection.outcome is Outcome.CLARIFY and bool(carried.mentions)
        if unclear or tells_more(more.selection, found.selection, carried):
            return more
        if is_of_another(found.selection, carried, more.selection):
            near = found.selection.picked
            return replace(found, selection=Selection(Outcome.NO_EVIDENCE, near=near))
        return found


def _is_narrower(told: Found, found: Found) -> bool:
    """Whether the same leads of the year that was spoken of, without what is told of others."""
    if not told.question.years or found.question.years:
        return False
    both = (told.selection, found.selection)
    if any(s.outcome is not Outcome.ANSWERED or s.sides for s in both):
        return False
    same = told.selection.first.unit == found.selection.first.unit
    return same and len(told.selection.picked) < len(found.selection.picked)
