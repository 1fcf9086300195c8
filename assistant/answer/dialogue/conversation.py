"""What is not a question to the documents: greetings, thanks, attacks, noise."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from assistant.answer import patterns
from assistant.answer.dialogue.noise import is_nonsense
from assistant.answer.dialogue.talk_words import WORD, small_words, written_out
from assistant.answer.understanding.leaning import CUE, points
from assistant.search import analysis, message_kinds


class Talk(StrEnum):
    """Kinds of messages that are answered without the documents."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"
    ABILITY = "ability"
    FEEDBACK = "feedback"
    WELLBEING = "wellbeing"
    CHAT = "chat"
    HOSTILE = "hostile"
    NONSENSE = "nonsense"


_FILE = patterns.read("talk")
_RULES = _FILE.rules("talk")
_ALONE = tuple(rule for rule in _RULES if rule.alone)
_ASKED = frozenset(
    rule for rule, entry in zip(_RULES, _FILE.tables["talk"], strict=True) if entry.get("asks")
)
_Span = tuple[patterns.Rule, tuple[int, int]]
_INVERTED = _FILE.compiled(_FILE.tables["inverted"])
_CLAUSE = re.compile(r"[^.!?\n]+[.!?\n]*")
# How likely a message must be talk or senseless where nothing answers it, and talk, an attack or
# senseless where something does; of ten thousand questions that it had not met, it takes 7 and 2,
# and 1, 3 and 6 for them.
_TALK, _SENSELESS = 0.75, 0.9
_SURELY_TALK, _ATTACK, _RATHER_SENSELESS = 0.9, 0.75, 0.7
# So few words with one of the documents' among them are looked up, or reply to what was said.
_FEW_WORDS = 4


def classify(text: str, known: Callable[[str], bool] | None = None) -> Talk | None:
    """The kind of talk, or None when the message is a question to the documents.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word; such a word is no noise.

    """
    told = {Talk(rule.kind) for rule in _RULES if not rule.alone and rule.pattern.search(text)}
    if Talk.HOSTILE in told:
        return Talk.HOSTILE
    # «Takk takk. Takk for i dag» is no noise.
    noise = Talk.NONSENSE in told or is_nonsense(text, known)
    return _small_talk(text, known) or (Talk.NONSENSE if noise else None)


def unanswered_talk(text: str, known: Callable[[str], bool], *, follows: bool) -> Talk | None:
    """What kind of talk a message is that nothing answers, by its likeness to others.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word.
        follows: whether something was said before.

    """
    shares = message_kinds.load().shares(text)
    if shares[Talk.NONSENSE] > _SENSELESS and _may_be_senseless(text, known, follows=follows):
        return Talk.NONSENSE
    return _likeliest_talk(shares, _TALK)


def answered_talk(text: str, known: Callable[[str], bool], *, follows: bool) -> Talk | None:
    """What kind of talk a message is that something answers: its words alone may have found that.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word.
        follows: whether something was said before.

    """
    if _ends_as_a_question(text) or (follows and len(analysis.words(text)) <= _FEW_WORDS):
        return None
    shares = message_kinds.load().shares(text)
    if shares[Talk.HOSTILE] > _ATTACK:
        return Talk.HOSTILE
    if not _may_be_senseless(text, known, follows=follows):
        return None
    if shares[Talk.NONSENSE] > _RATHER_SENSELESS:
        return Talk.NONSENSE
    return _likeliest_talk(shares, _SURELY_TALK)


def _ends_as_a_question(text: str) -> bool:
    """Whether a message ends with a question mark: so do few attacks, and «fikk A 3 millioner?»."""
    return text.rstrip().endswith("?")


def _may_be_senseless(text: str, known: Callable[[str], bool], *, follows: bool) -> bool:
    """Whether a message is no follow-up, ends as no question does, and looks nothing up."""
    if _ends_as_a_question(text) or CUE.search(text):
        return False
    words = analysis.words(text)
    # «Den andre» is unclear, not senseless.
    looked_up = follows or points(text) or any(map(known, words))
    return len(words) > _FEW_WORDS or not looked_up


def _likeliest_talk(shares: Mapping[str, float], least: float) -> Talk | None:
    """The kind of small talk that a message is, if it is so with more than a share of certainty."""
    if sum(shares[kind] for kind in message_kinds.TALK) <= least:
        return None
    return Talk(max(message_kinds.TALK, key=lambda kind: shares[kind]))


def _small_talk(text: str, known: Callable[[str], bool] | None) -> Talk | None:
    """The most telling kind in a message all of whose sentences are talk."""
    told: set[patterns.Rule] = set()
    for clause in _CLAUSE.findall(written_out(text, known)):
        found = _rules_of(clause)
        if found is None:
            return None
        told |= found
    return next((Talk(rule.kind) for rule in _ALONE if rule in told), None)


def _rules_of(clause: str) -> set[patterns.Rule] | None:
    """The rules that a sentence matches; None where it says or asks anything besides talk."""
    spans = [(rule, match.span()) for rule in _ALONE for match in rule.pattern.finditer(clause)]
    if not set(WORD.findall(_without(clause, spans))) <= small_words():
        return None
    # «It is wrong» blames, «is it wrong» asks, and so does «who are you to …».
    blame = [s for s in spans if s[0].kind == Talk.FEEDBACK and s[0] not in _ASKED]
    if _INVERTED.search(_without(clause, [s for s in spans if s not in blame])):
        return None
    # «Not good» holds «good», and «good evening» does: what says more decides.
    found = {
        rule
        for rule, (start, end) in spans
        if not any(s <= start and end <= e and (s, e) != (start, end) for _, (s, e) in spans)
    }
    if "?" in clause and not found & _ASKED:
        hailed = not WORD.search(_without(clause, spans))
        return found if hailed and {rule.kind for rule in found} == {Talk.GREETING} else None
    return found


def _without(clause: str, spans: Sequence[_Span]) -> str:
    """The sentence with signs in place of what rules match: «¿» where they ask, else «|»."""
    rest = list(clause)
    for rule, (start, end) in sorted(spans, key=lambda span: span[0] in _ASKED):
        rest[start:end] = ("¿" if rule in _ASKED else "|") * (end - start)
    return "".join(rest)
