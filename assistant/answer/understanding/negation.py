"""Questions put negatively: «får vi ikke støtte?» asks whether there is support.

Norwegian answers that with «jo» where there is, "yes" in English; «nei» where there is not. A
negation that stands elsewhere than in what is asked («hvis vi ikke er …», «vi har ingen …») makes
the question another one, which a sentence that speaks of the same things does not decide.
"""

from __future__ import annotations

import re

from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.domain import Language
from assistant.search import analysis

NEGATION = re.compile(
    r"\b(?:(?:ikke|ikkje|not)(?!-)|ingen|inga|inkje|uten|utan|without|aldri|verken|korkje|cannot"
    r"|never|neither|nor)\b|n't\b",
    re.IGNORECASE,
)
_NO = re.compile(r"\bno\b(?!\W*$)", re.IGNORECASE)
# «Uten tidsbegrensning», "without a strategy": one thing, said in what is asked for.
_WITHOUT = re.compile(
    r"\b(?:uten|utan|without) (?:(?:en|et|ei|ein|eit|a|an|any) )?(?!å\b)[\w-]+", re.I
)
# «Ikke-medlemmer» are others.
_OTHERS = re.compile(r"\b(?:ikke|ikkje|non)-[\w-]+", re.IGNORECASE)
_ASIDE, _CONCESSIVE = cue("asks", "aside"), cue("tells", "concessive")


def without_in_common(asked: str, said: str) -> tuple[str, str]:
    """A question and a sentence less what denies nothing that is asked for.

    That is a «uten …» that both of them have, and «selv om … ikke …» at the end of a sentence
    that is not asked of, or is in the question too.
    """
    asked, said = _without_concession(asked, said)
    mine, theirs = (dict.fromkeys(_WITHOUT.findall(text.casefold())) for text in (asked, said))
    for phrase in mine:
        if phrase in theirs:
            cut = re.compile(re.escape(phrase), re.IGNORECASE)
            asked, said = cut.sub(" ", asked), cut.sub(" ", said)
    return asked, said


def _without_concession(asked: str, said: str) -> tuple[str, str]:
    granted = _CONCESSIVE.search(said)
    if granted is None or NEGATION.search(said[: granted.start()]):
        return asked, said
    main, clause = said[: granted.start()], granted.group()
    mine = _CONCESSIVE.search(asked) if NEGATION.search(clause) else None
    end = mine.start() if mine and NEGATION.search(mine.group()) else len(asked)
    in_main, in_clause = set(analysis.stems(main)), set(analysis.stems(clause))
    # «Kan vi søke Connect?» asks of what only the clause speaks of, and of nothing granted.
    if set(analysis.stems(asked[:end])) & (in_clause - in_main):
        return asked, said
    if set(analysis.stems(asked[end:])) & (in_main - in_clause):
        return asked, said
    return asked[:end], main


def is_put_negatively(question: Question) -> bool:
    """Whether the very thing that is asked for is negated in the question."""
    main = _ASIDE.split(question.resolved)[0]
    return _count(_WITHOUT.sub(" ", main), question) > 0


def negated_aside(question: Question, asked: str, said: str) -> bool:
    """Whether a question has a negation that is not of what it asks for.

    Args:
        question: the question.
        asked: its text, less what a sentence has in common with it (`without_in_common`).
        said: the sentence, less the same.

    """
    if _count(question.text, question) > _count(question.resolved, question):
        # «Vi har ikke gode resultater. Kan vi bli tatt opp?»
        return True
    mine, theirs = ({m.casefold() for m in _OTHERS.findall(text)} for text in (asked, said))
    rest = asked[len(_ASIDE.split(asked)[0]) :]
    return mine != theirs or bool(_WITHOUT.search(asked)) or _count(rest, question) > 0


def _count(text: str, question: Question) -> int:
    """How many negations a text of the question's language has."""
    no = _NO.findall(text) if question.language is Language.EN else []
    return len(NEGATION.findall(text)) + len(no)
