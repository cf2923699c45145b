"""`claimcheck baseline`: adopt the tool with what stands today, and never add to that unasked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from claimcheck.cli.decided import identities_of, scanned
from claimcheck.cli.options import PATHS
from claimcheck.config import Config, load
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Conflict, Known, ScanResult
from claimcheck.report.summary import count
from claimcheck.report.wording import by_id, levels_of


@click.group("baseline", short_help="Adopt, and look after, what stands today.")
def command() -> None:
    """Look after claimcheck-baseline.jsonl, the conflicts that stood when the tool was adopted."""


@command.command("create", short_help="Write what stands today to the baseline.")
@PATHS
@click.option("--force", is_flag=True, help="Write it anew, with all that stands today.")
def create(paths: tuple[Path, ...], force: bool) -> None:
    """Write every conflict that nobody has decided about to the baseline, so that only new ones fail."""
    from claimcheck.store import baseline

    config = load()
    path = config.root / baseline.FILE
    if path.exists() and not force:
        raise ClaimcheckError(f"{path.name} is there: `prune` takes out what is gone, --force adopts all of today anew")
    result = scanned(paths, config)
    entries = _entries([item for item in result.conflicts if item.decision is None], result)
    before = {entry.id for entry in baseline.load(path)} if path.exists() else set()
    baseline.save(path, entries)
    now = {entry.id for entry in entries}
    more = f" ({len(now - before):,} added, {len(before - now):,} taken out)" if before else ""
    click.echo(f"{path.name}: {count(len(now), 'conflict')}{more}")


@command.command("prune")
@PATHS
def prune(paths: tuple[Path, ...]) -> None:
    """Take out the conflicts that are gone. Nothing is ever added."""
    from claimcheck.store import baseline

    config = load()
    path = _path(config)
    gone = {entry.id for entry in scanned(paths, config).resolved}
    entries = baseline.load(path)
    if gone:
        baseline.save(path, [entry for entry in entries if entry.id not in gone])
    for entry in entries:
        if entry.id in gone:
            click.echo(f"removed {_said(entry)}")
    click.echo(f"{count(len(gone), 'conflict')} removed, {len(entries) - len(gone):,} left")


@command.command("status", short_help="Say what of the baseline still stands.")
@PATHS
def status(paths: tuple[Path, ...]) -> None:
    """Say how many of the conflicts in the baseline still stand, and which are gone."""
    config = load()
    _path(config)
    result = scanned(paths, config)
    known = [item for item in result.conflicts if item.status == "known"]
    levels = f" ({levels_of(known)})" if known else ""
    click.echo(f"{count(len(known), 'conflict')} of the baseline still there{levels}, none of them decided")
    for entry in result.resolved:
        click.echo(f"gone: {_said(entry)}")
    if result.resolved:
        click.echo(f"{count(len(result.resolved), 'conflict')} gone: `claimcheck baseline prune` takes them out")


def _path(config: Config) -> Path:
    """The baseline that is to be looked after.

    Raises:
        ClaimcheckError: there is none.
    """
    from claimcheck.store import baseline

    path = config.root / baseline.FILE
    if not path.exists():
        raise ClaimcheckError(f"{path.name} is not there; `claimcheck baseline create` writes it")
    return path


def _entries(conflicts: Sequence[Conflict], result: ScanResult) -> list[Known]:
    from claimcheck.compare import known

    claims, identities = by_id(result), identities_of(result)
    return [known(conflict, claims, identities) for conflict in conflicts]


def _said(entry: Known) -> str:
    from claimcheck.report.safe import one_line

    values = " / ".join(f"{value} ({document})" for document, value in entry.values)
    return one_line(f"{entry.id} {entry.rule} {entry.metric.replace('_', ' ')}: {values}")
