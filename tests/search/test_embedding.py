"""Every encoder under one set of laws, and each kind's own promises, with real models.

The transformer models are made here: a vocabulary, two thin layers, random weights, fixed seed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.domain import Document, Metadata
from assistant.errors import ModelError, StaleIndexError
from assistant.ingest.documents import load_folder
from assistant.search import answering, asked_files, deciding, embedding
from assistant.search.embedding import (
    SHIPPED_FOLDER,
    Encoder,
    Prompts,
    SentenceTransformerEncoder,
    StaticEncoder,
    describe,
    load_encoder,
    prompts_for,
    unit,
)
from assistant.search.retrieval import Retriever
from assistant.search.store import build, open_index
from assistant.settings import Settings, load

WORDS = "klynge støtte arena hvor mye får en i året søknad frist bedrift query passage spør les a b"
KNOWN = ["Hvor mye støtte får en klynge i året?", "Frist for søknad", "En bedrift i Arena"]
LONG = "Klyngen får støtte i tre år. " * 3000


def save_transformer(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """A sentence-transformers model with mean pooling, small enough to make in a moment."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    base = folder / "base"
    base.mkdir(parents=True)
    letters = list("abcdefghijklmnopqrstuvwxyzæøå0123456789:.?")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *WORDS.split(), *letters]
    pieces = list(dict.fromkeys([*pieces, *("##" + c for c in letters)]))
    (base / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    tokenizer = BertTokenizerFast(
        vocab={piece: row for row, piece in enumerate(pieces)},
        do_lower_case=True,
        strip_accents=False,
        model_max_length=64,
    )
    shape = BertConfig(
        vocab_size=len(pieces), hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=48, max_position_embeddings=64,
    )  # fmt: skip
    BertModel(shape).save_pretrained(base)
    tokenizer.save_pretrained(base)
    transformer = Transformer(str(base), max_seq_length=64)
    pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
    model = SentenceTransformer(modules=[transformer, pooling], prompts=prompts, device="cpu")
    target = folder / "model"
    model.save(str(target), create_model_card=False)
    return target


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer model without prompts."""
    return save_transformer(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def prompted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer model whose configuration holds a prompt for each side."""
    return save_transformer(
        tmp_path_factory.mktemp("prompted"), {"query": "spør: ", "document": "les: "}
    )


def settings_for(name: str | Path, **more: Any) -> Settings:
    """Settings as they come from the environment, with this embedding."""
    return replace(load({"ASSISTANT_EMBEDDING": str(name)}), **more)


def loaded(name: str | Path, **more: Any) -> Encoder:
    encoder = load_encoder(settings_for(name, **more))
    assert encoder is not None
    return encoder


@pytest.fixture(
    scope="module",
    params=[
        "shipped",
        pytest.param("plain", marks=pytest.mark.slow),
        pytest.param("prompted", marks=pytest.mark.slow),
    ],
)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    """Every implementation of `Encoder`."""
    if request.param == "shipped":
        return loaded("shipped")
    return loaded(request.getfixturevalue(request.param))


class TestEveryEncoder:
    """What search relies on, whatever the model."""

    def both(self, encoder: Encoder, texts: list[str]) -> list[np.ndarray]:
        return [encoder.encode_queries(texts), encoder.encode_passages(texts)]

    @pytest.mark.parametrize("texts", [KNOWN, KNOWN[:1], KNOWN * 40])
    def test_one_unit_vector_a_text(self, encoder: Encoder, texts: list[str]) -> None:
        for vectors in self.both(encoder, texts):
            assert vectors.shape == (len(texts), encoder.dimension)
            assert vectors.dtype == np.float32
            assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)

    def test_no_texts_give_no_rows(self, encoder: Encoder) -> None:
        for vectors in self.both(encoder, []):
            assert vectors.shape == (0, encoder.dimension)
            assert vectors.dtype == np.float32

    @pytest.mark.parametrize("text", ["", " \n\t", "?!…", "\x00", "😀", "漢字", "2016", LONG])
    def test_odd_texts_give_a_finite_vector_of_length_one_or_zero(
        self, encoder: Encoder, text: str
    ) -> None:
        for vectors in self.both(encoder, [text]):
            assert np.isfinite(vectors).all()
            assert np.linalg.norm(vectors) == pytest.approx(1.0, abs=1e-5) or not vectors.any()

    def test_the_same_again(self, encoder: Encoder) -> None:
        for once, again in zip(self.both(encoder, KNOWN), self.both(encoder, KNOWN), strict=True):
            assert np.array_equal(once, again)

    def test_a_text_does_not_depend_on_its_neighbours(self, encoder: Encoder) -> None:
        among = encoder.encode_passages(["", *KNOWN, LONG])[1:-1]
        alone = np.concatenate([encoder.encode_passages([t]) for t in KNOWN])
        assert among == pytest.approx(alone, abs=1e-5)

    def test_unlike_texts_differ(self, encoder: Encoder) -> None:
        vectors = encoder.encode_passages(KNOWN)
        assert (vectors @ vectors.T)[np.triu_indices(3, 1)].max() < 0.9999

    def test_says_what_it_is(self, encoder: Encoder) -> None:
        assert encoder.name
        assert encoder.fingerprint
        assert 0.0 <= encoder.dense_weight <= 1.0


