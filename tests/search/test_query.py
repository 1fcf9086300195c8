"""A question as weighted concepts: spellings mended, words bridged, filler passed over."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling
from assistant.search.query import Query, QueryAnalyser
from assistant.search.stand_ins import NOUN_WEIGHT, SPELLING_WEIGHT
from assistant.search.thesaurus_files import parse

NB, NN, EN = Language.NB, Language.NN, Language.EN
COUNTS = {
    "søknaden": 4,
    "søknader": 1,
    "klyngen": 9,
    "klynger": 3,
    "støtte": 5,
    "finansiering": 2,
    "næringslivet": 2,
    "årlig": 1,
    "økonomi": 1,
    "medlemmer": 3,
    "styret": 2,
    "drift": 2,
    "varer": 2,
    "egenandel": 1,
    "sliping": 1,
    "slippe": 2,
}
THESAURUS = """
[[entry]]
to = ["støtte", "finansiering"]
nb = ["penger", "gratis penger"]
nn = ["pengar"]
en = ["money", "gift", "financial support"]

[[entry]]
to = ["eget bidrag", "egenandel"]
nb = ["betale selv"]
"""


class Words:
    """A vocabulary without an index."""

    def knows(self, word: str) -> bool:
        return word in COUNTS

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        return [(w, n) for w, n in COUNTS.items() if analysis.fold(w) == folded]

    def vocabulary(self) -> list[tuple[str, int]]:
        return list(COUNTS.items())


ANALYSER = QueryAnalyser(Words(), parse(THESAURUS, source="test"))


def analyse(question: str, language: Language = NB) -> Query:
    return ANALYSER.analyse(question, language)


def alternatives(question: str, language: Language = NB) -> Mapping[str, float]:
    (concept,) = analyse(question, language).concepts
    return concept.alternatives


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("søkanden", "søknaden"),
        ("klynegn", "klyngen"),
        ("finanisering", "finansiering"),
        ("finnansiering", "finansiering"),
        ("medlemer", "medlemmer"),
        ("mdelemmer", "medlemmer"),
        ("soknaden", "søknaden"),
        ("soeknaden", "søknaden"),
        ("naeringslivet", "næringslivet"),
        ("naringslivet", "næringslivet"),
        ("aarlig", "årlig"),
        ("oekonomi", "økonomi"),
        ("stoette", "støtte"),
    ],
)
def test_a_misspelt_word_reaches_the_word_of_the_documents(typed: str, meant: str) -> None:
    query = analyse(typed)
    assert alternatives(typed)[meant] == SPELLING_WEIGHT
    assert query.mended == (meant,)
    assert query.concepts[0].known
    assert query.weights[analysis.stem(meant)] > 0


@pytest.mark.parametrize("verb", ["slipe", "slipt"])
def test_a_rare_verb_is_no_slip_where_the_documents_have_its_noun(verb: str) -> None:
    assert analyse(verb).mended == (verb,)
    assert alternatives(verb) == {verb: 1.0, "sliping": NOUN_WEIGHT}
    assert "sliping" not in alternatives(verb, EN)


@pytest.mark.parametrize("word", ["søknaden", "klyngen", "varer"])
def test_a_word_of_the_documents_is_left_alone(word: str) -> None:
    assert alternatives(word)[word] == 1.0
    assert analyse(word).mended == (word,)


@pytest.mark.parametrize("word", ["rakett", "banan", "sau", "xqzwv", "2024", "20244"])
def test_a_word_that_is_close_to_nothing_stays_unknown(word: str) -> None:
    query = analyse(word)
    assert query.mended == (word,)
    assert not query.concepts[0].known
    assert list(query.concepts[0].alternatives) == [word]


def test_a_real_word_is_no_typing_error() -> None:
    # One letter from «styret», and a word of its own.
    assert analyse("styrer").mended == ("styrer",)


@pytest.mark.parametrize(
    ("question", "language", "reached"),
    [
        ("penger", NB, {"støtte", "finansiering"}),
        ("pengene", NB, {"støtte", "finansiering"}),
        ("gratis penger", NB, {"støtte", "finansiering"}),
        ("pengar", NN, {"støtte", "finansiering"}),
        ("money", EN, {"støtte", "finansiering"}),
        ("financial support", EN, {"støtte", "finansiering"}),
        ("betale selv", NB, {"egenandel", "bidrag"}),
    ],
)
def test_the_thesaurus_bridges(question: str, language: Language, reached: set[str]) -> None:
    assert reached <= set(alternatives(question, language))


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [("mnoey", EN, "money"), ("pegner", NB, "penger"), ("pengaar", NN, "pengar")],
)
def test_a_misspelt_word_of_the_thesaurus_is_mended(
    typed: str, language: Language, meant: str
) -> None:
    query = analyse(typed, language)
    assert query.mended[0] == meant
    assert query.respelt.startswith(meant)


def test_english_entries_count_in_english_questions_only() -> None:
    assert "støtte" in alternatives("gift", EN)
    assert "støtte" not in alternatives("gift", NB)


def test_a_phrase_is_one_concept_and_shares_its_weight() -> None:
    query = analyse("kan vi få gratis penger til drift")
    assert [c.surface for c in query.concepts] == ["gratis penger", "drift"]
    shares = alternatives("gratis penger")
    told = {w: telling(w, NB) for w in ("gratis", "penger")}
    assert shares["penger"] == pytest.approx(told["penger"] / sum(told.values()))
    assert shares["gratis"] + shares["penger"] == pytest.approx(1.0)


def test_the_words_asked_for_weigh_more_than_what_they_stand_for() -> None:
    found = alternatives("penger")
    assert all(found["penger"] > weight for word, weight in found.items() if word != "penger")


@pytest.mark.parametrize(
    ("question", "language", "surfaces"),
    [
        ("Hva er klyngen?", NB, ["klyngen"]),
        ("Kva er klyngen?", NN, ["klyngen"]),
        ("What is klyngen?", EN, ["klyngen"]),
        ("maa vi ha styret", NB, ["styret"]),
        ("klyngen, klyngen og KLYNGEN", NB, ["klyngen"]),
        ("hva er det", NB, []),
        ("?!…", NB, []),
        ("", NB, []),
    ],
)
def test_what_is_searched_for(question: str, language: Language, surfaces: list[str]) -> None:
    query = analyse(question, language)
    assert [c.surface for c in query.concepts] == surfaces
    assert query.empty == (not surfaces)
    assert bool(query.weights) == bool(surfaces)


class TestCompounds:
    """A word that no document has asks for its parts."""

    def test_it_asks_for_both_parts_in_two_words_and_least_for_one(self) -> None:
        (concept,) = analyse("driftsbidrag").concepts
        assert (("drift", "bidrag"), 0.85) in concept.phrases
        found = concept.alternatives
        assert next(iter(found)) == "driftsbidrag"
        assert found["driftsbidrag"] == 1.0 > found["bidrag"] > found["drift"] > 0
        assert not concept.known
        assert analyse("driftsbidrag").mended == ("driftsbidrag",)

    def test_both_parts_are_searched_for(self) -> None:
        weights = analyse("støttefrist").weights
        assert weights["støttefrist"] > weights["frist"] > weights["støtt"] > 0

    def test_what_a_part_stands_for_goes_into_the_two_words(self) -> None:
        # «Penge» stands for «støtte» and «finansiering», as «penger» does.
        (concept,) = analyse("pengefrist").concepts
        assert dict(concept.phrases).keys() >= {
            ("penge", "frist"),
            ("støtte", "frist"),
            ("finansiering", "frist"),
        }

    def test_the_same_with_other_parts_is_a_word_of_the_documents(self) -> None:
        entry = '[[entry]]\nto = ["egen"]\nnb = ["privat"]\n'
        analyser = QueryAnalyser(Words(), parse(THESAURUS + entry, source="test"))
        (concept,) = analyser.analyse("privatandel", NB).concepts
        # «Egenandel» stands in the documents, «privatandel» nowhere.
        assert concept.alternatives["egenandel"] > 0.5
        assert concept.alternatives["egenandel"] > concept.alternatives["andel"]

    @pytest.mark.parametrize(
        ("word", "language"),
        [
            # The documents have it; English has no such words; it is no compound at all.
            ("næringslivet", NN),
            ("medlemmer", NB),
            ("driftsbidrag", EN),
            ("kapasitet", NB),
            ("xqzwvfrist", NB),
        ],
    )
    def test_what_is_not_taken_apart(self, word: str, language: Language) -> None:
        (concept,) = analyse(word, language).concepts
        assert list(concept.alternatives) == [word]
        assert not concept.phrases

    def test_nynorsk_takes_apart_as_bokmal_does(self) -> None:
        assert alternatives("driftsbidrag", NN) == alternatives("driftsbidrag", NB)

    def test_a_slip_is_mended_and_not_taken_apart(self) -> None:
        assert alternatives("næringsilvet").keys() == {"næringsilvet", "næringslivet"}


def test_an_analysis_is_made_once_and_by_language() -> None:
    analyser = QueryAnalyser(Words(), parse(THESAURUS, source="test"))
    first = analyser.analyse("money til driftsbidrag", NB)
    assert analyser.analyse("money til driftsbidrag", NB) is first
    assert analyser.analyse("money til driftsbidrag", EN) != first


def test_what_was_remembered_is_no_other_than_what_is_made_anew() -> None:
    analyser = QueryAnalyser(Words(), parse(THESAURUS, source="test"))
    first = analyser.analyse("støttefrist", NB)
    for number in range(300):
        analyser.analyse(f"klyngen {number}", NB)
    again = analyser.analyse("støttefrist", NB)
    assert again is not first  # so many are not kept
    assert again == first


def test_rare_words_tell_more_than_talk() -> None:
    talk, rare = analyse("kommer egenandel").concepts
    assert talk.telling < rare.telling <= 1


@given(st.text(max_size=300), st.sampled_from(Language))
def test_any_question_gives_a_query(question: str, language: Language) -> None:
    query = analyse(question, language)
    assert query.text == question
    assert len(query.mended) == len(analysis.words(question))
    assert all(0 < weight <= 1 for weight in query.weights.values())
    assert all(0 < c.telling <= 1 for c in query.concepts)


@given(
    st.lists(
        st.sampled_from(["klyngen", "støtte", "styret", "drift", "penger", "hva", "romskip"]),
        max_size=8,
    )
)
def test_the_order_of_words_does_not_change_what_single_words_weigh(words: list[str]) -> None:
    forwards = analyse(" og ".join(words)).weights
    backwards = analyse(" og ".join(reversed(words))).weights
    assert forwards == pytest.approx(dict(backwards))
