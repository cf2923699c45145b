"""The routes of the review page: the page, the decisions, a decision."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError
from claimcheck.review.desk import Desk, NewerError, RefusedError
from claimcheck.review.guard import Guard
from claimcheck.review.page import Page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

MAX_BODY = 65_536
"""Bytes of one decision."""
MAX_SECONDS = 10
"""For its arrival."""


class _BodyError(Exception):
    """A body that is not taken; the status says why."""


def make_app(page: Page, desk: Desk, token: str, port: int) -> ASGIApp:
    """The application behind its guard."""
    from starlette.applications import Starlette
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import JSONResponse, Response
    from starlette.routing import Route

    html = page.html.encode("utf-8")

    async def show(_request: Request) -> Response:
        headers = {"content-security-policy": page.policy}
        return Response(html, media_type="text/html; charset=utf-8", headers=headers)

    async def tell(_request: Request) -> Response:
        try:
            return JSONResponse(await run_in_threadpool(desk.decisions))
        except ClaimcheckError as error:
            return JSONResponse({"error": str(error)}, 503)

    async def take(request: Request) -> Response:
        try:
            item = await _json(request)
            return JSONResponse(await run_in_threadpool(desk.decide, item))
        except _BodyError as error:
            return JSONResponse({"error": error.args[1]}, error.args[0])
        except NewerError as error:
            return JSONResponse(error.stored, 409)
        except RefusedError as error:
            return JSONResponse({"error": str(error)}, 400)
        except ClaimcheckError as error:
            return JSONResponse({"error": str(error)}, 503)

    routes = [
        Route("/", show, methods=["GET"]),
        Route("/decisions", tell, methods=["GET"]),
        Route("/decisions", take, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), token, port)


async def _json(request: Request) -> object:
    """The body, where it is JSON of a decision's size that arrives in time."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise _BodyError(415, "send application/json")
    data = b""
    try:
        async with asyncio.timeout(MAX_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > MAX_BODY:
                    raise _BodyError(413, f"a decision takes at most {MAX_BODY} bytes")
    except TimeoutError:
        raise _BodyError(408, "the decision did not arrive") from None
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise _BodyError(400, "not JSON") from None
