"""How near sentences lie to a question: nothing without a model, and the right one first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from search_samples import settings_in, write_corpus

from assistant.answer.extraction.units import UnitKind, units_of
from assistant.search.retrieval import Retriever
from assistant.search.store import build_folder, open_index
from assistant.settings import REPOSITORY

FOREIGN = {
    "melissa.md": "# Μέλισσες\n\nΟι μέλισσες χρειάζονται τροφή τον χειμώνα. Το μέλι είναι γλυκό.\n",
    "kypseli.md": "# Κυψέλη\n\nΗ κυψέλη έχει δέκα πλαίσια. Το ξύλο είναι από έλατο.\n",
}
ASKED = [
    ("Når var skissefristen i 2016?", "26. februar 2016"),
    ("Hva er en klynge?", "geografisk samling av relaterte virksomheter"),
    ("Hvem har ansvaret for klyngeprogrammet?", "Innovasjon Norge har hovedansvaret"),
]
SENTENCE = "Fristen for skisse var i februar."


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    """The programme's own documents under the model of the package."""
    folder = tmp_path_factory.mktemp("shipped")
    settings = settings_in(folder, corpus=REPOSITORY / "corpus", embedding="shipped")
    build_folder(settings)
    index = open_index(settings)
    yield Retriever(index, settings)
    index.close()


@pytest.fixture(scope="module")
def sentences(shipped: Retriever) -> tuple[str, ...]:
    units = (u for c in shipped.index.chunks() for u in units_of(c))
    return tuple(dict.fromkeys(u.text for u in units if u.kind is UnitKind.SENTENCE))


def retriever_over(folder: Path, texts: dict[str, str] | None, embedding: str) -> Retriever:
    write_corpus(folder / "corpus", texts)
    settings = settings_in(folder, embedding=embedding)
    build_folder(settings)
    return Retriever(open_index(settings), settings)


def test_zeros_without_embedding(tmp_path: Path) -> None:
    retriever = retriever_over(tmp_path, None, "none")
    assert retriever.affinities("Når var fristen for skisse?", [SENTENCE, ""]) == (0.0, 0.0)
    assert retriever.affinities("Når var fristen for skisse?", []) == ()
    retriever.index.close()


def test_zeros_over_documents_that_the_model_does_not_know(tmp_path: Path) -> None:
    retriever = retriever_over(tmp_path, FOREIGN, "shipped")
    # The question and the sentence are well known to it: it is the documents that are foreign.
    assert retriever.affinities("Når var fristen for skisse?", [SENTENCE] * 2) == (0.0, 0.0)
    retriever.index.close()


def test_its_own_documents_are_known_to_it(shipped: Retriever) -> None:
    (near,) = shipped.affinities("Når var fristen for skisse?", [SENTENCE])
    assert near > 0.5


@pytest.mark.parametrize(("question", "words"), ASKED)
def test_the_right_sentence_lies_nearest(
    shipped: Retriever, sentences: tuple[str, ...], question: str, words: str
) -> None:
    near = shipped.affinities(question, sentences)
    assert len(near) == len(sentences) > 100
    assert all(-1 - 1e-6 <= value <= 1 + 1e-6 for value in near)
    best, text = max(zip(near, sentences, strict=True))
    assert words in text
    assert best > 0.3


@pytest.mark.parametrize("question", [q for q, _ in ASKED])
def test_the_same_call_gives_the_same_numbers(
    shipped: Retriever, sentences: tuple[str, ...], question: str
) -> None:
    first = shipped.affinities(question, sentences)
    assert shipped.affinities(question, sentences) == first
    # Neither order nor company matters, and a text said twice counts twice alike.
    assert shipped.affinities(question, sentences[::-1]) == pytest.approx(first[::-1], abs=1e-6)
    alone = shipped.affinities(question, [sentences[3], sentences[3]])
    assert alone == pytest.approx((first[3], first[3]), abs=1e-6)


def test_no_opinion_on_what_it_never_met(shipped: Retriever) -> None:
    assert shipped.affinities("Η κυψέλη;", [SENTENCE]) == (0.0,)
    assert shipped.affinities("", [SENTENCE]) == (0.0,)
    known, foreign, empty = shipped.affinities("Når var fristen?", [SENTENCE, "Η κυψέλη", ""])
    assert known > 0
    assert (foreign, empty) == (0.0, 0.0)


def test_a_text_lies_nearest_to_itself(shipped: Retriever) -> None:
    (same,) = shipped.affinities(SENTENCE, [SENTENCE])
    assert 0.9 <= same <= 1 + 1e-6


def test_passages_that_it_half_knows_are_found_by_words_alone(
    shipped: Retriever, tmp_path: Path
) -> None:
    # Half of the documents are the programme's own words, the other half another language's.
    own = shipped.index.lexical.chunks("historie")
    half = {f"egen-{n}.md": f"# Notat {n}\n\n{c.text}\n" for n, c in enumerate(own)}
    write_corpus(tmp_path / "corpus", {**half, **FOREIGN})
    settings = settings_in(tmp_path, corpus=tmp_path / "corpus", embedding="shipped")
    build_folder(settings)
    retriever = Retriever(open_index(settings), settings)
    assert set(retriever.affinities(ASKED[0][0], [SENTENCE])) == {0.0}
