"""How likely it is that the evidence that would lead an answer is the right one.

Where the static model knows the documents, it tells right sentences from near ones. Where it has no
opinion, the rules of `sufficient` see one unit at a time; whether another document fits better,
how far the next unit lies behind and how much of the question is left over, all weighed together,
tells more. The weights are those of a logistic regression over many small folders of documents
(`assistant.evaluation.likelihood_fit`); they are data, in `likelihood.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from assistant.answer.extraction.about import same_tongue
from assistant.answer.extraction.units import UnitKind
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.ranking.matching import Coverage, WeightedConcept
from assistant.answer.selection.named_rows import is_all_asked
from assistant.answer.selection.sufficient import of_the_row
from assistant.answer.selection.trust import trust_of
from assistant.answer.understanding.intent import Intent
from assistant.domain import Language
from assistant.search import analysis
from assistant.search.names import name_words

# The name of the weight that stands for every question.
CONSTANT = ""
FILE = Path(__file__).with_name("likelihood.json")
# A concept matched less is not spoken of.
_MENTIONED = 0.3
# Units that cover nearly as much of the question as the leading one.
_AS_MUCH = 0.9
# Below this, log odds of trust tell no more.
_LEAST_TRUST = -10.0
_SHARED = (
    *("passage", "bigrams", "long", "who", "where", "lead", "bare_list", "enumeration", "modal"),
    *("because", "defines", "deadline", "heading", "crowded"),
)


def likelihood(told: Mapping[str, float]) -> float:
    """Probability from 0 to 1 that evidence with these `features` answers its question."""
    weights = _weights()
    odds = weights[CONSTANT] + sum(weights.get(name, 0.0) * v for name, v in told.items())
    return 1 / (1 + math.exp(-odds))


def has_opinion(evidence: Evidence) -> bool:
    """Whether the static model has something to say of a unit's document."""
    return bool(evidence.features.affinity or evidence.features.asked)


def features(
    lead: Evidence,
    question: Question,
    *,
    concepts: Sequence[WeightedConcept],
    ranked: Sequence[Evidence],
    fit: Sequence[Evidence],
) -> dict[str, float]:
    """What speaks for and against evidence, by name.

    Args:
        lead: the evidence that would be shown first.
        question: the question.
        concepts: its weighted concepts.
        ranked: all evidence, best first.
        fit: the sufficient evidence.

    """
    others = [e for e in ranked if (e.unit.chunk.id, e.unit.start) != _place(lead)]
    own, full = lead.own, lead.full
    total = sum(c.weight for c in concepts) or 1.0
    document = _document_share(lead, ranked, concepts)
    best = max((_document_share(e, ranked, concepts) for e in _one_of_each(ranked)), default=0.0)
    told = {
        **{name: float(getattr(lead.features, name)) for name in _SHARED},
        **{f"asks {kind.value}": float(question.intent is kind) for kind in Intent},
        **{f"is {kind.value}": float(lead.unit.kind is kind) for kind in UnitKind},
        "own": own.share,
        "own squared": own.share**2,
        "full": full.share,
        "full squared": full.share**2,
        "beside": lead.beside,
        "absent": lead.absent,
        "nameless": lead.nameless,
        "unheard": lead.unheard,
        "strange": float(lead.strange),
        "keyed": float(lead.keyed),
        "focused": float(lead.focused),
        "valued": float(bool(lead.values)),
        "denied": float(lead.denied),
        "cell": float(lead.unit.column is not None),
        "missing here": _missing(own, concepts),
        "missing around": _missing(full, concepts),
        "missing, known": _most_missing(full, concepts, stands=True),
        "missing, unknown": _most_missing(full, concepts, stands=False),
        "left over": _left_over(full, concepts),
        "unknown words": sum(c.weight for c in concepts if not c.stands) / total,
        "words": min(10.0, float(len(concepts))),
        "names": float(len(name_words(question.mentions))),
        "length of question": min(30.0, float(len(analysis.words(question.resolved)))),
        "length": math.log1p(len(lead.unit.text)),
        "score": lead.score,
        "ahead": lead.score - max((e.score for e in others), default=lead.score - 5),
        "as much": min(10.0, float(sum(e.own.share >= _AS_MUCH * own.share for e in others))),
        "sufficient": min(10.0, float(len(fit))),
        "document": document,
        "document behind": best - document,
        "trust": max(_LEAST_TRUST, trust_of(lead, concepts)),
        "english": float(question.language is Language.EN),
        "another language": float(not same_tongue(lead.unit, question.language)),
        "negated": float(question.negated),
    }
    return {name: float(value) for name, value in told.items()}


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    """Feature → weight."""
    weights: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return weights


def _place(evidence: Evidence) -> tuple[str, int]:
    return evidence.unit.chunk.id, evidence.unit.start


def _one_of_each(ranked: Sequence[Evidence]) -> Sequence[Evidence]:
    return list({e.unit.chunk.document_id: e for e in ranked}.values())


def _document_share(
    of: Evidence, ranked: Sequence[Evidence], concepts: Sequence[WeightedConcept]
) -> float:
    """Share of the question that the units of a unit's document have between them."""
    document = of.unit.chunk.document_id
    matches = [e.full.matches for e in ranked if e.unit.chunk.document_id == document]
    total = sum(c.weight for c in concepts) or 1.0
    best: list[float] = [max(each) for each in zip(*matches, strict=True)]
    return sum(c.weight * m for c, m in zip(concepts, best, strict=True)) / total


def _missing(coverage: Coverage, concepts: Sequence[WeightedConcept]) -> float:
    """How much the concepts tell together that are not spoken of."""
    return sum(
        c.concept.telling for c, m in zip(concepts, coverage.matches, strict=True) if m < _MENTIONED
    )


def _most_missing(
    coverage: Coverage, concepts: Sequence[WeightedConcept], *, stands: bool
) -> float:
    """How much the most telling concept tells that is not spoken of."""
    return max(
        (
            c.concept.telling
            for c, m in zip(concepts, coverage.matches, strict=True)
            if m < _MENTIONED and c.stands is stands
        ),
        default=0.0,
    )


def _left_over(coverage: Coverage, concepts: Sequence[WeightedConcept]) -> float:
    """Share of what the concepts tell that is not spoken of."""
    told = sum(c.concept.telling * m for c, m in zip(concepts, coverage.matches, strict=True))
    total = sum(c.concept.telling for c in concepts)
    return 1 - told / total if total else 0.0


def doubt(
    fit: Sequence[Evidence],
    question: Question,
    concepts: Sequence[WeightedConcept],
    ranked: Sequence[Evidence],
) -> Mapping[str, float]:
    """What speaks for and against the leading evidence; nothing where there is no doubt of it.

    So it is where the model has an opinion, where a meaning is asked for and told, and where the
    question names the row or the column of a cell.
    """
    defined = question.intent is Intent.DEFINITION and fit[0].features.defines >= 1
    called = question.intent is Intent.DATE and is_all_asked(fit[0], concepts)
    if defined or called or has_opinion(fit[0]) or of_the_row(fit[0], question):
        return {}
    return features(fit[0], question, concepts=concepts, ranked=ranked, fit=fit)
