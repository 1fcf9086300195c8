"""Whether a question asks for a person's name, and whether a text gives one."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.domain import Language
from assistant.search.commonness import zipf

# One person's work, in the singular; «ansvarlig» and «arrangør» may be organisations too.
_ROLE = (
    r"(?:\w*(?:leder|leiar|sjef|rådgiver|rådgjevar|direktør|koordinator|kontaktperson"
    r"|saksbehandler|sakshandsamar|fasilitator|rektor|ordfører|ordførar|statsråd|minister"
    r"|professor|dekan|redaktør|lærer|lærar|veileder|rettleiar|trener|trenar|formann|sekretær"
    r"|kasserer|kasserar|styrer|styrar|forfatter|forfattar|vaktmester|vaktmeister|inspektør"
    r"|forkvinne|oppmann|(?<!hoved)(?<!hovud)(?<=\w\w)ansvarlig|(?<!hovud)(?<=\w\w)ansvarleg))"
)
_ENGLISH_ROLE = (
    r"(?:manager|director|advis[eo]r|coordinator|contact person|head|chair(?:man|woman|person)?"
    r"|leader|principal|professor|rector|dean|mayor|minister|editor|teacher|secretary|treasurer"
    r"|supervisor|ceo|president|caretaker|officer)"
)
_THE_NAME = r"(?:navnet|namnet|fullt navn|fullt namn|navn|namn) (?:på|til|åt) "
_ASKS_PERSON = re.compile(
    rf"\b(?:hva|kva) (?:heter|heiter|het|heitte|hette) (?:[\w-]+ ){{0,3}}?{_ROLE}(?:e?n|a)?\b"
    rf"|\b{_THE_NAME}(?:[\w-]+ ){{0,2}}?{_ROLE}(?:e?n|a)?\b"
    rf"|\bname of (?:[\w-]+ ){{0,3}}?{_ENGLISH_ROLE}\b"
    rf"|\b(?:[\w-]+ )?{_ENGLISH_ROLE}'s name\b"
    r"|\b(?:hvem|kven|who) (?:er|var|is|was|blir|ble|vart) (?!ei?n? |an? )"
    rf"(?:[\w-]+ ){{0,2}}?(?:{_ROLE}(?:e?n|a)?|{_ENGLISH_ROLE})"
    r"(?= for| av| i | på| til| ved| of| in | at |\W*$)"
    rf"|\bwho's (?:the |your |our )(?:[\w-]+ )?{_ENGLISH_ROLE}\b",
    re.IGNORECASE,
)
_WORD = r"[A-ZÆØÅÁÖÄ][a-zæøåéèüöäáó]+(?:-[A-ZÆØÅÁÖÄ][a-zæøåéèüöäáó]+)*"
_INITIAL = r"[A-ZÆØÅ]\."
_PARTICLE = r"(?:von|van|de|af|av|du|der|la)(?= [A-ZÆØÅ])"
_RUN = re.compile(
    rf"(?<![\w.-])(?:{_WORD})(?: (?:{_WORD}|{_INITIAL}|{_PARTICLE}))+"
    r"(?![\w-])"
)
_TITLE = (
    rf"(?:{_ROLE}(?:e?n|a)?|{_ENGLISH_ROLE}|dr\.?|prof\.?|doktor|overlege|lege|lensmann|"
    r"sokneprest|sogneprest|prest|advokat|arkitekt|herr|fru|mr\.?|mrs\.?|ms\.?|kontakt"
    r"|førsteamanuensis|stipendiat|forsker|amanuensis)"
)
_BEFORE = re.compile(
    rf"\b{_TITLE}(?:,|:| er| var| heter| heiter| is| was| named| i [\w ]{{2,25}},)?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"^(?:\s*[(,–-]\s*|,? (?:er|var|is|was|som) )(?:[\w-]+ )?{_TITLE}\b", re.IGNORECASE
)
_TITLED = re.compile(_TITLE, re.IGNORECASE)
# Titles that go with a family name alone: «Dr. Hansen», «rektor Brekke».
_BARE_TITLE = re.compile(
    rf"\b(?:dr\.?|prof\.?|professor|rektor|ordfører|statsråd|herr|fru|mr\.?|mrs\.?|ms\.?)"
    rf" (?-i:(?P<last>{_WORD}))(?! (?-i:[A-ZÆØÅ]))",
    re.IGNORECASE,
)
# A name with one of these in it or behind it is an organisation's, a street's or a place's.
_NO_PERSON = re.compile(
    r"^(?:nor(?:sk|ske|ge|way|wegian|d|dre|disk|diske|thern)|sør\w*|øst\w*|vest\w*|øvre|nedre|store"
    r"|lille|statens|den|det|de|nye|new|south\w*|west\w*|east\w*|the|royal|national)$"
    r"|(?:kommune|fylke|fylkeskommune|universitet\w*|høgskole\w*|skole\w*|skule\w*|institutt\w*"
    r"|senter\w*|forening\w*|forbund\w*|stiftelse\w*|stifting\w*|selskap\w*|museum|museet|minne"
    r"|direktorat\w*|departement\w*|vesen|råd|verk|fond\w*|bank|gruppen|holding|industri\w*"
    r"|foundation|university|council|institute|center|centre|school|group|prize|award|hall\w*"
    r"|gat[ae]n?|vei(?:en)?|veg(?:en)?|plass(?:en)?|torg(?:et)?|allé|alle|street|road|square|as"
    r"|asa|sa|da|ans|ab|ltd|inc|gmbh|innovasjon|innovation|programme?t?|klyng\w*|cluster\w*)$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^s? (?:AS|ASA|SA|DA|ANS|gat[ae]n?|vei(?:en)?|veg(?:en)?|plass(?:en)?|torg|allé|stiftelse"
    r"|minnefond|legat|skole|skule|kommune|fylke)\b"
)
# Words as common as this in Norwegian are no family names; an unheard-of first name is rarer.
_ORDINARY_LAST, _ORDINARY_FIRST = 5.0, 3.3


def asks_person(question: str) -> bool:
    """Whether a person's name is asked for («Hva heter klyngelederen?»)."""
    return bool(_ASKS_PERSON.search(question))


