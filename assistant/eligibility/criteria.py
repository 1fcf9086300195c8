"""The levels and their criteria, as `criteria/<programme>/<level>.toml` states them."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType

from assistant.domain import Language, Verdict
from assistant.eligibility.fields import fields
from assistant.eligibility.loading import Dated, Table, read, span
from assistant.eligibility.rules import Rule, Truth, open_fields, parse

FOLDER = Path(__file__).with_name("criteria")
SHARED = "shared"
KINDS = ("gives", "apply", "when", "note")
Texts = Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands in the corpus. `document` is the file's stem."""

    document: str
    section: tuple[str, ...]
    page: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion. Without a rule only a person can judge it.

    `reasons` holds a template for each verdict that the criterion can come to; `{field}` in it
    stands for the profile's value. `valid` is when the criterion applies, both ends included.
    """

    id: str
    label: Texts
    question: Texts
    rule: Rule | None
    reasons: Mapping[Verdict, Texts]
    valid: Dated
    passage: Passage


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the sources say of a level: what it gives, how or when to apply, a note."""

    id: str
    kind: str
    text: Texts
    passage: Passage


@dataclass(frozen=True, slots=True)
class Shown:
    """A profile field that is shown with a level without being a condition."""

    field: str
    text: Texts
    passage: Passage


@dataclass(frozen=True, slots=True)
class Validity:
    """When a level exists: from `from_`, until `until` (the first day it is no longer sure to).

    `replaced` says that the sources name what came instead; otherwise they do not say whether the
    level still exists.
    """

    from_: date
    until: date | None
    before: Texts
    current: Texts
    ended: Texts | None
    passage: Passage
    replaced: bool = True


@dataclass(frozen=True, slots=True)
class CallDeadline:
    """The last call's deadline, in local Norwegian time."""

    at: datetime
    open: Texts
    passed: Texts
    passage: Passage


@dataclass(frozen=True, slots=True)
class Level:
    """A programme level with everything that is known of it."""

    id: str
    programme: str
    order: int
    name: Texts
    criteria: tuple[Criterion, ...]
    validity: Validity
    facts: tuple[Fact, ...] = ()
    shown: tuple[Shown, ...] = ()
    deadline: CallDeadline | None = None

    def criteria_on(self, day: date) -> tuple[Criterion, ...]:
        """The criteria that applied on a day, or on the nearest day on which the level existed.

        A level that has ended keeps its last criteria, one that is still to come its first.
        """
        last = date.fromordinal(self.validity.until.toordinal() - 1) if self.validity.until else day
        when = max(min(day, last), self.validity.from_)
        return tuple(c for c in self.criteria if c.valid.holds(when))


Catalogue = Mapping[str, Level]


@cache
def catalogue() -> Catalogue:
    """The shipped levels by id, in programme order. Read once a process."""
    return load_catalogue(FOLDER)


def load_catalogue(folder: Path) -> Catalogue:
    """All levels below `folder`, by id, in their stated order.

    Raises:
        ConfigurationError: for the first fault, naming file, criterion and key.

    """
    levels: list[Level] = []
    for programme in sorted(p for p in folder.iterdir() if p.is_dir()):
        shared_file = programme / f"{SHARED}.toml"
        shared = {c.id: c for c in _criteria(read(shared_file))} if shared_file.is_file() else {}
        for path in sorted(programme.glob("*.toml")):
            if path != shared_file:
                levels.append(_level(read(path), shared))
    levels.sort(key=lambda level: level.order)
    return MappingProxyType({level.id: level for level in levels})


def _level(table: Table, shared: Mapping[str, Criterion]) -> Level:
    own = _criteria(table, strict=False)
    used = tuple(_shared(entry, shared) for entry in table.tables("shared"))
    criteria = (*used, *own)
    twice = {c.id for c in criteria if sum(o.id == c.id for o in criteria) > 1}
    if twice:
        table.fail(f"criteria listed twice: {', '.join(sorted(twice))}")
    if not criteria:
        table.fail("a level needs at least one criterion")
    level = Level(
        id=table.text("id"),
        programme=table.text("programme"),
        order=table.number("order"),
        name=table.texts("name"),
        criteria=criteria,
        validity=_validity(table.table("validity")),
        facts=tuple(_fact(entry) for entry in table.tables("facts")),
        shown=tuple(_shown(entry) for entry in table.tables("shown")),
        deadline=_deadline(table.table("deadline")) if table.has("deadline") else None,
    )
    if table.folder != level.programme:
        table.fail(f"programme {level.programme!r} lies in folder {table.folder!r}")
    table.done()
    return level


