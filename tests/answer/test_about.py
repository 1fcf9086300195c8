"""Which names and years a sentence is about: its own, those around it, and its kin's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.about import dated, named, subject
from assistant.answer.units import Unit, UnitKind
from assistant.domain import Chunk, Metadata
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
) -> Unit:
    """The sentence `text` at the head of a passage that goes on with `rest`."""
    whole = f"{text} {rest}".strip()
    metadata = Metadata(published=published)
    chunk = Chunk("a:0", "a", "Tittel", section, None, 0, len(whole), whole, metadata=metadata)
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
