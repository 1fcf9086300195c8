"""A question as weighted concepts: its content words, mended spellings and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling
from assistant.search.stand_ins import SPELLING_WEIGHT, Phrases, StandIns, Vocabulary
from assistant.search.thesaurus import FORM_WEIGHT, Thesaurus

EXPANDED_GRAM_SHARE = 0.5
# What a word of a phrase counts for at least, beside the others.
_LEAST_TELLING = 0.1
TELLING_POWER = 0.3
_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing a question mentions.

    `alternatives`: lower-cased word → weight, the words that may stand for it, its own first.
    `known`: whether the asker's own word (or its mended spelling) stands in the documents.
    `telling`: how much its words tell of a topic in the language at large, from 0.12 to 1.
    `phrases`: alternatives of several words, each with its weight; a word of one alone, which
    `alternatives` holds too, is worth its share of that.
    """

    surface: str
    alternatives: Mapping[str, float]
    known: bool = True
    telling: float = 1.0
    phrases: Phrases = ()

    @property
    def stems(self) -> frozenset[str]:
        """The stems of all the words that may stand for it."""
        words = (self.surface, *self.alternatives)
        return frozenset(stem for word in words for stem in analysis.stems(word))


@dataclass(frozen=True, slots=True)
class Query:
    """A question ready for search.

    `weights`: index term → weight. `mended`: all its words in order, lower-cased, with unknown
    ones replaced by the closest word of the documents.
    """

    text: str
    language: Language
    concepts: tuple[Concept, ...]
    weights: Mapping[str, float]
    mended: tuple[str, ...] = ()

    @property
    def respelt(self) -> str:
        """The question with its misspelt words mended, lower-cased."""
        return " ".join(self.mended) or self.text

    @property
    def empty(self) -> bool:
        """True when no content word is left to search for."""
        return not self.concepts


class QueryAnalyser:
    """Turns questions into queries over one index's vocabulary."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus) -> None:
        self._vocabulary = vocabulary
        self._thesaurus = thesaurus
        self._stand_ins = StandIns(vocabulary, thesaurus)
        self._analysed: dict[tuple[str, Language], Query] = {}

    def analyse(self, question: str, language: Language) -> Query:
        """The query for a question. Never fails; a question of only stop words gives none."""
        # While a question is read, the same words are looked at several times.
        if len(self._analysed) > _REMEMBERED:
            self._analysed.clear()
        key = (question, language)
        if key not in self._analysed:
            self._analysed[key] = self._analyse(question, language)
        return self._analysed[key]

    def _analyse(self, question: str, language: Language) -> Query:
        words = analysis.words(question)
        pieces = _number_pieces(question)
        stop = _passed_over(words, language)
        concepts: list[Concept] = []
        at = 0
        while at < len(words):
            length, found = self._longest_phrase(words, at, language)
            if length > 1:
                concepts.append(self._phrase(words[at : at + length], found, language))
                at += length
                continue
            whole = pieces.get(words[at], ())
            if len(whole) > 1 and tuple(words[at : at + len(whole)]) == whole:
                concepts.append(_number(whole))
                at += len(whole)
                continue
            if words[at] not in stop:
                concepts.append(self._word(words[at], language))
            at += 1
        merged = tuple(replace(c, telling=_telling(c, language)) for c in _merge(concepts))
        weights = MappingProxyType(_weights(merged))
        return Query(question, language, merged, weights, self._mended(words, stop, language))

    def _mended(self, words: Sequence[str], stop: set[str], language: Language) -> tuple[str, ...]:
        return tuple(
            w
            if w in stop or self._vocabulary.knows(w)
            else next(iter(self._stand_ins.mend(w, language)), w)
            for w in words
        )

    def near(self, word: str, language: Language = Language.NB) -> bool:
        """Whether a lower-cased word is known to the thesaurus or close to a documents' word."""
        return any(self._thesaurus.knows(word, c) for c in Language) or bool(
            self._stand_ins.mend(word, language)
        )

    def _longest_phrase(
        self, words: Sequence[str], at: int, language: Language
    ) -> tuple[int, Mapping[str, float]]:
        for length in range(min(self._thesaurus.longest, len(words) - at), 1, -1):
            if found := self._stand_ins.expanded(words[at : at + length], language):
                return length, found
        return 1, {}

    def _phrase(
        self, words: Sequence[str], expanded: Mapping[str, float], language: Language
    ) -> Concept:
        own = [w for w in words if w not in analysis.norwegian_stop_words()]
        # «Få» is little of «få lån».
        tells = {w: max(_LEAST_TELLING, telling(w, language)) for w in own}
        alternatives = {w: value / sum(tells.values()) for w, value in tells.items()}
        for word, weight in expanded.items():
            alternatives.setdefault(word, weight)
        known = any(self._vocabulary.knows(w) for w in own)
        phrases = (
            ((tuple(own), 1.0), *self._stand_ins.phrases(words, language)) if len(own) > 1 else ()
        )
        if len(own) > 1 and (other := self._stand_ins.spelt_otherwise(own, language)) != tuple(own):
            phrases = (*phrases, (other, SPELLING_WEIGHT))
            for word in other:
                alternatives.setdefault(word, SPELLING_WEIGHT / len(own))
        return Concept(" ".join(words), MappingProxyType(alternatives), known, phrases=phrases)

    def _word(self, word: str, language: Language) -> Concept:
        alternatives = {word: 1.0}
        known = self._vocabulary.knows(word)
        mended = word
        if not known:
            for other in self._stand_ins.mend(word, language):
                alternatives.setdefault(other, SPELLING_WEIGHT)
                mended, known = other, known or self._vocabulary.knows(other)
        for source in dict.fromkeys((word, mended)):
            for other, weight in self._stand_ins.expanded(
                (source,), language, kin=not known
            ).items():
                alternatives.setdefault(other, weight)
        phrases = self._stand_ins.phrases((word,), language)
        if not known and language is not Language.EN:
            parts, in_words = self._stand_ins.in_parts(word, language)
            for other, weight in parts.items():
                alternatives.setdefault(other, weight)
            phrases = (*phrases, *in_words)
        return Concept(word, MappingProxyType(alternatives), known, phrases=phrases)


