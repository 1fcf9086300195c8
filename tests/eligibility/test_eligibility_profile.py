from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from eligibility_cases import EVERYTHING, profiles
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.eligibility.fields import fields, format_value
from assistant.eligibility.payload import profile_json
from assistant.eligibility.profile import load, schema, tensions, validate
from assistant.errors import InputError

SCHEMA = schema()


def test_every_fault_is_named_in_one_error() -> None:
    raw = {
        "member_companies": -3,
        "esca_label": "platinum",
        "business_led": "ja",
        "actor_types": ["academia", "banks"],
        "years_of_operating_support": float("nan"),
        "turnover": 12,
    }
    with pytest.raises(InputError) as error:
        validate(raw)
    message = str(error.value)
    assert message.startswith("the profile has 6 faults")
    for part in (
        "member_companies must be a whole number of at least 0, not -3",
        'esca_label must be one of none, bronze, silver, gold, not "platinum"',
        'business_led must be true or false, not "ja"',
        'not "banks"',
        "years_of_operating_support must be a number of at least 0, not NaN",
        '"turnover" is no profile field',
    ):
        assert part in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("business_led", 1),
        ("business_led", "true"),
        ("member_companies", True),
        ("member_companies", 2.5),
        ("member_companies", "25"),
        ("member_companies", float("inf")),
        ("years_of_operating_support", -0.1),
        ("actor_types", "academia"),
        ("actor_types", {"academia": True}),
        ("actor_types", [None]),
        ("resource_base", ["national"]),
        ("esca_label", "Gold"),
        ("name", 7),
        ("name", "x" * 201),
    ],
)
def test_wrong_values_are_refused(field: str, value: object) -> None:
    with pytest.raises(InputError, match=f"1 fault: {field} must be"):
        validate({field: value})


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, {}),
        ({"business_led": None, "name": "  ", "region": ""}, {}),
        ({"name": " Fjord\n klyngen "}, {"name": "Fjord klyngen"}),
        ({"member_companies": 25.0}, {"member_companies": 25}),
        ({"actor_types": []}, {"actor_types": ()}),
        (
            {"actor_types": ["academia", "capital", "academia"]},
            {"actor_types": ("capital", "academia")},
        ),
        ({"years_of_operating_support": 9.5}, {"years_of_operating_support": 9.5}),
    ],
)
def test_known_values_come_out_typed(raw: dict, expected: dict) -> None:
    assert dict(validate(raw)) == expected


@pytest.mark.parametrize(
    "raw",
    [
        {"actor_types_mentioned": ["capital"], "actor_types_absent": ["capital"]},
        {"actor_types_mentioned": ["capital"], "actor_types": ["academia"]},
        {"actor_types_absent": ["academia"], "actor_types": ["academia"]},
    ],
)
def test_contradicting_lists_are_refused(raw: dict) -> None:
    with pytest.raises(InputError, match=r"capital|academia"):
        validate(raw)


def test_words_about_every_actor_make_the_list_complete() -> None:
    mentioned = ["established_companies", "capital", "academia"]
    absent = ["entrepreneurs", "public_sector"]
    found = validate({"actor_types_mentioned": mentioned, "actor_types_absent": absent})
    assert found["actor_types"] == tuple(mentioned)


def test_odd_but_possible_facts_are_told_and_not_refused() -> None:
    profile = validate({"strategy": False, "strategy_anchored": True, "business_led": True})
    assert len(tensions(profile)) == 1
    assert "Strategi" in tensions(profile)[0]
    assert tensions(validate(EVERYTHING)) == ()
    assert len(tensions(validate({"business_led": True, "actor_types": ["capital"]}))) == 1
    zero = validate({"member_companies": 0, "actor_types": ["established_companies"]})
    assert len(tensions(zero, Language.EN)) == 1


@given(profiles())
def test_a_valid_profile_validates_to_itself(raw: dict) -> None:
    once = validate(raw)
    again = validate(profile_json(once))
    assert dict(once) == dict(again)
    assert list(once) == [name for name in fields() if name in once]
    jsonschema.validate(profile_json(once), SCHEMA)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*fields(), "other"]), JSON_VALUES, max_size=5))
def test_anything_at_all_is_validated_or_refused_by_name(raw: dict[str, Any]) -> None:
    try:
        found = validate(raw)
    except InputError as error:
        assert any(name in str(error) for name in raw)
    else:
        assert {*found} <= {*raw} | {"actor_types"}


def test_the_schema_is_valid_and_agrees_with_the_fields() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert list(SCHEMA["properties"]) == list(fields())
    jsonschema.validate(EVERYTHING, SCHEMA)
    jsonschema.validate(dict.fromkeys(fields()), SCHEMA)
    wrong = {"esca_label": "platinum", "member_companies": -1, "other": 1, "business_led": "ja"}
    for name, value in wrong.items():
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({name: value}, SCHEMA)


@pytest.mark.parametrize("language", Language)
def test_every_field_has_words_in_every_language(language: Language) -> None:
    for field in fields().values():
        words = [field.label(language), field.question(language), field.help(language)]
        words += [field.value_label(value, language) for value in field.values]
        assert all(words)
        assert field.question(language).endswith("?")


@pytest.mark.parametrize(
    ("name", "value", "language", "shown"),
    [
        ("business_led", True, Language.NB, "Ja"),
        ("business_led", None, Language.NN, "Ukjend"),
        ("years_of_operating_support", 9.5, Language.NB, "9,5"),
        ("years_of_operating_support", 9.5, Language.EN, "9.5"),
        ("actor_types", ("capital", "academia"), Language.NB, "Kapitalmiljø, Akademia"),
        ("actor_types", (), Language.EN, "None"),
        ("esca_label", "gold", Language.NB, "Gull"),
        ("region", "Troms", Language.NB, "Troms"),
    ],
)
def test_values_are_shown_as_words(name: str, value: Any, language: Language, shown: str) -> None:
    assert format_value(name, value, language) == shown


def test_toml_and_json_say_the_same(tmp_path: Path) -> None:
    toml, js = tmp_path / "a.toml", tmp_path / "a.json"
    toml.write_text('\ufeffname = "Blå"\nactor_types = ["capital"]\nstrategy = true\n', "utf-8")
    js.write_text('{"name": "Blå", "actor_types": ["capital"], "strategy": true}', "utf-8")
    assert (
        dict(load(toml))
        == dict(load(js))
        == {
            "name": "Blå",
            "actor_types": ("capital",),
            "strategy": True,
        }
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.toml", b"strategy = yes", "is not valid TOML"),
        ("a.json", b"{", "is not valid JSON"),
        ("a.json", b"[1]", "must hold an object"),
        ("a.json", b"[" * 100_000, "is not valid JSON"),
        ("a.toml", b'name = "\xff"', "is not UTF-8"),
        ("a.toml", b"strategy = 3", "strategy must be true or false"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        load(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml: cannot be read"):
        load(tmp_path / "none.toml")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)


def test_a_validated_profile_cannot_be_changed() -> None:
    profile = validate({"strategy": True})
    with pytest.raises(TypeError):
        profile["strategy"] = False  # type: ignore[index]
    assert json.dumps(profile_json(profile)) == '{"strategy": true}'
