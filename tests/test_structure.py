"""The house has one way through: imports run one way, and heavy libraries are imported late."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import PACKAGE, REPOSITORY

MODULES = sorted(PACKAGE.rglob("*.py"))
# What every part may use.
GROUND = {"domain", "errors", "settings", "shapes", "texts"}
# part of the package → the parts that it may import besides itself
MAY_IMPORT = {
    "domain": set(),
    "shapes": {"domain"},
    "errors": set(),
    "settings": {"errors"},
    "texts": {"domain"},
    "pdf": GROUND - {"settings"},
    "ingest": {"domain", "errors"},
    "search": GROUND | {"ingest"},
    "answer": GROUND | {"ingest", "search"},
    "eligibility": GROUND - {"settings"} | {"pdf"},
    "evaluation": GROUND | {"ingest", "search", "answer", "eligibility", "serve"},
    "serve": GROUND | {"ingest", "search", "answer", "eligibility", "evaluation", "pdf"},
    "bootstrap": set(),
    "__main__": {"serve"},
}
# Single modules that may go where their part may not: (module, part).
CROSSINGS = {
    # The criteria check is one of the language model's tools.
    ("answer/generation/tools.py", "eligibility"),
}
ANSWER = PACKAGE / "answer"
# The groups of `answer`: each imports itself and those before it. Last, the ways to an answer.
ANSWER_GROUPS = (
    "patterns",
    "extraction",
    "understanding",
    "answer_types",
    "ranking",
    "validity",
    "yes_no",
    "selection",
    "dialogue",
    "composition",
    "generation",
)
ANSWER_ORDER = (*ANSWER_GROUPS, "extractive", "generative", "chain")
# Modules at the top of `answer` that count as part of a group.
AT_THE_TOP = {"question": "understanding", "citation": "composition"}
# Modules of `serve` that `evaluation` may use: the service and nothing of the ways in.
FOR_EVALUATION = {"assistant.serve.service"}
# The ways in, which nothing behind them may import.
WAYS_IN = {"assistant.serve.cli", "assistant.serve.api", "assistant.serve.web"}
BEHIND = ("service.py", "wire.py", "freshness.py", "doctor.py", "batch.py", "live.py")
HEAVY = (
    *("torch", "sentence_transformers", "gradio", "chromadb", "langchain", "langchain_core"),
    *("matplotlib", "transformers", "fastapi", "numpy", "pypdf", "reportlab", "docx"),
)
NEVER_TO_ANSWER = ("torch", "sentence_transformers", "transformers", "gradio", "langchain")


def imported(path: Path) -> Iterator[str]:
    """Every module of this package that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("assistant"))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module and node.module.split(".")[0] == "assistant":
                yield from (f"{node.module}.{a.name}" for a in node.names)


def part(module: str) -> str:
    return module.split(".")[1]


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_run_one_way(path: Path) -> None:
    own = relative(path).split("/")[0].removesuffix(".py")
    if own == "__init__":
        assert not list(imported(path))
        return
    for module in imported(path):
        other = part(module)
        if other != own and (relative(path), other) not in CROSSINGS:
            assert other in MAY_IMPORT[own], f"{relative(path)} imports {module}"


def test_parts_do_not_import_each_other_in_a_circle() -> None:
    """Only `serve` and `evaluation` know each other: commands one way, the service the other."""
    for one, others in MAY_IMPORT.items():
        for other in others - {one}:
            back = one in MAY_IMPORT.get(other, set())
            assert not back or {one, other} == {"serve", "evaluation"}


def test_evaluation_uses_the_service_and_no_way_in() -> None:
    for path in MODULES:
        if relative(path).startswith("evaluation/"):
            used = {m for m in imported(path) if part(m) == "serve"}
            assert {m.rpartition(".")[0] for m in used} <= FOR_EVALUATION, relative(path)


@pytest.mark.parametrize("name", BEHIND)
def test_what_stands_behind_the_ways_in_imports_none_of_them(name: str) -> None:
    used = list(imported(PACKAGE / "serve" / name))
    assert used
    assert not [m for m in used for way in WAYS_IN if m == way or m.startswith(way + ".")]


def test_the_rules_cover_every_part() -> None:
    parts = {relative(p).split("/")[0].removesuffix(".py") for p in MODULES} - {"__init__"}
    assert parts == set(MAY_IMPORT)


def place(name: str) -> int:
    """Where a group of `answer`, or a module at its top, stands in the order of imports."""
    return ANSWER_ORDER.index(AT_THE_TOP.get(name, name))


@pytest.mark.parametrize("path", [p for p in MODULES if ANSWER in p.parents], ids=relative)
def test_the_groups_of_the_answerer_import_one_way(path: Path) -> None:
    if path.parent == ANSWER and path.stem == "__init__":
        assert not list(imported(path))
        return
    own = path.relative_to(ANSWER).parts[0].removesuffix(".py")
    for module in imported(path):
        if part(module) == "answer":
            other = module.split(".")[2]
            assert place(other) <= place(own), f"{relative(path)} imports {module}"


def test_the_order_covers_every_group_of_the_answerer() -> None:
    found = {p.relative_to(ANSWER).parts[0].removesuffix(".py") for p in ANSWER.rglob("*.py")}
    assert found - {"__init__"} == {*ANSWER_ORDER, *AT_THE_TOP}


@pytest.mark.parametrize("group", ANSWER_GROUPS)
def test_every_group_of_the_answerer_says_what_it_is_for(group: str) -> None:
    first = (ANSWER / group / "__init__.py").read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(first))


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Every node that runs when a module is imported: all but the bodies of functions."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        yield node
        for name, value in ast.iter_fields(node):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and (
                name == "body"
            ):
                continue
            children = value if isinstance(value, list) else [value]
            waiting.extend(child for child in children if isinstance(child, ast.AST))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_nothing_reads_the_environment_at_import(path: Path) -> None:
    for node in at_import(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        assert name not in {"environ", "environb", "getenv"}, f"line {node.lineno}"  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["import os\nX = os.environ['A']", "def f(a=os.getenv('A')): 1"])
def test_that_rule_sees_what_it_should(code: str) -> None:
    names = {getattr(n, "attr", "") for n in at_import(ast.parse(code))}
    assert names & {"environ", "getenv"}


def modules_after(code: str, tmp_path: Path, *arguments: str) -> set[str]:
    """Top-level modules loaded once `code` has run in a fresh process."""
    told = tmp_path / "modules.json"
    ending = (
        f"\nimport json, sys, pathlib\npathlib.Path({str(told)!r})"
        ".write_text(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))\n"
    )
    subprocess.run(
        [sys.executable, "-c", code + ending, *arguments],
        check=True,
        capture_output=True,
        cwd=REPOSITORY,
        env={k: v for k, v in os.environ.items() if not k.startswith("ASSISTANT_")},
    )
    return set(json.loads(told.read_text(encoding="utf-8")))


def test_the_command_line_imports_nothing_heavy(tmp_path: Path) -> None:
    found = modules_after("import assistant.serve.cli", tmp_path)
    assert "argparse" in found
    assert not found & set(HEAVY)


def test_an_answer_with_the_default_settings_needs_no_torch(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom assistant.serve.cli import run\n"
        "assert run(['ask', 'Hvor lenge varer NIC Impact?', '--index', sys.argv[1]]) == 0\n"
        "assert run(['ask', 'Hvem kan søke?', '--index', sys.argv[1]]) == 0"
    )
    found = modules_after(code, tmp_path, str(tmp_path / "index"))
    assert "chromadb" in found
    assert not found & set(NEVER_TO_ANSWER)