class TestShippedModel:
    """The static model in the package."""

    def test_paraphrases_lie_closer_than_other_questions(self) -> None:
        shipped = loaded("shipped")
        nb, nn, en, other = shipped.encode_queries(
            [
                "Hvor stor pengestøtte kan klyngen vår regne med?",
                "Kor stor pengestønad kan klynga vår rekne med?",
                "How big a grant can our cluster expect?",
                "Hvilken dag må søknaden være sendt?",
            ]
        )
        assert nb @ nn > nb @ other
        assert nb @ en > nb @ other

    @pytest.mark.parametrize("text", ["STØTTE TIL KLYNGER", "Støtte til klynger"])
    def test_capitals_do_not_matter(self, text: str) -> None:
        shipped = loaded("shipped")
        assert np.array_equal(
            shipped.encode_queries([text]), shipped.encode_queries([text.lower()])
        )

    @pytest.mark.parametrize(
        ("text", "abstains"),
        [
            ("Keeperen reddet straffesparket i kvartfinalen", True),
            ("Hingsten gumler gulrøtter bak låven", True),
            ("", True),
            ("hva er det", True),
            ("Hvor mye støtte får en klynge?", False),
        ],
    )
    def test_abstains_on_what_it_was_not_made_for(self, text: str, abstains: bool) -> None:
        vectors = loaded("shipped").encode_queries([text])
        assert (not vectors.any()) is abstains

    def test_knows_every_passage_of_the_corpus(self) -> None:
        shipped = loaded("shipped")
        assert isinstance(shipped, StaticEncoder)
        pages = [p.text for d in load_folder(Settings().corpus).documents for p in d.pages]
        unknown = [text[:60] for text in pages if shipped.known(text) < 0.9]
        assert not unknown, "train again: python -m assistant.search.train"

    def test_is_small(self) -> None:
        sizes = {f.name: f.stat().st_size for f in SHIPPED_FOLDER.iterdir()}
        questions = sizes.pop(asked_files.ARRAYS) + sizes.pop(asked_files.WORDS)
        classifier, decider = sizes.pop(answering.FILE), sizes.pop(deciding.FILE)
        assert sum(sizes.values()) < 4_000_000
        assert questions < 18_000_000
        assert classifier < 14_000_000
        assert decider < 6_000_000

    @pytest.mark.parametrize(
        ("file", "content"),
        [
            ("model.safetensors", b"not numbers"),
            ("model.safetensors", None),
            ("tokenizer.json", b"{"),
            ("tokenizer.json", None),
            ("assistant.json", b"[]"),
            ("assistant.json", b"{}"),
        ],
    )
    def test_damaged_files_are_named(
        self, tmp_path: Path, file: str, content: bytes | None
    ) -> None:
        folder = Path(shutil.copytree(SHIPPED_FOLDER, tmp_path / "model"))
        if content is None:
            (folder / file).unlink()
        else:
            (folder / file).write_bytes(content)
        with pytest.raises(ModelError, match=r"model.*assistant\.search\.train"):
            StaticEncoder(folder, name="copy")

    def test_a_folder_of_the_same_kind_loads_without_the_heavy_library(
        self, tmp_path: Path
    ) -> None:
        folder = Path(shutil.copytree(SHIPPED_FOLDER, tmp_path / "model"))
        copy = loaded(folder)
        assert isinstance(copy, StaticEncoder)
        assert np.array_equal(copy.encode_queries(KNOWN), loaded("shipped").encode_queries(KNOWN))

    def test_every_file_counts_for_the_manifest(self, tmp_path: Path) -> None:
        folder = Path(shutil.copytree(SHIPPED_FOLDER, tmp_path / "model"))
        seen = {describe(settings_for(folder))}
        for file in embedding.STATIC_FILES:
            with (folder / file).open("ab") as stream:
                stream.write(b"\n")
            seen.add(describe(settings_for(folder)))
        assert len(seen) == 1 + len(embedding.STATIC_FILES)

    def test_search_does_not_import_torch(self, tmp_path: Path) -> None:
        (tmp_path / "corpus").mkdir()
        text = "# Arena\n\nKlynger i Arena får to millioner kroner i støtte hvert år.\n"
        (tmp_path / "corpus" / "arena.md").write_text(text, encoding="utf-8")
        program = (
            "import sys\n"
            "from pathlib import Path\n"
            "from assistant.ingest.documents import load_folder\n"
            "from assistant.search.retrieval import Retriever\n"
            "from assistant.search.store import build, open_index\n"
            "from assistant.settings import Settings\n"
            "s = Settings(corpus=Path('corpus'), index=Path('index'), dense_weight=0.5)\n"
            "build(load_folder(s.corpus).documents, s)\n"
            "hits = Retriever(open_index(s), s).search('Hvor mye støtte får klynger?')\n"
            "assert hits and hits[0].dense_rank == 1, hits\n"
            "heavy = {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)\n"
            "assert not heavy, heavy\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={"PYTHONPATH": str(Path(embedding.__file__).parents[2])},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr

    @pytest.mark.slow
    def test_sentence_transformers_gives_the_same_vectors(self) -> None:
        from sentence_transformers import SentenceTransformer

        shipped = loaded("shipped")
        pages = [p.text for d in load_folder(Settings().corpus).documents for p in d.pages]
        texts = [*KNOWN, *pages]
        model = SentenceTransformer(str(SHIPPED_FOLDER), device="cpu")
        theirs = unit(model.encode(texts))
        # torch sums half-precision numbers in half precision; numpy sums them in single.
        assert shipped.encode_passages(texts) == pytest.approx(theirs, abs=5e-3)
        assert unit(model.encode_query(KNOWN)) == pytest.approx(
            shipped.encode_queries(KNOWN), abs=5e-3
        )


class TestPrompts:
    """Which words stand before a question and a passage."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("intfloat/multilingual-e5-small", Prompts("query: ", "passage: ")),
            ("intfloat/e5-large-v2", Prompts("query: ", "passage: ")),
            ("/models/Multilingual-E5-large", Prompts("query: ", "passage: ")),
            ("intfloat/multilingual-e5-large-instruct", Prompts(None, None)),
            ("BAAI/bge-m3", Prompts(None, None)),
        ],
    )
    def test_by_name(self, name: str, expected: Prompts) -> None:
        assert prompts_for(name, Settings()) == expected

    def test_settings_come_first(self) -> None:
        settings = replace(Settings(), embedding_query_prompt="Q: ", embedding_passage_prompt="")
        assert prompts_for("intfloat/e5-base", settings) == Prompts("Q: ", "")

    @pytest.mark.slow
    def test_the_models_own_prompts_are_used(self, prompted: Path, plain: Path) -> None:
        own, without = loaded(prompted), loaded(plain)
        text = KNOWN[:1]
        assert own.encode_queries(text) == pytest.approx(
            without.encode_queries(["spør: " + text[0]]), abs=1e-5
        )
        assert own.encode_passages(text) == pytest.approx(
            without.encode_passages(["les: " + text[0]]), abs=1e-5
        )
        assert np.abs(own.encode_queries(text) - own.encode_passages(text)).max() > 1e-3

    @pytest.mark.slow
    def test_without_prompts_both_sides_are_alike(self, plain: Path) -> None:
        encoder = loaded(plain)
        assert encoder.encode_queries(KNOWN) == pytest.approx(
            encoder.encode_passages(KNOWN), abs=1e-6
        )

    @pytest.mark.slow
    def test_a_model_named_e5_gets_its_cards_prompts(self, plain: Path, tmp_path: Path) -> None:
        named = Path(shutil.copytree(plain, tmp_path / "multilingual-e5-small"))
        encoder, without = loaded(named), loaded(plain)
        assert encoder.encode_queries(KNOWN) == pytest.approx(
            without.encode_queries(["query: " + t for t in KNOWN]), abs=1e-5
        )
        assert encoder.encode_passages(KNOWN) == pytest.approx(
            without.encode_passages(["passage: " + t for t in KNOWN]), abs=1e-5
        )

    @pytest.mark.slow
    def test_prompts_as_set_replace_the_models_own(self, prompted: Path, plain: Path) -> None:
        encoder = loaded(prompted, embedding_query_prompt="a ", embedding_passage_prompt="")
        without = loaded(plain)
        assert encoder.encode_queries(KNOWN) == pytest.approx(
            without.encode_queries(["a " + t for t in KNOWN]), abs=1e-5
        )
        assert encoder.encode_passages(KNOWN) == pytest.approx(
            without.encode_passages(KNOWN), abs=1e-5
        )


class TestChoosingAModel:
    """One setting away, and never another than was asked for."""

    def test_none(self) -> None:
        assert load_encoder(settings_for("none")) is None
        assert describe(settings_for("none")) == "none"

    @pytest.mark.slow
    def test_a_folder_loads_through_the_setting(self, plain: Path) -> None:
        encoder = loaded(plain)
        assert isinstance(encoder, SentenceTransformerEncoder)
        assert encoder.name == str(plain)
        assert encoder.dimension == 32

    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["no-such/model-anywhere", "missing-folder/"])
    def test_a_missing_model_is_one_clear_error(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import huggingface_hub.constants

        monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
        with pytest.raises(ModelError) as caught:
            load_encoder(settings_for(name))
        message = str(caught.value)
        assert name in message
        assert "ASSISTANT_EMBEDDING" in message
        assert "\n" not in message

    @pytest.mark.slow
    def test_an_empty_folder_is_no_model(self, tmp_path: Path) -> None:
        with pytest.raises(ModelError, match="ASSISTANT_EMBEDDING"):
            load_encoder(settings_for(tmp_path))


@pytest.mark.slow
class TestThroughTheIndex:
    """A real index in a real Chroma with a real transformer."""

    TEXTS = (
        ("arena", "# Arena\n\nEn klynge i Arena får støtte i tre år.\n"),
        ("frist", "# Frist\n\nFristen for søknad er i juni.\n"),
        ("bedrift", "# Bedrift\n\nEn bedrift søker hvert år.\n"),
    )

    def settings(self, folder: Path, name: str | Path, **more: Any) -> Settings:
        corpus = folder / "corpus"
        corpus.mkdir(exist_ok=True)
        for stem, text in self.TEXTS:
            (corpus / f"{stem}.md").write_text(text, encoding="utf-8")
        return settings_for(name, corpus=corpus, index=folder / "index", **more)

    def documents(self, settings: Settings) -> tuple[Document, ...]:
        found = load_folder(settings.corpus).documents
        assert all(d.metadata == Metadata() for d in found)
        return found

    def test_builds_and_ranks_by_cosine(self, tmp_path: Path, prompted: Path) -> None:
        settings = self.settings(tmp_path, prompted, dense_weight=1.0)
        build(self.documents(settings), settings)
        index = open_index(settings)
        question = "Hvor mye støtte får en klynge?"
        hits = Retriever(index, settings).search(question, 3)
        encoder = loaded(prompted)
        query = encoder.encode_queries([question])[0]
        cosines = dict(index.vectors.search(query, 3))
        assert index.vectors.count() == len(self.TEXTS)
        assert [h.dense_rank for h in hits] == sorted(h.dense_rank or 0 for h in hits)
        assert hits[0].chunk.id == max(cosines, key=lambda i: cosines[i])
        index.close()

    def test_another_model_makes_the_index_stale(
        self, tmp_path: Path, plain: Path, prompted: Path
    ) -> None:
        first = self.settings(tmp_path, plain)
        build(self.documents(first), first)
        open_index(first).close()
        second = self.settings(tmp_path, prompted)
        with pytest.raises(StaleIndexError) as caught:
            open_index(second)
        message = str(caught.value)
        assert str(plain) in message
        assert str(prompted) in message
        assert "assistant index" in message
        result = build(self.documents(second), second)
        assert any("embedding model" in reason for reason in result.reasons)
        open_index(second).close()

    def test_another_prompt_makes_the_index_stale(self, tmp_path: Path, plain: Path) -> None:
        first = self.settings(tmp_path, plain)
        build(self.documents(first), first)
        second = self.settings(tmp_path, plain, embedding_passage_prompt="les: ")
        with pytest.raises(StaleIndexError, match="les: "):
            open_index(second)

    def test_other_weights_in_the_same_folder_make_the_index_stale(
        self, tmp_path: Path, plain: Path
    ) -> None:
        folder = Path(shutil.copytree(plain, tmp_path / "model"))
        settings = self.settings(tmp_path, folder)
        build(self.documents(settings), settings)
        weights = next(folder.rglob("*.safetensors"))
        weights.write_bytes(weights.read_bytes() + b"\0")
        with pytest.raises(StaleIndexError, match="embedding model"):
            open_index(settings)


def test_unit_keeps_directions_and_zero_rows() -> None:
    rows = np.array([[3.0, 4.0], [0.0, 0.0]])
    assert unit(rows) == pytest.approx(np.array([[0.6, 0.8], [0.0, 0.0]]))


def test_unit_of_half_precision_zero_rows_is_zero() -> None:
    assert not unit(np.zeros((1, 4), dtype=np.float16)).any()


def test_the_card_holds_the_tuned_numbers() -> None:
    card = json.loads((SHIPPED_FOLDER / embedding.CARD).read_text(encoding="utf-8"))
    assert set(card) == {"dense_weight", "known_in_question", "known_in_passage"}
    assert all(0.0 <= value <= 1.0 for value in card.values())
