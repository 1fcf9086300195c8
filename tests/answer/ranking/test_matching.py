"""How well a text covers the concepts of a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.units import terms_of
from assistant.answer.ranking.matching import WeightedConcept, cover, match, weigh
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import telling
from assistant.search.query import Concept, QueryAnalyser
from assistant.search.thesaurus_files import parse


def concept(*words: str, telling: float = 1.0, stand_in: float = 1.0) -> Concept:
    first, *others = words
    return Concept(first, {first: 1.0, **dict.fromkeys(others, stand_in)}, telling=telling)


@pytest.mark.parametrize(
    ("word", "text", "least", "most"),
    [
        ("medlemmer", "Nettverket har ti medlemmer.", 1.0, 1.0),
        ("medlem", "Nettverket har ti medlemmer.", 0.7, 1.0),
        ("frist", "Søknadsfristen er i mai.", 0.4, 0.8),
        ("strategi", "En utviklingsstrategi kreves.", 0.7, 0.8),
        ("frist", "Støtten er stor.", 0.0, 0.0),
        ("2024", "Fristen var i 2024.", 1.0, 1.0),
        ("2024", "Fristen var i 2023.", 0.0, 0.0),
        ("by", "Bygda er liten.", 0.0, 0.0),
    ],
)
def test_match_of_a_word(word: str, text: str, least: float, most: float) -> None:
    assert least <= match(concept(word), terms_of(text)) <= most


def test_a_stand_in_counts_less_than_the_word_itself() -> None:
    money = concept("penger", "støtte", stand_in=0.7)
    assert match(money, terms_of("Vi får penger.")) == 1.0
    assert match(money, terms_of("Vi får støtte.")) == pytest.approx(0.7)


def test_coverage_is_weighted_and_context_is_discounted() -> None:
    concepts = [WeightedConcept(concept("frist"), 3.0), WeightedConcept(concept("leder"), 1.0)]
    alone = cover(concepts, terms_of("Dette er en frist."))
    assert alone.matches == (1.0, 0.0)
    assert alone.share == pytest.approx(0.75)
    around = cover(concepts, terms_of("Dette er en frist."), [(terms_of("leder"), 0.5)])
    assert around.matches == (1.0, 0.5)
    assert around.share == pytest.approx(0.875)
    assert cover([], terms_of("Dette er en frist.")).share == 0.0


def test_weights_follow_rarity_and_tell_what_stands() -> None:
    words = ("frist", "leder", "tull")
    idf = {analysis.stem("frist"): 3.0, analysis.stem("leder"): 0.1}
    rare, common, unheard = weigh([concept(w) for w in words], idf, default=2.0, rarest=2.5)
    assert (rare.weight, rare.stands, rare.topical) == (3.0, True, False)
    assert common.stands
    assert common.topical
    assert common.weight < rare.weight
    assert not unheard.stands
    assert not unheard.topical
    assert unheard.weight < 2.0


def test_a_word_that_tells_little_weighs_little() -> None:
    (full,) = weigh([concept("frist")], {}, default=2.0, rarest=3.0)
    (half,) = weigh([concept("frist", telling=0.5)], {}, default=2.0, rarest=3.0)
    assert half.weight == pytest.approx(full.weight / 2)


texts = st.lists(st.sampled_from(["frist", "leder", "støtte", "er", "og"]), max_size=6).map(
    " ".join
)


@given(texts, texts)
def test_more_text_never_covers_less(one: str, other: str) -> None:
    concepts = [WeightedConcept(concept(w), 1.0) for w in ("frist", "leder", "støtten")]
    less, more = cover(concepts, terms_of(one)), cover(concepts, terms_of(f"{one} {other}"))
    assert 0 <= less.share <= more.share <= 1
    context = cover(concepts, terms_of(one), [(terms_of(other), 0.5)])
    assert less.share <= context.share <= more.share


class NoWords:
    """A vocabulary of documents that hold nothing."""

    def knows(self, word: str) -> bool:
        return False

    def spellings(self, folded: str) -> list[tuple[str, int]]:
        return []

    def vocabulary(self) -> list[tuple[str, int]]:
        return []


PHRASES = parse(
    """
[[entry]]
to = ["fysisk samling", "kystens blå fond"]
nb = ["treff", "felles møte"]
""",
    source="test",
)


# What «møte» tells of «felles møte».
HALF = telling("møte", Language.NB) / sum(telling(w, Language.NB) for w in ("felles", "møte"))


def asked(question: str) -> Concept:
    (found,) = QueryAnalyser(NoWords(), PHRASES).analyse(question, Language.NB).concepts
    return found


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        # The asker's own phrase: whole, and half of it.
        ("felles møte", "Det blir et felles møte.", 1.0),
        ("felles møte", "Det blir et møte som er felles.", 1.0),
        ("felles møte", "Det blir et møte.", HALF),
        ("felles møte", "Planen er felles.", 1 - HALF),
        # What a phrase or a word stands for: whole, and the words of it that are there.
        ("felles møte", "Det blir en fysisk samling.", 0.7),
        ("felles møte", "Det blir en samling.", 0.35),
        ("treff", "Det blir en fysisk samling.", 0.7),
        ("treff", "Det blir en samling.", 0.35),
        ("treff", "Kystens blå fond finnes.", 0.7),
        ("treff", "Et blå fond finnes.", 0.7 * 2 / 3),
        ("treff", "Et fond finnes.", 0.7 / 3),
        # Halves of two phrases are no whole one.
        ("treff", "Et fond har en samling.", 0.35),
        ("felles møte", "Et møte er en samling.", HALF),
        ("treff", "Det er et treff.", 1.0),
        ("treff", "Støtten er stor.", 0.0),
        ("felles møte", "Støtten er stor.", 0.0),
        # The phrases of one entry stand for each other, a little.
        ("fysisk samling", "Kystens blå fond finnes.", 0.4),
    ],
)
def test_a_phrase_of_the_thesaurus(question: str, text: str, share: float) -> None:
    assert match(asked(question), terms_of(text)) == pytest.approx(share)


@given(st.sets(st.sampled_from(["kysten", "samling", "fond", "taksten", "brosjyre"]), min_size=1))
def test_a_phrase_is_worth_the_share_of_its_words_that_stand(standing: set[str]) -> None:
    phrase = ("samling", "fond", "brosjyre", "taksten")
    one = Concept("tull", {"tull": 1.0}, phrases=((phrase, 0.8),))
    share = 0.8 * len(standing & set(phrase)) / len(phrase)
    assert match(one, terms_of(" ".join(sorted(standing)))) == pytest.approx(share)
