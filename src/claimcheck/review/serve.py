"""Listening on this machine alone, until somebody stops it."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HOST = "127.0.0.1"
_WAIT = 5
"""Seconds in which requests that are under way may end."""


def check_installed() -> None:
    """Say what to install where the extra is missing.

    Raises:
        ClaimcheckError: starlette or uvicorn is not there.
    """
    if missing := [name for name in ("starlette", "uvicorn") if find_spec(name) is None]:
        raise ClaimcheckError(f"the review page needs {' and '.join(missing)}: pip install 'claimcheck[review]'")


def listen(port: int) -> socket.socket:
    """A socket of the loopback interface; port 0 takes one that is free.

    Raises:
        ClaimcheckError: the port is taken, or may not be used.
    """
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere the option lets two programs listen on one port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(128)
    except OSError as error:
        found.close()
        message = f"port {port} of {HOST}: {error.strerror or error}; give another --port, or none"
        raise ClaimcheckError(message) from error
    return found


def run(app: ASGIApp, listening: socket.socket) -> None:
    """Serve until Ctrl-C; requests that are under way are answered first."""
    import uvicorn

    config = uvicorn.Config(
        app,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_WAIT,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
