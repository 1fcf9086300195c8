from __future__ import annotations

import json
from datetime import date

import jsonschema
from langchain_core.tools import StructuredTool

from assistant.domain import Language
from assistant.eligibility.tool import arguments_schema, eligibility_tool

TOOL = eligibility_tool(sources={}, today=lambda: date(2024, 5, 1), language=Language.EN)


def test_it_is_a_langchain_tool_with_the_profile_schema() -> None:
    assert isinstance(TOOL, StructuredTool)
    assert TOOL.name == "check_eligibility"
    schema = arguments_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "business_led" in schema["properties"]["profile"]["properties"]
    from langchain_core.utils.function_calling import convert_to_openai_tool

    offered = convert_to_openai_tool(TOOL)["function"]
    assert offered["name"] == "check_eligibility"
    assert {*offered["parameters"]["properties"]} == {"profile", "description", "levels", "as_of"}


def test_a_profile_is_checked() -> None:
    body = json.loads(TOOL.invoke({"profile": {"strategy": False}, "levels": ["arena-2019"]}))
    assert body["levels"][0]["verdict"] == "not_met"
    assert body["as_of"] == "2024-05-01"


def test_words_are_read_with_their_evidence_and_conflicts() -> None:
    arguments = {
        "profile": {"strategy": True},
        "description": "We have no strategy. We hold ESCA gold.",
    }
    body = json.loads(TOOL.invoke(arguments))
    assert body["profile"] == {"strategy": True, "esca_label": "gold"}
    assert [e["field"] for e in body["evidence"]] == ["esca_label"]
    assert body["conflicts"][0]["field"] == "strategy"


def test_faults_come_back_as_words_the_model_can_mend() -> None:
    for arguments, message in (
        ({}, "give a profile"),
        ({"profile": {"esca_label": "platinum"}}, "esca_label must be one of"),
        ({"profile": {}, "levels": ["gce"]}, "unknown level gce"),
        ({"profile": {}, "as_of": "soon"}, "as_of must be a date"),
    ):
        assert message in json.loads(TOOL.invoke(arguments))["error"]


def test_the_heavy_library_is_not_imported_with_the_module() -> None:
    import subprocess
    import sys

    code = (
        "import sys, assistant.eligibility.tool, assistant.eligibility.report\n"
        "print(*(name in sys.modules for name in ('langchain_core', 'docx', 'reportlab')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["False", "False", "False"]
