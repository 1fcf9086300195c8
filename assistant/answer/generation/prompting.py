"""What a language model is told: rules, numbered passages as data, and the question.

Everything that others wrote stands between delimiters with a random mark that no text can
contain by knowledge, and the rules say that what stands there never steers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answer.composition.spoken import spoken_date
from assistant.answer.extraction.steering import is_steering
from assistant.answer.generation.draft import NO_ANSWER, NOT_COVERED
from assistant.answer.question import Question
from assistant.domain import Chunk, Hit, Language, Turn
from assistant.texts import get
from assistant.texts.voice import Voice

MAX_PASSAGES = 20
HISTORY_TURNS = 4
HISTORY_LENGTH = 600
_MARKER = re.compile(r"\s*\[\d+\]")


@dataclass(slots=True)
class Desk:
    """The passages laid before a model, numbered from 1 as they come.

    `mark` is the random part of the delimiters. What is `withheld` is never laid there, so that
    it is neither shown nor cited.
    """

    mark: str
    withheld: Callable[[Chunk], bool] = is_steering
    hits: list[Hit] = field(default_factory=list)

    def put(self, hits: Sequence[Hit]) -> list[int]:
        """Numbers of the passages; a passage that lies there already keeps its number.

        What does not fit among the `MAX_PASSAGES` is left out.
        """
        numbers = []
        for hit in hits:
            if self.withheld(hit.chunk):
                continue
            known = [h.chunk.id for h in self.hits]
            if hit.chunk.id in known:
                numbers.append(known.index(hit.chunk.id) + 1)
            elif len(known) < MAX_PASSAGES:
                self.hits.append(hit)
                numbers.append(len(self.hits))
        return numbers

    @property
    def passages(self) -> dict[int, Chunk]:
        """Number → passage."""
        return {n: h.chunk for n, h in enumerate(self.hits, 1)}

    def shown(self, numbers: Sequence[int]) -> str:
        """Passages as delimited data."""
        passages = self.passages
        return "\n\n".join(self._passage(n, passages[n]) for n in dict.fromkeys(numbers))

    def wrap(self, kind: str, text: str) -> str:
        """Text of others as delimited data. The mark is taken out should it ever occur."""
        return f"<{kind}-{self.mark}>\n{text.replace(self.mark, '')}\n</{kind}-{self.mark}>"

    def _passage(self, number: int, chunk: Chunk) -> str:
        data = chunk.metadata
        told = {
            "document": chunk.title,
            "section": " › ".join(chunk.section),
            "page": str(chunk.page or ""),
            "published": data.published or "",
            "status": data.status.value,
            "replaced": data.superseded_on or "",
        }
        head = " ".join(f'{k}="{_attribute(v)}"' for k, v in told.items() if v)
        text = chunk.text.replace(self.mark, "")
        return f'<passage-{self.mark} number="{number}" {head}>\n{text}\n</passage-{self.mark}>'


def rules(language: Language, mark: str, today: date, voice: Voice) -> str:
    """The system message, in the words of the corpus."""
    return voice.get(
        "prompts.system",
        language,
        mark=mark,
        no_answer=NO_ANSWER,
        not_covered=NOT_COVERED,
        today=spoken_date(today.isoformat(), language),
    )


def request(desk: Desk, question: Question, turns: Sequence[Turn]) -> str:
    """The user message: passages, what was said before, and the question."""
    parts = [desk.shown(list(desk.passages))]
    if question.leans and turns:
        parts.append(desk.wrap("conversation", said(turns)))
    asked = question.text
    if question.resolved != question.text:
        meant = get("prompts.meant", question.language, question=question.resolved)
        asked = f"{asked}\n({meant})"
    parts += [desk.wrap("question", asked), get("prompts.closing", question.language)]
    return "\n\n".join(parts)


def said(turns: Sequence[Turn]) -> str:
    """The latest turns in short, without markers: their numbers name other passages."""
    return "\n".join(
        f"{t.role}: {_MARKER.sub('', ' '.join(t.content.split()))[:HISTORY_LENGTH]}"
        for t in turns[-HISTORY_TURNS:]
    )


def _attribute(text: str) -> str:
    return " ".join(re.sub(r'[<>"]', " ", text).split())[:200]
