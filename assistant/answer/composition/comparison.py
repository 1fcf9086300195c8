"""Comparisons: each side under its name, from its own passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answer.composition.contrast import (
    leads_in,
    opened_by,
    own_of_each,
    speaks_of,
    stands_under,
)
from assistant.answer.composition.sides import in_the_documents_words
from assistant.answer.extraction.units import Unit, UnitKind
from assistant.answer.extraction.values import ValueKind, find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.selection.select import Selection, Side
from assistant.answer.understanding.background import of_kind
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.domain import Outcome
from assistant.search import analysis
from assistant.search.commonness import TOPICAL
from assistant.search.names import Mention, name_words
from assistant.search.query import Query

_PER_SIDE = 2
# An item of so many words is a name: «Tidligfase klynger/nettverk».
_LABEL = 3
_MOST_SIDES = 3
# Named by the sentence itself or by what stands right around it.
_NEAR = 0.9
# A name has so many words at most where it stands behind «like lenge som».
_NAME = 3
# A sentence on the side that covers less of what is asked than this share of the best is dropped.
_AS_MUCH = 0.75
_AMOUNT = re.compile(
    r"mye|mykje|much|beløp|penge|pengar|støtt|stønad|money|fund|grant|pris|kost|takst|\bsats|avgift"
    r"|tilsk|\bmaks|\btak(et)?\b|\bcap\b|\bsum|\bramme|billig|\bdyr|cheap|expensive",
    re.I,
)
# How a share is asked for in one question, whatever the comparison says («større andel»).
_SHARE, _SHARE_ASKED = re.compile(r"andel|prosent|share|percent", re.I), "hvor stor andel"
_MONEY, _MONEY_ASKED = cue("asks", "money"), "støtte i kroner"
_MORE = re.compile(r"\b(mer|meir|mest|minst|høyest\w*|høgst|more|most|higher|highest|less)\b", re.I)
_YEARLY = re.compile(r"\b(i året|per år|pr\.? år|årlig|årleg|a year|per year|yearly)\b", re.I)
_GETS = re.compile(r"\b(fikk|får|fekk|gir|gav|betaler|drift\w*|get|gets|got|pays?)\b", re.I)
_KINDS = (
    (ValueKind.AMOUNT, _AMOUNT),
    (
        ValueKind.DURATION,
        re.compile(r"leng[es]|long|varig|varte|varer|duration|mange år|years", re.I),
    ),
)
_INTENT_OF = {
    ValueKind.AMOUNT: Intent.AMOUNT,
    ValueKind.DURATION: Intent.DURATION,
    ValueKind.DATE: Intent.DATE,
    ValueKind.NUMBER: Intent.COUNT,
}
_BETWEEN = re.compile(
    r"\b(?:på|mellom|millom|between|of|fra|sammenlign|samanlikn|compare)\s+"
    r"(?:å (?:være|vere|bli|verte) |being )?(?:en |et |ei |ein |eit |a |an |the )?"
    r"(?P<a>[\w-]+(?: [\w-]+)?)\s+(?:og|and|kontra|versus|vs\.?|med|with|eller|or)\s+"
    r"(?:en |et |ei |ein |eit |a |an |the )?(?P<b>[\w-]+(?: [\w-]+)?)\W*(?:$|\?)",
    re.IGNORECASE,
)
_ONE = r"(?:en |et |ei |ein |eit |a |an |the )?"
# «Hva skiller en moden klynge fra en klynge i Arena Pro?»
_APART = re.compile(
    rf"\b(?:skiller|skil|skiljer|separates?|distinguish(?:es)?|sets?)\s+{_ONE}"
    rf"(?P<a>[\w-]+(?: [\w-]+)?)\s+(?:apart )?(?:fra|frå|from)\s+{_ONE}"
    r"(?P<b>[\w-]+(?: [\w-]+)?)\W*(?:$|\?)",
    re.IGNORECASE,
)
# «Hvor ofte kan man søke om Arena eller Arena Pro?» asks of both at once.
_JOINING = r"(?:og|and|eller|or|enn|than|kontra|versus|mot|vs\.?|samt|men)"
_Y = r"\b(?:19|20)\d{2}\b"
_YEARS_APART = re.compile(
    rf"{_Y}.*\b(?:og|and|kontra|mot|eller|or|enn|than|versus|vs|med|with|to)\b.*{_Y}", re.I
)
_YEARS_AS_PERIOD = re.compile(
    rf"\b(?:mellom|millom|between|fra|frå|from|perioden|period) {_Y} ?(?:og|and|til|to|-|–) ?{_Y}",
    re.I,
)
# «Varer A like lenge som B?», «får A mer enn B?»
_EQUAL = cue("asks", "equal")
# Words that only say that a comparison is wanted; what stands before «-forskjell» is the topic.
_FRAME = re.compile(
    r"\w*?(?P<rest>\w*)s?(?:forskjell\w*|skilnad\w*|skiln\w*)|\b(?:skill\w*|skil|differen\w*"
    r"|differ\w*|sammenlign\w*|sammenlikn\w*|samanlikn\w*|jamfør\w*|compare\w*|comparison|kontra"
    r"|versus|vs|størst|minst|mest|flest|høyest|lengst|most|more|than|enn|between|mellom|begge"
    r"|henholdsvis|sett opp mot|stilt opp mot|annerledes|annleis|beyond|utover|(?:be )?asked"
    r"|expect\w*|requir\w*|krev\w*|forvent\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Search:
    """How a side is looked up: `analyse` reads words, `score` finds and scores evidence."""

    analyse: Callable[[str], Query]
    score: Callable[[Question], Sequence[Evidence]]


def compared(question: Question) -> tuple[Mention, ...]:
    """What a question compares: its names, the two things it puts side by side, or two years."""
    comparing = question.intent is Intent.COMPARISON
    years = tuple(Mention(y) for y in question.years)
    if len(question.mentions) < 2 and len(years) > 1 and _YEARS_APART.search(question.resolved):
        period = _YEARS_AS_PERIOD.search(question.resolved)
        if comparing or (_asked_kinds(question) and not period):
            return years
    # A header such as «Andel» is a name in the index, and «andel» in the question is none.
    names = tuple(m for m in question.mentions if m.heading or m.name in question.resolved)
    likened = _likened(question, names)
    if len(names) > 1 and (comparing or likened or _side_by_side(question, names)):
        return names
    if not comparing:
        return ()
    match = _BETWEEN.search(question.resolved) or _APART.search(question.resolved)
    return tuple(_named(match[side], names) for side in ("a", "b")) if match else ()


def _named(side: str, names: Sequence[Mention]) -> Mention:
    """A side by the name that it has in it («Arena Pro-klynge»), else by its words."""
    return next((m for m in names if m.stands_in(side)), Mention(side))


def _likened(question: Question, names: Sequence[Mention]) -> bool:
    """Whether it is asked if one thing is as another («Varer Arena like lenge som Arena Pro?»)."""
    match = _EQUAL.search(question.resolved) if question.intent is Intent.YES_NO else None
    other = " ".join(question.resolved[match.end() :].split()[:_NAME]) if match else ""
    spelled = {word for m in names for word in (m.name, m.name.split()[-1])}
    return any(re.search(rf"\b{re.escape(word)}\b", other, re.I) for word in spelled)


def _side_by_side(question: Question, names: Sequence[Mention]) -> bool:
    """Whether a value is asked for of two things («Hvor lenge varer Arena og Arena Pro?»)."""
    text = question.resolved
    ends = [re.escape(m.name.split()[-1]) for m in names]
    between = rf"\b(?:{'|'.join(ends)})\b,? {_JOINING} (?:\w+ )?(?:{'|'.join(ends)})\b"
    # How often is told in words, mostly of both at once.
    valued = bool(EXPECTED.get(question.intent))
    return valued and re.search(between, text, re.I) is not None


def compare(
    question: Question, sides: Sequence[Mention], near: Sequence[Evidence], search: Search
) -> Selection:
    """Evidence for each side; no evidence when one has none.

    Each side is searched for on its own, so that a long section on one side does not crowd out
    the other. What is the same on all sides is left out where something else can be said.

    Args:
        question: the question.
        sides: what it compares, at least two; see `compared`.
        near: evidence on the whole question, best first, to offer where a side has nothing.
        search: how a side is looked up.

    """
    kinds = _asked_kinds(question, sides)
    sides = [in_the_documents_words(s, question.query.concepts) for s in sides[:_MOST_SIDES]]
    found = [_pool(question, side, sides, kinds, search) for side in sides]
    if not all(pool for pool, _ in found):
        offered = tuple(e for e in near if e.unit.kind is not UnitKind.LIST)[:2]
        return Selection(Outcome.NO_EVIDENCE, near=offered)
    pools = [pool for pool, _ in found]
    if kinds or any(topical for _, topical in found):
        # Each year's figure stands in that year's document.
        of_years = any(_by_year(side) for side in sides)
        homes = [{e.unit.chunk.document_id for e in pool} for pool in pools]
        together = set() if of_years else set.intersection(*homes)
        chosen = [_with_values(pool, kinds, together) for pool in pools]
    else:
        names = [question.mentions[0] if _by_year(s) and question.mentions else s for s in sides]
        chosen = own_of_each(list(zip(names, pools, strict=True)))
    told = tuple(Side(s.name, evidence) for s, evidence in zip(sides, chosen, strict=True))
    return Selection(
        Outcome.ANSWERED, picked=tuple(e for side in told for e in side.evidence), sides=told
    )


def _pool(
    question: Question,
    side: Mention,
    sides: Sequence[Mention],
    kinds: set[ValueKind],
    search: Search,
) -> tuple[list[Evidence], bool]:
    """What the documents say of one side, most to the point first; whether a topic was asked."""
    alone, topical = _alone(question, side, sides, kinds, search)
    others = [s for s in sides if s.name != side.name]
    about = [
        e
        for e in search.score(alone)
        if (e.named >= _NEAR or (side.name.islower() and opened_by(side, e.unit.text) is not None))
        and e.dated
        and e.counted
        and not e.features.about_itself
        and (kinds or not is_label(e.unit))
        and (e.unit.kind is not UnitKind.LIST or (not kinds and leads_in(side, e.unit)))
        and not any(speaks_of(o, e.unit.text) for o in others)
        and not _as_a_word(side, e.unit.text)
        and not any(longer in e.unit.text.casefold() for longer in side.longer)
    ]
    # What is no name stands in the documents in all its forms; those sentences are on it.
    if side.name.islower():
        about = [e for e in about if speaks_of(side, e.unit.text)] or about
    if kinds:
        about = [e for e in about if kinds & _kinds(e) and (e.values or len(kinds) > 1)]
        about.sort(key=lambda e: -len(kinds & _kinds(e)))
    best = max((e.full.share for e in about), default=0.0)
    if topical:
        about = [e for e in about if e.full.share >= _AS_MUCH * best]
    if not (kinds or topical):
        # A section of the side's own says more of it than a mention elsewhere does.
        about.sort(key=lambda e: not stands_under(side, e))
    return about, topical


def _as_a_word(side: Mention, text: str) -> bool:
    """Whether a text has the side's name as an ordinary word alone: «500 kroner pluss avgift»."""
    name = side.name
    ordinary = name.istitle() and re.search(rf"\b{re.escape(name.lower())}\b", text)
    return bool(ordinary) and not re.search(rf"\b{re.escape(name)}", text)


