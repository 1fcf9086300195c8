from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import BlockKind, Chunk, Document, Metadata
from assistant.ingest.blocks import RawBlock, assemble
from assistant.ingest.chunking import chunk

VOCABULARY = "klyngen Arena kroner støtte til 2024 og ca. år. Planen må"
WORD = st.sampled_from(VOCABULARY.split())
TEXT = st.lists(WORD, min_size=1, max_size=60).map(" ".join)
ITEM = TEXT.map(lambda text: text[:120].strip())


@st.composite
def raw_blocks(draw) -> list[RawBlock]:
    page = draw(st.sampled_from([None, 1]))
    found = []
    for _ in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(list(BlockKind)))
        level = draw(st.integers(1, 4)) if kind is BlockKind.HEADING else 0
        text = draw(ITEM if kind is not BlockKind.PARAGRAPH else TEXT)
        if kind is BlockKind.LIST_ITEM:
            found.append(RawBlock(kind, f"• {text}", 0, 2, page))
        else:
            found.append(RawBlock(kind, text, level, 0, page))
        if page is not None and draw(st.integers(0, 4)) == 0:
            page += 1
    return found


def document_of(blocks: list[RawBlock]) -> Document:
    return Document("d", "Tittel", assemble(blocks), Metadata(), "d.md", "hash")


def pages_of(document: Document, chunks: tuple[Chunk, ...]) -> list[tuple[object, list[Chunk]]]:
    return [(page, [c for c in chunks if c.page == page.number]) for page in document.pages]


@given(raw_blocks(), st.integers(20, 400))
def test_text_is_the_page_between_the_offsets(blocks, size):
    document = document_of(blocks)
    for page, chunks in pages_of(document, chunk(document, size=size)):
        for found in chunks:
            assert found.text == page.text[found.start : found.end]
            assert found.text == found.text.strip() != ""


@given(raw_blocks(), st.integers(20, 400))
def test_every_character_outside_headings_lies_in_one_chunk(blocks, size):
    document = document_of(blocks)
    for page, chunks in pages_of(document, chunk(document, size=size)):
        times = [0] * len(page.text)
        for found in chunks:
            for position in range(found.start, found.end):
                times[position] += 1
        for block in page.blocks:
            for position in range(block.start, block.end):
                if not page.text[position].isspace():
                    least = 0 if block.kind is BlockKind.HEADING else 1
                    assert least <= times[position] <= 1


@given(raw_blocks(), st.integers(20, 400))
def test_ids_are_unique_and_stable(blocks, size):
    document = document_of(blocks)
    ids = [c.id for c in chunk(document, size=size)]
    assert len(set(ids)) == len(ids)
    assert ids == [c.id for c in chunk(document, size=size)]


@given(raw_blocks(), st.integers(20, 400))
def test_a_chunk_belongs_to_one_section(blocks, size):
    for found in chunk(document_of(blocks), size=size):
        for block in found.blocks:
            if block.kind is BlockKind.HEADING:
                assert found.section[: len(block.section)] == block.section
            else:
                assert block.section == found.section


@given(raw_blocks(), st.integers(20, 400))
def test_blocks_of_a_chunk_are_those_of_its_page(blocks, size):
    document = document_of(blocks)
    for page, chunks in pages_of(document, chunk(document, size=size)):
        for found in chunks:
            for block in found.blocks:
                assert 0 <= block.start <= block.content <= block.end <= len(found.text)
                original = page.text[found.start + block.start : found.start + block.end]
                assert found.text[block.start : block.end] == original != ""


@given(raw_blocks(), st.integers(20, 400))
def test_no_chunk_exceeds_its_limit(blocks, size):
    for found in chunk(document_of(blocks), size=size):
        headings = sum(b.end - b.start + 2 for b in found.blocks if b.kind is BlockKind.HEADING)
        longest = max((b.end - b.start for b in found.blocks), default=0)
        # A list may reach twice the size; a sentence joined to an item, or a short rest, a little.
        joints = 2 * len(found.blocks)
        assert len(found.text) - headings - joints <= 2 * size + max(size, longest)


