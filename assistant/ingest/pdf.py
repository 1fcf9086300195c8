"""PDF files into blocks with page numbers, by pypdf."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.errors import DocumentError
from assistant.ingest.blocks import Extracted
from assistant.ingest.clean import clean_line
from assistant.ingest.lists import bare_lists
from assistant.ingest.pdf_blocks import blocks_of
from assistant.ingest.pdf_layout import body_size
from assistant.ingest.pdf_lines import Line, page_lines
from assistant.ingest.pdf_running import without_running_lines

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 3000
# A page with less than this many letters, on average, holds a picture of text rather than text.
FEWEST_LETTERS = 20
PLACEHOLDER_TITLES = ("untitled", "anonymous", "(anonymous)", "microsoft word", "unspecified")
FILE_ENDINGS = (".doc", ".docx", ".odt", ".pdf", ".indd", ".rtf", ".pptx")


def extract(data: bytes, *, name: str) -> Extracted:
    """Blocks of a PDF file. Running headers and footers are left out, hyphenation is undone.

    Raises:
        DocumentError: for a file that is damaged, needs a password, is scanned or too long.

    """
    with _quiet():
        reader = _open(data, name)
        pages = _pages(reader, name)
        title = _title(reader)
    lines = [line for page in pages for line in page]
    letters = sum(c.isalpha() for line in lines for c in line.text)
    if letters < FEWEST_LETTERS or letters < FEWEST_LETTERS * len(pages) / 2:
        raise DocumentError(
            f"{name}: has no text layer, so it is probably scanned; "
            "run text recognition on it (for example ocrmypdf) and add the result"
        )
    kept = without_running_lines(pages, body=body_size(lines))
    return Extracted(tuple(bare_lists(blocks_of(kept))), title)


def _open(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    except DependencyError as error:
        raise DocumentError(
            f"{name}: is encrypted in a way that needs the package cryptography; "
            "install that, or save the file without protection"
        ) from error
    except Exception as error:  # pypdf raises errors of all kinds on damaged files
        raise _damaged(name, error) from error
    if locked:
        raise DocumentError(f"{name}: needs a password; save it without one and add it again")
    return reader


def _damaged(name: str, error: Exception) -> DocumentError:
    return DocumentError(
        f"{name}: damaged, or not a PDF file ({type(error).__name__}); "
        "export it again from the original"
    )


def _pages(reader: PdfReader, name: str) -> list[list[Line]]:
    try:
        count = len(reader.pages)
        if count > MOST_PAGES:
            raise DocumentError(f"{name}: has {count} pages, the limit is {MOST_PAGES}; split it")
        return [page_lines(page, number) for number, page in enumerate(reader.pages, start=1)]
    except DocumentError:
        raise
    except Exception as error:  # as above
        raise _damaged(name, error) from error


def _title(reader: PdfReader) -> str | None:
    """Read the title property, unless a program filled it in with nothing of use."""
    try:
        title = clean_line(str((reader.metadata.title if reader.metadata else None) or ""))
    except Exception:  # a damaged information dictionary is no reason to lose the document
        return None
    lowered = title.lower()
    useless = lowered.startswith(PLACEHOLDER_TITLES) or lowered.endswith(FILE_ENDINGS)
    return None if useless or len(title) < 4 else title


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's notes on a file's faults off standard error."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
