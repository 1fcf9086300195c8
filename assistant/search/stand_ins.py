"""What words of a question may stand for in the documents: other words, spellings, parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling, zipf
from assistant.search.compounds import joined, split
from assistant.search.inflection import nouns_of_rare, verb_forms
from assistant.search.slips import cost
from assistant.search.thesaurus import FORM_WEIGHT, Thesaurus

# Runs of words, each with what it is worth.
Phrases = tuple[tuple[tuple[str, ...], float], ...]
SPELLING_WEIGHT = 0.9
# «Avlysning» for «avlyse».
NOUN_WEIGHT = 0.8
# In shorter words only letters changed about are mended, and none in the shortest.
_MIN_FUZZY, _MIN_SWAPPED = 5, 3
# From so many letters a word may have two slips, and three; two words are as near by this.
_MORE_SLIPS, _AS_NEAR = (8, 14), 0.2
# What one slip, two and three may cost.
_DEAREST = (1.2, 2.0, 2.2)
# Where these stand in so many passages each, some of the documents are in English.
_ENGLISH, _ENGLISH_PASSAGES = ("the", "and", "of"), 3
# Zipf frequency from which an unknown word is taken for a real one and not for a typing error.
_REAL_WORD, _REAL_SHORT = 3.0, 2.0
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


class StandIns:
    """Looks words up in one index's vocabulary and the thesaurus."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus) -> None:
        self._vocabulary = vocabulary
        self._thesaurus = thesaurus
        self._words: _Keyed | None = None
        self._asked: dict[Language, _Keyed] = {}
        self._english: bool | None = None

    def expanded(
        self, phrase: Sequence[str], language: Language, *, kin: bool = True
    ) -> dict[str, float]:
        """The words that a run of words may stand for, with what each is worth."""
        found: dict[str, float] = {}
        for expansion in self._thesaurus.expand(phrase, language, kin=kin):
            content = [w for w in expansion.words if w not in analysis.norwegian_stop_words()]
            for word in content:
                # A phrase's words share its weight: half a phrase is half a match.
                weight = expansion.weight / len(content)
                found[word] = max(weight, found.get(word, 0.0))
        self._add_forms(found, phrase, language)
        if language is not Language.EN and self._holds_english():
            for word, weight in self._called_in_english(phrase):
                found[word] = max(weight, found.get(word, 0.0))
        return found

    def _add_forms(
        self, found: dict[str, float], phrase: Sequence[str], language: Language
    ) -> None:
        """Add the verbs and nouns that are forms of a word asked with, or of what it stands for."""
        own = {phrase[0]: 1.0} if len(phrase) == 1 and language is not Language.EN else {}
        taken = {analysis.stem(w) for w in own}
        for source, weight in {**found, **own}.items():
            # What stands in for a word is listed by its infinitive.
            if source not in own and not source.endswith("e"):
                continue
            verbs, nouns = verb_forms(source)
            nouns = nouns or self._nouns_here(source, language)
            forms = {**dict.fromkeys(verbs, FORM_WEIGHT), **dict.fromkeys(nouns, NOUN_WEIGHT)}
            for form, worth in forms.items():
                if analysis.stem(form) not in taken:
                    found[form] = max(weight * worth, found.get(form, 0.0))

    def _nouns_here(self, word: str, language: Language) -> tuple[str, ...]:
        """The documents' nouns of a rare verb that they do not have."""
        if language is Language.EN or self._vocabulary.knows(word):
            return ()
        return tuple(n for n in nouns_of_rare(word) if self._vocabulary.knows(n))

    def phrases(self, words: Sequence[str], language: Language) -> Phrases:
        """What a run of words may stand for, where that has several content words."""
        stop = analysis.norwegian_stop_words()
        found = [
            (tuple(w for w in expansion.words if w not in stop), expansion.weight)
            for expansion in self._thesaurus.expand(words, language)
        ]
        return tuple((content, weight) for content, weight in found if len(content) > 1)

    def single(self, word: str, language: Language) -> dict[str, float]:
        """The single words that a word may stand for, with what they are worth."""
        return {
            e.words[0]: e.weight
            for e in self._thesaurus.expand((word,), language)
            if len(e.words) == 1
        }

    def spelt_otherwise(self, words: Sequence[str], language: Language) -> tuple[str, ...]:
        """Words as the documents spell them: «leie» for «leige»."""

        def known(word: str) -> str:
            if self._vocabulary.knows(word):
                return word
            sure = (o for o, w in self.single(word, language).items() if w >= SPELLING_WEIGHT)
            return next((other for other in sure if self._vocabulary.knows(other)), word)

        return tuple(known(w) for w in words)

    def mend(self, word: str, language: Language) -> list[str]:
        """Words that an unknown word may be a spelling of: the documents' or the thesaurus'."""
        if self._nouns_here(word, language):
            return []
        folded = [w for w, _ in self._vocabulary.spellings(analysis.fold(word))]
        if folded:
            return folded[:3]
        if len(word) < _MIN_SWAPPED or word.isdigit() or self._thesaurus.knows(word, language):
            return []
        if zipf(word, language) >= (_REAL_WORD if len(word) >= _MIN_FUZZY else _REAL_SHORT):
            return []
        if self._words is None:
            self._words = _Keyed(
                {w: n for w, n in self._vocabulary.vocabulary() if not w.isdigit()}
            )
        if language not in self._asked:
            self._asked[language] = _Keyed(dict.fromkeys(self._thesaurus.words(language), 1))
        slips = self._slips(word)
        return self._words.closest(word, slips) or self._asked[language].closest(word, slips)[:1]

    def _slips(self, word: str) -> int:
        """How many slips a word may have; a compound that is a word has not many."""
        slips = 1 + sum(len(word) >= least for least in _MORE_SLIPS)
        return min(slips, 2) if slips > 2 and split(word, self._worth) else slips

    def in_parts(self, word: str, language: Language) -> tuple[dict[str, float], Phrases]:
        """What a word that is a compound says in two words, or with other parts in one.

        What it is (the last part) is the better half of it; what kind of it tells little alone.

        Returns:
            Single words and phrases, with what they are worth; empty for a word that is none.

        """
        compound = split(word, self._worth, least=zipf(word, Language.NB))
        if compound is None:
            return {}, ()
        firsts = {compound.first: 1.0, **self.single(compound.first, language)}
        lasts = {compound.last: 1.0, **self.single(compound.last, language)}
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
        return alternatives, tuple(phrases)

    def _worth(self, part: str) -> float:
        """How surely a part of a compound is a word of its own."""
        if self._vocabulary.knows(part) or self._thesaurus.knows(part, Language.NB):
            return max(_REAL_PART, zipf(part, Language.NB))
        found = zipf(part, Language.NB)
        return found if found >= _REAL_PART else 0.0

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


