"""What was spoken of before, where a question that stands alone is meant of it all the same.

«Når kom vedtaket?» after a question about the call of 2017 asks of that call, though it leans on
nothing (`answer.understanding.leaning`): its own words are tried first, and these only where they
fall short. «Hva er kravene?» after a question about a level asks of that level, and what is asked
in the past after a question about a year asks of that year: there, what was spoken of is tried
first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import patterns
from assistant.answer.dialogue import came_after
from assistant.answer.dialogue.present import is_of_today
from assistant.answer.dialogue.reader import Reader
from assistant.answer.extraction.about import year_called
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.select import Selection
from assistant.answer.understanding.intent import Intent
from assistant.answer.understanding.leaning import NOW, YEAR, asks_what_is_demanded
from assistant.answer.validity.formerly import is_over
from assistant.domain import Language, Outcome, Turn
from assistant.search.names import Mention

_OPEN = (Outcome.NO_EVIDENCE, Outcome.CLARIFY)
_FILE = patterns.read("followup")
_PAST = cue("asks", "past")
_HOW_MANY = _FILE.compiled(_FILE.tables["how_many"]["any"])
_MEANT_FOR = _FILE.compiled(_FILE.tables["meant_for"]["any"])
_HAVING_BEEN = _FILE.compiled(_FILE.tables["having_been"]["any"])
_OTHER_TIME = _FILE.compiled(_FILE.tables["other_time"]["any"])
_THE_THING = _FILE.compiled(_FILE.tables["the_thing"]["any"])
# So much of the question's names a unit is about that has them in its headings alone.
_AROUND_IT = 0.9
_IN = {Language.EN: "in"}


@dataclass(frozen=True, slots=True)
class OfThat:
    """A question as it is asked of what was spoken of: of one thing, or of a year.

    `beside`: the thing, where it is asked about beside another one that the question names itself.
    """

    question: Question
    years: tuple[str, ...] = ()
    beside: str = ""

    def told_by(self, found: Selection) -> bool:
        """Whether what is found for it tells of that very thing, or of that year."""
        if found.outcome is not Outcome.ANSWERED or found.sides:
            return False
        if self.beside:
            return not self._of_the_other(found.first)
        dated = found.first.dated or not self.years
        return dated and all(_is_of(found.first, m) for m in self.question.mentions)

    def is_missed_by(self, own: Selection) -> bool:
        """Whether what is found for its own words is of another thing or year."""
        if own.outcome is not Outcome.ANSWERED or own.sides:
            return False
        if self.beside:
            return self._of_the_other(own.first)
        if not self.years:
            return misses(own, self.question)
        called = year_called(own.first.unit.chunk)
        return bool(called) and not called & frozenset(self.years)

    def selected(self, found: Selection) -> Selection:
        """What is found for it; nothing where that tells of something else."""
        if found.outcome is not Outcome.ANSWERED or self.told_by(found):
            return found
        return Selection(Outcome.NO_EVIDENCE, near=found.picked)

    def _of_the_other(self, evidence: Evidence) -> bool:
        """Whether a unit names what the question does, and not what was spoken of."""
        named = {m.name for m in self.question.mentions if m.stands_in(evidence.unit.text)}
        return bool(named) and self.beside not in named


def _is_of(evidence: Evidence, mention: Mention) -> bool:
    """Whether a unit, or the heading over it, names a thing."""
    chunk = evidence.unit.chunk
    around = (chunk.title, *chunk.section) if evidence.named > _AROUND_IT else ()
    return any(mention.stands_in(text) for text in (evidence.unit.text, *around))


def of_that(question: Question, history: Sequence[Turn], reader: Reader) -> OfThat | None:
    """A question that is asked of what was spoken of, whatever its own words would find; or None.

    Args:
        question: the question as read.
        history: earlier turns, oldest first.
        reader: reads questions over the same documents.

    """
    before = None if YEAR.search(question.text) else _before(history, reader)
    if before is None:
        return None
    if _demands(question):
        before = _of_the_thing_before(before, history, reader)
    text = question.text.rstrip(" ?.!")
    if before.years and _is_of_that_time(question):
        within = f"{_IN.get(question.language, 'i')} {before.years[0]}"
        read = reader.read(f"{text} {within}?")
        return OfThat(replace(read, text=question.text), before.years)
    thing = _thing_of(before) or (_things_of(before) if _demands(question) else "")
    if not thing or not _asks_of_a_thing(question, before):
        return None
    if came_after.is_meant(question.text, before.resolved):
        return None
    read = reader.read(f"{text} {thing}?")
    beside = thing if _named_by(question) else ""
    return OfThat(replace(read, text=question.text), beside=beside)


def _before(history: Sequence[Turn], reader: Reader) -> Question | None:
    """The question before, as it was asked of what was spoken of before it; None for the first."""
    asked = [at for at, turn in enumerate(history) if turn.role == "user"]
    if not asked:
        return None
    earlier = history[: asked[-1]]
    question = reader.read(history[asked[-1]].content, earlier)
    further = of_that(question, earlier, reader)
    return further.question if further else question


def _is_of_that_time(question: Question) -> bool:
    """Whether a question asks of a past time that it does not name itself.

    «Når kom Hav Vekst?» asks for a year of its own, and «hva var Hav Vekst?» for no time; «hva var
    formålet?» does.
    """
    text = question.text
    if question.intent is Intent.DEFINITION and not _THE_THING.match(text):
        return False
    if question.intent is Intent.DATE and question.mentions:
        return False
    past = _PAST.search(text) or _HOW_MANY.match(text)
    return bool(past) and not (NOW.search(text) or _OTHER_TIME.search(text))


def _asks_of_a_thing(question: Question, before: Question) -> bool:
    """Whether a question asks of a thing that it does not name itself."""
    named = {m.name for m in _named_by(question)}
    if named:
        others = named.isdisjoint(m.name for m in before.mentions)
        return others and bool(before.mentions) and bool(_HAVING_BEEN.search(question.text))
    return _demands(question) or bool(_MEANT_FOR.match(question.text))


def _demands(question: Question) -> bool:
    return asks_what_is_demanded(question.text, question.intent)


def _of_the_thing_before(before: Question, history: Sequence[Turn], reader: Reader) -> Question:
    """The question before, of the thing that was spoken of further back where it names none.

    «Hvem kan søke?» between leaves what is spoken of as it was.
    """
    asked = [at for at, turn in enumerate(history) if turn.role == "user"]
    while not (before.mentions or before.years) and len(asked) > 1:
        history = history[: asked.pop()]
        further = _before(history, reader)
        if further is None:
            break
        if further.mentions:
            return replace(before, mentions=further.mentions)
    return before


def _named_by(question: Question) -> Sequence[Mention]:
    """What a question names itself, and has not from the one that it leans on."""
    return () if question.leans else question.mentions


def _thing_of(before: Question) -> str:
    """The one thing that a question was about: its name, or what it asked the meaning of."""
    if len(before.mentions) == 1:
        return before.mentions[0].name
    if before.mentions or before.intent is not Intent.DEFINITION:
        return ""
    return " ".join(c.surface for c in before.query.concepts)


def _things_of(before: Question) -> str:
    """All that a question that compares nothing names: «Kan Hav Vekst bruke Havmerket?»."""
    compares = before.intent is Intent.COMPARISON
    return "" if compares else " og ".join(m.name for m in before.mentions)


def carried_on(question: Question, history: Sequence[Turn], reader: Reader) -> Question | None:
    """A question that names nothing, with the names and years of the one before it; or None.

    Args:
        question: the question as read.
        history: earlier turns, oldest first.
        reader: reads questions over the same documents.

    """
    own_years = question.years and question.intent is not Intent.YES_NO
    if own_years or question.mentions:
        return None
    if question.leans and question.resolved != question.text:
        # Written out without the names before it, it asks of another thing in their place.
        return None
    before = _before(history, reader)
    if before is None or came_after.is_meant(question.text, before.resolved):
        return None
    of_now = NOW.search(question.text) or is_of_today(question.text, before.resolved)
    years = () if of_now or question.years else before.years
    spoken_of = [*(m.name for m in before.mentions), *years]
    if not spoken_of:
        return None
    written = f"{question.text.rstrip(' ?.!')} {' '.join(spoken_of)}?"
    return replace(reader.read(written, history), text=question.text)


def is_of_another(own: Selection, carried: Question, found: Selection) -> bool:
    """Whether a yes or no is told of another thing than the one that was spoken of.

    Args:
        own: what is found for the question's own words.
        carried: the question with what was spoken of (`carried_on`).
        found: what is found for that, which answers nothing.

    """
    if carried.intent is not Intent.YES_NO or own.outcome is not Outcome.ANSWERED:
        return False
    if misses(own, carried):
        return True
    # What is over is told of another thing where the one that was spoken of is not over.
    return any(_is_of(e, m) and not is_over(e) for e in found.near for m in carried.mentions)


def may_miss(own: Selection, carried: Question) -> bool:
    """Whether what was spoken of may tell more, or a yes or no of now is told of what is over."""
    if carried.intent is Intent.YES_NO and carried.mentions and not _PAST.search(carried.text):
        answered = own.outcome is Outcome.ANSWERED and not own.sides
        if answered and all(is_over(e) for e in own.picked):
            return True
    return misses(own, carried)


def tells_more(found: Selection, own: Selection, carried: Question) -> bool:
    """Whether what was spoken of answers what its own words do not, or only from what is over."""
    if found.outcome is not Outcome.ANSWERED:
        return False
    return misses(own, carried) or not any(is_over(e) for e in found.picked)


def misses(selection: Selection, carried: Question) -> bool:
    """Whether what was spoken of may tell more: nothing answers, or what does is of another."""
    if selection.outcome is not Outcome.ANSWERED or selection.sides:
        return selection.outcome in _OPEN
    return selection.first.is_of_another(carried.mentions)
