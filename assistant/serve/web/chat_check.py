"""The eligibility check as a part of the conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.domain import Answer, Language, Outcome, Turn
from assistant.eligibility import dialogue
from assistant.eligibility.assess import assess
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.dialogue import DialogueState
from assistant.eligibility.dialogue_words import result
from assistant.eligibility.fields import fields
from assistant.search.language import detect
from assistant.serve.web import verdicts
from assistant.serve.web.context import Context
from assistant.texts import get

SHORT = 4  # Words; a shorter reply does not tell its language.


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before a message: the turns, the check under way, and the last answer."""

    turns: tuple[Turn, ...]
    state: DialogueState | None
    answer: Answer


def reply(
    context: Context, text: str, before: Before | None, *, turn: str
) -> tuple[Answer, DialogueState, str] | None:
    """The eligibility check's reply, when a message asks for the check or belongs to it.

    Gives the reply, the state after it, and markup of the result where the reply holds one.
    """
    if not context.voice.card.check:
        return None
    state = before.state if before else None
    language = detect(text, before.turns if before else ())
    if before is not None and state is not None and len(text.split()) < SHORT:
        language = before.answer.language
    about = dialogue.Context(date.today(), context.live.service.sources(), language)
    if state is not None and dialogue.takes(state, text):
        state, said = dialogue.step(state, text, about)
    elif dialogue.wants_check(text):
        state = dialogue.start(None, text, as_of=about.as_of)
        said = dialogue.opening(state, about)
    else:
        return None
    short, after = _folded(context, said, state, about, turn)
    answer = Answer(
        text,
        language,
        Outcome.CONVERSATION,
        short,
        intent="check",
        suggestions=_quick_answers(state, language),
    )
    return answer, state, after


def _quick_answers(state: DialogueState, language: Language) -> tuple[str, ...]:
    """Answers that a button can give to the question that the check asks now."""
    if state.phase is not dialogue.Phase.ASKING or state.current is None:
        return ()
    open_answer = get("web_check.unknown", language)
    if fields()[state.current].type != "yes_no":
        return (open_answer,)
    return (get("web_check.yes", language), get("web_check.no", language), open_answer)


def _folded(
    context: Context, said: str, state: DialogueState, about: dialogue.Context, turn: str
) -> tuple[str, str]:
    """A reply with its long tables cut to a line a level, and the tables as fold-outs."""
    found = assess(
        state.profile,
        levels=state.levels,
        as_of=about.as_of,
        language=about.language,
        sources=about.sources,
    )
    tables = result(found, about.language, about.sources)
    if tables not in said:
        return said, ""
    lines = "\n".join(
        f"- {catalogue()[level.level].name[about.language]}: "
        f"**{get(f'eligibility.verdict.{level.verdict.value}', about.language)}**"
        for level in found.levels
    )
    folded = verdicts.tables_markup(found, context, about.language, turn=turn)
    return said.replace(tables, lines), folded
