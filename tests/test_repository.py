"""The repository as others get it: nothing of one machine in it, everything pinned."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistant.domain import Status
from assistant.ingest.documents import load_folder, scan
from assistant.ingest.manifest import load_manifest
from assistant.settings import REPOSITORY

# Written so that this file does not hold what it looks for.
MACHINE = re.compile(r"/wo[r]k/|/ro[o]t/|/ho[m]e/\w|/Us[e]rs/\w|[A-Z]:\\Us[e]rs")
SHARED = ".." + "/shared"
TOP = {
    *("assistant", "corpus", "evals", "index", "tests"),
    *("pyproject.toml", "README.md", "LICENSE", "constraints.txt"),
}
LARGEST = 20 * 1024 * 1024


def tracked() -> list[Path]:
    """Files that git tracks; skipped where this is no clone."""
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("no git clone: what is tracked is not known")
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=True
    )
    names = done.stdout.decode("utf-8").split("\0")
    return [REPOSITORY / n for n in names if n and (REPOSITORY / n).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            text = data.decode("utf-8", errors="replace")
            found.append((path.relative_to(REPOSITORY).as_posix(), text))
    return found


def test_no_file_names_a_path_of_a_machine() -> None:
    held = [(name, m.group()) for name, text in texts() if (m := MACHINE.search(text))]
    assert held == []


def test_that_pattern_finds_such_paths() -> None:
    for path in ("/wo" + "rk/main", "/ho" + "me/kari", "/ro" + "ot/x", "C:\\Us" + "ers\\x"):
        assert MACHINE.search(f"see {path} for it")
    for path in ("/homepage", "network/", "https://example.org/homes", "/roots"):
        assert not MACHINE.search(f"see {path} for it")


def test_nothing_needs_a_folder_beside_the_repository() -> None:
    assert [name for name, text in texts() if SHARED in text] == []


def test_the_top_level_holds_what_it_should_and_nothing_else() -> None:
    names = {p.relative_to(REPOSITORY).parts[0] for p in tracked()}
    assert {n for n in names if not n.startswith(".")} <= TOP


def test_the_index_folder_is_empty_but_for_its_readme() -> None:
    held = [p.name for p in tracked() if p.relative_to(REPOSITORY).parts[0] == "index"]
    assert held == ["README.md"]


def test_no_file_is_too_large_to_clone() -> None:
    assert [p.name for p in tracked() if p.stat().st_size > LARGEST] == []


# --- what is installed ----------------------------------------------------------------------------

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Extras that set-up does not install are not resolved, so not pinned either.
INSTALLED_EXTRAS = ("test",)


def pins() -> dict[str, str]:
    found = {}
    for line in (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, version = line.partition("==")
            found[canonicalize_name(name)] = version
    return found


def named() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    lines = [*PROJECT["dependencies"], *(d for e in INSTALLED_EXTRAS for d in extras[e])]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("requirement", named(), ids=str)
def test_every_dependency_is_pinned_within_its_range(requirement: Requirement) -> None:
    version = pins().get(canonicalize_name(requirement.name))
    assert version, f"constraints.txt lacks {requirement.name}"
    assert requirement.specifier.contains(version, prereleases=True)


def test_every_line_of_the_constraints_is_one_exact_version() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line and not line.startswith("#")]
    assert len(kept) > 50
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!]+", line) for line in kept)
    assert len(pins()) == len(kept)


def test_torch_is_pinned_and_brings_no_second_build() -> None:
    assert "torch==2.13.0" in PROJECT["dependencies"]
    assert pins()["torch"] == "2.13.0"
    assert not [name for name in pins() if name.startswith(("nvidia-", "triton", "cuda"))]


def test_the_project_needs_python_3_11_and_names_its_licence() -> None:
    assert PROJECT["requires-python"] == ">=3.11"
    assert (REPOSITORY / "LICENSE").is_file()


# --- the corpus -----------------------------------------------------------------------------------


def test_every_document_of_the_corpus_is_in_its_manifest() -> None:
    folder = REPOSITORY / "corpus"
    entries = load_manifest(folder)
    assert set(entries) == {s.relative for s in scan(folder)}
    for file, metadata in entries.items():
        assert metadata.title, file
        assert metadata.publisher, file
        assert metadata.url or "adresse er ikke kjent" in (metadata.note or ""), file
        assert metadata.note, file
        assert metadata.status is not Status.UNKNOWN, file


def test_every_document_of_the_corpus_can_be_read() -> None:
    loaded = load_folder(REPOSITORY / "corpus")
    assert loaded.problems == ()
    assert loaded.ignored == ()
    assert all(d.pages for d in loaded.documents)
