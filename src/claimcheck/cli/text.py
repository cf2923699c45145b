"""`claimcheck text`: the text that spans point into."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.console import put, warn
from claimcheck.config import load
from claimcheck.errors import ClaimcheckError, DocumentError


@click.command("text")
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Print the text of FILE that every span points into.

    Nothing is added or removed: for .txt and .md it is the file itself, for other formats what the
    reader made of it. Offsets count Unicode code points.
    """
    from claimcheck.model import Status
    from claimcheck.report.summary import READ
    from claimcheck.scan import documents

    if file.is_dir():
        raise ClaimcheckError(f"{file}: a folder; give one file")
    (document,) = documents([file], load())
    if document.status not in READ:
        reason = document.reason or "no text could be read"
        raise DocumentError(document.status, f"{document.path}: {document.status.value}: {reason}")
    if document.status is not Status.OK:
        warn(document)
    put(document.text)
