"""Whether a text names somebody: an actor who does a thing, or a proper name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answer import patterns
from assistant.answer.extraction.persons import is_given_name
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf

_ASKS_NAMES = re.compile(
    r"\b(?:hva|kva) (?:heter|heiter|het|heitte)\b|\bwhat (?:is|are|was|were) the names?\b"
    r"|\b(?:hvilke|hvilken|kva for|which) (?:\w+ )?(?:klynger|klynge|klyngjer|bedrifter|selskaper"
    r"|firmaer|medlemmer|personer|clusters?|companies|members)\b"
    r"(?! (?:kan|skal|må|bør|passer|er .{0,20} for\b|can|should|may|must))",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÆØÅ][\wæøå]+")
_OPENING = re.compile(r"(?:^|[.!?:]\s)[\s*«\"–-]*(?P<word>[A-ZÆØÅ][\wæøå-]+)(?= [a-zæøå])")
# «- Klyngen har …»: an item that opens with a word and goes on in lower case.
_ITEM_OPENING = re.compile(
    r"(?m)^[ \t]*(?:[-–*•·o]|\d{1,2}[.)])?[ \t]*(?P<word>[A-ZÆØÅ][\wæøå-]+)(?= [a-zæøå])"
)
# A word that opens a sentence is a name where the language does not have it and it is too short
# for a compound.
_UNHEARD, _COMPOUND_LENGTH = 2.9, 6
# «Borettslaget ble bygd»: it did nothing itself.
_PASSIVE = re.compile(
    r"^ (?:(?:ble|blir|blei|vart|vert|is|are|was|were) (?:\w+ )?\w+(?:t|d|a|de)\b(?! av)"
    r"|\w{3,}(?:es|ast)\b(?! av))",
    re.IGNORECASE,
)
_BEFORE_SUBJECT = re.compile(
    r"\W*(?:(?:the|an?|den|det|de|dei|en|et|ei|ein|eit) )?(?:[\w-]+e )?", re.IGNORECASE
)
_ASKS_PASSIVE = re.compile(
    r"\b(?:hvem|kven|who) (?:som )?(?:er|ble|blir|blei|vart|vert|is|are|was|were|gets?)\b"
    r"|\b(?:hvem|kven) \w{3,}(?:es|ast)\b",
    re.IGNORECASE,
)
_INFLECTION = r"(?:en|et|a|n|t|er|ar|r|ene|ane|ne|s|es|ies|te|de|e|ens|ets|enes|anes|mer|mene)?"
# «regelverket» and «nettverket» are no Kystverket.
_COMPOUND = r"(?!regel|ramme|nett|hånd|hand|virke)[\w-]{3,}"
# «tiltakspakken for små klynger og bedrifter»: whom a thing is for does nothing in the sentence.
_DETERMINER = (
    r"(?:(?:en|et|ei|ein|eit|den|det|de|dei|alle|aller|mest|svært|noen|nokre|flere|fleire|mange|andre|små|the|all"
    r"|some|many|other|our|vår|våre|sin|sine|small|new|large) )"
)
_NOUN_PHRASE = rf"(?:{_DETERMINER}){{0,3}}(?:[\w-]+(?:e|ige?|isk|al|ed|ing) ){{0,3}}[\w-]+"
_FOR_WHOM = re.compile(
    r"\b(?:for|til|åt|om|blant|mellom|millom|(?<!according )to|among|between)"
    r" (?!å\b|at\b|seg\b|siden\b)"
    rf"{_NOUN_PHRASE}(?:(?:,| og| eller| and| or| samt) {_NOUN_PHRASE}(?= og| eller|,|\.|$))*",
    re.IGNORECASE,
)
_ASKS_FOR_WHOM = re.compile(
    r"^\W*(?:for|til|to|for) (?:hvem|kven|whom?)\b|\b(?:for|til|mot|at)\W*$"
    r"|\b(?:rettet|retta|rettar|aimed|meant|målgrupp\w*|passer|passar|beregn\w*|tilbud\w*|tilbod\w*"
    r"|gjelder|gjeld|eligible|intended)\b"
    r"|\b(?:hvem|kven|who) (?:som )?(?:kan|får|har|can|may|is|are|could|kunne) (?:[\w-]+ ){0,4}?"
    r"(?:søk\w*|delta|få|bruke|benytte|nytte|være med|vere med|melde|bli|rett|krav|tilgang|apply"
    r"|join|use|get|receive|participate|attend|become|allowed|entitled|access)\b"
    r"|\b(?:hvem|kven|who) (?:får|fekk|fikk|gets?|receives?)\b",
    re.IGNORECASE,
)
# «Klagen går til nemnda»: it is the one who has it from there on.
_GOES_TO = re.compile(
    r"\b(?:klag\w+|sak(?:en|a)?|søknad\w*|complaints?|appeals?)\b[^.]{0,30}?"
    r"\b(?:går|gjekk|gikk|goes?)(?: [\w-]+){0,2}? (?:til|to)\b"
    r"|\b(?:send|meld|rett)(?:es|ast)(?: [\w-]+){0,2}? til\b",
    re.IGNORECASE,
)
# «Hvem henter utstyret?» – «Utstyret henter vi.»
_ASKS_DOER = re.compile(
    r"\b(?:hvem|kven|who) (?!(?:kan|får|har|er|var|skal|må|bør|can|may|is|are|has|must)\b)\w+",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:vi|we)\b", re.IGNORECASE)
# «vedtatt av takstmannen», "decided by the assessor": behind a verb's «av» a noun that tells a doer
# by its ending is one, whatever it is.
_DOER = r"eren|erne|aren|arane|isten|istene|oren|orene|anten|antene|mannen|mennene"
_AGENT = re.compile(
    r"\b[\w-]{2,}(?:t|dd|de|es|as|ast|est|en|ne) av (?:den |det |dei |de )?"
    rf"(?P<nb>[\w-]{{2,}}(?:{_DOER}))\b"
    r"|\b\w+(?:ed|en|wn|ld|de|un) by (?:the |an? )?(?:[\w-]+ )?"
    r"(?P<en>[\w-]{2,}(?:er|or|ist|ant)s?)\b",
    re.IGNORECASE,
)


def names_beyond(text: str, question: str) -> bool:
    """Whether a text has a proper name that the question does not have."""
    asked = set(analysis.words(question))
    return any(n.casefold() not in asked for n in _CAPITAL.findall(text))


def names_actor(text: str, question: str) -> bool:
    """Whether a text names somebody that the question does not: a name, or a kind of actor."""
    asked = set(analysis.words(question))
    if names_beyond(text, question) or _opens_with_name(text, asked):
        return True
    whole = _ASKS_FOR_WHOM.search(question) or _GOES_TO.search(text)
    acting = text if whole else _FOR_WHOM.sub(" ", text)
    passive = _ASKS_PASSIVE.search(question)
    if not passive and _ASKS_DOER.search(question) and _WE.search(text):
        return True
    for match in _actors().finditer(acting):
        opens = not passive and _BEFORE_SUBJECT.fullmatch(acting[: match.start()])
        done_to = opens and _PASSIVE.search(acting[match.end() :])
        if match.group().casefold() not in asked and not done_to:
            return True
    agents = (m["nb"] or m["en"] for m in _AGENT.finditer(text))
    return bool(_told_by_deed().search(acting)) or any(a.casefold() not in asked for a in agents)


def _opens_with_name(text: str, asked: set[str]) -> bool:
    """Whether a sentence opens with a name: one that people bear, or a word unheard of."""
    return any(
        word.casefold() not in asked and (is_given_name(word) or _unheard(word))
        for word in (m["word"] for m in _OPENING.finditer(text))
    )


def _unless_name(opening: re.Match[str]) -> str:
    """What stands for an item's opening word among names: the word itself where it is one."""
    word = opening["word"]
    return opening.group() if is_given_name(word) or _unheard(word) else ""


