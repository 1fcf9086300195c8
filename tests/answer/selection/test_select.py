"""Decisions over scored evidence: enough or not, how much, and what repeats."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from assistant.answer.composition.composing import Composer
from assistant.answer.extraction.units import UnitKind
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.features import Features, Weights
from assistant.answer.ranking.matching import Coverage, WeightedConcept
from assistant.answer.ranking.scoring import Scorer
from assistant.answer.selection.adding import repeats
from assistant.answer.selection.ambiguity import ambiguous
from assistant.answer.selection.precedence import current_first, named_list_first
from assistant.answer.selection.select import Selection, select
from assistant.answer.selection.sufficient import sufficient
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.selection.trust import trust_of
from assistant.domain import Metadata, Outcome, Status

from ..sea_programme import TODAY

LEVELS = ("Hav Start", "Hav Vekst")


def scored(
    sea: ExtractiveAnswerer, text: str
) -> tuple[Question, list[Evidence], tuple[WeightedConcept, ...]]:
    question = sea.reader.read(text)
    concepts = sea.weighted(question)
    hits = sea.retriever.retrieve(question.query, 16)
    scorer = Scorer(question, concepts, rivals=LEVELS, as_of=TODAY)
    return question, scorer.score(hits), concepts


def about(ranked: list[Evidence], words: str) -> Evidence:
    return next(e for e in ranked if words in e.unit.text and e.unit.kind is not UnitKind.LIST)


@pytest.mark.parametrize(
    ("question", "sentence", "enough"),
    [
        ("Hvor mye støtte får vi i Hav Start?", "Støtten i Hav Start er", True),
        ("Hvor mye støtte får vi i Hav Vekst?", "Støtten i Hav Start er", False),
        ("Hvor mye støtte får vi i Hav Start?", "Hav Start varer i", False),
        ("Hvor lenge varer Hav Start?", "Hav Start varer i", True),
        ("Hvor lenge varer Hav Start?", "Hav Vekst varer i", False),
        ("Når er søknadsfristen for Hav Start?", "Søknadsfristen for Hav Start", True),
        ("Når er søknadsfristen for Hav Start?", "Søknadsfristen for Hav Vekst", False),
        ("Når var søknadsfristen for Hav Start i 2019?", "Søknadsfristen for Hav Start", False),
        ("Hvor mange medlemmer kreves i Hav Vekst?", "minst førti medlemmer", True),
        ("Hvem driver programmet?", "Kystverket driver programmet", True),
    ],
)
def test_sufficient(sea: ExtractiveAnswerer, question: str, sentence: str, enough: bool) -> None:
    read, ranked, _ = scored(sea, question)
    assert sufficient(about(ranked, sentence), read, Thresholds()) is enough


def test_a_next_call_is_none_that_has_been(sea: ExtractiveAnswerer) -> None:
    read, ranked, _ = scored(sea, "Når er neste søknadsfrist for Hav Start?")
    assert not sufficient(about(ranked, "Søknadsfristen for Hav Start"), read, Thresholds())


def test_trust_tells_the_matter_from_anything_else(sea: ExtractiveAnswerer) -> None:
    _, ranked, concepts = scored(sea, "Hvor lenge varer støtten i Hav Start?")
    assert max(trust_of(e, concepts) for e in ranked) > 0
    _, strange, others = scored(sea, "Hvor lenge varer en fotballkamp på Mongolias slette?")
    assert all(trust_of(e, others) < Thresholds().trust for e in strange)


def test_without_evidence_it_depends_on_the_names(sea: ExtractiveAnswerer) -> None:
    for text, outcome in (
        ("Hva koster brus?", Outcome.OUT_OF_SCOPE),
        ("Hva er Havkongen?", Outcome.NO_EVIDENCE),
    ):
        question, _, concepts = scored(sea, text)
        assert select(question, [], Thresholds(), concepts=concepts).outcome is outcome


def test_one_sentence_that_surely_has_the_value_is_enough(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = scored(sea, "Hvor lenge varer Hav Start?")
    selection = select(question, ranked, Thresholds(), concepts=concepts)
    assert [e.unit.text for e in selection.picked] == ["Hav Start varer i inntil tre år."]


def test_sentences_are_limited_in_number_and_length(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = scored(sea, "Hva er Hav Vekst?")
    few = replace(Thresholds(), max_sentences=2)
    assert len(select(question, ranked, few, concepts=concepts).picked) == 2
    short = replace(Thresholds(), max_length=120)
    picked = select(question, ranked, short, concepts=concepts).picked
    assert sum(len(e.unit.text) for e in picked) <= 120


def test_a_room_is_filled_with_sentences_only(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = scored(sea, "Hvilke tjenester tilbyr Havprogrammet?")
    picked = select(question, ranked, Thresholds(), concepts=concepts, max_length=200).picked
    assert picked
    assert all(not e.unit.items for e in picked)
    assert sum(len(e.unit.text) for e in picked) <= 200


def test_what_is_picked_does_not_repeat(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = scored(sea, "Hva er Hav Vekst?")
    picked = select(question, ranked, Thresholds(), concepts=concepts).picked
    assert len(picked) > 1
    for i, evidence in enumerate(picked):
        assert repeats(evidence, picked[:i]) is False
        assert repeats(evidence, [evidence])


def valued(ranked: list[Evidence], *, subjects: tuple[str, ...]) -> list[Evidence]:
    """Sentences with a duration, near-equal in score, on these subjects."""
    found = [e for e in ranked if e.values and e.unit.kind is UnitKind.SENTENCE]
    return [replace(e, score=1.0, subject=s) for e, s in zip(found, subjects, strict=False)]


def test_near_equal_values_of_several_levels_are_ambiguous(sea: ExtractiveAnswerer) -> None:
    question, ranked, _ = scored(sea, "Hvor lenge varer nivået?")
    assert ambiguous(question, valued(ranked, subjects=LEVELS)) == LEVELS
    assert ambiguous(question, valued(ranked, subjects=("Hav Start", "Hav Start"))) == ()
    assert ambiguous(question, valued(ranked, subjects=("", "Hav Start"))) == ()
    one, other = valued(ranked, subjects=LEVELS)
    assert ambiguous(question, [one, replace(other, values=one.values)]) == ()
    assert ambiguous(question, [one, replace(other, score=-9.0)]) == ()


def test_the_choices_become_a_question_back(sea: ExtractiveAnswerer) -> None:
    question, ranked, concepts = scored(sea, "Hvor lenge varer nivået?")
    fit = [
        replace(e, focused=True, fitting=True, keyed=True, absent=0.0)
        for e in valued(ranked, subjects=LEVELS)
    ]
    lenient = replace(Thresholds(), trust=-math.inf, own_value=0.0)
    selection = select(question, fit, lenient, concepts=concepts)
    assert selection.outcome is Outcome.CLARIFY
    assert selection.choices == LEVELS
    assert not selection.picked


@pytest.mark.parametrize(
    "text", ["Hvor lenge varer Hav Start?", "Hvor lenge varte støtten i 2012?", "Hva er støtten?"]
)
def test_names_years_and_other_questions_are_not_ambiguous(
    sea: ExtractiveAnswerer, text: str
) -> None:
    _, ranked, _ = scored(sea, "Hvor lenge varer nivået?")
    question, _, _ = scored(sea, text)
    assert ambiguous(question, valued(ranked, subjects=LEVELS)) == ()


def test_weights_have_one_for_each_feature() -> None:
    assert set(Weights.__slots__) == set(Features.__slots__)
    assert Weights().score(Features()) == 0.0
    assert Weights().score(Features(value=1.0)) == Weights().value


def test_what_replaced_a_document_leads_where_it_says_it_as_well(sea: ExtractiveAnswerer) -> None:
    def asked(text: str, *, old_near: float = 0.0, new_near: float = 0.0) -> tuple[Evidence, ...]:
        question, ranked, concepts = scored(sea, text)
        best, other = ranked[0], replace(ranked[1], own=ranked[0].own, score=ranked[0].score - 1)
        best = replace(best, features=replace(best.features, affinity=old_near))
        other = replace(other, features=replace(other.features, affinity=new_near))
        old, new = best.unit.chunk, replace(other.unit.chunk, document_id="ny")
        metadata = replace(old.metadata, superseded_by="ny")
        best = replace(best, unit=replace(best.unit, chunk=replace(old, metadata=metadata)))
        other = replace(other, unit=replace(other.unit, chunk=new), fitting=True)
        pair = [e for e in (best, other) if sufficient(e, question, Thresholds())]
        assert len(pair) == 2
        return select(question, pair, Thresholds(), concepts=concepts).picked

    assert asked("Hvilke tjenester tilbyr programmet?")[0].unit.chunk.document_id == "ny"
    assert asked("Hvilke tjenester ble tilbudt i programmet?")[0].unit.chunk.document_id != "ny"
    # Where the static model has an opinion, it must put both nearly as near.
    for new_near, leads in ((0.55, True), (0.35, False)):
        first = asked("Hvilke tjenester tilbyr programmet?", old_near=0.6, new_near=new_near)[0]
        assert (first.unit.chunk.document_id == "ny") is leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [("Hva er tjenestene?", True), ("Hva er Hav Start?", False), ("Hvem gir tjenestene?", False)],
)
def test_a_list_leads_where_its_things_are_asked_for(
    sea: ExtractiveAnswerer, text: str, leads: bool
) -> None:
    _, ranked, _ = scored(sea, "Hva er tjenestene?")
    listed = next(e for e in ranked if e.unit.kind is UnitKind.LIST)
    mention = about(ranked, "Deltakelse på samlingene")
    first = named_list_first(sea.reader.read(text), [replace(mention, score=listed.score), listed])
    assert (first[0] is listed) is leads


def test_a_list_far_below_the_best_does_not_lead(sea: ExtractiveAnswerer) -> None:
    question, ranked, _ = scored(sea, "Hva er tjenestene?")
    listed = next(e for e in ranked if e.unit.kind is UnitKind.LIST)
    best = replace(about(ranked, "Deltakelse på samlingene"), score=listed.score + 10)
    assert named_list_first(question, [best, listed])[0] is best


def test_a_value_leads_only_before_the_quotation_that_has_it(sea: ExtractiveAnswerer) -> None:
    question, ranked, _ = scored(sea, "How many members must networks in Hav Start have?")
    members = about(ranked, "minst ti medlemmer")
    other = about(ranked, "Kystverket driver programmet")
    assert members.values
    composer = Composer(sea.retriever.index.lexical, LEVELS, sea.voice)

    def text(*picked: Evidence) -> str:
        shown = Selection(Outcome.ANSWERED, picked, leading=members)
        answer = composer.written(question, shown, (), TODAY)
        assert answer.check is not None
        assert answer.check.ok, answer.check
        return answer.text

    assert text(members, other).startswith("**At least 10**")
    assert "**At least 10**" not in text(other, members)


@pytest.mark.parametrize(
    ("asked", "changes", "applying_first"),
    [
        ("Hvor lenge varer nivået?", {}, True),
        # Not where the past or a year is asked for, nor where it says less or scores far below.
        ("Hvor lenge varte nivået, og hva var støtten?", {}, False),
        ("Hvor lenge varer nivået i 2024?", {}, False),
        ("Hvor lenge varer nivået?", {"score": -50.0}, False),
        ("Hvor lenge varer nivået?", {"own": Coverage((), 0.0)}, False),
    ],
)
def test_what_applies_goes_before_what_has_expired(
    sea: ExtractiveAnswerer, asked: str, changes: dict[str, Any], applying_first: bool
) -> None:
    _, ranked, _ = scored(sea, "Hvor lenge varer nivået?")
    best = ranked[0]
    over = replace(best.unit.chunk, metadata=Metadata(status=Status.EXPIRED))
    expired = replace(
        best,
        unit=replace(best.unit, chunk=over),
        own=Coverage(best.own.matches, 0.8),
        features=replace(best.features, current=0.0),
    )
    applying = replace(
        best,
        own=Coverage(best.own.matches, 0.8),
        features=replace(best.features, current=1.0),
    )
    applying = replace(applying, **changes)
    question = sea.reader.read(asked)
    assert (current_first(question, [expired, applying])[0] is applying) is applying_first
    known = replace(expired, features=replace(expired.features, affinity=0.5))
    assert current_first(question, [known, applying])[0] is known
    assert current_first(question, [applying, expired])[0] is applying


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        ("Hvor mange år varte et Arena-prosjekt?", "inntil **tre år**", "**to år** til"),
        ("Kor lenge varte eit Arena-prosjekt?", "inntil tre år", "to år til"),
        # «Til sammen» is no more than that.
        ("For how many years in total can a cluster be funded?", "høyst ti år til sammen", ""),
        # The extension itself.
        ("Hvor mange år til fikk Arena-prosjekter i 2016?", "**to år** til", ""),
    ],
)
def test_how_long_it_lasts_goes_before_what_it_lasts_more(
    shipped: ExtractiveAnswerer, question: str, first: str, then: str
) -> None:
    text = shipped.answer(question, as_of=TODAY).text
    leading, _, rest = text.partition("[1]")
    assert first in leading
    assert then in rest
