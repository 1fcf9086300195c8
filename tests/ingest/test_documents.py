from __future__ import annotations

import io
import logging
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Status
from assistant.errors import ConfigurationError, DocumentError, InputError
from assistant.ingest import documents
from assistant.ingest.decode import decode
from assistant.ingest.documents import ignored, load_folder, scan

from .reading import read_bytes, words
from .samples import to_docx, to_pdf


def write(folder, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def encrypted(password: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(to_pdf())))
    writer.encrypt(user_password=password, owner_password="eier", algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def picture_only() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(3):
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 50, 400, 200, 200)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_scan_is_recursive_sorted_and_passes_over_hidden_names(tmp_path):
    write(
        tmp_path,
        b_dot_md="B",
        a_dot_TXT="A",
        under__c_dot_html="C",
        manifest_dot_toml="",
        _dot_git__x_dot_md="X",
        _kladd_dot_md="X",
    )
    (tmp_path / "_source").mkdir()
    (tmp_path / "_source" / "d.md").write_text("D")
    (tmp_path / ".skjult.md").write_text("X")
    (tmp_path / "bilde.png").write_bytes(b"x")
    assert [s.relative for s in scan(tmp_path)] == ["a.TXT", "b.md", "under/c.html"]
    assert ignored(tmp_path) == ("bilde.png",)


def test_ids_are_stems_and_stay_apart(tmp_path):
    write(
        tmp_path,
        notat_dot_md="1",
        notat_dot_txt="2",
        under__notat_dot_md="3",
        under__notat_dot_txt="4",
        under__to__notat_dot_md="5",
    )
    found = {s.relative: s.id for s in scan(tmp_path)}
    assert found == {
        "notat.md": "notat",
        "notat.txt": "notat-txt",
        "under/notat.md": "notat-md",
        "under/notat.txt": "under-notat-txt",
        "under/to/notat.md": "under-to-notat-md",
    }


def test_content_hash_follows_bytes_and_manifest_entry(tmp_path):
    write(tmp_path, a_dot_md="tekst", b_dot_md="tekst")
    first = {s.id: s.content_hash for s in scan(tmp_path)}
    assert {s.id: s.content_hash for s in scan(tmp_path)} == first
    (tmp_path / "manifest.toml").write_text('[[document]]\nfile = "a.md"\nstatus = "current"\n')
    second = {s.id: s.content_hash for s in scan(tmp_path)}
    assert second["a"] != first["a"]
    assert second["b"] == first["b"]
    (tmp_path / "b.md").write_text("tekst.")
    assert {s.id: s.content_hash for s in scan(tmp_path)}["b"] != first["b"]


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.write_text("x")])
def test_a_folder_that_is_none_is_bad_input(tmp_path, make):
    folder = tmp_path / "mappe"
    make(folder)
    for call in (scan, load_folder, ignored):
        with pytest.raises(InputError, match="mappe"):
            call(folder)


def test_titles(tmp_path):
    write(
        tmp_path,
        med_dot_md="# Om *klynger*\n\nTekst.",
        uten_dot_md="Bare tekst.",
        meta_dot_md="# Annet\n\nTekst.",
        to_dot_md="# Første\n\nTekst.\n\n# Andre\n\nTekst.",
    )
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nfile = "meta.md"\ntitle = "Fra manifestet"\nstatus = "historical"\n'
    )
    loaded = {d.id: d for d in load_folder(tmp_path).documents}
    assert {k: d.title for k, d in loaded.items()} == {
        "med": "Om klynger",
        "uten": "uten",
        "meta": "Fra manifestet",
        "to": "Første",
    }
    assert loaded["meta"].metadata.status is Status.HISTORICAL
    assert loaded["uten"].metadata.status is Status.UNKNOWN
    sections = {b.section for b in loaded["to"].pages[0].blocks}
    assert sections == {("Første",), ("Andre",)}


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("tom.pdf", lambda: b"", "empty"),
        ("tom.md", lambda: b" \n\n", "empty"),
        ("tom.docx", lambda: b"", "empty"),
        ("bare-merke.md", lambda: b"<!-- ingenting -->", "no text"),
        ("tom.html", lambda: b"<html><body><nav>Meny</nav></body></html>", "no text"),
        ("laast.pdf", lambda: encrypted("hemmelig"), "password"),
        ("skannet.pdf", picture_only, "scanned"),
        ("oedelagt.pdf", lambda: to_pdf()[:700], "damaged"),
        ("tekst.pdf", lambda: b"Dette er ingen PDF", "not a PDF"),
        ("oedelagt.docx", lambda: to_docx()[:2000], "damaged"),
        ("tekst.docx", lambda: b"Dette er ingen DOCX", "not a Word document"),
        ("gammel.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".doc format"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(tmp_path, name, make, said):
    (tmp_path / name).write_bytes(make())
    (tmp_path / "god.md").write_text("# God\n\nTekst.")
    result = load_folder(tmp_path)
    assert [d.id for d in result.documents] == ["god"]
    (problem,) = result.problems
    assert problem.path == name
    assert name in problem.message
    assert said in problem.message
    assert ";" in problem.message  # what is wrong; what to do


def test_a_file_over_the_limit_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "LARGEST", 10)
    with pytest.raises(DocumentError, match="limit"):
        read_bytes(tmp_path, "stor.md", b"x" * 11)


