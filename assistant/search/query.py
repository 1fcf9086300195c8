"""A question as weighted concepts: its content words, mended spellings and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling, zipf
from assistant.search.compounds import Compound, joined, split
from assistant.search.thesaurus import Thesaurus

SPELLING_WEIGHT = 0.9
EXPANDED_GRAM_SHARE = 0.5
TELLING_POWER = 0.3
_MIN_FUZZY = 5
_REMEMBERED = 200
# Where these stand in so many passages each, some of the documents are in English.
_ENGLISH, _ENGLISH_PASSAGES = ("the", "and", "of"), 3
# Zipf frequency from which an unknown word is taken for a real one and not for a typing error.
_REAL_WORD = 3.0
# The same for the parts of a compound, which by chance are words more often.
_REAL_PART = 2.6
# What a compound in other parts, in two words, and each of its parts alone are worth; and from
# where a stand-in for a part may go into the two words.
_OTHER_PARTS, _IN_TWO_WORDS, _LAST_PART, _FIRST_PART, _SURE_PART = 0.9, 0.85, 0.6, 0.25, 0.7


class Vocabulary(Protocol):
    """What query analysis needs to know of the documents' words."""

    def knows(self, word: str) -> bool:
        """Whether the lower-cased word stands in a document."""
        ...

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        """Words with this folded spelling, with how many chunks hold them."""
        ...

    def vocabulary(self) -> list[tuple[str, int]]:
        """Every word with how many chunks hold it."""
        ...


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
    phrases: tuple[tuple[tuple[str, ...], float], ...] = ()


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
        self._words: dict[str, int] | None = None
        self._english: bool | None = None
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
            if words[at] in pieces and len(pieces[words[at]]) > 1 and at + 1 < len(words):
                whole = pieces[words[at]]
                if tuple(words[at : at + len(whole)]) == whole:
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
            w if w in stop or self._vocabulary.knows(w) else next(iter(self._mend(w, language)), w)
            for w in words
        )

    def near(self, word: str) -> bool:
        """Whether a lower-cased word is known to the thesaurus or close to a documents' word."""
        return any(self._thesaurus.knows(word, c) for c in Language) or bool(
            self._mend(word, Language.NB)
        )

    def _longest_phrase(
        self, words: Sequence[str], at: int, language: Language
    ) -> tuple[int, Mapping[str, float]]:
        for length in range(min(self._thesaurus.longest, len(words) - at), 1, -1):
            if found := self._expanded(words[at : at + length], language):
                return length, found
        return 1, {}

    def _expanded(
        self, phrase: Sequence[str], language: Language, *, kin: bool = True
    ) -> dict[str, float]:
        found: dict[str, float] = {}
        for expansion in self._thesaurus.expand(phrase, language, kin=kin):
            content = [w for w in expansion.words if w not in analysis.norwegian_stop_words()]
            for word in content:
                # A phrase's words share its weight: half a phrase is half a match.
                weight = expansion.weight / len(content)
                found[word] = max(weight, found.get(word, 0.0))
        if language is not Language.EN and self._holds_english():
            for word, weight in self._called_in_english(phrase):
                found[word] = max(weight, found.get(word, 0.0))
        return found

    def _holds_english(self) -> bool:
        """Whether some of the documents are in English, by its smallest words."""
        if self._english is None:
            counts = ((w, dict(self._vocabulary.spellings(w))) for w in _ENGLISH)
            self._english = all(found.get(w, 0) >= _ENGLISH_PASSAGES for w, found in counts)
        return self._english

    def _called_in_english(self, phrase: Sequence[str]) -> Iterator[tuple[str, float]]:
        """Words of English documents for Norwegian ones, with what each is worth.

        A word that Norwegian has too («fire», «gift») may mean something else there.
        """
        stop = analysis.stop_words()["en"]
        for expansion in self._thesaurus.in_english(phrase):
            content = [w for w in expansion.words if w not in stop]
            for word in content:
                if self._vocabulary.knows(word) and zipf(word, Language.NB) < _REAL_WORD:
                    yield word, expansion.weight / len(content)

    def _phrase(
        self, words: Sequence[str], expanded: Mapping[str, float], language: Language
    ) -> Concept:
        own = [w for w in words if w not in analysis.norwegian_stop_words()]
        alternatives = {w: 1.0 / max(1, len(own)) for w in own}
        for word, weight in expanded.items():
            alternatives.setdefault(word, weight)
        known = any(self._vocabulary.knows(w) for w in own)
        phrases = ((tuple(own), 1.0), *self._phrases(words, language)) if len(own) > 1 else ()
        if len(own) > 1 and (other := self._spelt_otherwise(own, language)) != tuple(own):
            phrases = (*phrases, (other, SPELLING_WEIGHT))
            for word in other:
                alternatives.setdefault(word, SPELLING_WEIGHT / len(own))
        return Concept(" ".join(words), MappingProxyType(alternatives), known, phrases=phrases)

    def _spelt_otherwise(self, words: Sequence[str], language: Language) -> tuple[str, ...]:
        """Words as the documents spell them: «leie» for «leige»."""

        def known(word: str) -> str:
            if self._vocabulary.knows(word):
                return word
            sure = (o for o, w in self._single(word, language).items() if w >= SPELLING_WEIGHT)
            return next((other for other in sure if self._vocabulary.knows(other)), word)

        return tuple(known(w) for w in words)

    def _phrases(
        self, words: Sequence[str], language: Language
    ) -> tuple[tuple[tuple[str, ...], float], ...]:
        """What a run of words may stand for, where that has several content words."""
        stop = analysis.norwegian_stop_words()
        found = [
            (tuple(w for w in expansion.words if w not in stop), expansion.weight)
            for expansion in self._thesaurus.expand(words, language)
        ]
        return tuple((content, weight) for content, weight in found if len(content) > 1)

    def _word(self, word: str, language: Language) -> Concept:
        alternatives = {word: 1.0}
        known = self._vocabulary.knows(word)
        mended = word
        if not known:
            for other in self._mend(word, language):
                alternatives.setdefault(other, SPELLING_WEIGHT)
                mended, known = other, known or self._vocabulary.knows(other)
        for source in dict.fromkeys((word, mended)):
            for other, weight in self._expanded((source,), language, kin=not known).items():
                alternatives.setdefault(other, weight)
        phrases = self._phrases((word,), language)
        compound = None if known or language is Language.EN else self._compound(word)
        if compound:
            said = self._in_parts(compound, language)
            for other, weight in said.alternatives.items():
                alternatives.setdefault(other, weight)
            phrases = (*phrases, *said.phrases)
        return Concept(word, MappingProxyType(alternatives), known, phrases=phrases)

    def _compound(self, word: str) -> Compound | None:
        """The parts of a word that stands nowhere in the documents, where it has two."""
        return split(word, self._worth, least=zipf(word, Language.NB))

    def _worth(self, part: str) -> float:
        """How surely a part of a compound is a word of its own."""
        if self._vocabulary.knows(part) or self._thesaurus.knows(part, Language.NB):
            return max(_REAL_PART, zipf(part, Language.NB))
        found = zipf(part, Language.NB)
        return found if found >= _REAL_PART else 0.0

    def _in_parts(self, compound: Compound, language: Language) -> Concept:
        """What a compound says in two words, or with other parts in one.

        What it is (the last part) is the better half of it; what kind of it tells little alone.
        """
        firsts = {compound.first: 1.0, **self._single(compound.first, language)}
        lasts = {compound.last: 1.0, **self._single(compound.last, language)}
        alternatives: dict[str, float] = {}
        for first, first_weight in firsts.items():
            for last, last_weight in lasts.items():
                for whole in joined((first,), (last,)):
                    if self._vocabulary.knows(whole):
                        alternatives[whole] = _OTHER_PARTS * min(first_weight, last_weight)
        phrases = [
            ((first, last), _IN_TWO_WORDS * min(first_weight, last_weight))
            for first, first_weight in firsts.items()
            for last, last_weight in lasts.items()
            if min(first_weight, last_weight) >= _SURE_PART
        ]
        for last, weight in lasts.items():
            share = _LAST_PART * weight * telling(last, language)
            alternatives.setdefault(last, share)
        alternatives.setdefault(compound.first, _FIRST_PART * telling(compound.first, language))
        return Concept("", MappingProxyType(alternatives), phrases=tuple(phrases))

    def _single(self, word: str, language: Language) -> dict[str, float]:
        """The single words that a word may stand for, with what they are worth."""
        return {
            e.words[0]: e.weight
            for e in self._thesaurus.expand((word,), language)
            if len(e.words) == 1
        }

    def _mend(self, word: str, language: Language) -> list[str]:
        """Words that an unknown word may be a spelling of: the documents' or the thesaurus'."""
        folded = [w for w, _ in self._vocabulary.spellings(analysis.fold(word))]
        if folded:
            return folded[:3]
        if len(word) < _MIN_FUZZY or word.isdigit() or self._thesaurus.knows(word, language):
            return []
        if zipf(word, language) >= _REAL_WORD:
            return []
        if self._words is None:
            self._words = {w: n for w, n in self._vocabulary.vocabulary() if not w.isdigit()}
        asked = dict.fromkeys(self._thesaurus.words(language), 1)
        return _closest(word, self._words) or _closest(word, asked)[:1]


def _closest(word: str, counts: Mapping[str, int]) -> list[str]:
    """The words with their counts that a word is one slip away from (two from eight letters)."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    limit = 1 if len(word) < 8 else 2
    found = process.extract(word, counts.keys(), scorer=OSA.distance, score_cutoff=limit, limit=8)
    # The first letter is rarely wrong, except when swapped with the second.
    near = [(d, w) for w, d, _ in found if w[0] == word[0] or w[:2] == word[1::-1]]
    near = [(d, w) for d, w in near if len(w) >= _MIN_FUZZY - 1]
    near.sort(key=lambda pair: (pair[0], -counts[pair[1]], pair[1]))
    return [w for d, w in near if d == near[0][0]][:2]


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
    """The most telling of a concept's words; a misspelt word tells what it stands for tells."""
    own = max(telling(w, language) for w in concept.surface.split())
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
