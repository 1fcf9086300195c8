"""The kept questions as files beside the static model: numbers, stems and sentences, no wording."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelError
from assistant.search import answering, deciding
from assistant.search.asked import AskedQuestions
from assistant.search.embedding import unit
from assistant.search.likeness import Source

ARRAYS, WORDS = "asked.safetensors", "asked.json"
# Numbers of a unit vector lie between -1 and 1.
_EIGHT_BITS = 127


def save(asked: AskedQuestions, folder: Path) -> None:
    """Write the questions' vectors and words to `folder`; their wording is not kept."""
    from safetensors.numpy import save_file

    lists = list(asked.postings.values())
    arrays = {
        "answered_by": _in(np.int16, asked.answered_by),
        "kinds": asked.kinds,
        "vectors": np.round(asked.vectors * _EIGHT_BITS).astype(np.int8),
        "first": asked.first.astype(np.uint8),
        "lengths": np.array([len(rows) for rows, _ in lists], dtype=np.int32),
        "rows": _in(np.uint16, np.concatenate([rows for rows, _ in lists])),
        "values": np.concatenate([values for _, values in lists]).astype(np.float16),
    }
    save_file(arrays, folder / ARRAYS)
    (folder / ARRAYS).chmod(0o644)  # safetensors writes files that only their owner can read
    kept = {
        "sources": [[s.document, s.quote] for s in asked.sources],
        "words": {stem: round(idf, 3) for stem, idf in asked.words.items()},
    }
    text = json.dumps(kept, ensure_ascii=False, indent=0)
    (folder / WORDS).write_text(text + "\n", encoding="utf-8")


def load(folder: Path) -> AskedQuestions:
    """The questions kept in a model's folder, with their classifiers; none where it has no files.

    Raises:
        ModelError: when the files are there but cannot be read, or a classifier is another's.

    """
    if not (folder / ARRAYS).is_file():
        none = np.zeros(0, dtype=np.int8)
        return AskedQuestions((), none, none, np.zeros((0, 1), dtype=np.float32), {}, ())
    from safetensors.numpy import load_file

    try:
        arrays = load_file(folder / ARRAYS)
        kept = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        ends = np.cumsum(arrays["lengths"])[:-1]
        rows = np.split(arrays["rows"].astype(np.int32), ends)
        values = np.split(arrays["values"].astype(np.float32), ends)
        questions = AskedQuestions(
            [Source(document, quote) for document, quote in kept["sources"]],
            arrays["answered_by"],
            arrays["kinds"],
            unit(arrays["vectors"]),
            kept["words"],
            list(zip(rows, values, strict=True)),
            first=arrays["first"].astype(np.bool_),
        )
    except Exception as error:
        raise ModelError(
            f"questions in {folder / ARRAYS} cannot be read ({type(error).__name__}: {error})."
            " Put the files back as they were, or make them again:"
            " python -m assistant.search.train"
        ) from error
    questions.classifier = answering.load(folder, questions.sources)
    questions.deciding = deciding.load(folder, questions.sources)
    return questions


def _in(narrow: type[np.integer], numbers: NDArray[np.integer]) -> NDArray[np.integer]:
    """Numbers in a narrow type, or in 32 bits where one of them is too large for it."""
    fits = numbers.max(initial=0) <= np.iinfo(narrow).max
    return numbers.astype(narrow if fits else np.int32)
