"""What is not a question to the documents: greetings, thanks, attacks, noise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.search import analysis


class Talk(StrEnum):
    """Kinds of messages that are answered without the documents."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    IDENTITY = "identity"
    ABILITY = "ability"
    WELLBEING = "wellbeing"
    HOSTILE = "hostile"
    NONSENSE = "nonsense"


_PATTERNS: tuple[tuple[Talk, str], ...] = (
    (
        Talk.HOSTILE,
        r"\b(ignor\w*|glem|gløym|disregard|forget|overstyr\w*|override|bypass)\b.{0,40}\b(instruks\w*|instruction\w*"
        r"|regl\w*|rules?|beskjed\w*|prompt\w*|previous|tidligere|ovenfor|dokument\w*|kildene|kjeldene|sources|everything|alt)\b"
        r"|\b(system ?prompt\w*|systemmelding\w*|systeminstruks\w*|developer mode|jailbreak|DAN mode)\b"
        r"|\b(late som|lat som|pretend|act as|oppfør deg som|du er nå|you are now|from now on)\b"
        r"|^\W*(system|assistant|developer|admin)\s*:|\bfra nå av\b|\bfrå no av\b"
        r"|<\s*/?\s*(script|img|iframe|svg|style|html|object|embed|a|body|link)\b|javascript:|onerror\s*="
        r"|\b(drop|truncate) table\b|\bunion select\b|['\"]\s*or\s+1\s*=\s*1|\.\./\.\.|/etc/passwd"
        r"|\b(idiot\w*|dust|faen|jævl\w*|fitte|hore|kuk|dritt\w*|fuck\w*|shit|asshole|stupid bot|moron|teit|tulling|kjeften)\b"
        r"|\b(hack\w*|passord\w*|password\w*|api[- ]?key|api-nøkkel\w*|bombe|bomb|drepe|kill)\b"
        r"|\b(si|skriv|svar|say|write|reply|answer|bekreft|confirm) (bare |kun |only |just |at |that |nå )+.*"
        r"(godkjent|approved|kvalifisert uansett|uansett|no matter|ja\b$|100 mill)",
    ),
    (
        Talk.IDENTITY,
        r"\b(hvem|kven|hva|kva|who|what) (er|are) (du|you)\b|\b(hva|kva) heter? du\b|\bare you (a|an) (bot|robot|human|ai|person)"
        r"|\ber du (en|ein|et)?\s?(robot|bot|menneske|maskin|ki|ai|person|ekte)\b|\bhvem har laget deg\b|\bwho made you\b|\bwhat's your name\b|\byour name\b",
    ),
    (
        Talk.ABILITY,
        r"\b(hva|kva) kan (du|eg spørje|jeg spørre)\b(?!.*\b(om|si om)\b.*\w{4,})|\bwhat can (you|i) (do|ask|help)\b"
        r"|\bhvordan (fungerer|virker|bruker jeg) (du|deg|dette|chatten)\b|\bkan du hjelpe meg\W*$|\bcan you help me\W*$|^\W*(hjelp|help)\W*$"
        r"|\bkan eg få hjelp\W*$|\bhow do(es)? (you|this) work\b",
    ),
    (
        Talk.WELLBEING,
        r"\b(hvordan (går det|har du det)|korleis (går det|har du det)|how are you|står til)\b",
    ),
    (
        Talk.THANKS,
        r"\b(takk|tusen takk|mange takk|thanks|thank you|supert|flott|fint|topp|perfekt|great|perfect|awesome|"
        r"kjempefint|bra|skjønner|skjønar|forstår|ok|okei|understood|got it|i see)\b",
    ),
    (
        Talk.GOODBYE,
        r"\b(ha det|hadet|farvel|snakkes|vi ses|goodbye|bye|see you|god helg|ha ein fin dag|ha en fin dag)\b",
    ),
    (
        Talk.GREETING,
        r"^\W*(hei|heisann|hallo|halla|god (morgen|dag|kveld)|morn|hey|hi|hello|good (morning|day|evening)|yo|hoi|heia)\b",
    ),
)
_COMPILED = tuple((talk, re.compile(p, re.IGNORECASE)) for talk, p in _PATTERNS)
# Beyond these words, thanks and greetings are talk; with more, they come before a question.
_SMALL = frozenset(
    """så mye for svaret hjelpen hjelp det var alt nå da deg du skal ha på forhånd dere og i all
    much very a lot so you your help that was all for the answer svar svaret her there again igjen
    god dag kveld morgen helg fin ha ein en bra nyttig veldig kjempefint hyggelig nok no one everyone
    assistent assistant bot robot kjempe ja ok okei greit noen der er skjønner forstår skjønar useful
    helpful got understand see nyttig avklart bekreftet all set cool nice fine sure jeg eg vi""".split()
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What kind of message it is."""

    talk: Talk


def classify(text: str) -> Talk | None:
    """The kind of talk, or None when the message is a question to the documents."""
    for talk, pattern in _COMPILED[:4]:
        if pattern.search(text):
            return talk
    for talk, pattern in _COMPILED[4:]:
        if pattern.search(text) and _nothing_more(pattern.sub(" ", text)):
            return talk
    return Talk.NONSENSE if is_nonsense(text) else None


def _nothing_more(rest: str) -> bool:
    left = [
        w
        for w in analysis.words(rest)
        if w not in _SMALL and not any(p.search(w) for _, p in _COMPILED[4:])
    ]
    return not left


_VOWEL = re.compile(r"[aeiouyæøåéèôöäü]")
_IMPOSSIBLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}|(.)\1{3,}|[qwx][bcdfgjklmnpqstvwxz]{2}")


def is_nonsense(text: str) -> bool:
    """Whether the text has no words in it: keyboard noise, or signs alone."""
    words = [w for w in analysis.words(text) if not w.isdigit()]
    if not words:
        return True
    odd = sum(1 for w in words if len(w) > 3 and (not _VOWEL.search(w) or _IMPOSSIBLE.search(w)))
    return odd * 2 >= len(words) and odd > 0
