"""The `[corpus]` table of a manifest: what the documents are about, and who to ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from assistant.domain import CorpusCard, Language, Metadata
from assistant.errors import ConfigurationError
from assistant.ingest import checks

TABLE = "corpus"
NAMES = ("name", "contact")
PHRASES = ("subject", "documents", "topics", "note")
LISTS = ("which", "examples")
KEYS = (*NAMES, "proper_name", *PHRASES, *LISTS, "check")
LANGUAGES = tuple(language.value for language in Language)
LONGEST = 300
# In an answer, square brackets are the marks of citations.
_MARKUP = re.compile(r"[\[\]<>\x00-\x1f\x7f]")
T = TypeVar("T")


def card(table: Any, manifest: Iterable[Metadata], *, where: str) -> CorpusCard:
    """What the table says, with the publisher that most of the documents name.

    A text without languages goes for all of them. Where a language is left out, bokmål and
    nynorsk stand in for each other, and a name goes for every language.

    Args:
        table: the value of `corpus` in the manifest; None where there is no table.
        manifest: what the manifest says of each document.
        where: the file, for messages.

    Raises:
        ConfigurationError: for anything that is not as documented, naming file and key.

    """
    where = f"{where}, [{TABLE}]"
    if table is None:
        table = {}
    if not isinstance(table, dict):
        raise ConfigurationError(f"{where}: write [{TABLE}] once, with one bracket on each side")
    checks.known(table, KEYS, where=where)
    contact, url = _contact(table.get("contact"), where)
    found: dict[str, Any] = {k: _phrase(table[k], k, where) for k in PHRASES if k in table}
    found |= {key: _lists(table[key], key, where) for key in LISTS if key in table}
    if "name" in table:
        found["name"] = _every(_phrase(table["name"], "name", where))
    if "proper_name" in table:
        found["proper_name"] = _short(table["proper_name"], "proper_name", where)
    check = table.get("check", False)
    if not isinstance(check, bool):
        raise ConfigurationError(f"{where}: check must be true or false, not {check!r}")
    return CorpusCard(
        **found, contact=contact, contact_url=url, check=check, publisher=_main(manifest)
    )


def _contact(value: Any, where: str) -> tuple[Mapping[Language, str], str | None]:
    """Who to ask: a name, or a table with the name by language and perhaps `url`."""
    if value is None:
        return {}, None
    if not isinstance(value, dict):
        return _every(_phrase(value, "contact", where)), None
    rest = {key: name for key, name in value.items() if key != "url"}
    if not rest:
        raise ConfigurationError(
            f'{where}: contact has no name; add it by language, as nb = "Kommunen"'
        )
    url = value.get("url")
    return (
        _every(_phrase(rest, "contact", where, also=("url",))),
        checks.address(url, "contact.url", where) if url is not None else None,
    )


def _phrase(
    value: Any, key: str, where: str, *, also: tuple[str, ...] = ()
) -> Mapping[Language, str]:
    """A text for each language: one for all, or a table by language."""
    by_language = _by_language(value, key, where, also=also)
    return _norwegian({k: _short(v, said, where) for k, (said, v) in by_language.items()})


def _lists(value: Any, key: str, where: str) -> Mapping[Language, tuple[str, ...]]:
    """A list of texts for each language; a text alone is a list of one."""
    found: dict[Language, tuple[str, ...]] = {}
    for language, (said, given) in _by_language(value, key, where).items():
        items = given if isinstance(given, list) else [given]
        if not items:
            raise ConfigurationError(f"{where}: {said} is an empty list; leave the key out instead")
        found[language] = tuple(_short(item, said, where) for item in items)
    return _norwegian(found)


def _by_language(
    value: Any, key: str, where: str, *, also: tuple[str, ...] = ()
) -> dict[Language, tuple[str, Any]]:
    """Values by language, each with the name that a message gives it."""
    if not isinstance(value, dict):
        return dict.fromkeys(Language, (key, value))
    unknown = sorted(set(value) - set(LANGUAGES))
    if unknown or not value:
        told = f"unknown key {', '.join(unknown)}" if unknown else "the table is empty"
        raise ConfigurationError(
            f"{where}, {key}: {told}; allowed keys: {', '.join((*LANGUAGES, *also))}"
        )
    return {Language(name): (f"{key}.{name}", given) for name, given in value.items()}


def _short(value: Any, key: str, where: str) -> str:
    """A text of one line that is not too long, white space folded."""
    found = " ".join(checks.text(value, key, where).split())
    if len(found) > LONGEST:
        raise ConfigurationError(
            f"{where}: {key} has {len(found)} characters, at most {LONGEST} are taken; shorten it"
        )
    if _MARKUP.search(found):
        raise ConfigurationError(
            f"{where}: {key} must be written without [ ] < > and control characters, not {value!r}"
        )
    return found


def _norwegian(found: dict[Language, T]) -> dict[Language, T]:
    """Bokmål and nynorsk in place of each other."""
    for one, other in ((Language.NB, Language.NN), (Language.NN, Language.NB)):
        if one not in found and other in found:
            found[one] = found[other]
    return {language: found[language] for language in Language if language in found}


def _every(found: Mapping[Language, str]) -> Mapping[Language, str]:
    """A name, which is understood in every language."""
    return {language: next(iter(found.values())) for language in Language} | dict(found)


def _main(manifest: Iterable[Metadata]) -> str | None:
    """The publisher that more than half of the documents name."""
    named = [metadata.publisher for metadata in manifest]
    for publisher, count in Counter(named).most_common(1):
        return publisher if count * 2 > len(named) else None
    return None
