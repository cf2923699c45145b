"""`claimcheck quantities`: every quantity read, bound to a metric or not."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.console import put, warn
from claimcheck.config import load
from claimcheck.errors import ExitCode


@click.command("quantities")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "_format", type=click.Choice(["jsonl"]), default="jsonl", help="One JSON object a line.")
def command(paths: tuple[Path, ...], _format: str) -> int:
    """Print every quantity under PATHS: span, value, unit."""
    from claimcheck.extract import quantities
    from claimcheck.model import Status
    from claimcheck.report.records import encode, quantity_record
    from claimcheck.report.summary import READ, SKIPPED
    from claimcheck.scan import documents

    found = [document for document in documents(paths, load()) if document.status not in SKIPPED]
    for document in found:
        if document.status is not Status.OK:
            warn(document)
        lines = [encode(quantity_record(document.path, item)).decode() + "\n" for item in quantities(document.text)]
        put("".join(lines))
    return ExitCode.OK if any(document.status in READ for document in found) else ExitCode.UNREADABLE
