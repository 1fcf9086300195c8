"""Lengths, colours and fonts of the page."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from assistant.errors import ConfigurationError

# Lengths are PDF points (1/72 inch) on A4, 595.28 by 841.89.
MARGIN = 70.0
WIDTH = 595.28 - 2 * MARGIN
TOP = 80.0
BOTTOM = 76.0
BODY = 9.6
LEADING = 14.2
SIZES = {1: 20.0, 2: 14.5, 3: 11.6}
INDENT = 16.0
DEEPEST = 4
WIDEST_TABLE = 8
# Characters; reportlab never ends on a heading, or a repeated table head, taller than a page.
LONGEST_HEADING = 400
INK, ACCENT, MUTED, RULE, PANEL = "#1c2530", "#12395d", "#5a6672", "#b8c4cf", "#f1f5f8"
SANS, MONO = "AssistantSans", "AssistantMono"
FACES = {
    SANS: "DejaVuSans.ttf",
    f"{SANS}-Bold": "DejaVuSans-Bold.ttf",
    f"{SANS}-Italic": "DejaVuSans-Oblique.ttf",
    f"{SANS}-BoldItalic": "DejaVuSans-BoldOblique.ttf",
    MONO: "DejaVuSansMono.ttf",
}


@cache
def register_fonts() -> None:
    """Registers DejaVu, which matplotlib brings along; it covers far more than Latin-1."""
    from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
    from reportlab.pdfbase.ttfonts import TTFont

    spec = find_spec("matplotlib")
    roots = list(spec.submodule_search_locations or []) if spec else []
    folder = Path(roots[0] if roots else "matplotlib") / "mpl-data" / "fonts" / "ttf"
    missing = [name for name in FACES.values() if not (folder / name).is_file()]
    if missing:
        raise ConfigurationError(
            f"fonts {', '.join(missing)} are not in {folder}; install matplotlib again"
        )
    for face, name in FACES.items():
        registerFont(TTFont(face, str(folder / name)))
    bold, italic, both = (f"{SANS}-{style}" for style in ("Bold", "Italic", "BoldItalic"))
    registerFontFamily(SANS, normal=SANS, bold=bold, italic=italic, boldItalic=both)
    registerFontFamily(MONO, normal=MONO, bold=MONO, italic=MONO, boldItalic=MONO)
