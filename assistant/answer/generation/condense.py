"""A follow-up as a question that stands alone, for the search.

The rules of the reader come first. The model is asked only where a question leans on something
and what the rules made of it found no answer, and what it writes is taken only if it is one
question made of words that stand in the conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.dialogue.reader import Reader
from assistant.answer.generation import model
from assistant.answer.generation.model import LanguageModel, ModelFailure, Reply
from assistant.answer.generation.prompting import Desk, said
from assistant.answer.question import Question
from assistant.domain import Answer, Outcome, Turn
from assistant.search import analysis
from assistant.texts import get

MAX_CONDENSED = 300
MIN_SHARED = 0.5


def unresolved(question: Question, found: Answer) -> bool:
    """Whether a question leans on what was said, and the rules' reading of it has no answer."""
    return question.leans and not question.lost and found.outcome is not Outcome.ANSWERED


def condense(
    question: Question,
    turns: Sequence[Turn],
    *,
    reader: Reader,
    llm: LanguageModel,
    desk: Desk,
    deadline: float,
) -> Question:
    """The question with the model's stand-alone wording, or as it was.

    Raises:
        ModelFailure: when the time for the whole question ran out.

    """
    language = question.language
    asked = "\n\n".join(
        (desk.wrap("conversation", said(turns)), desk.wrap("question", question.text))
    )
    messages = [model.system(get("prompts.condense", language, mark=desk.mark)), model.user(asked)]
    try:
        replies = [r for r in llm.reply(messages, deadline=deadline) if isinstance(r, Reply)]
    except ModelFailure as failure:
        if failure.late:
            raise
        return question
    written = replies[-1].text.strip() if replies else ""
    if not _plausible(written, question, turns):
        return question
    read = reader.read(written)
    return replace(
        read, text=question.text, resolved=written, language=language, leans=True, lost=False
    )


def _plausible(written: str, question: Question, turns: Sequence[Turn]) -> bool:
    if not 0 < len(written) <= MAX_CONDENSED or len(written.splitlines()) != 1:
        return False
    known = {analysis.stem(w) for t in turns for w in analysis.words(t.content)}
    known |= {analysis.stem(w) for w in analysis.words(question.text)}
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    words = [analysis.stem(w) for w in analysis.words(written) if w not in stop]
    return bool(words) and sum(w in known for w in words) >= MIN_SHARED * len(words)
