"""Which way of reaching somebody a question asks for, and which ones a text gives."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.answer.extraction.persons import gives_person
from assistant.answer.extraction.values import Value
from assistant.answer.understanding.intent import EXPECTED, Intent


class Contact(StrEnum):
    """A way of reaching somebody."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"
    STREET = "street"


_NOUNS = {
    Contact.PHONE: (
        r"telefon(?:en)?|telefonnumm?er\w*|tlf\.?(?:nr\.?)?|mobilnumm?er\w*|nummeret|(?:tele)?phone"
        r"|(?:tele)?phone numbers?|numbers? (?:to call|for the)"
    ),
    Contact.EMAIL: r"(?:e-?post|e-?mail|mail)(?:en|(?:[ -]?adress\w*)| address)?",
    Contact.WEB: (
        r"nettsid[ea]n?|nettsted(?:et)?|nettstad(?:en)?|nett ?adress\w*|hjemmesid[ea]n?"
        r"|heimesid[ea]n?|lenk[ea]n?|link(?:en)?|websid[ea]n?|web ?site|home ?page|web ?address|url"
        r"(?:-?en)?"
    ),
    Contact.STREET: (
        r"(?<![-])(?:besøks|gate|post|kontor|vitjings|forretnings)adress\w*"
        r"|(?:street|postal|postal|visiting|office|mailing) address"
    ),
}
_PLAIN = r"adress(?:en?|a)|address"
_ANY = (
    r"kontakt(?:informasjon\w*|info\w*|opplysning\w*|detalj\w*)"
    r"|contact (?:details|information|info)"
)
_NOUN = "|".join((*(f"(?:{n})" for n in _NOUNS.values()), _ANY, _PLAIN))
# «Hva står på nettsiden?» and «Hva må e-posten inneholde?» ask for something else.
_ASKS = re.compile(
    rf"\b(?:(?:hva|kva|what)(?: er| var| is| are| blir|'s)|hvilke[nt]?|kva for (?:ein|eit|ei)|kva"
    rf"|which|what) (?:(?!på |i |om |må |skal |bør |to |on |in )[\w-]+ ){{0,3}}?(?:{_NOUN})\b"
    rf"|\b(?:hvor|kor|kvar|where) (?:er|ligger|ligg|finnes|finst|står|is|(?:finner|finn|får|kan|do"
    rf"|can) \w+(?: finne| få| find| get)?) (?:[\w-]+ ){{0,2}}?(?:{_NOUN})\b"
    rf"|^\W*(?:[\w-]+ )?(?:{_NOUN})(?= (?:til|for|åt|to|of)\b|\W*$)"
    # «Kari Nordmann telefonnummer», but not «støtte til ny nettside».
    rf"|^(?![hk]v|kor|wh)(?:(?!(?:til|for|om|med|på|i|av|to|on|about) )[\w-]+ ){{2,3}}(?:{_NOUN})$"
    rf"|\b(?:gi|gje|give|send|oppgi|trenger|treng|need|vil ha|want) (?!.*\b(?:per|på|by) )"
    rf"(?:[\w-]+ ){{0,3}}?(?:{_NOUN})\b",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:hvem|kven|hvor|kvar|kor|who|whom|where) (?:\w+ ){0,3}"
    r"(?:ringe[rs]?|ringje|ring|ringjer|telefonere\w*|call|phone)\b",
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"\b(?:hvem|kven|who|whom|(?:hvor|kvar|kor|where) (?:kan |skal |can |do |should )?(?:\w+ )?"
    r"(?:sende\w*|skrive\w*|send|write)) (?:(?!på |om |per |by )\w+ ){0,4}?"
    r"(?<!på )(?<!per )(?<!by )(?:e-?post|e-?mail|mail)\b",
    re.IGNORECASE,
)
# "What is the caretaker's phone number?", «Hva er rektors telefonnummer?»
_WHOSE = re.compile(
    r"\b(?:what(?: is|'s)|hva er|kva er)\b.{1,60}?\w(?:['’]s?|s)"
    rf" (?:{'|'.join(_NOUNS.values())})\W*$",
    re.IGNORECASE,
)
_ASKS_WHO = re.compile(r"\b(?:hvem|kven|who|whom)\b", re.IGNORECASE)
_EMAIL = re.compile(
    r"[\w.+-]+(?:@| ?(?:\(at\)|\[at\]|krøllalfa) ?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_WEB = re.compile(
    r"https?://|\bwww\.|\b[a-zæøå\d][\w-]*\.(?:no|com|org|net|eu|info|example|se|dk|io)\b",
    re.IGNORECASE,
)
_DIGIT_GROUPS = (
    r"(?:(?:\+|00)47[ \u00a0]?)?(?:[2-9]\d(?:[ \u00a0]?\d\d){3}"
    r"|[2-9]\d\d[ \u00a0]\d\d[ \u00a0]\d{3}|[2-9]\d{4}(?=\W*$))"
)
_MONEY_BEFORE = r"(?<!kr )(?<!kr\. )(?<!nok )(?<!€ )(?<!\$ )(?<!orgnr )(?<!org\.nr\. )"
_PHONE = re.compile(
    rf"(?<![\d.,]){_MONEY_BEFORE}(?<!\d[ \u00a0])(?!20\d\d[01]\d[0-3]\d\b){_DIGIT_GROUPS}"
    r"(?![ \u00a0]?(?:\d|kr|nok|mill|euro|eur|dollar|prosent|%|€|,-))(?![.,]\d)"
    r"|(?:\+|\b00)[1-9]\d{0,2}(?:[ \u00a0-]?\d{2,4}){2,5}\b"
    r"|\b(?:telefon|telefonnummer(?:et)?|tlf|mobil|phone|ring|ringe|call)\b\.?:?"
    r"(?: (?:oss )?(?:på|til|er|nr\.?|nummer|on|number|is))?:? \+?\d[\d \u00a0]{2,}\d",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:[\wæøå]*(?:gat[ae]n?|vei(?:en)?|veg(?:en)?|plass(?:en)?|torget|allé(?:en)?|bryggen?|kai(?:en)?"
    r"|bakken|svingen|stien|stredet)|postboks|p\.?o\.? box) \d+"
    r"|\b\d{1,4}[a-z]? (?-i:[A-Z])\w+ (?:street|road|avenue|lane|square)\b"
    r"|, (?:N-)?\d{4} (?-i:[A-ZÆØÅ])\w+",
    re.IGNORECASE,
)
# Where a date, a sum or a yes is asked for, «e-post» is only what it is about.
_NEVER = frozenset({*EXPECTED, Intent.YES_NO, Intent.REASON, Intent.COMPARISON, Intent.CRITERIA})


def contacts_asked(question: str) -> frozenset[Contact]:
    """The kinds of contact of which a question asks for one; empty when it asks for none.

    «Adressen» alone may be a street's, an e-mail's or a page's; «kontaktinformasjon» is any.
    """
    if _CALLS.search(question):
        return frozenset({Contact.PHONE})
    if not any(p.search(question) for p in (_ASKS, _WRITES, _WHOSE)):
        return frozenset()
    found = {k for k, noun in _NOUNS.items() if re.search(rf"\b(?:{noun})\b", question, re.I)}
    if found:
        return frozenset(found)
    if re.search(rf"\b(?:{_ANY})\b", question, re.IGNORECASE):
        return frozenset(Contact)
    return frozenset({Contact.STREET, Contact.EMAIL, Contact.WEB})


def contacts_given(text: str) -> frozenset[Contact]:
    """The kinds of contact that a text holds."""
    bare = _EMAIL.sub(" ", text)
    given = {
        Contact.EMAIL: bare != text,
        Contact.WEB: bool(_WEB.search(bare)),
        Contact.PHONE: bool(_PHONE.search(bare)),
        Contact.STREET: bool(_STREET.search(bare)),
    }
    return frozenset(kind for kind, held in given.items() if held)


def in_phone_number(value: Value, text: str) -> bool:
    """Whether a value of a text is part of a telephone number: «71 00 41 13» is no 71."""
    return any(m.start() <= value.start < m.end() for m in _PHONE.finditer(text))


def asks_contact(question: str, intent: Intent) -> bool:
    """Whether a telephone number or an address is asked for."""
    return intent not in _NEVER and bool(contacts_asked(question))


def gives_contact(text: str, question: str = "") -> bool:
    """Whether a text has a telephone number, an e-mail, web or street address.

    Args:
        text: a text of the documents.
        question: where given, the contact must be of a kind that it asks for.

    """
    asked = contacts_asked(question)
    given = contacts_given(text)
    # «Hvem kan jeg ringe?» is answered by a name, too.
    if asked and _ASKS_WHO.search(question) and gives_person(text):
        return True
    return bool(given & asked) if asked else bool(given)