def _unheard(word: str) -> bool:
    if len(word) > _COMPOUND_LENGTH:
        return False
    rarity = max(zipf(word.casefold(), code) for code in (Language.NB, Language.EN))
    return rarity < _UNHEARD


@lru_cache(maxsize=1)
def _actors() -> re.Pattern[str]:
    tables = patterns.read("actors").tables
    heads = _either(" ".join(tables["heads"].values()))
    alone = _either(" ".join(tables["alone"].values()))
    compounds, verbs = _either(tables["compounds"]["any"]), _either(tables["verbs"]["any"])
    places = _either(tables["places"]["any"])
    return re.compile(
        rf"\b(?:[\w-]{{3,}})?(?:{heads}){_INFLECTION}\b|\b(?:{alone}){_INFLECTION}\b"
        rf"|\b{_COMPOUND}(?:{compounds}){_INFLECTION}\b"
        rf"|\b[\w-]{{2,}}(?:{verbs}){_INFLECTION}\b|\b(?:{verbs})(?:en|ne|ens|nes|s)\b"
        rf"|(?:(?<=^)|(?<=[.!?:] )|(?<=\bav )|(?<=\bby ))(?:[\w-]{{3,}})?(?:{places})"
        rf"{_INFLECTION}\b",
        re.IGNORECASE,
    )


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


@lru_cache(maxsize=1)
def _told_by_deed() -> re.Pattern[str]:
    """«den som …», "anyone who …"."""
    file = patterns.read("actors")
    return file.compiled(file.tables["phrases"]["any"])


def asks_names(question: str) -> bool:
    """Whether proper names are asked for («Hva heter …», «Hvilke klynger ble …»)."""
    return bool(_ASKS_NAMES.search(question))


def asks_what_called(question: str) -> bool:
    """Whether the question is what something is called («Hva heter nivåene?»)."""
    return bool(re.search(r"\b(?:heter|heiter|het|heitte|the names?)\b", question, re.IGNORECASE))


def gives_names(text: str, question: str, known: Sequence[str]) -> bool:
    """Whether a text has proper names beyond the question's and the `known` ones (levels)."""
    asked = set(analysis.words(question)) | {w for n in known for w in n.casefold().split()}
    plain = _ITEM_OPENING.sub(_unless_name, text) if "\n" in text else text
    found = (n.casefold() for n in _CAPITAL.findall(plain))
    return any(n not in asked and n.removesuffix("s") not in asked for n in found)
