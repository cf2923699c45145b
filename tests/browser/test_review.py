"""The served page in a real browser: it may speak to its own server, and no other page may."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.review.served import Server, decision, serving

from claimcheck.store.decisions import FILE, load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """One of its own for each test."""
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def stranger() -> Iterator[str]:
    """The address of another site on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>another site</title>")

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that the library gave it
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=site.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{site.server_address[1]}/"
    site.shutdown()
    thread.join()
    site.server_close()


ASK = """async ([path, method, body, token]) => {
  const headers = {"X-Claimcheck-Token": token, "Content-Type": "application/json"};
  const answer = await fetch(path, {method, headers, body: body && JSON.stringify(body)});
  return [answer.status, await answer.json()];
}"""


def ask(page: Page, method: str, body: object = None) -> list[Any]:
    """What the page's own script does, by what the head of the page says."""
    meta = page.locator('meta[name="claimcheck-review"]')
    found: list[Any] = page.evaluate(
        ASK, [meta.get_attribute("content"), method, body, meta.get_attribute("data-token")]
    )
    return found


def test_the_page_saves_decisions_and_sees_those_of_another_tab(browser: Browser, server: Server) -> None:
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    trouble: list[str] = []
    for page in (one, two):
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        page.goto(server.url)
    status, stored = ask(one, "POST", decision("k-0"))
    assert status == 200
    assert [each.id for each in load(server.folder / FILE).decisions] == ["k-0"]
    assert ask(two, "GET")[1]["decisions"] == [stored]
    assert trouble == []
    assert ask(two, "POST", decision("k-0", "did not see it"))[0] == 409
    context.close()


def test_another_site_can_neither_write_nor_read(browser: Browser, server: Server, stranger: str) -> None:
    """Not even one that knows the token."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(stranger)
    refused = page.evaluate(
        """async ([url, token, body]) => {
          const tries = [
            {method: "GET", headers: {"X-Claimcheck-Token": token}},
            {method: "POST", headers: {"X-Claimcheck-Token": token, "Content-Type": "application/json"}, body},
            {method: "POST", mode: "no-cors", headers: {"Content-Type": "text/plain"}, body},
          ];
          return Promise.all(tries.map((each) => fetch(url, each).then((answer) => answer.type, () => "refused")));
        }""",
        [
            f"{server.base}/decisions",
            server.token,
            '{"id": "k-0", "verdict": "both-valid", "reason": "r", "revision": null}',
        ],
    )
    assert refused in (["refused", "refused", "opaque"], ["refused", "refused", "refused"])
    assert not (server.folder / FILE).exists()
    context.close()


def test_another_site_cannot_show_the_page_in_a_frame(browser: Browser, server: Server, stranger: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(stranger)
    page.evaluate(
        """(url) => new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.onload = done;
          frame.src = url;
          document.body.append(frame);
        })""",
        server.url,
    )
    assert len(page.frames) == 2
    assert all(frame.locator('meta[name="claimcheck-review"]').count() == 0 for frame in page.frames)
    context.close()


def until(server: Server, ids: set[str]) -> None:
    """Wait until the file holds decisions about these conflicts and no others."""
    for _ in range(100):
        found = {each.id for each in load(server.folder / FILE).decisions}
        if found == ids:
            return
        time.sleep(0.1)
    assert found == ids


def test_two_people_decide_by_keyboard_in_two_tabs(browser: Browser, server: Server) -> None:
    from playwright.sync_api import expect

    context = browser.new_context()
    context.set_default_timeout(10_000)
    one, two = context.new_page(), context.new_page()
    trouble: list[str] = []
    for page in (one, two):
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda message: trouble.append(message.text))
        page.goto(server.url)
        assert page.locator("#decided").count() == 1
    one.keyboard.press("j")
    one.keyboard.press("2")
    until(server, {"k-0"})
    expect(two.locator("#decided")).to_contain_text("1 decided")
    expect(one.locator("#unsaved")).to_have_text("all saved")
    one.keyboard.press("u")
    until(server, set())
    expect(two.locator("#decided")).to_contain_text("0 decided")
    assert trouble == []
    context.close()
