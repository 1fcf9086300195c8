"""Citations and the check that every answer passes through, in both modes.

What an answer may not do: carry a marker that names no passage, leave a sentence without a
marker, quote what does not stand in the source, or give a number, amount, date or time that the
cited passage does not hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answer.extraction.listed import MARKER, is_whole, shown_lists, without_markers
from assistant.answer.extraction.values import find, unsupported
from assistant.domain import CheckReport, Chunk, Citation, Language
from assistant.ingest.sentences import MONTHS, is_short_answer, sentences

# «22. juni 2024 er fristen» is no list item; «1. markedsføring» is one.
_NO_MONTH = (
    rf"(?!(?:{'|'.join(sorted(MONTHS))}|jan|feb|mar|apr|jun|jul|aug|sep|okt|oct|nov|des|dec)\b)"
)
_BULLET = re.compile(rf"^\s*(?:[-*•]\s|\d{{1,2}}\.\s+{_NO_MONTH})\s*", re.IGNORECASE)
_BOLD = re.compile(r"\*\*|__")
# So many characters tell that a sentence is the one that is quoted.
_LEADING = 40


def fold(text: str) -> str:
    """White space folded to single spaces, as quotes are compared."""
    return " ".join(text.split())


def shown(text: str) -> str:
    """A document's words as an answer shows them: without notes of its own, as «[2]».

    In an answer such a number would name a passage.
    """
    return without_markers(text)


def cite(number: int, chunk: Chunk, start: int, end: int) -> Citation:
    """A citation of `chunk.text[start:end]`."""
    return Citation(
        number=number,
        document=chunk.document_id,
        title=chunk.title,
        section=chunk.section,
        page=chunk.page,
        quote=fold(chunk.text[start:end]),
        url=chunk.metadata.url,
        published=chunk.metadata.published,
        status=chunk.metadata.status,
        chunk_id=chunk.id,
    )


def statements(text: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sentences of an answer in Markdown, each with the markers it carries.

    List items stand under the markers of the line that introduces them, unless they carry their
    own. A marker after the full stop belongs to the sentence before it.
    """
    found: list[tuple[str, tuple[int, ...]]] = []
    inherited: tuple[int, ...] = ()
    for line in text.splitlines():
        if not line.strip():
            continue
        bullet = bool(_BULLET.match(line))
        plain = _BOLD.sub("", _BULLET.sub("", line)).lstrip("> ").strip()
        for sentence in _with_markers(plain):
            own = tuple(int(n) for n in MARKER.findall(sentence))
            markers = own or (inherited if bullet else ())
            words = MARKER.sub("", sentence).strip()
            if re.search(r"\w", words):
                found.append((words, markers))
        if not bullet:
            last = MARKER.findall(line)
            inherited = tuple(int(n) for n in last)
    return found


def _leads_quote(word: str, following: str, quotes: Iterable[str]) -> bool:
    """Whether a lone «Nei.» stands in a quote right before the sentence that carries its marker."""
    together = f"{word} {following}".strip('«»“”" ')[:_LEADING]
    return is_short_answer(word) and any(together in without_markers(q) for q in quotes)


def _with_markers(line: str) -> list[str]:
    """Sentences of a line, with markers that follow a full stop kept with their sentence."""
    # Moving «. [1]» to « [1].» lets the sentence splitter see where the sentence ends.
    moved = re.sub(r"([.!?]+[»”\")]*)((?:\s*\[\d+\])+)", r"\2\1", line)
    return [moved[s:e] for s, e in sentences(moved)]


def check(
    text: str,
    citations: Sequence[Citation],
    sources: Mapping[str, str],
    *,
    language: Language = Language.NB,
) -> CheckReport:
    """Check an answer against what it cites.

    Args:
        text: the answer in Markdown.
        citations: its citations.
        sources: chunk id → passage text, for the quotes.
        language: the answer's language; number words are read accordingly.
    """
    by_number = {c.number: c for c in citations}
    invented: list[str] = []
    unmarked: list[str] = []
    values: list[str] = []
    lists = shown_lists(text)
    said = statements(text)
    for at, (sentence, markers) in enumerate(said):
        invented.extend(f"[{n}]" for n in markers if n not in by_number)
        known = [by_number[n] for n in markers if n in by_number]
        if not known:
            lead = sentence.endswith((":", "?")) and not find(sentence)
            following, of_it = said[at + 1] if at + 1 < len(said) else ("", ())
            quotes = [by_number[n].quote for n in of_it if n in by_number]
            if not (markers or lead or _leads_quote(sentence, following, quotes)):
                unmarked.append(sentence)
            continue
        grounds = [part for c in known for part in (c.quote, c.title, " ".join(c.section))]
        # That there are five may stand nowhere but in a list of five, shown whole.
        grounds += [
            str(len(whole.items))
            for whole in lists
            if sentence in fold(_BOLD.sub("", MARKER.sub("", whole.line)))
            and any(c.number in whole.markers and is_whole(whole, c.quote) for c in known)
        ]
        values.extend(unsupported(sentence, grounds, english=language is Language.EN))
    return CheckReport(
        invented_markers=tuple(invented),
        unmarked_sentences=tuple(unmarked),
        unsupported_values=tuple(values),
        nonverbatim_quotes=tuple(
            c.quote
            for c in citations
            if c.chunk_id is not None and c.quote not in fold(sources.get(c.chunk_id, ""))
        ),
    )
