"""Questions understood: follow-ups written out, names told apart, years, what is lost."""

from __future__ import annotations

import pytest

from assistant.answer.dialogue.vocabulary import is_only_a_word
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.understanding.intent import Intent
from assistant.domain import Language, Turn

START = "Hvor lenge varer Hav Start?"


def read(sea: ExtractiveAnswerer, text: str, *before: str) -> Question:
    history: list[Turn] = []
    for earlier in before:
        history += [Turn("user", earlier), Turn("assistant", "Hav Vekst varer i fem år [1].")]
    return sea.reader.read(text, history)


FOLLOW_UPS = [
    ("Enn for Hav Vekst, da?", (START,), "Hvor lenge varer Hav Vekst?"),
    ("Og Hav Vekst?", (START,), "Hvor lenge varer Hav Vekst?"),
    ("Hav Vekst?", (START,), "Hvor lenge varer Hav Vekst?"),
    ("Hva med Hav Vekst?", (START,), "Hvor lenge varer Hav Vekst?"),
    ("hva med vekst", (START,), "Hvor lenge varer Hav Vekst?"),
    ("Kva med Hav Vekst?", ("Kor lenge varer Hav Start?",), "Kor lenge varer Hav Vekst?"),
    ("What about Hav Vekst?", ("How long does Hav Start last?",), "How long does Hav Vekst last?"),
    ("Hvor mye da?", (START,), "Hvor mye da? Hav Start"),
    ("og hvor mye støtte får man?", (START,), "og hvor mye støtte får man? Hav Start"),
    ("Hva må til?", (START,), "Hva må til? Hav Start"),
    ("Hvor mange medlemmer har de?", (START,), "Hvor mange medlemmer har de? Hav Start"),
    ("Hvor mange år er det?", ("Hva er Hav Vekst?",), "Hvor mange år er det? Hav Vekst"),
    ("Når da?", ("Hvem kan delta i Hav Start?",), "Når da? Hav Start"),
    ("Enn i 2016?", ("Når var fristen i 2014?",), "Når var fristen i 2016?"),
    ("Og i 2016?", ("Hvor mange søkte i 2014?",), "Hvor mange søkte i 2016?"),
    ("Enn Vekst?", (START, "Og hvor mye støtte?"), "Og hvor mye støtte? Hav Vekst"),
    ("Enn Hav Start?", (START, "Enn Hav Vekst?"), "Hvor lenge varer Hav Start?"),
    ("Enn for vaksne?", ("Kva kostar billetten for ein student?",),
     "Kva kostar billetten for vaksne?"),
    ("Hva med bedrifter?", ("Hva koster en time i hallen for privatpersoner?",),
     "Hva koster en time i hallen for bedrifter?"),
    ("What about Sundays?", ("When is the hall open on Saturdays?",),
     "When is the hall open on Sundays?"),
    ("Enn nye nettverk?", ("Er det et krav til hva et Vekst-nettverk må ha?",),
     "Er det et krav til hva nye nettverk må ha?"),
    ("Og på lørdager?", ("Når har kafeen åpent?",), "Når har kafeen åpent på lørdager?"),
    ("And for students?", ("What is the price?",), "What is the price for students?"),
    ("Kva klokkeslett?", ("Når var fristen for søknaden i 2014?",),
     "Kva klokkeslett? fristen søknaden 2014"),
    ("Hvilken dato?", ("Når er fristen for søknaden i 2014?",),
     "Hvilken dato? fristen søknaden 2014"),
    ("What time?", ("When was the deadline in 2014?",), "What time? deadline 2014"),
    ("Kor mange av dei var Hav Start?", ("Kor mange rederi søkte i 2017?",),
     "Kor mange av dei var Hav Start? rederi søkte 2017"),
    ("Hvor mange av dem fikk avslag?", ("Hvor mange rederier søkte i 2017?",),
     "Hvor mange av dem fikk avslag? rederier søkte 2017"),
    ("How many of them were turned down?", ("How many shipowners applied in 2017?",),
     "How many of them were turned down? shipowners applied 2017"),
    ("Hvordan søker vi om det?", ("Kan vi ha hund på båten?",),
     "Hvordan søker vi om det? ha hund båten"),
    ("Kan vi gjøre det digitalt?", ("Hvem leverer skjemaet?",),
     "Kan vi gjøre det digitalt? leverer skjemaet"),
    ("Do they have to register by a certain date?", ("What is offered to fishermen?",),
     "Do they have to register by a certain date? offered fishermen"),
    ("Hvor stort var budsjettet det året?", ("Hvor mange rederier søkte i 2017?",),
     "Hvor stort var budsjettet det året? 2017"),
    ("Kva må til?", ("Kan vi få støtte i Hav Vekst?",), "Kva må til? Hav Vekst"),
    ("Får de noe annet da?", ("Får rederier gratis havneplass?",),
     "Får de noe annet da? rederier gratis"),
    ("Takk! Og Hav Vekst?", (START,), "Hvor lenge varer Hav Vekst?"),
    ("Og Hav Vekst?", (START, "Tusen takk!"), "Hvor lenge varer Hav Vekst?"),
    ("Og fristen?", ("Hvem kan delta i Hav Start?",), "Og fristen? Hav Start"),
    ("And the sketch for Hav Vekst?", ("When is the Hav Start report due?",),
     "When is the Hav Vekst report due? sketch"),
    ("Og hva får man?", (START,), "Og hva får man? Hav Start"),
    ("Hva med prosjektstøtte?", ("Hvor mye driftsstøtte får et nytt rederi?",),
     "Hvor mye prosjektstøtte får et nytt rederi?"),
    ("Og prosjektstøtten?", ("Hvor stor er driftsstøtten i Hav Vekst?",),
     "Hvor stor er prosjektstøtten i Hav Vekst?"),
    ("Hva kan den brukes til?", ("Hvor mye driftsstøtte får Hav Vekst?",),
     "Hva kan den brukes til? Hav Vekst driftsstøtte"),
    ("Hvem avgjør det?", ("Kan vi få støtte i Hav Vekst?",), "Hvem avgjør det? Hav Vekst"),
    ("Who decides that?", ("Can we join Hav Vekst?",), "Who decides that? Hav Vekst"),
    ("Hvorfor det?", ("Må vi ha hund i Hav Start?",), "Hvorfor det? Hav Start ha hund"),
    # What a thing is for does not last; the thing does.
    ("Hvor lenge varer det?", ("Hva er målet med båtprogrammet?",),
     "Hvor lenge varer det? båtprogrammet"),
    ("How long does it last?", ("What is the purpose of the boat scheme?",),
     "How long does it last? boat scheme"),
    ("Hvem har bestemt det?", ("Hva er målet?",), "Hvem har bestemt det? målet"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "before", "resolved"), FOLLOW_UPS)
