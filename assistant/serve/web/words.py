"""The texts of one page, ready for markup, with the small markup that its tabs share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from assistant.domain import Language
from assistant.errors import AssistantError
from assistant.serve.web import render
from assistant.texts import get

# Pixels of a file input; Gradio's own content is 240 high and lies over its neighbours in less.
FILE_HEIGHT = 256


@dataclass(frozen=True, slots=True)
class Words:
    """An area of texts (such as `web_staff`) in a language."""

    area: str
    language: Language

    def say(self, key: str, **values: object) -> str:
        """A text, not escaped."""
        return get(f"{self.area}.{key}", self.language, **values)

    def told(self, key: str, **values: object) -> str:
        """A text as a message."""
        return render.message_markup(self.say(key, **values))

    def fault(self, error: AssistantError | str, key: str = "fault", **values: object) -> str:
        """A fault as a message; `{reason}` is the exception's own words, which are English."""
        before, _, after = self.say(key, reason="\x00", **values).partition("\x00")
        reason = f'<span lang="en">{render.plain(str(error))}</span>'
        return render.one_line(
            f'<p class="merknad">{render.plain(before)}{reason}{render.plain(after)}</p>'
        )

    def heading(self, key: str, help_key: str | None = None) -> str:
        """A second-level heading, with a paragraph below where `help_key` names one."""
        below = f"<p>{escape(self.say(help_key))}</p>" if help_key else ""
        return f"<h2>{escape(self.say(key))}</h2>{below}"

    def table(self, columns: Iterable[str], rows: Iterable[str], *, caption: str = "") -> str:
        """A table that scrolls by itself; `rows` is markup, `column_…` names each column."""
        heads = "".join(f'<th scope="col">{escape(self.say(f"column_{c}"))}</th>' for c in columns)
        above = f"<caption>{escape(self.say(caption))}</caption>" if caption else ""
        return render.one_line(
            f'<div class="tabellramme" tabindex="0"><table>{above}<thead><tr>{heads}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )
