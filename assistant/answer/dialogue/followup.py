"""How a follow-up reads written out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answer import patterns
from assistant.answer.dialogue.beside_it import asked_beside
from assistant.answer.dialogue.present import asked_of_today
from assistant.answer.dialogue.rephrased import rephrased
from assistant.answer.dialogue.substitution import (
    ADJUNCT,
    ASKING,
    DEFINITE_END,
    NUMBERED,
    swapped,
    turned,
    with_names,
)
from assistant.answer.patterns import pattern
from assistant.answer.understanding.background import of_kind
from assistant.answer.understanding.focus import focus_of
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.understanding.leaning import (
    CONDITION,
    CUE,
    DEMANDED,
    IT,
    NOW,
    THAT_TIME,
    THINGLESS,
    US,
    YEAR,
    Said,
    leans,
    names_no_thing,
    points,
    same_of,
    without_courtesy,
)
from assistant.search import analysis
from assistant.search.names import name_words

_INSTEAD = re.compile(
    r"^\W*(?:(?:og|men|ja|ok|and|but) )?"
    r"(enn|hva med|kva med|hva for|hva om|kva om|what about|how about)\b",
    re.IGNORECASE,
)
# «Det» may be all that was said; «den» is a thing.
_THING = re.compile(r"\b(den|denne|it)\b", re.IGNORECASE)
_SOMETHING_ELSE = re.compile(
    r"\b(noe|noko|nokon|noen) (annet|anna|andre)\b|\b(some|any)(thing|one) else\b|\bellers\b",
    re.IGNORECASE,
)
# «The airport bus», up to three words.
_THE = re.compile(r"\bthe ((?:[a-z-]+ ){0,2}[a-z-]+)\b", re.IGNORECASE)
# «Hvor mange er med?» is asked of those in the thing.
_WITHIN = re.compile(r"\b(?:(?:er|var) med|(?P<english>(?:are|were|is) (?:in|part))) *\W*$", re.I)
_TAIL = re.compile(r"[\s,]*(?:\b(?:da|då|then|altså|egentlig)\b)?[\s?!.,]*$", re.IGNORECASE)
_POINTED_AT = re.compile(r"\w{5,}(en|et|ene|ane)\b")
_ASKED_IN = re.compile(
    r"\b(hva|kva|hvem|kven|hvor|kor|hvilke\w*|hvorfor|kvifor|hvordan|korleis|what|who|where|which"
    r"|why|how)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"klokk|timen|minutt", re.IGNORECASE)
_FILE = patterns.read("followup")
_DATE_OF = _FILE.compiled(_FILE.tables["date_of"]["any"])
_ASPECT = _FILE.compiled([_FILE.tables["aspect"]["word"]])
# «They» stands for the things that were spoken of, not for all that was said of them.
_PLURAL_THEY = re.compile(r"\b(they|them|de|dei|dem|disse|desse|those|these)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\w{2,}(er|ar|ene|ane|s)$", re.IGNORECASE)
_APPLYING = pattern("demands", "applying", "asks")
_SHORT_REPLY = 120
# What these ask is asked of all that was said.
_OF_ALL = (Intent.REASON, Intent.PROCEDURE, Intent.LIST)


def written_out(follow: Said, before: Said, reply: str = "") -> str:
    """A follow-up as a question that stands alone.

    Args:
        follow: the follow-up.
        before: the question that it leans on, itself standing alone.
        reply: what the assistant answered to that, or "".

    """
    text, found, own = follow.text, follow.names, follow.content
    asked = intent_of(text)
    if repeated := asked_of_today(text, before.text) or _asked_again(follow, before, asked):
        return repeated
    if follow.years and not found and not own and before.years:
        return YEAR.sub(follow.years[0], before.text)
    if found and (_INSTEAD.search(text) or (not own and asked in (Intent.OTHER, Intent.WHERE))):
        return with_names(before, found)
    instead = not found and asked is Intent.OTHER and (CUE.search(text) or _INSTEAD.search(text))
    if instead and (whole := swapped(before, _topic_of(text))):
        return whole
    inherited = [] if follow.years or NOW.search(text) else before.years
    if found and elliptic(follow):
        return " ".join([with_names(before, found), *own])
    if found:
        return " ".join([text, *before.content, *inherited])
    if THAT_TIME.search(text) and follow.telling > 1:
        return " ".join([text, *inherited])
    if _SOMETHING_ELSE.search(text):
        topic = [m.name for m in before.names] + list(before.content[:-1])
        return " ".join([text, *topic, *inherited])
    says_little = asked is Intent.OTHER and not ASKING.search(text)
    if (says_little or asked is Intent.YES_NO) and not own:
        return f"{before.text} {text}"
    topic = [*_topic(follow, before), *_rest_of(follow, before, reply)]
    if len(before.names) == len(topic) == 1 and _DATE_OF.match(text):
        return " ".join([text.rstrip(" ?.!"), "for", *topic, *inherited]) + "?"
    if len(before.names) == len(topic) == 1 and (ends := _WITHIN.search(text)):
        within = "in" if ends["english"] else "i"
        return " ".join([text.rstrip(" ?.!"), within, *topic, *inherited]) + "?"
    of_each = intent_of(before.text) is Intent.COMPARISON or _PLURAL_THEY.search(text)
    words = _in_a_row(topic, before) if of_each else dict.fromkeys(topic)
    return " ".join([text, *words, *inherited])


def _in_a_row(topic: Iterable[str], before: Said) -> list[str]:
    """A topic with its names joined, so that what is asked is asked of each of them."""
    names = [m.name for m in before.names]
    rest = [word for word in dict.fromkeys(topic) if word not in names]
    return [*([" og ".join(names)] if names else []), *rest]


def _topic(follow: Said, before: Said) -> list[str]:
    """The names of the question before, and the thing of theirs that a follow-up points at."""
    names = [m.name for m in before.names]
    if not NUMBERED.search(follow.text):
        names += [m.group() for m in NUMBERED.finditer(before.text)]
    if names and _PLURAL_THEY.search(follow.text):
        return names + _plurals(before)
    if names and len(follow.content) <= 1 and _THING.search(follow.text):
        return names + _thing_of(before)
    return names


def _rest_of(follow: Said, before: Said, reply: str) -> list[str]:
    """The rest of what the question before was about, where a follow-up is asked of all of it."""
    of_all = intent_of(follow.text) in _OF_ALL and not follow.content
    if before.names and not of_all and (leans(follow) or not names_no_thing(follow)):
        return []
    asked = intent_of(before.text)
    things = [w for w in before.content if not of_kind(w, asked)]
    if before.names and _APPLYING.search(follow.text) and not points(follow.text):
        # «Hvordan søker vi?» asks of the thing, and not of what it demands, or until when.
        things = [w for w in things if not (DEMANDED.fullmatch(w) or THINGLESS.fullmatch(w))]
    else:
        things = things or list(before.content)
    if not of_all:
        things = [w for w in things if not _ASPECT.fullmatch(w)] or things
    # What «hvem kan søke» asks for is no part of what «hvordan da?» is asked of.
    topics = (_ASKED_IN.sub("", thing).strip() for thing in things)
    return [*filter(None, topics), *_pointed_at(follow, before, reply)]


def _plurals(before: Said) -> list[str]:
    """The plurals of a question, each behind the word that tells which: «mature clusters»."""
    found: list[str] = []
    for i, word in enumerate(before.content):
        if _PLURAL.search(word):
            pair = rf"\b{re.escape(before.content[i - 1])} {re.escape(word)}\b"
            found += [before.content[i - 1]] if i and re.search(pair, before.text, re.I) else []
            found.append(word)
    return found


def _asked_again(follow: Said, before: Said, asked: Intent) -> str:
    """The question before, of another thing or under another condition; "" for other follow-ups."""
    text = without_courtesy(follow.text)
    if whole := asked_beside(text, before) or rephrased(text, before):
        return whole
    same = same_of(text)
    if same is not None:
        if US.match(same):
            return before.text
        if follow.names and (before.names or not ADJUNCT.match(same)):
            return with_names(before, follow.names)
        return swapped(before, same) or f"{before.text.rstrip(' ?!.')} {same}?"
    condition = CONDITION.match(text) if asked in (Intent.OTHER, Intent.YES_NO) else None
    if condition is None or _ASKED_IN.search(condition["clause"]) or follow.names:
        return ""
    return f"{turned(before.text, condition['clause']).rstrip(' ?!.')} {condition['clause']}?"


def elliptic(said: Said) -> bool:
    """Whether a follow-up asks the question before it again, of something else."""
    return intent_of(said.text) is Intent.OTHER


def _topic_of(text: str) -> str:
    """What an elliptic follow-up names: «for studenter» in «Enn for studenter, da?»."""
    rest = _INSTEAD.sub("", without_courtesy(text), count=1)
    rest = CUE.sub("", rest, count=1) if rest == text else rest
    return _TAIL.sub("", rest).strip(" ,")


def _thing_of(before: Said) -> list[str]:
    """The thing that a question asked about beside its names: «støtte» in «hvor mye støtte …»."""
    named = name_words(before.names)
    thing = focus_of(before.text, intent_of(before.text))
    found = [w for w in thing if w not in named and w in before.content]
    the = {w.casefold() for m in _THE.finditer(before.text) for w in m[1].split()}
    found = found or [w for w in before.content if w in the]
    return found or [w for w in before.content if DEFINITE_END.search(w)][:1]


def _pointed_at(follow: Said, before: Said, reply: str) -> list[str]:
    """What «det» may point at in a short answer: the definite nouns that it brought up."""
    if follow.telling or len(reply) > _SHORT_REPLY or not IT.search(follow.text):
        return []
    known = [analysis.stem(w) for w in before.content]
    found = [m.group() for m in _POINTED_AT.finditer(reply) if not _CLOCK.search(m.group())]
    return [w for w in found if not any(len(k) > 3 and k in w.casefold() for k in known)][:2]
