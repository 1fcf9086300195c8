"""How a follow-up reads written out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answer import patterns
from assistant.answer.answer_types.opposites import opposites
from assistant.answer.dialogue.beside_it import asked_beside
from assistant.answer.dialogue.present import asked_of_today
from assistant.answer.dialogue.rephrased import rephrased
from assistant.answer.patterns import pattern
from assistant.answer.understanding.background import of_kind
from assistant.answer.understanding.focus import focus_of
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.understanding.leaning import (
    CONDITION,
    CUE,
    DEMANDED,
    IT,
    LITTLE,
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
from assistant.search.names import Mention, name_words

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
_DEFINITE_START = re.compile(r"^(den|det|de|dei|the|this|that)\b", re.IGNORECASE)
_DEFINITE_END = re.compile(r"\w{3,}(en|et|ene|ane|a)$", re.IGNORECASE)
_FORM = re.compile(r"(er|ar|days|s)$", re.IGNORECASE)
_PREPOSITION = r"(?:for|på|i|til|av|om|med|hos|ved|fra|frå|under|in|on|at|of|to|from|with)"
# «The airport bus», up to three words.
_THE = re.compile(r"\bthe ((?:[a-z-]+ ){0,2}[a-z-]+)\b", re.IGNORECASE)
# «Hvor mange er med?» is asked of those in the thing.
_WITHIN = re.compile(r"\b(?:(?:er|var) med|(?P<english>(?:are|were|is) (?:in|part))) *\W*$", re.I)
_ADJUNCT = re.compile(rf"^({_PREPOSITION}) (.+)$", re.IGNORECASE)
_WHAT_FOR = re.compile(rf"\b(?:for|til|of) (?!\d{{4}})([^?,.]+?)(?= {_PREPOSITION} |[?,.]|$)", re.I)
_TAIL = re.compile(r"[\s,]*(?:\b(?:da|då|then|altså|egentlig)\b)?[\s?!.,]*$", re.IGNORECASE)
_POINTED_AT = re.compile(r"\w{5,}(en|et|ene|ane)\b")
_ASKING = re.compile(
    r"\b(hva|kva|hvem|kven|hvor|kor|når|hvilke\w*|hvorfor|kvifor|hvordan|korleis|what|who|when"
    r"|where|which|why|how|man|vi|jeg|eg|we|you)\b",
    re.IGNORECASE,
)
_ASKED_IN = re.compile(
    r"\b(hva|kva|hvem|kven|hvor|kor|hvilke\w*|hvorfor|kvifor|hvordan|korleis|what|who|where|which"
    r"|why|how)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"klokk|timen|minutt", re.IGNORECASE)
_FILE = patterns.read("followup")
_NUMBERED = _FILE.compiled([_FILE.tables["numbered"]["any"]])
_DATE_OF = _FILE.compiled(_FILE.tables["date_of"]["any"])
_ASPECT = _FILE.compiled([_FILE.tables["aspect"]["word"]])
_FOR_A_NAME = _FILE.compiled([_FILE.tables["instead_of_a_name"]["any"]])
_FIGURE = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d[\d .]*(?<=\d)(?![\w.,-]*\d)")
# «They» stands for the things that were spoken of, not for all that was said of them.
_PLURAL_THEY = re.compile(r"\b(they|them|de|dei|dem|disse|desse|those|these)\b", re.IGNORECASE)
_PLURAL = re.compile(r"\w{2,}(er|ar|ene|ane|s)$", re.IGNORECASE)
_APPLYING = pattern("demands", "applying", "asks")
_SHORT_REPLY = 120
# Compounds that end alike stand beside each other: «driftsstøtte», «prosjektstøtte».
_COMPOUND_ENDING = 5


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
        return _with_names(before, found)
    if not found and asked is Intent.OTHER and (CUE.search(text) or _INSTEAD.search(text)):
        swapped = _swapped(before, _topic_of(text))
        if swapped:
            return swapped
    inherited = [] if follow.years or NOW.search(text) else before.years
    if found and elliptic(follow):
        return " ".join([_with_names(before, found), *own])
    if found:
        return " ".join([text, *before.content, *inherited])
    if THAT_TIME.search(text) and follow.telling > 1:
        return " ".join([text, *inherited])
    if _SOMETHING_ELSE.search(text):
        topic = [m.name for m in before.names] + list(before.content[:-1])
        return " ".join([text, *topic, *inherited])
    says_little = asked is Intent.OTHER and not _ASKING.search(text)
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
    if not _NUMBERED.search(follow.text):
        names += [m.group() for m in _NUMBERED.finditer(before.text)]
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


# What these ask is asked of all that was said.
_OF_ALL = (Intent.REASON, Intent.PROCEDURE, Intent.LIST)


def _asked_again(follow: Said, before: Said, asked: Intent) -> str:
    """The question before, of another thing or under another condition; "" for other follow-ups."""
    text = without_courtesy(follow.text)
    if whole := asked_beside(text, before) or rephrased(text, before):
        return whole
    same = same_of(text)
    if same is not None:
        if US.match(same):
            return before.text
        if follow.names and (before.names or not _ADJUNCT.match(same)):
            return _with_names(before, follow.names)
        return _swapped(before, same) or f"{before.text.rstrip(' ?!.')} {same}?"
    condition = CONDITION.match(text) if asked in (Intent.OTHER, Intent.YES_NO) else None
    if condition is None or _ASKED_IN.search(condition["clause"]) or follow.names:
        return ""
    return f"{_turned(before.text, condition['clause']).rstrip(' ?!.')} {condition['clause']}?"


def _turned(text: str, clause: str) -> str:
    """A question with what a condition sets in the place of its opposite, or of the other figure.

    «Når jeg har en liten» and «hvis jeg har en stor» make «når jeg har en stor».
    """
    figures, set_to = _FIGURE.findall(text), _FIGURE.findall(clause)
    if len(figures) == len(set_to) == 1:
        return text.replace(figures[0], set_to[0], 1)
    for one, other in opposites():
        for said, was in ((one, other), (other, one)):
            word = said.search(clause)
            if word and was.search(text) and not said.search(text):
                return was.sub(word.group(), text)
    return text


def elliptic(said: Said) -> bool:
    """Whether a follow-up asks the question before it again, of something else."""
    return intent_of(said.text) is Intent.OTHER


def _topic_of(text: str) -> str:
    """What an elliptic follow-up names: «for studenter» in «Enn for studenter, da?»."""
    rest = _INSTEAD.sub("", without_courtesy(text), count=1)
    rest = CUE.sub("", rest, count=1) if rest == text else rest
    return _TAIL.sub("", rest).strip(" ,")


def _swapped(before: Said, topic: str) -> str:
    """The question before with the follow-up's topic in the place of what it compares with.

    «Hva koster det for en voksen?» and «for studenter» make «Hva koster det for studenter?».
    Empty where nothing tells what to put it in the place of, or the topic may be another
    attribute of the same thing («Og fristen?»).
    """
    if not analysis.words(topic) or len(topic.split()) > LITTLE or _ASKING.search(topic):
        return ""
    if number := _NUMBERED.search(topic):
        alike = [m for m in _NUMBERED.finditer(before.text) if m[1].lower() == number[1].lower()]
        if alike:
            start, end = alike[-1].span()
            return before.text[:start] + number.group() + before.text[end:]
    adjunct = _ADJUNCT.match(topic)
    if adjunct:
        same = re.compile(
            rf"\b{re.escape(adjunct[1])} (?!\d{{4}})[^?,.]+?(?= {_PREPOSITION} |[?,.]|$)", re.I
        )
        places = list(same.finditer(before.text))
        if places:
            start, end = places[-1].span()
            return before.text[:start] + topic + before.text[end:]
        return f"{before.text.rstrip(' ?!.')} {topic}?"
    if len(before.names) == 1 and _FOR_A_NAME.match(topic):
        named = _with_article(before.names[0], before.text)
        if named:
            return before.text.replace(named, topic, 1)
    definite = _DEFINITE_START.match(topic) or _DEFINITE_END.search(topic)
    parallel = _parallel(before.text, topic, alike=not definite)
    if parallel:
        return before.text.replace(_with_its_name(parallel, before), topic, 1)
    if definite:
        return ""
    whose = list(_WHAT_FOR.finditer(before.text)) if not before.names else []
    if len(whose) == 1:
        # «Når var fristen for skisse?», «og søknad?»
        return before.text[: whose[0].start(1)] + topic + before.text[whose[0].end(1) :]
    return f"{before.text.rstrip(' ?!.')} {topic}?"


def _parallel(text: str, topic: str, *, alike: bool) -> str:
    """The word of a question that a topic stands beside: of its kind or, if `alike`, its form."""
    words: list[str] = re.findall(r"[\w-]+", text)
    head = analysis.words(topic)[-1]
    stem = analysis.stem(head)
    same = [w for w in words if stem in [analysis.stem(part) for part in analysis.words(w)[-1:]]]
    ending = head[-_COMPOUND_ENDING:]
    same += [w for w in words if len(head) > len(ending) and w.casefold().endswith(ending)]
    if same:
        return same[-1]
    form = _FORM.search(head)
    if not form or not alike:
        return ""
    ending = form[1].casefold()
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    formed = [w for w in words[2:] if w.casefold().endswith(ending) and w.casefold() not in stop]
    return formed[-1] if formed else ""


def _with_its_name(word: str, before: Said) -> str:
    """A word of a question with the whole of the name that it ends: «en Arena Pro-klynge»."""
    for mention in before.names:
        named = _with_article(mention, before.text)
        if named.endswith(word):
            return named
    return word


def _with_article(mention: Mention, text: str) -> str:
    """A name as a text has it, with its article and what is joined to it; "" where it has none.

    Its last word may be all that is said of it.
    """
    for name in (mention.name, mention.name.split()[-1]):
        whole = rf"(?:\b(?:en|et|ei|ein|eit|an?) )?\b{re.escape(name)}[\w-]*"
        if found := re.search(whole, text, re.IGNORECASE):
            return found.group()
    return ""


def _thing_of(before: Said) -> list[str]:
    """The thing that a question asked about beside its names: «støtte» in «hvor mye støtte …»."""
    named = name_words(before.names)
    thing = focus_of(before.text, intent_of(before.text))
    found = [w for w in thing if w not in named and w in before.content]
    the = {w.casefold() for m in _THE.finditer(before.text) for w in m[1].split()}
    found = found or [w for w in before.content if w in the]
    return found or [w for w in before.content if _DEFINITE_END.search(w)][:1]


def _pointed_at(follow: Said, before: Said, reply: str) -> list[str]:
    """What «det» may point at in a short answer: the definite nouns that it brought up."""
    if follow.telling or len(reply) > _SHORT_REPLY or not IT.search(follow.text):
        return []
    known = [analysis.stem(w) for w in before.content]
    found = [m.group() for m in _POINTED_AT.finditer(reply) if not _CLOCK.search(m.group())]
    return [w for w in found if not any(len(k) > 3 and k in w.casefold() for k in known)][:2]


def _with_names(before: Said, new: Sequence[Mention]) -> str:
    """The earlier question with its names replaced by the new ones."""
    names = " og ".join(m.name for m in new)
    if run := _run_of_names(before):
        return before.text.replace(run, names, 1)
    for mention in sorted(before.names, key=lambda m: -len(m.name)):
        pattern = re.compile(re.escape(mention.name), re.IGNORECASE)
        if pattern.search(before.text):
            return pattern.sub(names, before.text, count=1)
        last = re.compile(rf"\b{re.escape(mention.name.split()[-1])}\b", re.IGNORECASE)
        if last.search(before.text):
            return last.sub(names, before.text, count=1)
    return f"{before.text.rstrip(' ?!.')} {names}?"


def _run_of_names(before: Said) -> str:
    """The names of a question that stand in a row («Arena og NCE»); "" where they are compared."""
    if len(before.names) < 2 or intent_of(before.text) is Intent.COMPARISON:
        return ""
    spelled = {part for m in before.names for part in (m.name, m.name.split()[-1])}
    one = "|".join(map(re.escape, sorted(spelled, key=len, reverse=True)))
    row = re.search(
        rf"\b(?:{one})(?:(?:,| og| and| eller| or|, og)+ (?:{one}))+\b", before.text, re.I
    )
    return row.group() if row else ""
