"""A page of a PDF as a picture, with a quote marked on it."""

from __future__ import annotations

import io
import threading
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

WIDTH = 1000
_MARK = (255, 214, 64)
_STRENGTH = 0.45
_pdfium = threading.Lock()  # PDFium may only be called by one thread at a time.


def page_png(path: Path, page: int, quote: str = "") -> bytes | None:
    """A page, `WIDTH` pixels wide, as PNG; None when the file has no such page.

    A quote that is not found on the page leaves the picture unmarked.

    Args:
        path: a PDF file.
        page: counted from 1.
        quote: what to mark; white space, hyphens and line breaks need not agree.

    """
    stamp = path.stat().st_mtime_ns
    return _rendered(str(path), stamp, page, quote)


@lru_cache(maxsize=48)
def _rendered(path: str, stamp: int, page: int, quote: str) -> bytes | None:
    del stamp
    import pypdfium2 as pdfium

    with _pdfium:
        document = pdfium.PdfDocument(path)
        try:
            if not 1 <= page <= len(document):
                return None
            found = document[page - 1]
            scale = WIDTH / found.get_width()
            picture = found.render(scale=scale).to_pil().convert("RGB")
            height = found.get_height()
            boxes = _boxes(found, quote) if quote else []
        finally:
            document.close()
    return _marked(picture, boxes, scale, height)


def _boxes(page: Any, quote: str) -> list[tuple[float, float, float, float]]:
    """Where a quote stands: (left, bottom, right, top) in points, one box a line."""
    text = page.get_textpage()
    start, count = locate(text.get_text_range(), quote)
    if count == 0:
        return []
    return [text.get_rect(i) for i in range(text.count_rects(start, count))]


def locate(text: str, quote: str) -> tuple[int, int]:
    """(start, length) of a quote in a page's text; length 0 when it does not stand there.

    White space, hyphens and the form of letters (composed or not) do not count.
    """
    places: list[int] = []
    letters: list[str] = []
    for at, char in enumerate(text):
        for letter in _letters(char):
            letters.append(letter)
            places.append(at)
    wanted = "".join(
        letter for char in unicodedata.normalize("NFC", quote) for letter in _letters(char)
    )
    begin = "".join(letters).find(wanted) if wanted else -1
    if begin < 0:
        return 0, 0
    first, last = places[begin], places[begin + len(wanted) - 1]
    return first, last - first + 1


def _letters(char: str) -> str:
    """The letters that a character stands for; nothing for space, hyphens and control codes."""
    if char.isspace() or char in "-\u2010\u2011\u00ad" or unicodedata.category(char)[0] == "C":
        return ""
    return unicodedata.normalize("NFKC", char).casefold()


def _marked(
    picture: Any, boxes: list[tuple[float, float, float, float]], scale: float, height: float
) -> bytes:
    from PIL import Image, ImageChops, ImageDraw

    if boxes:
        layer = Image.new("RGB", picture.size, (255, 255, 255))
        draw = ImageDraw.Draw(layer)
        light = tuple(round(255 - (255 - c) * _STRENGTH * 2) for c in _MARK)
        for left, bottom, right, top in boxes:
            corners = (left - 1, height - top - 1, right + 1, height - bottom + 1)
            draw.rectangle([c * scale for c in corners], fill=light)
        picture = ImageChops.multiply(picture, layer)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()