def test_follow_ups(
    sea: ExtractiveAnswerer, text: str, before: tuple[str, ...], resolved: str
) -> None:
    question = read(sea, text, *before)
    assert question.resolved == resolved
    assert question.leans
    assert not question.lost
    assert question.text == text


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke tjenester tilbyr Havprogrammet?",
        "Hvor mange medlemmer må nettverket ha i Hav Vekst?",
        "Når er søknadsfristen for Hav Vekst?",
        "Og når er søknadsfristen for deltakelse i Hav Vekst?",
        "Hva er et havnettverk?",
        "Hvem driver Havprogrammet?",
        "How many members does Hav Vekst need?",
        "Hvor mange av de nye nettverkene i Hav Vekst kan søke?",
        "Må de nye nettverkene sende rapport til Kystverket?",
        "Hvem holder kurs for skippere om sikkerhet?",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_over(
    sea: ExtractiveAnswerer, text: str
) -> None:
    assert read(sea, text, START).resolved == text


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mye?",
        "Hva med det?",
        "Hvor lenge varer det?",
        "Enn der?",
        "Hva kreves på det nivået?",
        "Kor lenge varer det?",
        "How much is it?",
        "What about that level?",
    ],
)
def test_a_follow_up_with_nothing_before_it_is_lost(sea: ExtractiveAnswerer, text: str) -> None:
    assert read(sea, text).lost
    assert not read(sea, text, START).lost


@pytest.mark.parametrize(
    "text", ["Hav Vekst", "havnettverk", "Hva er kravet til medlemmer?", "søknadsfristen"]
)
def test_a_topic_alone_is_not_lost(sea: ExtractiveAnswerer, text: str) -> None:
    assert not read(sea, text).lost


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hvor lenge varer Hav Start?", ["Hav Start"]),
        ("Hvor lenge varer hav start?", ["Hav Start"]),
        ("HVA ER HAV START?", ["Hav Start"]),
        ("Hvor lenge varer Start?", ["Hav Start"]),
        ("Hva er Vekst?", ["Hav Vekst"]),
        ("Hva er forskjellen på Hav Start og Hav Vekst?", ["Hav Start", "Hav Vekst"]),
        ("Hva er forskjellen på Hav Vekst og Hav Start?", ["Hav Vekst", "Hav Start"]),
        ("Hva er Havkongen?", ["Havkongen"]),
        ("Gjelder det for Romsdal Vekstfond?", ["Romsdal", "Vekstfond"]),
        ("Kan vi i Ålesund søke?", []),
        ("Hvilke tjenester tilbyr programmet?", []),
    ],
)
def test_names(sea: ExtractiveAnswerer, text: str, names: list[str]) -> None:
    assert [m.name for m in read(sea, text).mentions] == names


