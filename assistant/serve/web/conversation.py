"""The conversation behind the chat: questions, their answers as markup, and the check in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from assistant.domain import Answer, Citation, Language, Turn
from assistant.eligibility.dialogue import DialogueState
from assistant.errors import AssistantError
from assistant.serve.limits import client_key
from assistant.serve.web import chat_check, render
from assistant.serve.web.context import Context
from assistant.serve.web.suggest import suggestions
from assistant.texts import get

_log = logging.getLogger(__name__)
MAX_TURNS = 20


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question that was answered, its markup, and the eligibility check it belongs to, if any."""

    number: int
    answer: Answer
    markup: str
    dialogue: DialogueState | None = None


Log = tuple[Exchange, ...]


def sources_of(answer_citations: tuple[Citation, ...], context: Context) -> list[render.Source]:
    """Each citation with its passage, and whether its page can be shown."""
    found = []
    for citation in answer_citations:
        path = context.live.document_path(citation.document)
        has_pages = path is not None and PurePath(path).suffix.lower() == ".pdf"
        found.append(
            render.Source(citation, context.live.passage_of(citation), has_pages=has_pages)
        )
    return found


def history(log: Log) -> tuple[Turn, ...]:
    """The conversation so far, oldest first."""
    turns: list[Turn] = []
    for exchange in log:
        turns.append(Turn("user", exchange.answer.question))
        turns.append(Turn("assistant", exchange.answer.text))
    return tuple(turns)


def respond(
    context: Context, language: Language, question: str, log: Log, host: str | None
) -> Iterator[tuple[Log, str, bool]]:
    """The conversation as the answer grows: (log, what is under way, whether that is final).

    A request too many, a question too long and a failure give a message and leave the log as
    it was.
    """
    text = " ".join(question.split())
    if not text:
        yield log, "", True
        return
    most = context.settings.max_question
    if len(text) > most:
        words = get("web.ask_too_long", language, count=len(text), most=most)
        yield log, render.message_markup(words), True
        return
    if seconds := context.questions.wait(client_key(host)):
        words = get("web.wait", language, seconds=seconds)
        yield log, render.message_markup(words), True
        return
    yield log, render.waiting_markup(text, "", language), False
    try:
        yield from _answered(context, language, text, log)
    except AssistantError as error:
        _log.warning("a question was refused: %s", type(error).__name__)
        yield log, render.message_markup(get("web.failed", language)), True
    except Exception:
        _log.exception("answering failed")
        yield log, render.message_markup(get("web.failed", language)), True


def _answered(
    context: Context, language: Language, text: str, log: Log
) -> Iterator[tuple[Log, str, bool]]:
    number = log[-1].number + 1 if log else 1
    before = chat_check.Before(history(log), log[-1].dialogue, log[-1].answer) if log else None
    checking = chat_check.reply(context, text, before, turn=str(number))
    if checking is not None:
        answer, state, after = checking
        markup = render.turn_markup(answer, [], turn=str(number), language=language, after=after)
        yield _kept(log, Exchange(number, answer, markup, state)), "", True
        return
    so_far = ""
    for piece in context.live.service.stream(text, history(log)):
        if isinstance(piece, Answer):
            sources = sources_of(piece.citations, context)
            asked = suggestions(context.live.service, piece, piece.language)
            answer = replace(piece, suggestions=asked)
            markup = render.turn_markup(answer, sources, turn=str(number), language=language)
            paused = log[-1].dialogue if log else None
            yield _kept(log, Exchange(number, answer, markup, paused)), "", True
            return
        so_far += piece
        if context.settings.llm:  # Sentence by sentence; the plain answer is there at once.
            yield log, render.waiting_markup(text, so_far, language), False


def _kept(log: Log, exchange: Exchange) -> Log:
    return (*log, exchange)[-MAX_TURNS:]


def log_markup(log: Log) -> str:
    """All exchanges as one line of markup."""
    return "".join(exchange.markup for exchange in log)
