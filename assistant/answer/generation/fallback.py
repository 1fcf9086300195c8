"""What is given instead of a model's answer. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer.composition.offered import offered_line
from assistant.domain import Answer, CheckReport, Citation, Language, Outcome
from assistant.texts import get
from assistant.texts.voice import Voice

MAX_NEAR = 2
NEAR_LENGTH = 300


def with_notice(found: Answer, notice: str) -> Answer:
    """The extractive answer, told what became of the model's. `notice`: key in the prompts."""
    return replace(found, notices=(get(f"prompts.{notice}", found.language), *found.notices))


def refused(found: Answer, voice: Voice) -> Answer:
    """No evidence, by the model's word.

    An extractive refusal stands as it is; of an extractive answer, what it cites is offered as
    perhaps useful.
    """
    if found.outcome is Outcome.NO_EVIDENCE:
        return found
    language = found.language
    short = [c for c in found.citations if len(c.quote) <= NEAR_LENGTH][:MAX_NEAR]
    near = tuple(replace(c, number=n) for n, c in enumerate(short, 1))
    refusal = get("answer.no_evidence", language)
    where = voice.get("answer.where_to_ask", language)
    lines = [get("answer.maybe_useful", language), *(_near(c, language) for c in near)]
    text = "\n\n".join((refusal, "\n".join(lines), where)) if near else f"{refusal} {where}"
    return replace(
        found,
        outcome=Outcome.NO_EVIDENCE,
        text=text,
        citations=near,
        notices=(),
        check=CheckReport(),
    )


def _near(cited: Citation, language: Language) -> str:
    return offered_line(
        title=cited.title,
        section=cited.section,
        status=cited.status,
        quote=cited.quote,
        number=cited.number,
        language=language,
    )
