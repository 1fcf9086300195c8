"""An answer's text: what was selected, framed; a question back; a refusal; a reply to talk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import citation
from assistant.answer.composition.frame import Frame
from assistant.answer.composition.leads import value_asked_for, yes_or_no
from assistant.answer.composition.notices import no_later_deadline, notices
from assistant.answer.composition.offered import offered_line
from assistant.answer.composition.spoken import joined
from assistant.answer.dialogue.conversation import Talk
from assistant.answer.extraction.listed import MARKER, countable
from assistant.answer.extraction.units import UnitKind
from assistant.answer.extraction.values import unsupported
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.anaphora import follows
from assistant.answer.selection.holding import counts_as_list
from assistant.answer.selection.select import Selection, Side
from assistant.answer.understanding.intent import Intent
from assistant.answer.validity.closing import asks_whether_open
from assistant.answer.validity.formerly import (
    asks_of_before,
    is_over,
    opening,
    time_of,
    with_times,
)
from assistant.domain import Answer, Chunk, Hit, Language, Outcome, Status
from assistant.search.lexical import LexicalStore
from assistant.search.names import is_used_as_name
from assistant.texts import get
from assistant.texts.voice import Voice


class Composer:
    """Writes answers over one index.

    Args:
        lexical: the passages that the evidence comes from.
        rivals: names that tell things in the documents apart.
        voice: what is said of these documents.

    """

    def __init__(self, lexical: LexicalStore, rivals: tuple[str, ...], voice: Voice) -> None:
        self._lexical = lexical
        self._rivals = rivals
        self._voice = voice

    def written(
        self, question: Question, selection: Selection, hits: Sequence[Hit], as_of: date
    ) -> Answer:
        """The answer that a selection makes, with its citations, notices and check."""
        frame = Frame(question.language, self._rivals)
        text = self._text(question, selection, frame, as_of)
        answer = Answer(
            question=question.text,
            language=question.language,
            outcome=selection.outcome,
            text=text,
            citations=tuple(frame.citations),
            hits=tuple(hits),
            intent=question.intent.value,
        )
        read_as = _read_as(question)
        if selection.outcome is not Outcome.ANSWERED and not frame.citations:
            return replace(answer, notices=read_as)
        dated = question.intent is Intent.DATE and not asks_of_before(question)
        chunks = {h.chunk.id: h.chunk for h in hits}
        chunks |= {e.unit.chunk.id: e.unit.chunk for e in (*selection.picked, *selection.near)}
        told = _told(answer, chunks, as_of, dated=dated)
        if asks_whether_open(question) and selection.outcome is Outcome.ANSWERED:
            every = self._lexical.chunks()
            told += no_later_deadline(every, told, as_of=as_of, language=question.language)
        return replace(
            answer,
            notices=(
                *told,
                *_lacks(selection, question.language),
                *read_as,
            ),
            check=citation.check(
                text if selection.outcome is Outcome.ANSWERED else _cited_lines(text),
                frame.citations,
                {chunk_id: chunk.text for chunk_id, chunk in chunks.items()},
                language=question.language,
            ),
        )

    def talk(self, text: str, talk: Talk, language: Language) -> Answer:
        """A reply to a message that asks nothing of the documents."""
        outcome = {
            Talk.HOSTILE: Outcome.OUT_OF_SCOPE,
            Talk.NONSENSE: Outcome.CLARIFY,
        }.get(talk, Outcome.CONVERSATION)
        wording = self._voice.get(f"answer.{talk.value}", language)
        if talk is Talk.ABILITY and self._voice.card.check:
            wording += " " + get("answer.ability_check", language)
        return Answer(question=text, language=language, outcome=outcome, text=wording)

    def lost(self, question: Question) -> Answer:
        """What a follow-up with nothing before it is about, asked back.

        The things of today are no choice for one that is asked of a year.
        """
        names = () if question.years else self._topics()
        text = self._voice.get("answer.clarify_lost", question.language)
        if names:
            choices = joined(names[:4], question.language, last="or")
            text += " " + get("answer.clarify_topics", question.language, choices=choices)
        return Answer(
            question=question.text,
            language=question.language,
            outcome=Outcome.CLARIFY,
            text=text,
            intent=question.intent.value,
        )

    def _text(self, question: Question, selection: Selection, frame: Frame, as_of: date) -> str:
        if selection.outcome is Outcome.ANSWERED:
            return self._answered(question, selection, frame, as_of)
        if selection.outcome is Outcome.CLARIFY:
            return self._asked_back(question, selection, frame)
        return self._refusal(question, selection, frame)

    def _answered(self, question: Question, selection: Selection, frame: Frame, as_of: date) -> str:
        if selection.sides:
            return "\n\n".join(_side(side, question, frame) for side in selection.sides)
        parts: list[str] = []
        for before, evidence in zip((None, *selection.picked), selection.picked, strict=False):
            if evidence.unit.kind is UnitKind.LIST:
                counted = evidence is selection.first and self._counted(evidence, question)
                parts.append(frame.whole_list(evidence.unit, counted=counted))
            else:
                goes_on = before is not None and follows(before, evidence)
                parts.append(frame.sentence(evidence, question, goes_on=goes_on))
        times = [time_of(e, question) for e in selection.picked]
        parts = with_times(parts, times, question.language)
        lead = yes_or_no(question, selection, as_of)
        value = value_asked_for(question, selection)
        return lead + frame.joined(parts, value, opening(times, question.language))

    def _counted(self, evidence: Evidence, question: Question) -> bool:
        """Whether the length of a list is what was asked for."""
        if question.intent is not Intent.COUNT or not counts_as_list(evidence, question):
            return False
        return countable(evidence.unit, self._chunk)

    def _chunk(self, chunk_id: str) -> Chunk | None:
        try:
            return self._lexical.chunk(chunk_id)
        except KeyError:
            return None

    def _asked_back(self, question: Question, selection: Selection, frame: Frame) -> str:
        """Which one is meant; documents to choose from are cited, as their titles hold years."""
        if question.intent is not Intent.DATE:
            return self._asked_which(question, selection)
        units = {e.unit.chunk.title: e.unit for e in reversed(selection.near)}
        cited = [f"{title} [{frame.number(units[title])}]" for title in selection.choices]
        choices = joined(cited, question.language)
        return get("answer.clarify_document", question.language, choices=choices)

    def _asked_which(self, question: Question, selection: Selection) -> str:
        """Which one is meant, and that they no longer apply where none of them does."""
        language = question.language
        choices = joined(selection.choices, language)
        asked = self._voice.get("answer.clarify_choice", language, choices=choices)
        # What is offered as kin of a choice may have no evidence here that says when it was so.
        told = [e for e in selection.near if e.subject in selection.choices]
        if not told or not all(map(is_over, told)) or asks_of_before(question):
            return asked
        current = [n for n in self._topics() if n not in selection.choices]
        lacking = get("answer.clarify_not_now", language, names=joined(current, language))
        return " ".join((asked, get("answer.clarify_before", language), lacking * bool(current)))

    def _refusal(self, question: Question, selection: Selection, frame: Frame) -> str:
        language = question.language
        if selection.outcome is Outcome.OUT_OF_SCOPE:
            return self._voice.get("answer.out_of_scope", language)
        lines = [get("answer.no_evidence", language)]
        # What a row says under its headers is a quotation only where the headers hold no figures.
        near = [
            e
            for e in selection.near
            if len(e.unit.text) <= 300 and not unsupported(e.unit.text, [e.unit.verbatim])
        ]
        if not asks_of_before(question):
            near.sort(key=is_over)
        if near:
            lines.append(get("answer.maybe_useful", language))
            lines.extend(self._near(e, frame, language) for e in near)
        lines.append(self._voice.get("answer.where_to_ask", language))
        return (
            "\n\n".join((lines[0], "\n".join(lines[1:-1]), lines[-1])) if near else " ".join(lines)
        )

    @staticmethod
    def _near(evidence: Evidence, frame: Frame, language: Language) -> str:
        unit = evidence.unit
        return offered_line(
            title=unit.chunk.title,
            section=unit.chunk.section,
            status=unit.chunk.metadata.status,
            quote=citation.shown(unit.text),
            number=frame.number(unit),
            language=language,
        )

    def _topics(self) -> tuple[str, ...]:
        """Names to ask about: those that what applies speaks of, or else all there are."""
        passages = self._lexical.chunks() if self._rivals else []
        applying = [c for c in passages if c.metadata.status is Status.CURRENT]
        headings = "\n".join(heading for c in applying for heading in c.section)
        text = "\n".join(c.text for c in applying)
        # «Framgangsmåte» is a heading and no name: no sentence has it capitalised.
        spoken_of = [
            name
            for name in self._rivals
            if re.search(rf"\b{re.escape(name)}\b", headings) and is_used_as_name(name, text)
        ]
        return tuple(spoken_of) if len(spoken_of) > 1 else self._rivals


def _side(side: Side, question: Question, frame: Frame) -> str:
    """One side of a comparison under its name."""
    times = [time_of(e, question) for e in side.evidence]
    told = [
        frame.whole_list(e.unit)
        if e.unit.kind is UnitKind.LIST
        else frame.sentence(e, question, named=side.name)
        for e in side.evidence
    ]
    begun = opening(times, question.language)
    # What follows a name begins no sentence.
    begun = begun[:1].lower() + begun[1:]
    text = frame.joined(with_times(told, times, question.language), opening=begun)
    return f"**{side.name}** – {text}" if begun else f"**{side.name}**: {text}"


def _lacks(selection: Selection, language: Language) -> tuple[str, ...]:
    """What has no answer: one of two questions in a message, or what is told beside it."""
    return (get(f"answer.lacks_{selection.lacking}", language),) if selection.lacking else ()


def _read_as(question: Question) -> tuple[str, ...]:
    """How a question is read, where its typing errors leave that in doubt."""
    read = question.read_as
    return (get("answer.read_as", question.language, question=read),) if read else ()


def _cited_lines(text: str) -> str:
    """The lines of a refusal or a question back that say something of the documents."""
    return "\n".join(line for line in text.splitlines() if MARKER.search(line))


def _told(
    answer: Answer, chunks: Mapping[str, Chunk], as_of: date, *, dated: bool
) -> tuple[str, ...]:
    """What a reader must know of the documents that an answer cites.

    `dated`: whether a date to come is asked for, so that a deadline may be taken for it.
    """
    cited = {
        c.document: (c.title, chunks[c.chunk_id].metadata)
        for c in answer.citations
        if c.chunk_id and c.chunk_id in chunks
    }
    quotes = [(c.title, c.quote) for c in answer.citations]
    answered = answer.outcome is Outcome.ANSWERED
    return notices(
        list(cited.values()),
        [quote for _, quote in quotes] if answered else [],
        as_of=as_of,
        language=answer.language,
        offered=quotes if dated and not answered else [],
    )
