from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from assistant import texts
from assistant.domain import Language
from assistant.evaluation.cases import CaseClass
from assistant.settings import PACKAGE

AREAS = sorted(p.stem for p in (PACKAGE / "texts" / "nb").glob("web*.toml"))
SOURCES = [*(PACKAGE / "serve").rglob("*.py")]


def fields_of(text: object) -> list[set[str]]:
    lines = text if isinstance(text, list) else [text]
    return [{name for _, name, _, _ in string.Formatter().parse(str(x)) if name} for x in lines]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", list(Language))
def test_every_language_has_the_same_texts(area: str, language: Language) -> None:
    reference, found = texts.area(area, Language.NB), texts.area(area, language)
    assert found.keys() == reference.keys()
    for key, text in reference.items():
        assert fields_of(found[key]) == fields_of(text), key
        assert all(
            str(part).strip() for part in (found[key] if isinstance(text, list) else [found[key]])
        )


def test_every_text_that_the_code_names_is_there() -> None:
    """Names written out in the code, and those put together from the values listed here."""
    known = {f"{area}.{key}" for area in AREAS for key in texts.area(area, Language.NB)}
    named = {
        match
        for path in SOURCES
        for match in re.findall(r"[\"'](web(?:_\w+)?\.[a-z_]+)[\"']", path.read_text("utf-8"))
    }
    assert named
    assert named <= known
    assert {f"web_staff.class_{c.value}" for c in CaseClass} <= known


def test_no_text_is_left_over() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    stems = re.findall(r"[\"'.]([a-z_]+_)\{", code)
    for area in AREAS:
        for variant in texts.area(area, Language.NB):
            key = re.sub("(?:_short|_plain)$", "", variant)  # see assistant.texts.voice
            used = re.search(rf"[\"'.]{re.escape(key)}[\"']", code) is not None
            assert used or any(key.startswith(stem) for stem in stems), f"{area}.{key}"


def test_texts_are_not_markup() -> None:
    for area in AREAS:
        for language in Language:
            path = Path(texts.FOLDER) / language.value / f"{area}.toml"
            for text in tomllib.loads(path.read_text(encoding="utf-8")).values():
                assert "<" not in str(text)
