"""Names in the documents («Arena Pro», «NIC Connect», «Innovasjon Norge»), found by their capitals.

Names are found in whatever the corpus holds; none is listed in the code. They keep like-named
things apart: a passage on Arena Pro does not speak of Arena.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.domain import BlockKind, Chunk, Language
from assistant.search import analysis
from assistant.search.commonness import zipf
from assistant.search.kinds import Kind

_NAME = re.compile(
    r"[A-ZÆØÅ][\wæøå]*(?:(?: of| og den| de| von| van)? [A-ZÆØÅ][\wæøå]*)*", re.UNICODE
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:|]\s+|\n\s*(?:[-•·*]|\d+\.)?\s*|[«(\"]\s*)$")
_ALIAS = re.compile(
    r"((?:[A-ZÆØÅ][\wæøå]*)(?: (?:of |og |for )?[A-ZÆØÅ][\wæøå]*)+) \(([A-ZÆØÅ]{2,8})\)"
)
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,}[\dA-ZÆØÅ]*")
_FORM_OF_COMPANY = re.compile(r" (?:as|asa|ans|da|sa|kf|iks|ks|ab|ltd|inc|gmbh|plc)")
LONGEST = 5


def names_in(text: str) -> Iterator[tuple[str, int]]:
    """Names in running text with their offsets: (name, start).

    A single capitalised word at the start of a sentence is a name only if it is an acronym;
    a longer run there is passed over, since its first word may be any word.
    """
    for match in _NAME.finditer(text):
        name = match.group()
        initial = bool(_SENTENCE_START.search(text[max(0, match.start() - 6) : match.start()]))
        if initial and not _ACRONYM.fullmatch(name):
            continue
        if len(name.split()[-1]) > 1 and len(name.split()) <= LONGEST:
            yield name, match.start()


def chunk_names(chunk: Chunk) -> dict[str, bool]:
    """Names of a chunk → whether it stands as (part of) a heading above it.

    In headings a run of two or more capitalised words is a name too, and so is an acronym.
    """
    found: dict[str, bool] = {}
    for block in chunk.blocks:
        if block.kind is not BlockKind.HEADING:
            for name, _ in names_in(chunk.text[block.content : block.end]):
                found.setdefault(name, False)
    if not chunk.blocks:
        found.update((name, False) for name, _ in names_in(chunk.text))
    for heading in (chunk.title, *chunk.section):
        for match in _NAME.finditer(heading):
            name = _without_opening(match.group())
            if " " in name or _ACRONYM.fullmatch(name) or name == _plain(heading):
                found[name] = True
    return found


def _without_opening(name: str) -> str:
    """A run of capitalised words without the little word that opens a heading («Hvorfor Arena»)."""
    first, _, rest = name.partition(" ")
    opens = first.casefold() in analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    return rest if rest and opens and not _ACRONYM.fullmatch(first) else name


def aliases_in(text: str) -> set[tuple[str, str]]:
    """(acronym, full name) pairs that a text introduces: «Norwegian Innovation Clusters (NIC)»."""
    return {(match[2], match[1]) for match in _ALIAS.finditer(text)}


def _plain(heading: str) -> str:
    return re.sub(r"\s*\(.*?\)\s*$", "", heading).strip()


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name in the documents.

    `chunks`: how many hold it. `headings`: how many stand under a heading or title with it.
    """

    name: str
    chunks: int
    headings: int


class NameStore(Protocol):
    """What name recognition needs from the index."""

    def names(self, folded: str) -> list[NameEntry]:
        """Names with this lower-cased spelling."""
        ...

    def names_ending(self, word: str) -> list[NameEntry]:
        """Longer names whose last word is `word`."""
        ...

    def names_starting(self, folded: str) -> list[NameEntry]:
        """Longer names that begin with this one."""
        ...

    def heading_names(self) -> list[NameEntry]:
        """Names that stand in a title or heading."""
        ...

    def aliases(self, folded: str) -> list[str]:
        """What else a name is called."""
        ...

    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of a thing that headings tell apart («Modne klynger»)."""
        ...

    def is_common(self, word: str) -> bool:
        """Whether the word mostly stands in lower case."""
        ...

    def stands(self, word: str) -> bool:
        """Whether a word of the same stem stands in a document."""
        ...

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        """Words with this folded spelling."""
        ...

    def size(self) -> tuple[int, float]:
        """Number of chunks and their mean length."""
        ...


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that a text mentions.

    `aliases` are its acronym or what its acronym stands for. `longer` are names in the documents
    that begin with it and are other things («Arena Pro» for «Arena»), lower-cased. `heading`
    tells whether a title or heading carries the name. `pattern` finds a kind («modne klynger»),
    which is a name without capitals, in lower-cased text.
    """

    name: str
    longer: tuple[str, ...] = ()
    heading: bool = False
    aliases: tuple[str, ...] = ()
    pattern: str = ""

    def stands_in(self, text: str) -> bool:
        """Whether `text` mentions this very name or an alias, and not just a longer one."""
        lowered = " ".join(text.casefold().split())
        if self.pattern:
            return re.search(self.pattern, lowered) is not None
        for other in self.longer:
            if other in lowered:
                lowered = re.sub(rf"\b{re.escape(other)}\b", " ", lowered)
        spelled = [name.casefold() for name in (self.name, *self.aliases)]
        # «Jupiters» in a question is Jupiter in the text.
        spelled += [n[:-1] for n in spelled if n.endswith("s") and len(n) > 4]
        return any(
            name in lowered and re.search(rf"\b{re.escape(name)}s?\b", lowered) for name in spelled
        )


