"""The files of the thesaurus: what people call things → what the documents call them.

`thesaurus.toml` holds `[[entry]]` tables: `to` are the documents' words (bokmål); `nb`, `nn`
and `en` are what bokmål, nynorsk and English askers say instead. Words in `to` also reach each
other. English words count only in English questions: «fire» and «gift» mean other things.
`thesaurus-english.toml` is an English dictionary in the same form, with `to` and `en` alone; the
words in its `to` do not reach each other. `thesaurus-general.toml` holds entries for any public
document and three lists of groups:

- `forms`: one word in forms the stemmer does not join, or in bokmål and nynorsk spelling;
- `synonyms`: words that say the same, either way round;
- `phrase_forms`: forms of small verbs, which count within a phrase only: «sa opp» is «si opp».

`thesaurus-kin.txt` leads from everyday words to what a document may have in their place, one way
and more loosely: «vin: alkohol, drikkevarer». There a word may stand in many lines' right side.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.errors import ConfigurationError
from assistant.search import analysis
from assistant.search.thesaurus import Entry, Groups, Thesaurus

SHIPPED = Path(__file__).with_name("thesaurus.toml")
ENGLISH = Path(__file__).with_name("thesaurus-english.toml")
GENERAL = Path(__file__).with_name("thesaurus-general.toml")
KIN = Path(__file__).with_name("thesaurus-kin.txt")
_KEYS = frozenset({"to", "nb", "nn", "en"})
_ENGLISH_KEYS = frozenset({"to", "en"})
_GROUP_KEYS = ("forms", "synonyms", "phrase_forms")


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


def parse_groups(text: str, *, source: str) -> Groups:
    """Read and check the groups of TOML.

    Raises:
        ConfigurationError: naming the source, the list and the faulty group.

    """
    try:
        tables: Mapping[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{source} is not valid TOML: {error}") from error
    return Groups(*(_groups(tables, name, source) for name in _GROUP_KEYS))


def _groups(tables: Mapping[str, Any], name: str, source: str) -> tuple[tuple[str, ...], ...]:
    listed = tables.get(name, [])
    found: list[tuple[str, ...]] = []
    for group in listed if isinstance(listed, list) else [listed]:
        good = isinstance(group, list) and len(group) > 1
        if not good or not all(isinstance(w, str) and analysis.words(w) == [w] for w in group):
            raise ConfigurationError(
                f"{source}, `{name}`: {group} must list two or more single lower-case words"
            )
        found.append(tuple(group))
    return tuple(found)


def parse_kin(text: str, *, source: str) -> dict[str, list[str]]:
    """Read and check lines of the form `word, other form: what may stand in its place, …`.

    Empty lines and what follows a `#` are passed over.

    Raises:
        ConfigurationError: naming the source, the line and what is wrong with it.

    """
    found: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        left, colon, right = content.partition(":")
        asked, others = _listed(left), _listed(right)
        where = f"{source}, line {number} ({content})"
        if not colon or not all(analysis.words(w) for w in (*asked, *others)):
            raise ConfigurationError(f"{where}: must read `word: other word, another word`")
        for word in asked:
            if word in found:
                raise ConfigurationError(f"{where}: {word!r} has a line already")
            found[word] = others
    return found


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


@lru_cache(maxsize=1)
def shipped() -> Thesaurus:
    """The thesaurus of this package, with its general part and its English dictionary.

    Raises:
        ConfigurationError: naming the file that is faulty.

    """
    return Thesaurus(
        [*_read(SHIPPED, _KEYS), *_read(GENERAL, _KEYS)],
        english=_read(ENGLISH, _ENGLISH_KEYS),
        groups=parse_groups(GENERAL.read_text(encoding="utf-8"), source=str(GENERAL)),
        kin=parse_kin(KIN.read_text(encoding="utf-8"), source=str(KIN)),
    )


def _read(path: Path, keys: frozenset[str]) -> list[Entry]:
    return parse_entries(path.read_text(encoding="utf-8"), source=str(path), keys=keys)
