"""One set of tests over every format: the same document must come out of each."""

from __future__ import annotations

import pytest

from assistant.domain import BlockKind
from assistant.ingest.chunking import chunk

from .reading import blocks, outline, read_bytes, words
from .samples import LISTS, SAMPLE, SECTIONS, TITLE, WRITERS


@pytest.fixture(params=sorted(WRITERS), name="document")
def fixture_document(request, tmp_path):
    return read_bytes(tmp_path, f"veileder{request.param}", WRITERS[request.param]())


def plain_path(section: tuple[str, ...]) -> tuple[str, ...]:
    """The path without the section numbers that the plain text needs to show its levels."""
    return tuple(text.removeprefix("1.1 ") for text in section)


def test_title_is_the_only_top_heading(document):
    assert document.title == TITLE


def test_sections_in_order(document):
    text_blocks = [b for b in blocks(document) if b.kind is not BlockKind.HEADING]
    paths = [plain_path(b.section) for b in text_blocks]
    assert tuple(dict.fromkeys(paths)) == SECTIONS


def test_paragraphs_are_whole_and_in_order(document):
    # A page break may divide a paragraph between sentences, so the running text is compared.
    expected = " ".join(part.text for part in SAMPLE if part.kind == "p")
    found = " ".join(t for kind, t in outline(document) if kind in {"paragraph", "list_intro"})
    assert found == expected


def test_lists_keep_their_items_and_their_introduction(document):
    found = outline(document)
    for intro, items in LISTS.items():
        start = found.index((BlockKind.LIST_INTRO.value, intro))
        listed = found[start + 1 : start + 1 + len(items)]
        assert listed == [(BlockKind.LIST_ITEM.value, item) for item in items]
        assert found[start + 1 + len(items)][0] != BlockKind.LIST_ITEM.value


def test_lists_and_introductions_share_a_chunk(document):
    chunks = chunk(document, size=300)
    for intro, items in LISTS.items():
        holding = [c for c in chunks if intro in c.text]
        assert len(holding) == 1
        assert all(item in holding[0].text for item in items)


def test_nothing_from_menus_headers_and_footers(document):
    found = set(words(document))
    assert found.isdisjoint({"Meny", "Bunntekst", "Topptekst", "Side"})


def test_blocks_lie_in_order_within_their_page(document):
    for page in document.pages:
        end = 0
        for block in page.blocks:
            assert end <= block.start <= block.content < block.end <= len(page.text)
            assert page.text[end : block.start].strip() == ""
            assert page.text[block.start : block.end] == page.text[block.start : block.end].strip()
            end = block.end
        assert end == len(page.text)
