"""An assistant small enough to know exactly what it will answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.domain import Answer, Chunk, Citation, Hit, Language, Outcome, Turn
from assistant.evaluation.cases import CaseClass, EvalCase, Relevant
from assistant.evaluation.normalise import fold
from assistant.search.analysis import stems

TEXTS = {
    "arena": "Støtten til Arena er inntil to millioner i året. Et Arena-prosjekt varer i tre år. "
    "Arena er for umodne klynger.",
    "nce": "Støtten til NCE er inntil fem millioner i året. Et NCE-prosjekt varer i ti år. "
    "NCE startet i 2006.",
}


def sentences(text: str) -> list[str]:
    return [s if s.endswith(".") else s + "." for s in text.split(". ")]


class FakeAssistant:
    """Ranks sentences by shared stems, answers with the best one, refuses when none is shared."""

    def __init__(self) -> None:
        self.chunks = [
            Chunk(f"{document}-{n}", document, document.upper(), (), 1, 0, len(s), s)
            for document, text in TEXTS.items()
            for n, s in enumerate(sentences(text))
        ]

    def search(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        wanted = set(stems(question))
        scored = [Hit(c, float(len(wanted & set(stems(c.text))))) for c in self.chunks]
        ranked = sorted(scored, key=lambda h: -h.score)
        return tuple(h for h in ranked if h.score > 0)[:top_k]

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        as_of: date | None = None,
        max_length: int | None = None,
    ) -> Answer:
        asked = " ".join([*(t.content for t in history), question])
        hits = self.search(asked)
        if not hits or hits[0].score < 2:
            text = "Det står ikke i dokumentene."
            return Answer(question, Language.NB, Outcome.NO_EVIDENCE, text, hits=hits)
        best = hits[0].chunk
        citation = Citation(1, best.document_id, best.title, (), 1, best.text)
        text = f"{best.text[:-1]} [1]."
        return Answer(question, Language.NB, Outcome.ANSWERED, text, (citation,), hits=hits)

    def provenance(self) -> dict[str, Any]:
        return {"corpus": "fake"}


class WrongRanking(FakeAssistant):
    """A broken retriever: the best passages last."""

    def search(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        return tuple(reversed(super().search(question, top_k)))


class Inventing(FakeAssistant):
    """A dropped citation check: a marker that names nothing gets through."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        answer = super().ask(*args, **kwargs)
        return replace(answer, text=answer.text.replace("[1]", "[1][7]"))


class Shortening(FakeAssistant):
    """Quotes cut after their first three words, still verbatim."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        answer = super().ask(*args, **kwargs)
        cut = tuple(replace(c, quote=" ".join(fold(c.quote).split()[:3])) for c in answer.citations)
        return replace(answer, citations=cut)


class Eliding(FakeAssistant):
    """Quotes with an ellipsis in the middle, verbatim no more."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        answer = super().ask(*args, **kwargs)
        cut = tuple(replace(c, quote=c.quote[:9] + " … " + c.quote[20:]) for c in answer.citations)
        return replace(answer, citations=cut)


class Failing(FakeAssistant):
    """Raises on every question that names NCE."""

    def ask(self, question: str, *args: Any, **kwargs: Any) -> Answer:
        if "NCE" in question:
            raise RuntimeError("no NCE today")
        return super().ask(question, *args, **kwargs)


def case(identifier: str, question: str, **changes: Any) -> EvalCase:
    found = EvalCase(identifier, question, CaseClass.ANSWERABLE, Language.NB)
    return replace(found, **changes)


CASES = (
    case(
        "arena-amount",
        "Hvor stor er støtten til Arena?",
        relevant=(Relevant("arena", "inntil to millioner i året", 1),),
        facts=(("2 millioner", "to millioner"),),
        must_pass=True,
        tags=("kind:amount", "level:arena"),
    ),
    case(
        "arena-years",
        "Hvor mange år varer et Arena-prosjekt?",
        relevant=(Relevant("arena", "Et Arena-prosjekt varer i tre år.", 1),),
        facts=(("tre år",),),
        tags=("kind:duration", "level:arena"),
    ),
    case(
        "nce-amount",
        "Hvor stor er støtten til NCE?",
        relevant=(Relevant("nce", "Støtten til NCE er inntil fem millioner i året.", 1),),
        facts=(("5 millioner",),),
        forbidden=("to millioner",),
        tags=("kind:amount",),
    ),
    case(
        "nce-follow-up",
        "Når startet det?",
        history=(Turn("user", "Hva er NCE?"),),
        relevant=(Relevant("nce", "NCE startet i 2006.", 1),),
        facts=(("2006",),),
        tags=("kind:date", "follow-up"),
    ),
    case("lunch", "Hva er til lunsj?", case_class=CaseClass.UNRELATED),
    case("who", "Hvem søkte i fjor?", case_class=CaseClass.UNANSWERABLE, must_pass=True),
)
