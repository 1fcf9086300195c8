"""The command `python -m assistant.search.train`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.ingest.chunking import chunk
from assistant.ingest.documents import load_folder
from assistant.search import answering, asked, thesaurus_files
from assistant.search.embedding import CARD, SHIPPED_FOLDER, StaticEncoder
from assistant.search.likeness import Source
from assistant.search.train import pairs as sources
from assistant.search.train.fit import Recipe, fit, save
from assistant.search.train.pairs import Pair
from assistant.search.train.tokens import train_tokenizer
from assistant.settings import load


def main(arguments: Sequence[str] | None = None) -> int:
    """Trains and saves the model; exit code 0, or 2 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m assistant.search.train")
    parser.add_argument("--out", type=Path, default=SHIPPED_FOLDER, help="folder to write")
    parser.add_argument(
        "--questions-only",
        action="store_true",
        help="leave the model as it is; keep the questions anew and train their classifier",
    )
    given = parser.parse_args(arguments)
    try:
        settings = load()
        if not given.questions_only:
            _train(settings.corpus, given.out)
        keep_questions(settings.corpus, given.out)
        train_classifier(settings.corpus, given.out)
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _train(corpus: Path, out: Path) -> None:
    pairs = all_pairs(corpus)
    recipe = Recipe()
    tokenizer = train_tokenizer(t for p in pairs for t in (p.query, p.passage))
    sys.stderr.write(f"{len(pairs)} pairs, {tokenizer.get_vocab_size()} pieces\n")
    save(fit(tokenizer, pairs, recipe), out, _card())


def keep_questions(corpus: Path, folder: Path) -> None:
    """Write the training questions beside the model in `folder`, to compare new ones with.

    Raises:
        InputError: when the corpus folder is not there.
        ConfigurationError: when a file of questions is faulty or does not fit the corpus.
        ModelError: when the folder holds no model.

    """
    encoder = StaticEncoder(folder, name=str(folder))
    asked.save(asked.build(_kept(corpus), encoder.encode_queries), folder)


def _kept(corpus: Path) -> list[tuple[str, Source | None]]:
    """The training questions with the sentences that answer them, or None."""
    chunks = [c for d in load_folder(corpus).documents for c in chunk(d)]
    answered = sources.sourced_questions(sources.read_questions(), chunks)
    absent = sources.absent_questions(sources.read_absent())
    return [*answered, *((q, None) for q in absent)]


# How often the questions count in the classifier's training that people wrote who had not read
# the documents: they are few, and the most like those that it will meet.
UNREAD_REPEATS = 4


def train_classifier(corpus: Path, folder: Path) -> None:
    """Train the classifier on the questions that `folder` keeps, and write it there.

    Raises:
        InputError: when the corpus folder is not there.
        ConfigurationError: when a file of questions is faulty or does not fit the corpus.
        ModelError: when the folder keeps no questions.

    """
    from assistant.search.train import answering as training

    numbers = {s: i for i, s in enumerate(asked.load_sources(folder))}
    answers: dict[str, list[int]] = {}
    for question, source in _kept(corpus):
        found = answers.setdefault(question, [])
        if source is not None:
            found.append(numbers[source])
    repeats = dict.fromkeys(sources.unread_questions(), UNREAD_REPEATS)
    answering.save(*training.fit(answers, len(numbers), training.Recipe(), repeats=repeats), folder)


# Questions are the nearest to what is asked of the model, so each counts twice.
QUESTION_REPEATS = 2


def all_pairs(corpus: Path) -> list[Pair]:
    """The training pairs of every source, in a fixed order; question pairs stand repeatedly.

    Raises:
        InputError: when the corpus folder is not there.
        ConfigurationError: when a file of pairs is faulty or does not fit the corpus.

    """
    chunks = [c for d in load_folder(corpus).documents for c in chunk(d)]
    questions = sources.question_pairs(sources.read_questions(), chunks)
    rest = [
        *sources.absent_pairs(sources.read_absent()),
        *sources.corpus_pairs(chunks),
        *sources.parallel_pairs(sources.read(sources.PARALLEL, "sentence")),
        *sources.thesaurus_pairs(sources.read(thesaurus_files.SHIPPED, "entry")),
        *sources.thesaurus_pairs(sources.read(thesaurus_files.ENGLISH, "entry")),
    ]
    return [*_distinct(questions) * QUESTION_REPEATS, *_distinct(rest)]


def _distinct(pairs: Iterable[Pair]) -> list[Pair]:
    return list(dict.fromkeys(p for p in pairs if p.query != p.passage))


def _card() -> dict[str, float]:
    """What stands beside the model now: it was measured, not trained (see the model's README)."""
    card: dict[str, float] = json.loads((SHIPPED_FOLDER / CARD).read_text(encoding="utf-8"))
    return card


if __name__ == "__main__":
    raise SystemExit(main())
