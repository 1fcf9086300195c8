"""What words of a question may stand for in the documents: other words, spellings, parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling, zipf
from assistant.search.compounds import joined, split
from assistant.search.inflection import verb_forms
from assistant.search.thesaurus import FORM_WEIGHT, Thesaurus

# Runs of words, each with what it is worth.
Phrases = tuple[tuple[tuple[str, ...], float], ...]
SPELLING_WEIGHT = 0.9
# «Avlysning» for «avlyse».
NOUN_WEIGHT = 0.8
_MIN_FUZZY = 5
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


class StandIns:
    """Looks words up in one index's vocabulary and the thesaurus."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus) -> None:
        self._vocabulary = vocabulary
        self._thesaurus = thesaurus
        self._words: dict[str, int] | None = None
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
            forms = {**dict.fromkeys(verbs, FORM_WEIGHT), **dict.fromkeys(nouns, NOUN_WEIGHT)}
            for form, worth in forms.items():
                if analysis.stem(form) not in taken:
                    found[form] = max(weight * worth, found.get(form, 0.0))

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
