"""The thesaurus: what people call things → what the documents call them; see `thesaurus_files`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.inflection import noun_forms

ASKED_WEIGHT = 0.7
# A translation is nearer to the word itself than a synonym is.
TRANSLATED_WEIGHT = 0.85
SIBLING_WEIGHT = 0.4
# What is only kin to a word: a broader thing, the deed of a verb.
KIN_WEIGHT = 0.4
# Another form of the word is the word itself, so it weighs more than a mended spelling.
FORM_WEIGHT = 0.95

Entry = dict[str, list[str]]
Phrase = tuple[str, ...]
_Table = dict[Phrase, dict[Phrase, float]]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of lower-cased single words; a stem stands in one group of a kind at most."""

    forms: tuple[tuple[str, ...], ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    phrase_forms: tuple[tuple[str, ...], ...] = ()


_NO_GROUPS = Groups()
_NO_KIN: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(slots=True)
class _Tables:
    """What stems lead to, by language, and the forms of words."""

    norwegian: _Table = field(default_factory=dict)
    english: _Table = field(default_factory=dict)
    into_english: _Table = field(default_factory=dict)
    kin: _Table = field(default_factory=dict)
    forms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word or phrase of the documents that a query word may stand for."""

    words: tuple[str, ...]
    weight: float


class Thesaurus:
    """Looks up one to four words at a time, by stem.

    `english`: entries for English questions only, whose `to` words stay strangers to each other.
    `groups`: words that reach each other as one word's forms or as synonyms. `kin`: word or phrase
    → what may stand in its place.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        *,
        english: Sequence[Entry] = (),
        groups: Groups = _NO_GROUPS,
        kin: Mapping[str, Sequence[str]] = _NO_KIN,
    ) -> None:
        self._tables = _Tables()
        self._learn_forms(groups)
        norwegian, foreign = self._tables.norwegian, self._tables.english
        for entry in entries:
            targets = [tuple(analysis.words(t)) for t in entry["to"]]
            for target in targets:
                self._put(norwegian, target, targets, SIBLING_WEIGHT)
            for table, key, weight in (
                (norwegian, "nb", ASKED_WEIGHT),
                (norwegian, "nn", ASKED_WEIGHT),
                (foreign, "en", TRANSLATED_WEIGHT),
            ):
                for phrase in entry.get(key, []):
                    self._put(table, tuple(analysis.words(phrase)), targets, weight)
        for group in groups.synonyms:
            for word in group:
                self._put(norwegian, (word,), [(w,) for w in group], ASKED_WEIGHT)
        for entry in english:
            targets = [tuple(analysis.words(t)) for t in entry["to"]]
            for phrase in entry.get("en", []):
                self._put(foreign, tuple(analysis.words(phrase)), targets, TRANSLATED_WEIGHT)
        self._turn_around(foreign, (p for e in (*entries, *english) for p in e.get("en", [])))
        for phrase, others in kin.items():
            targets = [tuple(analysis.words(t)) for t in others]
            self._put(self._tables.kin, tuple(analysis.words(phrase)), targets, KIN_WEIGHT)
        self._asked = {
            Language.EN: _single_words((*entries, *english), ("en",)),
            Language.NB: _single_words(entries, ("nb", "nn", "to"))
            | {p for p in kin if analysis.words(p) == [p]},
        }
        tables = (norwegian, foreign, self._tables.kin)
        self.longest = max((len(k) for table in tables for k in table), default=1)

    def _turn_around(self, english: _Table, phrases: Iterable[str]) -> None:
        """Learn what Norwegian words may be called in English from what English ones stand for."""
        for phrase in (tuple(analysis.words(p)) for p in phrases):
            for target, weight in english[self._key(phrase)].items():
                found = self._tables.into_english.setdefault(self._key(target), {})
                found[phrase] = max(weight, found.get(phrase, 0.0))

    def _learn_forms(self, groups: Groups) -> None:
        for group in groups.forms:
            self._tables.forms |= {analysis.stem(w): group for w in group}
        for group in (*groups.forms, *groups.phrase_forms):
            self._tables.heads |= {analysis.stem(w): analysis.stem(group[0]) for w in group}

    def _put(self, table: _Table, phrase: Phrase, targets: Sequence[Phrase], weight: float) -> None:
        found = table.setdefault(self._key(phrase), {})
        for target in targets:
            if target != phrase:
                found[target] = max(weight, found.get(target, 0.0))

    def _key(self, phrase: Sequence[str]) -> Phrase:
        """Stems; within a phrase those of the first form of each word."""
        stems = tuple(analysis.stem(w) for w in phrase)
        return stems if len(stems) == 1 else tuple(self._tables.heads.get(s, s) for s in stems)

    def expand(
        self, phrase: Sequence[str], language: Language, *, kin: bool = True
    ) -> tuple[Expansion, ...]:
        """What a run of lower-cased words may stand for; empty when the thesaurus has nothing.

        `kin`: whether what is only kin to them counts.
        """
        key = self._key(phrase)
        found = dict(self._tables.norwegian.get(key, {}))
        if language is Language.EN:
            for words, weight in self._tables.english.get(key, {}).items():
                found[words] = max(weight, found.get(words, 0.0))
        else:
            for words, weight in self._by_form(phrase):
                found[words] = max(weight, found.get(words, 0.0))
        for words, weight in self._kin(phrase, found, language) if kin else ():
            found[words] = max(weight, found.get(words, 0.0))
        for words, weight in list(found.items()):
            for other in self._other_forms(words):
                found[other] = max(weight * FORM_WEIGHT, found.get(other, 0.0))
        return tuple(Expansion(w, v) for w, v in found.items() if self._key(w) != key)

    def in_english(self, phrase: Sequence[str]) -> tuple[Expansion, ...]:
        """What a run of lower-cased Norwegian words may be called in English documents.

        What has no English name of its own goes by that of the words it may stand for.
        """
        found: dict[Phrase, float] = {}
        stand_ins = ((e.words, e.weight) for e in self.expand(phrase, Language.NB))
        for words, weight in ((tuple(phrase), 1.0), *stand_ins):
            for other, sure in self._tables.into_english.get(self._key(words), {}).items():
                found[other] = max(weight * sure, found.get(other, 0.0))
        return tuple(Expansion(w, v) for w, v in found.items())

    def _by_form(self, phrase: Sequence[str]) -> Iterator[tuple[Phrase, float]]:
        """The other forms of a single word, and what those stand for."""
        for other in self._other_forms(phrase):
            yield other, FORM_WEIGHT
            yield from self._tables.norwegian.get(self._key(other), {}).items()

    def _kin(
        self, phrase: Sequence[str], found: Mapping[Phrase, float], language: Language
    ) -> list[tuple[Phrase, float]]:
        """What may stand in place of a run of words, of its other forms, or of a translation."""
        english = language is Language.EN
        # «Offer» is another thing in Norwegian.
        sources: dict[Phrase, float] = {} if english else {tuple(phrase): 1.0}
        least = TRANSLATED_WEIGHT if english else FORM_WEIGHT
        sources |= {words: weight for words, weight in found.items() if weight >= least}
        return [
            (words, weight * share)
            for source, share in sources.items()
            for words, weight in self._tables.kin.get(self._key(source), {}).items()
        ]

    def _other_forms(self, words: Sequence[str]) -> list[Phrase]:
        """The forms of a single word that have another stem."""
        if len(words) != 1:
            return []
        own = analysis.stem(words[0])
        group = self._tables.forms.get(own) or noun_forms(words[0])
        return [(w,) for w in group if analysis.stem(w) != own]

    def words(self, language: Language) -> frozenset[str]:
        """Single words that may be asked with in a language, lower-cased, as they are spelt."""
        return self._asked[Language.EN if language is Language.EN else Language.NB]

    def knows(self, word: str, language: Language) -> bool:
        """Whether the single lower-cased word is an entry of its own."""
        key = self._key((word,))
        return (
            key in self._tables.norwegian
            or key in self._tables.kin
            or key[0] in self._tables.forms
            or (language is Language.EN and key in self._tables.english)
        )


def _single_words(entries: Sequence[Entry], keys: Sequence[str]) -> frozenset[str]:
    """The words that stand alone under some of the entries' keys."""
    phrases = (analysis.words(p) for entry in entries for key in keys for p in entry.get(key, []))
    return frozenset(words[0] for words in phrases if len(words) == 1)
