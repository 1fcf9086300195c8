"""Our own style, script and icon. The address tells the content, so browsers keep them for good."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

STATIC = Path(__file__).with_name("static")
FOREVER = "public, max-age=31536000, immutable"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file as it is sent: as it is, and compressed; `version` stands for its content."""

    name: str
    body: bytes
    packed: bytes
    version: str

    @classmethod
    def of(cls, name: str, body: bytes) -> OwnFile:
        """A file of this name and content."""
        version = hashlib.sha256(body).hexdigest()[:12]
        return cls(name, body, gzip.compress(body, mtime=0), version)

    @property
    def address(self) -> str:
        """Where it is found, with its version."""
        return f"/web/{self.name}?v={self.version}"


@cache
def files() -> dict[str, OwnFile]:
    """Every file of the folder by name, read once."""
    found = [p for p in sorted(STATIC.iterdir()) if p.suffix in _KINDS]
    return {p.name: OwnFile.of(p.name, p.read_bytes()) for p in found}


def address(name: str) -> str:
    """Where a file of the folder is found."""
    return files()[name].address


def takes_gzip(accept_encoding: str) -> bool:
    """Whether a client that sent this `Accept-Encoding` takes gzip."""
    offers = (part.strip().lower().replace(" ", "") for part in accept_encoding.split(","))
    return any(o == "gzip" or (o.startswith("gzip;") and not o.endswith("q=0")) for o in offers)


def router(made: Iterable[OwnFile] = ()) -> APIRouter:
    """`/web/…`: for good where the address names the version, else asked about each time.

    Args:
        made: files that stand in no folder.

    """
    routes = APIRouter()
    known = files() | {file.name: file for file in made}

    @routes.get("/web/{name}", include_in_schema=False)
    def own(name: str, request: Request, v: str = "") -> Response:
        found = known.get(name)
        if found is None:
            raise HTTPException(404, "there is no such file")
        kind = _KINDS[Path(name).suffix]
        tag = f'"{found.version}"'
        headers = {
            "etag": tag,
            "vary": "accept-encoding",
            "cache-control": FOREVER if v == found.version else "no-cache",
        }
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        if takes_gzip(request.headers.get("accept-encoding", "")):
            headers["content-encoding"] = "gzip"
            return Response(found.packed, media_type=kind, headers=headers)
        return Response(found.body, media_type=kind, headers=headers)

    return routes
