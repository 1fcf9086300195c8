"""The thing that a question asks for: «egenandel» in «Hvor stor egenandel må klyngen ha?».

A passage that speaks of the right level and has a number in it is still no answer when the thing
asked for is not what it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.intent import Intent
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf

_ADJECTIVES = r"(?:den |det |de |dei |the |en |et |ei |ein |eit |a |an )?"
_WORD = r"(?P<focus>[\w-]+(?: [\w-]+){0,2})"
_PATTERNS = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        r"\b(?:hvor|kor|how) (?:stor|stort|store|høy|høyt|høg|høgt|large|big|high|mange|many|mye"
        r"|mykje|much) "
        rf"{_WORD}",
        rf"\b(?:antall|tal på|number of) {_WORD}",
        rf"\b(?:hvilken|hvilket|hvilke|kva for ein|kva for eit|kva for|which|what) "
        rf"(?!er\b|var\b|is\b|are\b|was\b|do\b|does\b|must\b|should\b|can\b|har\b){_WORD}",
        r"\b(?:hva|kva|what|what's|hvem|kven|who) (?:er|var|blir|is|are|was|were) "
        rf"{_ADJECTIVES}{_WORD}",
        rf"\b(?:når|when) (?:ble|blei|vart|er|var|is|was|were|are) {_ADJECTIVES}{_WORD}",
        rf"\b(?:hvem|kven|who) (?:holdt|holder|leder|leier|leads?|held) {_WORD}",
    )
)
# «Må klyngen ha et minste antall ansatte?»: what one must have, be or pay.
_OBJECT = re.compile(
    r"\b(?:må|måtte|trenger|treng|kan|skal|must|need to|have to|do we need|can)\b.{0,30}?"
    r"\b(?:ha|være|vere|bli|betale|levere|stille med|have|be|pay|deliver|hold) "
    rf"{_ADJECTIVES}{_WORD}",
    re.IGNORECASE,
)
# These ask without naming a thing.
_EMPTY_WORDS = """
    poenget greia vitsen meningen hensikten tanken forskjellen forskjell skilnaden skilnad
    grunnen kravene krav kravet vilkårene kriteriene betingelsene difference point purpose
    reason idea typer type slags kind kinds sort ting things viktigste nye nytt ulike
    forskjellige different main tre to fire fem seks første største minste maksimale total
    totale samlede årlige årlig definisjonen betydningen definition meaning requirements
    criteria år dato dag måned året tidspunkt year date day month det som lengste lengst meste
    minst beste dette disse this these ment laget tenkt penger pengar money beløp beløpet kroner
    sum summen cash
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def focus_of(question: str, intent: Intent) -> tuple[str, ...]:
    """Content words of the thing asked for, head last; empty when the question names none.

    Args:
        question: the question, follow-up resolved.
        intent: what kind of thing is asked for; comparisons and procedures have no focus,
            a yes/no question only what one must have or be.
    """
    if intent in (Intent.COMPARISON, Intent.PROCEDURE, Intent.REASON):
        return ()
    if intent is Intent.YES_NO:
        match = _OBJECT.search(question)
        return _noun_phrase(match["focus"]) if match else ()
    for pattern in _PATTERNS:
        match = pattern.search(question)
        if match:
            return _noun_phrase(match["focus"])
    return ()


_DEFINED = tuple(
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"\b(?:definisjon(?:en)?|definition|betydning(?:en)?|meaning|forklaring(?:en)?)"
        rf" (?:på|av|for|til|of) {_ADJECTIVES}{_WORD}",
        rf"\b(?:definerer?|definere|define|forklare?|explain) (?:dere |de |man |du |you )?"
        rf"{_ADJECTIVES}{_WORD}",
        rf"\b(?:menes|meines|meinast|ligger|legger dere|mener dere|meiner de|forstås|meant|mean)"
        rf" (?:med|i|by) {_ADJECTIVES}{_WORD}",
        rf"\b(?:betyr|tyder|innebærer|inneber|does|betyder) {_ADJECTIVES}{_WORD}",
        rf"\b(?:regnes|reknast|teller|tel|counts?) (?:som|as) {_ADJECTIVES}{_WORD}",
        rf"\b(?:vil det si|vil det seie|what it means) å (?:være|vere) {_ADJECTIVES}{_WORD}",
        rf"\b(?:hva|kva|what|what's|whats) (?:er|var|is|are|was|were)? ?{_ADJECTIVES}{_WORD}",
    )
)


def defined_in(question: str) -> tuple[str, ...]:
    """Content words of the thing whose meaning is asked for; empty when none is named."""
    for pattern in _DEFINED:
        match = pattern.search(question)
        if match and (words := _noun_phrase(match["focus"])):
            return words
    return ()


def _noun_phrase(words: str) -> tuple[str, ...]:
    """The leading words up to the first function word; empty words left out."""
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    found: list[str] = []
    for word in analysis.words(words):
        if word in stop:
            break
        if word not in _EMPTY and not word.isdigit() and word.upper() not in words:
            found.append(word)
    return tuple(found[:2])


_ACTOR = re.compile(
    r"\b\w*(?:bedrift|virksomhet|klynge|aktør|ledelse|leder|styre|rådgiver|fasilitator|departement"
    r"|myndighet|kommune|organisasjon|deltaker|medlem|søker|gruppe|nettverk|miljø|person|råd|folk"
    r"|selskap|universitet|forsker|investor|gründer|akademia)\w*",
    re.IGNORECASE,
)
_ASKS_NAMES = re.compile(
    r"\b(?:hva|kva) (?:heter|heiter|het|heitte)\b|\bwhat (?:is|are|was|were) the names?\b"
    r"|\b(?:hvilke|hvilken|kva for|which) (?:\w+ )?(?:klynger|klynge|klyngjer|bedrifter|selskaper"
    r"|firmaer|medlemmer|personer|clusters?|companies|members)\b"
    r"(?! (?:kan|skal|må|bør|passer|er .{0,20} for\b|can|should|may|must))",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÆØÅ][\wæøå]+")


