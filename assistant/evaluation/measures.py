"""All measures of one question, each scored, not applicable, or unscored with a reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from assistant.domain import Answer, Hit, Language, Outcome
from assistant.evaluation import ranking, support
from assistant.evaluation.cases import CaseClass, EvalCase
from assistant.evaluation.normalise import fold, occurs, without_markers

RIGHT_OUTCOMES: Mapping[CaseClass, frozenset[Outcome]] = {
    CaseClass.ANSWERABLE: frozenset({Outcome.ANSWERED}),
    CaseClass.UNANSWERABLE: frozenset({Outcome.NO_EVIDENCE, Outcome.CLARIFY}),
    CaseClass.UNRELATED: frozenset({Outcome.OUT_OF_SCOPE, Outcome.NO_EVIDENCE}),
    CaseClass.NONSENSE: frozenset({Outcome.OUT_OF_SCOPE, Outcome.NO_EVIDENCE, Outcome.CLARIFY}),
    CaseClass.CONVERSATION: frozenset({Outcome.CONVERSATION}),
    CaseClass.HOSTILE: frozenset(Outcome) - {Outcome.ANSWERED},
}


@dataclass(frozen=True, slots=True)
class Observation:
    """A case with what the assistant made of it.

    `answer` is None when asking failed, and `error` says how. `hits` are the ranked passages.
    `texts` holds every document's whole text by id, white space folded.
    """

    case: EvalCase
    answer: Answer | None
    hits: tuple[Hit, ...]
    texts: Mapping[str, str]
    error: str | None = None


class Unscorable(ValueError):
    """A measure applies but cannot be told; the message says why."""


class Unit(StrEnum):
    """What a measure counts in."""

    SHARE = "share"
    COUNT = "count"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True)
class Measure:
    """A named score of one question.

    `gated`: a fall (a rise, where lower is better) stops a change when it is beyond chance.
    """

    name: str
    applies: Callable[[Observation], bool]
    score: Callable[[Observation], float]
    unit: Unit = Unit.SHARE
    higher_is_better: bool = True
    gated: bool = True


@dataclass(frozen=True, slots=True)
class Scores:
    """Values by measure; `unscored` holds reasons. A measure in neither does not apply."""

    values: Mapping[str, float] = field(default_factory=dict)
    unscored: Mapping[str, str] = field(default_factory=dict)
    failures: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True when nothing that must hold is broken."""
        return not self.failures


def right_outcomes(case: EvalCase) -> frozenset[Outcome]:
    """The outcomes that are right for a case: by its tag "expect:…", else by its class."""
    if case.expected_outcome:
        return frozenset({Outcome(case.expected_outcome)})
    return RIGHT_OUTCOMES[case.case_class]


def score(observation: Observation) -> Scores:
    """All measures that apply to a question; one that fails is unscored, never 0."""
    values: dict[str, float] = {}
    unscored: dict[str, str] = {}
    for measure in MEASURES.values():
        if not measure.applies(observation):
            continue
        try:
            values[measure.name] = float(measure.score(observation))
        except Exception as error:
            unscored[measure.name] = f"{error}" or type(error).__name__
    return Scores(values, unscored, _failures(observation, values))


def _failures(observation: Observation, values: Mapping[str, float]) -> tuple[str, ...]:
    """What a question must hold to pass, and does not."""
    if observation.answer is None:
        return ("error",)
    must = {
        "right_outcome": 1.0,
        "fact_recall": 1.0,
        "forbidden": 0.0,
        "invented_markers": 0.0,
        "nonverbatim_quotes": 0.0,
        "unsupported_numbers": 0.0,
    }
    return tuple(name for name, wanted in must.items() if values.get(name, wanted) != wanted)


# --- when measures apply ---------------------------------------------------------------------


def _always(_observation: Observation) -> bool:
    return True


def _ranked(observation: Observation) -> bool:
    case = observation.case
    return case.case_class is CaseClass.ANSWERABLE and bool(case.relevant)


def _answered(observation: Observation) -> bool:
    return observation.answer is None or observation.answer.outcome is Outcome.ANSWERED


def _should_answer(observation: Observation) -> bool:
    return right_outcomes(observation.case) == {Outcome.ANSWERED}


def _should_not_answer(observation: Observation) -> bool:
    return Outcome.ANSWERED not in right_outcomes(observation.case)


# --- scores ----------------------------------------------------------------------------------


def _answer(observation: Observation) -> Answer:
    if observation.answer is None:
        raise Unscorable(observation.error or "no answer")
    return observation.answer


