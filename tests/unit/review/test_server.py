"""The review server itself, on a port of this machine: what it saves, what it refuses, how it ends."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.unit.review.served import Server, decision, serving

from claimcheck.model import Decision, Verdict
from claimcheck.store.decisions import FILE, load, record

WRITERS = 50


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One for the tests that save nothing."""
    with serving(tmp_path_factory.mktemp("shared")) as server:
        yield server


def stored(server: Server) -> dict[str, Decision]:
    return {each.id: each for each in load(server.folder / FILE).decisions}


def test_the_page_knows_where_its_decisions_go(server: Server) -> None:
    answer = httpx.get(server.url, trust_env=False)
    assert answer.status_code == 200
    head = answer.text.partition("</head>")[0]
    assert f'<meta name="claimcheck-review" content="/decisions" data-token="{server.token}">' in head
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "; connect-src 'self'; " in policy
    assert policy.endswith("; frame-ancestors 'none'")


def test_a_decision_is_saved_as_it_is_made(tmp_path: Path) -> None:
    with serving(tmp_path) as server, server.client() as tab:
        answer = tab.post(
            "/decisions", json=decision("k-0", verdict="wrong-in", document="sources/news.md", value="19.2 months")
        )
        assert answer.status_code == 200
        saved = stored(server)["k-0"]
        assert (saved.verdict, saved.document, saved.value, saved.by) == (
            Verdict.WRONG_IN, "sources/news.md", "19.2 months", "r.v.",
        )  # fmt: skip
        assert saved.on is not None
        assert saved.saw == {"sources/a review.pdf": "sha256:" + "aa" * 32, "sources/news.md": "sha256:" + "bb" * 32}
        assert tab.get("/decisions").json()["decisions"] == [answer.json()]
        withdrawn = tab.post("/decisions", json={"id": "k-0", "verdict": None, "revision": answer.json()["revision"]})
        assert withdrawn.json() == {"id": "k-0", "verdict": None, "revision": None}
        assert stored(server) == {}
        assert server.stop() == f"ended; 2 changes saved to {FILE}\n"
        assert server.process.returncode == 0


def test_two_tabs_do_not_lose_each_other_s_work(tmp_path: Path) -> None:
    with serving(tmp_path) as server, server.client() as one, server.client() as two:
        first = one.post("/decisions", json=decision("k-0", "from one")).json()
        assert two.post("/decisions", json=decision("k-1", "from two")).status_code == 200
        late = two.post("/decisions", json=decision("k-0", "from two, which did not see it"))
        assert (late.status_code, late.json()) == (409, first)
        assert stored(server)["k-0"].reason == "from one"
        mended = two.post("/decisions", json=decision("k-0", "from two, which saw it", first["revision"]))
        assert mended.status_code == 200
        seen = one.get("/decisions").json()
        assert {each["id"]: each["reason"] for each in seen["decisions"]} == {
            "k-0": "from two, which saw it", "k-1": "from two",
        }  # fmt: skip
        gone = two.post("/decisions", json={"id": "k-0", "verdict": None, "revision": mended.json()["revision"]})
        assert gone.status_code == 200
        again = one.post("/decisions", json=decision("k-0", "on what is withdrawn", mended.json()["revision"]))
        assert (again.status_code, again.json()) == (409, {"id": "k-0", "verdict": None, "revision": None})
        assert one.get("/decisions").json()["revision"] != seen["revision"]


