"""`claimcheck scan`: documents in, four result files and an exit code out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.atomic import write_bytes
from claimcheck.cli.caching import cache_of
from claimcheck.cli.console import put, rule_pages, warn, warn_of
from claimcheck.cli.formats import Wanted, format_option, printed, render
from claimcheck.cli.options import (
    COLOR,
    EXCLUDE,
    FAIL_ON_LEVEL,
    IGNORES,
    PATHS,
    QUIET,
    cache_options,
    given,
    rule_options,
)
from claimcheck.config import NEVER, TRACK_CHANGES, Config, load
from claimcheck.errors import ExitCode
from claimcheck.model import Conflict, Level, ScanResult
from claimcheck.report import REPORTS
from claimcheck.report.exhibits import SNAPSHOTS
from claimcheck.report.wording import COUNTED

if TYPE_CHECKING:
    from claimcheck.illustrate import Illustrated
    from claimcheck.report.exhibits import Earlier
    from claimcheck.scan import Progress


@click.command("scan")
@PATHS
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the result files.  [default: reports]")
@format_option()
@FAIL_ON_LEVEL
@EXCLUDE
@click.option("--gitignore/--no-gitignore", default=None, help="Leave out what .gitignore names.  [default: do]")
@click.option("--track-changes", type=click.Choice(TRACK_CHANGES), help="Text of a tracked DOCX.  [default: final]")
@rule_options
@click.option(
    "--against", type=click.Path(path_type=Path), help="An older conflicts.json: the report says what is new."
)
@click.option(
    "--snapshots",
    type=click.Choice(SNAPSHOTS),
    default="embed",
    help="Crops of PDF pages in the report.  [default: embed]",
)
@click.option("--strict", is_flag=True, default=None, help="Exit code 4 when a document could not be read.")
@IGNORES
@cache_options
@QUIET
@COLOR
@click.option("--no-progress", is_flag=True, help="No progress bar.")
def command(
    paths: tuple[Path, ...],
    formats: Wanted,
    against: Path | None,
    snapshots: str,
    quiet: bool,
    color: str,
    no_progress: bool,
    **settings: Any,
) -> int:
    """Compare the numbers of documents and write what differs.

    PATHS are files and folders. Without one, what the configuration names is scanned, else sources/.
    Writes claims.jsonl, conflicts.json, report.html and results.sarif to the output folder.
    """
    config = replace(load(), **given(settings))
    old = _older(against)
    result, interrupted = _scan(paths, config, hidden=quiet or no_progress)
    pages = rule_pages()
    shown = _illustrate(result, paths, config, snapshots, old, against)
    write_bytes({**shown.assets, **render(result, formats, pages, config.output, exhibits=shown.exhibits)})
    if on_screen := printed(formats):
        put(REPORTS[on_screen].render(result, pages, exhibits=shown.exhibits))
    elif not quiet:
        _show(result, color)
    if on_screen or quiet:
        _warn(result)
    for pin in result.unmatched:
        warn_of(pin)
    if interrupted:
        click.echo("error: interrupted; what was finished is written", err=True)
        return ExitCode.INTERRUPTED
    return exit_code(result, config)


def exit_code(result: ScanResult, config: Config) -> ExitCode:
    """The exit code of contract.md; conflicts win over documents that could not be read."""
    from claimcheck.report.summary import summarise

    if counts(result.conflicts, config.fail_on):
        return ExitCode.CONFLICTS
    summary = summarise(result)
    if summary.read == 0 or (config.strict and summary.not_read):
        return ExitCode.UNREADABLE
    return ExitCode.OK


def counts(conflicts: Iterable[Conflict], fail_on: str) -> bool:
    """Whether one of the conflicts fails a run."""
    levels = [] if fail_on == NEVER else list(Level)[: list(Level).index(Level(fail_on)) + 1]
    return any(conflict.level in levels and conflict.status in COUNTED for conflict in conflicts)


def _scan(paths: tuple[Path, ...], config: Config, hidden: bool) -> tuple[ScanResult, bool]:
    from claimcheck.scan import InterruptedScanError, scan

    with _progress(hidden) as progress, cache_of(config) as cache:
        try:
            return scan(paths, config, progress, cache), False
        except InterruptedScanError as stopped:
            return stopped.result, True


def _older(against: Path | None) -> ScanResult | None:
    """Read before the scan, so that a wrong path costs no wait."""
    if against is None:
        return None
    from claimcheck.store.results import load as load_results

    return load_results(against)


def _illustrate(
    result: ScanResult,
    paths: tuple[Path, ...],
    config: Config,
    snapshots: str,
    old: ScanResult | None,
    against: Path | None,
) -> Illustrated:
    """What the report shows beside the result."""
    from claimcheck.illustrate import illustrate

    earlier = None if old is None or against is None else _since(old, result, against.as_posix())
    return illustrate(result, config, config.output / "report.html", paths, snapshots, earlier)


def _since(old: ScanResult, result: ScanResult, name: str) -> Earlier:
    """What came since an older result, as the report shows it."""
    from claimcheck.difference import difference
    from claimcheck.report.exhibits import Earlier

    found = difference(old, result)
    states = {conflict.id: "same" for conflict in result.conflicts}
    states |= {conflict.id: "new" for conflict in found.new}
    states |= {pair.now.id: "changed" for pair in (*found.changed, *found.relevelled)}
    return Earlier(name, states, found.resolved)


def _show(result: ScanResult, color: str) -> None:
    from claimcheck.report import as_text

    put(as_text.draw(result, color), exact=False)


def _warn(result: ScanResult) -> None:
    """Name what was not read where the result itself is not shown to a person."""
    from claimcheck.report.safe import one_line
    from claimcheck.report.summary import READ, SKIPPED

    for remark in result.remarks:
        click.echo(f"warning: {one_line(remark)}", err=True)
    for item in result.documents:
        if item.status not in READ | SKIPPED:
            warn(item)


@contextmanager
def _progress(hidden: bool) -> Iterator[Progress | None]:
    """A bar on standard error, only where a person looks at it."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        advance: Callable[[int, int], None] = lambda done, total: bar.update(task, completed=done, total=total)  # noqa: E731
        yield advance