def is_label(unit: Unit) -> bool:
    """Whether a unit is an item that only names a thing, and tells nothing of it."""
    return unit.kind is UnitKind.ITEM and len(analysis.words(unit.text)) <= _LABEL


def _alone(
    question: Question,
    side: Mention,
    sides: Sequence[Mention],
    kinds: set[ValueKind],
    search: Search,
) -> tuple[Question, bool]:
    """The question as it is for one side, and whether it has a topic beside the names."""
    text = _without(question.resolved, sides)
    text = _FRAME.sub(lambda m: f" {m['rest'] or ''} ", text)
    by_year = _by_year(side)
    mentions = question.mentions if by_year else (side,)
    named = name_words((*question.mentions, *sides))
    concepts = [
        c
        for c in search.analyse(text).concepts
        if c.surface not in named and not c.surface.isdigit()
    ]
    if len(kinds) > 1:
        # «Penger og varighet» says which values to compare, not what they are of.
        asked = [_INTENT_OF[kind] for kind in kinds]
        concepts = [c for c in concepts if not any(of_kind(c.surface, i) for i in asked)]
    topical = any(c.telling >= TOPICAL for c in concepts)
    topic = [c.surface for c in concepts if kinds or c.telling >= TOPICAL]
    share = [_SHARE_ASKED] if _SHARE.search(text) else []
    if kinds == {ValueKind.AMOUNT} and by_year and not _MONEY.search(text):
        # «Hvor mye mer kan et verksted få?» asks of money, and says so in no word.
        topic.append(_MONEY_ASKED)
        share = [_MONEY_ASKED]
    words = " ".join((*(m.name for m in mentions), *topic, *([side.name] if by_year else [])))
    intent = _INTENT_OF[next(iter(kinds))] if len(kinds) == 1 else Intent.OTHER
    years = (side.name,) if by_year else question.years
    alone = replace(
        question,
        resolved=" ".join((text, words, *share)) if kinds else words,
        query=search.analyse(words),
        mentions=mentions,
        years=years,
        intent=intent,
        counted=question.counted if intent is Intent.COUNT else (),
    )
    return alone, topical


