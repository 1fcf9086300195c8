"""Which language a passage is in, where the manifest of its folder does not say."""

from __future__ import annotations

from functools import lru_cache

from assistant.domain import Chunk, Language
from assistant.search.language import detect


def is_english(chunk: Chunk) -> bool:
    """Whether a passage is in English: as the manifest tells, or by its small words."""
    if chunk.metadata.language:
        return chunk.metadata.language == Language.EN
    return _reads_english(f"{chunk.title}. {' '.join(chunk.section)}. {chunk.text}")


@lru_cache(maxsize=5_000)
def _reads_english(text: str) -> bool:
    return detect(text) is Language.EN
