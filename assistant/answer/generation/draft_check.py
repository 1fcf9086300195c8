"""A draft held against the passages it was written from: what stands is kept and cited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import citation
from assistant.answer.extraction.steering import quotable
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.generation.agreement import opening
from assistant.answer.generation.draft import Line, LineKind, Statement
from assistant.answer.generation.grounding import Grounder, bare
from assistant.domain import Chunk, Citation

MAX_LEAD_IN = 120
_END = ".!?"


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that stands, with the units that its citations quote."""

    text: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """What the check left of a draft.

    `text` is Markdown with markers 1..n in order of appearance; `removed` counts sentences that
    were dropped; `invented` counts markers that named no passage. `opening` is a «Ja» or «Nei» with
    which the draft began; it is not in `text`, since no passage holds it.
    """

    text: str = ""
    citations: tuple[Citation, ...] = ()
    kept: tuple[Kept, ...] = ()
    removed: int = 0
    invented: int = 0
    opening: str = ""


@dataclass(frozen=True, slots=True)
class _LeadIn:
    words: str
    text: str
    heading: bool


@dataclass(slots=True)
class _Writing:
    """The text as it grows; lead-ins wait until something they introduce has been kept."""

    introduces: Callable[[str, Sequence[Unit]], bool]
    citations: list[Citation] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    blocks: list[tuple[bool, str]] = field(default_factory=list)
    waiting: list[_LeadIn] = field(default_factory=list)
    removed: int = 0
    invented: int = 0
    opening: str = ""

    def number(self, unit: Unit) -> int:
        """The number of the citation of a unit, made when new."""
        fresh = citation.cite(len(self.citations) + 1, unit.chunk, unit.start, unit.end)
        for known in self.citations:
            if known.chunk_id == fresh.chunk_id and known.quote == fresh.quote:
                return known.number
        self.citations.append(fresh)
        return fresh.number

    def put(self, text: str, units: Sequence[Unit], *, item: bool) -> None:
        """A kept line, after the lead-ins that waited for it and tell nothing else."""
        for lead in self.waiting:
            if self.introduces(lead.words, units):
                self.blocks.append((False, lead.text))
            else:
                self.removed += 1
        self.waiting.clear()
        self.blocks.append((item, text))

    def give_up_waiting(self) -> None:
        """Drop lead-ins whose items all fell away."""
        self.removed += len(self.waiting)
        self.waiting.clear()

    def text(self) -> str:
        """All blocks: items one a line, everything else as paragraphs."""
        parts: list[str] = []
        for at, (item, text) in enumerate(self.blocks):
            tight = item and at > 0 and self.blocks[at - 1][0]
            parts.append(("\n" if tight else "\n\n") + text)
        return "".join(parts).strip()


