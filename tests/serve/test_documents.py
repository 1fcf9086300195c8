from __future__ import annotations

import io
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from assistant.serve.web.pictures import WIDTH, locate, page_png
from assistant.settings import REPOSITORY

PDF = REPOSITORY / "corpus" / "programbeskrivelse-2019.pdf"
WORDS = st.lists(st.text("abcdeøå", min_size=1, max_size=6), min_size=1, max_size=8)


@given(WORDS, WORDS, WORDS, st.sampled_from([" ", "\n", "\r\n", "  ", "-\r\n", "\x02"]))
def test_a_quote_is_found_however_lines_break(
    before: list[str], quote: list[str], after: list[str], gap: str
) -> None:
    text = gap.join([*before, "|", *quote, "|", *after])
    start, count = locate(text, "|" + " ".join(quote))
    found = text[start : start + count]
    assert [c for c in found if c.isalpha()] == list("".join(quote))
    assert found[0] == "|"


@pytest.mark.parametrize("quote", ["", " ", "-", "finnes ikke"])
def test_a_quote_that_is_not_there_marks_nothing(quote: str) -> None:
    assert locate("noe helt annet", quote)[1] == 0


def marked_pixels(picture: bytes) -> int:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    assert image.width == pytest.approx(WIDTH, abs=1)
    return sum(
        count for count, (r, g, b) in image.getcolors(1 << 24) if r > 200 and g > 180 and b < 140
    )


def test_every_cited_quote_is_marked_on_its_page(client: httpx.Client) -> None:
    answers = [
        client.post("/api/ask", json={"question": q}).json()
        for q in (
            "Hvor mye får en Arena-klynge i årlig driftsstøtte?",
            "Hvem er lærings- og delingsplattformen laget for?",
            "Når startet NCE?",
        )
    ]
    cited = [c for a in answers for c in a["citations"] if c["page"]]
    assert cited
    for citation in cited:
        path = f"/side/{citation['document']}/{citation['page']}.png"
        picture = client.get(path, params={"sitat": citation["quote"]})
        assert picture.headers["content-type"] == "image/png"
        assert marked_pixels(picture.content) > 500, citation["quote"]
        assert marked_pixels(client.get(path).content) == 0


@pytest.mark.parametrize("page", [0, -1, 10_000])
def test_a_page_that_is_not_there(client: httpx.Client, page: int) -> None:
    assert page_png(PDF, page) is None
    response = client.get(f"/side/programbeskrivelse-2019/{page}.png")
    assert response.status_code == 404
    assert response.json()["error"]


def test_a_pdf_opens_in_the_browser(client: httpx.Client) -> None:
    response = client.get("/dokument/programbeskrivelse-2019")
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"].startswith("inline")
    assert response.content == PDF.read_bytes()


def test_another_document_opens_as_text_with_its_status(client: httpx.Client) -> None:
    page = client.get("/dokument/utlysning-2024", headers={"accept-language": "nb"})
    assert page.headers["content-type"].startswith("text/html")
    assert "NIC Impact" in page.text
    assert ">gjelder<" in page.text
    assert "https://siva.no/2024/04/opptak-av-nye-klynger/" in page.text
    deadline = (
        "21. juni 2024 kl. 16.00: Søknadsfrist for opptak i klyngeprogrammet i 2024 (gått ut)"
    )
    assert f"<li>{deadline}</li>" in page.text


@pytest.mark.parametrize(
    "name",
    [
        "manifest",
        "manifest.toml",
        "utlysning-2024.md",
        "_source/programbeskrivelse-2019",
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e%2fpyproject",
        "programbeskrivelse-2019.pdf",
        "%00",
        "",
    ],
)
def test_only_indexed_documents_open(client: httpx.Client, name: str) -> None:
    for kind in (f"/dokument/{name}", f"/side/{name}/1.png"):
        url = httpx.URL(client.base_url).copy_with(raw_path=kind.encode())
        assert client.get(url).status_code == 404


def test_markup_in_a_document_is_shown_as_text(tmp_path: Path) -> None:
    from fastapi.testclient import TestClient

    from assistant.serve.web.app import create_app
    from tests.serve.conftest import make_settings

    settings = make_settings(tmp_path)
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    (settings.corpus / "angrep.md").write_text(
        f"# Angrep\n\nKlyngen heter {attack} og ligger i Bodø.\n", encoding="utf-8"
    )
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as own:
        page = own.get("/dokument/angrep").text
    assert "onerror=alert(2)&gt;" in page or "onerror" not in page
    assert "<img src=x" not in page
    assert "<script>alert" not in page
