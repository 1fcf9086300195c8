"""Which of bokmål, nynorsk and English a short text is written in.

Function words tell Norwegian from English. Bokmål and nynorsk share most of theirs; which words and
endings speak for one of them is counted (`assistant.search.train.norwegian`), in `norwegian.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.domain import Language, Turn
from assistant.search import analysis
from assistant.search.commonness import zipf

_WORD = re.compile(r"[^\W\d_]+")
_NORDIC = re.compile("[æøå]", re.IGNORECASE)
FILE = Path(__file__).with_name("norwegian.json")
# Lengths of the endings that tell where a word is not known; the longest goes first.
ENDINGS = (4, 3, 2)
# What stands before an ending is a word's stem.
_STEM = 3
# So long a part of a compound is a word of its own, not a chance likeness.
_PART = 5
# On Zipf's scale: ten times as common, twice as common, met now and then, and hardly ever.
_TEN_TIMES, _MORE, _KNOWN, _RARE = 1.0, 0.3, 2.5, 3.2
# What must speak for nynorsk: more people write bokmål.
_SURELY = 0.8


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    """
    the is are was were what which who whom whose when where why how much many does do did can
    could would should of and to in for a an this that these those there have has had be been by
    with from about it its they we our you your my i at on or not any if must will long often
    between difference mean please tell me us apply get give need offer kind than into years
    year months grant grants funding deadline companies company requirements help lead thank
    hello hey goodbye bye morning
    """
)
# English or Norwegian by themselves: "to" is two, "by" a town.
_EITHER = _words("i to for at me by in an any on must had man")
_NORWEGIAN = _words(
    """
    eg ein eit ikkje kva kven korleis kvifor kvar kvart kor nokon noko nokre dei dykk dykkar me
    vore vert vart blei hjå frå berre mykje meir fleire skilnaden skilnad tal søkje søkjer gjeld
    høve då heiter heitte seier kjem fekk gjer tek sjølv saman òg korfor einaste verksemd
    verksemder verksemdene føremål føremålet klyngja klyngjer klyngjene kostar skildrar tilbod
    tilbodet leiinga støtta krev krevst vere vera veit pengar slepp gløym fortel gjekk seinast
    seinare tidlegare enno framleis ynskjer nettverka nivåa medlemer tenester forsking
    forskingsmiljø heile heilt fyrst fyrste sidan medan utan inga eigen eiga eige gong gongar gje
    driv anna søkjast høyrer jeg en et ikke hva hvem hvordan hvorfor hver hvor noen noe dere vært
    blir ble hos fra bare mye mer flere forskjellen forskjell antall gjelder anledning heter sier
    kommer fikk gjør selv sammen hvilke hvilken hvilket hvis være annet egen egne eget uten siden
    penger bedrifter hele er det som på til av med om vi du kan må skal var har den dette for i å
    at seg sin og får alle kroner millioner klynger klynge klyngen støtte søke søker frist fristen
    mange lenge nivå nivåer varer når vil nå varte timer dager uker fortsatt
    """
)


def detect(text: str, history: Sequence[Turn] = ()) -> Language:
    """The language of `text`; where it says too little, that of the asker's latest message.

    Bokmål is the answer where nothing tells otherwise.
    """
    found = _scored(text)
    if found is not None and not (found is Language.NB and _is_of_both(text)):
        return found
    for turn in reversed(history):
        if turn.role == "user" and (before := _scored(turn.content)) is not None:
            # «Og når var fristen?» is bokmål or nynorsk, but no English.
            return Language.NB if found and before is Language.EN else before
    return Language.NB


def _is_of_both(text: str) -> bool:
    """Whether no word of a Norwegian text tells bokmål from nynorsk."""
    weights = _weights()
    return not any(_for_nynorsk(word, weights) for word in words_of(text))


def words_of(text: str) -> list[str]:
    """The words of a text, lower-cased."""
    return _WORD.findall(text.casefold())


def is_right(word: str) -> bool:
    """Whether a lower-cased word is rightly spelt, though no list of words counts it."""
    return word in analysis.run_on()["right"]


def is_small(word: str) -> bool:
    """Whether a lower-cased word is one of those that stand in any text, or rightly spelt."""
    return word in _small()


def is_listed(word: str) -> bool:
    """Whether a lower-cased word is a small one, or one that tells bokmål from nynorsk."""
    return word in _small() or word in _weights()


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    lists = (*analysis.stop_words().values(), *analysis.fillers().values())
    return analysis.run_on()["right"].union(*lists)


def ending(word: str, length: int) -> str:
    """A word's ending, as «-ane»; empty where it has no stem before it."""
    return f"-{word[-length:]}" if len(word) >= length + _STEM else ""


def _scored(text: str) -> Language | None:
    words = words_of(text)
    # "Who owns Fjærlandsstiftinga?": a name may have them in any language.
    letters = any(_NORDIC.search(w) and not w[0].isupper() for w in _WORD.findall(text))
    english = sum(w in _ENGLISH for w in words) - letters
    weights = _weights()
    norwegian = sum(w in _NORWEGIAN or _is_nynorsk(w, weights) for w in words)
    if english > norwegian and any(w in _ENGLISH and w not in _EITHER for w in words):
        return Language.EN
    told = [_for_nynorsk(w, weights) for w in words]
    if sum(told) > _SURELY:
        return Language.NN
    if not letters and _is_english_in_key_words(words):
        return Language.EN
    return Language.NB if norwegian or any(told) else None


def _is_english_in_key_words(words: Sequence[str]) -> bool:
    """Whether words without any small one among them are English: "application process".

    Two at least that English has far more of, one of them hardly ever met in Norwegian, and none
    that Norwegian has more of.
    """
    common = [(zipf(w, Language.EN), zipf(w, Language.NB)) for w in words]
    english = [nb for en, nb in common if en >= max(_KNOWN, nb + _TEN_TIMES)]
    norwegian = any(nb > en + _MORE for en, nb in common)
    if norwegian or not _NORWEGIAN.isdisjoint(words):
        return False
    return len(english) > 1 and min(english) < _RARE


def _is_nynorsk(word: str, weights: Mapping[str, float]) -> bool:
    """Whether a word is surely nynorsk's, and no English one («open», «held») met more often."""
    if weights.get(word, 0.0) < _SURELY:
        return False
    return zipf(word, Language.EN) < zipf(word, Language.NB) + _TEN_TIMES


def _for_nynorsk(word: str, weights: Mapping[str, float]) -> float:
    """How much a word speaks for nynorsk, or a known part of it, or else its longest known ending.

    «Tidlegfaseklynger» is not known, but «tidleg» is. What a compound ends with may tell that it
    is none of nynorsk's, as «miljøer»; «arbeide» is, but «samarbeide» is of both.
    """
    if word in weights or word in _ENGLISH:
        return weights.get(word, 0.0)
    cuts = range(_PART, len(word) - _STEM + 1)
    told = (weights[word[:cut]] for cut in reversed(cuts) if weights.get(word[:cut]))
    if (begun := next(told, 0.0)) > 0:
        return begun
    tails = (weights.get(word[cut:], 1.0) for cut in range(1, len(word) - _PART + 1))
    endings = (weights[e] for n in ENDINGS if (e := ending(word, n)) in weights)
    return next((told for told in tails if told <= 0), next(endings, 0.0))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    """Word or «-ending» → how much it speaks for nynorsk."""
    weights: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return weights
