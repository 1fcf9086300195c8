"""Whether what an answer says stands in what it cites, by words and values, without a model.

Citation recall and precision follow ALCE (Gao et al. 2023, «Enabling Large Language Models to
Generate Text with Citations», section 3.3), with two differences: the entailment model is replaced
by `supports`, and a marker that names no citation counts against precision.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer.extraction.listed import ShownList, is_whole, shown_lists
from assistant.domain import Answer, Citation, Language
from assistant.evaluation.normalise import MARKER, fold, numbers, without_markers
from assistant.ingest.sentences import sentences
from assistant.search.analysis import stems

MIN_OVERLAP = 0.5
SHARED_PREFIX = 5
_LIST_ITEM = re.compile(r"^\s*(?:[-*+•–]|\d{1,2}[.)])\s+")
_LEADING_MARKERS = re.compile(r"^((?:\s*\[\d+\])+)[\s.]*")
_FRAME = re.compile(r"^[\s#>]*(?:ⓘ|ℹ|#)")
_QUOTED = re.compile(r"«([^»]+)»|“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a list with the line that introduces it, and the markers it carries.

    `shown`: the list, where it is one.
    """

    text: str
    markers: tuple[int, ...]
    shown: ShownList | None = field(default=None, compare=False)


def statements(text: str) -> tuple[Statement, ...]:
    """The statements of a Markdown answer.

    A list is one statement with its introduction unless every item carries a marker of its own.
    A marker after a full stop belongs to the sentence before it.
    """
    found: list[Statement] = []
    lines = [line for line in text.split("\n") if line.strip()]
    at = 0
    while at < len(lines):
        items = _items_after(lines, at)
        if items and (_is_introduction(lines[at]) or _LIST_ITEM.match(lines[at])):
            found += _list(lines[at], items)
        else:
            found += _sentences(_LIST_ITEM.sub("", lines[at]))
            items = []
        at += 1 + len(items)
    return tuple(found)


def _is_introduction(line: str) -> bool:
    return without_markers(line).rstrip("*_ ").endswith(":")


def _items_after(lines: Sequence[str], at: int) -> list[str]:
    items: list[str] = []
    for line in lines[at + 1 :]:
        if not _LIST_ITEM.match(line):
            break
        items.append(line)
    return items


def _list(first: str, items: Sequence[str]) -> list[Statement]:
    lines = [first, *items]
    claims = lines if _LIST_ITEM.match(first) else items
    if all(MARKER.search(item) for item in claims):
        return [s for line in lines for s in _sentences(_LIST_ITEM.sub("", line))]
    whole = " ".join(_LIST_ITEM.sub("", line) for line in lines)
    shown = next(iter(shown_lists("\n".join(lines))), None)
    return [Statement(fold(without_markers(whole)), _markers(whole), shown)]


def _markers(text: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in MARKER.findall(text)))


def _sentences(line: str) -> list[Statement]:
    found: list[str] = []
    # «**kl. 12.00**»: behind the stars no abbreviation is known.
    line = line.replace("**", "")
    for start, end in sentences(line):
        piece = line[start:end]
        leading = _LEADING_MARKERS.match(piece)
        if leading and found:
            found[-1] += leading[1]
            piece = piece[leading.end() :]
        if piece.strip():
            found.append(piece)
    return [Statement(fold(without_markers(s)), _markers(s)) for s in found]


def is_claim(statement: Statement) -> bool:
    """False for questions, headings, notices, lead-in lines and bare words such as «Ja.»."""
    text = statement.text.strip("*_ ")
    if not text or text.endswith(("?", ":")) or _FRAME.match(text):
        return False
    return bool(statement.markers or numbers(text) or len(set(stems(text))) >= 2)


def context(citations: Iterable[Citation]) -> str:
    """What a reader of the citations sees: title, section, date and quote."""
    parts = ((c.title, *c.section, c.published or "", c.quote) for c in citations)
    return "\n".join(part for citation in parts for part in citation)


def decidable(statement: Statement, language: Language) -> bool:
    """Whether `supports` can tell: English prose on a Norwegian source needs a value or a quote."""
    if language is not Language.EN:
        return True
    return bool(numbers(statement.text, english=True) or _QUOTED.search(statement.text))


