"""What is not a question to the documents: greetings, thanks, attacks, noise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from assistant.answer import patterns
from assistant.domain import Language
from assistant.search import analysis, word_order
from assistant.search.commonness import zipf


class Talk(StrEnum):
    """Kinds of messages that are answered without the documents."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"
    ABILITY = "ability"
    FEEDBACK = "feedback"
    WELLBEING = "wellbeing"
    HOSTILE = "hostile"
    NONSENSE = "nonsense"


_FILE = patterns.read("talk")
_RULES = _FILE.rules("talk")
_ALONE = tuple(rule for rule in _RULES if rule.alone)
_ASKED = frozenset(
    rule for rule, entry in zip(_RULES, _FILE.tables["talk"], strict=True) if entry.get("asks")
)
_Span = tuple[patterns.Rule, tuple[int, int]]
_WRITTEN: dict[str, str] = _FILE.tables["written"]
_INVERTED = _FILE.compiled(_FILE.tables["inverted"])
_WORD = re.compile(r"[^\W_]+|[👍🙏👎👋]")
_APOSTROPHE = re.compile(r"(?<=\w)['’´`](?=\w)")
_CLAUSE = re.compile(r"[^.!?\n]+[.!?\n]*")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.{3,})\1")
_LETTERS = re.compile(r"[a-zæøå]+")
# Where the typing error is one letter in five, or two in eight, and the word is one that is
# hardly ever written, it is meant for the other.
_MENDED, _MENDED_TWICE, _UNHEARD = 5, 8, 2.5
_SHORT_ASCII = {"å": "a", "ø": "o", "æ": "a"}
_LONG_ASCII = {"å": "aa", "ø": "oe", "æ": "ae"}
_OVER_AND_OVER = 3
_LEAST_ODD, _LONGEST_ACRONYM = 4, 6
_HEARD_OF = 2.0
# Below so many standard deviations a message of so many words is in no order. Shuffled ones lie
# around 0, those of people who write as they can from 0 to 1: rather half of the former than these.
_SOME_WORDS, _MANY_WORDS = 5, 7
_NO_ORDER = {_SOME_WORDS: -0.75, _MANY_WORDS: 0.0}
# So large a share of the words must be words: those that are misspelt stand in an order too.
_SPELT_RIGHT = 0.75
_SIGN = re.compile(r"[.?!,;:]")
_VOWEL = re.compile(r"[aeiouyæøåéèôöäü]")
_HELD_KEY = re.compile(r"(.)\1{3,}")
_IMPOSSIBLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|[qwx][bcdfgjklmnpqstvwxz]{2}")


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


def _small_talk(text: str, known: Callable[[str], bool] | None) -> Talk | None:
    """The most telling kind in a message all of whose sentences are talk."""
    told: set[patterns.Rule] = set()
    for clause in _CLAUSE.findall(_written_out(text, known)):
        found = _rules_of(clause)
        if found is None:
            return None
        told |= found
    return next((Talk(rule.kind) for rule in _ALONE if rule in told), None)


def _rules_of(clause: str) -> set[patterns.Rule] | None:
    """The rules that a sentence matches; None where it says or asks anything besides talk."""
    spans = [(rule, match.span()) for rule in _ALONE for match in rule.pattern.finditer(clause)]
    if not set(_WORD.findall(_without(clause, spans))) <= _small_words():
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
        hailed = not _WORD.search(_without(clause, spans))
        return found if hailed and {rule.kind for rule in found} == {Talk.GREETING} else None
    return found


def _without(clause: str, spans: Sequence[_Span]) -> str:
    """The sentence with signs in place of what rules match: «¿» where they ask, else «|»."""
    rest = list(clause)
    for rule, (start, end) in sorted(spans, key=lambda span: span[0] in _ASKED):
        rest[start:end] = ("¿" if rule in _ASKED else "|") * (end - start)
    return "".join(rest)


# --- typing errors --------------------------------------------------------------------------------


def _written_out(text: str, known: Callable[[str], bool] | None) -> str:
    """The message in small letters and without apostrophes, its words spelt as talk is."""
    plain = _APOSTROPHE.sub("", text.casefold())
    lone = len(_WORD.findall(plain)) == 1

    def mended(match: re.Match[str]) -> str:
        # Alone, a word of the documents is what somebody looks up.
        return match[0] if lone and known and known(match[0]) else _spelt(match[0])

    return _WORD.sub(mended, plain)


@lru_cache(maxsize=10_000)
def _spelt(word: str) -> str:
    """The talk word that a lower-cased word stands for, or the word itself."""
    if word in _WRITTEN:
        return _WRITTEN[word]
    vocabulary = _vocabulary()
    for candidate in _unstretched(word):
        if candidate in vocabulary:
            return candidate
    return _mended(word)


