"""The values that the stages hand to one another. Nothing here does I/O or imports a library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType


class Status(StrEnum):
    """Whether what a document says still applies, by its publisher's own account."""

    CURRENT = "current"
    HISTORICAL = "historical"
    EXPIRED = "expired"
    UNKNOWN = "unknown"

    @property
    def is_over(self) -> bool:
        """Whether it no longer applies."""
        return self in (Status.HISTORICAL, Status.EXPIRED)


class BlockKind(StrEnum):
    """What a stretch of page text is. `LIST_INTRO` is the line that introduces a list."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_INTRO = "list_intro"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NO_EVIDENCE = "no_evidence"
    CLARIFY = "clarify"
    OUT_OF_SCOPE = "out_of_scope"
    CONVERSATION = "conversation"


class Language(StrEnum):
    """Language of a question and of the frame around its answer."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class Verdict(StrEnum):
    """What a criterion or a level comes to; missing information is never `NOT_MET`."""

    MET = "met"
    NOT_MET = "not_met"
    MISSING = "missing"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A dated limit that a document sets. `at` is local Norwegian time."""

    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the corpus manifest says of a document; every field may be unknown.

    `published` is an ISO date or a prefix of one ("2024-04", "2019"): sources often give no day.
    `superseded_on` has the same form. `superseded_by` is a document id.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    status: Status = Status.UNKNOWN
    url: str | None = None
    language: str | None = None
    note: str | None = None
    superseded_on: str | None = None
    superseded_by: str | None = None
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusCard:
    """What the corpus manifest says of the documents as a whole; everything may be unknown.

    `name` is the assistant's name, `subject` what the documents are about («klyngeprogrammet»),
    `proper_name` the subject's name in its own right, `documents` what the documents are called,
    `topics` what one may ask for, `which` what they tell apart («hvilket nivå»), `examples`
    questions to begin with, `note` a sentence for the foot of the pages, `contact` who to ask.
    `check` says that the criteria check belongs to the documents; `publisher` is the one that
    most of them name.
    """

    name: Mapping[Language, str] = field(default_factory=dict)
    subject: Mapping[Language, str] = field(default_factory=dict)
    proper_name: str | None = None
    documents: Mapping[Language, str] = field(default_factory=dict)
    topics: Mapping[Language, str] = field(default_factory=dict)
    which: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    examples: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    note: Mapping[Language, str] = field(default_factory=dict)
    contact: Mapping[Language, str] = field(default_factory=dict)
    contact_url: str | None = None
    check: bool = False
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch `text[start:end]` of a page or a chunk, without list-marker characters' meaning.

    `section` is the heading path above it, outermost first (the document title not included).
    A heading's own section includes the heading. For list items and table rows, `start` is at
    the first character of the line, its marker included; `content` is where the words begin.
    `header` are the header cells over a table row, one for each of its cells, also where the
    header stands in another passage; a header row has its own cells, a table without one none.
    """

    kind: BlockKind
    start: int
    end: int
    content: int
    section: tuple[str, ...] = ()
    level: int = 0
    header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as cleaned text. `number` counts from 1; None where the format has no pages."""

    number: int | None
    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A source document. `id` is the file's stem, `path` relative to the corpus folder."""

    id: str
    title: str
    pages: tuple[Page, ...]
    metadata: Metadata
    path: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage: `text == page.text[start:end]`. Its blocks' offsets count from its start."""

    id: str
    document_id: str
    title: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str
    blocks: tuple[Block, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved chunk. Ranks count from 1; None where that leg did not find it."""

    chunk: Chunk
    score: float
    lexical_rank: int | None = None
    dense_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; `role` is "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands. `quote` is verbatim in the document after white-space folding."""

    number: int
    document: str
    title: str
    section: tuple[str, ...]
    page: int | None
    quote: str
    url: str | None = None
    published: str | None = None
    status: Status = Status.UNKNOWN
    chunk_id: str | None = None


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the citation check found in an answer. All empty and zero is a clean answer."""

    invented_markers: tuple[str, ...] = ()
    unmarked_sentences: tuple[str, ...] = ()
    unsupported_values: tuple[str, ...] = ()
    nonverbatim_quotes: tuple[str, ...] = ()
    removed_sentences: int = 0

    @property
    def ok(self) -> bool:
        """True when nothing in the answer goes beyond its sources."""
        return not (
            self.invented_markers
            or self.unmarked_sentences
            or self.unsupported_values
            or self.nonverbatim_quotes
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it leaves the answering stage. `text` is Markdown with [n] markers.

    `suggestions` are follow-up questions; `intent` names what was asked
    (`answer.understanding.intent.Intent`).
    """

    question: str
    language: Language
    outcome: Outcome
    text: str
    citations: tuple[Citation, ...] = ()
    answered_by: str = "extractive"
    notices: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    check: CheckReport = field(default_factory=CheckReport)
    suggestions: tuple[str, ...] = ()
    intent: str | None = None


ProfileValue = str | bool | int | float | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion applied to a profile, with the fields it used and those it lacked."""

    id: str
    label: str
    verdict: Verdict
    reason: str
    used: Mapping[str, ProfileValue] = field(default_factory=lambda: MappingProxyType({}))
    missing: tuple[str, ...] = ()
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A question worth asking because its answer can still change a verdict."""

    field: str
    question: str


@dataclass(frozen=True, slots=True)
class LevelAssessment:
    """One level's verdict over all its criteria."""

    level: str
    programme: str
    verdict: Verdict
    criteria: tuple[Finding, ...]
    next_questions: tuple[NextQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """A profile against one or more levels on a date."""

    profile: Mapping[str, ProfileValue]
    as_of: date
    levels: tuple[LevelAssessment, ...]
