"""Questions kept beside the static model: what a new one is like, and when they keep silent."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file
from search_samples import passage, settings_in, write_corpus

from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import Outcome
from assistant.errors import ModelError
from assistant.ingest.chunking import chunk
from assistant.ingest.documents import load_folder
from assistant.search import analysis, asked, asked_files
from assistant.search.asked import AskedQuestions, build
from assistant.search.embedding import SHIPPED_FOLDER, Vectors, unit
from assistant.search.kind_asked import kind_of
from assistant.search.likeness import NO_LIKENESS, Likeness, Source
from assistant.search.retrieval import Retriever, standing
from assistant.search.store import build_folder, open_index
from assistant.search.train import pairs as training
from assistant.settings import REPOSITORY

WORDS = ("bikube", "honning", "sverm", "røkter", "ramme", "vinter", "sukker", "1998", "2004")
OPENINGS = ("", "Hvor mange", "Hvor mye", "Når", "Hvorfor", "Hvem")
SOURCES = tuple(Source(f"ark-{n % 3}", f"Setning nummer {n} om bier.") for n in range(10))
LAW = settings(deadline=None)  # the first question of a process loads word lists
PRECISION = 5e-3  # of 16-bit numbers and rounded frequencies


def encode(texts: Sequence[str]) -> Vectors:
    """A bag of stems in so many dimensions that none of `WORDS` share one."""
    vectors = np.zeros((len(texts), 61), dtype=np.float32)
    for row, text in enumerate(texts):
        for stem in analysis.stems(text):
            vectors[row, sum(ord(c) * (at + 1) for at, c in enumerate(stem)) % 61] += 1
    return unit(vectors)


def like(
    kept: AskedQuestions,
    question: str,
    standing: Sequence[Source] = SOURCES,
    marks: Sequence[str] = (),
) -> Likeness:
    return kept.likeness(question, encode([question])[0], frozenset(standing), frozenset(marks))


QUESTIONS = st.builds(
    lambda opening, words: f"{opening} {' '.join(words)}?".strip(),
    st.sampled_from(OPENINGS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
)
PAIRS = st.lists(
    st.tuples(QUESTIONS, st.one_of(st.none(), st.sampled_from(SOURCES))), min_size=1, max_size=15
)
SOME = st.sets(st.sampled_from(SOURCES))


@LAW
@given(PAIRS, st.data())
def test_a_kept_question_is_most_like_itself(
    pairs: list[tuple[str, Source | None]], data: st.DataObject
) -> None:
    kept = build(pairs, encode)
    question, own = data.draw(st.sampled_from(pairs))
    found = like(kept, question, kept.sources)
    if own is None:
        return
    assert found.sources[own] == pytest.approx(1, abs=1e-5)
    assert max([*found.sources.values(), found.nowhere]) <= found.sources[own] + 1e-5


@LAW
@given(PAIRS, QUESTIONS, SOME)
def test_nearness_lies_between_0_and_1(
    pairs: list[tuple[str, Source | None]], question: str, still: set[Source]
) -> None:
    found = like(build(pairs, encode), question, tuple(still), ("1998", "2004"))
    assert all(0 <= n <= 1 + 1e-5 for n in (*found.sources.values(), found.nowhere))


@LAW
@given(PAIRS, QUESTIONS)
def test_the_votes_are_shares_of_one(pairs: list[tuple[str, Source | None]], question: str) -> None:
    kept = build(pairs, encode)
    found = like(kept, question, kept.sources)
    if not kept.sources:
        return
    shares = [*found.votes.values(), found.unanswered]
    assert all(0 <= share <= 1 + 1e-6 for share in shares)
    if len({q for q, _ in pairs}) == len(set(pairs)):
        assert sum(shares) == pytest.approx(1)
    assert set(found.votes) == set(kept.sources)


def test_each_of_several_answers_has_the_whole_vote() -> None:
    question = "Hvor mye honning gir en sverm?"
    both = [(question, SOURCES[0]), (question, SOURCES[1])]
    found = like(build([*both, ("Når kom bikuben?", None)], encode), question)
    assert found.votes[SOURCES[0]] == pytest.approx(found.votes[SOURCES[1]])
    assert found.votes[SOURCES[0]] > 0.9
    assert found.unanswered < 0.1


def test_one_unanswered_question_does_not_outvote_many() -> None:
    answered = [
        (f"Hvor mange {w} har en bikube?", SOURCES[0]) for w in ("ramme", "røkter", "sverm")
    ]
    kept = build([*answered, ("Hvor mange dronninger har en bikube?", None)], encode)
    found = like(kept, "Hvor mange bier har en bikube?")
    # It is as near as the others, and each of them has a quarter of the vote.
    assert found.nowhere == pytest.approx(found.sources[SOURCES[0]], abs=0.1)
    assert found.votes[SOURCES[0]] > 0.5 > found.unanswered > 0


def test_the_many_that_are_far_do_not_vote() -> None:
    far = [(f"Når kom {word} {n}?", SOURCES[1]) for word in WORDS for n in range(60)]
    kept = build([("Hvor mye honning gir en sverm?", SOURCES[0]), *far], encode)
    found = like(kept, "Hvor mye honning gir en sverm?")
    assert found.votes[SOURCES[0]] > 0.9


def test_what_is_told_in_one_place_is_voted_for_together() -> None:
    first, second = Source("ark", "Kuben har ti rammer."), Source("ark", "Kuben har en dronning.")
    votes = {first: 0.3, second: 0.2, Source("blad", "Kuben har ti rammer."): 0.4}
    found = Likeness(dict.fromkeys(votes, 0.5), votes=votes)
    assert found.share_of("ark", f"{first.quote} {second.quote}") == pytest.approx(0.5)
    assert found.share_of("ark", first.quote) == pytest.approx(0.3)
    assert found.share_of("bok", first.quote) == 0


@LAW
@given(PAIRS, QUESTIONS, SOME)
def test_only_what_still_stands_is_returned(
    pairs: list[tuple[str, Source | None]], question: str, still: set[Source]
) -> None:
    kept = build(pairs, encode)
    found = like(kept, question, tuple(still))
    assert set(found.sources) == still & set(kept.sources)
    # What stands keeps its nearness, whatever else has gone.
    whole = like(kept, question)
    assert all(whole.sources[s] == near for s, near in found.sources.items())


@LAW
@given(PAIRS)
def test_saved_and_loaded_it_says_the_same(pairs: list[tuple[str, Source | None]]) -> None:
    kept = build(pairs, encode)
    with TemporaryDirectory() as folder:
        asked_files.save(kept, Path(folder))
        loaded = asked_files.load(Path(folder))
        assert {oct(f.stat().st_mode & 0o777) for f in Path(folder).iterdir()} == {"0o644"}
    assert loaded.sources == kept.sources
    assert loaded.years == kept.years
    for question in (*(q for q, _ in pairs), "Hvor mange rammer har en bikube?"):
        before, after = (like(k, question, marks=("1998", "2004")) for k in (kept, loaded))
        assert after.sources == pytest.approx(dict(before.sources), abs=PRECISION)
        assert after.nowhere == pytest.approx(before.nowhere, abs=PRECISION)
        assert (after.strange, after.unfamiliar) == (before.strange, before.unfamiliar)


def test_more_questions_than_16_bits_can_number(tmp_path: Path) -> None:
    count, telling = 2**16 + 10, 2**16 + 3
    answered_by = np.zeros(count, dtype=np.int16)
    answered_by[telling] = 1
    kept = AskedQuestions(
        SOURCES[:2],
        answered_by,
        np.zeros(count, dtype=np.int8),
        np.ones((count, 1), dtype=np.float32),
        {analysis.stem("honning"): 1.0},
        [(np.array([telling], dtype=np.int32), np.ones(1, dtype=np.float32))],
    )
    asked_files.save(kept, tmp_path)
    here = frozenset(SOURCES)
    for known in (kept, asked_files.load(tmp_path)):
        found = known.likeness("honning", np.ones(1, dtype=np.float32), here).sources
        assert found == pytest.approx({SOURCES[0]: asked.VECTOR_SHARE, SOURCES[1]: 1.0})


def test_more_sentences_than_16_bits_can_number(tmp_path: Path) -> None:
    sources = [Source("ark", f"Setning {n}.") for n in range(2**15 + 2)]
    pairs = [(f"{n}", source) for n, source in enumerate(sources)]
    kept = build(pairs, lambda texts: np.ones((len(texts), 1), dtype=np.float32))
    asked_files.save(kept, tmp_path)
    last = f"{len(sources) - 1}"
    for known in (kept, asked_files.load(tmp_path)):
        found = known.likeness(last, np.ones(1, dtype=np.float32), frozenset(sources))
        assert max(found.sources, key=lambda s: found.sources[s]) == sources[-1]
        assert found.nowhere == 0


@pytest.mark.parametrize("name", ["answered_by", "rows"])
def test_few_questions_are_kept_in_16_bits(tmp_path: Path, name: str) -> None:
    asked_files.save(build([("Hva er honning?", SOURCES[0])], encode), tmp_path)
    assert load_file(tmp_path / asked_files.ARRAYS)[name].dtype.itemsize == 2


def test_the_order_of_the_questions_does_not_matter() -> None:
    pairs = [(f"Hvor mange {w} er det?", s) for w, s in zip(WORDS, SOURCES, strict=False)]
    forwards, backwards = build(pairs, encode), build(pairs[::-1], encode)
    for question, _ in pairs:
        found = like(forwards, question).sources
        assert like(backwards, question).sources == pytest.approx(dict(found), abs=1e-5)


def test_a_question_kept_twice_counts_once() -> None:
    pairs = [("Hvor mange rammer?", SOURCES[0]), ("Hva er honning?", None)]
    once, twice = build(pairs, encode), build(pairs * 2, encode)
    assert like(once, "Hvor mange?").sources == like(twice, "Hvor mange?").sources


class TestNowhere:
    """Questions that no document answers speak of all the documents, or not at all."""

    KEPT = build(
        [
            *((f"Hva er {w}?", s) for w, s in zip((*WORDS, "gran"), SOURCES, strict=True)),
            ("Hva koster halmkurven?", None),
        ],
        encode,
    )
    QUESTION = "Hva koster halmkurven?"

    @pytest.mark.parametrize(("gone", "speaks"), [(0, True), (1, True), (2, False), (9, False)])
    def test_nine_of_ten_must_stand(self, gone: int, speaks: bool) -> None:
        found = like(self.KEPT, self.QUESTION, SOURCES[gone:])
        assert found.same is speaks
        assert found.nowhere == pytest.approx(1, abs=1e-5)

    def test_of_other_documents_nothing_is_known(self) -> None:
        assert like(self.KEPT, self.QUESTION, ()) == NO_LIKENESS

    def test_it_is_no_source(self) -> None:
        assert max(like(self.KEPT, self.QUESTION).sources.values()) < 0.5


class TestMarksAndKinds:
    """Another year, level or kind of question makes two questions less alike."""

    KEPT = build(
        [("Hvor mye sukker i 1998?", SOURCES[0]), ("Hvor mye sukker på Gran?", SOURCES[1])], encode
    )

    @pytest.mark.parametrize(
        ("question", "source", "marks", "loses"),
        [
            ("Hvor mye sukker i 2004?", SOURCES[0], ("1998", "2004"), 0.15),
            ("Hvor mye sukker?", SOURCES[0], ("1998", "2004"), 0.15),
            ("Hvor mye sukker i 1998?", SOURCES[0], ("1998", "2004"), 0),
            ("Hvor mye sukker i 2004?", SOURCES[0], ("2004",), 0),
            ("Hvor mye sukker i 1998?", SOURCES[1], ("1998", "gran"), 0.15),
            ("Hvor mye sukker på Gran?", SOURCES[1], ("1998", "gran"), 0),
        ],
    )
    def test_another_mark(
        self, question: str, source: Source, marks: tuple[str, ...], loses: float
    ) -> None:
        without = like(self.KEPT, question).sources[source]
        marked = like(self.KEPT, question, marks=marks).sources[source]
        assert without - marked == pytest.approx(loses, abs=1e-5)

    @pytest.mark.parametrize(
        ("question", "kept", "loses"),
        [
            ("Hvor mye sukker?", "Hvor mye sukker trengs?", 0),
            ("Hvor mange rammer?", "Hvor mye sukker og rammer?", 0.1),
            ("Når fôres bier?", "Hvem fôrer bier?", 0.1),
            # What asks for nothing in particular may be asked for anything.
            ("Fôring av bier", "Hvem fôrer bier?", 0),
            ("Når fôres bier?", "Fôring av bier", 0),
            # A reason is asked for by its word alone.
            ("Hvorfor fôre bier?", "Fôring av bier", 0.1),
            ("Hvorfor fôre bier?", "Hvem fôrer bier?", 0.1),
            ("Hvorfor fôre bier?", "Hvorfor fôres bier?", 0),
        ],
    )
    def test_another_kind(
        self, monkeypatch: pytest.MonkeyPatch, question: str, kept: str, loses: float
    ) -> None:
        questions = build([(kept, SOURCES[0])], encode)
        found = like(questions, question).sources[SOURCES[0]]
        monkeypatch.setattr(asked, "kind_of", lambda _: 0)
        without = like(questions, question).sources[SOURCES[0]]
        assert without > loses
        assert without - found == pytest.approx(loses, abs=1e-5)

    def test_the_years_that_questions_name(self) -> None:
        assert self.KEPT.years == {"1998"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hvor mange rammer har den?", "Kor mange rammer har ho?"),
        ("Hvor mange rammer har den?", "How many frames does it have?"),
        ("Hvor mye koster det?", "How much is it?"),
        ("Hvor stort er beløpet?", "Kor stort er det?"),
        ("Hvor lenge varer det?", "How long does it last?"),
        ("Når er fristen?", "Hvilken dato er fristen?"),
        ("Når er fristen?", "When is the deadline?"),
        ("Hvem bestemmer?", "Who decides?"),
        ("Hvem bestemmer?", "Kven avgjer?"),
        ("Hvorfor gjør dere det?", "Kvifor gjer de det?"),
        ("Hvorfor gjør dere det?", "Why do you do it?"),
        ("Hvor holder dere til?", "Where are you?"),
        # The first kind named is what is asked for.
        ("Når må vi si hvor mange vi er?", "When?"),
        ("Hva er honning?", "Fortell om honning"),
    ],
)
def test_the_same_kind_in_other_words(one: str, other: str) -> None:
    assert kind_of(one) == kind_of(other)


def test_kinds_are_told_apart() -> None:
    told = [
        "Hvorfor?",
        "Hvor mange?",
        "Hvor mye?",
        "Hvor lenge?",
        "Når?",
        "Hvem?",
        "Hvor bor de?",
        "Hva?",
    ]
    assert len({kind_of(q) for q in told}) == len(told)
    assert kind_of("Hva er honning?") == kind_of("") == 0


class TestWithoutAVector:
    """The model has no opinion on a question in words that it never met."""

    KEPT = TestNowhere.KEPT

    @pytest.mark.parametrize(("gone", "same"), [(0, True), (1, True), (2, False), (10, False)])
    def test_unfamiliar_over_the_same_documents_only(self, gone: int, same: bool) -> None:
        none = np.zeros(61, dtype=np.float32)
        found = self.KEPT.likeness("Hva er en kamel?", none, frozenset(SOURCES[gone:]))
        assert found == Likeness(
            same=same, unfamiliar=same, strange=frozenset({analysis.stem("kamel")} if same else ())
        )

    def test_words_that_stand_in_no_question_are_strange(self) -> None:
        found = like(self.KEPT, "Hva er honning for en kamel?")
        assert not found.unfamiliar
        assert found.strange == {analysis.stem("kamel")}
        assert not like(self.KEPT, "Hva er honning?").strange
        # What is only asked for in vain is no matter of the documents.
        assert analysis.stem("halmkurven") in like(self.KEPT, "Hva er halmkurven?").strange
        assert not like(self.KEPT, "Hva er en kamel?", SOURCES[:5]).strange


class TestLikenessOfText:
    """A unit is matched by the words quoted."""

    LIKENESS = Likeness(
        {
            Source("kuber", "En kube rommer ti rammer av gran."): 0.4,
            Source("kuber", "ti rammer"): 0.6,
            Source("sverm", "Svermen fanges om kvelden."): 0.9,
        }
    )

    @pytest.mark.parametrize(
        ("document", "text", "nearness"),
        [
            ("kuber", "En kube rommer ti rammer av gran.", 0.6),
            ("kuber", "Den rommer ti rammer.", 0.6),
            # A part of what was quoted, where it is no mere word.
            ("kuber", "kube rommer ti ramme", 0.4),
            ("kuber", "kube rommer ti ramm", 0.0),
            ("sverm", "Svermen fanges om kvelden. Skjær bort greina.", 0.9),
            ("kuber", "Svermen fanges om kvelden.", 0.0),
            ("vinter", "En kube rommer ti rammer av gran.", 0.0),
            ("kuber", "", 0.0),
        ],
    )
    def test_nearness_of_a_text(self, document: str, text: str, nearness: float) -> None:
        assert self.LIKENESS.of(document, text) == nearness

    def test_documents_that_questions_were_written_for(self) -> None:
        assert [self.LIKENESS.knows(d) for d in ("kuber", "sverm", "vinter")] == [True, True, False]
        assert not NO_LIKENESS.knows("kuber")


@LAW
@given(st.sets(st.sampled_from(SOURCES)), st.sets(st.sampled_from(SOURCES)))
def test_what_stands_in_the_documents(here: set[Source], elsewhere: set[Source]) -> None:
    chunks = [
        *(passage(f"{s.document}:{n}", f"Før.\n{s.quote}  Etter.") for n, s in enumerate(here)),
        *(passage(f"annet:{n}", s.quote) for n, s in enumerate(elsewhere)),
    ]
    # A quote in another document, or with other words in it, does not stand.
    assert standing(SOURCES, chunks) == here


def test_white_space_does_not_matter_to_what_stands() -> None:
    (found,) = standing([SOURCES[0]], [passage("ark-0:1", "Setning\nnummer  0\tom bier.")])
    assert found == SOURCES[0]
    assert not standing([SOURCES[0]], [passage("ark-0:1", "Setning nummer 0 om brune bier.")])


def test_a_model_without_questions_has_none(tmp_path: Path) -> None:
    kept = asked_files.load(tmp_path)
    assert kept.sources == ()
    assert kept.years == frozenset()
    assert kept.likeness("Hva?", np.ones(1, dtype=np.float32), frozenset()) == NO_LIKENESS


@pytest.mark.parametrize("name", [asked_files.ARRAYS, asked_files.WORDS])
def test_files_that_do_not_fit_are_named(tmp_path: Path, name: str) -> None:
    asked_files.save(build([("Hva er honning?", SOURCES[0])], encode), tmp_path)
    (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"assistant\.search\.train") as raised:
        asked_files.load(tmp_path)
    assert str(tmp_path) in str(raised.value)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Retriever]:
    yield from retrieving(tmp_path_factory.mktemp("shipped"), REPOSITORY / "corpus")


@pytest.fixture(scope="module")
def written() -> list[tuple[str, Source]]:
    chunks = [c for d in load_folder(REPOSITORY / "corpus").documents for c in chunk(d)]
    return list(training.sourced_questions(training.read_questions(), chunks))


class TestShipped:
    """The questions of the package, over the documents of the package."""

    def test_what_is_kept_is_what_was_written(self, written: list[tuple[str, Source]]) -> None:
        kept = asked_files.load(SHIPPED_FOLDER)
        assert set(kept.sources) == {source for _, source in written}
        assert kept.years >= {"2014", "2016", "2017", "2019", "2024"}

    def test_its_own_questions_find_their_sentence(
        self, shipped: Retriever, written: list[tuple[str, Source]]
    ) -> None:
        some = written[:: len(written) // 40]
        found = [(source, shipped.likeness(question)) for question, source in some]
        known = [(source, likeness) for source, likeness in found if not likeness.unfamiliar]
        assert len(known) >= 0.5 * len(some)
        for source, likeness in known:
            assert likeness.sources[source] == pytest.approx(1, abs=2 * PRECISION)
            assert likeness.of(source.document, source.quote) > likeness.nowhere

    def test_what_no_document_answers_is_most_like_itself(self, shipped: Retriever) -> None:
        absent = list(training.absent_questions(training.read_absent()))
        found = [shipped.likeness(q) for q in absent[:: len(absent) // 40]]
        known = [likeness for likeness in found if not likeness.unfamiliar]
        assert len(known) >= 0.5 * len(found)
        for likeness in known:
            assert likeness.nowhere == pytest.approx(1, abs=2 * PRECISION)
            assert likeness.nowhere > max(likeness.sources.values())

    @pytest.mark.parametrize(
        ("question", "outcome"),
        [
            # What leans on nothing that was said may be plain all the same.
            ("Hvem står bak dette?", Outcome.ANSWERED),
            ("Hvor lenge varer det?", Outcome.CLARIFY),
            ("Hvilke krav må vi oppfylle på det nivået?", Outcome.CLARIFY),
            # Nothing answers, of their subject and of others.
            ("Hvor stor må egenandelen være?", Outcome.NO_EVIDENCE),
            ("Må vi ha organisasjonsnummer?", Outcome.NO_EVIDENCE),
            ("Hvordan lager man pizza?", Outcome.OUT_OF_SCOPE),
            ("Kven vann fotballkampen i går?", Outcome.OUT_OF_SCOPE),
        ],
    )
    def test_what_comes_of_it(self, shipped: Retriever, question: str, outcome: Outcome) -> None:
        answer = ExtractiveAnswerer(shipped).answer(question, as_of=date(2026, 11, 21))
        assert answer.outcome is outcome

    @pytest.mark.parametrize(
        ("question", "document", "quote"),
        [
            # The model knows none of the long words; the classifier knows parts of them.
            ("er det berre for teknologibedrifter", "utlysning-2024", "Målgruppen for NIC er"),
            # What looks like a slip is dialect.
            ("ka legge dokke vekt på", "programbeskrivelse-2019", "krav og kriterier på fem"),
        ],
    )
    def test_parts_of_words_and_dialect_tell_enough(
        self, shipped: Retriever, question: str, document: str, quote: str
    ) -> None:
        found = shipped.likeness(shipped.analyse(question).respelt, typed=question)
        best = max(found.votes, key=lambda source: found.votes[source])
        assert best.document == document
        assert quote in best.quote
        assert found.votes[best] > found.unanswered

    @pytest.mark.parametrize(
        "question", ["Kva er grunnfinansiering?", "Kva er ein klyngeevaluering?"]
    )
    def test_long_words_that_nothing_tells_of(self, shipped: Retriever, question: str) -> None:
        answer = ExtractiveAnswerer(shipped).answer(question, as_of=date(2026, 11, 21))
        assert answer.outcome is Outcome.NO_EVIDENCE

    def test_what_is_voted_for_is_found_whatever_its_words(self, shipped: Retriever) -> None:
        question = "me er eit verft i Sunnhordland, kan me få støtte"
        likeness = shipped.likeness(question)
        best = max(likeness.votes, key=lambda source: likeness.votes[source])
        (passage,) = shipped.passages_of([best])
        assert passage.document_id == best.document
        answerer = ExtractiveAnswerer(shipped)
        read = answerer.reader.read(question, ())
        _, hits = answerer.selected(read, date(2026, 11, 21), None)
        assert passage.id in {h.chunk.id for h in hits}

    def test_the_year_asked_about_counts(self, shipped: Retriever) -> None:
        def nearness(question: str) -> dict[str, float]:
            found = shipped.likeness(question).sources
            documents = {s.document for s in found}
            return {d: max(n for s, n in found.items() if s.document == d) for d in documents}

        for year, other in (("2016", "2017"), ("2017", "2016")):
            near = nearness(f"Når gikk skissefristen ut i {year}?")
            assert near[f"utlysning-{year}"] > near[f"utlysning-{other}"]

    def test_words_of_another_matter_are_strange(self, shipped: Retriever) -> None:
        found = shipped.likeness("Trenger en flodhest akvarium?")
        assert {analysis.stem("flodhest"), analysis.stem("akvarium")} <= found.strange

    def test_of_other_documents_nothing_is_said(self, tmp_path: Path) -> None:
        for retriever in retrieving(tmp_path, write_corpus(tmp_path / "corpus")):
            assert retriever.likeness("Når var skissefristen i 2016?") == NO_LIKENESS
            assert retriever.likeness("Hva er en flodhest?") == NO_LIKENESS

    def test_one_document_alone_speaks_for_itself(
        self, tmp_path: Path, written: list[tuple[str, Source]]
    ) -> None:
        write_corpus(tmp_path / "corpus", {})
        shutil.copy(REPOSITORY / "corpus" / "historie.md", tmp_path / "corpus")
        its = {source for _, source in written if source.document == "historie"}
        for retriever in retrieving(tmp_path, tmp_path / "corpus"):
            found = retriever.likeness("Når startet Arena-programmet?")
            assert set(found.sources) == its
            # What the rest of them did not answer, these may.
            assert (found.same, found.unfamiliar, found.strange) == (False, False, frozenset())

    def test_without_embedding_nothing_is_said(self, tmp_path: Path) -> None:
        for retriever in retrieving(tmp_path, REPOSITORY / "corpus", "none"):
            assert retriever.likeness("Når var skissefristen i 2016?") == NO_LIKENESS


def retrieving(folder: Path, corpus: Path, embedding: str = "shipped") -> Iterator[Retriever]:
    """A retriever over a folder of documents, closed afterwards."""
    settings = settings_in(folder, corpus=corpus, embedding=embedding)
    build_folder(settings)
    index = open_index(settings)
    yield Retriever(index, settings)
    index.close()
