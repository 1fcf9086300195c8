"""The doctor's report in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant import texts
from assistant.domain import Language

if TYPE_CHECKING:
    from assistant.serve.doctor import Remark, Report

_INDENT = "  "


def render(report: Report) -> str:
    """The report in Norwegian: the verdict, what to mend, then what is set up."""
    lines = [_get("verdict_ok" if report.ok else "verdict_faults")]
    for heading, fault in (("heading_faults", True), ("heading_remarks", False)):
        remarks = [r for r in report.remarks if r.fault is fault]
        if remarks:
            lines += ["", _get(heading), *(line for r in remarks for line in _remark(r))]
    parts = (_corpus, _index, _models, _settings, _program)
    for part in parts:
        heading, *rest = part(report)
        lines += ["", heading, *(_INDENT + line for line in rest)]
    return "\n".join(lines)


def _get(key: str, **values: Any) -> str:
    return texts.get(f"doctor.{key}", Language.NB, **values)


def _remark(remark: Remark) -> Iterator[str]:
    yield f"{_INDENT}- {_get(f'remark_{remark.key}', **remark.values)}"
    if remark.command:
        yield f"{_INDENT}  {_get('mend', command=remark.command)}"


def _corpus(report: Report) -> Iterator[str]:
    corpus = report.corpus
    yield _get("heading_corpus")
    yield _get("folder", folder=corpus.folder)
    if corpus.exists:
        yield _get(
            "corpus_counts",
            documents=corpus.documents,
            problems=len(corpus.problems),
            ignored=len(corpus.ignored),
        )


def _index(report: Report) -> Iterator[str]:
    index = report.index
    yield _get("heading_index")
    yield _get("folder", folder=index.folder)
    if index.generation is None:
        yield _get("index_none")
        return
    yield _get(
        "index_counts", documents=index.documents, chunks=index.chunks, built_at=index.built_at
    )
    yield _get("index_generation", generation=index.generation)
    yield _get("index_fits" if index.fits else "index_unfit")
    if index.fits:
        yield _get("index_behind" if index.changes else "index_fresh")


def _models(report: Report) -> Iterator[str]:
    embedding, model = report.embedding, report.language_model
    yield _get("heading_models")
    if embedding.loads is None:
        yield _get("embedding_none")
    elif embedding.loads:
        yield _get(
            "embedding_loads",
            name=embedding.name,
            dimension=embedding.dimension,
            weight=f"{embedding.dense_weight:g}",
        )
    else:
        yield _get("embedding_fails", name=embedding.name)
    if model.name is None:
        yield _get("llm_none")
    else:
        yield _get("llm_ready" if model.ready else "llm_fails", name=model.name)


def _settings(report: Report) -> Iterator[str]:
    yield _get("heading_settings")
    for name, setting in report.settings.items():
        value = _get("unset") if setting.value is None else setting.value
        origin = _get("default") if setting.origin is None else setting.origin
        yield _get("setting", name=name, value=value, origin=origin)


def _program(report: Report) -> Iterator[str]:
    yield _get("heading_program")
    yield _get("python", version=report.python)
    for name, found in report.packages.items():
        yield _get("package", name=name, version=found or _get("not_installed"))
