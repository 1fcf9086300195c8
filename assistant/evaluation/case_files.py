r"""Reading and writing question sets: JSON Lines, and CSV for people who use a spreadsheet.

CSV holds the same rows without loss. A cell with several values has one a line; the parts of a
value stand between vertical bars:

- facts: one fact a line, its alternatives as `2 millioner | to millioner`;
- relevant: `document | grade | quote`; history: `role | text`; tags and forbidden: one a line.

`\|`, `\\`, `\n` and `\r` stand for the characters themselves, and `\uXXXX` for white space at
either end. A cell that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.errors import InputError
from assistant.evaluation.cases import KEYS, CaseSet, EvalCase, RowError, parse_row, to_row

CSV_SUFFIX = ".csv"
JSONL_SUFFIX = ".jsonl"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_ESCAPES = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r"}
_UNESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)


def load_set(path: Path) -> CaseSet:
    """The cases of a `.jsonl` or `.csv` file.

    Raises:
        InputError: naming every fault of the file, each as `file:line: fault`.
    """
    cases: list[EvalCase] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for line, row in read_rows(path, faults):
        try:
            case = parse_row(row)
        except RowError as error:
            faults += [f"{path}:{line}: {fault}" for fault in error.faults]
            continue
        if case.id in seen:
            faults.append(f"{path}:{line}: id {case.id!r} stands already in line {seen[case.id]}")
        seen.setdefault(case.id, line)
        cases.append(case)
    if not cases and not faults:
        faults.append(f"{path}: no questions in the file")
    if faults:
        raise InputError("; ".join(faults))
    return CaseSet(path.stem, path, tuple(cases))


def set_files(paths: Iterable[Path]) -> list[Path]:
    """The set files among `paths`, folders replaced by the `.jsonl` and `.csv` files in them.

    Raises:
        InputError: for a path that does not exist, or a folder without set files.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.suffix in (JSONL_SUFFIX, CSV_SUFFIX))
            if not inside:
                raise InputError(f"{path} holds no .jsonl or .csv file")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise InputError(f"{path} does not exist; give a question set or a folder of them")
    return list(dict.fromkeys(found))


def write_set(path: Path, cases: Sequence[EvalCase]) -> None:
    """Writes cases as JSON Lines or CSV, by the suffix of `path`.

    Raises:
        InputError: when the suffix is neither `.jsonl` nor `.csv`.
    """
    if path.suffix == JSONL_SUFFIX:
        lines = (json.dumps(to_row(c), ensure_ascii=False) + "\n" for c in cases)
        path.write_text("".join(lines), encoding="utf-8", newline="")
    elif path.suffix == CSV_SUFFIX:
        path.write_text(to_csv(cases), encoding="utf-8-sig", newline="")
    else:
        raise InputError(f"{path} must end in .jsonl or .csv")


def read_rows(path: Path, faults: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Decoded rows with the line each begins on; what cannot be decoded is added to `faults`.

    Raises:
        InputError: when the file cannot be read as text or its suffix is not known.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start}); save it so") from error
    if path.suffix == JSONL_SUFFIX:
        yield from _jsonl_rows(path, text, faults)
    elif path.suffix == CSV_SUFFIX:
        yield from _csv_rows(path, text, faults)
    else:
        raise InputError(f"{path} must end in .jsonl or .csv")


def _jsonl_rows(path: Path, text: str, faults: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, object_pairs_hook=_once, parse_constant=_no_constant)
        except ValueError as error:
            faults.append(f"{path}:{number}: not valid JSON: {error}")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            faults.append(f"{path}:{number}: must be an object in braces, not {line[:40]!r}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"the key {', '.join(map(repr, twice))} stands twice")
    return dict(pairs)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


# --- CSV -------------------------------------------------------------------------------------


def to_csv(cases: Sequence[EvalCase]) -> str:
    """Cases as CSV with a header, `;` between the cells (what Norwegian Excel opens)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(KEYS)
    for case in cases:
        row = to_row(case)
        writer.writerow([_guard(_cell(key, row.get(key))) for key in KEYS])
    return out.getvalue()


def _csv_rows(path: Path, text: str, faults: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    header_line = text.partition("\n")[0]
    delimiter = max(";,\t", key=header_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    end = 0
    try:
        header = next(reader, [])
        if unknown := [name for name in header if name not in KEYS]:
            faults.append(f"{path}:1: unknown column {', '.join(unknown)}")
            return
        end = reader.line_num
        for cells in reader:
            start, end = end + 1, reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(header):
                faults.append(f"{path}:{start}: {len(cells)} cells, expected {len(header)}")
                continue
            row = {k: _value(k, _unguard(c)) for k, c in zip(header, cells, strict=True) if c}
            yield start, row
    except csv.Error as error:
        faults.append(f"{path}:{end + 1}: not valid CSV: {error}")


def _guard(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def escape(text: str) -> str:
    r"""`text` so that it can stand between vertical bars on one line."""
    core = "".join(_ESCAPES.get(c, c) for c in text.strip())
    lead = len(text) - len(text.lstrip())
    tail = len(text.rstrip()) if text.strip() else lead
    return _codes(text[:lead]) + core + _codes(text[tail:])


def _codes(space: str) -> str:
    return "".join(f"\\u{ord(c):04x}" for c in space)


def unescape(text: str) -> str:
    """The text that `escape` wrote."""
    named = {"n": "\n", "r": "\r"}

    def one(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if len(code) > 1 else named.get(code, code)

    return _UNESCAPE.sub(one, text.strip())


def _parts(line: str) -> list[str]:
    pieces = re.findall(r"(?:\\.|[^|])+", line.replace("\r", ""))
    return [unescape(piece) for piece in pieces if piece.strip()]


def _lines(cell: str) -> list[list[str]]:
    return [_parts(line) for line in cell.split("\n") if line.strip()]


def _cell(key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, list):
        return str(value)
    split: dict[str, Callable[[Any], list[str]]] = {
        "facts": lambda v: [*v],
        "relevant": lambda v: [v["document"], str(v["grade"]), v["quote"]],
        "history": lambda v: [v["role"], v["content"]],
    }
    rows = [split[key](item) if key in split else [item] for item in value]
    return "\n".join(" | ".join(escape(part) for part in row) for row in rows)


_TRUE = ("true", "ja", "yes", "1", "sann")
_FALSE = ("false", "nei", "no", "0", "usann")


def _value(key: str, cell: str) -> Any:
    if key == "must_pass":
        folded = cell.strip().casefold()
        return True if folded in _TRUE else False if folded in _FALSE else cell
    if key == "facts":
        return _lines(cell)
    if key in ("forbidden", "tags"):
        return [" | ".join(parts) for parts in _lines(cell)]
    if key == "relevant":
        return [_relevant(parts) for parts in _lines(cell)]
    if key == "history":
        return [dict(zip(("role", "content"), parts, strict=False)) for parts in _lines(cell)]
    return cell


def _relevant(parts: list[str]) -> Any:
    if len(parts) != 3 or not parts[1].isdigit():
        return " | ".join(parts)
    return {"document": parts[0], "grade": int(parts[1]), "quote": parts[2]}
