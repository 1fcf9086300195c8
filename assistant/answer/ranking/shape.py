"""What the form of a unit says: a list, a definition, a requirement, a reason, a deadline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answer.answer_types.denial import OF_APPLYING
from assistant.answer.extraction.units import Unit, UnitKind, terms_of
from assistant.answer.question import Question
from assistant.answer.ranking.matching import WeightedConcept, match
from assistant.answer.understanding.focus import defined_in, expanded_in, names_beyond
from assistant.answer.understanding.intent import Intent
from assistant.domain import Status
from assistant.search import analysis

_MODAL = re.compile(
    r"\b(må|skal|krav\w*|kreve\w*|kreves|forutset\w*|kriteri\w*|bør|minimum)\b", re.I
)
_BECAUSE = re.compile(
    r"\b(fordi|derfor|difor|dermed|slik at|for å|for at|(?:siden|sidan)(?! (?:i |\d|sist))"
    r"|på grunn av|av omsyn til"
    r"|av hensyn til|formål\w*|føremål\w*|hensikt\w*|ettersom|grunn(en|ar|er)|bakgrunn\w*"
    r"|årsak\w*|skyldes|skuldast|kjem av|kommer av|begrunn\w*|grunngje\w*|because"
    r"|since(?! (?:\d|last))|due to|so that"
    r"|in order to|therefore|reasons?|the purpose)\b"
    # «…, for kalver kan bære smitte».
    r"|, for (?!eksempel|example)(?:\w+ ){0,2}?"
    r"(?:er|var|kan|må|vil|har|blir|det|da|då|ellers|elles)\b"
    r"|, og (?:da|då) (?:kan|må|får|blir|er)\b",
    re.I,
)
_PURPOSE = re.compile(
    r"\b(skal|skulle|ønsk(er|te|jer|ja|et)|ville|vil|shall|should|(is|are|was|were) (meant )?to)\b",
    re.I,
)
# «Hvorfor Arena Pro ble opprettet» over a sentence says that it gives the reason.
_WHY = re.compile(r"\b(hvorfor|kvifor|why|begrunnelse\w*|grunngjeving\w*|bakgrunn\w*)\b", re.I)
_ENUMERATION = re.compile(r"[\w-]+, [^.]*?\b(og|eller|samt)\b")
# «effektmålene», «kravene»: a plural with the article asks for all of them.
_PLURAL = re.compile(
    r"\b(hva|kva|what|hvilke|which) (er|var|are|were) (de |dei |the )?\w+(ene|ane|ns|es|ts)\b", re.I
)
_OPEN = re.compile(r"\b(hva|kva|what)\b", re.I)
_IS = frozenset({"er", "var", "betyr", "defineres", "definert", "menes", "omfatter", "består"})
_LISTABLE = frozenset({Intent.LIST, Intent.CRITERIA, Intent.PROCEDURE, Intent.COUNT})
# A document's note on what it restates answers no question about the matter.
ABOUT_ITSELF = re.compile(
    r"\b(teksten|dokumentet|originalen) (gjengir|er gjengitt|er publisert|ble publisert"
    r"|er programbeskrivelsen)"
    r"|(samme|same) som i originalen|gjengir med egne ord|^Figur \d|^Historisk dokument",
    re.I,
)
# The term of a glossary's entry: a few words before a colon or a dash, and what they stand for.
_ENTRY = re.compile(
    r"^[*_«\"]*(?P<term>[\w-]+(?: [\w(),-]+){0,3}?)[»\"*_]*(?::[*_]*| [–—-]) (?=[a-zæøå])"
)
_SUBJECT_MATCH = 0.6
_SUBJECT_WINDOW = 7
# Worth of a sentence that tells something about the thing without saying what it is.
_MENTIONS_ONLY = 0.3
_CROWD = 3


def gives_reason(unit: Unit) -> bool:
    """Whether a unit has a word that gives a reason («fordi», «slik at») or a heading that does.

    A list gives reasons where its introduction says so; its items may be for anything.
    """
    return bool(_BECAUSE.search(unit.lead or unit.text) or _WHY.search(unit.context))


def requires(unit: Unit) -> bool:
    """Whether a unit says what must be («må», «skal», «minimum», «forutsetter»)."""
    return bool(_MODAL.search(unit.text))


def gives_purpose(unit: Unit) -> bool:
    """Whether a unit says what a thing is or was to do («skulle møte ønsker om …»)."""
    return bool(_PURPOSE.search(unit.text))


def form(
    unit: Unit, question: Question, concepts: Sequence[WeightedConcept], coverage: float
) -> dict[str, float]:
    """What the form of a unit says for the kind of question, by feature name.

    Args:
        unit: a unit of a passage.
        question: the question.
        concepts: the question's weighted concepts.
        coverage: share of the question that the unit itself covers.

    """
    intent, text = question.intent, unit.text
    plural = bool(_PLURAL.search(question.resolved))
    asks_name = intent in (Intent.WHO, Intent.WHERE)
    named = float(asks_name and names_beyond(text, question.resolved))
    is_list = unit.kind is UnitKind.LIST
    wanted = _wants_list(question, plural)
    enumerates = (intent is Intent.LIST or plural) and not is_list
    deadline = intent is Intent.DATE and bool(OF_APPLYING.search(question.resolved))
    defines = _defines(text, question, concepts) if intent is Intent.DEFINITION else 0.0
    return {
        "who": named * (intent is Intent.WHO),
        "where": named * (intent is Intent.WHERE),
        "lead": coverage * (is_list and wanted),
        "bare_list": float(is_list and not wanted),
        "item": float(unit.kind is UnitKind.ITEM and defines < 1),
        "enumeration": float(enumerates and bool(_ENUMERATION.search(text))),
        "modal": float(intent is Intent.CRITERIA and requires(unit)),
        "because": float(intent is Intent.REASON and gives_reason(unit)),
        "defines": defines,
        "deadline": float(deadline and "frist" in text.casefold()),
    }


def _wants_list(question: Question, plural: bool) -> bool:
    intent = question.intent
    return (
        intent in _LISTABLE
        or (intent is Intent.DEFINITION and plural)
        or (intent is Intent.OTHER and bool(_OPEN.search(question.resolved)))
    )


def _defined(question: Question, concepts: Sequence[WeightedConcept]) -> WeightedConcept | None:
    """The concept whose meaning is asked for; the strongest where the wording does not tell."""
    asked = set(defined_in(question.resolved))
    named = [c for c in concepts if asked & set(c.concept.surface.split())]
    return max(named or concepts, key=lambda c: c.weight, default=None)


def _defines(text: str, question: Question, concepts: Sequence[WeightedConcept]) -> float:
    """Whether the text opens with the thing asked about and says what it is."""
    if any(expanded_in(text, word) for word in defined_in(question.resolved)):
        return 1.0
    words = analysis.words(text)
    strongest = _defined(question, concepts)
    if strongest is None:
        return 0.0
    if entry := _ENTRY.match(text):
        # «Egenandel: den delen av …», as in a list of terms.
        named = match(strongest.concept, terms_of(entry["term"])) >= _SUBJECT_MATCH
        return 1.0 if named else 0.0
    verb = next((i for i, w in enumerate(words[:_SUBJECT_WINDOW]) if w in _IS), None)
    if verb is None:
        return 0.0
    subject = terms_of(" ".join(words[:verb]))
    if match(strongest.concept, subject) < _SUBJECT_MATCH:
        return 0.0
    # «En klynge er …» defines; «Tilbudet til modne klynger er …» tells something about it.
    return 1.0 if verb <= 1 + len(strongest.concept.surface.split()) else _MENTIONS_ONLY


def standing(unit: Unit, question: Question) -> dict[str, float]:
    """What the standing of the unit's document says, by feature name.

    That a call has closed speaks against it only where the question names no year.
    """
    status = unit.chunk.metadata.status
    return {
        "current": float(status is Status.CURRENT),
        "expired": float(status is Status.EXPIRED and not question.years),
        "about_itself": float(bool(ABOUT_ITSELF.search(unit.text))),
    }


def crowded(text: str, question: Question, rivals: Sequence[str]) -> float:
    """How far a text names many things where one was asked about («erstatter A, B og C»)."""
    names = [m.name.casefold() for m in question.mentions]
    if len(names) != 1:
        return 0.0
    lowered = text.casefold()
    others = sum(r.casefold() in lowered for r in rivals if r.casefold() not in names)
    return min(others, _CROWD) / _CROWD


def shared_bigrams(text: str, question: Question) -> float:
    """Share of the question's pairs of neighbouring words that stand side by side in a text."""
    asked = set(pairwise(analysis.words(question.resolved)))
    return len(asked & set(pairwise(terms_of(text).words))) / max(1, len(asked))
