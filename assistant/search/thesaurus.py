"""The thesaurus: what people call things → what the documents call them. Data, not code.

`thesaurus.toml` holds `[[entry]]` tables: `to` are the documents' words (bokmål); `nb`, `nn`
and `en` are what bokmål, nynorsk and English askers say instead. Words in `to` also reach each
other. English words count only in English questions: «fire» and «gift» mean other things.
`thesaurus-english.toml` is an English dictionary in the same form, with `to` and `en` alone; the
words in its `to` do not reach each other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.search import analysis

SHIPPED = Path(__file__).with_name("thesaurus.toml")
ENGLISH = Path(__file__).with_name("thesaurus-english.toml")
_KEYS = frozenset({"to", "nb", "nn", "en"})
_ENGLISH_KEYS = frozenset({"to", "en"})
ASKED_WEIGHT = 0.7
# A translation is nearer to the word itself than a synonym is.
TRANSLATED_WEIGHT = 0.85
SIBLING_WEIGHT = 0.4


Entry = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A word or phrase of the documents that a query word may stand for."""

    words: tuple[str, ...]
    weight: float


class Thesaurus:
    """Looks up one to four words at a time, by stem.

    `english`: entries for English questions only, whose `to` words stay strangers to each other.
    """

    def __init__(self, entries: Sequence[Entry], *, english: Sequence[Entry] = ()) -> None:
        self._norwegian: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
        self._english: dict[tuple[str, ...], dict[tuple[str, ...], float]] = {}
        for entry in entries:
            targets = [tuple(analysis.words(t)) for t in entry["to"]]
            for target in targets:
                self._put(self._norwegian, target, targets, SIBLING_WEIGHT)
            for table, key, weight in (
                (self._norwegian, "nb", ASKED_WEIGHT),
                (self._norwegian, "nn", ASKED_WEIGHT),
                (self._english, "en", TRANSLATED_WEIGHT),
            ):
                for phrase in entry.get(key, []):
                    self._put(table, tuple(analysis.words(phrase)), targets, weight)
        for entry in english:
            targets = [tuple(analysis.words(t)) for t in entry["to"]]
            for phrase in entry.get("en", []):
                self._put(self._english, tuple(analysis.words(phrase)), targets, TRANSLATED_WEIGHT)
        self.longest = max((len(k) for k in (*self._norwegian, *self._english)), default=1)

    @staticmethod
    def _put(
        table: dict[tuple[str, ...], dict[tuple[str, ...], float]],
        phrase: tuple[str, ...],
        targets: Sequence[tuple[str, ...]],
        weight: float,
    ) -> None:
        found = table.setdefault(_stemmed(phrase), {})
        for target in targets:
            if target != phrase:
                found[target] = max(weight, found.get(target, 0.0))

    def expand(self, phrase: Sequence[str], language: Language) -> tuple[Expansion, ...]:
        """What a run of lower-cased words may stand for; empty when the thesaurus has nothing."""
        key = _stemmed(phrase)
        found = dict(self._norwegian.get(key, {}))
        if language is Language.EN:
            for words, weight in self._english.get(key, {}).items():
                found[words] = max(weight, found.get(words, 0.0))
        return tuple(Expansion(words, weight) for words, weight in found.items())

    def knows(self, word: str, language: Language) -> bool:
        """Whether the single lower-cased word is an entry of its own."""
        key = _stemmed((word,))
        return key in self._norwegian or (language is Language.EN and key in self._english)


def _stemmed(phrase: Sequence[str]) -> tuple[str, ...]:
    return tuple(analysis.stem(w) for w in phrase)


def parse(text: str, *, source: str) -> Thesaurus:
    """Read a thesaurus from TOML.

    Raises:
        ConfigurationError: naming the source, the entry and what is wrong with it.

    """
    return Thesaurus(parse_entries(text, source=source))


def parse_entries(text: str, *, source: str, keys: frozenset[str] = _KEYS) -> list[Entry]:
    """Read and check the entries of TOML, which may have these `keys`.

    Raises:
        ConfigurationError: naming the source, the entry and what is wrong with it.

    """
    try:
        entries: list[Entry] = tomllib.loads(text).get("entry", [])
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{source} is not valid TOML: {error}") from error
    for number, entry in enumerate(entries, 1):
        where = f"{source}, entry {number} ({entry.get('to')})"
        if unknown := set(entry) - keys:
            raise ConfigurationError(f"{where}: unknown key {', '.join(sorted(unknown))}")
        if not entry.get("to"):
            raise ConfigurationError(f"{where}: `to` must list at least one word")
        for key, values in entry.items():
            if not all(isinstance(v, str) and analysis.words(v) for v in values):
                raise ConfigurationError(f"{where}: `{key}` must hold words")
    return entries


@lru_cache(maxsize=1)
def shipped() -> Thesaurus:
    """The thesaurus of this package, with its English dictionary.

    Raises:
        ConfigurationError: naming the file that is faulty.

    """
    return Thesaurus(_read(SHIPPED, _KEYS), english=_read(ENGLISH, _ENGLISH_KEYS))


def _read(path: Path, keys: frozenset[str]) -> list[Entry]:
    return parse_entries(path.read_text(encoding="utf-8"), source=str(path), keys=keys)
