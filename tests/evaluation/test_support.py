"""Statements, markers and what citations bear out."""

from __future__ import annotations

import pytest

from assistant.domain import Answer, Citation, Language, Outcome
from assistant.evaluation.support import (
    Statement,
    citation_precision,
    citation_recall,
    invented_markers,
    nonverbatim_quotes,
    statements,
    unsupported_numbers,
)

MONEY = Citation(1, "arena", "Arena", ("Støtte",), 4, "Støtten er inntil to millioner i året.")
YEARS = Citation(2, "arena", "Arena", ("Varighet",), 4, "Et prosjekt varer vanligvis i tre år.")
OTHER = Citation(3, "arena", "Arena", ("Styret",), 5, "Styret velger en daglig leder.")


def answer(text, citations=(MONEY, YEARS), language=Language.NB, outcome=Outcome.ANSWERED):
    return Answer("Hva?", language, outcome, text, tuple(citations))


STATEMENTS = [
    ("Støtten er stor [1]. Den varer [2].", [("Støtten er stor.", (1,)), ("Den varer.", (2,))]),
    ("Støtten er stor. [1] Den varer. [2]", [("Støtten er stor.", (1,)), ("Den varer.", (2,))]),
    ("Støtten er stor.[1][2]", [("Støtten er stor.", (1, 2))]),
    ("Det er tre [1]:\n\n- en\n- to\n- tre", [("Det er tre: en to tre", (1,))]),
    ("Slik:\n- en [1]\n- to [2]", [("Slik:", ()), ("en", (1,)), ("to", (2,))]),
    ("1. en [1]\n2. to [1]", [("en", (1,)), ("to", (1,))]),
    ("- en\n- to [1]", [("en to", (1,))]),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATEMENTS)
def test_statements(text, expected):
    assert list(statements(text)) == [Statement(t, m) for t, m in expected]


SCORES = [
    # text, recall, precision
    ("Støtten er inntil 2 millioner i året [1]. Prosjektet varer i tre år [2].", 1, 1),
    ("Støtten er inntil 3 millioner i året [1].", 0, 0),
    ("Støtten er inntil to millioner i året.", 0, None),
    ("Støtten er inntil to millioner i året [1]. Prosjektet varer i tre år.", 0.5, 1),
    ("Støtten er inntil to millioner i året [1][3].", 1, 0.5),  # [3] is irrelevant
    ("Støtten er inntil to millioner i året [1][9].", 1, 0.5),  # [9] does not exist
    ("Støtten er to millioner i året, og prosjektet varer i tre år [1][2].", 1, 1),
    ("Støtten er to millioner i året, og prosjektet varer i tre år [1][2][3].", 1, 2 / 3),
    ("Klyngen feirer sommerfest med medlemmene på stranda [1].", 0, 0),
    ("Støtta er inntil to millionar i året [1].", 1, 1),
]


@pytest.mark.parametrize(("text", "recall", "precision"), SCORES)
def test_citation_scores(text, recall, precision):
    found = answer(text, (MONEY, YEARS, OTHER))
    assert citation_recall(found) == pytest.approx(recall)
    if precision is None:
        with pytest.raises(ValueError, match="no citation"):
            citation_precision(found)
    else:
        assert citation_precision(found) == pytest.approx(precision)


def test_a_frame_is_no_claim():
    found = answer("Dette er aktuelt:\nStøtten er inntil to millioner i året [1].\nHvilket nivå?")
    assert citation_recall(found) == 1


@pytest.mark.parametrize(
    ("text", "recall"),
    [
        ("Support is up to 2 million a year [1].", 1),
        ("Support is up to 3 million a year [1].", 0),
        ("Yes, it lasts («varer vanligvis i tre år») [2].", 1),
        ("Yes, it lasts («varer vanligvis i to år») [2].", 0),
    ],
)
def test_english_is_judged_by_values_and_quotations(text, recall):
    assert citation_recall(answer(text, language=Language.EN)) == recall


def test_english_prose_without_either_cannot_be_judged():
    with pytest.raises(ValueError, match="no claim"):
        citation_recall(answer("The board elects a leader [1].", language=Language.EN))


def test_invented_markers_are_counted_once_each():
    assert invented_markers(answer("A [1]. B [7]. C [7][8].")) == 2
    assert invented_markers(answer("A [1][2].")) == 0


def test_quotes_must_stand_in_their_own_document():
    texts = {"arena": "Før. Støtten er inntil to millioner i året. Etter."}
    broken = Citation(2, "arena", "Arena", (), 4, "Støtten er inntil … i året.")
    elsewhere = Citation(3, "nce", "NCE", (), 4, MONEY.quote)
    empty = Citation(4, "arena", "Arena", (), 4, " ")
    assert nonverbatim_quotes(answer("", (MONEY,)), texts) == 0
    assert nonverbatim_quotes(answer("", (MONEY, broken, elsewhere, empty)), texts) == 3


@pytest.mark.parametrize(
    ("text", "outcome", "expected"),
    [
        ("Støtten er to millioner i året [1].", Outcome.ANSWERED, ()),
        ("Støtten er 3 millioner i året [1].", Outcome.ANSWERED, ("3000000",)),
        ("Den varer i tre år [1].", Outcome.ANSWERED, ("3",)),
        ("Den varer i tre år.", Outcome.ANSWERED, ()),
        ("Ja, i 2024 [1].", Outcome.ANSWERED, ("2024",)),
        ("Spør om tall for 2024.", Outcome.NO_EVIDENCE, ()),
        ("Det står 57 søkere.", Outcome.NO_EVIDENCE, ("57",)),
        ("1. Støtten er to millioner i året [1]\n2. tre år [2]", Outcome.ANSWERED, ()),
    ],
)
def test_unsupported_numbers(text, outcome, expected):
    assert unsupported_numbers(answer(text, outcome=outcome), "Hvor mange i 2024?") == expected


@pytest.mark.parametrize(
    ("told", "quote", "missing"),
    [
        ("22:15", "Alle må være ute innen 22.15.", ()),
        ("01:30", "Øl kan serveres til 01.30.", ()),
        ("22:15", "Alle må være ute innen 22.45.", ("22:15",)),
    ],
)
def test_an_hour_may_be_written_with_a_point(
    told: str, quote: str, missing: tuple[str, ...]
) -> None:
    assert (
        unsupported_numbers(
            answer(f"**{told}**: «{quote}» [1]", (Citation(1, "d", "Guide", (), 1, quote),))
        )
        == missing
    )


@pytest.mark.parametrize(
    ("told", "quote", "missing"),
    [
        ("3", "Delmål: - båter - loser - kart", ()),
        ("4", "Delmål: - båter - loser - kart", ("4",)),
        # Shown in part, or with an item that the source has not: nobody can count after.
        ("3", "Delmål: - båter - loser - kart - moloer", ("3",)),
        ("3", "Delmål: - båter - loser", ("3",)),
    ],
)
def test_the_length_of_a_list_shown_whole_is_borne_out(
    told: str, quote: str, missing: tuple[str, ...]
) -> None:
    text = f"**{told}** – Delmål [1]:\n\n- båter\n- loser\n- kart"
    assert unsupported_numbers(answer(text, (Citation(1, "d", "Guide", (), 1, quote),))) == missing


def test_an_abbreviation_in_bold_ends_no_sentence() -> None:
    quote = Citation(1, "d", "Guide", (), 1, "Møte 30. april 2024 kl. 12.00-13.00")
    assert unsupported_numbers(answer("Møte 30. april **kl. 12.00-13.00** [1].", (quote,))) == ()
