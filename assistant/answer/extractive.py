"""Answers by evidence: no language model, only the documents' own sentences and lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import citation
from assistant.answer.anaphora import follows
from assistant.answer.comparison import Search, compare, compared
from assistant.answer.conversation import Talk, classify
from assistant.answer.evidence import Evidence
from assistant.answer.frame import Frame, in_english, joined
from assistant.answer.holding import counts_as_list
from assistant.answer.intent import Intent
from assistant.answer.listed import countable
from assistant.answer.matching import WeightedConcept, weigh
from assistant.answer.notices import notices
from assistant.answer.polarity import verdict
from assistant.answer.question import Question
from assistant.answer.reader import Reader
from assistant.answer.scoring import Scorer
from assistant.answer.select import Selection, repeats, select
from assistant.answer.thresholds import Thresholds, thresholds_for
from assistant.answer.twofold import two_questions
from assistant.answer.units import UnitKind
from assistant.answer.values import unsupported
from assistant.domain import Answer, Chunk, Hit, Language, Outcome, Status, Turn
from assistant.search import analysis
from assistant.search.asked import Likeness
from assistant.search.language import detect
from assistant.search.lexical import idf
from assistant.search.names import distinct_names, familiar_names
from assistant.search.retrieval import Retriever
from assistant.texts import get
from assistant.texts.voice import Voice

PASSAGES = 16
SIDE_PASSAGES = 8
# Sentences that one of two questions in a sentence may add.
_ADDED = 2
# So many characters of a document tell what it is about and who it is by.
_OPENING = 500


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
            return self._talk(text, talk, detect(text, history))
        question = self.reader.read(text, history)
        if question.lost:
            return self._plain(question, Outcome.CLARIFY, self._lost(question))
        selection, hits = self._selected(question, as_of, max_length)
        if not max_length and not selection.sides and (both := two_questions(text)):
            selection = self._with_both(both, history, selection, as_of)
        answer = self._write(question, selection, hits, as_of)
        while max_length and _length(answer) > max_length and len(selection.picked) > 1:
            # Markers aside, leads and section names take room too.
            selection = replace(selection, picked=selection.picked[:-1])
            answer = self._write(question, selection, hits, as_of)
        return answer

    def talk_of(self, text: str) -> Talk | None:
        """What kind of talk a message is; None where it is a question to the documents."""
        lexical = self.retriever.index.lexical
        return classify(text, lambda word: bool(lexical.spellings(analysis.fold(word))))

    def _selected(
        self, question: Question, as_of: date, max_length: int | None
    ) -> tuple[Selection, Sequence[Hit]]:
        """What to show for a question, and what was found."""
        # What a word means may stand in any passage, and in a small corpus all have the word.
        defining = question.intent is Intent.DEFINITION
        hits = self.retriever.retrieve(question.query, 4 * PASSAGES if defining else PASSAGES)
        concepts = self.weighted(question)
        likeness = self.retriever.likeness(question.query.respelt)
        ranked = self._scorer(question, concepts, as_of, likeness).score(hits)
        if sides := compared(question):
            found = compare(question, sides, ranked, self._search(question.language, as_of))
            if found.sides or question.intent is Intent.COMPARISON:
                return found, hits
        found = select(question, ranked, self.thresholds, concepts=concepts, max_length=max_length)
        return found, hits

    def _with_both(
        self, both: tuple[str, str], history: Sequence[Turn], selection: Selection, as_of: date
    ) -> Selection:
        """What answers a message, and what answers each of the two questions in its sentence.

        Where nothing answers the message as a whole, both must have an answer.
        """
        answered = selection.outcome is Outcome.ANSWERED
        shown = selection.picked
        first = self._answering(self.reader.read(both[0], history), as_of, shown)
        if not (answered or first):
            return selection
        asked = (*history, Turn("user", both[0]))
        second = self._answering(self.reader.read(both[1], asked), as_of, (*first, *shown))
        if answered:
            return replace(selection, picked=(*first, *shown, *second), leading=selection.first)
        return Selection(Outcome.ANSWERED, (*first, *second)) if second else selection

    def _answering(
        self, part: Question, as_of: date, shown: Sequence[Evidence]
    ) -> tuple[Evidence, ...]:
        """What answers one of two questions, where nothing shown does."""
        found, _ = self._selected(part, as_of, None)
        if found.outcome is not Outcome.ANSWERED or found.sides or repeats(found.first, shown):
            return ()
        return tuple(e for e in found.picked if not repeats(e, shown))[:_ADDED]

    def _search(self, language: Language, as_of: date) -> Search:
        """How one side of a comparison is looked up in this index."""

        def score(alone: Question) -> list[Evidence]:
            hits = self.retriever.retrieve(alone.query, SIDE_PASSAGES)
            likeness = self.retriever.likeness(alone.query.respelt)
            return self._scorer(alone, self.weighted(alone), as_of, likeness).score(hits)

        return Search(lambda words: self.retriever.analyse(words, language), score)

    def _scorer(
        self,
        question: Question,
        concepts: Sequence[WeightedConcept],
        as_of: date,
        likeness: Likeness,
    ) -> Scorer:
        return Scorer(
            question,
            concepts,
            rivals=self._rivals,
            familiar=self._familiar,
            as_of=as_of,
            affinity=self.retriever.affinities,
            likeness=likeness,
            opening=self._opening,
        )

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

    def _write(
        self, question: Question, selection: Selection, hits: Sequence[Hit], as_of: date
    ) -> Answer:
        frame = Frame(question.language)
        text = self._text(question, selection, frame)
        answer = Answer(
            question=question.text,
            language=question.language,
            outcome=selection.outcome,
            text=text,
            citations=tuple(frame.citations),
            hits=tuple(hits),
            intent=question.intent.value,
        )
        if selection.outcome is not Outcome.ANSWERED:
            return answer
        chunks = {h.chunk.id: h.chunk for h in hits}
        chunks |= {e.unit.chunk.id: e.unit.chunk for e in selection.picked}
        return replace(
            answer,
            notices=_told(answer, chunks, as_of),
            check=citation.check(
                text,
                frame.citations,
                {chunk_id: chunk.text for chunk_id, chunk in chunks.items()},
                language=question.language,
            ),
        )

    def _text(self, question: Question, selection: Selection, frame: Frame) -> str:
        if selection.outcome is Outcome.ANSWERED:
            return self._answered(question, selection, frame)
        if selection.outcome is Outcome.CLARIFY:
            return self._asked_back(question, selection, frame)
        return self._refusal(question, selection, frame)

    def _answered(self, question: Question, selection: Selection, frame: Frame) -> str:
        if selection.sides:
            return "\n\n".join(
                f"**{side.name}**: "
                + frame.joined(
                    [frame.sentence(e, question, named=side.name) for e in side.evidence]
                )
                for side in selection.sides
            )
        parts: list[str] = []
        for before, evidence in zip((None, *selection.picked), selection.picked, strict=False):
            if evidence.unit.kind is UnitKind.LIST:
                counted = evidence is selection.first and self._counted(evidence, question)
                parts.append(frame.whole_list(evidence.unit, counted=counted))
            else:
                goes_on = before is not None and follows(before, evidence)
                parts.append(frame.sentence(evidence, question, goes_on=goes_on))
        lead = ""
        if question.intent is Intent.YES_NO:
            found = verdict(question, selection.first)
            if found is not None:
                word = get(f"answer.{'yes' if found else 'no'}", question.language)
                lead = f"**{word}:** "
        return lead + frame.joined(parts, self._value_lead(question, selection))

    def _counted(self, evidence: Evidence, question: Question) -> bool:
        """Whether the length of a list is what was asked for."""
        if question.intent is not Intent.COUNT or not counts_as_list(evidence, question):
            return False
        return countable(evidence.unit, self._chunk)

    def _chunk(self, chunk_id: str) -> Chunk | None:
        try:
            return self.retriever.index.lexical.chunk(chunk_id)
        except KeyError:
            return None

    @staticmethod
    def _value_lead(question: Question, selection: Selection) -> str:
        """In English answers, the value asked for before the Norwegian quotation."""
        first = selection.first
        if question.language is not Language.EN or not first.values:
            return ""
        return in_english(first.unit.text, first.values)

    def _asked_back(self, question: Question, selection: Selection, frame: Frame) -> str:
        """Which one is meant; documents to choose from are cited, as their titles hold years."""
        if question.intent is not Intent.DATE:
            choices = joined(selection.choices, question.language)
            return self.voice.get("answer.clarify_choice", question.language, choices=choices)
        units = {e.unit.chunk.title: e.unit for e in reversed(selection.near)}
        cited = [f"{title} [{frame.number(units[title])}]" for title in selection.choices]
        choices = joined(cited, question.language)
        return get("answer.clarify_document", question.language, choices=choices)

    def _refusal(self, question: Question, selection: Selection, frame: Frame) -> str:
        language = question.language
        if selection.outcome is Outcome.OUT_OF_SCOPE:
            return self.voice.get("answer.out_of_scope", language)
        lines = [get("answer.no_evidence", language)]
        # What a row says under its headers is a quotation only where the headers hold no figures.
        near = [
            e
            for e in selection.near
            if len(e.unit.text) <= 300 and not unsupported(e.unit.text, [e.unit.verbatim])
        ]
        if near:
            lines.append(get("answer.maybe_useful", language))
            lines.extend(f"- {self._near(e, frame, language)}" for e in near)
        lines.append(self.voice.get("answer.where_to_ask", language))
        return (
            "\n\n".join((lines[0], "\n".join(lines[1:-1]), lines[-1])) if near else " ".join(lines)
        )

    @staticmethod
    def _near(evidence: Evidence, frame: Frame, language: Language) -> str:
        unit = evidence.unit
        number = frame.number(unit)
        values = {"title": unit.chunk.title, "quote": citation.fold(unit.text), "number": number}
        if unit.chunk.section:
            return get("answer.near_section", language, section=unit.chunk.section[-1], **values)
        return get("answer.near", language, **values)

    def _lost(self, question: Question) -> str:
        names = self._topics()
        text = self.voice.get("answer.clarify_lost", question.language)
        if names:
            choices = joined(names[:4], question.language, last="or")
            text += " " + get("answer.clarify_topics", question.language, choices=choices)
        return text

    def _topics(self) -> tuple[str, ...]:
        """Names to ask about: those that what applies speaks of, or else all there are."""
        passages = self.retriever.index.lexical.chunks() if self._rivals else []
        applying = [c for c in passages if c.metadata.status is Status.CURRENT]
        headings = "\n".join(heading for c in applying for heading in c.section)
        text = "\n".join(c.text for c in applying)
        # «Framgangsmåte» is a heading and no name: no sentence has it capitalised.
        spoken_of = [
            name
            for name in self._rivals
            if re.search(rf"\b{re.escape(name)}\b", headings)
            and re.search(rf"[a-zæøå,] {re.escape(name)}\b", text)
        ]
        return tuple(spoken_of) if len(spoken_of) > 1 else self._rivals

    def _talk(self, text: str, talk: Talk, language: Language) -> Answer:
        outcome = {
            Talk.HOSTILE: Outcome.OUT_OF_SCOPE,
            Talk.NONSENSE: Outcome.CLARIFY,
        }.get(talk, Outcome.CONVERSATION)
        wording = self.voice.get(f"answer.{talk.value}", language)
        if talk is Talk.ABILITY and self.voice.card.check:
            wording += " " + get("answer.ability_check", language)
        return Answer(question=text, language=language, outcome=outcome, text=wording)

    @staticmethod
    def _plain(question: Question, outcome: Outcome, text: str) -> Answer:
        return Answer(
            question=question.text,
            language=question.language,
            outcome=outcome,
            text=text,
            intent=question.intent.value,
        )


def _length(answer: Answer) -> int:
    """Characters of an answer without its markers and emphasis."""
    return len(citation.MARKER.sub("", answer.text).replace("**", ""))


def _told(answer: Answer, chunks: Mapping[str, Chunk], as_of: date) -> tuple[str, ...]:
    """What a reader must know of the documents that an answer cites."""
    cited = {
        c.document: (c.title, chunks[c.chunk_id].metadata)
        for c in answer.citations
        if c.chunk_id and c.chunk_id in chunks
    }
    quotes = [c.quote for c in answer.citations]
    return notices(list(cited.values()), quotes, as_of=as_of, language=answer.language)
