"""Evidence as text: markers, emphasis, lists and notices."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import citation
from assistant.answer.composition.frame import Frame, bold
from assistant.answer.composition.notices import notices
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import find
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import Coverage
from assistant.answer.understanding.intent import Intent
from assistant.domain import Chunk, Deadline, Language, Metadata, Status
from assistant.search.names import Mention
from assistant.search.query import Query

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize("language", list(Language))
def test_what_follows_a_list_is_none_of_its_last_item(language: Language) -> None:
    listed = "Krav [1]:\n\n- en plan\n- en leder"
    text = Frame(language).joined(["Først [2].", listed, "Fristen er ute [3].", "Slutt [4]."])
    assert text == f"Først [2].\n\n{listed}\n\nFristen er ute [3]. Slutt [4]."


@pytest.mark.parametrize(
    ("text", "wanted", "shown"),
    [
        ("Det varer i tre år.", "3 år", "Det varer i **tre år**."),
        ("Tre nivåer varer i tre år.", "3 år", "Tre nivåer varer i **tre år**."),
        ("Det varer i tre år.", "fire år", "Det varer i tre år."),
        ("Det varer i tre år.", "", "Det varer i tre år."),
        ("Fra 2 til 4 år", "2 og 4 år", "Fra **2** til **4 år**"),
        ("Åpent kl. 8–19 og lørdag.", "kl. 8", "Åpent **kl. 8–19** og lørdag."),
        ("Fra kl. 12.00–13.00.", "kl. 12.00", "Fra **kl. 12.00–13.00**."),
    ],
)
def test_bold(text: str, wanted: str, shown: str) -> None:
    assert bold(text, find(wanted)) == shown


@given(st.text(alphabet="ab 0123456789.,", max_size=40))
def test_bold_only_adds_stars(text: str) -> None:
    assert bold(text, find(text)).replace("**", "") == text


def told(quote: str, **values: object) -> tuple[str, ...]:
    data = Metadata(**values)  # type: ignore[arg-type]
    return notices([("Veileder", data)], [quote], as_of=TODAY, language=Language.NB)


@pytest.mark.parametrize(
    ("quote", "passed"),
    [
        ("Fristen er 20. januar 2026.", True),
        ("Fristen er 28. februar 2026.", True),
        ("Fristen er 1. mars 2026.", False),
        ("Fristen er 20. april 2026.", False),
        ("Fristene er 20. januar 2026 og 20. april 2026.", False),
        ("Samlingen var 20. januar 2026.", False),
        ("Fristen er 20. januar.", False),
        ("Fristen er i januar 2026.", False),
    ],
)
def test_a_passed_deadline(quote: str, passed: bool) -> None:
    assert told(quote) == (("Fristen har gått ut.",) if passed else ())


def test_standing_of_documents() -> None:
    assert told("x", status=Status.CURRENT) == ()
    assert told("x", status=Status.HISTORICAL) == ("«Veileder» er et historisk dokument.",)
    assert "avsluttet" in told("x", status=Status.EXPIRED)[0]
    assert "april 2024" in told("x", superseded_on="2024-04", status=Status.HISTORICAL)[0]
    assert told("x", superseded_on="2027-01") == ()


def test_a_notice_is_given_once() -> None:
    data = Metadata(status=Status.HISTORICAL)
    twice = [("Veileder", data), ("Veileder", data)]
    assert len(notices(twice, [], as_of=TODAY, language=Language.NB)) == 1


TEXT = "Dette kreves:\n- en plan\n- en leder\nDet varer i tre år."
CHUNK = Chunk("c", "d", "Veileder", ("Krav",), 1, 0, len(TEXT), TEXT)


def unit(kind: UnitKind, words: str, **values: object) -> Unit:
    start = TEXT.index(words)
    return Unit(CHUNK, kind, start, start + len(words), 0, **values)  # type: ignore[arg-type]


def test_a_list_has_its_marker_at_the_introduction() -> None:
    items = tuple((TEXT.index(w), TEXT.index(w) + len(w)) for w in ("en plan", "en leder"))
    whole = unit(UnitKind.LIST, "Dette kreves:\n- en plan\n- en leder", items=items)
    frame = Frame(Language.NB)
    assert frame.whole_list(whole) == "Dette kreves [1]:\n\n- en plan\n- en leder"
    bare = unit(UnitKind.LIST, "- en plan\n- en leder", items=items)
    assert frame.whole_list(bare) == "Krav [2]:\n\n- en plan\n- en leder"


def test_a_span_is_cited_once() -> None:
    frame = Frame(Language.NB)
    sentence = unit(UnitKind.SENTENCE, "Det varer i tre år.")
    assert [frame.number(sentence), frame.number(sentence)] == [1, 1]
    assert frame.number(unit(UnitKind.ITEM, "en plan")) == 2
    assert [c.number for c in frame.citations] == [1, 2]


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        (Language.NB, "", "«Ja.» [1]"),
        (Language.NN, "", "I dokumenta står det: «Ja.» [1]"),
        (Language.EN, "", "The documents say: «Ja.» [1]"),
        (Language.EN, "3 years", "**3 years**: «Ja.» [1]"),
    ],
)
def test_one_lead_before_quotations(language: Language, value: str, shown: str) -> None:
    assert Frame(language).joined(["«Ja.» [1]"], value) == shown


@pytest.mark.parametrize(
    ("language", "opening", "shown"),
    [
        (Language.NB, "", "Slik søker en [1]:\n\n- logg inn"),
        (Language.NN, "", "I dokumenta står det: Slik søker en [1]:\n\n- logg inn"),
        (Language.EN, "", "The documents say: Slik søker en [1]:\n\n- logg inn"),
        (Language.EN, "Previously", "Previously: Slik søker en [1]:\n\n- logg inn"),
    ],
)
def test_a_list_in_norwegian_is_led_in_in_the_language_of_the_answer(
    language: Language, opening: str, shown: str
) -> None:
    assert Frame(language).joined(["Slik søker en [1]:\n\n- logg inn"], "", opening) == shown


def test_parts_with_line_breaks_stand_apart() -> None:
    assert (
        Frame(Language.NB).joined(["En [1].", "To [2]:\n\n- tre"]) == "En [1].\n\nTo [2]:\n\n- tre"
    )


@pytest.mark.parametrize(
    ("quote", "day", "told"),
    [
        ("Søknaden sendes til etaten.", date(2026, 1, 2), True),
        ("Søknaden sendes til etaten.", date(2025, 1, 1), False),
        ("Nivået varer i tre år.", date(2026, 1, 2), False),
    ],
)
def test_how_to_apply_tells_that_the_documents_deadlines_have_passed(
    quote: str, day: date, told: bool
) -> None:
    data = Metadata(
        status=Status.CURRENT, deadlines=(Deadline(datetime(2025, 6, 1, 15), "Søknadsfrist"),)
    )
    found = notices([("Utlysning", data)], [quote], as_of=day, language=Language.NB)
    assert any("har gått ut" in notice for notice in found) is told


STEPS = (
    "Slik går det til:\n1. Velg en hall.\n2. Betal leien før dagen.\n3. hent nøkkelen\n"
    "Gjelder i tre år."
)


def framed(
    kind: UnitKind, words: str, previous: str = "", *, names: tuple[str, ...] = ()
) -> tuple[str, str]:
    """The sentence that a unit of `STEPS` becomes, and the quote behind it."""
    chunk = Chunk("c", "d", "Veileder", ("Leie av haller",), 1, 0, len(STEPS), STEPS)
    start = STEPS.index(words)
    own = Unit(chunk, kind, start, start + len(words), 0, previous=previous)
    mentions = tuple(Mention(n) for n in names)
    question = Question(
        "?", "?", Language.NB, Intent.OTHER, Query("?", Language.NB, (), {}), mentions, ()
    )
    frame = Frame(Language.NB)
    nothing = Coverage((), 0.0)
    text = frame.sentence(Evidence(own, 1.0, nothing, nothing, (), 1.0, True), question)
    return text, frame.citations[0].quote


@pytest.mark.parametrize(
    ("kind", "words", "previous", "text"),
    [
        (
            UnitKind.ITEM,
            "hent nøkkelen",
            "Slik går det til:",
            "Slik går det til: hent nøkkelen [1].",
        ),
        (UnitKind.ITEM, "hent nøkkelen", "", "Leie av haller: hent nøkkelen [1]."),
        (
            UnitKind.ITEM,
            "Betal leien før dagen.",
            "Slik går det til:",
            "Betal leien før dagen [1].",
        ),
        (UnitKind.SENTENCE, "Gjelder i tre år.", "", "Leie av haller: Gjelder i tre år [1]."),
        (UnitKind.SENTENCE, "Velg en hall.", "", "Velg en hall [1]."),
    ],
)
def test_what_does_not_say_its_subject_has_its_lead_or_heading(
    kind: UnitKind, words: str, previous: str, text: str
) -> None:
    said, quote = framed(kind, words, previous)
    assert said == text
    assert quote.endswith(words)
    assert quote in " ".join(STEPS.split())


def test_an_item_keeps_the_lead_that_names_what_is_asked_about() -> None:
    words, lead = "Betal leien før dagen.", "Slik går det til:"
    assert framed(UnitKind.ITEM, words, lead, names=("Slik",))[0].startswith(lead)


def test_a_numbered_list_keeps_its_numbers() -> None:
    chunk = Chunk("c", "d", "Veileder", (), 1, 0, len(STEPS), STEPS)
    items = tuple(
        (STEPS.index(w), STEPS.index(w) + len(w))
        for w in ("Velg en hall.", "Betal leien før dagen.")
    )
    whole = Unit(chunk, UnitKind.LIST, 0, items[-1][1], 0, items=items)
    frame = Frame(Language.NB)
    text = frame.whole_list(whole)
    assert text == "Slik går det til [1]:\n\n1. Velg en hall.\n2. Betal leien før dagen."
    assert citation.check(text, frame.citations, {"c": STEPS}).ok


@pytest.mark.parametrize(
    ("quote", "passed"),
    [("Fristen var 20. januar 2026.", True), ("Fristen er 20. april 2026.", False)],
)
def test_a_passed_deadline_that_is_only_perhaps_useful(quote: str, passed: bool) -> None:
    """It is told whose it is, as nothing was answered."""
    found = notices(
        [("Veileder", Metadata())],
        [],
        as_of=TODAY,
        language=Language.NB,
        offered=[("Veileder", quote), ("Veileder", quote)],
    )
    assert found == (("Fristene i «Veileder» har gått ut.",) if passed else ())


def test_a_heading_is_not_set_before_what_tells_of_another(sea: ExtractiveAnswerer) -> None:
    """«Hav Vekst: … i Hav Start» would tell of the wrong one."""
    text = "Det kan søkes direkte til Hav Start."
    chunk = Chunk("c", "d", "Veileder", ("Hav Vekst",), 1, 0, len(text), text)
    sentence = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    question = sea.reader.read("Hva søker vi til etter Hav Vekst?")
    shown = {
        rivals: Frame(Language.NB, rivals).sentence(
            Evidence(sentence, 0.0, Coverage((), 0), Coverage((), 0), (), 1.0, True), question
        )
        for rivals in ((), ("Hav Start", "Hav Vekst"))
    }
    assert shown[()].startswith("Hav Vekst: ")
    assert shown["Hav Start", "Hav Vekst"].startswith("Det kan søkes")


@pytest.mark.parametrize(
    "question",
    ["Hvilket nivå passer for oss?", "Hvem avgjør hvilket nivå vi søker på?"],
)
def test_a_heading_that_names_no_level_is_not_set_before_what_tells_which(
    shipped: ExtractiveAnswerer, question: str
) -> None:
    answer = shipped.answer(question, as_of=TODAY)
    assert answer.text.startswith("Klyngens modenhet avgjør")
