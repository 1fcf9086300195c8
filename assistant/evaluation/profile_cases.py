"""Profile sets: what the eligibility check should say of a profile, and of a sentence.

The rows are described in `evals/profiles/README.md`. A row has either `profile` (with `as_of` and
the expected verdicts by level) or `text` (with the profile fields that it states).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.domain import Assessment, Language, ProfileValue, Verdict
from assistant.errors import AssistantError, InputError
from assistant.evaluation.case_files import read_rows

Profile = Mapping[str, ProfileValue]
_KEYS = {
    "profile": ("id", "profile", "as_of", "expected", "note"),
    "text": ("id", "text", "language", "expected", "note"),
}


@dataclass(frozen=True, slots=True)
class ProfileCase:
    """`expected`: verdict by (level, criterion); the criterion is None for the level itself."""

    id: str
    profile: Mapping[str, Any]
    as_of: date
    expected: Mapping[tuple[str, str | None], Verdict]


@dataclass(frozen=True, slots=True)
class TextCase:
    """`expected`: every field that the sentence settles; all others must stay unknown."""

    id: str
    text: str
    language: Language
    expected: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise than expected; `where` is a field or level/criterion."""

    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """A case as it went; `checked` counts what was compared.

    `strict`: the case is about rules, which must come out right each time; reading a profile from
    words is held against a baseline instead.
    """

    id: str
    source: str
    strict: bool
    checked: int
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """True when everything came out as expected."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class ProfileSet:
    """The cases of one file, in file order."""

    name: str
    path: Path
    cases: tuple[ProfileCase | TextCase, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """What profile sets are run against: the assessment, and reading a profile from words."""

    assess: Callable[[Mapping[str, Any], date], Assessment]
    from_text: Callable[[str, Language], Profile]


def is_profile_set(path: Path) -> bool:
    """Whether the first row of a set is about a profile rather than a question."""
    _, first = next(read_rows(path, []), (0, {}))
    return "profile" in first or ("text" in first and "question" not in first)


def load_profiles(path: Path) -> ProfileSet:
    """The cases of a profile set.

    Raises:
        InputError: naming every fault of the file, each as `file:line: fault`.
    """
    faults: list[str] = []
    cases: list[ProfileCase | TextCase] = []
    seen: set[str] = set()
    for line, row in read_rows(path, faults):
        found = list(_row_faults(row))
        if row.get("id") in seen:
            found.append(f"id {row['id']!r} stands twice")
        faults += [f"{path}:{line}: {fault}" for fault in found]
        if not found:
            seen.add(row["id"])
            cases.append(_case(row))
    if faults:
        raise InputError("; ".join(faults))
    return ProfileSet(path.stem, path, tuple(cases))


def _row_faults(row: Mapping[str, Any]) -> Iterator[str]:
    form = "profile" if "profile" in row else "text"
    for key in row:
        if key not in _KEYS[form]:
            yield f"unknown key {key!r} (known: {', '.join(_KEYS[form])})"
    for key, kind in (("id", str), (form, dict if form == "profile" else str), ("expected", dict)):
        if not isinstance(row.get(key), kind):
            yield f"{key} is missing or of the wrong kind: {row.get(key)!r}"
    if form == "text":
        if row.get("language") not in [c.value for c in Language]:
            yield f"language must be nb, nn or en, not {row.get('language')!r}"
        return
    try:
        date.fromisoformat(str(row.get("as_of")))
    except ValueError:
        yield f"as_of must be a date like 2024-04-30, not {row.get('as_of')!r}"
    yield from _expectation_faults(row.get("expected"))


def _expectation_faults(expected: Any) -> Iterator[str]:
    for level, body in expected.items() if isinstance(expected, dict) else ():
        if not isinstance(body, dict) or not set(body) <= {"verdict", "criteria"} or not body:
            yield f"expected.{level} must hold verdict or criteria"
            continue
        criteria = body.get("criteria", {})
        verdicts = [body["verdict"]] if "verdict" in body else []
        verdicts += criteria.values() if isinstance(criteria, dict) else [criteria]
        for verdict in verdicts:
            if verdict not in [v.value for v in Verdict]:
                yield f"expected.{level}: {verdict!r} is no verdict"


def _case(row: Mapping[str, Any]) -> ProfileCase | TextCase:
    if "text" in row:
        return TextCase(row["id"], row["text"], Language(row["language"]), row["expected"])
    expected: dict[tuple[str, str | None], Verdict] = {}
    for level, body in row["expected"].items():
        if "verdict" in body:
            expected[level, None] = Verdict(body["verdict"])
        for criterion, verdict in body.get("criteria", {}).items():
            expected[level, criterion] = Verdict(verdict)
    return ProfileCase(row["id"], row["profile"], date.fromisoformat(row["as_of"]), expected)


def run_profiles(sets: Sequence[ProfileSet], checks: Checks) -> tuple[ProfileResult, ...]:
    """Every case of the sets, checked."""
    return tuple(_run(s.name, case, checks) for s in sets for case in s.cases)


def _run(source: str, case: ProfileCase | TextCase, checks: Checks) -> ProfileResult:
    strict = isinstance(case, ProfileCase)
    try:
        if isinstance(case, TextCase):
            wanted, found = _text_values(case, checks)
        else:
            wanted, found = _verdicts(case, checks)
    except AssistantError as error:
        return ProfileResult(
            f"{source}/{case.id}", source, strict, 0, (Difference("", "", str(error)),)
        )
    differences = tuple(
        Difference(where, wanted.get(where, "–"), found.get(where, "–"))
        for where in sorted({*wanted, *found})
        if wanted.get(where) != found.get(where)
    )
    return ProfileResult(f"{source}/{case.id}", source, strict, len({*wanted, *found}), differences)


def _verdicts(case: ProfileCase, checks: Checks) -> tuple[dict[str, str], dict[str, str]]:
    assessment = checks.assess(case.profile, case.as_of)
    verdicts: dict[tuple[str, str | None], Verdict] = {}
    for level in assessment.levels:
        verdicts[level.level, None] = level.verdict
        verdicts |= {(level.level, c.id): c.verdict for c in level.criteria}

    def name(key: tuple[str, str | None]) -> str:
        return "/".join(part for part in key if part)

    wanted = {name(key): verdict.value for key, verdict in case.expected.items()}
    found = {name(key): verdicts[key].value for key in case.expected if key in verdicts}
    return wanted, found


def _text_values(case: TextCase, checks: Checks) -> tuple[dict[str, str], dict[str, str]]:
    found = checks.from_text(case.text, case.language)
    known = {key: _shown(value) for key, value in found.items() if value is not None}
    return {key: _shown(value) for key, value in case.expected.items()}, known


def _shown(value: Any) -> str:
    return ", ".join(sorted(map(str, value))) if isinstance(value, list | tuple) else str(value)


def shipped_checks() -> Checks:
    """The eligibility check of this program.

    Raises:
        ConfigurationError: when the criteria files are faulty.
    """
    from assistant.eligibility import assess, profile
    from assistant.eligibility.evidence import merge
    from assistant.eligibility.from_text import read_profile

    return Checks(
        assess=lambda raw, day: assess.assess(profile.validate(raw), as_of=day, sources={}),
        from_text=lambda text, language: merge({}, read_profile(text, language)).profile,
    )
