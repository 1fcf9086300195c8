"""Profiles as files: what is downloaded is read again, and faults are told as the command does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.eligibility.fields import fields
from assistant.eligibility.profile import parse, validate
from assistant.errors import InputError
from assistant.serve.profile_files import profile_toml, read_profile_file

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=40),
    "yes_no": st.booleans(),
    "whole_number": st.integers(0, 10**6),
    "number": st.one_of(st.integers(0, 40), st.floats(0, 40)),
}
# Mentioned and absent actor types depend on each other; both are read from text only.
OWN = {n: f for n, f in fields().items() if f.asked}


def value_of(name: str) -> st.SearchStrategy[Any]:
    field = OWN[name]
    if field.type == "choice":
        return st.sampled_from(field.values)
    if field.type == "list":
        return st.lists(st.sampled_from(field.values), unique=True)
    return VALUES[field.type]


PROFILES = st.fixed_dictionaries({}, optional={n: value_of(n) for n in OWN}).map(validate)


@given(PROFILES, st.sampled_from(Language))
def test_a_profile_comes_back_from_its_file(profile: Any, language: Language) -> None:
    text = profile_toml(profile, language)
    assert validate(parse(text, is_json=False)) == profile


def test_actor_types_that_were_only_mentioned_come_back() -> None:
    profile = validate({"actor_types_mentioned": ["academia"], "actor_types_absent": ["capital"]})
    assert validate(parse(profile_toml(profile, Language.NB), is_json=False)) == profile


def test_every_open_field_can_be_filled_in_by_hand() -> None:
    text = profile_toml(validate({}), Language.NB)
    assert validate(parse(text, is_json=False)) == {}
    for name in OWN:
        assert f"\n# {name} = " in text


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("p.toml", b"strategy = ja", "p.toml: is not valid TOML: Invalid value (at line 1"),
        ("p.json", b'{"strategy": tru}', "p.json: is not valid JSON: Expecting value: line 1"),
        ("p.json", b"[]", "p.json: must hold an object of fields, not []"),
        ("p.toml", b"medlemmer = 3", 'p.toml: the profile has 1 fault: "medlemmer" is no profile'),
        ("p.toml", b"strategy = 3", "p.toml: the profile has 1 fault: strategy must be true or"),
        ("p.toml", b"\xff\xfe", "p.toml: is not UTF-8 text; save the profile as UTF-8"),
        ("p.toml", b"#" * 1_000_001, "p.toml: a profile has at most 1000000 bytes"),
        ("p.docx", b"", "p.docx: is no profile; give a file ending in .toml or .json"),
    ],
)
def test_a_bad_file_is_told_of_in_one_line(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as fault:
        read_profile_file(tmp_path / name)
    assert str(fault.value).startswith(told)
    assert "\n" not in str(fault.value)
    assert str(tmp_path) not in str(fault.value)


@pytest.mark.parametrize("suffix", ["toml", "json"])
def test_a_file_as_of_the_command_is_read(tmp_path: Path, suffix: str) -> None:
    profile = validate({"name": "Blå «Ørret» & sønn", "years_of_operating_support": 2.5})
    text = profile_toml(profile, Language.NN) if suffix == "toml" else json.dumps(dict(profile))
    path = tmp_path / f"p.{suffix}"
    path.write_text(text, encoding="utf-8")
    assert read_profile_file(path) == profile


def test_the_profile_is_downloaded(client: httpx.Client) -> None:
    profile = {"name": "Blå ørret", "business_led": True, "actor_types": ["academia"]}
    sent = {"data": json.dumps({"profile": profile, "language": "nn"}), "form": "toml"}
    response = client.post("/notat", data=sent)
    assert response.headers["content-type"].startswith("application/toml")
    assert 'filename="klynge-bl-rret.toml"' in response.headers["content-disposition"]
    assert validate(parse(response.text, is_json=False)) == validate(profile)
    refused = client.post("/notat", data={**sent, "form": "exe"})
    assert refused.status_code == 422
    assert "docx, pdf, toml" in refused.json()["error"]
