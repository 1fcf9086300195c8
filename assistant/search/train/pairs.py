"""Training pairs: texts that shall lie close together, and their sources. I/O in `read…` only.

Five sources, all of them the project's own text: the corpus (a sentence and its heading, a
sentence and the rest of its passage), questions written for passages of the corpus, questions that
no passage answers, the thesaurus, and sentences in bokmål, nynorsk and English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from typing import Any

from assistant.domain import Chunk
from assistant.errors import ConfigurationError
from assistant.search.lexical import indexed_text
from assistant.search.likeness import Source
from assistant.search.reworded import SHORTEST, sentences_of

FOLDER = Path(__file__).parent
QUESTIONS = "answered/*.toml"
ABSENT = "absent/*.toml"
# Both kinds in one file, of one author each who had not read the documents.
UNREAD = "unread/*.toml"
# Questions with verdicts that are no kept ones: they turn sentences round, as few people would.
DECIDED = "decided/*.toml"
PARALLEL = FOLDER / "parallel.toml"
LANGUAGES = ("nb", "nn", "en")
_SPACE = re.compile(r"\s+")
# What the sentence says to a question, written behind it: «Er ordningen evigvarende? → nei».
# «Varer det i fem år? → annet tall»: it says yes to all of it but the figure.
VERDICTS = ("nei", "åpent", "ja", "annet tall")
_VERDICT = re.compile(rf" → ({'|'.join(VERDICTS)})$")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together: a question-like one, and what it should find."""

    query: str
    passage: str


def corpus_pairs(chunks: Sequence[Chunk]) -> Iterator[Pair]:
    """Each sentence with its title and headings, with its passage, and with the rest of that.

    The last is the inverse cloze task (Lee, Chang and Toutanova 2019): a sentence stands in for a
    question about the text around it.
    """
    for chunk in chunks:
        heading = " ".join((chunk.title, *chunk.section))
        whole = indexed_text(chunk)
        for text in sentences_of(chunk):
            yield Pair(heading, text)
            yield Pair(text, whole)
            rest = folded(chunk.text).replace(text, " ")
            if len(rest) >= SHORTEST:
                yield Pair(text, folded(f"{heading} {rest}"))


def question_pairs(groups: Iterable[Mapping[str, Any]], chunks: Sequence[Chunk]) -> Iterator[Pair]:
    """Each question with the sentences that answer it and with the passage around the first.

    Args:
        groups: `document`, `quote`, `also` (further ones, where several sentences answer) and
            questions by language, as in the files in `answered/`.
        chunks: the passages of the corpus.

    Raises:
        ConfigurationError: when a quote stands in no passage of its document.

    """
    for group in groups:
        homes = [_home(place, chunks) for place in _places(group)]
        for question in in_all_languages(group):
            yield from (Pair(question, sentence) for _, sentence in homes)
            yield Pair(question, indexed_text(homes[0][0]))


def sourced_questions(
    groups: Iterable[Mapping[str, Any]], chunks: Sequence[Chunk]
) -> Iterator[tuple[str, Source]]:
    """Each question with a sentence that answers it, or the part of a list that was quoted.

    Where several sentences answer, the question comes with each of them, the best first.

    Raises:
        ConfigurationError: when a quote stands in no passage of its document.

    """
    for group in groups:
        told = [Source(p["document"], _home(p, chunks)[1]) for p in _places(group)]
        for question in in_all_languages(group):
            yield from ((question, source) for source in told)


