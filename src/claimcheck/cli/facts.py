"""`claimcheck facts`: the canonical facts of a corpus, and every document that states them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.console import put, warn
from claimcheck.cli.options import PATHS
from claimcheck.config import Config, load
from claimcheck.errors import ExitCode
from claimcheck.report.tabular import BINARY, FORMATS

if TYPE_CHECKING:
    import pandas as pd

    from claimcheck.model import ScanResult


@click.command("facts", short_help="List the facts that documents state.")
@PATHS
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="table", help="What to write.")
@click.option("--output", type=click.Path(path_type=Path), help="A file instead of standard output.")
@click.option("--metric", multiple=True, help="Only facts of this metric: PFS, or a word of its name.")
@click.option("--study", multiple=True, help="Only facts of this study: a name, or a registry id.")
@click.option("--treatment", multiple=True, help="Only facts of this treatment: Xalkori is crizotinib.")
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

    Filters compare without regard to case. A name that the vocabulary knows stands for all its spellings; any other
    text fits anywhere in the column. Of several for one column, one must fit.
    """
    from claimcheck.atomic import write_bytes
    from claimcheck.report.summary import READ, SKIPPED
    from claimcheck.scan import scan

    if kind in BINARY and output is None:
        raise click.UsageError(f"{kind} is no text; name a file with --output.")
    config = load()
    result = scan(paths, config)
    for item in result.documents:
        if item.status not in READ | SKIPPED:
            warn(item)
    frame = result.to_frame("facts")
    metric, study, treatment = _canonical((metric, study, treatment), config)
    for column, wanted in (("metric", metric), ("study", study), ("treatment", treatment), ("documents", document)):
        frame = _holding(frame, column, wanted)
    if differing:
        frame = frame[~frame["agree"].astype(bool)]
    if kind == "table" and output is None and frame.empty:
        put("no such facts\n" if any((metric, study, treatment, document, differing)) else "no facts\n", exact=False)
        return _code(result)
    made = FORMATS[kind](frame)
    if output is not None:
        write_bytes({output: made})
    else:
        put(made.decode(), exact=kind != "table")
    return _code(result)


def _code(result: ScanResult) -> ExitCode:
    from claimcheck.report.summary import READ

    return ExitCode.OK if any(item.status in READ for item in result.documents) else ExitCode.UNREADABLE


def _canonical(filters: tuple[tuple[str, ...], ...], config: Config) -> Iterator[tuple[str, ...]]:
    """Metrics, studies and treatments as facts name them: `PFS`, `NCT00932893`, `Xalkori` are spellings."""
    from claimcheck.vocabulary import fold
    from claimcheck.vocabulary import load as load_vocabulary

    vocabulary = load_vocabulary(config.vocabulary)
    metrics = {
        fold(word): metric.id for metric in vocabulary.metrics.values() for word in (metric.name, *metric.aliases)
    }
    known = [metrics]
    for label in ("study", "treatment"):
        terms = vocabulary.of(label).values()
        known.append({fold(word): term.name for term in terms for word in (*term.aliases, *term.registry)})
    for words, names in zip(filters, known, strict=True):
        yield tuple(names.get(fold(word), word.replace(" ", "_") if names is metrics else word) for word in words)


def _holding(frame: pd.DataFrame, column: str, wanted: tuple[str, ...]) -> pd.DataFrame:
    """The rows whose text in a column holds one of the words."""
    if not wanted:
        return frame
    texts = frame[column].fillna("").astype(str).str.casefold()
    return frame[[any(word.casefold() in text for word in wanted) for text in texts]]
