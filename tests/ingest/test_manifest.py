from __future__ import annotations

from datetime import datetime

import pytest

from assistant.domain import Deadline, Metadata, Status
from assistant.errors import ConfigurationError
from assistant.ingest.manifest import load_manifest

FULL = """
[[document]]
file = "mappe/utlysning-2024.md"
title = "Opptak av nye klynger"
publisher = "Siva"
published = "2024-04"
valid_from = 2024-04-15
valid_to = "2024"
status = "expired"
url = "https://example.org/utlysning"
language = "nb"
note = "Gjengir originalen."
superseded_on = "2025-01-31"
superseded_by = "utlysning-2025"
[[document.deadline]]
at = 2024-06-21T16:00:00
what = "Søknadsfrist"
[[document]]
file = "kort.txt"
"""


def load(tmp_path, text: str) -> dict[str, Metadata]:
    (tmp_path / "manifest.toml").write_text(text, encoding="utf-8")
    return load_manifest(tmp_path)


def test_every_key_is_read(tmp_path):
    assert load(tmp_path, FULL) == {
        "mappe/utlysning-2024.md": Metadata(
            title="Opptak av nye klynger",
            publisher="Siva",
            published="2024-04",
            valid_from="2024-04-15",
            valid_to="2024",
            status=Status.EXPIRED,
            url="https://example.org/utlysning",
            language="nb",
            note="Gjengir originalen.",
            superseded_on="2025-01-31",
            superseded_by="utlysning-2025",
            deadlines=(Deadline(datetime(2024, 6, 21, 16), "Søknadsfrist"),),
        ),
        "kort.txt": Metadata(),
    }


def test_no_manifest_and_an_empty_one_say_nothing(tmp_path):
    assert load_manifest(tmp_path) == {}
    assert load(tmp_path, "") == {}


BASE = '[[document]]\nfile = "a.md"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[document]\n", ["not valid TOML"]),
        ("[other]\nx = 1\n", ["unknown key other", "[[document]]"]),
        ('[document]\nfile = "a.md"\n', ["two brackets"]),
        ('[[document]]\ntitle = "A"\n', ["document 1", "file"]),
        ('[[document]]\nfile = "../a.md"\n', ["../a.md", "within the folder"]),
        ('[[document]]\nfile = "/a.md"\n', ["within the folder"]),
        (BASE + BASE, ["a.md", "two entries"]),
        (BASE + 'tittel = "A"\n', ["a.md", "unknown key tittel", "title"]),
        (BASE + "title = 3\n", ["title", "3"]),
        (BASE + 'title = " "\n', ["title", "empty"]),
        (BASE + 'status = "old"\n', ["status", "current, historical, expired, unknown", "old"]),
        (BASE + "published = 2019\n", ["published", '"2024-04"', "2019"]),
        (BASE + 'published = "april 2024"\n', ["published", "april 2024"]),
        (BASE + 'valid_to = "2024-13"\n', ["valid_to", "no date 2024-13"]),
        (BASE + 'valid_to = "2023-02-29"\n', ["valid_to", "no date"]),
        (BASE + 'url = "javascript:alert(1)"\n', ["url", "https://"]),
        (BASE + 'language = "norsk"\n', ["language", '"nb"']),
        (BASE + "deadline = 3\n", ["[[document.deadline]]"]),
        (BASE + '[[document.deadline]]\nwhat = "Frist"\n', ["at", "2024-06-21T16:00:00"]),
        (
            BASE + '[[document.deadline]]\nat = 2024-06-21T16:00:00Z\nwhat = "Frist"\n',
            ["time zone"],
        ),
        (BASE + "[[document.deadline]]\nat = 2024-06-21T16:00:00\n", ["what"]),
        (
            BASE + '[[document.deadline]]\nat = 2024-06-21T16:00:00\nwhat = "F"\nx = 1\n',
            ["deadline", "unknown key x", "at, what"],
        ),
    ],
)
def test_faults_are_named(tmp_path, text, said):
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert "manifest.toml" in message
    assert "\n" not in message.strip() or "TOML" in message
    for part in said:
        assert part in message
