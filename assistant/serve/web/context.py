"""What every page needs: settings, the live service, the limits."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.serve.limits import Limiter
from assistant.serve.live import Live
from assistant.settings import Settings
from assistant.texts.voice import Voice

CHECKS_PER_QUESTION = 10


@dataclass(frozen=True, slots=True)
class Context:
    """Shared by all pages and the API. `questions` counts questions, `checks` profile checks."""

    settings: Settings
    live: Live
    questions: Limiter
    checks: Limiter

    @property
    def voice(self) -> Voice:
        """How the assistant speaks of the documents that it answers from now."""
        return Voice(self.live.service.index.manifest.card)

    @classmethod
    def of(cls, settings: Settings, live: Live) -> Context:
        """A context with limits as the settings have them."""
        per_minute = settings.requests_per_minute
        return cls(settings, live, Limiter(per_minute), Limiter(per_minute * CHECKS_PER_QUESTION))