class DraftChecker:
    """Checks drafts against numbered passages."""

    def __init__(
        self,
        passages: Mapping[int, Chunk],
        grounder: Grounder,
        *,
        emphasise: Callable[[str], str] = str,
    ) -> None:
        self._passages = passages
        self._grounder = grounder
        self._emphasise = emphasise

    def check(self, lines: Sequence[Line]) -> CheckedDraft:
        """What stands of a draft, with markers renumbered and every quote verbatim."""
        writing = _Writing(self._grounder.introduces)
        at = 0
        while at < len(lines):
            items = _items_after(lines, at)
            if not (items and self._as_one_list(writing, lines[at], items)):
                self._block(writing, lines[at], items)
            at += 1 + len(items)
        writing.give_up_waiting()
        return CheckedDraft(
            writing.text(),
            tuple(writing.citations),
            tuple(writing.kept),
            writing.removed,
            writing.invented,
            writing.opening,
        )

    def grounds(self, statement: Statement, inherited: Sequence[int] = ()) -> tuple[Unit, ...]:
        """The units that a statement rests on; empty when it does not stand."""
        numbers = statement.markers or inherited
        if opening(statement.text)[0]:
            return ()
        chunks = dict.fromkeys(self._passages[n] for n in numbers if n in self._passages)
        if not chunks or not _is_one(statement.text):
            return ()
        return self._grounder.ground(statement.text, list(chunks))

    def valid(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Those numbers that name a passage."""
        return tuple(n for n in numbers if n in self._passages)

    def _block(self, writing: _Writing, line: Line, items: Sequence[Line]) -> None:
        """A line, with the items that it introduces."""
        if line.kind is LineKind.ITEM:
            self._item(writing, line, ())
            return
        self._paragraph(writing, line)
        for item in items:
            self._item(writing, item, _markers(line))
        if items:
            writing.give_up_waiting()

    def _sentences(
        self,
        writing: _Writing,
        statements: Sequence[Statement],
        inherited: Sequence[int] = (),
        *,
        stop: str = ".",
    ) -> tuple[str, list[Unit]]:
        """The statements that stand, with their markers, and what they rest on."""
        texts: list[str] = []
        used: list[Unit] = []
        for statement in statements:
            writing.invented += sum(n not in self._passages for n in statement.markers)
            word, rest = opening(statement.text)
            if word:
                # Whether it is so is for the question to tell; see `relevance`.
                first = not (texts or writing.blocks or writing.removed)
                writing.opening = word if first else writing.opening
                statement = replace(statement, text=rest)  # noqa: PLW2901
            if not statement.text:
                continue
            units = self.grounds(statement, inherited)
            if not units:
                writing.removed += 1
                continue
            writing.kept.append(Kept(statement.text, units))
            numbers = [writing.number(u) for u in units]
            strong = self._emphasise(statement.text)
            shown = strong if _is_one(strong) else statement.text
            texts.append(marked(shown, numbers, stop=stop))
            used.extend(units)
        return " ".join(texts), used

    def _paragraph(self, writing: _Writing, line: Line) -> None:
        statements = list(line.statements)
        last = statements[-1]
        heading = line.kind is LineKind.HEADING and not last.markers
        lead = heading or (last.introduces and bare(last.text))
        if lead:
            statements.pop()
        text, units = self._sentences(writing, statements)
        if text:
            writing.put(text, units, item=False)
        if lead:
            self._lead_in(writing, last, heading=heading)

    def _lead_in(self, writing: _Writing, lead: Statement, *, heading: bool) -> None:
        """A line that only introduces; it waits for what it introduces."""
        words = lead.text.rstrip(": ")
        writing.invented += sum(n not in self._passages for n in lead.markers)
        if not bare(words) or len(words) > MAX_LEAD_IN or not _is_one(f"{words}:"):
            writing.removed += 1
            return
        # A new lead-in replaces one that introduced nothing; a heading stays above it.
        kept = [w for w in writing.waiting if w.heading and not heading]
        writing.removed += len(writing.waiting) - len(kept)
        text = f"**{words}:**" if heading else f"{words}:"
        writing.waiting = [*kept, _LeadIn(words, text, heading)]

    def _item(self, writing: _Writing, line: Line, inherited: Sequence[int]) -> None:
        stop = "" if len(line.statements) == 1 else "."
        text, units = self._sentences(writing, line.statements, inherited, stop=stop)
        if text:
            writing.put(f"- {text}", units, item=True)

    def _as_one_list(self, writing: _Writing, lead: Line, items: Sequence[Line]) -> bool:
        """Write a lead-in and its items under one citation, where one list holds them all."""
        first = lead.statements[0]
        statements = [s for line in items for s in line.statements]
        texts = [s.text for s in statements]
        if len(lead.statements) != 1 or lead.kind is LineKind.ITEM or len(items) < 2:
            return False
        if not all(_is_one(t) for t in (first.text, *texts)):
            return False
        whole = self._list_for(first, statements)
        if whole is None:
            return False
        writing.kept.extend(Kept(t, (whole,)) for t in texts)
        start = f"{first.text.rstrip(':. ')} [{writing.number(whole)}]:"
        writing.put(start, (whole,), item=False)
        for line in items:
            writing.put("- " + " ".join(s.text for s in line.statements), (whole,), item=True)
        return True

    def _list_for(self, lead: Statement, statements: Sequence[Statement]) -> Unit | None:
        """The list in a passage that holds every statement; all must name that passage alone."""
        named = {s.markers or lead.markers for s in statements}
        markers = {n for numbers in (*named, lead.markers) for n in numbers}
        if len(named) != 1 or len(markers) != 1:
            return None
        chunk = self._passages.get(markers.pop())
        for unit in quotable(chunk) if chunk else ():
            if (
                unit.kind is UnitKind.LIST
                and self._grounder.introduces(lead.text, [unit])
                and all(self._grounder.rests_on(s.text, unit) for s in statements)
            ):
                return unit
        return None


def marked(text: str, numbers: Sequence[int], *, stop: str = ".") -> str:
    """A sentence with its markers before the closing stop, as in «… tre år [1].».

    `stop` is put where the sentence has none.
    """
    markers = "".join(f"[{n}]" for n in sorted(set(numbers)))
    stripped = text.rstrip()
    if stripped.endswith(":"):
        return f"{stripped.rstrip(': ')} {markers}:"
    body = stripped.rstrip(_END) if stripped[-1:] in _END else stripped.rstrip(";, ")
    end = stripped[-1:] if stripped[-1:] in _END else stop
    return f"{body} {markers}{end}"


def _is_one(text: str) -> bool:
    """Whether the shared check reads the marked sentence as one statement with its marker."""
    read = citation.statements(marked(text, [1]))
    return len(read) == 1 and (read[0][1] == (1,) or text.endswith(":"))


def _markers(line: Line) -> tuple[int, ...]:
    return tuple(n for s in line.statements for n in s.markers)


def _items_after(lines: Sequence[Line], at: int) -> list[Line]:
    """The items that a line of text introduces."""
    found: list[Line] = []
    if lines[at].kind is not LineKind.ITEM:
        for line in lines[at + 1 :]:
            if line.kind is not LineKind.ITEM:
                break
            found.append(line)
    return found