def test_a_name_does_not_stand_in_a_longer_one(sea: ExtractiveAnswerer) -> None:
    (start,) = read(sea, "Hva er Hav Start?").mentions
    assert start.stands_in("Støtten i Hav Start er inntil 1,5 millioner kroner.")
    assert start.stands_in("Hav Starts medlemmer")
    assert not start.stands_in("Hav Vekst er for nettverk som kan vise til resultater.")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Hvor mange søkte i 2012 og 2013?", ("2012", "2013")),
        ("Var det frist i 2012, altså i 2012?", ("2012",)),
        ("Trenger vi 12345 medlemmer?", ()),
        ("Hvor mange søkte?", ()),
    ],
)
def test_years(sea: ExtractiveAnswerer, text: str, years: tuple[str, ...]) -> None:
    assert read(sea, text).years == years


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        # «no» is nynorsk for now.
        ("Varer Hav Start i tre år no?", False),
        ("Is there no deadline for Hav Start?", True),
        ("Kan vi ikke søke?", True),
        ("Kan ikkje nye nettverk søkje?", True),
        ("Don't we need a leader?", True),
        ("Kan vi søke uten leder?", True),
        ("Kan vi søke?", False),
    ],
)
def test_negation(sea: ExtractiveAnswerer, text: str, negated: bool) -> None:
    assert read(sea, text).negated is negated


def test_what_is_counted(sea: ExtractiveAnswerer) -> None:
    assert read(sea, "Hvor mange medlemmer må vi ha?").counted == ("medlemmer",)
    assert read(sea, "Hvor lenge varer det?").counted == ()
    assert read(sea, "Hvor mange nye medlemmer må vi ha?").counted == ("nye", "medlemmer")
    assert read(sea, "How many did they take in?").counted == ()
    # What bears the name is counted.
    assert read(sea, "Hvor mange nye Hav Start ble det?").counted == ()


def test_a_year_tells_what_is_asked_about(sea: ExtractiveAnswerer) -> None:
    assert not read(sea, "When did the 2026 call open?").lost
    assert read(sea, "Hva med 2026?").lost


@pytest.mark.parametrize(
    ("text", "before", "language"),
    [
        ("Kor lenge varer Hav Start?", (), Language.NN),
        ("How long does Hav Start last?", (), Language.EN),
        ("Hav Vekst?", ("How long does Hav Start last?",), Language.EN),
        ("Hav Vekst?", ("Kor lenge varer Hav Start?",), Language.NN),
        ("Hav Vekst?", (), Language.NB),
    ],
)
def test_language(
    sea: ExtractiveAnswerer, text: str, before: tuple[str, ...], language: Language
) -> None:
    assert read(sea, text, *before).language is language


def test_what_the_assistant_said_is_nothing_to_lean_on(sea: ExtractiveAnswerer) -> None:
    question = sea.reader.read("Hvor mye da?", [Turn("assistant", "Hav Vekst varer i fem år.")])
    assert question.resolved == "Hvor mye da?"
    assert question.lost
    assert question.intent is Intent.AMOUNT


def test_what_it_points_at_may_stand_in_the_answer_before(sea: ExtractiveAnswerer) -> None:
    before = [
        Turn("user", "Hva er skipperkurset en del av?"),
        Turn("assistant", "Det er en del av opplæringsplattformen [1]."),
    ]
    assert "opplæringsplattformen" in sea.reader.read("Når kom det?", before).resolved
    assert "opplæringsplattformen" not in sea.reader.read("Hvor mye da?", before).resolved


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Når er det klart hvem som er med?", ("2026-04-20",)),
        ("Når var det, sa du?", ()),
        ("Når er fristen igjen?", ()),
        ("Enn for rederier?", ()),
        ("Hvor mange kommer?", ()),
    ],
)
def test_what_has_been_told_is_not_told_again(
    sea: ExtractiveAnswerer, text: str, told: tuple[str, ...]
) -> None:
    before = [
        Turn("user", "Når er fristen for å melde seg?"),
        Turn("assistant", "Fristen er 20. april 2026 [1]."),
    ]
    assert sea.reader.read(text, before).told == told


@pytest.mark.parametrize(
    ("name", "text", "language", "word"),
    [
        ("Min", "Kollegaen min sier at det går.", Language.NB, True),
        ("Min", "Hva gjør jeg på Min side?", Language.NB, False),
        ("Start", "When could the clusters start?", Language.EN, True),
        ("Start", "When could Start clusters apply?", Language.EN, False),
        ("Min side", "Hva er min side?", Language.NB, False),
        ("Siva", "Hva gjør siva, Anne?", Language.NB, False),
        # Who writes no capitals at all means the name.
        ("Min", "hva gjør jeg på min side", Language.NB, False),
        ("NIC Impact", "How many impact goals are there?", Language.EN, True),
        ("NIC Impact", "what impact goals does impact have", Language.EN, False),
        ("NIC Impact", "How long does impact last?", Language.EN, False),
        ("NIC Impact", "Hvor lenge varer impact?", Language.NB, False),
        ("NIC Impact", "What impact goals does NIC Impact have?", Language.EN, False),
    ],
)
def test_a_common_word_is_no_name(name: str, text: str, language: Language, word: bool) -> None:
    assert is_only_a_word(name, text, language) is word
