"""How common a word is in the language at large, which tells topic words from talk.

A small corpus cannot know that «ordentlig» says little and «selvfinansiering» much: both are
rare in it. The figures are wordfreq's (Speer 2022), as Zipf values: 7 is «og», 1 is hardly used.
"""

from __future__ import annotations

from functools import lru_cache

from assistant.domain import Language

TALK = 6.8
# From this on a word names a topic («søke», «penger»); below, it is talk («få», «begynte»).
TOPICAL = 0.45
_RANGE = 3.0
_LEAST = 0.12


@lru_cache(maxsize=50_000)
def zipf(word: str, language: Language) -> float:
    """Zipf frequency of a lower-cased word; 0 when unheard of. Nynorsk is read as Norwegian."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(word, "en" if language is Language.EN else "nb"))


def telling(word: str, language: Language) -> float:
    """How much a word tells of a topic, from 0.12 (said all the time) to 1 (rare)."""
    if word.isdigit():
        return 1.0
    return min(1.0, max(_LEAST, (TALK - zipf(word, language)) / _RANGE))
