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
from assistant.search import answering, asked, asked_files, deciding, thesaurus_files
from assistant.search.embedding import CARD, SHIPPED_FOLDER, StaticEncoder
from assistant.search.train import answering as classifier
from assistant.search.train import deciding as judge
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


# How often the questions count in the classifier's training whose authors had not read the
# documents: they are the most like those that it will meet.
UNREAD_REPEATS = 2


# What a verdict says of a sentence, the question's figure aside.
_SAID = {
    "nei": deciding.NO,
    "åpent": deciding.OPEN,
    "ja": deciding.YES,
    "annet tall": deciding.YES,
}


def keep_questions(corpus: Path, folder: Path) -> None:
    """Write the training questions beside the model in `folder`, and two classifiers of them.

    Raises:
        InputError: when the corpus folder is not there.
        ConfigurationError: when a file of questions is faulty or does not fit the corpus.
        ModelError: when the folder holds no model.

    """
    chunks = [c for d in load_folder(corpus).documents for c in chunk(d)]
    encoder = StaticEncoder(folder, name=str(folder))
    answered = list(sources.sourced_questions(sources.read_questions(), chunks))
    unanswered = sources.read_absent()
    absent = list(sources.absent_questions(unanswered))
    kept = asked.build([*answered, *((q, None) for q in absent)], encoder.encode_queries)
    asked_files.save(kept, folder)
    numbers = {source: number for number, source in enumerate(kept.sources)}
    answers: dict[str, list[int]] = {}
    for question, source in answered:
        answers.setdefault(question, []).append(numbers[source])
    repeats = dict.fromkeys(sources.unread_questions(), UNREAD_REPEATS)
    trained = classifier.fit(
        answers | {q: [] for q in absent},
        len(numbers),
        classifier.Recipe(),
        repeats=repeats,
        elsewhere=set(sources.absent_questions(g for g in unanswered if g.get("elsewhere"))),
    )
    answering.save(*trained, sources=kept.sources, folder=folder)
    said = [
        (question, numbers[source], _SAID[verdict])
        for question, source, verdict in sources.decided_questions(sources.read_decided(), chunks)
    ]
    decided = judge.fit(said, len(numbers), judge.Recipe())
    met = judge.met(said, kept.sources)
    deciding.save(*decided, met, sources=kept.sources, folder=folder)


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