def test_a_decision_that_is_sent_twice_is_one(tmp_path: Path) -> None:
    with serving(tmp_path) as server, server.client() as tab:
        answers = [tab.post("/decisions", json=decision("k-0")) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert answers[0].json() == answers[1].json()


def test_fifty_writers_lose_no_decision(tmp_path: Path) -> None:
    """Each decides on conflicts of its own, and all of them on one, which each may change only after having seen it."""
    barrier = threading.Barrier(WRITERS)

    with serving(tmp_path, 4 * WRITERS + 1) as server, ThreadPoolExecutor(WRITERS) as pool:

        def work(number: int) -> int:
            refused = 0
            with server.client() as tab:
                barrier.wait(60)
                for each in range(4):
                    assert (
                        tab.post("/decisions", json=decision(f"k-{4 * number + each}", f"of {number}")).status_code
                        == 200
                    )
                seen: int | None = None
                while (
                    answer := tab.post("/decisions", json=decision("k-200", f"of {number}", seen))
                ).status_code == 409:
                    seen, refused = answer.json()["revision"], refused + 1
                assert answer.status_code == 200
            return refused

        refused = sum(pool.map(work, range(WRITERS)))
        assert refused >= WRITERS - 1
        saved = stored(server)
        assert {name: each.reason for name, each in saved.items() if name != "k-200"} == {
            f"k-{number}": f"of {number // 4}" for number in range(4 * WRITERS)
        }
        assert "k-200" in saved
        assert server.stop() == f"ended; {5 * WRITERS} changes saved to {FILE}\n"


def test_what_others_write_meanwhile_stays(tmp_path: Path) -> None:
    with serving(tmp_path) as server, server.client() as tab:
        tab.post("/decisions", json=decision("k-0"))
        path = tmp_path / FILE
        path.write_text("# by hand\n" + path.read_text("utf-8").replace("two cuts", "by hand"), "utf-8")
        record(path, [Decision("k-2", Verdict.NEEDS_SOURCE, "by another program")])
        assert tab.post("/decisions", json=decision("k-1")).status_code == 200
        assert path.read_text("utf-8").startswith("# by hand\n")
        assert {name: each.reason for name, each in stored(server).items()} == {
            "k-0": "by hand", "k-1": "two cuts", "k-2": "by another program",
        }  # fmt: skip


def test_a_file_that_was_broken_by_hand_is_said_and_mended(tmp_path: Path) -> None:
    with serving(tmp_path) as server, server.client() as tab:
        tab.post("/decisions", json=decision("k-0"))
        path = tmp_path / FILE
        good = path.read_text("utf-8")
        path.write_text(good + "[[decision\n", "utf-8")
        for answer in (tab.post("/decisions", json=decision("k-1")), tab.get("/decisions")):
            assert answer.status_code == 503
            assert "not valid TOML" in answer.json()["error"]
        assert path.read_text("utf-8") == good + "[[decision\n"
        path.write_text(good, "utf-8")
        assert tab.post("/decisions", json=decision("k-1")).status_code == 200
        assert set(stored(server)) == {"k-0", "k-1"}


def ask(server: Server, method: str, path: str, **changed: str | None) -> httpx.Response:
    """A request as the page sends it, but for some headers; None leaves one out."""
    headers = {"X-Claimcheck-Token": server.token, "Content-Type": "application/json"}
    headers |= {"Origin": server.base} if method == "POST" else {}
    content = json.dumps(decision("k-0")) if method == "POST" else None
    named = {name.replace("_", "-"): value for name, value in changed.items()}
    content = named.pop("content", content)
    headers = {name: value for name, value in {**headers, **named}.items() if value is not None}
    with httpx.Client(base_url=server.base, trust_env=False) as client:
        return client.request(method, path, headers=headers, content=content)


@pytest.mark.parametrize(
    ("method", "path", "changed", "status"),
    [
        ("GET", "/", {}, 403),
        ("GET", "/?token=x", {}, 403),
        ("GET", "/?token=TOKEN&token=TOKEN", {}, 403),
        ("GET", "/?token=TOKEN", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", "/?token=TOKEN", {"Host": "attacker.example"}, 421),
        ("GET", "/decisions", {"X-Claimcheck-Token": None}, 403),
        ("GET", "/decisions", {"X-Claimcheck-Token": "x"}, 403),
        ("GET", "/decisions?token=TOKEN", {"X-Claimcheck-Token": None}, 403),
        ("GET", "/decisions", {"Origin": "http://attacker.example"}, 403),
        ("GET", "/decisions", {"Host": "attacker.example:PORT"}, 421),
        ("GET", "/decisions", {"Host": "127.0.0.1:1"}, 421),
        ("GET", "/decisions", {"Host": "127.0.0.1"}, 421),
        ("POST", "/decisions", {"X-Claimcheck-Token": None}, 403),
        ("POST", "/decisions", {"X-Claimcheck-Token": "TOKENx"}, 403),
        ("POST", "/decisions", {"Origin": None}, 403),
        ("POST", "/decisions", {"Origin": "null"}, 403),
        ("POST", "/decisions", {"Origin": "http://attacker.example"}, 403),
        ("POST", "/decisions", {"Origin": "http://localhost:PORT"}, 403),
        ("POST", "/decisions", {"Origin": "https://127.0.0.1:PORT"}, 403),
        ("POST", "/decisions", {"Sec-Fetch-Site": "same-site"}, 403),
        ("POST", "/decisions", {"Host": "attacker.example:PORT", "Origin": "http://attacker.example:PORT"}, 421),
        ("POST", "/decisions", {"Content-Type": "text/plain"}, 415),
        ("POST", "/decisions", {"Content-Type": None}, 415),
        ("POST", "/decisions", {"content": "{"}, 400),
        ("POST", "/decisions", {"content": ""}, 400),
        ("POST", "/decisions", {"content": "[" * 60_000}, 400),
        ("POST", "/decisions", {"content": '"' + "a" * 65_536 + '"'}, 413),
        ("POST", "/", {}, 405),
        ("PUT", "/decisions", {}, 405),
        ("DELETE", "/decisions", {}, 405),
        ("OPTIONS", "/decisions", {"Origin": "http://attacker.example"}, 405),
        ("HEAD", "/", {}, 405),
        ("GET", "/report.html", {}, 404),
        ("GET", "/decisions/", {}, 404),
        ("GET", "/claimcheck-decisions.toml", {}, 404),
        ("GET", "/../reports/conflicts.json", {}, 404),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", {}, 404),
        ("GET", "/decisions//", {}, 404),
    ],
)
def test_what_is_refused(server: Server, method: str, path: str, changed: dict[str, str | None], status: int) -> None:
    def put(text: str) -> str:
        return text.replace("TOKEN", server.token).replace("PORT", str(server.port))

    said = {name: None if value is None else put(value) for name, value in changed.items()}
    answer = ask(server, method, put(path), **said)
    assert answer.status_code == status, answer.text
    assert server.token not in answer.text
    assert "access-control-allow-origin" not in answer.headers
    assert not (server.folder / FILE).exists()


BASE = decision("k-0")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ([], "a decision has an id"),
        ({key: value for key, value in BASE.items() if key != "revision"}, "revision"),
        ({**BASE, "revision": "1"}, "revision must be"),
        ({**BASE, "revision": True}, "revision must be"),
        ({**BASE, "id": "k-99"}, "k-99: no conflict of this page"),
        ({**BASE, "id": "k-0\nx = 1"}, "'id' must be of letters"),
        ({**BASE, "verdict": "fine"}, "verdict must be one of"),
        ({**BASE, "verdict": ["both-valid"]}, "verdict must be one of"),
        ({**BASE, "reason": " "}, "'reason' is missing"),
        ({**BASE, "reason": 3}, "'reason' must be a text"),
        ({**BASE, "reason": "\ud800"}, "half of a character"),
        ({**BASE, "verdict": "wrong-in"}, "wrong-in needs `document`"),
        ({**BASE, "verdict": "wrong-in", "document": "/etc/passwd"}, "no document of this conflict"),
        ({**BASE, "expires": "soon"}, "'expires' must be a day"),
        ({**BASE, "path": "x"}, "unknown key 'path'"),
    ],
)
def test_a_decision_that_is_none_is_refused_with_the_reason(server: Server, item: object, said: str) -> None:
    answer = ask(server, "POST", "/decisions", content=json.dumps(item))
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert not (server.folder / FILE).exists()