def _shared(entry: Table, shared: Mapping[str, Criterion]) -> Criterion:
    identifier, label = entry.text("id"), entry.text("label")
    entry.done()
    found = shared.get(identifier)
    if found is None:
        entry.fail(f"{identifier!r} is not in {SHARED}.toml")
    if found.label[Language.NB] != label:
        entry.fail(f"{identifier!r} is called «{found.label[Language.NB]}», not «{label}»")
    return found


def _criteria(table: Table, *, strict: bool = True) -> tuple[Criterion, ...]:
    found = tuple(_criterion(entry) for entry in table.tables("criteria", name_key="id"))
    if strict:
        table.done()
    return found


def _criterion(table: Table) -> Criterion:
    rule = None
    if table.has("rule"):
        try:
            rule = parse(table.value("rule"))
        except ValueError as error:
            table.fail(f"rule: {error}")
    wanted = (
        (Verdict.MET, Verdict.NOT_MET, Verdict.MISSING)
        if rule is not None
        else (Verdict.JUDGEMENT,)
    )
    criterion = Criterion(
        id=table.text("id"),
        label=table.texts("label"),
        question=table.texts("question"),
        rule=rule,
        reasons={verdict: _template(table, verdict.value) for verdict in wanted},
        valid=span(table),
        passage=_passage(table.table("passage")),
    )
    if rule is not None and not open_fields(rule, {}):
        table.fail(f"rule: comes to {Truth.TRUE.value} or {Truth.FALSE.value} for every profile")
    table.done()
    return criterion


def _template(table: Table, key: str) -> Texts:
    found = table.texts(key)
    for language, text in found.items():
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        unknown = [name for name in names if name not in fields()]
        if unknown:
            table.fail(f"{key}.{language.value}: {{{unknown[0]}}} is no profile field")
    return found


def _passage(table: Table) -> Passage:
    passage = Passage(
        document=table.text("document"),
        section=table.strings("section"),
        page=table.number("page") if table.has("page") else None,
        quote=table.text("quote"),
    )
    table.done()
    return passage


def _fact(table: Table) -> Fact:
    fact = Fact(
        table.text("id"),
        table.text("kind"),
        table.texts("text"),
        _passage(table.table("passage")),
    )
    if fact.kind not in KINDS:
        table.fail(f"kind must be one of {', '.join(KINDS)}, not {fact.kind!r}")
    table.done()
    return fact


def _shown(table: Table) -> Shown:
    shown = Shown(table.text("field"), table.texts("text"), _passage(table.table("passage")))
    if shown.field not in fields():
        table.fail(f"field {shown.field!r} is no profile field")
    table.done()
    return shown


def _validity(table: Table) -> Validity:
    validity = Validity(
        from_=table.day("from"),
        until=table.day("until") if table.has("until") else None,
        before=table.texts("before"),
        current=table.texts("current"),
        ended=table.texts("ended") if table.has("ended") else None,
        passage=_passage(table.table("passage")),
        replaced=_after(table) == "replaced",
    )
    if (validity.until is None) != (validity.ended is None):
        table.fail("until and ended come together")
    table.done()
    return validity


def _after(table: Table) -> str:
    if not table.has("until"):
        return "replaced"
    found = table.text("after")
    if found not in ("replaced", "unknown"):
        table.fail(f"after must be replaced or unknown, not {found!r}")
    return found


def _deadline(table: Table) -> CallDeadline:
    deadline = CallDeadline(
        table.moment("at"),
        table.texts("open"),
        table.texts("passed"),
        _passage(table.table("passage")),
    )
    table.done()
    return deadline