# The country that all is told of where no heading tells it from others.
_HOME = frozenset({"norge", "noreg", "norway"})
# A name in half of all passages is what the whole corpus is about and tells nothing apart.
_SUBJECT_SHARE = 0.5
# Zipf frequency from which a word of a heading is a word like others.
_ORDINARY = 2.0
# Zipf frequency from which a word is said of anything.
_EVERYDAY = 5.6
# A name that this many others begin with («NIC» Connect, Explore, Impact) holds them all.
_UMBRELLA = 3
# In a library of so many headings a name is no rival of another; in a programme's levels it is.
_MANY = 300
_ALIAS_MIN = 3


def name_words(found: Iterable[Mention]) -> set[str]:
    """The lower-cased words that mentioned names are made of."""
    return {word for mention in found for word in mention.name.casefold().split()}


def mentions(words: Sequence[str], store: NameStore) -> tuple[Mention, ...]:
    """The names that a question mentions, longest first at each place.

    Args:
        words: the question's words, lower-cased and with spellings mended.
        store: the index.

    """
    found: dict[str, Mention] = {}
    at = 0
    while at < len(words):
        for length in range(min(LONGEST, len(words) - at), 0, -1):
            entry = _entry(words[at : at + length], store)
            if entry is not None:
                found.setdefault(entry.name, _mention(entry, store))
                at += length
                break
        else:
            at += 1
    told = (m for m in found.values() if not _is_subject(m, store))
    return (*told, *_kinds(" ".join(words), store))


def _kinds(text: str, store: NameStore) -> Iterator[Mention]:
    """The kinds that a text mentions, each in the words that it has."""
    for kind in store.kinds():
        if match := re.search(kind.pattern, text):
            yield Mention(match.group(), heading=True, pattern=kind.pattern)


def _entry(words: Sequence[str], store: NameStore) -> NameEntry | None:
    folded = " ".join(words)
    entries = store.names(folded)
    if entries:
        best = max(entries, key=lambda e: e.chunks)
        if len(words) > 1 or not (store.is_common(folded) or _only_a_heading(best, store)):
            return best
        return None
    if len(words) > 1 and (longer := store.names_starting(folded)):
        # «Kvitås Sykkelverk» for «Kvitås Sykkelverk AS», where no other name begins so.
        named = {e.name.casefold() for e in longer}
        if len(named) == 1 and _FORM_OF_COMPANY.fullmatch(named.pop()[len(folded) :]):
            best = max(longer, key=lambda e: e.chunks)
            return NameEntry(best.name[: len(folded)], best.chunks, best.headings)
    if len(words) > 1 and (short := [e for a in store.aliases(folded) for e in store.names(a)]):
        # A full name that only opens sentences, as «Global Centres of Expertise (GCE) kom …».
        return max(short, key=lambda e: e.chunks)
    word = words[0]
    everyday = max(zipf(word, code) for code in (Language.NB, Language.EN)) >= _EVERYDAY
    if len(words) == 1 and len(word) >= _ALIAS_MIN and not (everyday or store.is_common(word)):
        # «Connect» for «NIC Connect», where no other name ends so, but «days» for no
        # «Herring Days».
        ending = store.names_ending(word)
        if ending and len({e.name.casefold() for e in ending}) == 1:
            return ending[0]
    return None


def _only_a_heading(entry: NameEntry, store: NameStore) -> bool:
    """Whether an ordinary word has its capital from opening headings («Søknad», «Priser»)."""
    if " " in entry.name or _ACRONYM.fullmatch(entry.name) or entry.chunks > entry.headings:
        return False
    if max(zipf(entry.name.casefold(), code) for code in (Language.NB, Language.EN)) < _ORDINARY:
        return False
    return not store.names_starting(entry.name.casefold())


def _mention(entry: NameEntry, store: NameStore) -> Mention:
    longer = tuple(e.name.casefold() for e in store.names_starting(entry.name.casefold()))
    aliases = tuple(store.aliases(entry.name.casefold()))
    return Mention(entry.name, longer, entry.headings > 0, aliases)


def _is_subject(mention: Mention, store: NameStore) -> bool:
    spelled = (mention.name, *mention.aliases)
    entries = [e for name in spelled for e in store.names(name.casefold())]
    total, _ = store.size()
    if mention.name.casefold() in _HOME and not mention.heading:
        return True
    if max((e.chunks for e in entries), default=0) > _SUBJECT_SHARE * total:
        return True
    return any(len(store.names_starting(n.casefold())) >= _UMBRELLA for n in spelled)


def distinct_names(store: NameStore) -> tuple[str, ...]:
    """Heading names that tell things apart: no ordinary words, nor what the whole corpus is about.

    The most used come first; none in a corpus with hundreds of heading names.
    """
    entries = sorted(store.heading_names(), key=lambda e: (-e.chunks, e.name))
    if len(entries) > _MANY:
        return ()
    return tuple(
        e.name
        for e in entries
        if not (" " not in e.name and store.is_common(e.name.casefold()))
        and not _only_a_heading(e, store)
        and not _is_subject(_mention(e, store), store)
    )


def familiar_names(store: NameStore) -> tuple[str, ...]:
    """Every name that a title or heading carries, what the whole corpus is about included."""
    return tuple(sorted({e.name for e in store.heading_names()}))


def is_used_as_name(name: str, text: str) -> bool:
    """Whether a sentence has words in capitals as a name; «Finansiering» is only a heading."""
    return re.search(rf"[a-zæøå,] {re.escape(name)}\b", text) is not None
