from __future__ import annotations

import httpx
import pytest

CLOSED = [
    "/file=/etc/passwd",
    "/file/etc/passwd",
    "/gradio_api/file=/etc/passwd",
    "/gradio_api/file%3D/etc/passwd",
    "/gradio_api/file%3d%2fetc%2fpasswd",
    "/gradio_api/file/etc/passwd",
    "/gradio_api/file=..%2f..%2fassistant.toml",
    "/gradio_api/file=assistant/serve/web/app.py",
    "/gradio_api/file=http://127.0.0.1:1/",
    "/nn/gradio_api/file=/etc/passwd",
    "/en/file=/etc/passwd",
    "/gradio_api//file=/etc/passwd",
    "//gradio_api/file=/etc/passwd",
    "/static/../../routes.py",
    "/static/%2e%2e/%2e%2e/routes.py",
    "/static/..%5c..%5croutes.py",
    "/static/js/..%2f..%2f..%2fpackage.json",
    "/assets/../index.html",
    "/assets/%2e%2e/index.html",
    "/web/../app.py",
    "/web/%2e%2e/app.py",
    "/web/..%2fapp.py",
    "/web/..%5Capp.py",
    "/web/%2fetc/passwd",
    "/web//etc/passwd",
    "/svelte/../routes.py",
    "/gradio_api/proxy=http://127.0.0.1/",
    "/gradio_api/info",
    "/gradio_api/openapi.json",
    "/gradio_api/upload",
    "/gradio_api/upload_progress",
    "/gradio_api/stream/a/b/c/playlist.m3u8",
    "/gradio_api/deep_link",
    "/gradio_api/token",
    "/gradio_api/vibe-code",
    "/gradio_api/runs",
    "/gradio_api/custom_component/a/client/component/index.js",
    "/monitoring",
    "/login",
    "/redoc",
    "/tull",
    "/.git/config",
    "/pyproject.toml",
]


@pytest.mark.parametrize("path", CLOSED)
def test_closed_addresses_give_nothing(client: httpx.Client, path: str) -> None:
    url = httpx.URL(client.base_url).copy_with(raw_path=path.encode())
    response = client.get(url)
    assert response.status_code == 404
    assert "root:" not in response.text
    assert response.json()["error"]


@pytest.mark.parametrize(
    "path", ["/gradio_api/upload", "/gradio_api/run/ask", "/gradio_api/call/ask", "/login", "/"]
)
def test_closed_addresses_take_nothing(client: httpx.Client, path: str) -> None:
    assert client.post(path, files={"files": b"x"}).status_code in (404, 405)


@pytest.mark.parametrize(
    "path",
    ["/", "/nn/", "/en/", "/api/tull", "/healthz", "/web/stil.css", "/openapi.json", "/tull"],
)
def test_every_answer_carries_the_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path, headers={"accept-language": "nb"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    script = policy.split("script-src")[1].split(";")[0]
    assert "unsafe" not in script
    assert "http" not in script
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


def test_a_nonce_is_never_used_twice(client: httpx.Client) -> None:
    pages = [client.get("/", headers={"accept-language": "nb"}) for _ in range(2)]
    policies = {p.headers["content-security-policy"] for p in pages}
    assert len(policies) == 2
    for page in pages:
        nonce = page.headers["content-security-policy"].split("'nonce-")[1].split("'")[0]
        assert page.text.count("<script") == page.text.count(f'<script nonce="{nonce}"')


@pytest.mark.parametrize("path", ["/", "/nn/", "/en/"])
def test_no_page_names_another_host(client: httpx.Client, path: str) -> None:
    text = client.get(path, headers={"accept-language": "nb"}).text
    for word in ("googleapis", "gstatic", "githubusercontent", "cdn", "gradio.app", "analytics.g"):
        assert word not in text.replace('"analytics_enabled"', "")


def test_another_site_cannot_post(client: httpx.Client) -> None:
    body = {"question": "Hei"}
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ):
        assert client.post("/api/ask", json=body, headers=headers).status_code == 403
    own = {"origin": str(client.base_url).rstrip("/")}
    assert client.post("/api/ask", json=body, headers=own).status_code == 200


