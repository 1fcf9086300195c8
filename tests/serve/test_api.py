from __future__ import annotations

import json

import httpx
import pytest

ASK_KEYS = {"question", "language", "outcome", "answer", "citations", "answered_by", "notices"}
CITATION_KEYS = {
    "number", "document", "title", "section", "page", "quote", "url", "published", "status",
}  # fmt: skip


def test_an_answer_has_the_shape_of_the_contract(client: httpx.Client) -> None:
    answer = client.post("/api/ask", json={"question": "Hvor lenge varer NIC Impact?"}).json()
    assert answer.keys() >= ASK_KEYS
    assert answer["outcome"] == "answered"
    assert "tre år" in answer["answer"]
    assert answer["citations"][0].keys() >= CITATION_KEYS
    assert "tre år" in answer["citations"][0]["quote"]


def test_history_decides_what_a_follow_up_means(client: httpx.Client) -> None:
    turns = [
        {"role": "user", "content": "Hvor lenge varer NIC Impact?"},
        {"role": "assistant", "content": "NIC Impact varer i tre år [1]."},
    ]
    body = {"question": "Enn for Connect, da?", "history": turns}
    answer = client.post("/api/ask", json=body).json()
    assert "Connect" in json.dumps(answer["citations"], ensure_ascii=False)


