"""Selected evidence as a short cited text in the language of the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.citation import cite, shown
from assistant.answer.extraction.opening import without_opening
from assistant.answer.extraction.rows import says_one
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import Value, ValueKind, find, unsupported
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.anaphora import asks_which, points_at_section
from assistant.answer.yes_no.own_answer import answers_its_heading
from assistant.domain import Citation, Language
from assistant.texts import get, get_list

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
        lead = lead or (unit.chunk.section[-1] if unit.chunk.section else unit.chunk.title)
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
        bare = bare or points_at_section(unit.text) or asks_which(question.resolved)
        if unit.kind is UnitKind.HEADING:
            return ""
        if (names or bare) and unit.chunk.section:
            heading = re.sub(r"\s*\(.*?\)\s*$", "", unit.chunk.section[-1])
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


_LIMIT = (
    (re.compile(r"\b(inntil|opptil|høyst|maksimalt|maks|ikke mer enn)\s*$", re.I), "up to "),
    (re.compile(r"\b(minst|minimum)\s*$", re.I), "at least "),
    (re.compile(r"\b(om lag|omtrent|cirka|ca\.|rundt|nær|nesten)\s*$", re.I), "about "),
    (re.compile(r"\b(senest|innen)\s*$", re.I), "by "),
)
_SPANS = (("år", "year"), ("mån", "month"), ("uke", "week"), ("dag", "day"), ("tim", "hour"))


# So much each year; an average or a total is another thing.
_YEARLY = re.compile(r"\b(?:årlig\w*|årleg\w*|i året|per år|hvert år|kvart år)\b", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–]\s*")
_BOTH = frozenset({"begge", "båe", "both"})


def in_english(text: str, values: Sequence[Value]) -> str:
    """Values of a Norwegian sentence in English, limits kept: «inntil tre år» → "up to 3 years".

    Empty when there are more than three, or several counts, or one cannot be put safely.
    """
    # «Begge foreldre» counts no two of anything asked for.
    values = [v for v in values if text[v.start : v.end].casefold() not in _BOTH]
    # «I 2024 var fristen 21. juni 2024» tells one date.
    values = [v for v in values if not any(_is_within(v, other) for other in values)]
    # «Tre millioner til drift og opptil tre til utvikling»: without what each is for, it misleads.
    amounts = [v.canonical for v in values if v.kind is ValueKind.AMOUNT]
    if not values or len(values) > 3 or len(set(amounts)) < len(amounts):
        return ""
    if sum(v.kind is ValueKind.NUMBER for v in values) > 1:
        # «Sju, fem i A og to i B»: which of them counts what, the sentence must tell.
        return ""
    said = [_one_in_english(text, v) for v in values]
    if not all(said):
        return ""
    if len(amounts) == 1 and _YEARLY.search(text):
        said = [
            f"{s} annually" if v.kind is ValueKind.AMOUNT else s
            for v, s in zip(values, said, strict=True)
        ]
    hours = [v for v in values if v.kind is ValueKind.TIME]
    if len(hours) == 2 and _DASH.fullmatch(text[hours[0].end : hours[1].start]):
        from_to = "–".join(s for s, v in zip(said, values, strict=True) if v in hours)
        said = [s for s, v in zip(said, values, strict=True) if v not in hours] + [from_to]
    dated = any(v.kind is ValueKind.DATE for v in values) and hours
    told = (
        " at ".join(said)
        if dated and len(said) == 2
        else joined(list(dict.fromkeys(said)), Language.EN)
    )
    return told[0].upper() + told[1:]


def _is_within(value: Value, other: Value) -> bool:
    """Whether a date is the year or the month of another one."""
    dates = value.kind is ValueKind.DATE and other.kind is ValueKind.DATE
    return dates and other.canonical.startswith(f"{value.canonical}-")


# Millions of what is told elsewhere in the sentence.
_FOREIGN = re.compile(
    r"[€$£]|\b(eur|euros?|sek|dkk|usd|gbp|chf|dollars?|pund|pounds?|svenske|danske|swedish|danish)\b",
    re.IGNORECASE,
)


def _one_in_english(text: str, value: Value) -> str:
    limit = next((e for p, e in _LIMIT if p.search(text[: value.start])), "")
    number = value.canonical
    if value.kind is ValueKind.DATE and not number.startswith("-"):
        return limit + spoken_date(number, Language.EN)
    if value.kind is ValueKind.TIME:
        return number
    if value.kind is ValueKind.NUMBER:
        return f"{limit}{number}"
    if value.kind is ValueKind.DURATION:
        if "." in number and not re.search(r"\d", text[value.start : value.end]):
            # «Per påbegynt halvtime» would read as half a figure that nobody gave.
            return ""
        span = next((e for start, e in _SPANS if value.unit.startswith(start)), "")
        return f"{limit}{number} {span}{'' if number == '1' else 's'}" if span else ""
    if value.unit.startswith(("kr", "nok", "mill")) and not _FOREIGN.search(text):
        whole = float(number)
        shown = (
            f"{whole / 1e6:g} million"
            if whole >= 1e6
            else f"{whole:,.0f}"
            if whole == int(whole)
            else f"{whole:,.2f}"
        )
        return f"{limit}NOK {shown}"
    return ""


def joined(parts: Sequence[str], language: Language, *, last: str = "and") -> str:
    """The parts in one phrase: «a, b og c»."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {get(f'answer.{last}', language)} {parts[-1]}"


def spoken_date(iso: str, language: Language) -> str:
    """An ISO date or its prefix in words («april 2024»)."""
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 1:
        return iso
    month = get_list("dates.months", language)[parts[1] - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = f"{parts[2]} " if language is Language.EN else f"{parts[2]}. "
    return f"{day}{month} {parts[0]}"