def _without(text: str, sides: Sequence[Mention]) -> str:
    """A question without the names of its sides."""
    for side in sorted(sides, key=lambda s: -len(s.name)):
        text = re.sub(rf"\b{re.escape(side.name)}\b", " ", text, flags=re.IGNORECASE)
    return text


def _by_year(side: Mention) -> bool:
    return side.name.isdigit()


def _asked_kinds(question: Question, sides: Sequence[Mention] = ()) -> set[ValueKind]:
    """The kinds of value that are to be compared; none where the question names none.

    «Forskjellen på driftsstøtte og lån» names two things and no kind of value.
    """
    if question.intent in EXPECTED:
        return set(EXPECTED[question.intent][:1])
    text = _without(question.resolved, sides)
    found = {kind for kind, pattern in _KINDS if pattern.search(text)}
    if not found and _GETS.search(text) and (_MORE.search(text) or _YEARLY.search(text)):
        return {ValueKind.AMOUNT}
    return found


def _kinds(evidence: Evidence) -> set[ValueKind]:
    return {v.kind for v in find(evidence.unit.text)}


def _with_values(
    pool: Sequence[Evidence], kinds: set[ValueKind], together: set[str]
) -> tuple[Evidence, ...]:
    """The best of a side: a sentence or cell for each kind of value, or the best on the topic.

    Documents that have it of all sides go first: two years' figures are no comparison.
    """
    picked: list[Evidence] = []
    missing = set(kinds)
    for evidence in sorted(pool, key=lambda e: e.unit.chunk.document_id not in together):
        if len(picked) < _PER_SIDE and (missing & _kinds(evidence) or not picked):
            picked.append(evidence)
            missing -= _kinds(evidence)
    return tuple(sorted(picked, key=lambda e: (e.unit.chunk.id, e.unit.start)))
