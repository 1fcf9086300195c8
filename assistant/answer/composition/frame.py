"""Selected evidence as a short cited text in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.citation import cite, shown
from assistant.answer.extraction.opening import without_opening
from assistant.answer.extraction.pointing import points_at_section
from assistant.answer.extraction.rows import says_one
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import Value, find, unsupported
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.anaphora import asks_which
from assistant.answer.yes_no.own_answer import answers_its_heading
from assistant.domain import Citation, Language
from assistant.texts import get

_PRONOUN = re.compile(
    r"^(Den|Det|De|Dette|Denne|Disse|Dei|Han|Hun|Ho|Her|Der|Da|Videre|I tillegg|Dessuten)\b"
)
# «De tre nivåene heter …» names what it speaks of.
_NOUN_FOLLOWS = re.compile(
    r"^(?:Den|Det|De|Dei) (?:\d[\d ]*|en|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|\w{3,}e)"
    r" \w+(?:en|et|ene|ane|a)\b"
)
_SUBJECTLESS = re.compile(
    r"^(Gjelder|Gjeld|Varer|Gir|Gjev|Krever|Krev|Inneholder|Omfatter|Omfattar|Består|Dekker"
    r"|Dekkjer|Finansierer)\b[^,]*$"
)
# An item that is a sentence of its own.
_SENTENCE = re.compile(r"^[A-ZÆØÅ«].*\w\W+\w+\W+\w+.*[.!?][»”\")]*$", re.DOTALL)
# «5 Det vi ikke dekker», «§ 3 Karenstid»: the number is no part of the name.
_SECTION_NUMBER = re.compile(r"^(?:§ ?)?\d{1,2}(?:\.\d{1,2})*[.)]? (?=[A-ZÆØÅ])")
_NUMBERED = re.compile(r"\d{1,2}[.)]")
_MARKED_ITEM = re.compile(r"^\s*(?:[-–*•·o]|\d+[.)])\s*")


class Frame:
    """Collects numbered citations while an answer is written.

    Args:
        language: the answer's language.
        rivals: names that tell things in the documents apart.

    """

    def __init__(self, language: Language, rivals: Sequence[str] = ()) -> None:
        self.language = language
        self._rivals = rivals
        self.citations: list[Citation] = []

    def number(self, unit: Unit, start: int | None = None, end: int | None = None) -> int:
        """The number of the citation of a unit (or of a span of its passage); made when new."""
        fresh = cite(
            len(self.citations) + 1,
            unit.chunk,
            unit.start if start is None else start,
            unit.end if end is None else end,
        )
        for known in self.citations:
            if known.chunk_id == fresh.chunk_id and known.quote == fresh.quote:
                return known.number
        self.citations.append(fresh)
        return fresh.number

    def sentence(
        self, evidence: Evidence, question: Question, *, named: str = "", goes_on: bool = False
    ) -> str:
        """A sentence, item or row with its marker, behind its section's name where it needs it.

        In bokmål it stands as it is; in nynorsk and English it stands as a quotation, since
        what cannot be checked is not translated. `named`: the subject where it stands before it.
        `goes_on`: the sentence before it stands before it in the answer too.
        """
        unit = evidence.unit
        start, text = unit.start, shown(unit.text)
        if self.language is Language.NB and answers_its_heading(question, evidence) is None:
            # «Ja, …» answers the question over it; to another one it would be no answer.
            text = without_opening(text)
        if named and unit.kind is UnitKind.ROW:
            text = text.removeprefix(f"{named} – ")
        at = _introduced_at(unit, question)
        if at is not None:
            start, text = at, f"{shown(unit.previous)} {text}"
        numbers = [self.number(unit, start, unit.end)]
        if unit.kind is UnitKind.ROW and (lead := _lead_of_rows(unit)):
            text = f"{shown(unit.chunk.text[slice(*lead)])} {text}"
            numbers.append(self.number(unit, *lead))
        if unit.above and (unsupported(text, [unit.verbatim]) or says_one(text)):
            # A header such as «2023» is a figure of the answer too.
            numbers.append(self.number(unit, *unit.above))
        marks = "][".join(map(str, numbers))
        subject = "" if named or goes_on or at is not None else self._subject(unit, question)
        if self.language is Language.NB:
            return subject + _closed(bold(text, evidence.values), marks)
        return subject + get("answer.quote", self.language, quote=text, number=marks)

    def joined(self, parts: Sequence[str], value: str = "", opening: str = "") -> str:
        """The parts of an answer as one text, quotations behind one lead.

        Args:
            parts: sentences and lists.
            value: the value asked for, in the language of the answer, to stand first.
            opening: words that the answer is to begin with, if any.
        """
        # A list stands by itself: what follows it is none of its last item.
        apart = (
            "\n" in before or "\n" in part
            for before, part in zip(("", *parts), parts, strict=False)
        )
        blocks = [f"\n\n{p}" if alone else p for p, alone in zip(parts, apart, strict=True)]
        text = " ".join(blocks).replace(" \n\n", "\n\n").strip()
        if self.language is Language.NB or "«" not in text.partition("\n")[0]:
            listed = "\n" in next(iter(parts), "") and not text.startswith("**")
            if listed and not opening and self.language is not Language.NB:
                # A list in Norwegian is a quotation too.
                opening = get("answer.quote_lead", self.language)
            return f"{opening}: {text}" if opening else text
        if not text.startswith("«"):
            # «NIC Connect: …» leads in a quotation by itself.
            text = f"**{value}** – {text}" if value else text
            return f"{opening}: {text}" if opening else text
        begun = [opening] if opening else []
        begun += [f"**{value}**"] if value else []
        return f"{', '.join(begun) or get('answer.quote_lead', self.language)}: {text}"

    def whole_list(self, unit: Unit, *, counted: bool = False) -> str:
        """A list with its introduction; the introduction carries the marker.

        `counted`: how many items it has is what was asked, and is said first.
        """
        number = self.number(unit)
        before = unit.chunk.text[unit.start : unit.table] if unit.table >= 0 else unit.lead
        lead = shown(_MARKED_ITEM.sub("", before))
        lead = re.sub(r"\s*(?:[-–*•·]|\d+[.)])?$", "", lead).rstrip(":. ")
        lead = lead or _SECTION_NUMBER.sub("", (unit.chunk.title, *unit.chunk.section)[-1])
        marks = _item_marks(unit)
        texts = unit.shown or [unit.chunk.text[s:e] for s, e in unit.items]
        items = "\n".join(f"{m} {shown(t)}" for m, t in zip(marks, texts, strict=True))
        count = f"**{len(unit.items)}** – " if counted else ""
        return f"{count}{lead} [{number}]:\n\n{items}"

    def _subject(self, unit: Unit, question: Question) -> str:
        """The section's name before a sentence that does not say what it speaks of."""
        names = [m for m in question.mentions if not m.stands_in(unit.text)]
        pronoun = _PRONOUN.match(unit.text) and not _NOUN_FOLLOWS.match(unit.text)
        bare = bool(pronoun or _SUBJECTLESS.match(unit.text))
        if self.language is Language.NB:
            bare = bare or (unit.kind is UnitKind.ITEM and not _SENTENCE.match(unit.text))
        bare = bare or points_at_section(unit.text)
        if unit.kind is UnitKind.HEADING or not unit.chunk.section:
            return ""
        heading = re.sub(r"\s*\(.*?\)\s*$", "", unit.chunk.section[-1])
        heading = _SECTION_NUMBER.sub("", heading)
        # Which level it is, a heading tells that is the name of one.
        bare = bare or (asks_which(question.resolved) and any(r in heading for r in self._rivals))
        if names or bare:
            about = not question.mentions or any(m.stands_in(heading) for m in question.mentions)
            # «NIC Impact: En klynge kan søke direkte til NIC Explore» would tell of the wrong one.
            about = about and not (names and any(r in unit.text for r in self._rivals))
            if about and heading.casefold() not in unit.text.casefold():
                return f"{heading}: "
        return ""


