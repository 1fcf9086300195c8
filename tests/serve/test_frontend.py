"""Gradio's bundle as our pages ask for it, and the files that are ours."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import httpx
import pytest

from assistant.serve.web import dress, frontend, own_files
from assistant.serve.web.frontend import Frontend

HOME = {"accept-language": "nb"}


def bundle(folder: Path, scripts: dict[str, str]) -> Frontend:
    (folder / "assets").mkdir()
    entry = '<script type="module" crossorigin src="./assets/index-A.js"></script>'
    (folder / "index.html").write_text(entry, "utf-8")
    for name, text in scripts.items():
        (folder / "assets" / name).write_text(text, "utf-8")
    return Frontend.read(folder)


def later(name: str, *places: int) -> str:
    return f"v(()=>import(`./{name}`),__vite__mapDeps([{','.join(map(str, places))}]),x)"


def listing(*names: str) -> str:
    return "d=(m.f||(m.f=[" + ",".join(f'"./{n}"' for n in names) + "]))"


@pytest.fixture
def small(tmp_path: Path) -> Frontend:
    names = ("Index-S.js", "core-C.js", "s.css", "Blocks-B.js", "b.css")
    return bundle(
        tmp_path,
        {
            "index-A.js": listing(*names) + later("Index-S.js", 0, 1, 2) + later("core-C.js", 1),
            "Index-S.js": listing("Blocks-B.js", "b.css", "Login-L.js")
            + later("Blocks-B.js", 0, 1)
            + later("Login-L.js", 2),
            "core-C.js": listing("Index-t.js", "t.css", "Index-u.js", "index-A.js")
            + "V={box:{component:()=>" + later("Index-t.js", 0, 1) + "},"
            + "two:{example:()=>" + later("Example-e.js", 1)
            + ",component:()=>" + later("Index-u.js", 2, 3) + "}}",
            "Blocks-B.js": "",
            "s.css": "a{}", "b.css": "b{}", "t.css": "t{background:url(./x.png)}",
        },
    )  # fmt: skip


def test_a_page_names_what_its_components_load(small: Frontend) -> None:
    always = {"Index-S.js", "core-C.js", "s.css", "Blocks-B.js", "b.css"}
    assert set(small.files([])) == always
    assert set(small.files(["box"])) == always | {"Index-t.js", "t.css"}
    assert set(small.files(["two"])) == always | {"Index-u.js"}
    assert set(small.files(["unknown", "b.x"])) == always


def test_styles_come_as_one_but_for_those_that_name_other_files(small: Frontend) -> None:
    early = frontend.early(small, ["box"])
    assert early.sheet.body == b"a{}\nb{}"
    off = re.findall(r'<link rel="stylesheet" crossorigin href="([^"]+)" disabled>', early.markup)
    assert off == ["/assets/s.css", "/assets/b.css"]
    assert '<link rel="stylesheet" crossorigin href="/assets/t.css">' in early.markup
    assert '<link rel="modulepreload" crossorigin href="/assets/Index-t.js">' in early.markup


@pytest.mark.parametrize("page", ["", "<script src='other.js'>", 'src="./assets/gone-1.js"'])
def test_another_bundle_names_nothing(tmp_path: Path, page: str) -> None:
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert Frontend.read(tmp_path).files(["box"]) == ()
    assert Frontend.read(tmp_path / "gone").files(["box"]) == ()


def test_the_installed_gradio_is_understood() -> None:
    files = frontend.gradio().files(["textbox", "radio", "tabs", "tabitem", "file", "dropdown"])
    assert len(files) > 40
    folder = frontend.gradio().folder / "assets"
    assert [f for f in files if not (folder / f).is_file()] == []


@pytest.mark.parametrize("path", ["/", "/nn/passer-vi/", "/evaluering/"])
def test_every_file_that_a_page_names_is_there_and_kept_for_good(
    client: httpx.Client, path: str
) -> None:
    page = client.get(path, headers=HOME).text
    links = re.findall(r'<link ([^>]*)>|<script ([^>]*src="[^>]*)>', page)
    named = [a or b for a, b in links if "disabled" not in (a or b)]
    addresses = [re.search(r'(?:href|src)="([^"]+)"', tag)[1] for tag in named]  # type: ignore[index]
    assert len(addresses) > 30
    for address in addresses:
        response = client.get(httpx.URL(f"{client.base_url}{path}").join(address))
        assert response.status_code == 200, address
        assert "immutable" in response.headers["cache-control"], address
        packed = response.headers.get("content-encoding") in ("br", "gzip")
        assert packed or len(response.content) < 1000, address


def test_pages_are_sent_compressed_to_those_who_take_it(client: httpx.Client) -> None:
    packed = client.get("/passer-vi/", headers={**HOME, "accept-encoding": "gzip"})
    bare = client.get("/passer-vi/", headers={**HOME, "accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in bare.headers
    assert "no-store" in packed.headers["cache-control"]
    assert int(packed.headers["content-length"]) < int(bare.headers["content-length"]) / 4
    unsaid = re.compile(r"nonce[-=]\S+")
    assert unsaid.sub("", packed.text).count("</script>") == bare.text.count("</script>")


@pytest.mark.parametrize("name", sorted(own_files.files()))
def test_own_files_by_version_and_without(client: httpx.Client, name: str) -> None:
    address = own_files.address(name)
    known = client.get(address)
    assert "immutable" in known.headers["cache-control"]
    assert known.content == (own_files.STATIC / name).read_bytes()
    for other in (f"/web/{name}", f"/web/{name}?v=0"):
        response = client.get(other)
        assert response.headers["cache-control"] == "no-cache"
        again = client.get(other, headers={"if-none-match": response.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/web/x{name}").status_code == 404


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("GZIP", True),
        ("gzip; q=0", False),
        ("identity", False),
        ("", False),
        ("xgzip", False),
    ],
)
def test_who_takes_gzip(sent: str, taken: bool) -> None:
    assert own_files.takes_gzip(sent) is taken


def test_own_file_tells_its_content_by_its_address() -> None:
    one, other = (own_files.OwnFile.of("a.css", body) for body in (b"a{}", b"b{}"))
    assert one.address != other.address
    assert gzip.decompress(one.packed) == one.body


def test_gradio_is_told_of_the_language_before_it_starts(client: httpx.Client) -> None:
    page = client.get("/", headers=HOME).text
    assert page.index('navigator, "language"') < page.index("/assets/index-")
    words = json.loads(page.split('id="gradio-ord">')[1].split("</script>")[0])
    assert words["Drop File Here"] == "Slipp filen her"
    assert dress.theme_link("") == ""
