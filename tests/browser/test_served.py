"""The page and the server that keeps its decisions, as far as the page goes: a stand-in that speaks the same way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.report.sample import PAGES, RESULT

from claimcheck.report import as_html

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


class Desk(BaseHTTPRequestHandler):
    """Keeps decisions in memory; a post that has not seen the last one of its conflict is refused."""

    kept: dict[str, dict[str, Any]]
    refused: list[str]

    def do_GET(self) -> None:
        if self.path == "/":
            page = as_html.render(RESULT, PAGES, token="secret")  # noqa: S106 - of a made-up server
            self._answer(200, page.encode(), "text/html")
        else:
            self._answer(200, json.dumps({"schema_version": 1, "decisions": list(self.kept.values())}).encode())

    def do_POST(self) -> None:
        decision = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.headers["X-Claimcheck-Token"] != "secret":
            self.refused.append("token")
            self._answer(403, b"{}")
            return
        last = self.kept.get(decision["id"])
        if last is not None and last["revision"] != decision["revision"]:
            self.refused.append(decision["id"])
            self._answer(409, json.dumps({"decision": last}).encode())
            return
        self.kept[decision["id"]] = {**decision, "revision": (decision["revision"] or 0) + 1}
        self._answer(200, json.dumps({"revision": self.kept[decision["id"]]["revision"]}).encode())

    def _answer(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Desk.kept, Desk.refused = {}, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def opened(context: BrowserContext, server: ThreadingHTTPServer) -> Page:
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
    page.locator("#shown").wait_for()
    return page


def test_a_decision_is_sent_as_it_is_made(context: BrowserContext, server: ThreadingHTTPServer) -> None:
    page = opened(context, server)
    page.locator("#c-k-value").get_by_role("button", name="Both valid").click()
    page.locator("#unsaved", has_text="all saved").wait_for()
    assert Desk.kept["k-value"]["verdict"] == "both-valid"
    page.keyboard.press("u")
    page.locator("#unsaved:empty").wait_for(state="attached")
    assert Desk.kept["k-value"]["verdict"] is None
    assert Desk.refused == []


def test_two_tabs_see_each_other_and_lose_nothing(context: BrowserContext, server: ThreadingHTTPServer) -> None:
    one, other = opened(context, server), opened(context, server)
    one.locator("#c-k-value").get_by_role("button", name="Both valid").click()
    one.locator("#unsaved", has_text="all saved").wait_for()
    other.locator("#c-k-value").get_by_role("button", name="Not a claim").click()
    other.locator("#c-k-value .said", has_text="both valid").wait_for()
    assert Desk.refused == ["k-value"]
    assert Desk.kept["k-value"]["verdict"] == "both-valid"
    other.locator("#c-k-value").get_by_role("button", name="Not a claim").click()
    one.locator("#c-k-value .said", has_text="not a claim").wait_for()
    assert Desk.kept["k-value"]["verdict"] == "not-a-claim"
