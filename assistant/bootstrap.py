"""Sets everything up on a machine that has Python 3.11 or newer and nothing else.

    python3 assistant/bootstrap.py serve      set up, build the index, open the web app
    python3 assistant/bootstrap.py test       set up with the test tools, run every check
    python3 assistant/bootstrap.py install    set up only

Only the standard library is used here. Everything lands in `.venv` beside `pyproject.toml`;
nothing else on the machine is touched, and running it again does only what is missing.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LEAST = (3, 11)
# The held-out questions stay out: they are for claims, and a gate that names the ones that
# failed would turn them into tuning questions. The day is fixed so that deadlines do not drift.
GATED = (
    *(
        f"evals/questions/{name}.jsonl"
        for name in (
            "tune",
            "tune-2",
            "tune-3",
            "tune-4",
            "tune-5",
            "tune-6",
            "tune-7",
            "tune-other",
            "tune-other-2",
            "retrieval",
        )
    ),
    "evals/profiles",
)
GATE_DAY = "2026-11-21"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def main(arguments: list[str]) -> int:
    """Run one of the commands above; the exit code."""
    command = arguments[0] if arguments else ""
    if command not in ("serve", "test", "install"):
        print(__doc__)
        return 2
    if sys.version_info < LEAST:
        print(f"Python {'.'.join(map(str, LEAST))} or newer is needed, this is {sys.version}")
        return 2
    try:
        install("test" if command == "test" else "")
    except subprocess.CalledProcessError as error:
        print(f"Set-up stopped: {' '.join(map(str, error.cmd))} ended with {error.returncode}.")
        return 1
    if command == "test":
        return check()
    if command == "serve":
        return subprocess.call([PYTHON, "-m", "assistant", "serve", *arguments[1:]], cwd=ROOT)
    return 0


def install(extra: str) -> None:
    """Make the virtual environment and install the pinned packages; nothing when that is done."""
    stamp = VENV / f"installed-{extra or 'base'}"
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    start = time.monotonic()
    if not PYTHON.is_file():
        print(f"1/2  Making a virtual environment in {VENV.name}/ …", flush=True)
        try:
            venv.create(VENV, with_pip=True)
        except (subprocess.CalledProcessError, ImportError) as error:
            print("On Debian and Ubuntu this needs: sudo apt-get install python3-venv")
            raise subprocess.CalledProcessError(1, ["python", "-m", "venv", VENV.name]) from error
    target = f".[{extra}]" if extra else "."
    print("2/2  Installing the pinned packages (about 2 GB on disk, some minutes) …", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run(
        [*pip, "--constraint", "constraints.txt", "--editable", target],
        cwd=ROOT,
        check=True,
    )
    stamp.write_text(wanted)
    print(f"     Done in {time.monotonic() - start:.0f} s.", flush=True)


def check() -> int:
    """Run every check that CI runs; 0 only when all pass."""
    steps = (
        ("Format", ["ruff", "format", "--check", "--quiet", "."]),
        ("Lint", ["ruff", "check", "--quiet", "."]),
        ("Types", ["mypy"]),
        ("Tests", ["pytest", "-n", "2", "--dist", "loadfile"]),
        ("Answers", ["assistant", "eval", "gate", *GATED, "--as-of", GATE_DAY]),
    )
    failed = []
    for name, (tool, *rest) in steps:
        print(f"\n== {name}: {tool} {' '.join(rest)}", flush=True)
        module = "assistant" if tool == "assistant" else tool
        if subprocess.call([PYTHON, "-m", module, *rest], cwd=ROOT) != 0:
            failed.append(name)
    print("\n== " + (f"Failed: {', '.join(failed)}" if failed else "All checks passed"))
    return 1 if failed else 0


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