@pytest.mark.parametrize("ask", ["accept", "field"])
def test_events_end_with_the_same_answer(client: httpx.Client, ask: str) -> None:
    body: dict[str, object] = {"question": "Hvor lenge varer NIC Impact?"}
    whole = client.post("/api/ask", json=body).json()
    headers = {"accept": "text/event-stream"} if ask == "accept" else {}
    if ask == "field":
        body["stream"] = True
    response = client.post("/api/ask", json=body, headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [
        (e.split("\n")[0].removeprefix("event: "), json.loads(e.split("\n")[1][6:]))
        for e in response.text.strip().split("\n\n")
    ]
    assert [name for name, _ in events[:-1]] == ["piece"] * (len(events) - 1)
    assert "".join(value["text"] for _, value in events[:-1]) == whole["answer"]
    assert events[-1] == ("answer", whole)


@pytest.mark.parametrize(
    ("content", "status", "word"),
    [
        ("", 422, "body"),
        ("{", 400, "JSON"),
        ("[" * 100_000, 400, "pars"),
        ("[]", 422, "body"),
        ("{}", 422, "question"),
        ('{"question": 1}', 422, "question"),
        ('{"question": null}', 422, "question"),
        ('{"question": ""}', 422, "empty"),
        ('{"question": "\\u0000\\u0007"}', 422, "empty"),
        ('{"question": "a", "history": "x"}', 422, "history"),
        ('{"question": "a", "history": [{"role": "king", "content": ""}]}', 422, "role"),
        ('{"question": "a", "as_of": "i går"}', 422, "as_of"),
        (json.dumps({"question": "a" * 2001}), 413, "2001"),
        (json.dumps({"question": "a" * 200_000}), 413, "200000"),
        (json.dumps({"question": "å" * 200_000}, ensure_ascii=False), 413, "too large"),
    ],
)
def test_a_bad_body_gets_one_clear_line(
    client: httpx.Client, content: str, status: int, word: str
) -> None:
    headers = {"content-type": "application/json"}
    response = client.post("/api/ask", content=content.encode(), headers=headers)
    assert response.status_code == status
    error = response.json()["error"]
    assert word in error
    assert "\n" not in error
    assert "Traceback" not in error


def test_a_body_without_a_length_is_stopped_too(client: httpx.Client) -> None:
    def parts():
        yield b'{"question": "'
        for _ in range(400):
            yield b"a" * 1000
        yield b'"}'

    response = client.post(
        "/api/ask", content=parts(), headers={"content-type": "application/json"}
    )
    assert response.status_code == 413


def test_a_lone_surrogate_is_no_accident(client: httpx.Client) -> None:
    turn = rb'{"role": "user", "content": "\udfff"}'
    body = rb'{"question": "hva er \ud800 NIC Impact?", "history": [' + turn + b"]}"
    response = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 200


def test_search_by_body_and_by_address_agree(client: httpx.Client) -> None:
    by_body = client.post("/api/search", json={"question": "driftsstøtte", "k": 3}).json()
    by_address = client.get("/api/search", params={"question": "driftsstøtte", "k": 3}).json()
    assert by_body == by_address
    assert [h["rank"] for h in by_body["hits"]] == [1, 2, 3]
    assert by_body["hits"][0].keys() >= {
        "score",
        "chunk_id",
        "document",
        "title",
        "section",
        "text",
    }


@pytest.mark.parametrize("k", [0, 101, "mange"])
def test_search_refuses_a_number_outside_its_range(client: httpx.Client, k: object) -> None:
    response = client.post("/api/search", json={"question": "støtte", "k": k})
    assert response.status_code == 422
    assert response.json()["error"]


def test_a_check_knows_missing_from_not_met(client: httpx.Client) -> None:
    empty = client.post("/api/check", json={}).json()
    assert {level["verdict"] for level in empty["levels"]} == {"missing"}
    assert len(empty["levels"]) == 8
    against = client.post(
        "/api/check", params={"level": "nic-connect-2024"}, json={"business_led": False}
    ).json()
    (level,) = against["levels"]
    assert level["verdict"] == "not_met"
    assert all(c["citation"]["quote"] for c in level["criteria"])


def test_a_profile_may_be_wrapped(client: httpx.Client) -> None:
    profile = {"business_led": False}
    wrapped = client.post(
        "/api/check",
        json={"profile": profile, "levels": ["nic-connect-2024"], "as_of": "2024-05-01"},
    ).json()
    bare = client.post(
        "/api/check", params={"level": "nic-connect-2024", "as_of": "2024-05-01"}, json=profile
    ).json()
    assert wrapped == bare
    assert wrapped["as_of"] == "2024-05-01"


@pytest.mark.parametrize(
    "body",
    [
        {"esca_label": "platinum"},
        {"business_led": "ja"},
        {"unknown_field": 1},
        {"profile": {}, "levels": ["nce-1999"]},
        {"profile": {}, "levels": "nce-2019"},
        {"profile": {}, "as_of": "i går"},
        {"profile": {}, "language": "sv"},
        [],
        "tekst",
    ],
)
def test_a_faulty_profile_is_named(client: httpx.Client, body: object) -> None:
    response = client.post("/api/check", json=body)
    assert response.status_code == 422
    assert response.json()["error"]


def test_schema_health_and_readiness(client: httpx.Client) -> None:
    schema = client.get("/api/profile/schema").json()
    assert "business_led" in schema["properties"]
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["chunks"] > 0


def test_openapi_shows_examples_that_work(client: httpx.Client) -> None:
    api = client.get("/openapi.json").json()
    assert {"/api/ask", "/api/search", "/api/check", "/api/profile/schema", "/readyz"} <= set(
        api["paths"]
    )
    for example in api["components"]["schemas"]["AskBody"]["examples"]:
        assert client.post("/api/ask", json=example).status_code == 200
    assert set(api["paths"]["/api/ask"]["post"]["responses"]) >= {"200", "400", "413", "422", "429"}
    examples = api["paths"]["/api/check"]["post"]["requestBody"]["content"]["application/json"]
    for example in examples["schema"].get("examples") or examples["examples"]:
        assert client.post("/api/check", json=example).status_code == 200


def test_unknown_addresses_and_methods_get_one_line_too(client: httpx.Client) -> None:
    assert client.get("/api/tull").status_code == 404
    assert client.get("/api/tull").json()["error"]
    assert client.get("/api/ask").status_code == 405
    assert client.get("/api/ask").json()["error"]
