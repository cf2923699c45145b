"""Killed at any moment, a writer leaves the decisions file whole, with everything that it said was saved."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from tests.unit.review.served import Server, decision, result_of, started, written

from claimcheck import atomic
from claimcheck.store.decisions import FILE, load

ROOT = Path(__file__).resolve().parents[3]
KILLS = 200
SERVERS = 5


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forked, which this system cannot")
def test_two_hundred_writers_killed_while_they_write(tmp_path: Path) -> None:
    program = Path(__file__).with_name("killed.py")
    ended = subprocess.run(
        [sys.executable, str(program), str(tmp_path / FILE), str(KILLS)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
        timeout=170,
    )
    assert ended.returncode == 0, ended.stderr
    seen = json.loads(ended.stdout)
    assert seen["kills"] == KILLS
    assert seen["acknowledged"] > KILLS // 4  # they were at it, also on a busy machine


def talk(server: Server, names: list[str]) -> list[str]:
    """Decide until the server is gone; what it acknowledged."""
    said = []
    with server.client() as tab:
        for name in names:
            try:
                answer = tab.post("/decisions", json=decision(name, f"about {name}"))
            except httpx.TransportError:
                break
            assert answer.status_code == 200
            said.append(name)
    return said


def test_servers_killed_while_tabs_write(tmp_path: Path) -> None:
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    results = written(tmp_path / "reports", result_of(4_000))
    said: set[str] = set()
    for number in range(SERVERS):
        server = started(tmp_path, results)
        names = [[f"k-{800 * number + 200 * tab + each}" for each in range(200)] for tab in range(4)]
        with ThreadPoolExecutor(4) as pool:
            tabs = [pool.submit(talk, server, each) for each in names]
            time.sleep(chance.uniform(0.1, 0.5))
            server.process.kill()
            server.process.communicate(timeout=30)
            said |= {name for tab in tabs for name in tab.result(60)}
        assert said <= {each.id for each in load(tmp_path / FILE).decisions}
    assert said


def test_what_the_killed_leave_behind_is_swept_away(tmp_path: Path) -> None:
    old, new, other = (
        tmp_path / name for name in (".claimcheck-a.unfinished", ".claimcheck-b.unfinished", ".claimcheck-c")
    )
    for path in (old, new, other):
        path.touch()
    os.utime(old, (0, 0))
    os.utime(other, (0, 0))
    atomic.sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == [new, other]