@pytest.mark.parametrize("path", ["/?token=TOKEN", "/decisions", "/nowhere"])
def test_every_answer_carries_the_headers(server: Server, path: str) -> None:
    answer = ask(server, "GET", path.replace("TOKEN", server.token))
    for name, value in {
        "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store",
        "x-frame-options": "DENY", "cross-origin-resource-policy": "same-origin",
    }.items():  # fmt: skip
        assert answer.headers.get_list(name) == [value]
    (policy,) = answer.headers.get_list("content-security-policy")
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "server" not in answer.headers


def test_two_names_in_one_request_are_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as raw:
        host = f"127.0.0.1:{server.port}"
        raw.sendall(f"GET /?token={server.token} HTTP/1.1\r\nHost: {host}\r\nHost: x\r\n\r\n".encode())
        assert raw.recv(100).split()[1] in {b"400", b"421"}


def test_nothing_listens_on_another_interface(server: Server) -> None:
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    if not tables[0].exists():
        pytest.skip("no /proc/net/tcp here: who listens where cannot be asked")
    lines = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
    addresses = {line[1] for line in lines if line[1].endswith(f":{server.port:04X}") and line[3] == "0A"}
    assert addresses == {f"0100007F:{server.port:04X}"}


def test_a_port_that_is_taken(server: Server) -> None:
    command = [sys.executable, "-m", "claimcheck", "review", "reports", "--no-browser", "--port", str(server.port)]
    ended = subprocess.run(command, cwd=server.folder, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert f"port {server.port} of 127.0.0.1: Address already in use" in ended.stderr


def test_the_extra_is_named_where_it_is_missing(server: Server) -> None:
    """The library is hidden; the command says what to install and shows no traceback."""
    code = "import sys; sys.modules['uvicorn'] = None; from claimcheck.cli import main; main(['review', 'reports'])"
    ended = subprocess.run([sys.executable, "-c", code], cwd=server.folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "error: the review page needs uvicorn: pip install 'claimcheck[review]'\n"
