"""Which names and years a sentence is about: its own, those around it, and its kin's."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.extraction.about import (
    dated,
    named,
    of_another_day,
    of_another_part,
    of_version,
    quotes,
    subject,
    versions,
    year_meant,
    years_at_hand,
    years_of,
)
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.domain import Chunk, Metadata, Status
from assistant.search.names import Mention

RIVALS = ("Hav Start", "Hav Start Ung", "Hav Vekst")
START, GROWTH = (Mention("Hav Start", longer=("hav start ung",)), Mention("Hav Vekst"))
HALL = Mention("Elvestrandhallen")
DIRECTORATE = Mention("Kystdirektoratet", aliases=("KD",))


def unit(
    text: str,
    *,
    section: tuple[str, ...] = (),
    previous: str = "",
    context: str = "",
    rest: str = "",
    published: str | None = None,
    table: int = -1,
    document: str = "a",
) -> Unit:
    """The sentence `text` at the head of a passage that goes on with `rest`."""
    whole = f"{text} {rest}".strip()
    metadata = Metadata(published=published)
    chunk = Chunk(
        f"{document}:0", document, "Tittel", section, None, 0, len(whole), whole, metadata=metadata
    )
    return Unit(
        chunk, UnitKind.SENTENCE, 0, len(text), 0, context=context, previous=previous, table=table
    )


PRICE = "Leien er 400 kroner i timen."


@pytest.mark.parametrize(
    ("found", "names", "credit"),
    [
        # Nothing asked by name is never amiss.
        (unit(PRICE), (), 1.0),
        (unit("Mohallen koster 400 kroner."), (), 1.0),
        # The unit itself, also in the genitive, in another case and by its acronym.
        (unit("Elvestrandhallen koster 400 kroner."), (HALL,), 1.0),
        (unit("Elvestrandhallens leie er 400 kroner."), (HALL,), 1.0),
        (unit("ELVESTRANDHALLEN koster 400 kroner."), (HALL,), 1.0),
        (unit("Gebyret til KD er 400 kroner."), (DIRECTORATE,), 1.0),
        # What stands around it: the nearest heading, the sentence before, what it stands under.
        (unit(PRICE, section=("Elvestrandhallen",)), (HALL,), 0.95),
        (unit(PRICE, section=("Haller", "Elvestrandhallen")), (HALL,), 0.95),
        (unit(PRICE, previous="Slik leier man Elvestrandhallen."), (HALL,), 0.95),
        (unit(PRICE, context="Priser for Elvestrandhallen"), (HALL,), 0.95),
        # The rest of the passage counts least, and not at all for a row of a table.
        (unit(PRICE, rest="Elvestrandhallen ligger ved elva."), (HALL,), 0.9),
        (unit(PRICE, rest="Elvestrandhallen ligger ved elva.", table=0), (HALL,), 0.0),
        # The file's name says what it is about, in one word or several; a rival goes before it.
        (unit(PRICE, document="leie-elvestrandhallen"), (HALL,), 0.95),
        (unit("Støtten varer i tre år.", document="notat_om_hav-start"), (START,), 0.95),
        (unit("Støtten varer i tre år.", document="hav-start-ung"), (START,), 0.0),
        (unit("Støtten varer i tre år.", document="havstart"), (START,), 0.0),
        (unit("Hav Vekst varer i fem år.", document="hav-start"), (START,), 0.0),
        (unit("Mohallen koster 400 kroner.", document="elvestrandhallen"), (HALL,), 0.0),
        # Only the nearest heading counts, and nowhere is nowhere.
        (unit(PRICE, section=("Elvestrandhallen", "Priser")), (HALL,), 0.0),
        (unit(PRICE), (HALL,), 0.0),
        # One of the same kind is another thing, whatever stands around it.
        (unit("Mohallen koster 400 kroner."), (HALL,), 0.0),
        (unit("Mohallen koster 400 kroner.", section=("Elvestrandhallen",)), (HALL,), 0.0),
        (unit("Mohallen koster 400 kroner.", previous="Lei Elvestrandhallen."), (HALL,), 0.0),
        (unit("Mohallen koster 400 kroner.", rest="Elvestrandhallen er ny."), (HALL,), 0.0),
        # A name that ends otherwise is none of the kind, and both at once are both.
        (unit("Nordgarden koster 400 kroner.", section=("Elvestrandhallen",)), (HALL,), 0.95),
        (unit("Mohallen og Elvestrandhallen koster 400 kroner."), (HALL,), 1.0),
        # A rival of the headings takes the credit, unless it was asked for, too.
        (unit("Hav Vekst varer i fem år.", section=("Hav Start",)), (START,), 0.0),
        (unit("Hav Vekst varer i fem år.", section=("Hav Start",)), (START, GROWTH), 0.975),
        (unit("Støtten varer i fem år.", section=("Hav Start",)), (START, GROWTH), 0.475),
        # The longer name is another thing than the shorter one.
        (unit("Hav Start Ung varer i ett år."), (START,), 0.0),
    ],
)
def test_credit_for_names(found: Unit, names: tuple[Mention, ...], credit: float) -> None:
    assert named(found, names, RIVALS) == pytest.approx(credit)


@pytest.mark.parametrize(
    ("found", "years", "fits"),
    [
        (unit("Fristen var i mars."), (), True),
        (unit("Fristen var i mars 2014."), ("2014",), True),
        (unit("Fristen var i mars 2014."), ("2016",), False),
        (unit("Fristen var i mars.", context="Utlysning 2014"), ("2014",), True),
        (unit("Fristen var i mars.", previous="I 2014 var det to runder."), ("2014",), True),
        (unit("Fristen var i mars.", published="2014-02"), ("2014",), True),
        (unit("Fristen var i mars.", published="2015-02"), ("2014",), False),
        (unit("Fristen var i mars."), ("2014",), False),
        # Its own year goes before those around it.
        (unit("Fristen var i mars 2016.", context="Utlysning 2014"), ("2014",), False),
        (unit("Fristene var i 2014 og 2016."), ("2014", "2016"), True),
        (unit("Fristen var i 2014.", context="Utlysning 2016"), ("2014", "2016"), False),
        # A number is no year.
        (unit("Det kom 3014 søknader.", context="Utlysning 2014"), ("2014",), True),
    ],
)
def test_years(found: Unit, years: tuple[str, ...], fits: bool) -> None:
    assert dated(found, years) is fits


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hav Start varer i tre år.", "Hav Start"),
        ("Hav Start Ung varer i ett år.", "Hav Start Ung"),
        ("Hav Start er kortere enn Hav Vekst.", ""),
        ("Støtten varer i tre år.", ""),
        ("Hav Starten er noe annet.", ""),
        ("", ""),
    ],
)
def test_subject(text: str, name: str) -> None:
    assert subject(unit(text), RIVALS) == name
    assert subject(unit(text), ()) == ""


SENTENCES = st.sampled_from(
    [PRICE, "Mohallen er åpen.", "Elvestrandhallen er ny.", "Hav Vekst varer i fem år.", ""]
)
MENTIONS = st.lists(st.sampled_from([HALL, START, GROWTH, DIRECTORATE]), unique=True)
YEARS = st.lists(st.sampled_from(["2014", "2016", "2019"]), unique=True)


@given(SENTENCES, SENTENCES, SENTENCES, MENTIONS)
def test_credit_is_a_share_and_rivals_never_add_to_it(
    text: str, previous: str, rest: str, names: list[Mention]
) -> None:
    found = unit(text, previous=previous, rest=rest)
    share = named(found, names, RIVALS)
    assert 0 <= share <= 1
    assert share <= named(found, names, ())
    assert named(found, names[::-1], RIVALS) == pytest.approx(share)
    if names and all(m.stands_in(text) for m in names):
        assert share == 1.0


@given(SENTENCES, st.sampled_from(["", "2014", "2014 og 2016"]), YEARS)
def test_all_years_fit_together_as_each_alone(text: str, stated: str, years: list[str]) -> None:
    found = unit(f"{text} {stated}", previous="Det var i 2019.")
    assert dated(found, years) is all(dated(found, [y]) for y in years)


def passage(
    text: str,
    *,
    stem: str = "a",
    title: str = "Tittel",
    published: str = "",
    status: Status = Status.UNKNOWN,
) -> Chunk:
    metadata = Metadata(published=published or None, status=status)
    return Chunk("a:0", stem, title, (), None, 0, len(text), text, metadata=metadata)


@pytest.mark.parametrize(
    ("chunk", "years"),
    [
        (passage("Uten år."), set()),
        # The file's name, the title and the date of publishing.
        (passage("Uten år.", stem="retningslinjer-2019"), {"2019"}),
        (passage("Uten år.", stem="plan_2019_v2"), {"2019"}),
        (passage("Uten år.", stem="20190412-referat"), {"2019"}),
        (passage("Uten år.", stem="sak-20195"), set()),
        (passage("Uten år.", stem="sak-120191"), set()),
        (passage("Uten år.", title="Plan 2019–2021"), {"2019", "2020", "2021"}),
        # A call is published the year before the one it is of.
        (passage("Uten år.", title="Utlysning 2027", published="2026-10"), {"2027"}),
        (passage("Uten år.", published="2024-04-12"), {"2024"}),
        # What a document bears goes before what a passage tells.
        (passage("Loven kom i 1999.", stem="veileder-2019"), {"2019"}),
        (passage("Søknadsfrist 21. juni 2024. Webinar 30. april 2024."), {"2024"}),
        (passage("Den kom i 2018 og ble endret i 2020."), set()),
    ],
)
def test_the_years_that_a_document_bears(chunk: Chunk, years: set[str]) -> None:
    assert years_of(chunk) == years


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("Hva er fristen i 2024-utlysningen?", {"2024"}),
        ("Hvilke mål hadde programmet fra 2019?", {"2019"}),
        ("Kva er målet, etter 2019-ordninga?", {"2019"}),
        ("What does the 2019 call say?", {"2019"}),
        ("What does the call from 2019 say?", {"2019"}),
        ("Når ble ordningen startet i 2019?", set()),
        ("Hva var fristen i 2019?", set()),
    ],
)
def test_years_that_name_a_document(question: str, years: set[str]) -> None:
    assert versions(question) == years


def test_a_year_of_the_file_name_goes_for_all_that_the_document_says() -> None:
    text = "Ordningen har fem mål. Utlysningen kommer i 2020."
    chunk = passage(text, stem="program-2019")
    goals, call = (
        Unit(chunk, UnitKind.SENTENCE, 0, 22, 0),
        Unit(chunk, UnitKind.SENTENCE, 23, 49, 1),
    )
    assert dated(goals, ("2019",)) and not dated(goals, ("2018",))
    assert not dated(call, ("2019",))
    assert dated(call, ("2019",), naming=frozenset({"2019"}))
    assert not dated(call, ("2018",), naming=frozenset({"2018"}))


@given(st.integers(1990, 2035), st.integers(1990, 2035))
def test_a_document_is_of_the_year_in_its_name_and_no_other(borne: int, asked: int) -> None:
    chunk = passage("Ordningen har fem mål.", stem=f"program-{borne}")
    unit_of = Unit(chunk, UnitKind.SENTENCE, 0, 22, 0)
    assert dated(unit_of, (str(asked),)) is (asked == borne)


@pytest.mark.parametrize(
    ("text", "question", "other"),
    [
        ("Kafeen er åpen på lørdager.", "Når åpner kafeen på lørdager?", False),
        ("Kafeen er åpen på onsdager.", "Når åpner kafeen på lørdager?", True),
        ("Kafeen er åpen mandag–lørdag.", "Når åpner kafeen på torsdager?", False),
        ("Kafeen er åpen mandag til fredag.", "Når åpner kafeen på søndag?", True),
        ("Kafeen er åpen på hverdager.", "Når åpner kafeen på torsdag?", False),
        ("Kafeen er åpen i helgene.", "Når åpner kafeen på søndager?", False),
        ("Kafeen er åpen hver dag, også søndag.", "Når åpner kafeen på torsdag?", False),
        ("The café is open on Fridays.", "When does the café open on Sunday?", True),
        # Either says nothing of days.
        ("Kafeen er åpen på onsdager.", "Når åpner kafeen?", False),
        ("Kafeen åpner klokken ti.", "Når åpner kafeen på lørdager?", False),
    ],
)
def test_other_days_of_the_week(text: str, question: str, other: bool) -> None:
    assert of_another_day(text, question) is other


@pytest.mark.parametrize(
    ("found", "question", "has"),
    [
        (unit("«Havet sover» har 611 utlån."), "Hvem har skrevet «Havet sover»?", True),
        (unit("Samlingen er flyttet."), "Hvem har skrevet «Havet sover»?", False),
        (unit("Den har 611 utlån.", previous="Havet sover kom i 2024."), "«Havet sover»?", True),
        # What somebody might write is no title, what a word is called is.
        (unit("Mål må være målbare."), "Holder det med mål som «bli litt bedre»?", True),
        (unit("Samlingen er flyttet."), "Hva regnes som «Havet sover»?", False),
        # A single word in quotes is a word like others.
        (unit("Samlingen er flyttet."), "Hva er «utlån»?", True),
        (unit("Samlingen er flyttet."), "Hva er flyttet?", True),
    ],
)
def test_titles_in_quotes(found: Unit, question: str, has: bool) -> None:
    assert quotes(found, question) is has


def test_who_a_document_is_by_stands_in_its_opening() -> None:
    assert named(unit(PRICE), (HALL,), RIVALS) == 0.0
    assert named(unit(PRICE), (HALL,), RIVALS, opening="Regler for Elvestrandhallen.") == 0.95
    several = "Regler for Elvestrandhallen, Hav Start og Hav Vekst."
    assert named(unit(PRICE), (HALL,), RIVALS, opening=several) == 0.0
    rival = unit("Hav Vekst koster 400 kroner.")
    assert named(rival, (HALL,), RIVALS, opening="Regler for Elvestrandhallen.") == 0.0


CALLS = {
    year: passage(f"Rammen er {year[-1]} millioner kroner.", title=f"Utlysning {year}")
    for year in ("2026", "2027")
}


@pytest.mark.parametrize(
    ("question", "document", "of_it"),
    [
        ("Hvor stor er rammen i utlysningen for 2026?", "2026", True),
        ("Hvor stor er rammen i utlysningen for 2026?", "2027", False),
        ("How large is the budget of the 2027 call?", "2027", True),
        ("How large is the budget of the 2027 call?", "2026", False),
        ("Hvor stor er rammen?", "2026", True),
    ],
)
def test_a_version_named_by_its_year_is_no_other(question: str, document: str, of_it: bool) -> None:
    chunk = CALLS[document]
    told = Unit(chunk, UnitKind.SENTENCE, 0, len(chunk.text), 0)
    assert of_version(told, versions(question), question) is of_it


def test_what_a_document_tells_of_another_version_is_of_that() -> None:
    chunk = passage("Utlysningen for 2026 hadde to nivåer.", title="Utlysning 2027")
    told = Unit(chunk, UnitKind.SENTENCE, 0, len(chunk.text), 0)
    assert of_version(told, {"2026"}, "Hvilke nivåer hadde utlysningen for 2026?")


@pytest.mark.parametrize(
    ("status", "of_it"),
    [(Status.EXPIRED, True), (Status.HISTORICAL, True), (Status.CURRENT, False)],
)
@pytest.mark.parametrize(
    "question",
    ["Når var fristen i den forrige utlysningen?", "What was the deadline of the previous call?"],
)
def test_the_previous_call_is_none_that_applies(question: str, status: Status, of_it: bool) -> None:
    text = "Fristen er 20. januar."
    chunk = passage(text, title="Utlysning", status=status)
    told = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0)
    assert of_version(told, (), question) is of_it


@pytest.mark.parametrize(
    ("question", "as_of", "called", "year"),
    [
        ("Hva kostet det i fjor?", date(2026, 3, 1), {"2025"}, "2025"),
        ("What did it cost last year?", date(2026, 3, 1), {"2025", "2024"}, "2025"),
        # Where no document is called by it, it is only a way to speak.
        ("Hva kostet det i fjor?", date(2026, 3, 1), {"2024"}, ""),
        ("Hva koster det?", date(2026, 3, 1), {"2025"}, ""),
        ("Hva kostet det i fjor?", date.max, {"9998"}, ""),
    ],
)
def test_last_year_is_that_of_a_document(
    question: str, as_of: date, called: set[str], year: str
) -> None:
    assert year_meant(question, as_of, called) == year


def test_a_year_that_a_document_is_called_by_is_told_there() -> None:
    text = "Egenandelen er 20 prosent."
    of_year, of_period = passage(text, stem="utlysning-2025"), passage(text, stem="plan-2024-2029")
    at_hand = years_at_hand([of_year, of_period, passage(text, stem="notat")])
    assert at_hand == {"2025"}

    def told(chunk: Chunk, called: frozenset[str]) -> bool:
        found = Unit(chunk, UnitKind.SENTENCE, 0, len(text), 0, context=chunk.document_id)
        return dated(found, ("2025",), called=called)

    assert told(of_year, at_hand)
    assert not told(of_period, at_hand)
    # Without a document of just that year, one of a period tells of it.
    assert told(of_period, frozenset())


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("Hva er artikkel 28?", "Støtten følger artikkel 27 i forordningen.", True),
        ("Hva er artikkel 27?", "Støtten følger artikkel 27 i forordningen.", False),
        ("What does article 27 say?", "Støtten følger artikkel 27.", False),
        ("What does article 25 say?", "Støtten følger artikkel 27.", True),
        ("Hva står i § 4?", "Etter § 4-2 skal alle svare.", True),
        ("Hva står i § 4-2?", "Etter § 4-2 skal alle svare.", False),
        ("Hva står i kapittel 3?", "Støtten følger artikkel 27.", False),
        ("Hva er forordningen?", "Støtten følger artikkel 27 i forordningen.", False),
    ],
)
def test_numbered_parts_of_a_rule_are_told_apart(question: str, text: str, other: bool) -> None:
    assert of_another_part(text, question) is other
