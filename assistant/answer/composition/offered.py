"""Sentences that a refusal offers as perhaps useful, each with where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.understanding.leaning import YEAR
from assistant.domain import Language, Status
from assistant.texts import get


def offered_line(
    *,
    title: str,
    section: Sequence[str],
    status: Status,
    quote: str,
    number: int,
    language: Language,
) -> str:
    """A line of the list of what may be useful, told as history where it is that.

    «Tilbudet har ingen søknadsfrister» of 2019 is no answer to when the next one is.

    Args:
        title: the document's title.
        section: the headings that the sentence stands under, the outermost first.
        status: whether the document applies.
        quote: the sentence.
        number: the number of its citation.
        language: the language of the answer.

    """
    values = {"title": title, "quote": quote, "number": number}
    if section:
        told = get("answer.near_section", language, section=section[-1], **values)
    else:
        told = get("answer.near", language, **values)
    # What tells its year, tells itself when it was so.
    then = status.is_over and not YEAR.search(quote)
    return f"- {get('answer.before', language)} – {told}" if then else f"- {told}"
