"""The lexical store: adding, removing, scores, names, aliases, spellings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search_samples import passage

from assistant.domain import Chunk
from assistant.search import analysis
from assistant.search.lexical import Bm25, LexicalStore, idf, indexed_text

WORDS = ["bie", "biene", "kube", "Bikube", "Pro", "honning", "sverm", "NB", "røkter", "lake"]
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
ALIAS = "Norges Birøkterlag (NB) holder kurs."


@contextmanager
def opened(*chunks: Chunk) -> Iterator[LexicalStore]:
    with TemporaryDirectory() as folder:
        store = LexicalStore.create(Path(folder) / "lexical.sqlite")
        store.add(chunks)
        try:
            yield store
        finally:
            store.close()


def contents(store: LexicalStore) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the store that does not depend on the order of adding."""
    with sqlite3.connect(store.path) as db:
        tables = {
            "chunks": "SELECT id, document, body, length, terms, counts FROM chunks",
            "words": "SELECT * FROM words",
            "names": "SELECT * FROM names",
            "aliases": "SELECT * FROM aliases",
            "vocabulary": "SELECT term, doc, cnt FROM vocabulary",
        }
        found = {name: sorted(db.execute(query)) for name, query in tables.items()}
    db.close()
    return found


@settings(max_examples=20, deadline=None)
@given(
    texts=st.lists(st.tuples(st.sampled_from("abc"), TEXT | st.just(ALIAS)), max_size=8),
    gone=st.sets(st.sampled_from("abc")),
    question=TEXT,
)
def test_adding_and_removing_equals_building_from_the_rest(
    texts: list[tuple[str, str]], gone: set[str], question: str
) -> None:
    chunks = [passage(f"{d}:{n}", text, section="Del") for n, (d, text) in enumerate(texts)]
    weights = dict.fromkeys(analysis.terms(question), 1.0)
    with opened(*chunks) as grown, opened(*(c for c in chunks if c.document_id not in gone)) as new:
        for document in sorted(gone):
            grown.remove_document(document)
        assert contents(grown) == contents(new)
        assert grown.search(weights, 10) == new.search(weights, 10)


def test_removing_says_how_many_and_forgets_the_chunk() -> None:
    with opened(passage("a:1", "bie"), passage("a:2", "kube"), passage("b:1", "bie")) as store:
        assert store.chunk("a:1").text == "bie"
        assert store.remove_document("a") == 2
        assert store.remove_document("a") == 0
        assert [c.id for c in store.chunks()] == ["b:1"]
        assert store.size()[0] == 1
        with pytest.raises(KeyError):
            store.chunk("a:1")


def test_an_id_can_be_added_once_and_nothing_of_the_batch_stays() -> None:
    with opened(passage("a:1", "bie")) as store:
        with pytest.raises(sqlite3.IntegrityError):
            store.add([passage("a:2", "kube"), passage("a:1", "lake")])
        assert [c.id for c in store.chunks()] == ["a:1"]


def test_a_chunk_comes_back_as_it_was() -> None:
    chunk = passage("a:1", "Biene flyr.", title="Om bier", section="Sommer")
    with opened(chunk) as store:
        assert store.chunk("a:1") == chunk
        assert store.chunks("a") == [chunk]
        assert store.chunks("b") == []


def test_title_and_section_are_searched_too() -> None:
    chunk = passage("a:1", "tekst", title="Honning", section="Slynging")
    assert indexed_text(chunk) == "Honning\nSlynging\ntekst"
    with opened(chunk, passage("b:1", "annet")) as store:
        for word in ("honning", "slynging", "tekst"):
            assert [i for i, _ in store.search({analysis.stem(word): 1.0}, 5)] == ["a:1"]


def test_a_score_is_bm25() -> None:
    scoring = Bm25()
    with opened(passage("a:1", "kube", title="x"), passage("b:1", "lake", title="x")) as store:
        total, mean = store.size()
        ((found, score),) = store.search({"kub": 2.0}, 5)
        length = len(analysis.terms("x kube"))
        norm = scoring.k1 * (1 - scoring.b + scoring.b * length / mean)
        assert found == "a:1"
        assert score == pytest.approx(2.0 * idf(1, total) * (scoring.k1 + 1) / (1 + norm))


