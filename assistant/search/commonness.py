"""How common a word is in the language at large, which tells topic words from talk.

A small corpus cannot know that «ordentlig» says little and «selvfinansiering» much: both are
rare in it. The figures are wordfreq's (Speer 2022), as Zipf values: 7 is «og», 1 is hardly used.
Nynorsk is hardly counted in them: there a word is as common as its like in bokmål.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain import Language

TALK = 6.8
# From this on a word names a topic («søke», «penger»); below, it is talk («få», «begynte»).
TOPICAL = 0.45
_RANGE = 3.0
_LEAST = 0.12
# Endings and spellings of nynorsk → those of bokmål.
_NYNORSK = (
    *((r"arane$", "erne"), (r"ane$", "ene"), (r"ar(s?)$", r"er\1"), (r"a$", "en"), (r"a$", "et")),
    *((r"(?:ast|st)$", "es"), (r"a$", "ene"), (r"([kg])j(e\w{0,2})$", r"\1\2"), (r"je$", "e")),
    *((r"øyr(?=$|e)", "ør"), (r"leik", "lighet"), (r"(?<=l)eg(?=$|e|t)", "ig"), (r"^fyr", "før")),
)


@lru_cache(maxsize=50_000)
def zipf(word: str, language: Language) -> float:
    """Zipf frequency of a lower-cased word; 0 when unheard of. Nynorsk is read as Norwegian."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en" if language is Language.EN else "nb"))


def telling(word: str, language: Language) -> float:
    """How much a word tells of a topic, from 0.12 (said all the time) to 1 (rare)."""
    if word.isdigit():
        return 1.0
    common = max(zipf(w, language) for w in (word, *_in_bokmal(word, language)))
    return min(1.0, max(_LEAST, (TALK - common) / _RANGE))


def _in_bokmal(word: str, language: Language) -> tuple[str, ...]:
    """What a word of nynorsk may be in bokmål by its spelling; none where it is as it stands."""
    if language is not Language.NN:
        return ()
    spelt = (re.sub(nynorsk, bokmal, word) for nynorsk, bokmal in _NYNORSK)
    return tuple(w for w in dict.fromkeys(spelt) if w != word)