@given(raw_blocks(), st.integers(200, 400))
def test_short_lists_stay_with_their_introduction(blocks, size):
    document = document_of(blocks)
    chunks = chunk(document, size=size)
    for page in document.pages:
        for intro, item in zip(page.blocks, page.blocks[1:], strict=False):
            if intro.kind is not BlockKind.LIST_INTRO or item.kind is not BlockKind.LIST_ITEM:
                continue
            if item.end - intro.start <= size and intro.end - intro.start <= size:
                assert any(
                    c.page == page.number and c.start < intro.end and item.end <= c.end
                    for c in chunks
                )


def listed(intro: str, items: list[str]) -> Document:
    return document_of(
        [
            RawBlock(BlockKind.HEADING, "Krav", 2),
            RawBlock(BlockKind.PARAGRAPH, intro),
            *(RawBlock(BlockKind.LIST_ITEM, f"- {item}", 0, 2) for item in items),
        ]
    )


def test_a_list_up_to_twice_the_size_is_one_chunk():
    document = listed("Klyngen må ha:", ["x" * 90] * 20)
    assert len(document.pages[0].text) > 1800
    assert [c.text for c in chunk(document, size=1000)] == [document.pages[0].text]


def test_a_longer_list_is_split_between_items_and_repeats_nothing():
    document = listed("Klyngen må ha:", [f"{n:02} " + "x" * 90 for n in range(40)])
    chunks = chunk(document, size=1000)
    assert len(chunks) > 1
    lines = [line for c in chunks for line in c.text.split("\n") if line]
    assert lines == [line for line in document.pages[0].text.split("\n") if line]


def test_the_end_of_a_long_introduction_stays_with_the_list():
    intro = "Dette er en setning om klyngen. " * 60 + "Klyngen må ha:"
    chunks = chunk(listed(intro, ["en plan", "en leder"]), size=1000)
    assert "Klyngen må ha:\n- en plan\n- en leder" in chunks[-1].text


def test_long_paragraphs_end_chunks_at_sentence_ends():
    document = document_of([RawBlock(BlockKind.PARAGRAPH, "Klyngen får støtte i tre år. " * 100)])
    chunks = chunk(document, size=500)
    assert all(c.text.endswith("år.") and len(c.text) <= 650 for c in chunks)


def test_a_word_without_end_is_cut():
    document = document_of([RawBlock(BlockKind.PARAGRAPH, "x" * 5000)])
    assert max(len(c.text) for c in chunk(document, size=500)) <= 1000


def test_heading_without_text_is_searchable_and_parents_open_their_first_child():
    document = document_of(
        [
            RawBlock(BlockKind.HEADING, "Nivåer", 1),
            RawBlock(BlockKind.HEADING, "Arena", 2),
            RawBlock(BlockKind.PARAGRAPH, "Arena varer i tre år."),
            RawBlock(BlockKind.HEADING, "Kontakt", 1),
        ]
    )
    found = [(c.section, c.text) for c in chunk(document)]
    assert found == [
        (("Nivåer", "Arena"), "Nivåer\n\nArena\n\nArena varer i tre år."),
        (("Kontakt",), "Kontakt"),
    ]


def test_heading_at_the_foot_of_a_page_is_left_to_the_next_page():
    document = document_of(
        [
            RawBlock(BlockKind.PARAGRAPH, "Før.", page=1),
            RawBlock(BlockKind.HEADING, "Krav", 2, page=1),
            RawBlock(BlockKind.PARAGRAPH, "Etter.", page=2),
        ]
    )
    assert [(c.page, c.section, c.text) for c in chunk(document)] == [
        (1, (), "Før."),
        (2, ("Krav",), "Etter."),
    ]


@pytest.mark.parametrize("pages", [(), assemble([])])
def test_a_document_without_text_has_no_chunks(pages):
    assert chunk(Document("d", "t", pages, Metadata(), "d", "h")) == ()
