"""A message taken apart: the question that it asks, and who asks and why, which is no topic of it.

«Styret spør meg hva en klynge er» asks «hva en klynge er». What stands around questions is data,
in `patterns/asking.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import patterns
from assistant.domain import Language

_FILE = patterns.read("asking")


def _pattern(table: str, name: str) -> re.Pattern[str]:
    return _FILE.compiled([_FILE.tables[table][name]])


_STATEMENT, _REQUEST = _pattern("wrapped", "statement"), _pattern("wrapped", "request")
_WHETHER = _pattern("wrapped", "whether")
_TRAILING = _pattern("trailing", "any")
_CLAIMED, _ACCORDING = _pattern("claimed", "before"), _pattern("claimed", "according")
_CONFIRMS = _FILE.compiled(_FILE.tables["confirms"]["any"])
_ASIDE = _FILE.compiled(_FILE.tables["aside"]["any"])
_MOVED = _pattern("moved", "any")
_EMPTY = _FILE.compiled(_FILE.tables["empty"]["any"])
# What stands before a colon and a question word sets the scene like a sentence.
_SENTENCE_END = re.compile(
    r"(?<=[.!?])\s+(?=\S)|\s*\n\s*"
    rf"|(?<=[^\W\d]:) +(?=(?i:{_FILE.fragments['opens']})\b)"
    rf"|(?<=[\w)]) +(?=(?:{_FILE.tables['closing']['begins']})\b[^?]*$)"
)
_ASKS = _FILE.compiled(["^({asking_word})\\b"])
_ASKING = _FILE.compiled(["\\b({asking_word}|{someone})\\b", "^\\W*({opens})\\b"])
_BEFORE_ASKING = _pattern("before_asking", "any")
_DECIDES = _FILE.compiled(_FILE.tables["decides"]["any"])
_OF_US, _TELLS_OF_US = _pattern("of_us", "asks"), _pattern("of_us", "tells")
_SOUGHT = tuple(_FILE.compiled([source]) for source in _FILE.tables["sought"]["any"])
_PRIVATE = _FILE.compiled(_FILE.tables["sought"]["private"])
_SLIGHT = _pattern("sought", "slight")
_HAD, _OF_SUPPORT, _MORE = (_pattern("had", n) for n in ("any", "of_support", "asks_more"))
_YEARS, _GET = (_pattern("had", n) for n in ("years", "get"))
_KIND = _pattern("of_us", "kind")
_FEW = 2
_IF = re.compile(r"(?:om|hvorvidt|korvidt|whether|if)\b", re.IGNORECASE)
# «kl. 12», «nr. 3» and «dvs. at» end no sentence.
_ABBREVIATED = re.compile(
    r"\b(?:kl|nr|ca|dvs|f\.eks|bl\.a|jf|pr|st|mill|mrd|e\.g|i\.e)\.$", re.IGNORECASE
)
_ORDINAL = re.compile(r"\b\d+\.$")


@dataclass(frozen=True, slots=True)
class Asking:
    """A message taken apart.

    `question`: the sentence that asks, without its frame. `setting`: the sentences around it,
    without theirs; empty where there are none. `whole`: both, in the order they stand.
    `embedded`: whether the question stood in a frame, with the words in another order («når det
    starta»). `whether`: whether it asks for yes or no («spør om vi kan …»). `several`: whether the
    setting asks something too.
    """

    question: str
    setting: str
    whole: str
    embedded: bool = False
    whether: bool = False
    several: bool = False


def taken_apart(text: str) -> Asking:
    """The question in a message, and its setting."""
    sentences = [b for s in sentences_of(text) if (b := _bare(s))] or [text]
    at, several = _asking(sentences)
    shown = [_unwrapped(s) if i == at else _unclaimed(s) for i, s in enumerate(sentences)]
    rest = [s for i, s in enumerate(shown) if i != at and not _EMPTY.search(s)]
    if _CONFIRMS.search(shown[at]) and at:
        # «Naboen påstår at … Stemmer det?» asks whether the claim is so.
        claim = " ".join(shown)
        return Asking(claim, "", claim, whether=True)
    whole = " ".join(s for i, s in enumerate(shown) if i == at or s in rest)
    embedded = bool(_ASKS.match(shown[at])) and shown[at] != sentences[at]
    whether = shown[at] != sentences[at] and bool(_IF.match(shown[at]))
    return Asking(shown[at], " ".join(rest), whole, embedded, whether, several)


def set_apart(text: str) -> tuple[str, str]:
    """The one question of a message that says other things too, and what it says beside it.

    «Vi er sju lag i Bodø. Hva koster det?» asks «Hva koster det?», and so does «vi er sju lag, hva
    koster det?»; «hvis vi er sju lag, hva koster det?» asks it of that case only. Both are empty
    where nothing is told beside it, or more is asked.
    """
    sentences = [b for s in sentences_of(text) if (b := _bare(s)) and not _EMPTY.search(b)]
    asking = [i for i, s in enumerate(sentences) if s.rstrip(' "»”)').endswith("?")]
    if not sentences or len(asking) > 1:
        return "", ""
    at = asking[0] if asking else len(sentences) - 1
    told = _BEFORE_ASKING.match(sentences[at])
    before = told.group() if told else ""
    beside = " ".join((*sentences[:at], before, *sentences[at + 1 :])).strip()
    return (_unwrapped(sentences[at].removeprefix(before)), beside) if beside else ("", "")


def may_decide(setting: str) -> bool:
    """Whether what is told beside a question may decide its answer: «vi gikk med tap»."""
    return bool(_DECIDES.search(setting))


def tells_of_us(setting: str) -> bool:
    """Whether those who ask tell what they are or have: «vi er ett firma»."""
    return bool(_TELLS_OF_US.search(setting))


def kind_of_us(setting: str) -> str:
    """Of what kind those who ask are, where they tell nothing else but that they are here."""
    found = _KIND.match(setting)
    return found["kind"] if found else ""


def asks_of_us(text: str) -> bool:
    """Whether a question is asked of those who ask it."""
    return bool(_OF_US.search(text))


def told_beside(text: str) -> str:
    """The sentences of a message that ask nothing, empty turns of phrase apart."""
    told = [s for s in sentences_of(text) if (b := _bare(s)) and not _EMPTY.search(b)]
    return " ".join(s for s in told if not s.rstrip(' "»”)').endswith("?"))


def questions_in(text: str) -> tuple[str, ...]:
    """The sentences of a message that ask, where each is a question by itself; else none."""
    found = [b for s in sentences_of(text) if (b := _bare(s)) and not _EMPTY.search(b)]
    found = [_unwrapped(s) for s in found if s.rstrip(' "»”)').endswith("?")]
    whole = all(_ASKING.search(s) and not _CONFIRMS.search(s) for s in found)
    return tuple(found) if whole else ()


def asked_in(text: str) -> str:
    """The sentences of a message that ask; all of it where none is seen to."""
    return " ".join(questions_in(text)) or text


def what_is_ones_own(text: str) -> str | None:
    """What a message tells of those near to who asks, without them; None where it does not."""
    rest = _PRIVATE.sub("", text)
    return rest if rest != text else None


def sought_in(text: str) -> list[str]:
    """What a message says that one applies for or enters, without its articles."""
    said = (m["thing"].split() for pattern in _SOUGHT for m in pattern.finditer(text))
    things = (" ".join(w for w in words if not _SLIGHT.match(w)) for words in said)
    return [thing for thing in things if thing]


def tells_of_support_had(text: str) -> str:
    """What those who ask for more tell that they have had or been; "" where they do not."""
    found = _HAD.search(text)
    return found.group() if found and _MORE.search(text, found.end()) else ""


def asks_of_years(text: str) -> bool:
    """Whether it is asked how many years."""
    return bool(_YEARS.search(text))


def asks_to_get(text: str) -> bool:
    """Whether it is asked what one gets, or what is left."""
    return bool(_GET.search(text))


def is_of_support(text: str) -> bool:
    """Whether a text tells of support that is given."""
    return bool(_OF_SUPPORT.search(text))


def meaning_of(term: str, language: Language) -> str:
    """The question what a term means."""
    return str(_FILE.tables["meaning"][language.value]) % term.strip(" ?!.")


def sentences_of(text: str) -> list[str]:
    """The sentences of a message, also those that a line break ends."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text.strip()):
        ordinal = found and part[:1].islower() and _ORDINAL.search(found[-1])
        if found and (ordinal or _ABBREVIATED.search(found[-1])):
            found[-1] = f"{found[-1]} {part}"
        elif part:
            found.append(part)
    return found


