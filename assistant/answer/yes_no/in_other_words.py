"""What the known questions clearly mean a sentence for: words that it need not have, and opposites.

«Måtte man levere en skisse først?» asks nothing beside «skisse var obligatorisk», and a thing that
is «tidsbegrenset» is not «evigvarende».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.answer_types.opposites import opposites
from assistant.answer.extraction.clauses import main_clause
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.ranking.evidence import Evidence
from assistant.answer.understanding.negation import NEGATION
from assistant.answer.yes_no.another_matter import is_of_another_subject, tells_only_of_before
from assistant.search import analysis
from assistant.search.query import Concept

_NO_MORE, _ROUND = cue("asks", "says_no_more"), cue("asks", "round")
_NOT_THERE = cue("tells", "not_there")
_AT_LEAST_ONE, _ONE_OR_MORE = cue("asks", "at_least_one"), cue("tells", "one_or_more")
_SAID = 0.7
# «Er X evigvarende?», «var X frivillig i 2016?».
_TRAIT = re.compile(
    r"^\W*(?:er|var|is|are|was|were) .{2,60}? (?P<trait>[^\W\d][\w-]+)"
    r"(?: (?:i|in|på|for) (?:(?:19|20)\d\d|[\w-]+))?\W*$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\b(?:er|var|is|are|was|were) (?P<trait>[\w-]+)\W*$", re.IGNORECASE)


def told(question: Question, evidence: Evidence) -> tuple[list[tuple[Concept, float]], bool]:
    """The concepts of a question that a sentence must tell, with how surely it has them.

    And whether some were left out: words that say no more than that a thing is done, and the call
    of a year that the sentence is of. None is left out of what is not clearly meant.
    """
    pairs = list(zip(question.query.concepts, evidence.own.matches, strict=True))
    if not evidence.is_plainly_meant:
        return pairs, False
    kept = [(c, m) for c, m in pairs if m >= _SAID or not _is_general(c, question, evidence)]
    return kept, len(kept) < len(pairs)


def share(kept: Sequence[tuple[Concept, float]]) -> float:
    """The mean of some matches, each by what its concept tells."""
    total = sum(c.telling for c, _ in kept)
    return sum(c.telling * m for c, m in kept) / total if total else 0.0


def of_one_or_more(asked: str, said: str) -> tuple[str, str]:
    """A question of «minst ett» and a sentence of «ett eller flere» less what says the same."""
    if not (_AT_LEAST_ONE.search(asked) and _ONE_OR_MORE.search(said)):
        return asked, said
    return _AT_LEAST_ONE.sub(" ", asked), _ONE_OR_MORE.sub(" ", said)


def denies_outright(evidence: Evidence) -> bool:
    """Whether a sentence that is clearly meant says that there is none, or one is no part of it."""
    return evidence.is_plainly_meant and bool(_NOT_THERE.search(main_clause(evidence.unit.text)))


def denies_another_kind(question: Question, evidence: Evidence) -> bool:
    """Whether there is none of another kind of thing than is asked of, under the same name.

    «Det var ingen utlysning for GCE» does not say that there were no «GCE-klynger».
    """
    said = evidence.unit.text
    if not _NOT_THERE.search(main_clause(said)):
        return False
    stems = set(analysis.stems(said))
    kinds = (
        re.search(rf"\b{re.escape(m.name)}-(\w+)", question.resolved, re.IGNORECASE)
        for m in question.mentions
    )
    return any(analysis.stem(kind[1].casefold()) not in stems for kind in kinds if kind)


def has_the_opposite(question: Question, evidence: Evidence) -> bool:
    """Whether a thing is asked to have one trait, and what is clearly meant tells the opposite.

    Args:
        question: the question.
        evidence: the sentence.

    """
    said = evidence.unit.text
    # What is one letter from a word of the documents («tidsubegrenset») is mended where resolved.
    mine = _TRAIT.match(question.resolved if question.leans else question.text)
    theirs = _ENDS.search(said)
    if mine is None or theirs is None or not evidence.is_plainly_meant or question.negated:
        return False
    if evidence.named < 1 or not evidence.dated or NEGATION.search(said):
        return False
    if tells_only_of_before(question, evidence) or is_of_another_subject(question, evidence):
        return False
    # The whole may be called by a word that the documents do not have, no other thing of theirs.
    trait = mine["trait"].casefold()
    rest = [m for c, m in told(question, evidence)[0] if trait not in c.surface.split()]
    if min(rest, default=1.0) < _SAID and evidence.absent > 0:
        return False
    return _exclude(trait, theirs["trait"].casefold())


def _exclude(one: str, other: str) -> bool:
    """Whether two words are the opposites of each other, or the one is the other with an un-."""
    if any(
        (a.fullmatch(one) and b.fullmatch(other)) or (b.fullmatch(one) and a.fullmatch(other))
        for a, b in opposites()
    ):
        return True
    return any(
        (re.fullmatch(rf"(?:(?:u|un)(?=\w{{4}}))?{re.escape(b)}", a) and a != b)
        or re.sub(r"(?<=s)u(?=\w{5})", "", a) == b != a
        for a, b in ((one, other), (other, one))
    )


def _is_general(concept: Concept, question: Question, evidence: Evidence) -> bool:
    """Whether a word of the question adds nothing that a sentence clearly meant must have."""
    if _NO_MORE.fullmatch(concept.surface):
        return True
    if question.years and evidence.dated and _ROUND.fullmatch(concept.surface):
        return True
    asked, said = question.resolved, evidence.unit.text
    bound = _AT_LEAST_ONE.search(asked)
    if bound and concept.surface in bound.group().casefold() and _ONE_OR_MORE.search(said):
        return True
    # «Mål» is what a «resultatmål» is.
    heads = tuple(word for word in concept.alternatives if len(word) > 2)
    return any(word.endswith(heads) for word in analysis.words(said))