def test_rarer_terms_and_shorter_passages_score_higher() -> None:
    with opened(
        passage("a:1", "kube lake"),
        passage("b:1", "kube"),
        passage("c:1", "kube honning honningslynge rammer tavler voks yngel dronning"),
    ) as store:
        scores = dict(store.search({"kub": 1.0}, 5))
        assert scores["b:1"] > scores["a:1"] > scores["c:1"]
        both = dict(store.search({"kub": 1.0, "lak": 1.0}, 5))
        assert both["a:1"] > both["b:1"]
    assert idf(1, 10) > idf(5, 10) > idf(10, 10) > 0


@settings(max_examples=25, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=6), question=TEXT, factor=st.floats(0.1, 10))
def test_scores_are_positive_sorted_and_grow_with_the_weights(
    texts: list[str], question: str, factor: float
) -> None:
    chunks = [passage(f"d{n}:1", text) for n, text in enumerate(texts)]
    weights = dict.fromkeys(analysis.terms(question), 1.0)
    with opened(*chunks) as store:
        found = store.search(weights, 10)
        scores = [score for _, score in found]
        assert all(score > 0 for score in scores)
        assert scores == sorted(scores, reverse=True)
        scaled = dict(store.search({t: w * factor for t, w in weights.items()}, 10))
        for chunk_id, score in found:
            assert scaled[chunk_id] == pytest.approx(score * factor)
        assert store.search(weights, 1) == found[:1]


@settings(max_examples=20, deadline=None)
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_can_be_indexed_searched_and_removed(text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode()
    with opened(passage("a:1", clean)) as store:
        store.search(dict.fromkeys(analysis.terms(clean), 1.0), 5)
        store.remove_document("a")
        assert contents(store)["words"] == []


def test_a_question_of_thousands_of_terms_is_searched() -> None:
    words = [f"ord{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{i}x" for i in range(1500)]
    with opened(passage("a:1", " ".join(words))) as store:
        assert [i for i, _ in store.search(dict.fromkeys(analysis.terms(" ".join(words)), 1.0), 5)]


def test_words_that_stand_nowhere_find_nothing() -> None:
    with opened(passage("a:1", "bie")) as store:
        assert store.search({"romskip": 1.0}, 5) == []
        assert store.search({}, 5) == []
        assert store.document_frequency(["bie", "romskip"]) == {"bie": 1}
    with opened() as empty:
        assert empty.search({"bie": 1.0}, 5) == []
        assert empty.size() == (0, 1.0)


def test_spellings_and_known_words() -> None:
    with opened(passage("a:1", "Søknaden om røkting"), passage("b:1", "søknaden")) as store:
        assert store.spellings(analysis.fold("soeknaden")) == [("søknaden", 2)]
        assert store.spellings(analysis.fold("soknaden")) == [("søknaden", 2)]
        assert store.knows("røkting")
        assert not store.knows("Røkting")
        assert not store.knows("rokting")
        assert store.stands("røktingen")
        assert dict(store.vocabulary())["søknaden"] == 2


def test_a_word_is_common_when_it_mostly_stands_in_lower_case() -> None:
    with opened(
        passage("a:1", "Kurset Start varer lenge"),
        passage("b:1", "Vi holder Start hvert år"),
        passage("c:1", "kurset varer"),
    ) as store:
        assert not store.is_common("start")
        assert store.is_common("varer")
        assert not store.is_common("romskip")


def test_names_endings_beginnings_and_aliases() -> None:
    with opened(
        passage("a:1", "Kurset passer for Bikube Pro og for Bikube.", section="Bikube Pro"),
        passage("b:1", "Kurset fra Norges Birøkterlag (NB) er gratis."),
    ) as store:
        (entry,) = store.names("bikube pro")
        assert (entry.name, entry.chunks, entry.headings) == ("Bikube Pro", 1, 1)
        assert [e.name for e in store.names_ending("pro")] == ["Bikube Pro"]
        assert [e.name for e in store.names_starting("bikube")] == ["Bikube Pro"]
        assert store.aliases("nb") == ["norges birøkterlag"]
        assert store.aliases("norges birøkterlag") == ["nb"]
        assert store.aliases("bikube") == []
        assert "Bikube Pro" in {e.name for e in store.heading_names()}
