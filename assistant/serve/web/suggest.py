"""Follow-up questions that the documents can answer: each is tried before it is shown."""

from __future__ import annotations

from assistant.domain import Answer, Language, Outcome
from assistant.eligibility.dialogue import levels_in, wants_check
from assistant.errors import AssistantError
from assistant.search.names import is_used_as_name
from assistant.serve.service import Service
from assistant.texts import get, get_list

MOST = 3
TRIED = 6
_LENGTH = 600  # Any length makes the service answer without a language model.


def suggestions(service: Service, answer: Answer, language: Language) -> tuple[str, ...]:
    """At most three questions about what an answer is about; its own suggestions come first.

    The last one starts the eligibility check where the answer is about a level.
    """
    if answer.suggestions or answer.outcome not in (Outcome.ANSWERED, Outcome.NO_EVIDENCE):
        return answer.suggestions[:MOST]
    name = _subject(service, answer)
    if name is None:
        return ()
    check = get("web.suggest_check", language, name=name)
    offered = wants_check(check) and bool(levels_in(check))
    wanted = MOST - offered
    found: list[str] = []
    tried = get_list("web.suggest", language)[:TRIED]
    for question in (text.format(name=name) for text in tried):
        if len(found) < wanted and _is_new(question, answer) and _answers(service, question):
            found.append(question)
    return (*found, check) if offered else tuple(found)


def _subject(service: Service, answer: Answer) -> str | None:
    """The name that the question speaks of, else the one in the first cited heading."""
    names = sorted(
        (n.name for n in service.index.lexical.heading_names()), key=lambda name: -len(name)
    )
    headings = [c.section[-1] for c in answer.citations[:1] if c.section]
    for text in (answer.question, *headings):
        padded = f" {text.casefold()} ".replace("?", " ").replace("(", " ").replace(",", " ")
        told = (n for n in names if f" {n.casefold()} " in padded)
        found = next((n for n in told if _is_spoken_of(service, n)), None)
        if found is not None:
            return found
    return None


def _is_spoken_of(service: Service, name: str) -> bool:
    return any(is_used_as_name(name, chunk.text) for chunk in service.index.lexical.chunks())


def _is_new(question: str, answer: Answer) -> bool:
    return question.casefold() != answer.question.casefold()


def _answers(service: Service, question: str) -> bool:
    try:
        return service.ask(question, max_length=_LENGTH).outcome is Outcome.ANSWERED
    except AssistantError:
        return False