def names_beyond(text: str, question: str) -> bool:
    """Whether a text has a proper name that the question does not have."""
    asked = set(analysis.words(question))
    return any(n.casefold() not in asked for n in _CAPITAL.findall(text))


# «tiltakspakken for klynger»: whom a thing is for does nothing in the sentence.
_FOR_WHOM = re.compile(
    r"\b(?:for|til|om|blant|mellom|millom) "
    r"(?:(?:en|et|ei|de|alle|nye|norske|modne|regionale) )*\w+",
    re.IGNORECASE,
)
_ASKS_FOR_WHOM = re.compile(
    r"^\W*(?:for|til|to|for) (?:hvem|kven|whom?)\b|\b(?:for|til|mot|at)\W*$"
    r"|\b(?:rettet|retta|rettar|aimed|meant|målgrupp\w*|passer|passar|beregn\w*|tilbud\w*|tilbod\w*"
    r"|gjelder|gjeld)\b",
    re.IGNORECASE,
)


def names_actor(text: str, question: str) -> bool:
    """Whether a text names somebody that the question does not: a name, or a kind of actor."""
    asked = set(analysis.words(question))
    acting = text if _ASKS_FOR_WHOM.search(question) else _FOR_WHOM.sub(" ", text)
    return names_beyond(text, question) or any(
        m.group().casefold() not in asked for m in _ACTOR.finditer(acting)
    )


def asks_names(question: str) -> bool:
    """Whether proper names are asked for («Hva heter …», «Hvilke klynger ble …»)."""
    return bool(_ASKS_NAMES.search(question))


def asks_what_called(question: str) -> bool:
    """Whether the question is what something is called («Hva heter nivåene?»)."""
    return bool(re.search(r"\b(?:heter|heiter|het|heitte|the names?)\b", question, re.IGNORECASE))


def gives_names(text: str, question: str, known: Sequence[str]) -> bool:
    """Whether a text has proper names beyond the question's and the `known` ones (levels)."""
    asked = set(analysis.words(question)) | {w for n in known for w in n.casefold().split()}
    found = (n.casefold() for n in _CAPITAL.findall(text))
    return any(n not in asked and n.removesuffix("s") not in asked for n in found)


_ROLE = (
    r"(?:\w*(?:leder|leiar|sjef|rådgiver|rådgjevar|direktør|ansvarlig|koordinator|kontaktperson"
    r"|saksbehandler|sakshandsamar|fasilitator)|manager|director|advis[eo]r|coordinator|contact"
    r"(?: person)?|head|chair\w*)"
)
_ASKS_PERSON = re.compile(
    rf"\b(?:hva|kva) (?:heter|heiter) (?:\w+ )?{_ROLE}\w*|\bwhat is the name of (?:the )?{_ROLE}"
    rf"|\b(?:hvem|kven|who) (?:er|var|is|was) (?!ei?n? |an? )(?:\w+ )?{_ROLE}"
    r"(?:en| for| av| i| of| in|\W*$)",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"\b([A-ZÆØÅ][a-zæøåé-]+)(?:[- ][A-ZÆØÅ][\w.-]*)* ([A-ZÆØÅ][a-zæøåé]+)\b")
_CONTACT = re.compile(
    r"\b(?:telefon(?:nummer\w*)?|tlf|mobilnummer\w*|nummeret til|e-?post(?:adresse\w*)?"
    r"|mailadresse\w*|\w*adress(?:en?|a)|lenk[ea]n?|phone(?: number)?|e-?mail(?: address)?|address"
    r"|website|url)\b",
    re.IGNORECASE,
)
_CONTACT_GIVEN = re.compile(
    r"@|https?://|www\.|\b\w+\.(?:no|com|org)\b|\b\d{2} ?\d{2} ?\d{2} ?\d{2}\b"
    r"|\b\d{3} ?\d{2} ?\d{3}\b"
    r"|\b(?:\w*(?:gat[ae]n?|vei(?:en)?|veg(?:en)?|plass(?:en)?|torget)|postboks) \d+",
    re.IGNORECASE,
)
# Words as common as this in Norwegian or English are no family names.
_ORDINARY_NB, _ORDINARY_EN = 5.0, 4.3


def asks_person(question: str) -> bool:
    """Whether a person's name is asked for («Hva heter klyngelederen?»)."""
    return bool(_ASKS_PERSON.search(question))


def gives_person(text: str) -> bool:
    """Whether a text has what looks like a person's full name."""
    return any(
        zipf(last.casefold(), Language.NB) < _ORDINARY_NB
        and zipf(last.casefold(), Language.EN) < _ORDINARY_EN
        and zipf(first.casefold(), Language.EN) < _ORDINARY_NB
        for first, last in _FULL_NAME.findall(text)
    )


def asks_contact(question: str, intent: Intent) -> bool:
    """Whether a telephone number or an address is asked for."""
    return intent is not Intent.YES_NO and bool(_CONTACT.search(question))


def gives_contact(text: str) -> bool:
    """Whether a text has a telephone number, an e-mail, web or street address."""
    return bool(_CONTACT_GIVEN.search(text))
