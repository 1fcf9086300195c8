from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Citation, Language
from assistant.eligibility.fields import fields
from assistant.eligibility.profile import validate
from assistant.errors import InputError
from assistant.serve.web import form, render


def value_of(field: Any) -> st.SearchStrategy[Any]:
    found: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "choice": st.sampled_from(field.values or ("",)),
        "list": st.lists(st.sampled_from(field.values or ("",)), unique=True),
        "text": st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20),
        "whole_number": st.integers(0, 10**6),
        "number": st.integers(0, 200).map(lambda n: n / 2),
    }
    return st.none() | found[field.type]


PROFILES = st.fixed_dictionaries({f.name: value_of(f) for f in form.asked_fields()})


@given(PROFILES)
def test_a_profile_survives_the_form(raw: dict[str, Any]) -> None:
    profile = validate({k: v for k, v in raw.items() if v is not None})
    again = validate(form.to_profile(form.from_profile(profile), form.extra_of(profile)))
    assert dict(again) == dict(profile)


def test_an_empty_form_knows_nothing() -> None:
    assert form.to_profile(form.from_profile({})) == {}
    assert form.to_profile([None] * len(form.asked_fields())) == {}


@pytest.mark.parametrize(("text", "value"), [("1 200", 1200), ("9,5", 9.5), (" 0 ", 0)])
def test_numbers_as_people_write_them(text: str, value: float) -> None:
    values = ["" for _ in form.asked_fields()]
    names = [f.name for f in form.asked_fields()]
    values[names.index("years_of_operating_support")] = text
    assert form.to_profile(values) == {"years_of_operating_support": value}


def test_a_number_that_is_none_is_refused_not_forgotten() -> None:
    values = ["" for _ in form.asked_fields()]
    values[[f.name for f in form.asked_fields()].index("member_companies")] = "mange"
    with pytest.raises(InputError):
        validate(form.to_profile(values))


def test_every_field_that_is_asked_is_in_the_form() -> None:
    assert {f.name for f in form.asked_fields()} == {n for n, f in fields().items() if f.asked}


ATTACKS = st.sampled_from(
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><b>', "[a](javascript:b)",
     "![x](http://evil/)", "&lt;b&gt;", "`code`", "# h", "<!--", "{{x}} ${y}", "</details>"]
)  # fmt: skip
WILD = st.lists(st.text(max_size=15) | ATTACKS, max_size=6).map("".join)


def tags(markup: str) -> set[str]:
    from html.parser import HTMLParser

    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.add(tag)
            for name, value in attrs:
                assert not name.startswith("on")
                assert not (value or "").startswith("javascript:")

    Reader().feed(markup)
    return found


@given(WILD)
def test_answers_never_become_markup(text: str) -> None:
    assert tags(render.answer_markup(text)) <= {
        "p",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "br",
        "blockquote",
    }
    rich = tags(render.answer_markup(text, rich=True))
    assert not rich & {"script", "img", "a", "b", "details", "iframe", "svg"}


@given(WILD, WILD)
def test_passages_are_text_with_one_mark(text: str, quote: str) -> None:
    assert tags(render.marked_passage(text, quote)) <= {"br", "mark"}


@given(WILD, WILD, WILD, WILD)
def test_a_source_card_is_ours_whatever_it_holds(a: str, b: str, c: str, d: str) -> None:
    citation = Citation(1, a, b, (c,), 3, d, url=f"https://x.no/{a}", published="2024")
    for language in Language:
        card = render.source_card(render.Source(citation, None, has_pages=True), "1", language)
        assert not tags(card) & {"script", "b", "iframe", "svg"}
        assert "\n" not in render.one_line(card)
    assert "javascript:" not in render.source_card(
        render.Source(Citation(1, "d", "t", (), None, "q", url="javascript:x"), None),
        "1",
        Language.NB,
    )


def test_the_quote_is_marked_across_line_breaks() -> None:
    marked = render.marked_passage("En to\n  tre fire.\nFem", "to tre fire.")
    assert marked == "En <mark>to<br>  tre fire.</mark><br>Fem"
