"""First questions that name nothing: «hvor lenge kan vi være med?», «er det noen krav?».

Who is new knows no names to name. What the documents tell of the whole is an answer all the same;
what they tell of each of several things is not, and is asked back.
"""

from __future__ import annotations

from assistant.answer import patterns
from assistant.answer.question import Question
from assistant.answer.selection.distance import is_meant, is_voted
from assistant.answer.selection.select import Selection
from assistant.answer.selection.thresholds import Thresholds
from assistant.answer.understanding.intent import EXPECTED, Intent
from assistant.answer.understanding.leaning import CUE, THAT_ONE
from assistant.answer.validity.formerly import asks_of_before, is_over
from assistant.domain import Language, Outcome
from assistant.search import analysis

# From this share on, hardly any of the known questions has an answer.
_UNANSWERED = 0.85
_FILE = patterns.read("unnamed")
_WORD, _AROUND = (_FILE.compiled([_FILE.tables["demanded"][name]]) for name in ("word", "around"))
_PHRASE, _WHETHER = (_FILE.compiled(_FILE.tables["demanded"][n]) for n in ("phrase", "whether"))
_KINDS = tuple((k, _FILE.compiled(_FILE.tables[k]["any"])) for k in ("given", "lasting", "open_to"))
_OF_NOTHING = _FILE.compiled(_FILE.tables["of_nothing"]["any"])


def is_told_nowhere(question: Question, selection: Selection) -> bool:
    """Whether no answer to what is meant would lead to one: «når åpner neste runde?».

    Known questions like it, whatever they name, have none. What was so may have one for each call.
    """
    return (
        selection.refused and selection.unanswered >= _UNANSWERED and not asks_of_before(question)
    )


def is_told(question: Question, selection: Selection, t: Thresholds) -> bool:
    """Whether what leans on nothing that was said is a question all the same.

    «Hvem står bak dette?» means the programme. A value, or what is demanded, may be told of the
    whole («hvert nivå varer i tre år»); what is told of one of several is no answer.
    """
    points = any(p.search(question.text) for p in (CUE, THAT_ONE, _OF_NOTHING))
    if selection.outcome is Outcome.CLARIFY:
        # Which of the things that have an answer is meant, is asked already.
        return bool(selection.choices) and not points
    if selection.outcome is not Outcome.ANSWERED or selection.sides:
        return False
    of_each = question.intent in EXPECTED or question.intent is Intent.CRITERIA
    if of_each and (points or any(e.subject for e in selection.picked)):
        return False
    return is_meant(selection.first, question, t) or (not of_each and _meant_together(selection, t))


def _meant_together(selection: Selection, t: Thresholds) -> bool:
    """Whether the votes are clear, but shared by sentences that are shown side by side."""
    first = selection.first
    shared = sum(e.voted for e in selection.picked)
    clear = first.unanswered <= t.meant_unanswered and shared >= 1 - t.meant_unanswered
    return clear and is_voted(first, t)


def plainly(question: Question) -> str:
    """A question that names nothing in plain words; "" for others.

    «Er det noen betingelser?» asks what is demanded, «kan vi få en million?» how much is given.
    """
    if question.mentions or question.years or _OF_NOTHING.search(question.text):
        return ""
    kind = next((kind for kind, asked in _KINDS if asked.match(question.text)), "")
    if not kind and not (question.negated or asks_of_before(question)):
        kind = "demanded" if _asks_what_is_demanded(question) else ""
    return str(_FILE.tables["plainly"][f"{kind}_{question.language.value}"]) if kind else ""


def how_long(language: Language) -> str:
    """The question for how long support is given, in plain words."""
    return str(_FILE.tables["plainly"][f"lasting_{language.value}"])


def is_told_plainly(
    selection: Selection, own: Selection, plain: Question, question: Question, t: Thresholds
) -> bool:
    """Whether the plain question is answered, and the one in its own words is not as surely.

    Args:
        selection: what is told for the plain question.
        own: what is told for the question itself.
        plain: the question in plain words (`plainly`).
        question: the question itself.
        t: thresholds.

    """
    if selection.outcome is Outcome.CLARIFY:
        return own.outcome is not Outcome.ANSWERED and bool(selection.choices)
    if selection.outcome is not Outcome.ANSWERED or not is_meant(selection.first, plain, t):
        return False
    surely = own.outcome is Outcome.ANSWERED and is_meant(own.first, question, t)
    surely = surely and not is_over(own.first)
    return not surely or (question.lost and not is_told(question, own, t))


def _asks_what_is_demanded(question: Question) -> bool:
    """Whether a question asks what is demanded, and nothing else."""
    text = question.text
    words = analysis.words(text)
    demanded = any(_WORD.fullmatch(word) for word in words)
    if question.intent is Intent.YES_NO:
        if not demanded or not _WHETHER.match(text):
            return False
    elif not (demanded or _PHRASE.search(text)):
        return False
    return all(_WORD.fullmatch(word) or _AROUND.fullmatch(word) for word in words)