def _asking(sentences: Sequence[str]) -> tuple[int, bool]:
    """Which sentence asks, and whether others do: the last with matter that is a question."""
    asking = [
        i for i, s in enumerate(sentences) if s.rstrip(' "»”)').endswith("?") or _unwrapped(s) != s
    ]
    full = [i for i in asking if not _EMPTY.search(sentences[i])]
    # «Hvem leder kursene? Folk utenfra?» asks who.
    whole = [i for i in full if _ASKING.search(sentences[i]) or sentences[i].count(" ") > _FEW]
    full = whole or full
    return (full or asking or [len(sentences) - 1])[-1], len(full) > 1


def _unwrapped(sentence: str) -> str:
    """A sentence without the frame around its question."""
    found = sentence
    for pattern in (_REQUEST, _STATEMENT, _WHETHER):
        found = pattern.sub("", found, count=1)
    found = _TRAILING.sub("?", found)
    return _unclaimed(found) if found == sentence else found


def _unclaimed(sentence: str) -> str:
    """A claim without who claims it."""
    return _ACCORDING.sub("", _CLAIMED.sub("", sentence, count=1))


def _bare(sentence: str) -> str:
    """A sentence without turns of phrase, its term in the place where it is asked about."""
    plain = " ".join(_ASIDE.sub(" ", sentence).split())
    plain = re.sub(r" (?=[?.!,])", "", plain)
    if not re.search(r"\w", plain):
        return "" if re.search(r"\w", sentence) else sentence
    moved = _MOVED.match(plain)
    if moved is None:
        return plain
    return f"{moved['asks']} {'is' if moved['asks'] == 'what' else 'er'} {moved['term']}?"
