"""The [corpus] table: every key read, languages standing in for each other, faults told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import CorpusCard, Language, Metadata
from assistant.errors import ConfigurationError
from assistant.ingest.card import KEYS, card
from assistant.ingest.documents import load_folder
from assistant.ingest.manifest import load_card, load_manifest
from assistant.settings import REPOSITORY

NB, NN, EN = Language.NB, Language.NN, Language.EN
FULL = """
[corpus]
name = "Hallvakten"
proper_name = "Elvestrandhallen"
subject = { nb = "idrettshallene", nn = "idrettshallane", en = "the sports halls" }
documents = "husreglene"
topics = { nb = "hva leien er" }
note = { nn = "Prisane gjeld ut året.", en = "Prices hold this year." }
which = { nb = ["hvilken hall", "hvilken time"], en = "which hall" }
examples = ["Hva koster hallen?"]
check = true

[corpus.contact]
nb = "Kommunen"
en = "The municipality"
url = "https://example.org/halls"
"""


def load(tmp_path: Path, text: str) -> CorpusCard:
    (tmp_path / "manifest.toml").write_text(text, encoding="utf-8")
    return load_card(tmp_path)


def every(value: object) -> dict[Language, object]:
    return dict.fromkeys(Language, value)


def test_every_key_is_read(tmp_path: Path) -> None:
    assert load(tmp_path, FULL) == CorpusCard(
        name=every("Hallvakten"),
        proper_name="Elvestrandhallen",
        subject={NB: "idrettshallene", NN: "idrettshallane", EN: "the sports halls"},
        documents=every("husreglene"),
        topics={NB: "hva leien er", NN: "hva leien er"},
        note={**every("Prisane gjeld ut året."), EN: "Prices hold this year."},
        which={**every(("hvilken hall", "hvilken time")), EN: ("which hall",)},
        examples=every(("Hva koster hallen?",)),
        contact={NB: "Kommunen", NN: "Kommunen", EN: "The municipality"},
        contact_url="https://example.org/halls",
        check=True,
    )
    assert all(key in FULL for key in KEYS)


@pytest.mark.parametrize("text", [None, "", '[[document]]\nfile = "a.md"\n', "[corpus]\n"])
def test_nothing_is_said_where_there_is_no_table(tmp_path: Path, text: str | None) -> None:
    assert (load_card(tmp_path) if text is None else load(tmp_path, text)) == CorpusCard()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[corpus]\nsubjekt = "x"\n', ["[corpus]", "unknown key subjekt", "subject"]),
        ('[[corpus]]\nname = "x"\n', ["[corpus]", "one bracket"]),
        ('corpus = "x"\n', ["[corpus]", "one bracket"]),
        ("[corpus]\nsubject = 3\n", ["subject", "3"]),
        ('[corpus]\nname = " "\n', ["name", "empty"]),
        ('[corpus]\nsubject = { no = "x" }\n', ["subject", "unknown key no", "nb, nn, en"]),
        ("[corpus]\nsubject = {}\n", ["subject", "empty", "nb, nn, en"]),
        ("[corpus]\ntopics = { nn = 1 }\n", ["topics.nn", "1"]),
        ('[corpus]\nexamples = { nb = ["a", ""] }\n', ["examples.nb", "empty"]),
        ("[corpus]\nwhich = []\n", ["which", "empty list", "leave the key out"]),
        ('[corpus]\ncheck = "ja"\n', ["check", "true or false", "ja"]),
        ('[corpus.contact]\nurl = "https://a.no"\n', ["contact", "no name"]),
        ('[corpus.contact]\nnb = "A"\nurl = "a.no"\n', ["contact.url", "https://", "a.no"]),
        ('[corpus.contact]\nnb = "A"\ntlf = "1"\n', ["contact", "tlf", "nb, nn, en, url"]),
        ('[corpus]\nname = "A [1]"\n', ["name", "[ ] < >", "A [1]"]),
        ('[corpus]\nname = "<b>A</b>"\n', ["name", "[ ] < >"]),
        (f'[corpus]\nnote = "{"a" * 301}"\n', ["note", "301", "300"]),
    ],
)
def test_a_fault_names_file_key_and_what_may_stand(
    tmp_path: Path, table: str, said: list[str]
) -> None:
    with pytest.raises(ConfigurationError) as error:
        load(tmp_path, table)
    for part in ["manifest.toml", *said]:
        assert part in str(error.value)
    with pytest.raises(ConfigurationError, match="manifest"):
        load_manifest(tmp_path)


@given(st.lists(st.sampled_from([None, "A", "B", "C"]), max_size=9))
def test_the_main_publisher_is_named_by_more_than_half(names: list[str | None]) -> None:
    found = card(None, [Metadata(publisher=n) for n in names], where="manifest.toml").publisher
    if found is None:
        assert not any(2 * names.count(n) > len(names) for n in {*names} - {None})
    else:
        assert 2 * names.count(found) > len(names)


@given(st.dictionaries(st.sampled_from(["nb", "nn", "en"]), st.sampled_from("xyz"), min_size=1))
def test_norwegian_stands_in_for_norwegian_and_a_name_for_all(given_: dict[str, str]) -> None:
    found = card({"name": given_, "subject": given_}, [], where="manifest.toml")
    for language in Language:
        if language.value in given_:
            assert found.name[language] == found.subject[language] == given_[language.value]
    assert set(found.name) == set(Language)
    assert (EN in found.subject) == ("en" in given_)
    assert (NB in found.subject) == (NN in found.subject) == bool({"nb", "nn"} & set(given_))


def test_a_folder_is_read_with_its_card(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\nTekst.\n", encoding="utf-8")
    assert load_folder(tmp_path).card == CorpusCard()
    said = load(tmp_path, FULL)
    assert load_folder(tmp_path).card == said != CorpusCard()


def test_the_shipped_documents_say_all_in_every_language() -> None:
    found = load_card(REPOSITORY / "corpus")
    for key in ("name", "subject", "documents", "topics", "which", "examples", "note", "contact"):
        assert set(getattr(found, key)) == set(Language), key
    assert found.check
