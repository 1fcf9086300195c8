from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from starlette.types import Scope

from assistant.errors import ConfigurationError, InputError
from assistant.serve import users
from assistant.serve.users import Role
from assistant.serve.web.access import ATTEMPTS, IDLE, Access
from assistant.serve.web.shell import ADVISER, STAFF
from assistant.settings import Settings
from tests.serve.conftest import Running, make_settings, run_server

PASSWORD = "riktig hest batteri"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


def scope(host: str = "127.0.0.1", name: str = "localhost:7860", **headers: str) -> Scope:
    raw = [(b"host", name.encode())]
    raw += [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return {"type": "http", "client": (host, 5000), "headers": raw}


def test_a_user_survives_the_file(settings: Settings) -> None:
    path = users.path_of(settings)
    users.add(path, "kari", Role.STAFF, PASSWORD)
    users.add(path, "ola", Role.ADVISER, PASSWORD)
    found = users.load(settings)
    assert list(found) == ["kari", "ola"]
    assert users.verify(found, "kari", PASSWORD) == found["kari"]
    assert users.verify(found, "kari", PASSWORD + "x") is None
    assert users.verify(found, "per", PASSWORD) is None
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    users.add(path, "kari", Role.ADVISER, "et nytt langt passord")
    assert users.load(settings)["kari"].role is Role.ADVISER
    users.remove(path, "kari")
    assert list(users.load(settings)) == ["ola"]


def test_users_in_the_environment_survive_being_a_path_setting() -> None:
    for _ in range(5):
        hashes = users.hash_password(PASSWORD), users.hash_password("x" * 12)
        text = f"kari:staff:{hashes[0]};ola:adviser:{hashes[1]}"
        found = users.load(Settings(users=Path(text)))
        assert users.verify(found, "kari", PASSWORD) == found["kari"]
        assert found["ola"].role is Role.ADVISER


@pytest.mark.parametrize("name", ["", "a b", 'x"', "../x", "x\ny", "å", "x" * 61, "-x"])
def test_a_faulty_name_is_refused(settings: Settings, name: str) -> None:
    with pytest.raises(InputError):
        users.add(users.path_of(settings), name, Role.STAFF, PASSWORD)


@pytest.mark.parametrize("password", ["", "kort", "x" * 201])
def test_a_faulty_password_is_refused(settings: Settings, password: str) -> None:
    with pytest.raises(InputError):
        users.add(users.path_of(settings), "kari", Role.STAFF, password)


@pytest.mark.parametrize(
    "text",
    [
        "[[user]]\nname = 'a'\n",
        "user = 3",
        "not toml",
        "[[user]]\nname='a'\nrole='king'\nhash='$argon2x'\n",
    ],
)
def test_a_faulty_file_is_named(settings: Settings, text: str) -> None:
    path = users.path_of(settings)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"users\.toml"):
        users.load(settings)


def test_the_command(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant.serve.cli import run

    monkeypatch.setenv("ASSISTANT_DATA", str(settings.data))
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    assert run(["user", "add", "kari", "--role", "staff", "--password-stdin"]) == 0
    assert users.verify(users.load(settings), "kari", PASSWORD) is not None
    capsys.readouterr()
    assert run(["user", "list"]) == 0
    assert capsys.readouterr().out == "kari\tstaff\n"
    assert run(["user", "remove", "kari"]) == 0
    assert run(["user", "remove", "kari"]) == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("kort\n"))
    assert run(["user", "add", "ola", "--password-stdin"]) == 2
    assert capsys.readouterr().err.count("\n") == 2


@pytest.mark.parametrize(
    ("where", "opened"),
    [
        (scope(), True),
        (scope("::1", "[::1]:7860"), True),
        (scope("127.0.0.1", "127.0.0.1"), True),
        (scope("192.0.2.7"), False),
        (scope("127.0.0.1", "evil.example"), False),
        (scope("127.0.0.1", "localhost.evil.example:80"), False),
        (scope("127.0.0.1", "localhost", x_forwarded_for="192.0.2.7"), False),
    ],
)
def test_without_users_only_this_machine_gets_in(
    settings: Settings, where: Scope, opened: bool
) -> None:
    assert Access(settings).reader(where).places == ((ADVISER, STAFF) if opened else ())