@pytest.mark.parametrize(
    ("accept", "cookie", "target"),
    [
        ("nb-NO,nb;q=0.9", None, None),
        ("", None, None),
        ("en-US,en;q=0.9", None, "/en/"),
        ("nn,nb;q=0.8", None, "/nn/"),
        ("de,nn;q=0.4,en;q=0.7", None, "/en/"),
        ("sv", None, None),
        ("en", "nb", None),
        ("nb", "nn", "/nn/"),
        ("en;q=tull,,;;", None, "/en/"),
        ("nb", "tull", None),
    ],
)
def test_the_browser_chooses_the_language(
    client: httpx.Client, accept: str, cookie: str | None, target: str | None
) -> None:
    headers = {"accept-language": accept}
    if cookie:
        headers["cookie"] = f"sprak={cookie}"
    response = client.get("/", headers=headers)
    assert (response.headers.get("location"), response.status_code) == (
        (target, 307) if target else (None, 200)
    )


def test_the_reader_changes_the_language(running, client: httpx.Client) -> None:
    with httpx.Client(base_url=running.url) as own:
        response = own.get("/sprak/nn", params={"til": "/en/"})
        assert response.headers["location"] == "/nn/"
        assert own.cookies["sprak"] == "nn"
        assert own.get("/", headers={"accept-language": "en"}).headers["location"] == "/nn/"
        for target in ("https://evil.example/", "//evil.example", "/tull"):
            assert own.get("/sprak/en", params={"til": target}).headers["location"] == "/"


def test_assets_are_the_same_for_everyone_and_may_be_kept(client: httpx.Client) -> None:
    page = client.get("/", headers={"accept-language": "nb"}).text
    name = page.split('src="/assets/')[1].split('"')[0]
    plain = [
        client.get(f"{place}/assets/{name}", headers={"accept-encoding": encoding})
        for encoding in ("identity", "br, gzip", "identity")
        for place in ("", "/nn/passer-vi")
    ]
    assert len({r.content for r in plain}) == 1
    assert all("immutable" in r.headers["cache-control"] for r in plain)
    assert plain[-1].headers["x-content-type-options"] == "nosniff"
    assert plain[0].headers.get("content-encoding") is None
    missing = client.get("/assets/finnes-ikke.js")
    assert missing.status_code == 404
    assert "immutable" not in missing.headers.get("cache-control", "")


def test_a_lost_reader_gets_a_page_with_a_way_on(client: httpx.Client) -> None:
    headers = {"accept": "text/html", "accept-language": "nn"}
    response = client.get("/tull", headers=headers)
    assert response.status_code == 404
    assert "Sida finst ikkje" in response.text
    assert 'href="/nn/"' in response.text
    assert "content-security-policy" in response.headers


@pytest.mark.parametrize("number", [99, -1, "x"])
def test_a_call_that_is_none_harms_no_other(running, number: object) -> None:
    """On one connection: the fault is answered, and so is what comes after it."""
    body = {"fn_index": number, "data": [], "session_hash": "a"}
    with httpx.Client(base_url=running.url, timeout=30) as own:
        response = own.post("/gradio_api/queue/join", json=body)
        assert response.status_code in (404, 422, 500)
        assert "Traceback" not in response.text
        assert "content-security-policy" in response.headers
        assert own.get("/healthz").status_code == 200


def test_a_socket_is_refused(client: httpx.Client) -> None:
    headers = {
        "connection": "Upgrade", "upgrade": "websocket", "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    assert client.get("/", headers=headers).status_code == 403


def test_an_embedded_page_keeps_to_its_language_and_stays_embedded(client: httpx.Client) -> None:
    page = client.get("/?innebygd=1", headers={"accept-language": "en"})
    assert page.status_code == 200
    assert '<html lang="nb"' in page.text
    assert 'href="/nn/?innebygd=1"' in page.text
    assert "/sprak/" not in page.text


def test_a_page_beside_the_places_is_none_of_them(client: httpx.Client) -> None:
    for path, current in (("/", 1), ("/passer-vi/", 1), ("/logg-inn", 0), ("/docs", 0)):
        page = client.get(path, headers={"accept-language": "nb"}).text
        assert page.count("aria-current=page") == current
