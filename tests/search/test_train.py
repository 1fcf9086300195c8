"""Training data and the training run: pairs by law, the repository's own data, and a tiny model."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Chunk
from assistant.errors import ConfigurationError
from assistant.ingest.chunking import chunk
from assistant.ingest.documents import load_folder
from assistant.search import analysis, answering, asked_files, thesaurus_files
from assistant.search.embedding import SHIPPED_FOLDER, StaticEncoder
from assistant.search.lexical import indexed_text
from assistant.search.likeness import Source
from assistant.search.reworded import sentences_of
from assistant.search.train import answering as classifier
from assistant.search.train import pairs as sources
from assistant.search.train.__main__ import QUESTION_REPEATS, all_pairs, main
from assistant.search.train.fit import Recipe, batches, fit, save
from assistant.search.train.pairs import Pair, folded
from assistant.search.train.tokens import coarser, train_tokenizer
from assistant.settings import REPOSITORY, Settings

QUESTION_SETS = sorted((REPOSITORY / "evals" / "questions").glob("*.jsonl"))
CARD = {"dense_weight": 0.3, "known_in_question": 0.5, "known_in_passage": 0.5}


@pytest.fixture(scope="module")
def chunks() -> list[Chunk]:
    return [c for d in load_folder(Settings().corpus).documents for c in chunk(d)]


@pytest.fixture(scope="module")
def groups() -> list[dict[str, Any]]:
    return sources.read_questions()


class TestOwnData:
    """The files beside the training script."""

    def test_every_quote_stands_in_its_document(
        self, groups: list[dict[str, Any]], chunks: list[Chunk]
    ) -> None:
        asked_of = [
            (sum(len(g.get(lang, ())) for lang in sources.LANGUAGES), 2 + len(g.get("also", ())))
            for g in groups
        ]
        found = list(sources.question_pairs(groups, chunks))
        assert len(found) == sum(questions * pairs for questions, pairs in asked_of)

    def test_questions_in_all_three_languages(self, groups: list[dict[str, Any]]) -> None:
        keys = {"document", "quote", "also", *sources.LANGUAGES}
        assert all({"document", "quote"} < g.keys() <= keys for g in groups)
        counts = {lang: sum(len(g.get(lang, ())) for g in groups) for lang in sources.LANGUAGES}
        assert min(counts.values()) >= 500
        assert sum(counts.values()) >= 2500

    def test_nine_of_ten_sentences_are_asked_for(
        self, groups: list[dict[str, Any]], chunks: list[Chunk]
    ) -> None:
        asked = {p.passage for p in sources.question_pairs(groups, chunks)}
        found = {text for c in chunks for text in sentences_of(c)}
        assert len(found & asked) >= 0.9 * len(found), sorted(found - asked)

    def test_no_question_stands_twice(self, groups: list[dict[str, Any]]) -> None:
        absent = sources.absent_questions(sources.read_absent())
        asked = [" ".join(analysis.words(q)) for q in (*self.questions(groups), *absent)]
        assert len(asked) == len(set(asked))

    def test_what_no_document_answers_has_its_matter_and_questions(self) -> None:
        groups = sources.read_absent()
        keys = {"what", "elsewhere", *sources.LANGUAGES}
        assert all({"what"} < g.keys() <= keys for g in groups)
        assert all(g["what"].strip() for g in groups)
        listed = list(sources.absent_questions(groups))
        assert len(listed) >= 1500
        assert all(q.strip() == q and analysis.words(q) for q in listed)
        assert all(sum(len(g.get(lang, ())) for g in groups) >= 300 for lang in sources.LANGUAGES)

    def test_nothing_is_both_answered_and_not(self, groups: list[dict[str, Any]]) -> None:
        answered = {" ".join(analysis.words(q)) for q in self.questions(groups)}
        absent = sources.absent_questions(sources.read_absent())
        assert not [q for q in absent if " ".join(analysis.words(q)) in answered]

    def test_parallel_sentences_are_complete_and_distinct(self) -> None:
        rows = sources.read(sources.PARALLEL, "sentence")
        assert len(rows) >= 80
        assert all(row.keys() == set(sources.LANGUAGES) for row in rows)
        assert len({row["nb"] for row in rows}) == len(rows)
        assert all(row["en"] != row["nb"] for row in rows)

    @pytest.mark.parametrize("path", QUESTION_SETS, ids=lambda p: p.stem)
    def test_nothing_trained_on_is_a_test_question(
        self, path: Path, groups: list[dict[str, Any]]
    ) -> None:
        # Only ids are reported: nobody who trains should read the questions that test.
        parallel = sources.read(sources.PARALLEL, "sentence")
        own = [
            *self.questions(groups),
            *sources.absent_questions(sources.read_absent()),
            *(text for row in parallel for text in row.values()),
        ]
        trained = {frozenset(analysis.words(text)) for text in own}
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        same = []
        for row in rows:
            words = frozenset(analysis.words(row["question"]))
            if not row.get("history") and len(words) >= 3 and words in trained:
                same.append(row["id"])
        assert same == []

    @staticmethod
    def questions(groups: list[dict[str, Any]]) -> list[str]:
        return list(
            chain.from_iterable(g.get(lang, ()) for g in groups for lang in sources.LANGUAGES)
        )


class TestPairs:
    """What becomes a pair."""

    def test_corpus_sentences_meet_their_heading_and_their_passage(
        self, chunks: list[Chunk]
    ) -> None:
        found = set(sources.corpus_pairs(chunks))
        for piece in chunks:
            for text in sentences_of(piece):
                assert Pair(" ".join((piece.title, *piece.section)), text) in found
                assert text in folded(piece.text)

    def test_the_rest_of_a_passage_lacks_the_sentence(self, chunks: list[Chunk]) -> None:
        whole = {indexed_text(c) for c in chunks}
        headings = {" ".join((c.title, *c.section)) for c in chunks}
        cloze = [
            p
            for p in sources.corpus_pairs(chunks)
            if p.passage not in whole and p.query not in headings
        ]
        assert len(cloze) > 100
        assert not [p for p in cloze if p.query in p.passage]

    def test_a_quote_that_stands_nowhere_is_named(self, chunks: list[Chunk]) -> None:
        group = {"document": "historie", "quote": "dette står ikke her", "nb": ["Hva?"]}
        with pytest.raises(ConfigurationError, match=r"historie.*dette står ikke her"):
            list(sources.question_pairs([group], chunks))

    def test_parallel_sentences_go_both_ways(self) -> None:
        found = set(sources.parallel_pairs([{"nb": "ikke", "nn": "ikkje", "en": "not"}]))
        assert len(found) == 6
        assert {Pair(p.passage, p.query) for p in found} == found

    def test_thesaurus_words_meet_the_documents_words(self) -> None:
        entry = {"to": ["støtte", "tilskudd"], "nb": ["penger"], "en": ["cash", "money"]}
        found = list(sources.thesaurus_pairs([entry]))
        assert Pair("penger", "støtte tilskudd") in found
        assert Pair("what about money", "tilskudd") in found
        assert len(found) == 6

    def test_question_pairs_stand_repeatedly_and_others_once(
        self, groups: list[dict[str, Any]], chunks: list[Chunk]
    ) -> None:
        found = all_pairs(Settings().corpus)
        asked = set(sources.question_pairs(groups, chunks))
        assert {found.count(p) for p in list(asked)[:20]} == {QUESTION_REPEATS}
        others = [p for p in found if p not in asked]
        assert len(others) == len(set(others))
        assert all(p.query != p.passage for p in found)

    def test_every_file_of_questions_is_read_in_the_order_of_names(self, tmp_path: Path) -> None:
        for name in ("answered/b", "answered/a", "other/a", "unread/c"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / f"{name}.toml").write_text(f'[[passage]]\nquote = "{name}"\n')
        found = [row["quote"] for row in sources.read_questions(tmp_path)]
        assert found == ["answered/a", "answered/b", "unread/c"]

    def test_a_folder_without_questions_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigurationError, match=re.escape(str(tmp_path))):
            sources.read_questions(tmp_path)

    @pytest.mark.parametrize("text", [None, "", "[[", "[[other]]\nx = 1\n", 'sentence = "x'])
    def test_a_faulty_file_is_named(self, tmp_path: Path, text: str | None) -> None:
        path = tmp_path / "pairs.toml"
        if text is not None:
            path.write_text(text, encoding="utf-8")
        with pytest.raises(ConfigurationError, match=re.escape(str(path))):
            sources.read(path, "sentence")


class TestBatches:
    """Random batches without false wrong answers."""

    @given(
        st.lists(st.tuples(st.integers(0, 9), st.integers(10, 14)), max_size=60),
        st.integers(1, 12),
        st.integers(0, 99),
    )
    def test_laws(self, raw: list[tuple[int, int]], size: int, seed: int) -> None:
        pairs = [Pair(str(q), str(p)) for q, p in raw]
        found = list(batches(pairs, size, np.random.default_rng(seed)))
        for batch in found:
            texts = [t for p in batch for t in {p.query, p.passage}]
            assert len(texts) == len(set(texts))
            assert max(1, size // 4) <= len(batch) <= size
        used = list(chain.from_iterable(found))
        assert all(used.count(p) <= pairs.count(p) for p in set(used))
        assert found == list(batches(pairs, size, np.random.default_rng(seed)))

    def test_nothing_is_lost_where_all_texts_differ(self) -> None:
        pairs = [Pair(f"q{n}", f"p{n}") for n in range(64)]
        found = list(batches(pairs, 16, np.random.default_rng(1)))
        assert sorted(p.query for p in chain.from_iterable(found)) == sorted(p.query for p in pairs)

    def test_a_passage_of_many_questions_stands_in_batches_with_others(self) -> None:
        """Left to the end, its questions would have nobody to be told from."""
        pairs = [Pair(f"q{n}", "one") for n in range(20)]
        pairs += [Pair(f"r{n}", f"p{n}") for n in range(60)]
        found = list(batches(pairs, 4, np.random.default_rng(7)))
        assert sum(any(p.passage == "one" for p in batch) for batch in found) == 20
        assert sum(len(batch) for batch in found) == 80


class TestTokens:
    """The tokenizer."""

    TEXTS = ("Klyngen får støtte", "klyngeleder", "søknad og støtte", "NIC 2024")

    def tokens(self, text: str, share: float = 1.0) -> list[str]:
        tokenizer = train_tokenizer(self.TEXTS)
        used = coarser(tokenizer, share) if share < 1 else tokenizer
        found: list[str] = used.encode(text, add_special_tokens=False).tokens
        return found

    def test_seen_words_are_whole_and_lower_cased(self) -> None:
        assert self.tokens("STØTTE, klyngen – 2024!") == ["støtte", "klyngen", "2024"]

    def test_unseen_words_fall_into_pieces_that_spell_them(self) -> None:
        pieces = self.tokens("støttesøknad")
        assert "".join(pieces) == "støttesøknad"
        assert pieces == ["støtte", "søknad"]

    def test_unseen_characters_are_passed_over(self) -> None:
        assert self.tokens("støtte 漢字 😀") == ["støtte"]

    @given(st.text(max_size=40))
    def test_pieces_spell_no_more_than_the_text(self, text: str) -> None:
        letters = "".join(TOKENIZER.encode(text, add_special_tokens=False).tokens)
        normal = TOKENIZER.normalizer.normalize_str(text)
        assert all(letters.count(c) <= normal.count(c) for c in set(letters))

    def test_coarser_pieces_are_pieces_too(self) -> None:
        fine, coarse = self.tokens("støtte søknad"), self.tokens("støtte søknad", 0.5)
        assert len(coarse) > len(fine)
        assert "".join(coarse) == "".join(fine)
        assert set(coarse) <= set(train_tokenizer(self.TEXTS).get_vocab())

    def test_the_size_is_kept(self) -> None:
        assert train_tokenizer(self.TEXTS, 30).get_vocab_size() <= 30


TOKENIZER = train_tokenizer(TestTokens.TEXTS)


@pytest.mark.slow
class TestTraining:
    """A small run, with the real library."""

    PAIRS = (
        Pair("penger til klyngen", "støtte på to millioner"),
        Pair("når er siste dag", "fristen er i juni"),
        Pair("hvem bestemmer", "styret leder arbeidet"),
        Pair("hvor lang tid", "perioden varer tre år"),
    )
    RECIPE = Recipe(dimension=16, epochs=30, batch=4, learning_rate=0.1)

    def saved(self, folder: Path, recipe: Recipe = RECIPE) -> StaticEncoder:
        tokenizer = train_tokenizer(t for p in self.PAIRS for t in (p.query, p.passage))
        save(fit(tokenizer, self.PAIRS, recipe), folder, CARD)
        return StaticEncoder(folder, name="tiny")

    def test_learns_which_texts_belong_together(self, tmp_path: Path) -> None:
        encoder = self.saved(tmp_path)
        cosines = encoder.encode_queries([p.query for p in self.PAIRS]) @ (
            encoder.encode_passages([p.passage for p in self.PAIRS]).T
        )
        assert np.array_equal(cosines.argmax(axis=1), np.arange(len(self.PAIRS)))
        assert encoder.dense_weight == CARD["dense_weight"]
        assert encoder.dimension == 16

    def test_the_same_seed_gives_the_same_files(self, tmp_path: Path) -> None:
        for name, seed in (("a", 1), ("b", 1), ("c", 2)):
            self.saved(tmp_path / name, replace(self.RECIPE, seed=seed, epochs=3))
        weights = {n: (tmp_path / n / "model.safetensors").read_bytes() for n in "abc"}
        assert weights["a"] == weights["b"]
        assert weights["a"] != weights["c"]

    def test_pieces_never_met_say_nothing(self, tmp_path: Path) -> None:
        tokenizer = train_tokenizer(["klynge støtte frist", "zebra"])
        pairs = [Pair("klynge", "støtte"), Pair("frist", "klynge støtte")]
        recipe = replace(self.RECIPE, batch=2, coarse_batches=0.0, coarse_merges=1.0)
        save(fit(tokenizer, pairs, recipe), tmp_path, {**CARD, "known_in_question": 0.0})
        vectors = StaticEncoder(tmp_path, name="tiny").encode_queries(["zebra", "klynge"])
        assert not vectors[0].any()
        assert vectors[1].any()

    def test_files_can_be_read_by_others(self, tmp_path: Path) -> None:
        self.saved(tmp_path)
        assert {oct(f.stat().st_mode & 0o777) for f in tmp_path.iterdir()} == {"0o644"}


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The shipped model in a folder of its own, without its questions."""
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED_FOLDER, folder)
    for name in (asked_files.ARRAYS, asked_files.WORDS, answering.FILE):
        (folder / name).unlink()
    return folder


