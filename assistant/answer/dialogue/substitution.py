"""The question before a follow-up with something else in the place of what it named.

«Enn for studenter?» after «Hva koster det for en voksen?» is «Hva koster det for studenter?».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.answer import patterns
from assistant.answer.answer_types.opposites import opposites
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.understanding.leaning import LITTLE, Said
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf
from assistant.search.names import Mention

_DEFINITE_START = re.compile(r"^(den|det|de|dei|the|this|that)\b", re.IGNORECASE)
DEFINITE_END = re.compile(r"\w{3,}(en|et|ene|ane|a)$", re.IGNORECASE)
_FORM = re.compile(r"(er|ar|days|s)$", re.IGNORECASE)
_PREPOSITION = r"(?:for|på|i|til|av|om|med|hos|ved|fra|frå|under|in|on|at|of|to|from|with)"
ADJUNCT = re.compile(rf"^({_PREPOSITION}) (.+)$", re.IGNORECASE)
_WHAT_FOR = re.compile(rf"\b(?:for|til|of) (?!\d{{4}})([^?,.]+?)(?= {_PREPOSITION} |[?,.]|$)", re.I)
ASKING = re.compile(
    r"\b(hva|kva|hvem|kven|hvor|kor|når|hvilke\w*|hvorfor|kvifor|hvordan|korleis|what|who|when"
    r"|where|which|why|how|man|vi|jeg|eg|we|you)\b",
    re.IGNORECASE,
)
_FILE = patterns.read("followup")
NUMBERED = _FILE.compiled([_FILE.tables["numbered"]["any"]])
_FOR_A_NAME = _FILE.compiled([_FILE.tables["instead_of_a_name"]["any"]])
_FIGURE = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d\b)\d[\d .]*(?<=\d)(?![\w.,-]*\d)")
# Compounds that end alike stand beside each other: «driftsstøtte», «prosjektstøtte».
_COMPOUND_ENDING = 5
_ARTICLE = "en|et|ei|ein|eit|an?"
# «Hovedtokt», «prøvetokt»: the parts of such a compound, and how common its last one is.
_FIRST_PART, _LAST_PART, _A_WORD = 3, 4, 3.0
_DERIVED = re.compile(r"(?:else|ende|inga|inge[nr])$")


def with_names(before: Said, new: Sequence[Mention]) -> str:
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


def swapped(before: Said, topic: str) -> str:
    """The question before with the follow-up's topic in the place of what it compares with.

    «Hva koster det for en voksen?» and «for studenter» make «Hva koster det for studenter?».
    Empty where nothing tells what to put it in the place of, or the topic may be another
    attribute of the same thing («Og fristen?»).
    """
    if not analysis.words(topic) or len(topic.split()) > LITTLE or ASKING.search(topic):
        return ""
    if number := NUMBERED.search(topic):
        alike = [m for m in NUMBERED.finditer(before.text) if m[1].lower() == number[1].lower()]
        if alike:
            start, end = alike[-1].span()
            return before.text[:start] + number.group() + before.text[end:]
    adjunct = ADJUNCT.match(topic)
    if adjunct:
        same = re.compile(
            rf"\b{re.escape(adjunct[1])} (?!\d{{4}})[^?,.]+?(?= {_PREPOSITION} |[?,.]|$)", re.I
        )
        places = list(same.finditer(before.text))
        if places:
            start, end = places[-1].span()
            return before.text[:start] + topic + before.text[end:]
        if beside := _beside(before.text, adjunct[2]):
            # «Hvor lenge varer et hovedtokt?», «og for et prøvetokt?»
            return before.text.replace(beside, adjunct[2], 1)
        return f"{before.text.rstrip(' ?!.')} {topic}?"
    if len(before.names) == 1 and _FOR_A_NAME.match(topic):
        named = _with_article(before.names[0], before.text)
        if named:
            return before.text.replace(named, topic, 1)
    definite = _DEFINITE_START.match(topic) or DEFINITE_END.search(topic)
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


def _beside(text: str, topic: str) -> str:
    """The compound of a question with the same last part as a topic's, with its article; or ""."""
    head = analysis.words(topic)[-1]
    for word in analysis.words(text):
        alike = takewhile(
            lambda pair: pair[0] == pair[1], zip(word[::-1], head[::-1], strict=False)
        )
        shared = "".join(one for one, _ in alike)[::-1]
        apart = min(len(word), len(head)) - len(shared) >= _FIRST_PART
        if apart and len(shared) >= _LAST_PART and zipf(shared, Language.NB) >= _A_WORD:
            found = re.search(rf"(?:\b(?:{_ARTICLE}) )?\b{re.escape(word)}\b", text, re.IGNORECASE)
            return found.group() if found and not _DERIVED.search(word) else ""
    return ""


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
        whole = rf"(?:\b(?:{_ARTICLE}) )?\b{re.escape(name)}[\w-]*"
        if found := re.search(whole, text, re.IGNORECASE):
            return found.group()
    return ""


def turned(text: str, clause: str) -> str:
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
