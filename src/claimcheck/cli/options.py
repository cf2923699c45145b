"""Options that several commands have, each worded once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from claimcheck.config import FAIL_ON

Command = TypeVar("Command", bound=Callable[..., object])

PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
"""Files and folders; a command that gets none takes what the configuration names."""
EXCLUDE = click.option(
    "--exclude", metavar="GLOB", multiple=True, help="Leave out files or folders (instead of the file's)."
)
FAIL_ON_LEVEL = click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="Lowest level that gives exit code 1.  [default: error]"
)
IGNORES = click.option(
    "--ignores/--no-ignores", "inline_ignores", default=None, help="Heed comments that ignore rules.  [default: do]"
)
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
COLOR = click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour in the terminal."
)


def rule_options(command: Command) -> Command:
    """Give a command `--select`, `--extend-select` and `--ignore`."""
    for name, help_text in (
        ("--ignore", "Do not run these rules."),
        ("--extend-select", "Run these rules too."),
        ("--select", "Run these rules instead of the usual ones."),
    ):
        command = click.option(name, metavar="RULES", multiple=True, callback=_names, help=help_text)(command)
    return command


def cache_options(command: Command) -> Command:
    """Give a command `--cache-dir` and `--no-cache`."""
    folder = click.option(
        "--cache-dir", type=click.Path(path_type=Path), help="Where that is kept.  [default: .claimcheck_cache]"
    )
    kept = click.option("--cache/--no-cache", default=None, help="Keep what was read for later runs.  [default: do]")
    return kept(folder(command))


def given(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that the command line names; the others are left to the configuration."""
    return {key: value for key, value in settings.items() if value not in (None, ())}


def _names(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Codes and names of rules, separated by commas, as often as wanted."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())
