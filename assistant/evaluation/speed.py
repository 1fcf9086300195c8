"""How fast and how large: start, answer times, throughput, indexing, memory and disk.

Every corpus is measured in a process of its own, so that peak memory is its own too.
"""

from __future__ import annotations

import itertools
import json
import math
import multiprocessing
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.domain import Document, Language, Metadata
from assistant.errors import InputError
from assistant.evaluation.wording import decimal, say, table
from assistant.settings import PREFIX, REPOSITORY, Settings

CLIENTS = (1, 4, 16)
WARM_QUESTIONS = 200
BUDGET = 20.0  # seconds after which a slow corpus is measured with fewer questions
COLD_STARTS = 3
LARGEST = 1_000_000
SEED = 7
SHIPPED = "shipped"
MADE_UP = "made_up"
_QUESTIONS = (
    "Hvor mye støtte kan vi få?",
    "Hvor lenge varer prosjektet?",
    "Hva er kravene til klyngen?",
    "Når går fristen ut?",
    "Hvem kan søke?",
    "What does the programme offer?",
)
_COMMON = (
    "klyngen", "støtte", "prosjekt", "kroner", "år", "medlemmer", "frist", "krav", "bedrifter",
    "søke", "varer", "programmet", "offer",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speed:
    """One corpus measured. Times in seconds, rates per second by clients, sizes in MB (10⁶ bytes).

    `memory` is the peak of the whole process, libraries included.
    """

    corpus: str
    passages: int
    cold_start: float
    p50: float
    p95: float
    p99: float
    rates: Mapping[int, float]
    indexing_rate: float
    memory: float
    disk: float

    def to_row(self) -> dict[str, Any]:
        """The measurement as a JSON object."""
        return asdict(self) | {"rates": {str(k): v for k, v in self.rates.items()}}


def parse_sizes(text: str) -> tuple[int, ...]:
    """Numbers of passages, separated by commas; none in an empty text.

    Raises:
        InputError: for anything but whole numbers from 1 to 1,000,000.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdigit() and 1 <= int(part) <= LARGEST for part in parts):
        raise InputError(
            f"--sizes must be whole numbers from 1 to {LARGEST} by comma, not {text!r}"
        )
    return tuple(int(part) for part in parts)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below or at which `share` of the values lie (nearest rank)."""
    ranked = sorted(values)
    rank = math.ceil(share * len(ranked) - 1e-9)  # 0.95 of 100 is a hair above 95 in floats
    return ranked[max(1, rank) - 1]


def made_up(passages: int) -> list[Document]:
    """Documents of one short made-up passage each, always the same ones."""
    from assistant.ingest import plain
    from assistant.ingest.blocks import assemble

    rng = random.Random(SEED)
    syllables = [a + b for a in "bdfgklmnrstv" for b in "aeiouåø"]
    words = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(20_000)]
    # Zipf's law, as in real text; a word of the programme's own stands in one of seven passages.
    total = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    documents = []
    for number in range(passages):
        sentences = [rng.choices(words, cum_weights=total, k=12) for _ in range(6)]
        for word in rng.sample(_COMMON, k=2):
            rng.choice(sentences).append(word)
        text = " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
        pages = assemble(plain.extract(text.encode()).blocks)
        name = f"oppdiktet-{number}"
        documents.append(Document(name, name, pages, Metadata(), f"{name}.txt", name))
    return documents


def measure_all(
    settings: Settings, sizes: Sequence[int], *, progress: bool = False
) -> tuple[Speed, ...]:
    """The shipped corpus, then made-up ones of the given numbers of passages."""
    from tqdm import tqdm

    todo = [(SHIPPED, 0), *((MADE_UP, size) for size in sizes)]
    found = []
    with tqdm(todo, unit="corpus", disable=None if progress else True) as bar:
        for corpus, size in bar:
            found.append(_apart(settings, corpus, size))
    return tuple(found)