def _unstretched(word: str) -> Iterator[str]:
    """The word, without letters held down («heiii»), and said once («heihei»)."""
    yield word
    if _STRETCHED.search(word):
        yield _STRETCHED.sub(r"\1", word)
        yield _STRETCHED.sub(r"\1\1", word)
    if match := _DOUBLED.fullmatch(word):
        yield match[1]
    for prefix in _FILE.tables["prefixes"].split():
        if word.startswith(prefix):
            yield word.removeprefix(prefix)


def _mended(word: str) -> str:
    """The talk word that a typing error was meant for, or the word itself."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < _MENDED - 1:
        return word
    limit = 2 if len(word) >= _MENDED_TWICE else 1
    near = process.extractOne(word, _long_words(), scorer=OSA.distance, score_cutoff=limit)
    if near is None or max(zipf(word, code) for code in (Language.NB, Language.EN)) >= _UNHEARD:
        return word
    return str(near[0])


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """Words that may stand beside talk, with their spellings without å, ø and æ."""
    small = set().union(_FILE.tables["small"].split(), *analysis.stop_words().values())
    return frozenset(
        word.translate(str.maketrans(ascii_letters))
        for word in small.difference(_FILE.tables["asking"].split())
        for ascii_letters in ({}, _SHORT_ASCII, _LONG_ASCII)
    )


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """Every word in the patterns for talk, and those that may stand beside it."""
    lines = [line for entry in _FILE.tables["talk"] if entry.get("alone") for line in entry["any"]]
    used = {name for line in lines for name in re.findall(r"\{([a-z]+)\}", line)}
    lines += [line for name in used for line in _FILE.tables["fragments"][name]]
    return _small_words().union(
        *(_LETTERS.findall(re.sub(r"\\.|\{[a-z]+\}", " ", line)) for line in lines)
    )


@lru_cache(maxsize=1)
def _long_words() -> tuple[str, ...]:
    """Words that may be mended to; of two as near, one that tells a kind comes first."""
    long = [word for word in _vocabulary() if len(word) >= _MENDED]
    return tuple(sorted(long, key=lambda word: (word in _small_words(), word)))


# --- noise ----------------------------------------------------------------------------------------


def is_nonsense(text: str, known: Callable[[str], bool] | None = None) -> bool:
    """Whether the text says nothing: keyboard noise, signs alone, words in no order or repeated.

    Args:
        text: the message.
        known: tells whether the documents have a lower-cased word; such a word is no noise.

    """
    words = [w for w in analysis.cased_words(text) if not w.isdigit()]
    if not words or _is_one_over_and_over(words):
        return True
    odd = sum(1 for w in words if _is_odd(w) and not (known and known(w.casefold())))
    return (odd * 2 >= len(words) and odd > 0) or _is_in_no_order(text, known)


def _is_in_no_order(text: str, known: Callable[[str], bool] | None) -> bool:
    """Whether it is words that are shaken together."""
    words = word_order.words_of(text)
    # Who sets signs has written a sentence, be its names ever so rare; and «ikke A men B» sets side
    # by side what seldom stands so.
    twice = {word for word, times in Counter(words).items() if times > 1}
    if len(words) < _SOME_WORDS or _SIGN.search(text) or twice - _small_words():
        return False
    heard = sum(_is_heard_of(word) or bool(known and known(word)) for word in words)
    if heard < _SPELT_RIGHT * len(words):
        return False
    found = word_order.load().orderliness(text)
    least = _MANY_WORDS if len(words) >= _MANY_WORDS else _SOME_WORDS
    return found is not None and found < _NO_ORDER[least]


def _is_heard_of(word: str) -> bool:
    """Whether a lower-cased word is one in Norwegian or English."""
    return max(zipf(word, code) for code in (Language.NB, Language.EN)) >= _HEARD_OF


def _is_one_over_and_over(words: Sequence[str]) -> bool:
    """Whether half of the words are one: so it is in none of a hundred thousand questions."""
    [(_, times)] = Counter(w.casefold() for w in words).most_common(1)
    return times >= _OVER_AND_OVER and times * 2 >= len(words)


def _is_odd(cased: str) -> bool:
    """Whether a word can be no word: unheard of, and hard to say."""
    word = cased.casefold()
    if len(word) < _LEAST_ODD or (cased.isupper() and len(word) <= _LONGEST_ACRONYM):
        return False
    if _HELD_KEY.search(word):
        return True
    if _VOWEL.search(word) and not _IMPOSSIBLE.search(word):
        return False
    return not _is_heard_of(word)
