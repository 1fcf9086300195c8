"""Which names and years a unit of the documents is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from assistant.answer.extraction.tongue import is_english
from assistant.answer.extraction.units import Unit
from assistant.answer.patterns import alternatives, cue, pattern
from assistant.domain import Chunk, Language
from assistant.search.names import Mention

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# In names of files and in dates: «plan_2019», «20190412-referat», «2019-04».
_YEAR_IN_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
)
# «2019-ordningen», «utlysningen fra 2024», "the 2024 call": the year names what is asked.
_VERSION = re.compile(
    r"\b((?:19|20)\d{2})-[a-zæøå]"
    rf"|\b\w*(?:{alternatives('versions', 'noun')})\w*(?: (?:{alternatives('versions', 'from')}))? "
    r"((?:19|20)\d{2})\b"
    rf"|\b((?:19|20)\d{{2}}) (?:{alternatives('versions', 'noun')})",
    re.IGNORECASE,
)
# «Programbeskrivelse 2026–2030» is of all the years between too.
_PERIOD_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2}) ?[-–—/] ?((?:19|20)\d{2})(?!\d)")
_LONGEST_PERIOD = 30
_PREVIOUS = cue("versions", "previous")
_LAST_YEAR = cue("versions", "last_year")
_CAPITALISED = re.compile(r"\b[A-ZÆØÅ][\wæøå]{3,}")
_DAYS = (
    ("man", "mån", "mon"),
    ("tirs", "tys", "tues"),
    ("ons", "wednes"),
    ("tors", "thurs"),
    ("fre", "fri"),
    ("lør", "laur", "satur"),
    ("søn", "sun"),
)
_WEEKDAY = re.compile(
    rf"\b({'|'.join(day for names in _DAYS for day in names)})(?:da[gy])(?:en|ar|er|s|ene|ane)?\b",
    re.IGNORECASE,
)
# «Artikkel 27», «§ 4», "article 27": numbered parts of a rule, by kind.
_PARTS = tuple(
    re.compile(rf"(?:{kind})\s*(\d+(?:[-–.]\d+)*)\b", re.IGNORECASE)
    for kind in (r"art(?:ikkel|icle|\.)", r"§+|paragraf(?:en)?|section", r"kapittel|kap\.|chapter")
)
_TO_DAY = re.compile(r"\W*(?:til|to|[–—-])\W*")
_WORKDAYS = cue("days", "workdays")
_WEEKEND = cue("days", "weekend")
_ANY_DAY = cue("days", "any_day")
# «Ulvene i Tårnskogen»: a title, where more than one word stands in the quotes.
# «Mål som «bli bedre på samarbeid»»: what somebody might write is no title.
_EXAMPLE = re.compile(
    r"\b(?:som|f\.eks\.|for eksempel|til dømes|like|such as|e\.g\.)"
    r" [«“\"][a-zæøå][\w-]*(?: [\w-]+){2,}[»”\"]"
)
_QUOTED = re.compile(r"[«“\"]([^«»“”\"\s]+ [^«»“”\"]+)[»”\"]")
_OF_ALL = pattern("demands", "of_all", "demands")
# What a name counts for where the unit does not have it but is about nothing else.
_NAMED_AROUND, _NAMED_IN_PASSAGE = 0.95, 0.9
# Names that end alike («Mohallen», «Elvestrandhallen») are names of the same kind of thing.
_ENDING = 5


def named(
    unit: Unit, names: Sequence[Mention], rivals: Sequence[str], *, opening: str = ""
) -> float:
    """Share of the names asked about that the unit is about; 1 without any.

    A name counts where the unit has it; or where the sentence before, the section, the title, the
    file's name or the rest of the passage has it and the unit names no rival: another name that
    headings carry, or one of the same kind. `opening` is how the unit's document begins: what it
    is about, and who it is by, stand there.
    """
    if not names:
        return 1.0
    text = unit.text
    asked = {m.name.casefold() for m in names}
    rival = any(
        r in text and re.search(rf"\b{re.escape(r)}\b", text)
        for r in rivals
        if r.casefold() not in asked
    )
    # «arrangement-fjellvik.html» is about Fjellvik, whatever its title says.
    file = unit.chunk.document_id.replace("-", " ").replace("_", " ")
    publisher = unit.chunk.metadata.publisher or ""
    # An opening that lists the levels of a programme makes nothing below it about one of them.
    title = unit.chunk.title
    if any(r in opening for r in rivals if r.casefold() not in asked and r not in title):
        opening = ""
    around = (unit.previous, *unit.chunk.section[-1:], unit.context, file, publisher, opening)
    # «Felles for A, B og C er …»: of all of them goes for each that the passage names.
    of_all = _OF_ALL.search(text)
    credit = 0.0
    for mention in names:
        if mention.stands_in(text) or (of_all and mention.stands_in(unit.chunk.text)):
            credit += 1.0
        elif _names_kin(text, mention):
            continue
        elif rival:
            # In a section on a kind («Modne klynger»), an aside on a name is still about it.
            own_section = mention.pattern and mention.stands_in("".join(unit.chunk.section[-1:]))
            credit += _NAMED_IN_PASSAGE if own_section else 0.0
        elif any(mention.stands_in(t) for t in around):
            credit += _NAMED_AROUND
        elif unit.table < 0 and mention.stands_in(unit.chunk.text):
            credit += _NAMED_IN_PASSAGE
    return credit / len(names)


def _names_kin(text: str, mention: Mention) -> bool:
    """Whether a text has another name that ends like the one asked about."""
    own = mention.name.casefold().removesuffix("s")
    if " " in own or len(own) <= _ENDING:
        return False
    others = (n.casefold().removesuffix("s") for n in _CAPITALISED.findall(text))
    # «Hallen» is short for «Elvestrandhallen», no other hall.
    return any(o.endswith(own[-_ENDING:]) and not own.endswith(o) for o in others)


def years_of(chunk: Chunk) -> frozenset[str]:
    """The years that a document bears: in its file's name or its title, or when it was published.

    The call for 2027 is published in 2026 and is of 2027 all the same. A passage of a document
    that bears none is of the one year that it tells, where it tells one.
    """
    published = frozenset(_YEAR_IN_NAME.findall(chunk.metadata.published or ""))
    told = frozenset(_YEAR.findall(chunk.text))
    return _years_called(chunk) or published or (told if len(told) == 1 else frozenset())


def _years_called(chunk: Chunk) -> frozenset[str]:
    """The years in a document's title and in its file's name, those of a period all."""
    return _years_in(f"{chunk.document_id} {chunk.title}")


@lru_cache(maxsize=2_000)
def _years_in(names: str) -> frozenset[str]:
    """The years in names, those of a period all."""
    called = set(_YEAR_IN_NAME.findall(names))
    for period in _PERIOD_IN_NAME.finditer(names):
        first, last = int(period[1]), int(period[2])
        if first < last <= first + _LONGEST_PERIOD:
            called.update(str(year) for year in range(first, last + 1))
    return frozenset(called)


def year_called(chunk: Chunk) -> frozenset[str]:
    """The one year that a document is called by; empty for one of a period or of none."""
    years = _years_called(chunk)
    return years if len(years) == 1 else frozenset()


def years_at_hand(chunks: Iterable[Chunk]) -> frozenset[str]:
    """The years that documents at hand are called by, one each."""
    return frozenset().union(*(year_called(chunk) for chunk in chunks))


def year_meant(question: str, as_of: date, called: Collection[str]) -> str:
    """The year that «i fjor» stands for where a document is called by it; else empty."""
    year = str(as_of.year - 1) if _LAST_YEAR.search(question) and as_of < date.max else ""
    return year if year in called else ""


def versions(question: str) -> frozenset[str]:
    """The years of a question that name a document or a scheme («2019-ordningen»)."""
    return frozenset(m[1] or m[2] or m[3] for m in _VERSION.finditer(question))


def of_version(unit: Unit, naming: Collection[str], question: str) -> bool:
    """Whether a unit's document is, or the unit tells of, the version that a question names.

    «Utlysningen for 2026» is no document with another year in its title; «den forrige
    utlysningen» is one that no longer applies.
    """
    called = _years_called(unit.chunk)
    if naming and called and not called & frozenset(naming):
        return bool(versions(unit.text) & frozenset(naming))
    if _PREVIOUS.search(question):
        return unit.chunk.metadata.status.is_over or bool(_PREVIOUS.search(unit.text))
    return True


def dated(
    unit: Unit,
    years: Sequence[str],
    *,
    naming: Collection[str] = (),
    called: Collection[str] = (),
) -> bool:
    """Whether the years asked for stand in the unit, or around a unit without other years.

    Args:
        unit: a unit of a passage.
        years: the years that the question names.
        naming: those of them that name a document; what it says of other years is of it too.
        called: the years that documents at hand are called by, one each. What was so in such a
            year is told there, and not in a document of a period or one published that year.

    """
    for year in years:
        if re.search(rf"(?<!\d){year}(?!\d)", unit.text):
            continue
        if _YEAR.search(unit.text):
            if year in naming and year in years_of(unit.chunk):
                continue
            return False
        own = year_called(unit.chunk) if year in called else years_of(unit.chunk)
        # What a document of a period is called («2025–2029») says nothing of one of its years.
        around = " ".join(unit.chunk.section) if year in called else unit.context
        if year not in f"{around} {unit.previous}" and year not in own:
            return False
    return True


def of_another_day(text: str, question: str) -> bool:
    """Whether a text tells of other days of the week than the one asked about."""
    asked = _weekdays(question)
    told = _weekdays(text)
    return bool(asked and told) and not asked & told


def of_another_part(text: str, question: str) -> bool:
    """Whether a text tells of other numbered parts of a rule («artikkel 27») than the one asked."""
    asked, told = _parts(question), _parts(text)
    kinds = {kind for kind, _ in told}
    return any(kind in kinds for kind, _ in asked) and not asked & told


@lru_cache(maxsize=20_000)
def _parts(text: str) -> frozenset[tuple[int, str]]:
    """The numbered parts that a text names, each as the kind of part and its number."""
    return frozenset((kind, m[1]) for kind, p in enumerate(_PARTS) for m in p.finditer(text))


@lru_cache(maxsize=20_000)
def _weekdays(text: str) -> frozenset[int]:
    """The days of the week that a text names, those between two of them included."""
    found = [(m, _number_of(m[1])) for m in _WEEKDAY.finditer(text)]
    days = {number for _, number in found}
    for (one, first), (two, last) in pairwise(found):
        if _TO_DAY.fullmatch(text[one.end() : two.start()]):
            days.update(range(first, last + 1))
    if _WORKDAYS.search(text):
        days.update(range(5))
    if _WEEKEND.search(text):
        days.update((5, 6))
    return frozenset(range(7)) if _ANY_DAY.search(text) else frozenset(days)


def _number_of(word: str) -> int:
    start = word.casefold()
    return next(i for i, names in enumerate(_DAYS) if start in names)


def quotes(unit: Unit, question: str) -> bool:
    """Whether a unit, or what stands around it, has each title that a question sets in quotes."""
    titles = _QUOTED.findall(_EXAMPLE.sub(" ", question))
    around = f"{unit.text} {unit.previous} {unit.context}".casefold()
    return all(" ".join(t.casefold().split()) in " ".join(around.split()) for t in titles)


def same_tongue(unit: Unit, language: Language) -> bool:
    """Whether a document is in the question's language; elsewhere every word is unheard of."""
    return is_english(unit.chunk) == (language is Language.EN)


def subject(unit: Unit, rivals: Sequence[str]) -> str:
    """The heading name that a unit mentions, the longest where one holds another; or none."""
    text = unit.text
    found = [r for r in rivals if r in text and re.search(rf"\b{re.escape(r)}s?\b", text)]
    outer = [r for r in found if not any(r != o and r in o for o in found)]
    return outer[0] if len(outer) == 1 else ""


def kind_of_thing(unit: Unit) -> str:
    """The kind of things («Modne klynger») that a unit opens with and its heading names; or ""."""
    heading = "".join(unit.chunk.section[-1:])
    return heading if " " in heading and unit.text.startswith(heading) else ""
