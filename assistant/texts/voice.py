"""Texts that name what the documents are about and who to ask, as the corpus says it.

A text may hold places that the card fills: `{subject}`, `{contact}` and the others of `places`.
Where the card leaves one of them open, `<key>_short` or else `<key>_plain` is said instead; those
hold only places that are always filled. A place at the start of a sentence gets a capital letter.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.domain import CorpusCard, Language
from assistant.texts import area, get

# What is filled whatever the card says; the words for it are in `corpus.toml`.
ALWAYS = ("assistant", "who", "matter", "documents", "contact", "contact_at")
IF_SAID = ("subject", "full_subject", "topics", "which", "which_all")
PLACES = (*ALWAYS, *IF_SAID)
VARIANTS = ("", "_short", "_plain")
_STARTS = re.compile(r"(?:\A|[.!?]\s)\Z")


@dataclass(frozen=True, slots=True)
class Voice:
    """How the assistant speaks of itself and of the documents of one corpus."""

    card: CorpusCard = field(default_factory=CorpusCard)

    def get(self, key: str, language: Language, **values: object) -> str:
        """The text `area.key` in `language`, or its variant that can be said of this corpus.

        Raises:
            KeyError: when there is no such text, or a value for it is missing.

        """
        said = self.places(language)
        where, _, name = key.partition(".")
        for variant in VARIANTS:
            text = area(where, language).get(name + variant)
            if isinstance(text, str) and _fields(text) & set(IF_SAID) <= set(said):
                return _filled(text, said, values)
        raise KeyError(f"{key} says something that the corpus leaves open, and has no _plain")

    def places(self, language: Language) -> dict[str, str]:
        """What can be said of the corpus, by place; the places of `ALWAYS` are all there."""
        card = self.card

        def word(key: str, **values: object) -> str:
            return get(f"corpus.{key}", language, **values)

        name = card.name.get(language)
        subject = card.subject.get(language)
        full = " ".join(w for w in (subject, card.proper_name) if w) if subject else None
        contact = card.contact.get(language) or card.publisher or word("contact")
        which = card.which.get(language, ())
        found = {
            "assistant": name or word("assistant"),
            "who": word("who_named", assistant=name) if name else word("who"),
            "matter": full or word("matter"),
            "documents": card.documents.get(language) or word("documents"),
            "contact": contact,
            "contact_at": f"{contact} ({card.contact_url})" if card.contact_url else contact,
            "subject": subject,
            "full_subject": full,
            "topics": card.topics.get(language),
            "which": which[0] if which else None,
            "which_all": word("or").join(which),
        }
        return {place: said for place, said in found.items() if said}


def _filled(text: str, said: Mapping[str, str], values: Mapping[str, object]) -> str:
    """A text with its places filled."""
    out = ""
    for before, name, _, _ in string.Formatter().parse(text):
        out += before
        if name is None:
            continue
        if name in said:
            word = said[name]
            out += word[:1].upper() + word[1:] if _STARTS.search(out) else word
        else:
            out += str(values[name])
    return out


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
