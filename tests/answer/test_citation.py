"""The check that every answer passes through: what it finds, and what it lets stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.citation import check, cite, fold, shown, statements
from assistant.answer.extractive import ExtractiveAnswerer
from assistant.domain import CheckReport, Chunk, Citation, Language, Outcome

from .sea_programme import TODAY

TEXT = (
    "Støtten er inntil to millioner kroner i året. Nivået varer i tre år.\n"
    "Fristen er 22. juni 2024 klokken 15.00. Dette kreves:\n- en plan\n- en leder"
)
CHUNK = Chunk("c", "d", "Veileder 2024", ("Nivå én", "Krav"), 1, 0, len(TEXT), TEXT)
SOURCES = {"c": TEXT}


def whole(number: int) -> Citation:
    return cite(number, CHUNK, 0, len(TEXT))


def found(text: str, *citations: Citation, language: Language = Language.NB) -> CheckReport:
    return check(text, citations or (whole(1),), SOURCES, language=language)


CLEAN = [
    "Støtten er inntil to millioner kroner i året [1].",
    "Støtten er inntil 2 000 000 kroner i året. [1]",
    "Støtten er 2 mill. kroner [1]. Nivået varer i 3 år [1].",
    "Støtten er **2 millioner kroner** [1].",
    "22. juni 2024 er fristen [1].",
    "22. juni er fristen [1].",
    "Fristen er 22.06.2024 kl. 15 [1].",
    "Dette regnes med [1]:\n\n- markedsføring\n- desember- og maitreff",
    "Dette regnes med [1]:\n\n1. markedsføring\n2. maitreff",
    "Dette kreves [1]:\n\n- en plan\n- en leder",
    "Dette kreves [1]:\n\n1. en plan\n2. en leder",
    "Støtten er treårig [1].",
    "Veileder 2024 sier det [1].",
    "Mener du støtten?",
    "I dokumentet står dette:\n\nNivået varer i tre år [1].",
    "",
    "**Nivå én**: Nivået varer i tre år [1].\n\n**Det andre**: Støtten er to millioner [1].",
]


@pytest.mark.parametrize("text", CLEAN)
def test_clean(text: str) -> None:
    assert found(text) == CheckReport()
    assert found(text).ok


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Nivået varer i tre år [2].", ("[2]",)),
        ("Nivået varer i tre år [1][7].", ("[7]",)),
        ("Nivået varer i tre år. [0]", ("[0]",)),
        ("Dette kreves [3]:\n\n- en plan", ("[3]", "[3]")),
    ],
)
def test_invented_markers(text: str, markers: tuple[str, ...]) -> None:
    report = found(text)
    assert report.invented_markers == markers
    assert not report.ok


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Nivået varer lenge.", "Nivået varer lenge."),
        ("Nivået varer i tre år [1]. Det er fint.", "Det er fint."),
        ("Støtten er god.\n\nNivået varer i tre år [1].", "Støtten er god."),
        ("Dette koster 5 kroner:", "Dette koster 5 kroner:"),
        ("- en plan\n- en leder", "en plan"),
        ("22. juni 2023 er fristen.", "22. juni 2023 er fristen."),
    ],
)
def test_unmarked_sentences(text: str, sentence: str) -> None:
    assert sentence in found(text).unmarked_sentences


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nivået varer i fire år [1].", ("fire år",)),
        ("Støtten er 3 millioner kroner [1].", ("3 millioner kroner",)),
        ("Støtten er 2 kroner [1].", ("2 kroner",)),
        ("Fristen er 23. juni 2024 [1].", ("23. juni 2024",)),
        ("Fristen er 22. juli 2024 [1].", ("22. juli 2024",)),
        ("22. juni 2023 er fristen [1].", ("22. juni 2023",)),
        ("Fristen er klokken 16.00 [1].", ("klokken 16.00",)),
        ("Dette kreves [1]:\n\n- 40 medlemmer\n- en plan", ("40",)),
    ],
)
def test_changed_values(text: str, told: tuple[str, ...]) -> None:
    assert found(text).unsupported_values == told


def test_a_value_must_stand_in_what_its_own_sentence_cites() -> None:
    years = cite(1, CHUNK, TEXT.index("Nivået"), TEXT.index("\n"))
    money = cite(2, CHUNK, 0, TEXT.index(" Nivået"))
    assert found("Nivået varer i tre år [1]. Støtten er to millioner [2].", years, money).ok
    swapped = found("Nivået varer i tre år [2]. Støtten er to millioner [1].", years, money)
    assert swapped.unsupported_values == ("tre år", "to millioner")


@pytest.mark.parametrize("quote", ["Nivået varer i fire år.", "nivået varer i tre år.", "x" * 5])
def test_a_quote_must_be_verbatim(quote: str) -> None:
    made_up = Citation(1, "d", "Veileder 2024", (), 1, quote, chunk_id="c")
    assert found("Se her [1].", made_up).nonverbatim_quotes == (quote,)


def test_a_quote_from_an_unknown_passage_is_not_verbatim() -> None:
    lost = Citation(1, "d", "t", (), 1, "Nivået varer i tre år.", chunk_id="elsewhere")
    assert not found("Se her [1].", lost).ok


def test_line_breaks_in_a_quote_are_folded() -> None:
    assert "\n" not in whole(1).quote
    assert fold(" a\n\tb  c ") == "a b c"


def test_list_items_may_carry_their_own_markers() -> None:
    told = statements("Krav [1]:\n- en plan\n- en leder [2]\n\nMer [3].")
    assert [m for _, m in told] == [(1,), (1,), (2,), (3,)]


def test_items_after_a_line_without_markers_have_none() -> None:
    assert [m for _, m in statements("Krav [1].\nOg mer:\n- en plan")] == [(1,), (), ()]


@pytest.mark.parametrize(
    ("text", "ok"),
    [
        ("The level lasts three years [1].", True),
        ("It is open to all of them [1].", True),
        ("The level lasts four years [1].", False),
        ("The support is up to NOK 2 million [1].", True),
        ("The deadline is June 22, 2024 [1].", True),
        ("The deadline is June 23, 2024 [1].", False),
    ],
)
def test_english(text: str, ok: bool) -> None:
    assert found(text, language=Language.EN).ok is ok


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_citation_of_a_passage_is_verbatim(one: int, other: int) -> None:
    quoted = cite(1, CHUNK, min(one, other), max(one, other))
    assert found("Se her [1].", quoted).nonverbatim_quotes == ()


@given(st.text(max_size=200))
def test_any_text_can_be_checked(text: str) -> None:
    report = found(text)
    assert report.nonverbatim_quotes == ()


WORDS = (
    *(
        "hvor",
        "mye",
        "lenge",
        "når",
        "hva",
        "er",
        "kan",
        "må",
        "støtte",
        "nettverk",
        "Hav",
        "Start",
    ),
    *(
        "Vekst",
        "frist",
        "tjenester",
        "krav",
        "medlemmer",
        "søke",
        "how",
        "long",
        "does",
        "kor",
        "?",
    ),
    *("leder", "samlinger", "2012", "forskjellen", "på", "og", "programmet", "[1]", "**", "<b>"),
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.sampled_from([None, 120, 300]))
def test_the_answerer_always_passes_the_check(
    sea: ExtractiveAnswerer, words: list[str], limit: int | None
) -> None:
    answer = sea.answer(" ".join(words), as_of=TODAY, max_length=limit)
    sources = {c.id: c.text for c in sea.retriever.index.chunks()}
    report = check(answer.text, answer.citations, sources, language=answer.language)
    assert not report.invented_markers
    assert not report.nonverbatim_quotes
    assert answer.check.ok
    if answer.outcome is Outcome.ANSWERED:
        assert report.ok, (answer.text, report)
        assert answer.citations


ANSWERED = "Nei. Arbeid som er utført før søknaden er sendt, dekkes ikke. Reiser dekkes."
ANSWERS = Chunk("s", "svar", "Spørsmål", (), None, 0, len(ANSWERED), ANSWERED)


@pytest.mark.parametrize(
    ("text", "unmarked"),
    [
        ("Nei. Arbeid som er utført før søknaden er sendt, dekkes ikke [1].", ()),
        ("«Nei. Arbeid som er utført før søknaden er sendt, dekkes ikke.» [1]", ()),
        # Before another sentence, and without one, it is a claim of its own.
        ("Nei. Reiser dekkes [1].", ("Nei.",)),
        ("Ja. Arbeid som er utført før søknaden er sendt, dekkes ikke [1].", ("Ja.",)),
        ("Reiser dekkes [1]. Nei.", ("Nei.",)),
    ],
)
def test_a_lone_answer_needs_no_marker_where_its_quote_has_it(
    text: str, unmarked: tuple[str, ...]
) -> None:
    cited = cite(1, ANSWERS, 0, len(ANSWERED))
    assert check(text, (cited,), {"s": ANSWERED}).unmarked_sentences == unmarked


@pytest.mark.parametrize(
    ("text", "as_shown"),
    [
        ("i 20 dager.[2] Det koster", "i 20 dager. Det koster"),
        ("Egenandel: 30 % [1]; resten", "Egenandel: 30 %; resten"),
        ("Felt [x] og [12a] står", "Felt [x] og [12a] står"),
    ],
)
def test_a_documents_own_notes_are_not_shown(text: str, as_shown: str) -> None:
    assert shown(text) == as_shown