def _apart(settings: Settings, corpus: str, size: int) -> Speed:
    """Measured in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (settings, corpus, size))


def measure(settings: Settings, corpus: str, size: int) -> Speed:
    """One corpus measured in this process; its index lies in a temporary folder."""
    from assistant.ingest.documents import load_folder
    from assistant.search.store import build
    from assistant.serve.service import Service

    with TemporaryDirectory(prefix="assistant-speed-") as folder:
        own = replace(settings, index=Path(folder, "index"), llm=None)
        if corpus == MADE_UP:
            documents: Sequence[Document] = made_up(size)
            own = replace(own, corpus=Path(folder, "corpus"))
            own.corpus.mkdir()
        else:
            documents = load_folder(settings.corpus).documents
        began = time.perf_counter()
        result = build(documents, own)
        indexing = time.perf_counter() - began
        service = Service.open(own)
        warm = _timed(service.ask)
        rates = {n: round(_rate(service.ask, n), 2) for n in CLIENTS}
        return Speed(
            corpus,
            result.manifest.chunks,
            cold_start=round(cold_start(own), 3),
            p50=round(percentile(warm, 0.50), 5),
            p95=round(percentile(warm, 0.95), 5),
            p99=round(percentile(warm, 0.99), 5),
            rates=rates,
            indexing_rate=round(result.manifest.chunks / indexing, 1),
            memory=round(peak_memory() / 1e6, 1),
            disk=round(folder_size(own.index) / 1e6, 2),
        )


def _timed(ask: Callable[[str], object]) -> list[float]:
    """Seconds of each answer, after one round that warms everything up."""
    for question in _QUESTIONS:
        ask(question)
    seconds: list[float] = []
    while len(seconds) < WARM_QUESTIONS and sum(seconds) < BUDGET:
        began = time.perf_counter()
        ask(_QUESTIONS[len(seconds) % len(_QUESTIONS)])
        seconds.append(time.perf_counter() - began)
    return seconds


def _rate(ask: Callable[[str], object], clients: int) -> float:
    """Answers a second with so many clients asking at once."""
    began = time.perf_counter()
    numbers = iter(range(WARM_QUESTIONS))

    def client(_: int) -> int:
        answered = 0
        for number in numbers:
            ask(_QUESTIONS[number % len(_QUESTIONS)])
            answered += 1
            if time.perf_counter() - began > BUDGET:
                break
        return answered

    with ThreadPoolExecutor(clients) as pool:
        answered = sum(pool.map(client, range(clients)))
    return answered / (time.perf_counter() - began)


def cold_start(settings: Settings) -> float:
    """Median seconds from starting the program to its first answer."""
    command = [sys.executable, "-m", "assistant", "ask", _QUESTIONS[0], "--json"]
    command += ["--corpus", str(settings.corpus), "--index", str(settings.index)]
    python_path = os.pathsep.join(filter(None, [str(REPOSITORY), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": python_path, **_as_environment(settings)}
    taken = []
    for _ in range(COLD_STARTS):
        began = time.perf_counter()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        taken.append(time.perf_counter() - began)
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise InputError(f"`assistant ask` failed while its start was measured: {reason}")
    return statistics.median(taken)


def _as_environment(settings: Settings) -> dict[str, str]:
    """What decides whether an index fits, for a process that is to open the same one."""
    names = ("embedding", "embedding_query_prompt", "embedding_passage_prompt", "dense_weight")
    given = {name: getattr(settings, name) for name in (*names, "chunk_size")}
    return {PREFIX + name.upper(): str(v) for name, v in given.items() if v is not None}


def peak_memory() -> int:
    """The most bytes this process has held at once."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def folder_size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


# --- showing ---------------------------------------------------------------------------------


def cells(rows: Sequence[Speed], language: Language) -> list[list[str]]:
    """The table, one column for each corpus."""
    head = [
        say(f"speed_{k}", language) for k in ("corpus", "passages", "cold", "p50", "p95", "p99")
    ]
    head += [say("speed_rate", language, clients=n) for n in CLIENTS]
    head += [say(f"speed_{k}", language) for k in ("indexing", "memory", "disk")]
    found = [head]
    for row in rows:
        line = [say(f"speed_corpus_{row.corpus}", language), str(row.passages)]
        line.append(decimal(row.cold_start, 2, language))
        line += [decimal(1000 * v, 1, language) for v in (row.p50, row.p95, row.p99)]
        line += [decimal(v, 0 if v >= 10 else 1, language) for v in (row.rates[n] for n in CLIENTS)]
        line += [decimal(v, 0, language) for v in (row.indexing_rate, row.memory)]
        found.append([*line, decimal(row.disk, 1, language)])
    return [list(column) for column in zip(*found, strict=True)]


def show(rows: Sequence[Speed], language: Language) -> str:
    """The table for the terminal."""
    return table(cells(rows, language))


def write(folder: Path, rows: Sequence[Speed], language: Language) -> None:
    """Writes `speed.json`, a table and plots in `speed.html`.

    Raises:
        InputError: when the folder cannot be written.
    """
    from assistant.evaluation.report import write_page

    plots = list(_plots(rows, language))
    write_page(
        folder / "speed.html", "speed.html", language, cells=cells(rows, language), plots=plots
    )
    text = json.dumps([row.to_row() for row in rows], indent=1)
    (folder / "speed.json").write_text(text + "\n", encoding="utf-8")


def _plots(rows: Sequence[Speed], language: Language) -> list[tuple[str, str]]:
    from assistant.evaluation import plots

    ranked = sorted(rows, key=lambda row: row.passages)
    times = {name: {r.passages: 1000 * getattr(r, name) for r in ranked} for name in ("p50", "p95")}
    rates = {
        say("speed_rate", language, clients=n): {r.passages: r.rates[n] for r in ranked}
        for n in CLIENTS
    }
    axis = say("speed_passages", language)
    found = []
    for key, lines in (("latency", times), ("rate", rates)):
        name = say(f"speed_axis_{key}", language)
        found.append((name, plots.growth(lines, name, axis=axis, value_axis=name)))
    return found
