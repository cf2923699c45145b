"""`--format FMT[:PATH]`, as often as wanted: the option, and what comes of it. Shared by every command that reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.report import NOTHING, REPORTS, Exhibits

if TYPE_CHECKING:
    from claimcheck.model import ScanResult
    from claimcheck.report import RulePage

Wanted = tuple[tuple[str, Path | None], ...]
"""Formats asked for: name, and the path it goes to, or None for standard output."""
HELP = f"A further result, to PATH or standard output: {', '.join(REPORTS)}."


def format_option(help: str = HELP) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: A002 - as in click
    """The option; the command gets it as `formats`."""
    return click.option("--format", "formats", metavar="FMT[:PATH]", multiple=True, callback=_parse, help=help)


def _parse(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Wanted:
    """Split `FMT[:PATH]` at the first colon; the path may hold more."""
    wanted = []
    for value in values:
        name, _, path = value.partition(":")
        if name not in REPORTS:
            raise click.BadParameter(f"{name!r} is not a format; there are {', '.join(REPORTS)}", ctx, param)
        if REPORTS[name].binary and not path:
            raise click.BadParameter(f"{name} is no text; name a file: {name}:PATH", ctx, param)
        wanted.append((name, Path(path) if path else None))
    printed = [name for name, path in wanted if path is None]
    if len(printed) > 1:
        raise click.BadParameter(f"only one can go to standard output, not {' and '.join(printed)}", ctx, param)
    return tuple(wanted)


def printed(formats: Wanted) -> str | None:
    """The format that goes to standard output, if one does."""
    return next((name for name, path in formats if path is None), None)


def render(
    result: ScanResult,
    formats: Wanted,
    pages: Sequence[RulePage],
    output: Path | None = None,
    added: frozenset[str] = frozenset(),
    exhibits: Exhibits = NOTHING,
) -> dict[Path, bytes]:
    """The files to write: those of the formats, and, where there is an output folder, those that every scan writes.

    All are rendered before one is written: a fault in one report must not leave the others of another run.
    """
    wanted = {} if output is None else {output / item.filename: name for name, item in REPORTS.items() if item.filename}
    wanted |= {path: name for name, path in formats if path is not None}
    made = {name: REPORTS[name].encode(result, pages, added, exhibits) for name in dict.fromkeys(wanted.values())}
    return {path: made[name] for path, name in wanted.items()}