def gives_person(text: str) -> bool:
    """Whether a text has what looks like a person's name.

    That is two or more capitalised words of which the first is a given name or stands by a title
    («prosjektleder Zelda Brekkhus»), or a title that goes with a family name («rektor Brekke»).
    """
    if any(_family_name(m["last"]) for m in _BARE_TITLE.finditer(text)):
        return True
    return any(_names_person(run, text) for run in _RUN.finditer(text))


def is_given_name(word: str) -> bool:
    """Whether a word is a given name in use in Norway; of a double name the first part counts."""
    lowered = word.casefold()
    return lowered in _given_names() or lowered.partition("-")[0] in _given_names()


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    path = Path(__file__).with_name("given_names.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(n for line in lines if not line.startswith("#") for n in line.split())


def _names_person(run: re.Match[str], text: str) -> bool:
    words = run.group().split()
    if _BEHIND.search(text[run.end() :]) or any(_NO_PERSON.search(w) for w in words):
        return False
    if any(
        is_given_name(word) and _family_name(last)
        for i, word in enumerate(words[:-1])
        for last in words[i + 1 :]
    ):
        return True
    titled = _BEFORE.search(text[: run.start()]) or _AFTER.search(text[run.end() :])
    if len(words) > 2 and _TITLED.fullmatch(words[0]):
        titled, words = titled or run, words[1:]
    common = zipf(words[0].casefold(), Language.NB) >= _ORDINARY_FIRST
    return bool(titled) and not common and _family_name(words[-1])


def _family_name(word: str) -> bool:
    return (
        len(word) > 1
        and not word.endswith(".")
        and not _NO_PERSON.search(word)
        and zipf(word.casefold(), Language.NB) < _ORDINARY_LAST
    )
