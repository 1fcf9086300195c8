"""What a question asks for, read from its question words in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer.values import ValueKind


class Intent(StrEnum):
    """The kind of thing that is asked for."""

    AMOUNT = "amount"
    DURATION = "duration"
    DATE = "date"
    COUNT = "count"
    WHO = "who"
    WHERE = "where"
    DEFINITION = "definition"
    LIST = "list"
    CRITERIA = "criteria"
    COMPARISON = "comparison"
    PROCEDURE = "procedure"
    REASON = "reason"
    FREQUENCY = "frequency"
    YES_NO = "yes_no"
    OTHER = "other"


# A value of one of these kinds must stand in the evidence for an answer to be one.
EXPECTED: dict[Intent, tuple[ValueKind, ...]] = {
    Intent.AMOUNT: (ValueKind.AMOUNT,),
    Intent.DURATION: (ValueKind.DURATION,),
    Intent.DATE: (ValueKind.DATE, ValueKind.TIME),
    Intent.COUNT: (ValueKind.NUMBER,),
    Intent.FREQUENCY: (),
}

_SPAN_NOUN = (
    r"år|åra|årene|månader|måneder|uker|veker|dager|dagar|timer|timar|minutter|years?|months?"
    r"|weeks?|days?|hours?"
)
_MONEY_NOUN = (
    r"penger|pengar|støtte|støtta|støtten|stønad|tilskudd|tilskot|kroner|midler|midlar|beløp\w*"
    r"|sum\w*|finansiering\w*|driftsstøtte\w*|utviklingsstøtte\w*|budsjett\w*|ramme\w*"
    r"|kostnad\w*|millioner|millionar|money|funding|support|grants?|budget|cash"
)

# The first pattern found decides, so the narrow ones stand before the wide ones.
_PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.COMPARISON,
        r"\b(forskjell\w*|skilnad\w*|skiln\w*|skille[rn]?|skil|difference\w*|differ|differs|compare\w*|comparison"
        r"|sammenlign\w*|samanlikn\w*|versus|vs)\b|\b(i motsetning til|kontra)\b"
        r"|\bhva skiller\b|\bkva skil\b",
    ),
    (
        Intent.DURATION,
        rf"\b(hvor|kor|åssen) (lenge|lang tid|langvarig)\b|\b(hvor|kor) mange ({_SPAN_NOUN})\b"
        rf"|\bhow long\b|\bhow many ({_SPAN_NOUN})\b|\b(varighet\w*|lengden på|perioden)\b|\bduration\b"
        r"|\b(antall|tal på) (år|månader|måneder|uker)\b",
    ),
    (
        Intent.AMOUNT,
        rf"\b(hvor|kor|ko) (mye|mykje)\b|\bhow much\b|\bhva koster\b|\bkva kostar\b|\bwhat does it cost\b"
        rf"|\b(hvor|kor|how|hva er|kva er|hvilken|hvilke|what is the|hva slags|what) "
        rf"(stor\w*|høy\w*|høg\w*|big|large|high) (\w+ ){{0,3}}({_MONEY_NOUN})\b"
        rf"|\b(hvor|kor|how) (stor\w*|høy\w*|høg\w*|big|large|high)\b"
        r"|\bbeløp\w*\b|\bkor mykje\b|\b(hvor|kor) mange (kroner|millioner|millionar)\b|\bhow many (million|nok|kroner)\b"
        r"|\b(hvilket|hvilke|hva slags|what) (beløp|sum|amount)\w*|\bamounts?\b|\bsummen\b"
        r"|\bhva får (\w+ ){0,4}(utbetalt|i støtte|i driftsstøtte|i tilskudd|i penger)\b",
    ),
    (
        Intent.DATE,
        r"^\W*(når|nar|naar|when)\b(?! (vi|man|jeg|du|dere|de|det|den|dei|ein|en|et|ei|noen|you|we|one|it|they|i)\b)|\b(og|and|men|eller) (når|when) (er|var|må|ble|kan|did|was|is|do)\b|\bnår (er|var|må|måtte|ble|blei|vart|kom|starta\w*"
        r"|begynte|blir|går|gikk|gjekk|kan|skal|har|opna|åpnet|åpner|lukk\w*|trådte|fikk|får|slutta|sluttet|døde|"
        r"skjedde|utkom|vant)\b|\b(søknads|innleverings|påmeldings|skisse)?frist\w*\b"
        r"|\bdeadlines?\b|\b(due|closing|cut-?off) date\b|\blast day\b|\b(hvilken|kva|what|which|hva) (dato|dag|år|måned|månad|date|day|year|month|århundre|tiår)\b"
        r"|\b(hvilket|kva for eit|i kva|what) (år|århundre|tiår|årstall|årstal|tidspunkt|time)\b|\bdato(en)?\b|\bsiste dag\b|\bårstall\w*\b",
    ),
    (
        Intent.COUNT,
        r"\b(hvor|kor) mange\b|\bhow many\b|\b(antall|antallet|tal på|talet på|number of)\b",
    ),
    (Intent.REASON, r"\b(hvorfor|kvifor|korfor|why|hva er grunnen|what is the reason)\b"),
    (
        Intent.WHO,
        r"\b(hvem|kven|who|whom|whose)\b",
    ),
    (
        Intent.CRITERIA,
        r"\b(krav\w*|kriteri\w*|vilkår\w*|betingelse\w*|requirements?|criteria|criterion|conditions?|qualify|qualifies"
        r"|kvalifisere\w*)\b|\b(hva|kva|what) (må|trengs|kreves|krevst|krevjast) ?(\w+ ){0,3}(til|for|oppfylle\w*)?\b.*\?"
        r"|\b(hva|kva) (må|trengs|kreves|krevst)\b|\b(what does it take|what (do|does) .* need)\b",
    ),
    (
        Intent.PROCEDURE,
        r"\b(hvordan|korleis|hvorledes|åssen|kordan)\b|\bhow (do|can|to|does|is|are|should|did|was|were)\b"
        r"|\b(fremgangsmåte\w*|framgangsmåte\w*|prosedyre\w*|steg for steg|procedure|steps)\b",
    ),
    (
        Intent.LIST,
        r"\b(hvilke|hvilka|kva for|kva slags|list opp|lista|nevn|nemn|ramse?|which|list the|name the|what (kinds?|types?))\b"
        r"|\b(hva|kva|what) (er|var|are|were) (de|dei|the) (to|tre|fire|fem|seks|sju|syv|åtte|ulike|forskjellige|viktigste|two|"
        r"three|four|five|six|seven|different|main)\b|\b(hva|kva) slags\b|\bhva består\b|\bkva består\b|\bwhat (services|elements|parts)\b"
        r"|\b(hva|kva) (inneholder|inneheld|omfatter|omfattar|inngår|inkluderer|tilbyr)\b|\bgive me (a|the) list\b",
    ),
    (
        Intent.DEFINITION,
        r"^\W*(og |men |ok |hei,? )?(hva|kva|what) (er|var|is|are|was|betyr|tyder|menes|meines|ligger|står|does|slags|vil)\b"
        r"|\b(definisjon\w*|definer\w*|defines?|definition|forklar|explain|hva betyr|betydning\w*|menes med|mean(s|t)?)\b",
    ),
    (
        Intent.DEFINITION,
        r"\b(hva|kva) (er|betyr|tyder) (det|dette)\W*$|\b(hva|kva|what) (er|var|is|was) (\w+ )?(greia|poenget|vitsen|meningen|point|hensikten|føremålet|formålet)\b"
        r"|\bgod[t]? for\W*$",
    ),
    (Intent.WHERE, r"\b(hvor|where)\b|^\W*kor\b"),
    (
        Intent.YES_NO,
        r"^\W*((og|men|så|hei|hi|hello|ok|stemmer det at|and|but|so)[,!]? )*(er|var|kan|må|har|hadde|får|fikk|skal|skulle|vil"
        r"|ville|finnes|finst|finns|gjelder|gjeld|trenger|treng|blir|blei|ble|vart|bør|burde|kunne|går|gir|kommer|kjem|stemmer"
        r"|krever|krev|kreves|holder|held|tilbyr|støtter|støttar|behøver|varer|deltar|deltek|deltok|søker|tar|tek|dekker|dekkjer|leverer|eksisterer|fantes|fanst|startet|starta|is|are|was|were|can|could|do|does|did|must|may|"
        r"should|has|have|had|will|would|need|am|isn't|aren't|does|shall)\b",
    ),
)
# Key words alone («nic connect tilskudd kroner»).
_BARE = ((Intent.AMOUNT, re.compile(r"\b(kroner|nok|beløp|satser?)\b", re.IGNORECASE)),)
_COMPILED = tuple((intent, re.compile(pattern, re.IGNORECASE)) for intent, pattern in _PATTERNS)
_YES_NO = _COMPILED[-1][1]


# Question words as they are typed in haste or on a keyboard without å.
_TYPED = {
    "naar": "når", "nar": "når", "nåt": "når", "nårt": "når", "hvro": "hvor", "hvr": "hvor",
    "hvo": "hvor", "vor": "hvor", "hvrfor": "hvorfor", "hvofor": "hvorfor", "hvordn": "hvordan",
    "hvodan": "hvordan", "hvrodan": "hvordan", "vordan": "hvordan", "hvilkke": "hvilke",
    "hvlke": "hvilke", "hviken": "hvilken", "hvlket": "hvilket", "hvliket": "hvilket",
    "kva": "kva", "hav": "hva", "vha": "hva", "va": "hva", "hvem": "hvem", "hvme": "hvem",
    "vem": "hvem", "maneg": "mange", "mnage": "mange", "lengre": "lenge", "maa": "må",
    "faar": "får", "leneg": "lenge", "myke": "mye", "krva": "krav", "koss": "korleis",
    "wat": "what", "whta": "what", "hwo": "how", "hwat": "what", "wich": "which", "wen": "when",
}  # fmt: skip


def _mended(question: str) -> str:
    words = re.sub(r"\w+", lambda m: _TYPED.get(m.group().casefold(), m.group()), question)
    return re.sub(r"\b([hH]vor|[kK]or) my\b", r"\1 mye", words)


def intent_of(question: str) -> Intent:
    """The main kind of thing that the question asks for."""
    question = _mended(question)
    text = (
        re.sub(
            r"^\W*((hei|heisann|hallo|hi|hello|god dag|du|vi|jeg|eg)?\W*(jeg |eg |vi )?(lurer|lurar|undrer|undrar|wonder|am wondering)"
            r"( på| om| about| if)?|(vet|veit) (du|dere|noen)|do you know|hei|hi|hallo|hello|forresten)\W+",
            "",
            question.strip(),
            flags=re.IGNORECASE,
        )
        or question.strip()
    )
    sentences = [s for s in re.split(r"(?<=[.!])\s+", text) if s]
    # Chatty questions set the scene first; the sentence with the question mark is the question.
    asked = next((s for s in reversed(sentences) if s.endswith("?")), text)
    asked = (
        re.sub(
            r"^\W*(hei|hallo|hi|hello)?\W*(kan|kunne|vil|can|could|would) (du|dere|de|you) (please |venligst |vennligst )?(fortelle?|forklare?"
            r"|si|ramse|liste|nevne?|gi|vise?|hjelpe|tell|explain|say|list|give|show|describe|name)\b( meg| oss| me| us)?( litt| kort)?( om| about| what)?",
            "",
            asked,
            flags=re.IGNORECASE,
        )
        or asked
    )
    if _YES_NO.search(asked) and not re.search(r"\bforskjell|\bskilnad|difference", asked, re.I):
        return Intent.YES_NO
    for candidate in (asked, text):
        for intent, pattern in _COMPILED:
            if pattern.search(candidate):
                return intent
    return next((intent for intent, p in _BARE if p.search(text)), Intent.OTHER)


def is_two_part(question: str) -> bool:
    """Whether two question words are joined («Når startet NCE, og hvor mange ble det?»)."""
    marks = re.findall(
        r"\b(hva|hvor|hvem|når|hvilke\w*|hvordan|kva|kor|kven|korleis|what|when|who|how|which)\b",
        question,
        re.IGNORECASE,
    )
    return len(marks) > 1