def _introduced_at(unit: Unit, question: Question) -> int | None:
    """Where the line begins without which an item says too little; None where it says enough."""
    if unit.kind is not UnitKind.ITEM or not unit.previous.rstrip().endswith(":"):
        return None
    named = [m for m in question.mentions if m.stands_in(unit.previous)]
    if _SENTENCE.match(unit.text) and all(m.stands_in(unit.text) for m in named):
        return None
    at = unit.chunk.text.rfind(unit.previous.strip(), 0, unit.start)
    return at if at >= 0 else None


def _lead_of_rows(unit: Unit) -> tuple[int, int] | None:
    """Where the line stands that introduces a table («Tillatt på disse tidene:»), if one does."""
    lead = unit.previous.strip()
    if not lead.endswith(":"):
        return None
    at = unit.chunk.text.rfind(lead, 0, unit.table)
    return (at, at + len(lead)) if at >= 0 else None


def _item_marks(unit: Unit) -> list[str]:
    """The numbers of a numbered list as they stand, else dashes."""
    text = unit.chunk.text
    marks = [text[text.rfind("\n", 0, s) + 1 : s].strip() for s, _ in unit.items]
    numbered = all(_NUMBERED.fullmatch(m) for m in marks)
    return [m.replace(")", ".") for m in marks] if numbered else ["-"] * len(marks)


def _closed(text: str, number: str) -> str:
    """Text with its marker before the closing full stop, as in «… tre år [1].»."""
    stripped = text.rstrip()
    end = stripped[-1:] if stripped[-1:] in ".!?" else ""
    body = stripped[: len(stripped) - len(end)] if end else stripped.rstrip(";,:")
    return f"{body} [{number}]{end or '.'}"


_TO = re.compile(r" ?[–-] ?\d[\d.:]*(?<=\d)")


def bold(text: str, values: Sequence[Value]) -> str:
    """The text with the asked-for values in bold, where they can be found in it."""
    # «Tre nivåer» is no «tre år».
    wanted = {(v.kind, v.canonical) for v in values}
    spans = [v for v in find(text) if (v.kind, v.canonical) in wanted]
    for value in reversed(spans[:3]):
        # The end of a range belongs to it: «kl. 8–19».
        rest = _TO.match(text[value.end :])
        end = value.end + (rest.end() if rest else 0)
        text = f"{text[: value.start]}**{text[value.start : end]}**{text[end:]}"
    # «21. juni 2024 klokken 16.00» is one thing in bold, not two, and so is «12.00–13.00».
    return re.sub(r"(?<=\w)\*\*(\s|[-–])\*\*(?=\w)", r"\1", text)
