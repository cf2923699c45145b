"""The command line in this very process: for tests whose point is what it does, not how it starts."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from claimcheck.cli.app import cli


@dataclass(frozen=True)
class Ended:
    """What a command printed, and how it ended."""

    returncode: int
    stdout: str
    stderr: str


def claimcheck(folder: Path, *arguments: str) -> Ended:
    """Run a command in a folder, on a terminal of 120 columns without colour."""
    with chdir(folder):
        result = CliRunner(env={"NO_COLOR": "1", "COLUMNS": "120"}).invoke(cli, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ended(int(result.exit_code), result.stdout, result.stderr)
