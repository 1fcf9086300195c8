"""Bokmål, nynorsk or English, from a few words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language, Turn
from assistant.search.language import detect

NB, NN, EN = Language.NB, Language.NN, Language.EN

CASES = [
    ("Hvor lenge varer NIC Impact?", NB),
    ("Hva er forskjellen på Explore og Impact?", NB),
    ("Hvem kan søke?", NB),
    ("Får alle Arena-klynger to millioner kroner?", NB),
    ("Is NIC Connect suitable for small networks?", EN),
    ("Who runs NIC?", EN),
    ("Når er fristen?", NB),
    ("Kan vi få støtte til drift?", NB),
    ("Hvordan søker vi om Arena?", NB),
    ("Hvilke krav gjelder for NCE?", NB),
    ("Er vi med hvis universitetet leder klyngen?", NB),
    ("Må vi ha en egen person som leder klyngen?", NB),
    ("hva koster det", NB),
    ("Hvorfor ble programmet lagt om?", NB),
    ("Jeg lurer på om dere kan hjelpe meg", NB),
    ("Si noe om målet med ordningen", NB),
    ("Enn for Connect, da?", NB),
    ("Arena Pro", NB),
    ("", NB),
    ("2024?", NB),
    ("Takk for hjelpen!", NB),
    # "To", "i" and "for" are words in both.
    ("Varte webinaret i to timer?", NB),
    ("for to", NB),
    ("Får Arena Pro enno driftsstøtte?", NN),
    ("Må vi ha med forskingsmiljø?", NN),
    ("What is it for?", EN),
    # «Held» and «open» are nynorsk too.
    ("Is the hall still open for clubs?", EN),
    ("Which clubs held that licence?", EN),
    ("Held det med eitt år?", NN),
    ("Er halla open for alle?", NN),
    # Key words alone.
    ("application process", EN),
    ("annual funding requirements", EN),
    ("webinar frist", NB),
    ("workshop", NB),
    ("Kva er driftsaktivitetar?", NN),
    ("Kven kan søkje?", NN),
    ("Korleis søkjer vi om Arena?", NN),
    ("Kor lenge varer NIC Impact?", NN),
    ("Kor mykje pengar kan vi få?", NN),
    ("Kva er skilnaden på Explore og Impact?", NN),
    ("Kvifor vart programmet lagt om?", NN),
    ("Eg lurer på om de kan hjelpe meg", NN),
    ("Må vi ha ein eigen person som leier klyngja?", NN),
    ("Kvar finn vi meir om klyngjene?", NN),
    ("Når må søknaden vere inne, og kva krev de?", NN),
    ("Kva for krav gjeld for NCE?", NN),
    ("Kan verksemder frå utlandet vere med?", NN),
    ("Kan vi få støtte om vi ikkje er ei klynge?", NN),
    ("Kan søknaden skrivast på nynorsk?", NN),
    ("Når får vi vite om vi er tekne opp?", NN),
    ("er det krav til eigenfinansiering", NN),
    ("kan ei klynge femne om fleire bransjar", NN),
    ("Passar programmet for gründerar?", NN),
    ("Er klynge og næringshage det same?", NN),
    ("Hvor mange søkere var det?", NB),
    ("hvormange bediffter må vi være", NB),
    ("Kan klyngen ha deltakere fra utlandet?", NB),
    ("Hva er kravene til klyngelederen?", NB),
    ("Kan jeg bruke Klyngeportalen?", NB),
    ("hello", EN),
    ("Good morning", EN),
    # A part of a compound tells, before its ending does.
    ("Og påmeldingsfristen?", NB),
    ("Får tidlegfaseklynger finansiering?", NN),
    ("Kan kommunen betale eigenandelen vår?", NN),
    ("How long does NIC Impact last?", EN),
    ("Who can apply?", EN),
    ("What is the difference between Explore and Impact?", EN),
    ("Are the workshops held for one cluster at a time?", EN),
    ("When is the deadline?", EN),
    ("How much funding can we get?", EN),
    ("Do we need a cluster manager?", EN),
    ("Which requirements apply to NCE?", EN),
    ("Is Innovasjon Norge the owner of the programme?", EN),
    ("Tell me about Arena Pro", EN),
    ("What does «næringsaktørene» mean?", EN),
    ("Can a university lead the cluster?", EN),
    ("thank you, what about Connect?", EN),
    ("In which year did NCE start?", EN),
]


@pytest.mark.parametrize(("text", "language"), CASES)
def test_language_of_a_short_text(text: str, language: Language) -> None:
    assert detect(text) is language


@pytest.mark.parametrize(("text", "language"), CASES)
def test_case_does_not_change_the_language(text: str, language: Language) -> None:
    assert detect(text.upper()) is language


@pytest.mark.parametrize(
    ("earlier", "language"),
    [("Kven kan søkje?", NN), ("Who can apply?", EN), ("Hvem kan søke?", NB)],
)
def test_a_text_that_says_nothing_follows_the_asker(earlier: str, language: Language) -> None:
    history = [Turn("user", earlier), Turn("assistant", "Hvem er dere, og hva gjør dere?")]
    assert detect("Connect?", history) is language


def test_the_latest_message_that_tells_counts() -> None:
    history = [Turn("user", "Who can apply?"), Turn("user", "Kven kan søkje?"), Turn("user", "NCE")]
    assert detect("Explore?", history) is NN
    assert detect("What is Explore?", history) is EN


@pytest.mark.parametrize("text", ["Og når var fristen?", "Og Impact?", "Er det tre år?"])
def test_what_is_of_both_is_of_the_one_that_is_spoken(text: str) -> None:
    assert detect(text, [Turn("user", "Kva var ramma i 2017?")]) is NN
    assert detect(text, [Turn("user", "Hva var rammen i 2017?")]) is NB
    assert detect("Og når var fristen?", [Turn("user", "What is Arena?")]) is NB
    assert detect("Hvem bestemmer det?", [Turn("user", "Kva var ramma i 2017?")]) is NB


@given(st.text(max_size=200))
def test_any_text_has_a_language(text: str) -> None:
    assert detect(text) in Language


def test_a_name_with_norwegian_letters_makes_no_question_norwegian() -> None:
    assert detect("Who owns Fjærstiftinga?") is EN
    assert detect("Who eig fjærstiftinga?") is not EN
