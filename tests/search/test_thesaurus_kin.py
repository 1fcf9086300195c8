"""Words that are kin: what may stand in a document in place of what people say, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.search import analysis
from assistant.search.query import QueryAnalyser
from assistant.search.thesaurus import ASKED_WEIGHT, KIN_WEIGHT, TRANSLATED_WEIGHT, Thesaurus
from assistant.search.thesaurus_files import KIN, parse_kin, shipped

LINES = parse_kin(KIN.read_text(encoding="utf-8"), source=str(KIN))
LEVEL_WORDS = {"arena", "nce", "gce", "nic", "connect", "explore", "impact"}
# A figure hangs on these: one of them is not another.
MONEY = {"gebyr", "depositum", "honorar", "lån", "rente", "tilskudd", "støtte", "stønad"}
FEWEST_WORDS, LONGEST_PHRASE, MOST_TARGETS = 6000, 4, 10

# (what is asked, a word of the documents that it must reach)
CASES = [
    ("vin", "alkohol"),
    ("vondt", "smerte"),
    ("baby", "spedbarn"),
    ("oppdragsgiver", "kunde"),
    ("sparken", "oppsigelse"),
    ("forlenge", "utvidelse"),
    ("katt", "kjæledyr"),
    ("legge ned", "oppløsning"),
]


def reached(thesaurus: Thesaurus, said: str, language: Language = Language.NB) -> dict[str, float]:
    found = thesaurus.expand(analysis.words(said), language)
    return {" ".join(e.words): e.weight for e in found}


@pytest.mark.parametrize(("asked", "word"), CASES)
def test_shipped_words_reach_their_kin(asked: str, word: str) -> None:
    stems = [analysis.stem(w) for w in reached(shipped(), asked)]
    assert analysis.stem(word) in stems


def test_shipped_lines() -> None:
    assert len(LINES) >= FEWEST_WORDS
    for asked, others in LINES.items():
        said = analysis.words(asked)
        assert " ".join(said) == asked
        assert 0 < len(said) <= LONGEST_PHRASE
        assert not LEVEL_WORDS & {*said, *(w for o in others for w in analysis.words(o))}, asked
        assert 0 < len(others) <= MOST_TARGETS, asked
        assert len(set(others)) == len(others), asked
        assert asked not in MONEY or not MONEY & set(others), asked
        stop = analysis.norwegian_stop_words()
        for other in others:
            assert len(analysis.words(other)) <= LONGEST_PHRASE, (asked, other)
            assert not set(analysis.words(other)) <= stop, (asked, other)


WORD = st.sampled_from(["bikube", "honning", "sverm", "røkter", "ramme", "voks"])


@given(st.dictionaries(WORD, st.lists(WORD, min_size=1, max_size=3, unique=True)))
def test_what_is_written_is_read(lines: dict[str, list[str]]) -> None:
    text = "\n".join(f"{asked}: {', '.join(others)}  # hvorfor" for asked, others in lines.items())
    assert parse_kin(f"# Bier\n\n{text}\n", source="prøve") == lines


@given(st.dictionaries(WORD, st.lists(WORD, min_size=1, max_size=3, unique=True)))
def test_kin_goes_one_way_and_weighs_less_than_a_synonym(lines: dict[str, list[str]]) -> None:
    thesaurus = Thesaurus([], kin=lines)
    assert KIN_WEIGHT < ASKED_WEIGHT
    for asked, others in lines.items():
        assert reached(thesaurus, asked) == {o: KIN_WEIGHT for o in others if o != asked}
    for word in {w for others in lines.values() for w in others} - set(lines):
        assert not reached(thesaurus, word)


def test_forms_on_the_left_share_a_line() -> None:
    forms = ("dør", "døde", "døyr")
    read = parse_kin("dør, døde, døyr: dødsfall", source="prøve")
    assert read == {form: ["dødsfall"] for form in forms}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("vin alkohol", "line 1"),
        ("\nvin: ", "line 2"),
        (": alkohol", "line 1"),
        ("vin: alkohol,, øl", "line 1"),
        ("vin: alkohol\nvin: øl", "line 2"),
    ],
)
def test_a_faulty_line_is_named(text: str, where: str) -> None:
    with pytest.raises(ConfigurationError, match=where):
        parse_kin(text, source="prøve")


def test_english_questions_reach_the_kin_of_a_translation() -> None:
    thesaurus = Thesaurus(
        [], english=[{"to": ["vin"], "en": ["wine"]}], kin={"vin": ["alkohol"], "wine": ["øl"]}
    )
    # What the English word means in Norwegian does not count.
    assert reached(thesaurus, "wine", Language.EN) == {
        "vin": TRANSLATED_WEIGHT,
        "alkohol": pytest.approx(KIN_WEIGHT * TRANSLATED_WEIGHT),
    }


class Words:
    """A vocabulary of so many words."""

    def __init__(self, *words: str) -> None:
        self.held = words

    def knows(self, word: str) -> bool:
        return word in self.held

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        return [(w, 1) for w in self.held if analysis.fold(w) == folded]

    def vocabulary(self) -> list[tuple[str, int]]:
        return [(w, 1) for w in self.held]


@pytest.mark.parametrize(("held", "reaches"), [(("alkohol",), True), (("alkohol", "vin"), False)])
def test_kin_counts_where_the_word_itself_is_not_in_the_documents(
    held: tuple[str, ...], reaches: bool
) -> None:
    analyser = QueryAnalyser(Words(*held), Thesaurus([], kin={"vin": ["alkohol"]}))
    (concept,) = analyser.analyse("vin", Language.NB).concepts
    assert ("alkohol" in concept.alternatives) is reaches
