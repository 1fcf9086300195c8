"""What a message tells beside its question does not keep the question from its answer."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.dialogue.alone import of_what_was_set_before
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.understanding.asking import asks_of_us, may_decide, set_apart
from assistant.answer.understanding.leaning import judges_what_was_told
from assistant.domain import Answer, Outcome, Turn
from assistant.texts import get

DAY = date(2026, 11, 30)
SCENES = (
    "Vi er sju fiskebruk på Senja.",
    "Eg driv eit lite mekanisk verkstad i Sykkylven.",
    "Sjefen min har bedt meg finne ut av dette.",
    "hei, sitter på toget til Gjøvik og skriver på mobilen,",
)


@pytest.mark.parametrize(
    ("text", "alone", "beside"),
    [
        ("Vi er et lag i Bodø. Hva kreves?", "Hva kreves?", "Vi er et lag i Bodø."),
        ("Hva kreves? Vi er et lag i Bodø.", "Hva kreves?", "Vi er et lag i Bodø."),
        ("vi er et lag i Bodø, hva kreves", "hva kreves", "vi er et lag i Bodø,"),
        ("eg sit i ein båt i Bodø, og kva krevst", "kva krevst", "eg sit i ein båt i Bodø, og"),
        ("we are seven suppliers, what is needed?", "what is needed?", "we are seven suppliers,"),
        ("Jeg er lærer. Kan du si meg hva et lag er?", "hva et lag er?", "Jeg er lærer."),
        # Nothing beside it, a condition of it, or more than one question.
        ("Hva kreves?", "", ""),
        ("Hvis vi er et lag i Bodø, hva kreves?", "", ""),
        ("Dersom me er eit lag i Bodø, kva krevst?", "", ""),
        ("Når vi er ferdige med det ene, hva kreves?", "", ""),
        ("Hva er et lag, hva kreves", "", ""),
        ("Hva kreves? Hvem kan søke?", "", ""),
        ("", "", ""),
    ],
)
def test_the_question_in_a_message(text: str, alone: str, beside: str) -> None:
    assert set_apart(text) == (alone, beside)


@pytest.mark.parametrize(
    ("text", "judges"),
    [
        ("Er det et problem?", True),
        ("Er dette greit?", True),
        ("Is that a cluster?", True),
        ("Er det en frist for klager på vedtak?", False),
        ("Er det frist?", False),
        ("Må vi ha styre?", False),
    ],
)
def test_what_was_told_is_judged(text: str, judges: bool) -> None:
    assert judges_what_was_told(text) is judges


@given(st.text(max_size=120))
def test_both_or_neither_are_told_apart_and_no_word_is_added(text: str) -> None:
    alone, beside = set_apart(text)
    assert bool(alone) <= bool(beside)
    letters = Counter(c for c in text if c.isalnum())
    assert Counter(c for c in alone + beside if c.isalnum()) <= letters


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("Vi gikk med tap i fjor.", True),
        ("Eg har søkt om produksjonstilskot.", True),
        ("We are a Swedish company.", True),
        ("Vi er sju fiskebruk på Senja.", False),
        ("Sjefen min har bedt meg finne ut av dette.", False),
        ("I am on the train to Gjøvik.", False),
    ],
)
def test_what_may_decide(text: str, decides: bool) -> None:
    assert may_decide(text) is decides


@pytest.mark.parametrize(
    ("text", "of_us"),
    [
        ("Kan vi søke?", True),
        ("Må eg ha med ein kommune?", True),
        ("Can I apply?", True),
        ("Er det nok?", True),
        ("Kan en kommune søke?", False),
        ("Varer det i tre år?", False),
    ],
)
def test_questions_of_those_who_ask(text: str, of_us: bool) -> None:
    assert asks_of_us(text) is of_us


def asked(answerer: ExtractiveAnswerer, text: str) -> Answer:
    return answerer.answer(text, as_of=DAY)


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hva kreves for å komme inn på Impact?", "gode resultater"),
        ("Hvor lenge varer NIC Connect?", "tre år"),
        ("Når var fristen i 2024?", "21. juni 2024"),
        ("Hvilke nivåer har programmet?", "NIC Explore"),
        ("Hvem står bak programmet?", "Innovasjon Norge"),
    ],
)
def test_who_asks_changes_no_answer(
    shipped: ExtractiveAnswerer, scene: str, question: str, told: str
) -> None:
    answer = asked(shipped, f"{scene} {question}")
    assert answer.outcome is Outcome.ANSWERED
    assert told in answer.text.replace("**", "")


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize(
    "question", ["Hva koster en ny bil?", "Hvor mange søkte i 2023?", "Hvem vant i fjor?"]
)
def test_what_is_told_nowhere_stays_so(
    shipped: ExtractiveAnswerer, scene: str, question: str
) -> None:
    assert asked(shipped, f"{scene} {question}").outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "Jeg vil starte enkeltpersonforetak. Hvordan gjør jeg det?",
        "Jeg har vondt i kneet etter løping, hva bør jeg gjøre?",
        "Jeg skal bygge garasje i hagen. Hva er kravene?",
    ],
)
def test_the_matter_told_first_is_what_it_is_asked_of(
    shipped: ExtractiveAnswerer, text: str
) -> None:
    assert asked(shipped, text).outcome is not Outcome.ANSWERED


def test_a_thing_with_a_heading_of_its_own_is_not_left_out(shipped: ExtractiveAnswerer) -> None:
    answer = asked(shipped, "Vi er en Arena Pro-klynge. Hvor lenge varer det?")
    assert "tre år" not in answer.text.replace("**", "")


@pytest.mark.parametrize(
    "text",
    [
        "Eg skal søkje om produksjonstilskot. Når er fristen?",
        "Vi vil søke Enova. Når er søknadsfristen?",
        "Vi vurderer SFI-ordningen. Hvor lenge varer den?",
        "Klyngen vår er konkurs. Hvem kan søke?",
        "We are a Swedish company. Can we join?",
    ],
)
def test_what_may_decide_is_not_left_out(shipped: ExtractiveAnswerer, text: str) -> None:
    assert asked(shipped, text).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "Vi gikk med tap i fjor. Kan vi søke Explore?",
        "Vi har vært klynge med støtte i ti år. Kan vi søke NIC Impact?",
        "I am a sole trader. Can I get funding?",
        "Me er tre verksemder i Odda. Er det nok til å bli med i Connect?",
    ],
)
def test_an_answer_in_general_is_told_to_be_one(shipped: ExtractiveAnswerer, text: str) -> None:
    answer = asked(shipped, text)
    assert answer.outcome is Outcome.ANSWERED
    assert get("answer.lacks_setting", answer.language) in answer.notices
    assert not answer.text.startswith(("**Ja", "**Nei", "**Yes", "**No"))


@pytest.mark.parametrize(
    "text",
    [
        "Hei! Kan vi søke direkte til Explore?",
        "Hei, jeg lurer på noe. Kan vi søke direkte til Explore?",
        "Kan vi søke direkte til Explore? Takk for hjelpen!",
        "Kan vi søke direkte til Explore? Mvh Kari",
        "Kan vi søke direkte til Explore? Vennlig hilsen Kari Nordmann",
        "Vi er en klynge i Oslo. Kan vi søke direkte til Explore?",
    ],
)
def test_courtesy_takes_no_yes_away(shipped: ExtractiveAnswerer, text: str) -> None:
    answer = asked(shipped, text)
    assert answer.text.startswith("**Ja:**")
    assert get("answer.lacks_setting", answer.language) not in answer.notices


@pytest.mark.parametrize(
    "text",
    ["Jeg begynte i jobben i 2017. Når er søknadsfristen?", "Vi startet i 2016. Når er fristen?"],
)
def test_a_year_of_those_who_ask_is_no_year_of_the_call(
    shipped: ExtractiveAnswerer, text: str
) -> None:
    assert "21. juni 2024" in asked(shipped, text).text


@pytest.mark.parametrize(
    "text",
    [
        "Jeg vil søke om pass. Hva er kravene?",
        "Vi vil inn i Norsk katapult. Hva er kravene?",
        "Vi er i inkubatorprogrammet til Siva. Hvor lenge varer støtten?",
        "I want to apply for a visa. How do I apply?",
        "Hvordan søker jeg om førerkort?",
        "Sønnen min skal i militæret. Hvor lenge varer det?",
    ],
)
def test_what_is_applied_for_elsewhere_has_no_answer_here(
    shipped: ExtractiveAnswerer, text: str
) -> None:
    assert asked(shipped, text).outcome is not Outcome.ANSWERED


@pytest.mark.parametrize(
    "text",
    [
        "Vi vil søke om støtte. Hvem kan søke?",
        "Vi skal søke om opptak. Når var fristen i 2024?",
        "Er det noen frist for å søke om NCE-merkenavnet?",
        "I want to apply for funding. Who can apply?",
        "Jeg skal hjelpe datteren min. Hvor lenge varer NIC Connect?",
        "My wife runs a cluster. How long can it get funding?",
        "My son asks what NIC is. What is it?",
        "Jeg trenger et tips. Hvem kan søke?",
        "Vi skal søke på fredag. Hva er kravene?",
        "Vi skal søke på engelsk. Hvordan søker vi?",
        "We are applying for our customer. Who can apply?",
        "Vi har søkt om lån i banken. Kan vi søke om opptak?",
        "Jeg er på ferie. Når er fristen for å søke?",
    ],
)
def test_what_is_applied_for_here_has_its_answer(shipped: ExtractiveAnswerer, text: str) -> None:
    assert asked(shipped, text).outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("Vi har fått støtte i åtte år. Kan vi få tre år på Explore?", "Explore"),
        ("Me har fått støtte i åtte år. Kan me få tre år på NIC Explore?", "Explore"),
        ("We have received nine years of support. How long can we get Impact?", "Impact"),
        ("Vi var Arena i tre år og Arena Pro i fem. Hvor mange år har vi igjen?", ""),
    ],
)
def test_support_had_already_is_answered_by_the_most_there_can_be(
    shipped: ExtractiveAnswerer, text: str, also: str
) -> None:
    answer = asked(shipped, text)
    most, _, rest = answer.text.replace("**", "").partition("[1]")
    assert "høyst ti år" in most
    assert also in rest


@pytest.mark.parametrize(
    "text",
    [
        "Vi har hatt støtte i to år. Må vi ha en strategi?",
        "Vi har fått støtte i tre år. Hva er NIC Impact?",
        "Hvor lenge varer NIC Connect?",
    ],
)
def test_what_is_not_of_more_support_is_not_answered_so(
    shipped: ExtractiveAnswerer, text: str
) -> None:
    assert "ti år" not in asked(shipped, text).text.replace("**", "")


@pytest.mark.parametrize(
    ("text", "before", "told"),
    [
        ("My boss wonders. How long did it last?", "What is Arena Pro?", "femårig"),
        ("Me er eit nettverk i Sogn. Og Impact?", "Kor lenge varer Connect?", "NIC Impact varer"),
        (
            "Vi er på Connect. Og hvor lenge varer Explore?",
            "Hvor lenge kan en klynge få støtte?",
            "NIC Explore varer",
        ),
    ],
)
def test_who_asks_breaks_no_conversation(
    shipped: ExtractiveAnswerer, text: str, before: str, told: str
) -> None:
    history = (Turn("user", before), Turn("assistant", asked(shipped, before).text))
    assert told in shipped.answer(text, history, as_of=DAY).text


@pytest.mark.parametrize("scene", ["", "Vi har bronse. ", "Vi er ikke gullsertifisert. "])
def test_whether_one_may_is_led_by_what_it_takes(shipped: ExtractiveAnswerer, scene: str) -> None:
    answer = asked(shipped, f"{scene}Kan vi bruke NCE-merkenavnet?")
    assert "gullsertifisering" in answer.text.partition("[2]")[0]


@pytest.mark.parametrize("scene", ["Sjefen min lurer.", "Styret undrer.", "My boss wonders."])
def test_who_wonders_is_no_scene(sea: ExtractiveAnswerer, scene: str) -> None:
    question = "Hvor lenge varer Hav Start?"
    alone, wondered = sea.reader.read(question), sea.reader.read(f"{scene} {question}")
    assert wondered.query == alone.query


def test_what_is_told_last_is_what_a_pronoun_stands_for(sea: ExtractiveAnswerer) -> None:
    read = sea.reader.read("Vi er et lag som skriver søknad. Hvor lang må den være?")
    of_it = of_what_was_set_before(read, sea.reader)
    assert of_it is not None
    assert of_it.resolved == "Hvor lang må søknad være?"
    for text in (
        "Vi er et lag på Kypros. Hvor lang må den være?",
        "Vi skriver søknad. Hva kreves?",
    ):
        assert of_what_was_set_before(sea.reader.read(text), sea.reader) is None