def _number_pieces(text: str) -> dict[str, tuple[str, ...]]:
    """The numbers that a text writes with spaces, by their first piece: «1», «500» of «1 500»."""
    found = (tuple(analysis.words(n)) for n in analysis.spaced_numbers(text))
    return {pieces[0]: pieces for pieces in found}


def _number(pieces: Sequence[str]) -> Concept:
    """A number in one piece; the index has it in several."""
    whole = "".join(pieces)
    alternatives = {whole: 1.0} | {p: EXPANDED_GRAM_SHARE / len(pieces) for p in pieces}
    return Concept(whole, MappingProxyType(alternatives))


def _passed_over(words: Sequence[str], language: Language) -> set[str]:
    """Stop words, also in ASCII spelling, and fillers unless the question holds nothing else."""
    stop = set(analysis.norwegian_stop_words())
    fillers = analysis.fillers()
    filler = set(fillers["nb"] | fillers["nn"])
    if language is Language.EN:
        stop |= analysis.stop_words()["en"]
        filler = set(fillers["en"])
    else:
        folded = _folded(frozenset(stop | filler))
        stop |= {w for w in words if _ASCII_SPELLING.search(w) and analysis.fold(w) in folded}
        stop |= {w for w in words if w in _SHORT_ASCII}
    return stop | filler if any(w not in stop | filler for w in words) else stop


# «maa», «vaere», «oekonomi» betray a keyboard without å, ø and æ.
_ASCII_SPELLING = re.compile(r"aa|ae|oe")
_SHORT_ASCII = frozenset({"ma", "pa", "fa", "sa", "na", "nar", "var", "apne", "gar", "far", "sta"})


@lru_cache(maxsize=4)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(analysis.fold(w) for w in words)


def _telling(concept: Concept, language: Language) -> float:
    """The most telling of a concept's words; a misspelt word tells what it stands for tells.

    So does a word of nynorsk («heim») what its like in bokmål tells.
    """
    own = max(telling(w, language) for w in concept.surface.split())
    if language is Language.NN:
        forms = (w for w, v in concept.alternatives.items() if v == FORM_WEIGHT)
        own = min((own, *(telling(w, Language.NB) for w in forms)))
    mended = [telling(w, language) for w, v in concept.alternatives.items() if v == SPELLING_WEIGHT]
    return min(own, max(mended)) if mended else own


def _merge(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """The concepts in order; a word asked for twice counts once."""
    merged: dict[str, Concept] = {}
    for concept in concepts:
        first = next(iter(concept.alternatives), concept.surface)
        merged.setdefault(analysis.stem(first), concept)
    return tuple(merged.values())


def _weights(concepts: Sequence[Concept]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for concept in concepts:
        for word, share in concept.alternatives.items():
            weight = share * concept.telling**TELLING_POWER
            gram_weight = weight if share >= SPELLING_WEIGHT else weight * EXPANDED_GRAM_SHARE
            for term, value in (
                (analysis.stem(word), weight),
                *((g, gram_weight) for g in analysis.grams(word)),
            ):
                weights[term] = max(value, weights.get(term, 0.0))
    return weights