def test_a_pdf_with_only_an_owner_password_is_read(tmp_path):
    assert "vekstfasen" in words(read_bytes(tmp_path, "eier.pdf", encrypted("")))


def test_reading_a_faulty_pdf_writes_nothing_to_the_log(tmp_path, caplog, capfd):
    damaged = re.sub(rb"startxref\s+\d+", b"startxref\n7", to_pdf())
    with caplog.at_level(logging.DEBUG):
        read_bytes(tmp_path, "a.pdf", damaged)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_readers_are_imported_only_when_needed():
    code = (
        "import sys, assistant.ingest.documents, assistant.ingest.chunking;"
        "print({'pypdf', 'docx', 'bs4', 'markdown_it', 'lxml'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_reader_that_fails_stops_no_other_file(tmp_path):
    (tmp_path / "dyp.html").write_text("<div>" * 20000 + "x")
    (tmp_path / "god.md").write_text("# God\n\nTekst.")
    result = load_folder(tmp_path)
    assert [d.id for d in result.documents] == ["god"]
    assert [p.path for p in result.problems] == ["dyp.html"]


def test_manifest_entries_without_file_are_problems_and_not_stops(tmp_path):
    write(tmp_path, a_dot_md="# A\n\nTekst.")
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nfile = "borte.md"\n[[document]]\nfile = "a.md"\nsuperseded_by = "ukjent"\n'
    )
    result = load_folder(tmp_path)
    assert [d.id for d in result.documents] == ["a"]
    assert [p.path for p in result.problems] == ["borte.md", "a.md"]
    assert "ukjent" in result.problems[1].message


def test_a_faulty_manifest_stops(tmp_path):
    write(tmp_path, a_dot_md="A", manifest_dot_toml="[[document]]\nx = 1\n")
    with pytest.raises(ConfigurationError, match=r"manifest\.toml"):
        load_folder(tmp_path)


@pytest.mark.parametrize(
    ("encoding", "prefix"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32", b""),
        ("latin-1", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_encodings(tmp_path, encoding, prefix, suffix):
    text = "Klyngen får støtte på Ærøya – «hjelp»." if encoding not in {"latin-1"} else "Blåbærøl."
    document = read_bytes(tmp_path, f"a{suffix}", prefix + text.encode(encoding))
    assert document.pages[0].text == text


@given(st.binary(max_size=200))
def test_any_bytes_decode(data):
    assert isinstance(decode(data), str)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".docx"])
def test_control_characters_never_reach_the_text(tmp_path, suffix):
    text = "Støtte\x00 til\x07 klyn\u00adger\u200b og e\u0301n a\u030angrep\ufb01l\x1b[31m."
    data = text.encode()
    if suffix == ".docx":
        import docx

        from .samples import saved

        document = docx.Document()
        document.add_paragraph("".join(c for c in text if c >= " "))
        data = saved(document)
    found = read_bytes(tmp_path, f"a{suffix}", data).pages[0].text
    assert found.replace("[31m", "") == "Støtte til klynger og én ångrepfil."
