"""The page about the HTTP API says what the API says of itself, and its examples work."""

from __future__ import annotations

import html
import json
import re

import httpx
import pytest


def page(client: httpx.Client, query: str = "", **headers: str) -> str:
    response = client.get(f"/docs{query}", headers={"accept-language": "nb", **headers})
    assert response.status_code == 200
    return response.text


def test_every_call_is_shown(client: httpx.Client) -> None:
    text = page(client)
    described = client.get("/openapi.json").json()["paths"]
    shown = re.findall(r"<h2><code>(\w+) (/[^<]+)</code></h2>", text)
    assert {(m.lower(), p) for m, p in shown} == {(m, p) for p in described for m in described[p]}


def test_the_examples_of_the_page_work(client: httpx.Client) -> None:
    commands = [
        html.unescape(c) for c in re.findall(r"<code>(curl .*?)</code>", page(client), re.S)
    ]
    sent = [re.search(r"(http\S+).*-d '(.*)'", c, re.S) for c in commands]
    assert sum(found is not None for found in sent) >= 5
    for found in sent:
        if found is not None:
            body = json.loads(found[2])
            assert client.post(found[1], json=body).status_code == 200, found[1]


def test_no_script_and_no_other_host(client: httpx.Client) -> None:
    text = page(client)
    loaded = re.findall(r'<(?:script|img|link)[^>]*(?:src|href)="([^"]+)"', text)
    assert loaded
    assert all(address.startswith("/web/") for address in loaded)
    assert "&lt;script src=" in text


@pytest.mark.parametrize(
    ("query", "accept", "words"),
    [
        ("", "nb", "For utviklere"),
        ("", "nn", "For utviklarar"),
        ("?sprak=en", "nb", "For developers"),
        ("?sprak=tull", "nn", "For utviklarar"),
    ],
)
def test_the_page_follows_the_reader(
    client: httpx.Client, query: str, accept: str, words: str
) -> None:
    assert f"<h1>{words}</h1>" in page(client, query, **{"accept-language": accept})


def test_sign_in_follows_the_page_it_was_chosen_on(client: httpx.Client) -> None:
    response = client.get("/logg-inn?sprak=en", headers={"accept-language": "nb"})
    assert '<html lang="en"' in response.text