def _counted(statement: Statement, citations: Iterable[Citation]) -> frozenset[str]:
    """How many items the statement's list has, where one of the citations is that list whole."""
    shown = statement.shown
    if shown is None or not any(is_whole(shown, c.quote) for c in citations):
        return frozenset()
    return frozenset({str(len(shown.items))})


def supports(citations: Sequence[Citation], statement: Statement, language: Language) -> bool:
    """Whether the citations bear a statement out.

    Every number must occur in them, every quotation stand in them verbatim, and, in Norwegian, at
    least half of the content words occur in them (same stem, or the same first five letters, which
    bridges bokmål and nynorsk endings).
    """
    source = context(citations)
    english = language is Language.EN
    if not numbers(statement.text, english=english) <= numbers(source) | _counted(
        statement, citations
    ):
        return False
    folded = fold(source).casefold()
    if english:
        quoted = [a or b for a, b in _QUOTED.findall(statement.text)]
        return all(fold(q).casefold().strip(" .") in folded for q in quoted)
    wanted = {s for s in stems(statement.text) if not s.isdigit()}
    if not wanted:
        return True
    given = set(stems(source))
    prefixes = {s[:SHARED_PREFIX] for s in given if len(s) >= SHARED_PREFIX}
    met = sum(s in given or s[:SHARED_PREFIX] in prefixes for s in wanted)
    return met / len(wanted) >= MIN_OVERLAP


def _cited(answer: Answer, statement: Statement) -> list[Citation]:
    return [c for c in answer.citations if c.number in statement.markers]


def claims(answer: Answer) -> list[Statement]:
    """The statements of an answer whose support can be decided."""
    return [s for s in statements(answer.text) if is_claim(s) and decidable(s, answer.language)]


def citation_recall(answer: Answer) -> float:
    """Share of the claims that are borne out by all they cite together.

    Raises:
        ValueError: when the answer holds no claim that can be decided.
    """
    found = claims(answer)
    if not found:
        raise ValueError("no claim whose support can be decided")
    met = [
        bool(cited) and supports(cited, s, answer.language)
        for s in found
        for cited in [_cited(answer, s)]
    ]
    return sum(met) / len(met)


def citation_precision(answer: Answer) -> float:
    """Share of the citations made that are needed: on a borne-out claim, and not irrelevant.

    A citation is irrelevant when it does not bear out the claim alone and the others do without
    it. A marker that names no citation is a citation made in vain.

    Raises:
        ValueError: when no citation on a decidable claim was made.
    """
    made = good = 0
    for statement in claims(answer):
        cited = _cited(answer, statement)
        made += len(statement.markers)
        if not supports(cited, statement, answer.language):
            continue
        for citation in cited:
            others = [c for c in cited if c is not citation]
            alone = supports([citation], statement, answer.language)
            good += alone or not (others and supports(others, statement, answer.language))
    if not made:
        raise ValueError("no citation on a claim whose support can be decided")
    return good / made


def invented_markers(answer: Answer) -> int:
    """How many different markers name no citation of the answer."""
    known = {c.number for c in answer.citations}
    return len(set(_markers(answer.text)) - known)


def nonverbatim_quotes(answer: Answer, texts: Mapping[str, str]) -> int:
    """How many citations quote what their document does not hold.

    Args:
        answer: the answer to look at.
        texts: every document's whole text by id, white space folded.
    """
    return sum(
        not fold(c.quote) or fold(c.quote) not in texts.get(c.document, "")
        for c in answer.citations
    )


def unsupported_numbers(answer: Answer, said_before: str = "") -> tuple[str, ...]:
    """Numbers in the answer that neither their citations nor the conversation holds.

    A statement with markers in an answer that claims to answer must find them in what it cites;
    other statements may also repeat numbers from `said_before` (question and history).
    """
    english = answer.language is Language.EN
    missing: list[str] = []
    for statement in statements(answer.text):
        cited = _cited(answer, statement) or answer.citations
        given = numbers(context(cited)) | _counted(statement, cited)
        if answer.outcome != "answered" or not statement.markers:
            given |= numbers(said_before) | numbers(said_before, english=True)
        told = numbers(statement.text, english=english) - given
        missing += sorted(n for n in told if _with_point(n) not in given)
    return tuple(missing)


def _with_point(number: str) -> str:
    """An hour as a number with a decimal point: «22.15» may be either where no «kl.» stands."""
    hour, _, minute = number.partition(":")
    return f"{hour}.{minute}".rstrip("0").rstrip(".") if minute else number
