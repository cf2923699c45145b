"""`claimcheck facts`: the canonical facts of a corpus, and every document that states them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.console import put, warn
from claimcheck.cli.options import PATHS
from claimcheck.config import load
from claimcheck.errors import ExitCode
from claimcheck.report.tabular import BINARY, FORMATS

if TYPE_CHECKING:
    import pandas as pd


@click.command("facts")
@PATHS
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="table", help="What to write.")
@click.option("--output", type=click.Path(path_type=Path), help="A file instead of standard output.")
@click.option("--metric", multiple=True, help="Only facts of this metric, or whose name holds the word.")
@click.option("--study", multiple=True, help="Only facts of this study.")
@click.option("--treatment", multiple=True, help="Only facts of this treatment.")
@click.option("--document", multiple=True, help="Only facts that a document with this in its path states.")
@click.option("--differing", is_flag=True, help="Only facts with more than one value.")
def command(
    paths: tuple[Path, ...],
    kind: str,
    output: Path | None,
    metric: tuple[str, ...],
    study: tuple[str, ...],
    treatment: tuple[str, ...],
    document: tuple[str, ...],
    differing: bool,
) -> int:
    """List the facts that the documents under PATHS state: metric, study, arm, values, documents.

    Filters compare without regard to case and fit anywhere in the text; of several for one column, one must fit.
    """
    from claimcheck.atomic import write_bytes
    from claimcheck.report.summary import READ, SKIPPED
    from claimcheck.scan import scan

    if kind in BINARY and output is None:
        raise click.UsageError(f"{kind} is no text; name a file with --output.")
    result = scan(paths, load())
    for item in result.documents:
        if item.status not in READ | SKIPPED:
            warn(item)
    frame = result.to_frame("facts")
    for column, wanted in (("metric", metric), ("study", study), ("treatment", treatment), ("documents", document)):
        frame = _holding(frame, column, wanted)
    if differing:
        frame = frame[~frame["agree"].astype(bool)]
    made = FORMATS[kind](frame)
    if output is not None:
        write_bytes({output: made})
    else:
        put(made.decode(), exact=kind != "table")
    return ExitCode.OK if any(item.status in READ for item in result.documents) else ExitCode.UNREADABLE


def _holding(frame: pd.DataFrame, column: str, wanted: tuple[str, ...]) -> pd.DataFrame:
    """The rows whose text in a column holds one of the words."""
    if not wanted:
        return frame
    texts = frame[column].fillna("").astype(str).str.casefold()
    return frame[[any(word.casefold() in text for word in wanted) for text in texts]]
