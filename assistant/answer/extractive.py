"""Answers by evidence: no language model, only the documents' own sentences and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from assistant.answer.answer_types import open_to
from assistant.answer.answer_types.open_to import asks_open_to, names_a_thing
from assistant.answer.composition.comparison import Search, compare, compared, is_label
from assistant.answer.composition.composing import Composer
from assistant.answer.composition.sides import members_of, of_each
from assistant.answer.dialogue.conversation import (
    Talk,
    answered_talk,
    classify,
    unanswered_talk,
)
from assistant.answer.dialogue.in_turn import Found, InTurn
from assistant.answer.dialogue.reader import Reader
from assistant.answer.extraction.about import year_meant, years_at_hand
from assistant.answer.extraction.listed import MARKER
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import WeightedConcept, weigh
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.selection import (
    applying,
    common_demands,
    in_force,
    let_in,
    no_longer,
    of_then,
)
from assistant.answer.selection.distance import is_meant, is_voted
from assistant.answer.selection.select import Selection, select
from assistant.answer.selection.thresholds import Thresholds, thresholds_for
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity import closing
from assistant.answer.validity.closing import asks_whether_open
from assistant.answer.validity.formerly import is_over
from assistant.domain import Answer, Hit, Language, Outcome, Turn
from assistant.search import analysis
from assistant.search.language import detect
from assistant.search.lexical import idf
from assistant.search.likeness import Likeness
from assistant.search.names import distinct_names, familiar_names
from assistant.search.retrieval import Retriever
from assistant.texts.voice import Voice

PASSAGES = 16
SIDE_PASSAGES = 8
_BOTH = 2
# So many characters of a document tell what it is about and who it is by.
_OPENING = 500
# What is searched for beside a question's own words, by what it asks.
_LOOKED_UP = (
    (asks_whether_open, closing.looked_up),
    (asks_open_to, open_to.looked_up),
    (let_in.asks_whether_let_in, let_in.looked_up),
    (common_demands.asks_of_one, common_demands.looked_up),
    (common_demands.asks_in_common, common_demands.looked_up),
    (applying.asks_how_to_apply, applying.looked_up),
)


class ExtractiveAnswerer:
    """Answers questions from one open index."""

    def __init__(self, retriever: Retriever, *, thresholds: Thresholds | None = None) -> None:
        self.retriever = retriever
        lexical = retriever.index.lexical
        self.thresholds = thresholds or thresholds_for(lexical.size()[0])
        self.reader = Reader(retriever.analyser, lexical)
        self._rivals = distinct_names(lexical)
        self._familiar = familiar_names(lexical)
        self._openings: dict[str, str] = {}
        self.voice = Voice(retriever.index.manifest.card)
        self._composer = Composer(lexical, self._rivals, self.voice)

    def answer(
        self,
        text: str,
        history: Sequence[Turn] = (),
        *,
        as_of: date,
        max_length: int | None = None,
    ) -> Answer:
        """A short cited answer, or an honest refusal.

        Args:
            text: the question.
            history: earlier turns, oldest first.
            as_of: the date on which it is asked; passed deadlines are told by it.
            max_length: characters that the evidence in the answer may have.
        """
        talk = self.talk_of(text)
        if talk is not None:
            return self._composer.talk(text, talk, detect(text, history))
        question = self.reader.read(text, history)
        turn = InTurn(
            question,
            history,
            as_of,
            max_length,
            reader=self.reader,
            look=self.selected,
            rivals=self._rivals,
            thresholds=self.thresholds,
        )
        found = turn.found()
        talk = self._talk_after_all(question, found, history)
        if talk is not None:
            return self._composer.talk(text, talk, detect(text, history))
        if found is None:
            return self._composer.lost(question)
        return self._written(found, as_of, max_length)

    def _talk_after_all(
        self, question: Question, found: Found | None, history: Sequence[Turn]
    ) -> Talk | None:
        """What kind of talk a message is that its words alone do not tell surely."""
        if question.mentions:
            return None
        if found is None or found.selection.outcome is not Outcome.ANSWERED:
            return unanswered_talk(question.text, self._known, follows=bool(history))
        if self._is_known(found):
            return None
        return answered_talk(question.text, self._known, follows=bool(history))

    def _is_known(self, found: Found) -> bool:
        """Whether what answers is known to answer a question much like this one."""
        first = None if found.selection.sides else found.selection.first
        return first is not None and first.features.asked >= self.thresholds.asked_near

    def _written(self, found: Found, as_of: date, max_length: int | None) -> Answer:
        """What is selected for a question as an answer that is no longer than it may be."""
        selection = found.selection
        answer = self._composer.written(found.question, selection, found.hits, as_of)
        while max_length and _length(answer) > max_length and len(selection.picked) > 1:
            # Markers aside, leads and section names take room too.
            selection = replace(selection, picked=selection.picked[:-1])
            answer = self._composer.written(found.question, selection, found.hits, as_of)
        return answer

    def talk_of(self, text: str) -> Talk | None:
        """What kind of talk a message is; None where it is a question to the documents."""
        return classify(text, self._known)

    def _known(self, word: str) -> bool:
        """Whether the documents have a lower-cased word."""
        return bool(self.retriever.index.lexical.spellings(analysis.fold(word)))

    def selected(
        self, question: Question, as_of: date, max_length: int | None
    ) -> tuple[Selection, Sequence[Hit]]:
        """What to show for a question, and what was found.

        Args:
            question: the question as read (`Reader.read`).
            as_of: the date on which it is asked.
            max_length: characters that the answer may have; None for as few as it needs.

        """
        found, hits = self._looked_for(question, as_of, max_length)
        if no_longer.is_in_question(found, question):
            found = self._with_what_came(found, question, as_of)
        if no_longer.leads_with_what_was(found, question):
            found = self._with_what_applies(found, question, hits, as_of)
        found = no_longer.without_what_was(found, question)
        found = self._of_its_time(found, question, as_of)
        refused = found.outcome is Outcome.NO_EVIDENCE
        if refused and asks_open_to(question) and names_a_thing(question):
            # What is demanded by what they name says to whom it is open.
            required = replace(question, intent=Intent.CRITERIA)
            told, _ = self._looked_for(required, as_of, max_length)
            return (told if told.outcome is Outcome.ANSWERED else found), hits
        return found, hits

    def _with_what_came(self, told: Selection, question: Question, as_of: date) -> Selection:
        """What is told of a thing that is over, behind what took its place."""
        hits = self.retriever.search(no_longer.looked_up(question), SIDE_PASSAGES)
        likeness = self.retriever.likeness(question.query.respelt)
        found = self._ranked(question, self.weighted(question), hits, as_of, likeness)
        return no_longer.with_what_took_its_place(told, found, question)

    def _with_what_applies(
        self, told: Selection, question: Question, hits: Sequence[Hit], as_of: date
    ) -> Selection:
        """What leads with how it was, led by what applies where that speaks of the matter."""
        plain = replace(question, mentions=no_longer.names_of(question))
        concepts = self.weighted(plain)
        likeness = self.retriever.likeness(plain.query.respelt, typed=plain.query.text)
        ranked = self._ranked(plain, concepts, hits, as_of, likeness)
        applying = [e for e in ranked if not is_over(e)]
        now = select(plain, applying, self.thresholds, concepts=concepts)
        return no_longer.with_what_applies(told, now, question)

    def _of_its_time(self, told: Selection, question: Question, as_of: date) -> Selection:
        """What is told, or what the document tells that applies, or applied then."""
        old, rest = of_then.of_the_old_one(question, self._replaced, as_of)
        if not old:
            successor = in_force.replaced_by(told, question)
            of_it = self._of_document(successor, question, as_of) if successor else ()
            return in_force.with_counterpart(told, of_it, question) if successor else told
        if of_then.stays(told, question):
            return told
        # Where the one in its place answers, it is known that the old one does too.
        t = self.thresholds if told.refused else replace(self.thresholds, likely=0.0)
        for text in (rest, question.resolved):
            asked = replace(self.reader.read(text), text=question.text)
            of_it = self._of_document(old, asked, as_of)
            before = select(asked, of_it, t, concepts=self.weighted(asked))
            if of_then.is_of_then(before, of_it, question):
                return before
        return told

    @cached_property
    def _replaced(self) -> Sequence[of_then.Replaced]:
        return of_then.replaced_documents(self.retriever.index.lexical.chunks())

    def _of_document(self, document: str, question: Question, as_of: date) -> list[Evidence]:
        """All that a document says as evidence, best first."""
        hits = [Hit(chunk, 0.0) for chunk in self.retriever.index.lexical.chunks(document)]
        likeness = self.retriever.likeness(question.query.respelt, typed=question.query.text)
        return self._ranked(question, self.weighted(question), hits, as_of, likeness)

    def _looked_for(
        self, question: Question, as_of: date, max_length: int | None
    ) -> tuple[Selection, Sequence[Hit]]:
        """What to show for a question as it is read, and what was found."""
        likeness = self.retriever.likeness(question.query.respelt, typed=question.query.text)
        hits = self._with_voted(self._hits(question), likeness)
        at_hand = years_at_hand(h.chunk for h in hits)
        if year := year_meant(question.resolved, as_of, at_hand):
            question = replace(question, years=(*question.years, year))
        concepts = self.weighted(question)
        ranked = self._ranked(question, concepts, hits, as_of, likeness)
        members = members_of(question, ranked, self.retriever.index.lexical)
        sides = () if self._told_at_once(question, ranked) else members or compared(question)
        if sides:
            asked = of_each(question, members) if members else question
            found = compare(asked, sides, ranked, self._search(question.language, as_of))
            if found.sides:
                return found, hits
        told = select(
            question,
            ranked,
            self.thresholds,
            concepts=concepts,
            max_length=max_length,
            elsewhere=likeness.elsewhere,
        )
        if sides and question.intent is Intent.COMPARISON:
            # «Hva er forskjellen på et nettverk og en klynge?»: one sentence may tell it all.
            answered = told.outcome is Outcome.ANSWERED
            told_of = answered and not is_label(told.first.unit)
            if not told_of or not is_voted(told.first, self.thresholds):
                return found, hits
        return told, hits

    def _hits(self, question: Question) -> Sequence[Hit]:
        """What is found for a question."""
        # What a word means may stand in any passage, and in a small corpus all have the word.
        defining = question.intent is Intent.DEFINITION
        hits = self.retriever.retrieve(question.query, 4 * PASSAGES if defining else PASSAGES)
        words = next((told() for asks, told in _LOOKED_UP if asks(question)), "")
        if not words:
            return hits
        found = {h.chunk.id for h in hits}
        more = self.retriever.search(words, SIDE_PASSAGES)
        return (*hits, *(h for h in more if h.chunk.id not in found))

    def _told_at_once(self, question: Question, ranked: Sequence[Evidence]) -> bool:
        """Whether one sentence is clearly meant that speaks of all that a question names.

        «Når ble Arena og NCE slått sammen?» names two things, and compares nothing.
        """
        if question.intent is Intent.COMPARISON or len(question.mentions) < _BOTH:
            return False
        return any(e.named == 1 and is_meant(e, question, self.thresholds) for e in ranked)

    def _with_voted(self, hits: Sequence[Hit], likeness: Likeness) -> Sequence[Hit]:
        """What was found, and where the sentences stand that known questions vote for.

        Their words need not be the question's, so that both legs of the search may miss them.
        """
        least = self.thresholds.voted
        voted = [source for source, share in likeness.votes.items() if share >= least]
        found = {h.chunk.id for h in hits}
        more = self.retriever.passages_of(voted)
        return (*hits, *(Hit(c, 0.0) for c in more if c.id not in found))

    def _search(self, language: Language, as_of: date) -> Search:
        """How one side of a comparison is looked up in this index."""

        def score(alone: Question) -> list[Evidence]:
            hits = self.retriever.retrieve(alone.query, SIDE_PASSAGES)
            likeness = self.retriever.likeness(alone.query.respelt)
            return self._ranked(alone, self.weighted(alone), hits, as_of, likeness)

        return Search(lambda words: self.retriever.analyse(words, language), score)

    def _ranked(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        hits: Sequence[Hit],
        as_of: date,
        likeness: Likeness,
    ) -> list[Evidence]:
        """The units of what was found as evidence, best first."""
        scorer = Scorer(
            question,
            concepts,
            rivals=self._rivals,
            familiar=self._familiar,
            as_of=as_of,
            affinity=self.retriever.affinities,
            likeness=likeness,
            opening=self._opening,
        )
        return scorer.score(hits)

    def _opening(self, document: str) -> str:
        """How a document begins, before its first heading."""
        if document not in self._openings:
            first = next(iter(self.retriever.index.lexical.chunks(document)), None)
            self._openings[document] = first.text[:_OPENING] if first else ""
        return self._openings[document]

    def weighted(self, question: Question) -> tuple[WeightedConcept, ...]:
        """The question's concepts with their idf in this index."""
        lexical = self.retriever.index.lexical
        total, _ = lexical.size()
        stems = {analysis.stem(w) for c in question.query.concepts for w in c.alternatives}
        found = {s: idf(n, total) for s, n in lexical.document_frequency(stems).items()}
        # A word that stands nowhere weighs as one that stands in two passages.
        default, rarest = idf(min(2, total), total), idf(min(1, total), total)
        return weigh(question.query.concepts, found, default=default, rarest=rarest)


def _length(answer: Answer) -> int:
    """Characters of an answer without its markers and emphasis."""
    return len(MARKER.sub("", answer.text).replace("**", ""))
