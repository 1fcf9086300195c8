"""The eligibility check as a conversation: one question at a time, a pure state machine.

`start` makes a state, `step` takes a message and gives the next state and the reply. A state is
frozen, can be written as JSON, and can be rebuilt from the chat's own messages (`replay`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.domain import Assessment, ProfileValue, Turn
from assistant.eligibility import dialogue_words as words
from assistant.eligibility.answers import Command, Unclear, command, data, direct_answer
from assistant.eligibility.assess import assess, choose, next_questions
from assistant.eligibility.dialogue_state import (
    Context,
    DialogueState,
    Phase,
    Step,
    from_json,
    overlay,
    to_json,
)
from assistant.eligibility.evidence import FieldEvidence
from assistant.eligibility.fields import ABSENT, ACTOR_TYPES, MENTIONED, fields
from assistant.eligibility.from_text import read_profile
from assistant.eligibility.profile import validate
from assistant.eligibility.reading import pattern

__all__ = [
    "Context",
    "DialogueState",
    "Phase",
    "Step",
    "from_json",
    "levels_in",
    "opening",
    "overlay",
    "replay",
    "start",
    "step",
    "takes",
    "to_json",
    "wants_check",
]

Profile = Mapping[str, ProfileValue]
CURRENT_LEVELS = ("nic-connect-2024", "nic-explore-2024", "nic-impact-2024")


def wants_check(text: str) -> bool:
    """Whether a check of the asker's own cluster is asked for, not what the documents tell."""
    start = data()["start"]
    return bool(pattern(start["wanted"]).search(text)) and not pattern(start["told"]).search(text)


def levels_in(text: str) -> tuple[str, ...]:
    """The levels that a message names, in programme order; none when it names none."""
    sources: Mapping[str, str] = data()["levels"]
    named = {level for level, source in sources.items() if pattern(source).search(text)}
    return tuple(level.id for level in choose(None) if level.id in named)


def start(levels: Sequence[str] | None, text: str = "", *, as_of: date) -> DialogueState:
    """A conversation on the given levels, those named in the text, or the current three.

    What the text states is taken as known, and so is the premise of «er vi med hvis …?».

    Raises:
        InputError: for an unknown level.

    """
    chosen = tuple(levels or ()) or levels_in(text) or CURRENT_LEVELS
    choose(chosen)
    read = _opening_evidence(text)
    values = _values(read)
    steps = (Step(None, values),) if values else ()
    return _ask_next(DialogueState(chosen, steps, read=read), as_of)


def opening(state: DialogueState, context: Context) -> str:
    """The first reply: what is checked, what was read, and the first question or the result."""
    done = state.phase is Phase.DONE
    return _joined(
        words.opening(state.levels, context.language, done=done),
        "" if done else words.ended(state.levels, context),
        words.noted(state.read, context.language) if state.read else "",
        _end(state, context),
    )


def step(state: DialogueState, message: str, context: Context) -> tuple[DialogueState, str]:
    """The state after a message, and the reply in Markdown."""
    asked = command(message)
    if asked is not None and not (asked is Command.SKIP and state.current is None):
        return _obey(state, asked, context)
    if state.phase is Phase.PAUSED:
        state = replace(state, phase=Phase.ASKING if state.current else Phase.DONE)
    return _take(state, message, context)


def takes(state: DialogueState, message: str) -> bool:
    """Whether a message belongs to the check rather than to the rest of the chat.

    While it asks, the check takes commands and everything that is no question; paused or done,
    only commands that go on with it. A question about a term can still be given to `step`.
    """
    asked = command(message)
    if state.phase is Phase.ASKING:
        return asked is not None or not message.rstrip().endswith("?")
    return asked in (Command.RESUME, Command.BACK, Command.RESTART, Command.STATUS)


def replay(turns: Iterable[Turn], context: Context) -> DialogueState | None:
    """The state that a chat's user messages lead to; None when no check was asked for."""
    state: DialogueState | None = None
    for turn in turns:
        if turn.role != "user":
            continue
        if wants_check(turn.content):
            state = start(None, turn.content, as_of=context.as_of)
        elif state is not None and takes(state, turn.content):
            state, _ = step(state, turn.content, context)
    return state


def _opening_evidence(text: str) -> tuple[FieldEvidence, ...]:
    found = list(read_profile(text))
    for match in re.finditer(r"[^.!?\n]*\?", text):
        premise = pattern(data()["start"]["premise"]).search(match.group())
        if premise:
            shift = match.start() + premise.start("premise")
            found += [
                replace(e, start=e.start + shift, end=e.end + shift)
                for e in read_profile(premise["premise"])
            ]
    return tuple(found)


