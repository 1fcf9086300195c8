"""What a question demands beside its kind: all the members of a list, an outcome, a total.

The words are data, in `patterns/demands.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.extraction.opening import answers_itself
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.question import Question
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling, zipf

_ENDED, _TENTATIVE = patterns.cue("tells", "ended"), patterns.cue("tells", "tentative")
_TOLD_WHAT = frozenset({Intent.LIST, Intent.DEFINITION, Intent.WHO, Intent.OTHER})
_WHOSE = ("decided", "chosen", "judged", "checked", "seated")
_MEASURED = ("measured", "warm", "fast", "loud")
_OF_MATTER = ("found_out", "carried_out", "weighted")
# What is told of, if anything, by what a question asks for: tables of `patterns/demands.toml`.
_TOLD_OF = {
    Intent.WHO: _WHOSE,
    Intent.YES_NO: ("decided", "all_let_in", "found_out", "weighted"),
    Intent.COUNT: ("turned_down", "granted", "awaited"),
    Intent.DATE: ("last_day", "awaited", "shut"),
    Intent.DURATION: ("awaited",),
    Intent.AMOUNT: ("loud",),
    **dict.fromkeys((Intent.LIST, Intent.DEFINITION, Intent.PROCEDURE), _OF_MATTER),
    Intent.OTHER: (*_MEASURED, *_OF_MATTER),
    Intent.CRITERIA: ("in_force", *_MEASURED, *_OF_MATTER),
}
# What tells which of them, or what of it, is asked for.
_NARROWED_BY = {
    Intent.COUNT: ("difference", "turn_counted", "mean"),
    Intent.AMOUNT: ("difference", "turn", "mean"),
    Intent.DATE: ("opened", "announced", "first_one"),
    **dict.fromkeys((Intent.DEFINITION, Intent.LIST, Intent.OTHER), ("said_in",)),
}
_DONE = {Intent.WHO: "deed", Intent.PROCEDURE: "deed", Intent.DATE: "deed_then"}
# A verb as common as «gir» or «kommer» tells nothing; «signerer» does.
_TELLING, _REAL_WORD = 0.7, 1.5
_ONE_BY_ONE = (UnitKind.LIST, UnitKind.ROW, UnitKind.ITEM)


def lacks_members(question: Question, unit: Unit) -> bool:
    """Whether «hva var de fire tiltakene?» is met by a mere mention of how many there were."""
    if question.intent not in _TOLD_WHAT or not _pattern("members", "asks").search(
        question.resolved
    ):
        return False
    return unit.kind not in _ONE_BY_ONE and not _pattern("members", "lists").search(unit.text)


def awaits_outcome(question: Question, unit: Unit) -> bool:
    """Whether it is asked how a thing ended, and the unit tells only that it was awaited."""
    if not _pattern("outcome", "asks").search(question.resolved):
        return False
    said = _said(unit)
    pending = _pattern("outcome", "pending").search(said)
    return bool(pending) and not _pattern("outcome", "settled").search(said)


def lacks_extreme(question: Question, unit: Unit) -> bool:
    """Whether the most, the least, the first or the last is asked for, and none told as such."""
    if question.intent not in EXPECTED:
        return False
    asked = asking_sentence(question.resolved)
    return bool(_pattern("extreme", "asks").search(asked)) and not _pattern(
        "extreme", "tells"
    ).search(f"{unit.lead} {unit.text}")


def lacks_least(question: Question, unit: Unit) -> bool:
    """Whether the least amount is asked for, and none told as such: «opptil» gives the most."""
    asked = asking_sentence(question.resolved)
    of_amount = question.intent is Intent.AMOUNT or matches("least", "asks_the", asked)
    if not (of_amount and matches("least", "asks", asked)):
        return False
    return not matches("least", "tells", f"{unit.lead} {unit.text}")


def of_another_rate(question: Question, unit: Unit) -> bool:
    """Whether an amount is asked for by the month, the company …, and the unit tells of none."""
    # Over a table it stands in prose («prisene gjelder per time»), if at all.
    if question.intent is not Intent.AMOUNT or unit.kind is UnitKind.ROW:
        return False
    asked = _pattern("rate", "asks").search(asking_sentence(question.resolved))
    if asked is None:
        return False
    per = asked[asked.lastindex or 0].casefold()
    spans = patterns.read("demands").tables["rate"]["spans"]
    same = next((s for s in spans if re.match(s, per)), re.escape(analysis.stem(per)))
    around = " ".join((unit.text, unit.lead, unit.context, unit.chunk.title))
    return not re.search(rf"\b(?:{same})", around.casefold())


def tells_of_the_end(question: Question, unit: Unit) -> bool:
    """Whether it is asked when a thing began, and the unit tells when it ended or was proposed.

    So it is the other way about too, of until when it was. When it became part of another one, is
    told by nothing that does not tell that it came.
    """
    if question.intent is not Intent.DATE:
        return False
    if matches("begun", "joined", asking_sentence(question.resolved)):
        return not matches("begun", "tells", unit.text)
    if matches("begun", "until", asking_sentence(question.resolved)):
        return matches("begun", "tells", unit.text) and not _ENDED.search(unit.text)
    begun = matches("begun", "asks", asking_sentence(question.resolved))
    other = _ENDED.search(unit.text) or _TENTATIVE.search(unit.text)
    return begun and bool(other) and not matches("begun", "tells", unit.text)


def silent_on_whom(question: Question, unit: Unit) -> bool:
    """Whether it is asked who may take part, and the unit tells something else («slik søker …»)."""
    if question.intent is not Intent.WHO:
        return False
    asks = matches("for_whom", "asks", asking_sentence(question.resolved))
    return asks and not matches("for_whom", "tells", unit.lead or unit.text)


def silent_on_need(question: Question, unit: Unit) -> bool:
    """Whether it is asked what one must have, or may do again, and the unit says neither.

    «Nei. Av dem som fikk støtte …» says so, whatever its words.
    """
    if question.intent is not Intent.YES_NO or answers_itself(unit.text):
        return False
    return _untold(("needed", "again"), question, _said(unit))


def silent_on_deed(question: Question, unit: Unit) -> bool:
    """Whether it is asked who decides or checks, what was found, which comes first, and not told.

    The tables say which words of a question ask for it, and which of a unit tell it.
    """
    # «Frister» may stand over dates alone, «Saksbehandlingstid» over a duration.
    timed = question.intent in (Intent.DATE, Intent.DURATION)
    above = unit.context if timed else ""
    return _untold(_TOLD_OF.get(question.intent, ()), question, f"{above} {_said(unit)}")


def tells_the_whole(question: Question, unit: Unit) -> bool:
    """Whether a turn, a difference, an opening … is asked for, and only the thing told of."""
    # What rows differ by can be read off them.
    row = unit.kind is UnitKind.ROW
    return not row and _untold(_NARROWED_BY.get(question.intent, ()), question, _said(unit))


def words_told(question: Question, unit: Unit) -> re.Pattern[str] | None:
    """Words of a question that a unit tells in others: how fast, by a figure; a rebate."""
    asked = asking_sentence(question.resolved)
    fast = matches("awaited", "asks", asked) and not _untold(
        ("awaited", "fast"), question, unit.text
    )
    if fast:
        return _pattern("awaited", "words")
    rebate = question.intent is Intent.AMOUNT and matches(
        "reduced", "tells", f"{unit.context} {unit.text}"
    )
    return _pattern("reduced", "words") if rebate else None


def _said(unit: Unit) -> str:
    """What a unit says, an item behind what introduces its list."""
    return f"{unit.previous} {unit.text}" if unit.kind is UnitKind.ITEM else unit.text


def _untold(tables: Sequence[str], question: Question, said: str) -> bool:
    """Whether a question asks for what one of the tables tells, and it is not said."""
    asked = asking_sentence(question.resolved)
    return any(matches(t, "asks", asked) and not matches(t, "tells", said) for t in tables)


def names_no_place(question: Question, unit: Unit) -> bool:
    """Whether it is asked where, and the unit has no word that tells a place."""
    if question.intent is not Intent.WHERE or unit.kind is UnitKind.ROW:
        return False
    return not matches("place", "tells", f"{unit.lead} {unit.text}")


def asks_of_a_thing(question: Question) -> bool:
    """Whether yes or no is asked of a thing one must have, may use or may be («må vi ha X?»)."""
    if question.intent is not Intent.YES_NO:
        return False
    return bool(_pattern("thing", "asks").search(asking_sentence(question.resolved)))


def deed_asked(question: Question) -> str:
    """What is done in «hvem signerer?», «når ble hallen bygd?»; "" where it tells little.

    A word that the language does not have is a slip of the pen.
    """
    if question.intent not in _DONE:
        return ""
    asks = _pattern(_DONE[question.intent], "asks")
    match = asks.search(asking_sentence(question.resolved))
    deed = match["deed"].casefold() if match else ""
    known = any(zipf(deed, code) >= _REAL_WORD for code in (Language.NB, Language.EN))
    return deed if known and telling(deed, question.language) >= _TELLING else ""


def asking_words(question: Question) -> frozenset[str]:
    """The words of the sentence that asks."""
    return frozenset(analysis.words(asking_sentence(question.resolved)))


def names_no_thing(word: str) -> bool:
    """Whether a word is of order, time or effort («oppover», «vente»)."""
    return word in patterns.read("demands").tables["thing"]["none"].split()


@lru_cache(maxsize=256)
def asking_sentence(text: str) -> str:
    """The last sentence of a message that asks; chatty questions set the scene first."""
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if s]
    return next((s for s in reversed(sentences) if s.rstrip().endswith("?")), text)


def asks_total(question: Question) -> bool:
    """Whether all the parts together are asked for («til sammen»)."""
    return bool(_pattern("total", "asks").search(question.resolved))


def tells_total(text: str) -> bool:
    """Whether a text speaks of all the parts together."""
    return bool(_pattern("total", "asks").search(text))


def of_dealings(question: Question) -> bool:
    """Whether somebody asks, as an applicant does, of applications, conditions or accounts."""
    about = {m.group().casefold() for m in _pattern("dealing", "about").finditer(question.text)}
    return len(about) > 1 or (bool(about) and matches("dealing", "we", question.text))


def ends_phrase(word: str) -> bool:
    """Whether a word cannot belong to a number's noun: a verb, «og», «som»."""
    return word in _small_words()


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    return frozenset(patterns.read("demands").tables["fragments"]["ends_phrase"])


def matches(table: str, name: str, text: str) -> bool:
    """Whether a text has what a table of `patterns/demands.toml` describes under a name."""
    return bool(_pattern(table, name).search(text))


def looked_up_for(table: str) -> str:
    """What to search for beside a question's own words, which what answers it may not have."""
    return " ".join(patterns.read("demands").tables[table]["looked_up"])


def _pattern(table: str, name: str) -> re.Pattern[str]:
    return patterns.pattern("demands", table, name)
