from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from assistant.domain import Deadline, Status
from assistant.errors import InputError
from assistant.ingest.manifest import load_manifest
from assistant.serve.corpus import Corpus
from assistant.serve.history import KEPT, Kind
from assistant.serve.live import Live
from assistant.serve.profiles import Profiles, key_of
from assistant.serve.service import update
from assistant.settings import Settings
from tests.serve.conftest import make_settings

TEXT = "# Utlysning 2031\n\nSøknadsfristen for NIC Polar er 3. mars 2031 klokken 12.00.\n"
FACTS = {"title": "Utlysning 2031", "status": "current", "published": "2031-01", "valid_to": ""}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    path = tmp_path / "upload.bin"
    path.write_text(TEXT, encoding="utf-8")
    return path


def state(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_upload_answers_withdraw_and_take_back(settings: Settings, upload: Path) -> None:
    live = Live(settings)
    corpus = Corpus(settings)
    before = state(settings.corpus)
    question = "Når er søknadsfristen for NIC Polar?"
    assert "2031" not in live.service.ask(question).text

    corpus.put(upload, "utlysning-2031.md", FACTS)
    assert corpus.pending().added == ("utlysning-2031",)
    assert "2031" not in live.service.ask(question).text
    update(settings)
    assert live.refresh()
    answer = live.service.ask(question)
    assert "3. mars 2031" in answer.text
    assert answer.citations[0].status is Status.CURRENT
    assert not corpus.pending()

    corpus.withdraw("utlysning-2031.md")
    assert corpus.pending().removed == ("utlysning-2031",)
    update(settings)
    assert live.refresh()
    assert "3. mars 2031" not in live.service.ask(question).text

    corpus.take_back()
    update(settings)
    assert live.refresh()
    assert "3. mars 2031" in live.service.ask(question).text
    corpus.take_back()
    assert state(settings.corpus) == before
    assert corpus.last_change() is None
    with pytest.raises(InputError):
        corpus.take_back()


def test_replacing_keeps_comments_other_entries_and_deadlines(
    settings: Settings, upload: Path
) -> None:
    corpus = Corpus(settings)
    before = load_manifest(settings.corpus)
    comment = (settings.corpus / "manifest.toml").read_text(encoding="utf-8").split("[[")[0]
    corpus.put(upload, "utlysning-2024.md", {"title": 'Nytt «navn» "x" \\ y', "status": "expired"})
    after = load_manifest(settings.corpus)
    assert after["utlysning-2024.md"].title == 'Nytt «navn» "x" \\ y'
    assert after["utlysning-2024.md"].deadlines == before["utlysning-2024.md"].deadlines
    assert {k: v for k, v in after.items() if k != "utlysning-2024.md"} == {
        k: v for k, v in before.items() if k != "utlysning-2024.md"
    }
    text = (settings.corpus / "manifest.toml").read_text(encoding="utf-8")
    assert text.startswith(comment)
    assert corpus.pending().changed == () or "utlysning-2024" in corpus.pending().changed


def test_what_is_not_given_stays_and_what_is_emptied_goes(settings: Settings, upload: Path) -> None:
    corpus = Corpus(settings)
    file = "programbeskrivelse-2019.pdf"
    before = load_manifest(settings.corpus)[file]
    corpus.describe(file, {"publisher": "", "title": "Ny tittel"})
    after = load_manifest(settings.corpus)[file]
    assert after == replace(before, title="Ny tittel", publisher=None)
    assert corpus.pending().changed == corpus.pending().removed == ()  # no index yet
    new = corpus.put(upload, "hva-som-helst.MD", {}, replaces=file)
    assert new == "programbeskrivelse-2019.md"
    assert load_manifest(settings.corpus)[new] == after
    assert [e.id for e in corpus.entries()].count("programbeskrivelse-2019") == 1
    assert not (settings.corpus / file).exists()
    assert corpus.last_change() == replace(corpus.last_change(), kind=Kind.REPLACED, file=new)
    assert corpus.take_back().kind is Kind.REPLACED
    assert corpus.take_back().kind is Kind.DESCRIBED
    assert load_manifest(settings.corpus)[file] == before


def test_deadlines_are_set_kept_and_taken_away(settings: Settings, upload: Path) -> None:
    corpus = Corpus(settings)
    first = Deadline(datetime(2031, 3, 3, 12), 'Frist for «søknad» "A"')
    corpus.put(upload, "ny.md", FACTS, deadlines=[first])
    assert load_manifest(settings.corpus)["ny.md"].deadlines == (first,)
    corpus.put(upload, "ny.md", FACTS)
    assert load_manifest(settings.corpus)["ny.md"].deadlines == (first,)
    corpus.describe("ny.md", {}, deadlines=[first, first])
    assert load_manifest(settings.corpus)["ny.md"].deadlines == (first, first)
    corpus.describe("ny.md", {}, deadlines=[])
    assert load_manifest(settings.corpus)["ny.md"].deadlines == ()


def test_a_change_without_effect_is_nothing_to_take_back(settings: Settings) -> None:
    corpus = Corpus(settings)
    text = (settings.corpus / "manifest.toml").read_bytes()
    corpus.describe("arena-pro.md", {"title": "Annen"})
    corpus.describe("arena-pro.md", {"title": "Arena Pro (2019–2024)"})
    assert corpus.last_change() is not None
    corpus.take_back()
    corpus.take_back()
    assert (settings.corpus / "manifest.toml").read_bytes() == text
    corpus.describe("arena-pro.md", {})
    assert corpus.last_change() is None


def test_a_file_that_cannot_be_read_is_no_change_for_ever(settings: Settings) -> None:
    (settings.corpus / "skadet.pdf").write_bytes(b"%PDF-1.4 tull")
    corpus = Corpus(settings)
    update(settings)
    assert not corpus.pending()
    (settings.corpus / "skadet.pdf").write_bytes(b"%PDF-1.4 annet tull")
    assert corpus.pending().changed == ("skadet",)


@pytest.mark.parametrize(
    ("name", "content", "facts"),
    [
        ("virus.exe", b"x", {}),
        ("_skjult.md", b"# A\n\nTekst.", {}),
        (".skjult.md", b"# A\n\nTekst.", {}),
        ("tom.md", b"", {}),
        ("skadet.pdf", b"%PDF-1.4 tull", {}),
        ("dato.md", b"# A\n\nTekst.", {"valid_from": "i fjor"}),
        ("status.md", b"# A\n\nTekst.", {"status": "kanskje"}),
        ("lenke.md", b"# A\n\nTekst.", {"url": "javascript:alert(1)"}),
        ("navn\n.md", b"# A\n\nTekst.", {}),
    ],
)
def test_a_faulty_upload_changes_nothing(
    settings: Settings, tmp_path: Path, name: str, content: bytes, facts: dict[str, str]
) -> None:
    source = tmp_path / "fil"
    source.write_bytes(content)
    before = state(settings.corpus)
    with pytest.raises(InputError) as fault:
        Corpus(settings).put(source, name, facts)
    assert str(tmp_path / "corpus") not in str(fault.value)
    assert state(settings.corpus) == before


def test_a_path_in_the_name_stays_in_the_folder(settings: Settings, upload: Path) -> None:
    for name in ("../../ute.md", "..\\..\\ute.md", "/etc/ute.md"):
        assert Corpus(settings).put(upload, name, {}) == "ute.md"
    assert not (settings.corpus.parent / "ute.md").exists()


def test_history_has_an_end(settings: Settings, upload: Path) -> None:
    corpus = Corpus(settings)
    for number in range(KEPT + 2):
        corpus.put(upload, f"d{number}.md", {})
    assert len(list((settings.data / "corpus-history").iterdir())) == KEPT


def test_profiles_are_kept_by_name(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path / "profiles")
    assert profiles.keys() == ()
    key = profiles.save({"name": "Blå Ørret & sønn", "business_led": True})
    assert key == "bla-orret-sonn"
    assert dict(profiles.get(key)) == {"name": "Blå Ørret & sønn", "business_led": True}
    profiles.save({"name": "Blå Ørret & sønn", "business_led": False})
    assert profiles.get(key)["business_led"] is False
    profiles.delete(key)
    profiles.delete(key)
    assert profiles.keys() == ()


@pytest.mark.parametrize("key", ["../users", "", "a/b", "finnes-ikke"])
def test_no_other_file_is_a_profile(tmp_path: Path, key: str) -> None:
    (tmp_path / "users.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError):
        Profiles(tmp_path / "profiles").get(key)


@pytest.mark.parametrize("name", ["", "…", "   "])
def test_a_profile_needs_a_name(name: str) -> None:
    with pytest.raises(InputError):
        key_of(name)
