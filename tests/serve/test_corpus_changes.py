"""What a rebuild would change in a document."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Deadline, Metadata, Status
from assistant.ingest.documents import load_folder
from assistant.serve.corpus_changes import Difference, Fact, difference
from assistant.serve.service import Service
from tests.serve.conftest import Running

SENTENCES = st.lists(st.integers(1, 12), unique=True).map(
    lambda numbers: [f"Setning nummer {n} står her." for n in numbers]
)


def test_a_document_as_indexed_differs_in_nothing(running: Running) -> None:
    service = Service.open(running.settings)
    indexed = {d.id: d for d in load_folder(running.settings.corpus).documents}
    for identifier in service.index.manifest.documents:
        chunks = [c for c in service.passages() if c.document_id == identifier]
        document = indexed[identifier]
        assert not any(
            getattr(
                difference(
                    chunks[0].metadata,
                    document.metadata,
                    old_text=[c.text for c in chunks],
                    new_text=[p.text for p in document.pages],
                ),
                name,
            )
            for name in Difference.__slots__
        ), identifier


@given(SENTENCES, SENTENCES, st.data())
def test_sentences_that_went_and_came(old: list[str], new: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(old)))
    found = difference(
        Metadata(),
        Metadata(),
        old_text=["\n".join(old[:cut]), " ".join(old[cut:])],
        new_text=["\n\n".join(data.draw(st.permutations(new)))],
    )
    assert set(found.gone) == set(old) - set(new)
    assert set(found.new) == set(new) - set(old)


def test_facts_and_deadlines() -> None:
    first, second = (Deadline(datetime(2031, 1, d), "Frist") for d in (1, 2))
    found = difference(
        Metadata(title="A", published="2024", deadlines=(first,)),
        Metadata(title="B", status=Status.EXPIRED, deadlines=(second,)),
        old_text=[],
        new_text=[],
    )
    assert set(found.facts) == {
        Fact("title", "A", "B"),
        Fact("published", "2024", ""),
        Fact("status", "unknown", "expired"),
    }
    assert (found.deadlines_gone, found.deadlines_new) == ((first,), (second,))