def _ranking(observation: Observation) -> ranking.Ranking:
    for label in observation.case.relevant:
        if label.document not in observation.texts:
            raise Unscorable(f"label names the document {label.document!r}, which is not indexed")
        if fold(label.quote) not in observation.texts[label.document]:
            raise Unscorable(f"labelled quote not in {label.document}: «{label.quote[:60]}»")
    if observation.error and not observation.hits:
        raise Unscorable(observation.error)
    return ranking.rank_quotes(observation.case.relevant, observation.hits)


def _at(of: Callable[[ranking.Ranking, int], float], k: int) -> Callable[[Observation], float]:
    return lambda observation: of(_ranking(observation), k)


def _right_outcome(observation: Observation) -> float:
    return _answer(observation).outcome in right_outcomes(observation.case)


def _is_answered(observation: Observation, *, wanted: bool) -> float:
    return (_answer(observation).outcome is Outcome.ANSWERED) == wanted


def found_facts(case: EvalCase, text: str, language: Language) -> list[bool]:
    """For each fact of a case, whether any of its alternatives occurs in an answer's text."""
    english = language is Language.EN
    return [any(occurs(a, text, english=english) for a in fact) for fact in case.facts]


def found_forbidden(case: EvalCase, text: str, language: Language) -> list[str]:
    """The forbidden strings of a case that occur in an answer's text."""
    return [f for f in case.forbidden if occurs(f, text, english=language is Language.EN)]


def _facts(observation: Observation) -> list[bool]:
    answer = _answer(observation)
    return found_facts(observation.case, " ".join((answer.text, *answer.notices)), answer.language)


def _fact_recall(observation: Observation) -> float:
    found = _facts(observation)
    return sum(found) / len(found)


def _all_facts(observation: Observation) -> float:
    return all(_facts(observation))


def _forbidden(observation: Observation) -> float:
    answer = _answer(observation)
    return len(found_forbidden(observation.case, answer.text, answer.language))


def _evidence_cited(observation: Observation) -> float:
    quotes = [(c.document, c.quote) for c in _answer(observation).citations]
    return any(
        label.document == document
        and (ranking.covers(quote, label.quote) or ranking.covers(label.quote, quote))
        for document, quote in quotes
        for label in observation.case.relevant
    )


def _nonverbatim(observation: Observation) -> float:
    return support.nonverbatim_quotes(_answer(observation), observation.texts)


def _unsupported(observation: Observation) -> float:
    case = observation.case
    said = "\n".join([case.question, *(turn.content for turn in case.history)])
    return len(support.unsupported_numbers(_answer(observation), said))


def _length(observation: Observation) -> float:
    return len(without_markers(_answer(observation).text))


_RANKING = [
    *(Measure(f"recall@{k}", _ranked, _at(ranking.recall_at_k, k)) for k in (1, 3, 5, 10)),
    *(Measure(f"success@{k}", _ranked, _at(ranking.success_at_k, k)) for k in (1, 3, 5, 10)),
    Measure("mrr@10", _ranked, _at(ranking.mrr_at_k, 10)),
    Measure("ndcg@10", _ranked, _at(ranking.ndcg_at_k, 10)),
]
_ANSWER = [
    Measure("right_outcome", _always, _right_outcome),
    Measure("fact_recall", lambda o: bool(o.case.facts), _fact_recall),
    Measure("all_facts", lambda o: bool(o.case.facts), _all_facts),
    Measure("evidence_cited", lambda o: _ranked(o) and _should_answer(o), _evidence_cited),
    Measure("citation_recall", _answered, lambda o: support.citation_recall(_answer(o))),
    Measure("citation_precision", _answered, lambda o: support.citation_precision(_answer(o))),
    Measure(
        "over_refusal", _should_answer, partial(_is_answered, wanted=False), higher_is_better=False
    ),
    Measure(
        "false_answer",
        _should_not_answer,
        partial(_is_answered, wanted=True),
        higher_is_better=False,
    ),
]
_COUNTS: list[tuple[str, Callable[[Observation], bool], Callable[[Observation], float]]] = [
    ("invented_markers", _always, lambda o: support.invented_markers(_answer(o))),
    ("nonverbatim_quotes", _always, _nonverbatim),
    ("unsupported_numbers", _always, _unsupported),
    ("forbidden", lambda o: bool(o.case.forbidden), _forbidden),
]
MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in [
        *_RANKING,
        *_ANSWER,
        *(Measure(n, a, s, unit=Unit.COUNT, higher_is_better=False) for n, a, s in _COUNTS),
        Measure(
            "length",
            _answered,
            _length,
            unit=Unit.CHARACTERS,
            higher_is_better=False,
            gated=False,
        ),
    ]
}
