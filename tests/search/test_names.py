"""Names found by their capitals, and like-named things kept apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from search_samples import passage

from assistant.search.lexical import LexicalStore
from assistant.search.names import Mention, aliases_in, chunk_names, mentions, names_in

CHUNKS = (
    passage("a:1", "Kurset i Arena varer i tre år.", section="Arena"),
    passage("b:1", "Kurset i Arena Pro varer i fem år.", section="Arena Pro"),
    passage("c:1", "Kurset i NIC Connect er for nye klynger.", section="NIC Connect"),
    passage("d:1", "Kurset i NIC Explore bygger videre.", section="NIC Explore"),
    passage("e:1", "Kurset i NIC Impact krever resultater.", section="NIC Impact"),
    passage("f:1", "Vi kaller det Norwegian Innovation Clusters (NIC) i dag."),
    passage("g:1", "Pengene kommer fra Innovasjon Norge og Siva."),
    passage("h:1", "Rapporten fra Siva ligger på nett, og støtten er liten."),
    passage("i:1", "Dette er et avsnitt uten navn."),
    passage("j:1", "Her står det noe annet, også uten navn."),
    passage("k:1", "Byen holder Herring Days i juni."),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LexicalStore]:
    found = LexicalStore.create(tmp_path_factory.mktemp("names") / "lexical.sqlite")
    found.add(CHUNKS)
    yield found
    found.close()


def mentioned(store: LexicalStore, question: str) -> tuple[Mention, ...]:
    typed = question.rstrip("?").split()
    return mentions([w.casefold() for w in typed], store)


def named(store: LexicalStore, question: str) -> list[str]:
    return [m.name for m in mentioned(store, question)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Støtten gis av Innovasjon Norge.", ["Innovasjon Norge"]),
        ("Klynger får støtte.", []),
        ("NCE startet i 2006.", ["NCE"]),
        ("Det heter Arena Pro nå. Klynger er med.", ["Arena Pro"]),
        ("Vi spør Siva, og Forskningsrådet svarer.", ["Siva", "Forskningsrådet"]),
        ("Disse:\n- Bedrifter er med\n- Arena er et nivå", []),
        ("Kunst av Edvard Munch og av Van Gogh", ["Edvard Munch", "Van Gogh"]),
        ("Et A alene er ikke noe navn", []),
    ],
)
def test_names_in_running_text(text: str, names: list[str]) -> None:
    assert [name for name, _ in names_in(text)] == names


def test_offsets_point_at_the_name() -> None:
    text = "Støtten til Arena Pro gis av Innovasjon Norge."
    assert all(text[at : at + len(name)] == name for name, at in names_in(text))


def test_headings_are_told_from_running_text() -> None:
    titled = {"Tittel": True}
    assert chunk_names(CHUNKS[1]) == {"Arena Pro": True, **titled}
    assert chunk_names(CHUNKS[6]) == {"Innovasjon Norge": False, "Siva": False, **titled}


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Hvorfor Arena Pro ble opprettet", {"Arena Pro"}),
        ("Kvifor Arena Pro vart oppretta", {"Arena Pro"}),
        ("Why Arena Pro was set up", {"Arena Pro"}),
        ("Om Innovasjon Norge", {"Innovasjon Norge"}),
        # What is left of a name is a name by the same rule as any other.
        ("Hvorfor NCE ble opprettet", {"NCE"}),
        ("Om Arena", set()),
        ("Om Arena og Siva", set()),
        # An acronym opens its own name, however small a word it is elsewhere.
        ("EN Standard", {"EN Standard"}),
        ("Arena Pro og andre", {"Arena Pro"}),
        ("Hvorfor", {"Hvorfor"}),
    ],
)
def test_the_little_word_that_opens_a_heading_is_no_part_of_a_name(
    heading: str, names: set[str]
) -> None:
    found = chunk_names(passage("a:1", "Her står noe.", title="et notat", section=heading))
    assert {name for name, titled in found.items() if titled} == names


def test_introduced_acronyms() -> None:
    assert aliases_in(CHUNKS[5].text) == {("NIC", "Norwegian Innovation Clusters")}
    assert aliases_in("Vi (NIC) er her") == set()


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("hvor lenge varer Arena?", ["Arena"]),
        ("hvor lenge varer arena?", ["Arena"]),
        ("hvor lenge varer Arena Pro?", ["Arena Pro"]),
        ("hvor lenge varer arena pro?", ["Arena Pro"]),
        ("Arena eller Arena Pro?", ["Arena", "Arena Pro"]),
        ("hva er NIC Connect?", ["NIC Connect"]),
        ("hva er connect?", ["NIC Connect"]),
        ("when are herring days?", ["Herring Days"]),
        ("how many days?", []),
        ("Connect og Impact?", ["NIC Connect", "NIC Impact"]),
        ("hvem er Innovasjon Norge?", ["Innovasjon Norge"]),
        ("hva er NIC?", []),
        ("hva er norwegian innovation clusters?", []),
        ("får vi støtten?", []),
        ("hva er Romskip?", []),
        ("", []),
    ],
)
def test_names_that_a_question_mentions(
    store: LexicalStore, question: str, names: list[str]
) -> None:
    assert named(store, question) == names


def test_arena_is_not_arena_pro(store: LexicalStore) -> None:
    (arena,) = mentioned(store, "Arena")
    (pro,) = mentioned(store, "Arena Pro")
    assert arena.longer == ("arena pro",)
    assert arena.heading
    assert arena.stands_in("Støtten til Arena er liten.")
    assert arena.stands_in("arenas styre")
    assert not arena.stands_in("Støtten til Arena Pro er stor.")
    assert arena.stands_in("Arena Pro er noe annet enn Arena.")
    assert pro.stands_in("Støtten til Arena\nPro er stor.")
    assert not pro.stands_in("Støtten til Arena er liten.")
    assert not arena.stands_in("Arenaen er stor.")


def test_a_name_stands_where_its_alias_does() -> None:
    mention = Mention("NIC", aliases=("norwegian innovation clusters",))
    assert mention.stands_in("Hva Norwegian Innovation Clusters gjør")
    assert not mention.stands_in("Norwegian Innovation")


def test_a_name_in_most_passages_tells_nothing_apart(tmp_path: Path) -> None:
    store = LexicalStore.create(tmp_path / "lexical.sqlite")
    store.add([passage(f"a:{n}", f"Kurset i Arena nummer {n}") for n in range(5)])
    store.add([passage("b:1", "Rapporten fra Siva")])
    assert named(store, "Arena?") == []
    assert named(store, "Siva?") == ["Siva"]
    store.close()


def test_an_ending_that_two_names_share_names_neither(tmp_path: Path) -> None:
    store = LexicalStore.create(tmp_path / "lexical.sqlite")
    store.add([passage("a:1", "Vi har Bikube Pro her"), passage("b:1", "og Arena Pro der")])
    store.add([passage(f"c:{n}", "noe annet") for n in range(4)])
    assert named(store, "pro?") == []
    assert named(store, "bikube pro?") == ["Bikube Pro"]
    store.close()
