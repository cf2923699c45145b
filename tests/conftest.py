"""Fixtures of the whole suite: the shared material beside the project, and golden files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = Path(__file__).resolve().parent / "golden"
GOLDEN_REWRITTEN = 9
"""Exit code of a run with --update-golden in which nothing else failed: never 0, so that CI cannot leave it on."""

Golden = Callable[[str, str | bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/ (the run ends as failed)")


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if session.config.getoption("--update-golden") and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = GOLDEN_REWRITTEN


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.getoption("--update-golden"):
        terminalreporter.write_line("golden files rewritten: read their diff; the run counts as failed", red=True)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material beside the project (seeds, corpora, labels); it is not part of a clone."""
    folder = (ROOT / ".." / "shared").resolve()
    if not folder.is_dir():
        pytest.skip("../shared is not beside the project: the seeds, corpora and labels are there")
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a result with `tests/golden/<name>`; a golden file that is not there fails the test."""
    update: bool = request.config.getoption("--update-golden")

    def check(name: str, got: str | bytes) -> None:
        path = GOLDEN / name
        data = got.encode() if isinstance(got, str) else got
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            return
        assert path.is_file(), f"tests/golden/{name} is missing: `make golden` writes it"
        want = path.read_bytes()
        if isinstance(got, str):
            assert got == want.decode(), f"differs from tests/golden/{name}"
        assert data == want, f"differs from tests/golden/{name}"

    return check