def _values(evidence: Iterable[FieldEvidence]) -> Profile:
    """What evidence amounts to; a field read with several values is left out."""
    found = tuple(evidence)
    values: dict[str, ProfileValue] = {}
    for item in found:
        if item.field in (MENTIONED, ABSENT):
            values[item.field] = (*_strings(values.get(item.field)), *_strings(item.value))
        elif len({e.value for e in found if e.field == item.field}) == 1:
            values[item.field] = item.value
    both = {*_strings(values.get(MENTIONED))} & {*_strings(values.get(ABSENT))}
    for name in (MENTIONED, ABSENT):
        if name in values:
            values[name] = tuple(v for v in _strings(values[name]) if v not in both) or None
    if ACTOR_TYPES in values:
        values = {k: v for k, v in values.items() if k not in (MENTIONED, ABSENT)}
    return validate(values)


def _obey(state: DialogueState, asked: Command, context: Context) -> tuple[DialogueState, str]:
    language = context.language
    if asked is Command.STOP:
        return replace(state, phase=Phase.PAUSED), words.say("stopped", language)
    if asked is Command.RESTART:
        fresh = _ask_next(DialogueState(state.levels), context.as_of)
        return fresh, _joined(words.say("restarted", language), _end(fresh, context))
    if asked is Command.STATUS:
        table = words.result(_assessment(state, context), language, context.sources)
        return state, _joined(words.say("so_far", language), table, _question(state, context))
    if asked is Command.BACK:
        if not state.steps or (len(state.steps) == 1 and state.steps[0].asked is None):
            return state, _joined(words.say("back_none", language), _end(state, context))
        *kept, last = state.steps
        earlier = replace(state, steps=tuple(kept), phase=Phase.ASKING, current=last.asked)
        earlier = earlier if last.asked else _ask_next(earlier, context.as_of)
        return earlier, _joined(words.say("back", language), _end(earlier, context))
    if asked is Command.RESUME:
        resumed = _ask_next(replace(state, phase=Phase.ASKING), context.as_of)
        return resumed, _joined(words.say("resumed", language), _end(resumed, context))
    skipped = replace(state, steps=(*state.steps, Step(state.current)), phase=Phase.ASKING)
    following = _ask_next(skipped, context.as_of)
    return following, _joined(words.say("skipped", language), _end(following, context))


def _take(state: DialogueState, message: str, context: Context) -> tuple[DialogueState, str]:
    """Take a message as an answer to the current question and as a description."""
    language, before = context.language, state.profile
    evidence = read_profile(message, language)
    values = dict(_values(evidence))
    unclear: Unclear | None = None
    direct = False
    if state.current is not None and not message.rstrip().endswith("?"):
        answer = direct_answer(fields()[state.current], message, language)
        told = state.current in values and state.current != ACTOR_TYPES
        if isinstance(answer, Unclear):
            unclear = None if told else answer
        elif not told:
            direct = True
            values[state.current] = answer.value
    if direct and state.current == ACTOR_TYPES:
        values = {k: v for k, v in values.items() if k not in (MENTIONED, ABSENT)}
    if not values:
        return state, _again(state, message, unclear, context)
    taken = Step(state.current, validate(values))
    after = _ask_next(
        replace(state, steps=(*state.steps, taken), phase=Phase.ASKING), context.as_of
    )
    if state.current in after.skipped:
        # Other facts came, not the one asked for: ask again.
        steps = (*state.steps, replace(taken, asked=None))
        again = replace(state, steps=steps, phase=Phase.ASKING)
        after = _ask_next(again, context.as_of, first=state.current)
    said = words.taken(before, after.profile, taken.values, evidence, language)
    if direct and state.current == ACTOR_TYPES:
        said = _joined(said, words.complete_list(after.profile, language))
    return after, _joined(said, _end(after, context))


def _again(state: DialogueState, message: str, unclear: Unclear | None, context: Context) -> str:
    if state.current is None or message.rstrip().endswith("?"):
        return _end(state, context)
    reason = words.say((unclear or Unclear.NOT_UNDERSTOOD).value, context.language)
    return _joined(reason, _question(state, context))


def _ask_next(state: DialogueState, as_of: date, *, first: str | None = None) -> DialogueState:
    """Ask `first` where it is still open, else the field that settles most."""
    assessment = assess(state.profile, levels=state.levels, as_of=as_of, sources={})
    skipped = {*state.skipped}
    wanted = [q.field for q in next_questions(assessment) if q.field not in skipped]
    if not wanted:
        return replace(state, current=None, phase=Phase.DONE)
    current = first if first in wanted else wanted[0]
    return replace(state, current=current, phase=Phase.ASKING)


def _assessment(state: DialogueState, context: Context) -> Assessment:
    return assess(
        state.profile,
        levels=state.levels,
        as_of=context.as_of,
        language=context.language,
        sources=context.sources,
    )


def _question(state: DialogueState, context: Context) -> str:
    return words.question(fields()[state.current], context.language) if state.current else ""


def _end(state: DialogueState, context: Context) -> str:
    """The next question, or the result where nothing is left to ask."""
    if state.current is not None:
        return _question(state, context)
    key = "finished_open" if state.skipped else "finished"
    table = words.result(_assessment(state, context), context.language, context.sources)
    return _joined(words.say(key, context.language), table)


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _strings(value: ProfileValue) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
