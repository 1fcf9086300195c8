"""Which of Gradio's own files a page loads, read from Gradio's bundle.

A Gradio page finds its some sixty scripts and styles step by step, each naming the next. Named in
the page's head they all come at once, and the styles as one file. Where the bundle does not look
as expected, nothing is named, and the page loads as Gradio made it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path

from assistant.serve.web.own_files import OwnFile

_ENTRY = re.compile(r'src="\./assets/([\w.-]+\.js)"')
_LISTED = re.compile(r"m\.f=\[(.*?)\]")
# What a script imports later, and the places in its list of all that this import loads.
_LATER = r"import\(`\./([\w.-]+\.js)`\).{0,60}?__vite__mapDeps\(\[([\d,]*)\]\)"
_IMPORT = re.compile(_LATER)
_COMPONENT = r":\{(?:(?!component:).){0,600}?component:\(\)=>.{0,20}?" + _LATER
_CORE, _START = re.compile(r"core-[\w-]+\.js"), re.compile(r"(?:Index|Blocks)-[\w-]+\.js")


@dataclass(frozen=True, slots=True)
class Frontend:
    """Gradio's bundle in `folder`: file names below `assets/` that every page loads (`always`)."""

    folder: Path
    always: tuple[str, ...] = ()
    core: str = field(default="", repr=False)

    @classmethod
    def read(cls, folder: Path) -> Frontend:
        """The bundle of a folder that holds `index.html` and `assets/`; empty where it differs."""
        try:
            entry = _ENTRY.search((folder / "index.html").read_text("utf-8"))
            if entry is None:
                return cls(folder)
            first = _Script.read(folder, entry.group(1))
            found: dict[str, None] = dict.fromkeys(first.loads)
            for name in [n for n in first.imports if _START.fullmatch(n)]:
                script = _Script.read(folder, name)
                for started in [n for n in script.imports if _START.fullmatch(n)]:
                    found |= dict.fromkeys(script.imports[started])
            core = next((n for n in found if _CORE.fullmatch(n)), None)
            source = _Script.read(folder, core).text if core else ""
        except OSError:
            return cls(folder)
        found.pop(entry.group(1), None)
        return cls(folder, tuple(found), source)

    def files(self, components: Iterable[str]) -> tuple[str, ...]:
        """Files below `assets/` that a page of these components loads, the entry itself left out.

        Args:
            components: Gradio's names of components, such as "textbox".

        """
        found = dict.fromkeys(self.always)
        listed = _names(self.core)
        for name in sorted(set(components)):
            at = re.search(rf"[{{,]{re.escape(name)}{_COMPONENT}", self.core)
            if at is not None:
                found |= dict.fromkeys(_chosen(listed, at.group(1), at.group(2)))
        return tuple(f for f in found if not f.startswith("index-"))


@dataclass(frozen=True, slots=True)
class _Script:
    """A script: its text, all it loads at once or later, and what each later import loads."""

    text: str
    loads: tuple[str, ...]
    imports: dict[str, tuple[str, ...]]

    @classmethod
    def read(cls, folder: Path, name: str) -> _Script:
        text = (folder / "assets" / name).read_text("utf-8")
        listed = _names(text)
        imports = {f: _chosen(listed, f, places) for f, places in _IMPORT.findall(text)}
        started = [imports[f] for f in imports if _START.fullmatch(f) or _CORE.fullmatch(f)]
        return cls(text, tuple(dict.fromkeys(f for files in started for f in files)), imports)


def _names(script: str) -> tuple[str, ...]:
    listed = _LISTED.search(script)
    return tuple(re.findall(r'"\./([\w.-]+)"', listed.group(1))) if listed else ()


def _chosen(listed: tuple[str, ...], own: str, places: str) -> tuple[str, ...]:
    numbers = (int(place) for place in places.split(",") if place)
    return (own, *(listed[n] for n in numbers if n < len(listed)))


@cache
def gradio() -> Frontend:
    """The bundle of the Gradio that is installed."""
    import gradio as gr

    return Frontend.read(Path(gr.__file__).parent / "templates" / "frontend")


@dataclass(frozen=True, slots=True)
class Early:
    """What a page asks for at once: its styles in one file, and markup for its head."""

    sheet: OwnFile
    markup: str


def early(bundle: Frontend, components: Iterable[str]) -> Early:
    """All files of a page of these components.

    Gradio takes a style that stands in the head for loaded, also one that is turned off there.
    """
    files = bundle.files(components)
    text = {f: (bundle.folder / "assets" / f).read_text("utf-8") for f in files if _is_style(f)}
    joined = [f for f in text if "url(./" not in text[f]]
    body = "\n".join(text[f] for f in joined).encode()
    sheet = OwnFile.of(f"gradio-{hashlib.sha256(body).hexdigest()[:8]}.css", body)
    lines = [f'<link rel="stylesheet" href="{sheet.address}">']
    for name in files:
        target = f'crossorigin href="/assets/{escape(name)}"'
        kind = "stylesheet" if _is_style(name) else "modulepreload"
        lines.append(f'<link rel="{kind}" {target}{" disabled" if name in joined else ""}>')
    return Early(sheet, "".join(lines))


def _is_style(name: str) -> bool:
    return name.endswith(".css")