class _Keyed:
    """Words with their counts, found by spelling key."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._words = tuple(counts)
        self._keys = tuple(map(analysis.fold, counts))

    def closest(self, word: str, slips: int) -> list[str]:
        """The words that a word may be so many slips away from, the likeliest first."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) < _MIN_FUZZY:
            return [w for w in self._words if _are_swapped(word, w)][:1]
        within = ((word, self._words), (analysis.fold(word), self._keys))
        found = (
            process.extract(key, keys, scorer=OSA.distance, score_cutoff=slips, limit=12)
            for key, keys in within
        )
        at = dict.fromkeys(at for matches in found for _, _, at in matches)
        # The first letter is rarely wrong, except when swapped with the second.
        near = [w for w in map(self._words.__getitem__, at) if _begin_alike(word, w)]
        costs = {w: c for w in near if (c := cost(word, w)) <= _DEAREST[slips - 1]}
        best = min(costs.values(), default=0.0)
        likely = sorted(costs, key=lambda w: (costs[w], -self._counts[w], w))
        return [w for w in likely if costs[w] - best < _AS_NEAR][:2]


def _begin_alike(word: str, other: str) -> bool:
    """Whether a word of some length begins as another, or with its first two changed about."""
    alike = word[0] == other[0] or analysis.fold(word[0]) == analysis.fold(other[0])
    return len(other) >= _MIN_FUZZY - 1 and (alike or other[:2] == word[1::-1])


def _are_swapped(word: str, other: str) -> bool:
    """Whether two words differ in two neighbouring letters that are changed about."""
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    return swapped == other != word
