"""`claimcheck decisions import` and `export`: what reviewers decided elsewhere, and what stands in the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.console import put
from claimcheck.config import load
from claimcheck.errors import ClaimcheckError

if TYPE_CHECKING:
    from claimcheck.model import Decision
    from claimcheck.store.exchange import Entry, Merged

CSV_KEYS = ("id", "verdict", "document", "value", "reason", "by", "on", "expires")


@click.command("import", short_help="Take in what reviewers decided elsewhere.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--results",
    type=click.Path(path_type=Path),
    help="Folder of the scan whose conflicts there are.  [default: output]",
)
@click.option("--all", "everything", is_flag=True, help="Also decisions about conflicts that the scan did not find.")
def take_in(file: Path, results: Path | None, everything: bool) -> None:
    """Bring the decisions of FILE into claimcheck-decisions.toml.

    FILE is what "Download decisions" saved (.json), or a log that `claimcheck export --xlsx` wrote (.xlsx). It is all
    checked first; with one fault nothing is imported. A decision about a conflict that the last scan did not find is
    named and left out. Importing twice changes nothing.
    """
    from claimcheck.store.decisions import FILE
    from claimcheck.store.exchange import merge
    from claimcheck.store.plain import today
    from claimcheck.store.results import CONFLICTS, conflict_ids

    config = load()
    results = results or config.output
    known = conflict_ids(results)
    if known is None and not everything:
        message = (
            f"{results / CONFLICTS} is not there, so that no id can be checked; scan first, or give --results or --all"
        )
        raise ClaimcheckError(message)
    path = config.root / FILE
    merged = merge(path, _entries(file), None if everything else known, today().isoformat())
    put(_told(merged, path.name), exact=False)
    for entry in merged.unknown:
        click.echo(f"warning: {_named(entry)}: no such conflict in {results / CONFLICTS}; left out", err=True)


@click.command("export", short_help="Give the decisions out, as JSON or CSV.")
@click.option("--format", "kind", type=click.Choice(["json", "csv"]), default="json", help="What to write.")
@click.option("--output", type=click.Path(path_type=Path), help="A file instead of standard output.")
def give_out(kind: str, output: Path | None) -> None:
    """Write the decisions of claimcheck-decisions.toml: JSON that `decisions import` takes, or CSV.

    The log with drop-downs, which shows what each decision is about, is `claimcheck export --xlsx`.
    """
    from claimcheck.atomic import write
    from claimcheck.store.decisions import FILE
    from claimcheck.store.decisions import load as load_decisions
    from claimcheck.store.exchange import as_json

    decisions = load_decisions(load().root / FILE).decisions
    text = as_json(decisions) if kind == "json" else _csv(decisions)
    if output is None:
        put(text)
    else:
        write({output: text})


def _entries(file: Path) -> tuple[Entry, ...]:
    """The checked entries of a file, by its suffix."""
    from claimcheck.store.exchange import from_json

    try:
        data = file.read_bytes()
    except OSError as error:
        raise ClaimcheckError(f"{file}: cannot be read: {error.strerror or error}") from error
    if file.suffix.lower() == ".json":
        try:
            return from_json(data.decode("utf-8-sig"), str(file))
        except UnicodeDecodeError as error:
            raise ClaimcheckError(f"{file}: not JSON: {error}") from error
    if file.suffix.lower() == ".xlsx":
        from claimcheck.review.log_reading import read_log

        return read_log(data, str(file))
    raise ClaimcheckError(f"{file}: give the .json that the report saved, or an .xlsx log")


def _told(merged: Merged, name: str) -> str:
    """What was done, a line a decision; what stays is only counted."""
    groups = {"added": merged.added, "replaced": merged.replaced, "withdrawn": merged.withdrawn}
    lines = [f"{what}: {_named(entry)}\n" for what, group in groups.items() for entry in group]
    counts = [f"{len(group):,} {what}" for what, group in {**groups, "unchanged": merged.unchanged}.items()]
    return "".join((*lines, f"{name}: {', '.join(counts)}\n"))


def _named(entry: Entry) -> str:
    from claimcheck.report.safe import one_line

    verdict = f" {entry.decision.verdict}" if entry.decision else ""
    return one_line(f"{entry.id}{verdict} ({entry.where})")


def _csv(decisions: tuple[Decision, ...]) -> str:
    """A table; a text that a spreadsheet would run begins with an apostrophe."""
    import csv
    from io import StringIO

    from claimcheck.report.safe import FORMULA

    target = StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(CSV_KEYS)
    for decision in decisions:
        row = [str(getattr(decision, key) or "") for key in CSV_KEYS]
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return target.getvalue()
