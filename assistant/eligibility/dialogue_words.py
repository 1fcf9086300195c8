"""The words of the dialogue's replies, as Markdown; what users wrote is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant import texts
from assistant.domain import Assessment, Language, Metadata, ProfileValue
from assistant.eligibility.assess import Standing, level_facts
from assistant.eligibility.blocks import escape
from assistant.eligibility.criteria import catalogue
from assistant.eligibility.dialogue_state import Context
from assistant.eligibility.evidence import FieldEvidence
from assistant.eligibility.fields import ACTOR_TYPES, Field, fields, format_value
from assistant.eligibility.report import chat_markdown

Profile = Mapping[str, ProfileValue]


def say(key: str, language: Language, **values: object) -> str:
    """A text of the dialogue."""
    return texts.get(f"eligibility_dialogue.{key}", language, **values)


def opening(levels: Sequence[str], language: Language, *, done: bool) -> str:
    """What is going to be checked and how, or that it is done already."""
    names = [catalogue()[level].name[language] for level in levels]
    *first, last = names
    joined = say("and", language).join([", ".join(first), last]) if first else last
    return say("opening_done" if done else "opening", language, levels=joined)


def ended(levels: Sequence[str], context: Context) -> str:
    """That a level has ended, or may have, with the document that says so; else empty."""
    said = []
    for level in levels:
        facts = level_facts(
            level, as_of=context.as_of, language=context.language, sources=context.sources
        )
        if facts.standing in (Standing.ENDED, Standing.UNKNOWN):
            said.append(f"{facts.facts[0].text} ({escape(facts.facts[0].citation.title)})")
    return "\n\n".join(said)


def noted(evidence: Sequence[FieldEvidence], language: Language) -> str:
    """What was read, each with the words it came from."""
    items = [
        say(
            "noted_words",
            language,
            label=fields()[e.field].label(language),
            value=escape(format_value(e.field, e.value, language)),
            words=escape(e.words),
        )
        for e in evidence
    ]
    return say("noted", language, items="; ".join(items))


def taken(
    before: Profile,
    after: Profile,
    given: Profile,
    evidence: Sequence[FieldEvidence],
    language: Language,
) -> str:
    """What an answer made known, and what it changed."""
    spoken = {e.field: e.words for e in evidence}
    items, changes = [], []
    for name in after:
        old, new = before.get(name), after[name]
        if old == new or name not in fields():
            continue
        label = fields()[name].label(language)
        value = escape(format_value(name, new, language))
        if old is not None and name in given and not isinstance(new, tuple):
            was = escape(format_value(name, old, language))
            changes.append(say("changed", language, label=label, before=was, after=value))
        elif name in spoken and given.get(name) is not None:
            shown = escape(spoken[name])
            items.append(say("noted_words", language, label=label, value=value, words=shown))
        else:
            items.append(say("noted_item", language, label=label, value=value))
    said = [say("noted", language, items="; ".join(items))] if items else []
    return " ".join([*said, *changes])


def complete_list(profile: Profile, language: Language) -> str:
    """Which actor types a complete list leaves out; empty when it leaves out none."""
    whole = profile.get(ACTOR_TYPES)
    field = fields()[ACTOR_TYPES]
    lacking = [v for v in field.values if isinstance(whole, tuple) and v not in whole]
    if not lacking:
        return ""
    named = ", ".join(field.value_label(value, language).lower() for value in lacking)
    return say("complete_list", language, lacking=named)


def question(field: Field, language: Language) -> str:
    """A field's question with how it can be answered, and help where a term needs it."""
    if field.type == "choice":
        values = ", ".join(field.value_label(v, language).lower() for v in field.values)
        hint = say("hint.choice", language, values=values)
    else:
        kind = "number" if field.type == "whole_number" else field.type
        hint = say(f"hint.{kind}", language)
    asked = say("question", language, question=field.question(language))
    return f"{asked}\n\n{field.help(language)} {hint}"


def result(assessment: Assessment, language: Language, sources: Mapping[str, Metadata]) -> str:
    """The table with its sources."""
    return chat_markdown(assessment, language, sources=sources).rstrip()