def absent_questions(groups: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The questions that no document answers, from the tables of the files in `absent/`."""
    return (question for group in groups for question in in_all_languages(group))


# With so many others on its subject each question that no document answers is paired.
_OTHERS = 3


def absent_pairs(groups: Iterable[Mapping[str, Any]]) -> Iterator[Pair]:
    """Questions that no document answers, each with the next three on the same subject.

    No passage draws them to its side, so without these they would lie anywhere.
    """
    for group in groups:
        asked = list(in_all_languages(group))
        for at, question in enumerate(asked):
            for step in range(1, min(_OTHERS, len(asked) - 1) + 1):
                yield Pair(question, asked[(at + step) % len(asked)])


def _places(group: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Where a group's questions are answered: tables of `document` and `quote`, the best first."""
    return [group, *group.get("also", ())]


def _home(group: Mapping[str, Any], chunks: Sequence[Chunk]) -> tuple[Chunk, str]:
    """The passage that holds a group's quote, and the sentence there around it."""
    quote = folded(group["quote"])
    for chunk in chunks:
        if chunk.document_id == group["document"] and quote in folded(chunk.text):
            return chunk, next((s for s in sentences_of(chunk) if quote in s), quote)
    raise ConfigurationError(
        f"{QUESTIONS}: no passage of {group['document']!r} holds {quote!r};"
        " correct the quote or the corpus"
    )


def in_all_languages(group: Mapping[str, Any]) -> Iterator[str]:
    """The questions of a group in bokmål, nynorsk and English."""
    return (question for language in LANGUAGES for question in questions_of(group, language))


def questions_of(group: Mapping[str, Any], language: str) -> Iterator[str]:
    """The questions of a group in one language, without their verdicts."""
    return (_VERDICT.sub("", written) for written in group.get(language, ()))


def decided_questions(
    groups: Iterable[Mapping[str, Any]], chunks: Sequence[Chunk]
) -> Iterator[tuple[str, Source, str]]:
    """The questions that stand with a verdict: the sentence that gives it, and which (`VERDICTS`).

    Raises:
        ConfigurationError: when a quote stands in no passage of its document.

    """
    for group in groups:
        written = (w for language in LANGUAGES for w in group.get(language, ()))
        decided = [(w, found[1]) for w in written if (found := _VERDICT.search(w))]
        if decided:
            source = Source(group["document"], _home(group, chunks)[1])
            yield from ((_VERDICT.sub("", w), source, verdict) for w, verdict in decided)


def parallel_pairs(rows: Iterable[Mapping[str, str]]) -> Iterator[Pair]:
    """The same sentence in two languages, both ways, for all pairs of languages in a row."""
    for row in rows:
        for one, other in permutations([row[k] for k in LANGUAGES if k in row], 2):
            yield Pair(one, other)


# What people wrap around a word when they ask; the documents' word stands bare.
_TEMPLATES = {
    "nb": ("hva er {}", "hva står det om {}", "hvordan får vi {}"),
    "nn": ("kva er {}", "kva står det om {}", "korleis får vi {}"),
    "en": ("what is {}", "what about {}", "how do we get {}"),
}


def thesaurus_pairs(entries: Iterable[Mapping[str, Sequence[str]]]) -> Iterator[Pair]:
    """Everyday words with the documents' words for them: bare, and one each in a question."""
    for entry in entries:
        targets = " ".join(entry["to"])
        for language in LANGUAGES:
            for number, word in enumerate(entry.get(language, ())):
                templates = _TEMPLATES[language]
                yield Pair(word, targets)
                question = templates[number % len(templates)].format(word)
                yield Pair(question, entry["to"][number % len(entry["to"])])


def read_questions(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The tables `[[passage]]` of every file of questions, in the order of the files' names.

    Raises:
        ConfigurationError: when there is no such file, or one of them cannot be read.

    """
    return _read_all(folder, QUESTIONS, "passage")


def read_decided(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The tables `[[passage]]` of all files whose questions may stand with a verdict.

    Raises:
        ConfigurationError: when a file of them cannot be read.

    """
    turned = sorted(folder.glob(DECIDED))
    return [*read_questions(folder), *(row for path in turned for row in read(path, "passage"))]


def read_absent(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The tables `[[absent]]` of every file of questions, in the order of the files' names.

    Raises:
        ConfigurationError: when there is no such file, or one of them cannot be read.

    """
    return _read_all(folder, ABSENT, "absent")


def unread_questions(folder: Path = FOLDER) -> Iterator[str]:
    """The questions, answered or not, of authors who wrote them before reading the documents.

    Raises:
        ConfigurationError: when a file of them cannot be read.

    """
    for path in sorted(folder.glob(UNREAD)):
        for key in ("passage", "absent"):
            yield from (q for group in read(path, key) for q in in_all_languages(group))


def _read_all(folder: Path, pattern: str, key: str) -> list[dict[str, Any]]:
    files = sorted(folder.glob(pattern))
    if not files:
        raise ConfigurationError(f"{folder} holds no {pattern}; restore the training questions")
    return [row for path in (*files, *sorted(folder.glob(UNREAD))) for row in read(path, key)]


def read(path: Path, key: str) -> list[dict[str, Any]]:
    """The tables `[[key]]` of a TOML file.

    Raises:
        ConfigurationError: when the file is missing, no TOML, or holds no such table.

    """
    try:
        rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[key]
    except (OSError, KeyError, ValueError) as error:
        raise ConfigurationError(f"{path} cannot be read as [[{key}]] tables: {error}") from error
    return rows


def folded(text: str) -> str:
    """Text with every run of white space as one space."""
    return _SPACE.sub(" ", text).strip()
