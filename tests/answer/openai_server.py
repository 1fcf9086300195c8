"""A real HTTP server on this machine that speaks the OpenAI chat completions protocol.

It plays a script: one `Act` per request, the last one again when the script is over. It answers
in one piece or as server-sent events, as the request asks, and can misbehave in many ways.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MARK = re.compile(r"(?<=-)[0-9a-f]{16}\b")
PASSAGE = re.compile(r'<passage-(\w+) number="(\d+)"([^>]*)>\n(.*?)\n</passage-\1>', re.DOTALL)


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    body: dict[str, Any]

    @property
    def text(self) -> str:
        """All messages' text."""
        return "\n".join(str(m.get("content") or "") for m in self.body["messages"])

    @property
    def told(self) -> str:
        """The same without the random marks, which may by chance hold any three digits."""
        return MARK.sub("mark", self.text)

    @property
    def passages(self) -> dict[int, str]:
        """The passages in it, by number."""
        return {int(n): text for _, n, _, text in PASSAGE.findall(self.text)}

    def number_of(self, words: str) -> int:
        """The number of the first passage that holds these words."""
        return next(n for n, text in self.passages.items() if words in text)


@dataclass(frozen=True)
class Say:
    """Answer with a text; a function makes it from the request."""

    text: str | Callable[[Request], str]


@dataclass(frozen=True)
class Call:
    """Ask for tools: (name, arguments as JSON text)."""

    calls: Sequence[tuple[str, str]]
    text: str = ""


@dataclass(frozen=True)
class Status:
    """An HTTP error."""

    code: int
    message: str = "scripted"


@dataclass(frozen=True)
class Raw:
    """Whatever bytes, with a content type."""

    data: bytes
    kind: str = "application/json"


@dataclass(frozen=True)
class Stall:
    """Say something (when streaming), then keep the connection open and say nothing more."""

    before: str = ""


@dataclass(frozen=True)
class Held:
    """Say the first part when streaming, wait to be let go, then say the rest."""

    first: str | Callable[[Request], str]
    rest: str | Callable[[Request], str]
    go: threading.Event


@dataclass(frozen=True)
class Drip:
    """Keep the line alive with comments for ever; no word comes."""


@dataclass(frozen=True)
class Endless:
    """The same words for ever (in one piece: a great many of them)."""

    words: str = "ord og atter ord [1]. "


@dataclass(frozen=True)
class HangUp:
    """Promise more than is sent, then close."""

    before: str = ""


Act = Say | Call | Status | Raw | Stall | Held | Drip | Endless | HangUp


@dataclass
class Scripted:
    """The running server: where it is, what it shall do, and what it was asked."""

    url: str
    script: list[Act] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def play(self, *acts: Act) -> None:
        """Start a new script."""
        with self.lock:
            self.script = list(acts)
            self.requests.clear()

    def next(self, request: Request) -> Act:
        """The act for a request."""
        with self.lock:
            self.requests.append(request)
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]


@contextmanager
def serving() -> Iterator[Scripted]:
    """A server on a free port of the loopback address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    scripted = Scripted(f"http://127.0.0.1:{server.server_address[1]}/v1")
    server.scripted = scripted  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield scripted
    finally:
        scripted.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""

    def do_POST(self) -> None:
        scripted: Scripted = self.server.scripted  # type: ignore[attr-defined]
        length = int(self.headers["Content-Length"])
        request = Request(json.loads(self.rfile.read(length)))
        act = scripted.next(request)
        try:
            self._act(act, request, scripted)
        except OSError:
            self.close_connection = True

    def _act(self, act: Act, request: Request, scripted: Scripted) -> None:
        streaming = bool(request.body.get("stream"))
        if isinstance(act, Status):
            body = json.dumps({"error": {"message": act.message, "type": "scripted"}}).encode()
            self._whole(act.code, body, "application/json")
        elif isinstance(act, Raw):
            self._whole(200, act.data, act.kind)
        elif isinstance(act, Held):
            self._hold(act, request)
        elif isinstance(act, Say | Call):
            text = act.text(request) if callable(act.text) else act.text
            calls = act.calls if isinstance(act, Call) else ()
            if streaming:
                self._events(text, calls)
            else:
                self._whole(200, _completion(text, calls), "application/json")
        else:
            self._misbehave(act, scripted, streaming=streaming)

    def _hold(self, act: Held, request: Request) -> None:
        self._start_events()
        for part in (act.first, act.rest):
            text = part(request) if callable(part) else part
            for piece in re.findall(r".{1,7}", text, re.DOTALL):
                self._event({"content": piece})
            act.go.wait()
        self._end_events("stop")

    def _misbehave(self, act: Act, scripted: Scripted, *, streaming: bool) -> None:
        self.close_connection = True
        if isinstance(act, Endless) and not streaming:
            self._whole(200, _completion(act.words * 20_000, ()), "application/json")
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream" if streaming else "application/json")
        if isinstance(act, HangUp):
            self.send_header("Content-Length", "100000")
        self.end_headers()
        if isinstance(act, HangUp | Stall) and streaming and act.before:
            for word in re.findall(r"\S+\s*", act.before):
                self._event({"content": word})
        elif isinstance(act, HangUp):
            self.wfile.write(b'{"id": "x", "choices": [{"mess')
        self.wfile.flush()
        if isinstance(act, Stall):
            scripted.over.wait()
        while isinstance(act, Endless) and not scripted.over.is_set():
            self._event({"content": act.words})
        while isinstance(act, Drip) and not scripted.over.wait(0.02):
            self.wfile.write(b": still here\n\n" if streaming else b" ")
            self.wfile.flush()

    def _whole(self, code: int, body: bytes, kind: str) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _events(self, text: str, calls: Sequence[tuple[str, str]]) -> None:
        self._start_events()
        for piece in re.findall(r".{1,7}", text, re.DOTALL):
            self._event({"content": piece})
        for i, (name, arguments) in enumerate(calls):
            head = {"index": i, "id": f"call_{i}", "type": "function"}
            self._event({"tool_calls": [{**head, "function": {"name": name, "arguments": ""}}]})
            for piece in re.findall(r".{1,9}", arguments, re.DOTALL):
                self._event({"tool_calls": [{"index": i, "function": {"arguments": piece}}]})
        self._end_events("tool_calls" if calls else "stop")

    def _start_events(self) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self._event({"role": "assistant", "content": ""})

    def _end_events(self, finish: str) -> None:
        self._event({}, finish=finish)
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        data = json.dumps({**chunk, "choices": [choice]})
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()


def _completion(text: str, calls: Sequence[tuple[str, str]]) -> bytes:
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if calls:
        message["tool_calls"] = [
            {"id": f"call_{i}", "type": "function", "function": {"name": n, "arguments": a}}
            for i, (n, a) in enumerate(calls)
        ]
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if calls else "stop"}
    whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "scripted"}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return json.dumps({**whole, "choices": [choice], "usage": usage}).encode()
