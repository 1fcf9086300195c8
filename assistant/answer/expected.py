"""The values that a question expects, and whether a unit of the documents gives them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date

from assistant.answer.about import versions, years_of
from assistant.answer.counted import counted_here, named_by_row
from assistant.answer.demands import ends_phrase
from assistant.answer.intent import EXPECTED, Intent
from assistant.answer.matching import WeightedConcept, match
from assistant.answer.moments import tells_moment
from assistant.answer.money import is_money
from assistant.answer.question import Question
from assistant.answer.tongue import is_english
from assistant.answer.units import Unit, UnitKind, terms_of
from assistant.answer.value_kinds import kinds_asked, kinds_stated, of_same_kind
from assistant.answer.values import Value, ValueKind, find
from assistant.search import analysis

APPLIES = re.compile(r"søk|søke|frist|lever|send|inne\b|innen\b|meld|deadline|appl|submit", re.I)
_ASKS_MONEY = re.compile(
    r"støtt|penge|pengar|tilsk|finans|kron|beløp|midl|budsjett|ramm|fund|money|grant|support"
    r"|\bsats|\w+sats|\bpott|gebyr|takst|kontingent|deposit|honorar|\btimepris|\w+pris(en)?\b"
    r"|\bbetal|\b(pay|fee|price|rate|budget|cap|salary|wage|cost|rent|fare)s?\b"
    r"|\b(hvor|kor) (mye|mykje) (fikk|får|fekk|gir|gjev|gav|ga|kan|blir|betaler|tjener|må|koster)\b"
    r"|\bkost|\btjen|\blønn|\beigendel|egenandel|avgift|\bpris"
    r"|\bhow much (do|does|did|can|is|was)\b",
    re.I,
)
# «Hvor stor andel?» is answered by a share, not by a sum.
_ASKS_SHARE = re.compile(
    r"\b(what|which) (share|percentage|proportion|fraction)\b|\b(hvor|kor) mange prosent\b"
    r"|\bhow many per ?cent\b|\b(hvor|kor) stor (\w*andel|del|prosent\w*)\b"
    r"|\b(hvilken|hvilket|hva er|kva er|kva) (\w*andel(en)?|prosent\w*)\b",
    re.I,
)
_SHARE = re.compile(r"prosent|percent|pst|%", re.I)
_ASKS_CLOCK = re.compile(
    r"\bklokke? ?slett|\b(what|which) hours?\b"
    r"|\b(åpnings|opnings|aapnings|lukke|stenge|kontor|besøks|stille)tid"
    r"|\b(opening|office|visiting|business|quiet) (hours|times?)\b"
    r"|\bwhat time (of day|is|was|does|do|did|must|should|can)\b"
    r"|\b(når|hva tid|kva tid) på (dagen|døgnet|kvelden)\b",
    re.I,
)
# A month or a year is no answer to «hvilken dato».
_ASKS_DAY = re.compile(
    r"\b(hvilken|kva|hva er|what|which|exact|last|closing) (siste |eksakte? |nøyaktige? |exact )?"
    r"(dato(en)?|dag|date|day|ukedag|vekedag|weekday)\b",
    re.I,
)
_ASKS_YEAR = re.compile(r"\b(hvilket|kva|what|which) (år|year|årstall|årstal|kalenderår)\b", re.I)
# «Hvor sent kan vi avbestille?»: by a date, or so and so long before.
_BY_WHEN = re.compile(
    r"\b(hvor|kor|how) (lenge|long|sent|seint|late|tidlig|tidleg|early|fort|raskt|snart|soon)\b",
    re.I,
)
# «Innen fire uker», «senest seks måneder etter tilsagn», «minst en uke før»: when, counted from
# something else.
_COUNTED_FROM = re.compile(
    r"\b(?:innen|innan|senest|seinast|within|at the latest)\W+(?:\w+\W+){0,2}$"
)
_COUNTED_TO = re.compile(r"\W*(?:før|etter|på forhånd|på førehand|before|after|in advance)\b", re.I)
_SINCE = re.compile(
    r"\b(hvor|kor) lenge (har|hadde|er det siden)\b|\bhow long (has|have|had|ago)\b", re.I
)
_ASKS_AGE = re.compile(r"\b(hvor|kor) gam(mel|le|al)\b|\bhow old\b|\balder|\bage\b", re.I)
_WEEKDAY = re.compile(
    r"\b(første|fyrste|siste|andre|tredje|hver|kvar|first|last|every|each) "
    r"(man|tirs|tys|ons|tors|fre|lør|laur|søn|sun|mon|tues|wednes|thurs|fri|satur)da[gy]\w*",
    re.I,
)
_MONTH_OF_YEAR = re.compile(r"\d{4}-\d\d")
_WHOLE_DAY = re.compile(r"-\d\d-\d\d")
_NO = r"\b(?:ingen|ikke|ikkje|inga|uten|utan|heller ikke)\s+(?:\w+\s+){0,2}"
# «Når kan vi bore på søndager?»: never.
_MAY = re.compile(r"\b(kan|får|lov|tillatt|tillate|can|may|allowed)\b", re.I)
_BARRED = re.compile(
    r"\b(ikke|ikkje) (tillatt|tillate|lov|mulig|mogleg|lovlig)\b|\bforbud\w*|\bforbode\w*", re.I
)
_ANY_TIME = re.compile(r"\bnår som hels?t\b|\bat any time\b", re.I)
_DENIED = {
    # «… som uten støtte ikke ville ha skjedd» denies no support.
    Intent.AMOUNT: re.compile(
        r"\b(?:ingen|ikke|ikkje|inga)\s+(?:\w+\s+){0,2}"
        r"\w*(?:finansier|støtte|penger|midler|tilskudd|beløp)",
        re.I,
    ),
    Intent.DATE: re.compile(
        _NO + r"\w*(?:frist|dato)|\bløpende\b|når som hels?t|at any time", re.I
    ),
    Intent.DURATION: re.compile(_NO + r"\w*(?:tidsbegrens|tidsgrense|grense|sluttdato)", re.I),
}
# «Er det noen frist?», «må vi vente til et bestemt tidspunkt?»: whether there is a date at all.
_ASKS_WHETHER_DATED = re.compile(
    r"\w*frist(er|en|ene|ar|ane)?\b|\bdeadlines?\b|\bcut-?off\b|\bdatoer å\b|\bnår som helst\b"
    r"|\b(bestemt|visst?|fast|spesiell|certain|fixed|set|particular|specific) "
    r"(tidspunkt|dato|tid|date|time)\w*|\bwhenever\b|\b(at )?any ?time\b",
    re.I,
)
_IN_WORDS = {
    Intent.DATE: re.compile(r"\d-tallet|\d-årene|århundre|\bf\.? ?Kr|\bfor .{1,40} siden\b", re.I),
    Intent.DURATION: re.compile(r"\b(halvt år|lang tid|kort tid|hele livet|heile livet)\b", re.I),
    Intent.FREQUENCY: re.compile(
        r"\b(\w*årlig\w*|\w*årleg\w*|månedlig\w*|månadleg\w*|ukentlig\w*|daglig|ganger|gonger"
        r"|løpende|sjelden)\b|\b(hver|hvert|kvar|kvart) (\w+ )?"
        r"(år\w*|halvår|kvartal|måned|månad|uke|veke|dag|vår|høst|haust|sommer|vinter|gang)\b",
        re.I,
    ),
    Intent.AMOUNT: re.compile(r"\b(halvparten|tredjedel|fjerdedel|flertallet|mesteparten)", re.I),
}
# «Hvor lenge har …?» may be answered by what it has been so since; elsewhere «siden» tells why.
_SINCE_WHEN = re.compile(
    r"\b(for lenge siden|lenge|(helt |heilt )?(siden|sidan) \w*(start|begynn|byrj|grunnl|opprett"
    r"|krig|alder|tall|tid)\w*|halvt år|lang tid|kort tid|hele livet|heile livet)\b",
    re.I,
)
_COMING = re.compile(
    r"\b(neste|kommende|komande|ny runde|ny utlysning|nytt opptak|til høsten|til våren|framover"
    r"|fremover|next|upcoming|new round|new call)\b",
    re.I,
)
# «Når trener gruppa?», «når må vi melde oss på?»: what goes on, or is to be done.
_GOES_ON = re.compile(
    r"^\W*(?:\w+ )?(?:når|kva tid|when) (?:må|kan|skal|får|bør|do|does|can|must|should|will"
    r"|(?!(?:er|har|var|eller)\b)\w{3,}(?:er|ar|es|ast))\b",
    re.IGNORECASE,
)
_CALENDAR_YEAR = re.compile(r"1\d{3}|20\d\d")
_ASKS_LEAST = re.compile(
    r"\b(minste|minstebeløp\w*|minimum\w*|lavest\w*|lågast\w*|smallest|lowest|least)\b", re.I
)
_ASKS_MOST = re.compile(
    r"\b(maksimal\w*|maksimum\w*|maks|høyeste|høgaste|største|highest|largest|maximum|at most)\b",
    re.I,
)
_AT_MOST = re.compile(
    r"\b(inntil|opptil|opp til|maks\w*|maksimum|høyst|høgst|up to|at most|maximum)\W*$", re.I
)
_AT_LEAST = re.compile(r"\b(minst|minimum|at least)\W*$", re.I)
_PREPOSITIONS = frozenset(
    ("i", "på", "til", "for", "fra", "ved", "om", "under", "in", "on", "at", "from", "of")
)
# Nothing follows the number: what it counts has just been said.
_LEFT_OUT = re.compile(r"\W*$|[.;]")
_COUNT_WINDOW = 4
_LEAST_DENIAL = 0.3
_COUNTED_MATCH = 0.5


_MEASURE = re.compile(
    r"\W*$|[.,;:)]| ?(?:%|°|grader|(?:kilo|centi|milli|desi|kvadrat|kubikk)?meter\b|[kcmd]?m[²³]?\b"
    r"|(?:kilo|milli)?gram\b|kilo\b|kg\b|tonn|(?:milli|desi)?liter\b|hektar|dekar|mål\b|mil\b"
    r"|[kmgt]?wh?\b|(?:kilo|mega|giga|tera)?watt\w*|[kmgt]b\b|poeng|points|studiepoeng|promille"
    r"|percent|degrees|miles|metres|meters|pounds|tons|tonnes|acres|times\b|ganger\b|gonger\b)",
    re.IGNORECASE,
)


def asked_values(unit: Unit, question: Question, as_of: date) -> tuple[Value, ...]:
    """Values of a unit of the kind asked for that the question itself does not hold.

    A deadline is no answer to «når åpner …», a fee none to «hvor stort er tilskuddet»
    (`value_kinds`).

    Args:
        unit: a unit of a passage.
        question: the question; what it asks for says which kinds fit.
        as_of: the date on which it is asked; the next call is none that has been.

    """
    intent = question.intent
    if intent not in EXPECTED:
        return ()
    said_as = question.resolved
    said = find(said_as)
    if unit.kind is UnitKind.HEADING and intent is Intent.DATE and _BY_WHEN.search(said_as):
        # «Webinar 30. april» tells when, but not how long one may still sign up.
        return ()
    asked = {v.canonical for v in said} | set(question.told)
    # «three levels» does not say how many years.
    bare = {v.canonical for v in said if v.kind is ValueKind.NUMBER} - {
        v.canonical for v in said if v.kind is not ValueKind.NUMBER
    }
    english = is_english(unit.chunk)
    held = [
        v
        for v in find(unit.text, english=english)
        if not _told(v, asked - bare if v.unit else asked)
    ]
    found = [
        v for v in held if _fits(v, question, unit.text) or _says_by_when(v, unit.text, question)
    ]
    if intent is Intent.AMOUNT:
        # «57 søkere» is no answer to «hvor mye».
        found = [v for v in found if v.kind is ValueKind.AMOUNT or _measured(v, unit.text)]
    if intent is Intent.DATE and _COMING.search(question.resolved):
        today = as_of.isoformat()
        found = [v for v in found if v.canonical >= today[: len(v.canonical)]]
    if intent is Intent.DATE and _GOES_ON.search(said_as):
        found = [v for v in found if not _past_year(v, as_of)]
    if intent is Intent.DATE and question.years:
        # «fristen i 2018» is not answered by a date in another year; «i 2018-utlysningen» may be.
        years = ("-", *question.years)
        naming = versions(said_as) & years_of(unit.chunk)
        found = [
            v
            for v in found
            if _yearless(v)
            or v.canonical.startswith(years)
            or (naming and _WHOLE_DAY.search(v.canonical))
        ]
    months = tuple(v for v in asked if _MONTH_OF_YEAR.fullmatch(v))
    if months and intent is Intent.DATE and _ASKS_DAY.search(question.resolved):
        found = [v for v in found if v.canonical.startswith(months)]
    found = [v for v in found if not _other_bound(v, unit.text, question.resolved)]
    return of_same_kind(question.resolved, unit.text, found, around=unit.context)


def _past_year(value: Value, as_of: date) -> bool:
    """Whether a value is a year that has been: «i 1978» does not say when a group trains."""
    year = value.kind in (ValueKind.DATE, ValueKind.NUMBER)
    return (
        year
        and bool(_CALENDAR_YEAR.fullmatch(value.canonical))
        and as_of < date.max
        and (int(value.canonical) < as_of.year)
    )


def _other_bound(value: Value, text: str, asked: str) -> bool:
    """Whether a value is the most there may be where the least is asked for, or the reverse."""
    before = text[: value.start]
    if _ASKS_LEAST.search(asked):
        return bool(_AT_MOST.search(before))
    return bool(_ASKS_MOST.search(asked) and _AT_LEAST.search(before))


def _says_by_when(value: Value, text: str, question: Question) -> bool:
    """Whether a stretch of time says when: «innen fire uker» to «når må vi klage?»."""
    asked = question.resolved
    if question.intent is not Intent.DATE or value.kind is not ValueKind.DURATION:
        return False
    if question.years or any(p.search(asked) for p in (_ASKS_CLOCK, _ASKS_DAY, _ASKS_YEAR)):
        return False
    before, after = text[: value.start].casefold(), text[value.end :]
    return bool(_COUNTED_FROM.search(before) or _COUNTED_TO.match(after))


def _measured(value: Value, text: str) -> bool:
    """Whether a unit of measure follows a number, or it is a figure by itself."""
    return bool(_MEASURE.match(text[value.end :]))


def _yearless(value: Value) -> bool:
    """Whether a value belongs to no year: an hour, or a stretch of time."""
    return value.kind in (ValueKind.TIME, ValueKind.DURATION)


def _told(value: Value, asked: Collection[str]) -> bool:
    """Whether the question itself says the value: «2017» where it says «oktober 2017»."""
    if value.kind is ValueKind.DATE:
        return any(a.startswith(value.canonical) for a in asked)
    return value.canonical in asked


def _fits(value: Value, question: Question, text: str) -> bool:
    """Whether a value is of the kind that the question asks for."""
    intent, kind, asked = question.intent, value.kind, question.resolved
    if intent is Intent.DATE:
        return _fits_date(value, asked)
    if intent is Intent.AMOUNT:
        if _ASKS_SHARE.search(asked):
            return kind is ValueKind.AMOUNT and bool(_SHARE.search(value.unit))
        if _ASKS_MONEY.search(asked):
            return kind is ValueKind.AMOUNT and is_money(value, text)
        return kind in (ValueKind.AMOUNT, ValueKind.NUMBER)
    if intent is Intent.COUNT:
        return kind is ValueKind.NUMBER or (
            kind is ValueKind.AMOUNT and value.unit.startswith(("mill", "mrd"))
        )
    if intent is Intent.DURATION and kind is not ValueKind.DURATION:
        return (kind is ValueKind.DATE and bool(_SINCE.search(asked))) or (
            kind is ValueKind.NUMBER and bool(_ASKS_AGE.search(asked))
        )
    return kind in EXPECTED[intent]


def _fits_date(value: Value, asked: str) -> bool:
    """Whether a value says when, as closely as asked: the hour, the day, the year."""
    if value.kind is ValueKind.DURATION:
        return bool(_BY_WHEN.search(asked))
    if _ASKS_CLOCK.search(asked):
        return value.kind is ValueKind.TIME
    if _ASKS_DAY.search(asked):
        return bool(_WHOLE_DAY.search(value.canonical))
    if _ASKS_YEAR.search(asked):
        return value.kind is not ValueKind.TIME and bool(re.match(r"\d{3}", value.canonical))
    year = value.kind is ValueKind.NUMBER and _CALENDAR_YEAR.fullmatch(value.canonical)
    return value.kind in EXPECTED[Intent.DATE] or bool(year)


def said_in_words(text: str, question: Question) -> bool:
    """Whether a text gives what was asked for in words («på 1800-tallet», «en tredjedel»)."""
    pattern = _IN_WORDS.get(question.intent)
    if question.intent is Intent.DURATION and _SINCE.search(question.resolved):
        pattern = _SINCE_WHEN
    if pattern is None or question.years:
        return False
    if question.intent is Intent.DATE:
        asked = question.resolved
        if _WEEKDAY.search(text) and not _ASKS_CLOCK.search(asked):
            return not _ASKS_YEAR.search(asked)
        if any(p.search(asked) for p in (_ASKS_CLOCK, _ASKS_DAY, _ASKS_YEAR)):
            return False
        if tells_moment(text, asked):
            return True
    return bool(pattern.search(text))


def denies(unit: Unit, question: Question, coverage: float) -> bool:
    """Whether the unit says that there is none of what was asked for («ingen frist»).

    Args:
        unit: a unit of a passage.
        question: the question.
        coverage: share of the question that the unit itself covers.

    """
    intent = question.intent
    whether = bool(_ASKS_WHETHER_DATED.search(question.resolved))
    if intent is Intent.YES_NO and whether:
        intent = Intent.DATE
    if intent not in _DENIED or unit.kind in (UnitKind.LIST, UnitKind.HEADING):
        return False
    if intent is Intent.DATE and _MAY.search(question.resolved) and _BARRED.search(unit.text):
        return coverage >= _LEAST_DENIAL
    any_time = bool(_ANY_TIME.search(unit.text))
    if intent is Intent.DATE and not (whether or any_time or APPLIES.search(question.resolved)):
        return False
    if intent is Intent.DURATION:
        # That a thing may last for ever says nothing about how long an answer takes.
        asked = kinds_asked(question.resolved, ValueKind.DURATION)
        if asked and "last" not in asked:
            return False
    if intent is Intent.AMOUNT:
        # That there is no support does not say that there is no fee.
        asked = kinds_asked(question.resolved, ValueKind.AMOUNT)
        if asked and not asked & kinds_stated(unit.text, ValueKind.AMOUNT):
            return False
    return coverage >= _LEAST_DENIAL and bool(_DENIED[intent].search(unit.text))


def counts(
    text: str,
    values: Sequence[Value],
    counted: Sequence[WeightedConcept],
    intent: Intent,
    *,
    before: str = "",
) -> bool:
    """For «hvor mange X»: whether a value stands right before the X; True for other questions.

    Args:
        text: what a unit says.
        values: its values.
        counted: the concepts of the X.
        intent: what kind of thing is asked for.
        before: the heading and the sentence before, where the X of «… skal delta på to.» stands.

    """
    if intent is not Intent.COUNT or not counted:
        return True
    if any(_stands_by(text, value, counted) for value in values):
        return True
    around = terms_of(before)
    named = any(match(c.concept, around) >= _COUNTED_MATCH for c in counted)
    return named and any(_LEFT_OUT.match(text[v.end :]) for v in values)


def _stands_by(text: str, value: Value, counted: Sequence[WeightedConcept]) -> bool:
    after = []
    phrase = re.split(r"[,;:.()]", text[value.end :], maxsplit=1)[0]
    for word in analysis.words(phrase)[:_COUNT_WINDOW]:
        if word in _PREPOSITIONS or ends_phrase(word):
            break
        after.append(word)
    # «Studiepoeng: 5», as in a table.
    label = re.search(r"([^;,.:–]+):\s*$", text[: value.start])
    said = label[1] if label else ""
    after = counted_here(after, counted)
    near = terms_of(" ".join((*after, said, named_by_row(text, said))))
    return any(match(c.concept, near) >= _COUNTED_MATCH for c in counted)
