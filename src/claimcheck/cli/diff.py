"""`claimcheck diff`: what came between two results."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.console import put
from claimcheck.cli.options import FAIL_ON_LEVEL
from claimcheck.cli.scan import counts
from claimcheck.config import load
from claimcheck.errors import ExitCode


@click.command("diff", short_help="Say what came and went between two results.")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="What to print."
)
@FAIL_ON_LEVEL
def command(old: Path, new: Path, form: str, fail_on: str | None) -> int:
    """Say which conflicts of NEW are not in OLD, and which are no more.

    Both are folders of finished scans, or their conflicts.json. Exit code 1 where one is new, has other values or grew
    louder, at or above --fail-on, and nobody accepted it.
    """
    from claimcheck.difference import FORMATS, difference
    from claimcheck.store.results import load as load_results

    found = difference(load_results(old), load_results(new))
    put(FORMATS[form](found), exact=form == "json")
    return ExitCode.CONFLICTS if counts(found.fresh(), fail_on or load().fail_on) else ExitCode.OK
