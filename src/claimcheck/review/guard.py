"""What stands in front of the page: who may ask it what, and what a browser may do with the answer.

A web page of anybody's can make the reviewer's browser ask 127.0.0.1, under a name of its own (DNS rebinding) or across
sites. So the name that is asked for, the page that asks and the token of this run must all fit.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN_HEADER = b"x-claimcheck-token"
ROUTES: Mapping[str, frozenset[str]] = {"/": frozenset({"GET"}), "/decisions": frozenset({"GET", "POST"})}
"""All there is: a path and the methods it takes."""
HEADERS: Mapping[bytes, bytes] = {
    b"cache-control": b"no-store",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"referrer-policy": b"no-referrer",
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
}
"""Of every answer, where it says nothing else itself."""
_MOST = 10
"""Parameters of an address that are looked through."""


class Guard:
    """An ASGI application that lets through to another what is allowed."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        """Args: token: of this run. port: the one that is listened on."""
        self._app = app
        self._token = token.encode("ascii")
        self._hosts = frozenset(f"{name}:{port}".encode("ascii") for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            return
        status, reason = self._refusal(scope) or (0, "")
        app = PlainTextResponse(f"{reason}\n", status) if status else self._app
        await app(scope, receive, _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Status and reason of what may not be asked; None for what may."""
        headers: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value)
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return 421, "asked for under another name"
        if scope["path"] not in ROUTES:
            return 404, "there is nothing here"
        if scope["method"] not in ROUTES[scope["path"]]:
            return 405, "not with this method"
        return self._stranger(scope, headers, hosts[0].lower())

    def _stranger(self, scope: Scope, headers: Mapping[bytes, list[bytes]], host: bytes) -> tuple[int, str] | None:
        own = [b"http://" + host]
        origins = headers.get(b"origin", [] if scope["method"] == "POST" else own)
        if origins != own or not {*headers.get(b"sec-fetch-site", [])} <= {b"same-origin", b"none"}:
            return 403, "another page asks"
        if scope["path"] == "/":
            tokens = parse_qs(scope["query_string"], max_num_fields=_MOST).get(b"token", []) if _few(scope) else []
        else:
            tokens = headers.get(TOKEN_HEADER, [])
        if len(tokens) != 1 or not secrets.compare_digest(tokens[0], self._token):
            return 403, "the token is not that of this run; open the address that `claimcheck review` printed"
        return None


def _few(scope: Scope) -> bool:
    """Whether there are no more parameters than can be looked through."""
    return bool(scope["query_string"].count(b"&") < _MOST)


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = {name.lower() for name, _ in message["headers"]}
            missing = [(name, value) for name, value in HEADERS.items() if name not in said]
            message = {**message, "headers": [*message["headers"], *missing]}
        await send(message)

    return with_headers
