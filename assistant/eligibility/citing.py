"""Passages of the criteria as numbered citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from assistant.domain import Assessment, Citation, Metadata
from assistant.eligibility.criteria import Passage

UNKNOWN = Metadata()


class Citer:
    """Numbers passages from 1 in the order they are first cited; one passage keeps one number."""

    def __init__(self, sources: Mapping[str, Metadata]) -> None:
        """Take what the manifest says of each document, by path within the corpus or by stem."""
        self._sources = {PurePosixPath(path).stem: found for path, found in sources.items()}
        self._cited: dict[tuple[str, str], Citation] = {}

    @classmethod
    def after(cls, assessment: Assessment, sources: Mapping[str, Metadata]) -> Citer:
        """A citer that goes on from the numbers that an assessment already uses."""
        citer = cls(sources)
        for citation in citations(assessment):
            citer._cited[(citation.document, citation.quote)] = citation
        return citer

    def cite(self, passage: Passage) -> Citation:
        """The citation of a passage; its title is the document id where nothing is known."""
        key = (passage.document, passage.quote)
        if key not in self._cited:
            about = self._sources.get(passage.document, UNKNOWN)
            self._cited[key] = Citation(
                number=len(self._cited) + 1,
                document=passage.document,
                title=about.title or passage.document,
                section=passage.section,
                page=passage.page,
                quote=passage.quote,
                url=about.url,
                published=about.published,
                status=about.status,
            )
        return self._cited[key]

    def all(self) -> tuple[Citation, ...]:
        """Everything cited so far, by number."""
        return tuple(self._cited.values())


def citations(assessment: Assessment) -> tuple[Citation, ...]:
    """The citations of an assessment's findings, each once, by number."""
    found = (f.citation for level in assessment.levels for f in level.criteria)
    return unique(c for c in found if c is not None)


def unique(found: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each citation once, by number."""
    return tuple(sorted({c.number: c for c in found}.values(), key=lambda c: c.number))
