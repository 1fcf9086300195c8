"""What a Word paragraph is by its style: heading, list item, or a line of the table of contents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADING = re.compile(r"(?:heading|overskrift|rubrik|berschrift)\s*([1-6])\b", re.IGNORECASE)
TITLE = re.compile(r"(?:title|tittel)$", re.IGNORECASE)
LIST = re.compile(r"(?:list\s*(?:bullet|number)|punktliste|nummerert\s*liste)\s*(\d?)", re.I)
CONTENTS = re.compile(r"(?:toc|innh|inh)\s*\d|(?:toc|contents|innholdsfortegnelse)", re.IGNORECASE)


class Styles:
    """A document's paragraph styles, inheritance resolved. Levels count from 1, depths from 0."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        styles = list(root.iter(f"{W}style"))
        self.by_id = {s.get(f"{W}styleId"): s for s in styles}
        self.default = next(
            (
                s.get(f"{W}styleId")
                for s in styles
                if s.get(f"{W}default") in {"1", "true"} and s.get(f"{W}type") == "paragraph"
            ),
            None,
        )
        self.titled = any(
            self._matches(p, TITLE) and "".join(p.itertext()).strip()
            for p in document.element.body.iter(f"{W}p")
        )

    def heading_level(self, paragraph: Any) -> int:
        """1 to 6, or 0 for none. Under a paragraph in style Title, headings begin at 2."""
        if self._matches(paragraph, TITLE):
            return 1
        level = self._named_level(paragraph) or self._outline_level(paragraph)
        return min(level + self.titled, 6) if level else 0

    def list_depth(self, paragraph: Any) -> int | None:
        """Nesting depth of a list item; None for a paragraph that is none."""
        for element in (paragraph, *self._chain(paragraph)):
            numbering = element.find(f"{W}pPr/{W}numPr")
            if numbering is None:
                continue
            number = numbering.find(f"{W}numId")
            if number is not None and number.get(f"{W}val") == "0":
                return None
            depth = numbering.find(f"{W}ilvl")
            return int(depth.get(f"{W}val")) if depth is not None else self._named_depth(paragraph)
        return self._named_depth(paragraph) if self._matches(paragraph, LIST) else None

    def is_contents(self, paragraph: Any) -> bool:
        """Whether the paragraph belongs to a generated table of contents."""
        return self._matches(paragraph, CONTENTS)

    def _chain(self, paragraph: Any) -> list[Any]:
        """List the paragraph's style and those it is based on, nearest first."""
        reference = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = reference.get(f"{W}val") if reference is not None else self.default
        chain: list[Any] = []
        while identifier in self.by_id and self.by_id[identifier] not in chain:
            chain.append(self.by_id[identifier])
            base = chain[-1].find(f"{W}basedOn")
            identifier = base.get(f"{W}val") if base is not None else None
        return chain

    def _names(self, paragraph: Any) -> list[str]:
        names: list[str] = []
        for style in self._chain(paragraph):
            name = style.find(f"{W}name")
            names += [style.get(f"{W}styleId"), name.get(f"{W}val") if name is not None else ""]
        return names

    def _matches(self, paragraph: Any, pattern: re.Pattern[str]) -> bool:
        return any(pattern.match(name or "") for name in self._names(paragraph))

    def _named_level(self, paragraph: Any) -> int:
        found = (HEADING.match(name or "") for name in self._names(paragraph))
        return next((int(match[1]) for match in found if match), 0)

    def _named_depth(self, paragraph: Any) -> int:
        found = (LIST.match(name or "") for name in self._names(paragraph))
        return next((int(match[1] or 1) - 1 for match in found if match), 0)

    def _outline_level(self, paragraph: Any) -> int:
        for element in (paragraph, *self._chain(paragraph)):
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None:
                level = int(outline.get(f"{W}val")) + 1
                return level if level <= 6 else 0
        return 0
