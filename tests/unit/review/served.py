"""A real review server in a folder of its own, over a result made by hand."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
from tests.unit.report.sample import RESULT, VALUE

from claimcheck.model import ScanResult
from claimcheck.report import as_claims, as_conflicts


def result_of(count: int) -> ScanResult:
    """The hand-made result with this many conflicts, `k-0` and so on."""
    return replace(RESULT, conflicts=tuple(replace(VALUE, id=f"k-{number}") for number in range(count)))


def written(folder: Path, result: ScanResult) -> Path:
    """The output folder of a scan."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claims.jsonl").write_text(as_claims.render(result), "utf-8")
    (folder / "conflicts.json").write_text(as_conflicts.render(result), "utf-8")
    return folder


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    process: subprocess.Popen[str]
    folder: Path
    url: str

    @property
    def base(self) -> str:
        return self.url.partition("/?")[0]

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    @property
    def token(self) -> str:
        return self.url.partition("token=")[2]

    @property
    def headers(self) -> dict[str, str]:
        """Those that the page sends."""
        return {"X-Claimcheck-Token": self.token, "Origin": self.base}

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.base, headers=self.headers, timeout=60, trust_env=False)

    def stop(self) -> str:
        """Ctrl-C; what was printed since the address."""
        self.process.send_signal(signal.SIGINT)
        printed, _ = self.process.communicate(timeout=30)
        return printed


def started(folder: Path, results: Path) -> Server:
    """Start one; its working folder, where the decisions go, is `folder`."""
    source = str(Path(__file__).resolve().parents[3] / "src")
    process = subprocess.Popen(
        [sys.executable, "-m", "claimcheck", "review", str(results), "--no-browser"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": source},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    assert "/?token=" in line, line
    return Server(process, folder, line.split()[-1])


@contextmanager
def serving(folder: Path, count: int = 3) -> Iterator[Server]:
    """A server that ends with the block."""
    server = started(folder, written(folder / "reports", result_of(count)))
    try:
        yield server
    finally:
        server.process.kill()
        server.process.communicate(timeout=30)


def decision(name: str, reason: str = "two cuts", seen: int | None = None, **more: Any) -> dict[str, Any]:
    """What a page sends."""
    return {"id": name, "verdict": "both-valid", "reason": reason, "by": "r.v.", "revision": seen, **more}