def test_questions_only_leaves_the_model_as_it_is(
    kept: Path,
    groups: list[dict[str, Any]],
    chunks: list[Chunk],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What it learns is tested with the classifier; here a hasty one will do.
    hasty = classifier.Recipe(buckets=64, dimension=2, epochs=1, batch=4096)
    monkeypatch.setattr(classifier, "Recipe", lambda: hasty)
    before = {f.name: f.read_bytes() for f in kept.iterdir()}
    assert main(["--questions-only", "--out", str(kept)]) == 0
    after = {f.name: f.read_bytes() for f in kept.iterdir()}
    assert after.keys() - before.keys() == {asked_files.ARRAYS, asked_files.WORDS, answering.FILE}
    assert {name: after[name] for name in before} == before
    written = {source for _, source in sources.sourced_questions(groups, chunks)}
    assert set(asked_files.load(kept).sources) == written


def test_questions_need_a_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--questions-only", "--out", str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr().err
    assert "nowhere" in said
    assert said.count("\n") == 1


def test_a_source_is_the_sentence_around_its_quote(chunks: list[Chunk]) -> None:
    whole = next(text for c in chunks for text in sentences_of(c) if len(text) > 60)
    home = next(c for c in chunks if whole in sentences_of(c))
    group = {"document": home.document_id, "quote": whole[:40], "nb": ["Hva?"], "en": ["What?"]}
    found = list(sources.sourced_questions([group], chunks))
    assert found == [(q, Source(home.document_id, whole)) for q in ("Hva?", "What?")]


def test_a_missing_corpus_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "nowhere"))
    assert main(["--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err
    assert "nowhere" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_thesaurus_is_read_as_the_search_reads_it() -> None:
    assert sources.read(thesaurus_files.SHIPPED, "entry")
    assert thesaurus_files.shipped()