def test_a_role_opens_its_places_until_the_session_ends(settings: Settings) -> None:
    now = 0.0
    path = users.path_of(settings)
    users.add(path, "kari", Role.STAFF, PASSWORD)
    users.add(path, "ola", Role.ADVISER, PASSWORD)
    access = Access(settings, clock=lambda: now)
    assert access.reader(scope()).places == ()
    token, _ = access.sign_in("ola", PASSWORD, "192.0.2.7")
    assert access.reader(scope(cookie=f"okt={token}")).places == (ADVISER,)
    staff, _ = access.sign_in("kari", PASSWORD, "192.0.2.7")
    assert access.reader(scope(cookie=f"okt={staff}")).places == (ADVISER, STAFF)
    now = IDLE - 1
    assert access.reader(scope(cookie=f"okt={token}")).name == "ola"
    users.remove(path, "ola")
    assert access.reader(scope(cookie=f"okt={token}")).name is None
    now += IDLE - 1
    assert access.reader(scope(cookie=f"okt={staff}")).name is None
    assert access.reader(scope(cookie="okt=")).name is None


def test_attempts_are_throttled_and_a_good_one_forgives(settings: Settings) -> None:
    now = 0.0
    users.add(users.path_of(settings), "kari", Role.STAFF, PASSWORD)
    access = Access(settings, clock=lambda: now)
    for _ in range(ATTEMPTS - 1):
        assert access.sign_in("kari", "feil", "192.0.2.7") == (None, 0)
    assert access.sign_in("kari", PASSWORD, "192.0.2.7")[0]
    for _ in range(ATTEMPTS):
        assert access.sign_in("kari", "feil", "192.0.2.7") == (None, 0)
    token, wait = access.sign_in("kari", PASSWORD, "192.0.2.7")
    assert token is None
    assert wait > 0
    assert access.sign_in("kari", PASSWORD, "192.0.2.8")[0]
    now += wait
    assert access.sign_in("kari", PASSWORD, "192.0.2.7")[0]


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    settings = make_settings(tmp_path_factory.mktemp("closed"))
    users.add(users.path_of(settings), "kari", Role.STAFF, PASSWORD)
    users.add(users.path_of(settings), "ola", Role.ADVISER, PASSWORD)
    yield from run_server(settings)


def sign_in(
    client: httpx.Client, name: str, password: str = PASSWORD, til: str = ""
) -> httpx.Response:
    return client.post("/logg-inn", data={"navn": name, "passord": password, "til": til})


def test_the_door_of_the_closed_places(closed: Running) -> None:
    headers = {"accept-language": "nb"}
    with httpx.Client(base_url=closed.url, headers=headers, timeout=30) as client:
        for place in ("/radgiver/", "/evaluering/", "/en/evaluering/"):
            assert client.get(place).headers["location"] == f"/logg-inn?til={place}"
            assert client.get(f"{place}config").status_code == 401
            assert client.post(f"{place}gradio_api/queue/join", json={}).status_code == 401
            assert (
                client.post(f"{place}gradio_api/upload", files={"files": b"x"}).status_code == 401
            )
        wrong = sign_in(client, "ola", "feil passord")
        assert wrong.status_code == 401
        assert "feil" in wrong.text
        good = sign_in(client, "ola", til="/evaluering/")
        assert (good.status_code, good.headers["location"]) == (303, "/evaluering/")
        cookie = good.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert client.get("/radgiver/").status_code == 200
        assert client.get("/evaluering/").status_code == 307
        assert "Logget inn som ola" in client.get("/").text
        assert client.post("/logg-ut").headers["location"] == "/"
        assert client.get("/radgiver/").status_code == 307
        for target in ("https://evil.example/", "//evil.example/", "/api/ask"):
            assert sign_in(client, "kari", til=target).headers["location"] == "/radgiver/"
        assert client.get("/evaluering/").status_code == 200


def test_a_password_from_another_site_is_not_taken(closed: Running) -> None:
    with httpx.Client(base_url=closed.url) as client:
        data = {"navn": "kari", "passord": PASSWORD}
        refused = client.post("/logg-inn", data=data, headers={"origin": "https://evil.example"})
        assert refused.status_code == 403


def test_users_named_but_missing_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="assistant user add"):
        Access(replace(Settings(), users=tmp_path / "none.toml"))
