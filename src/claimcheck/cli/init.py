"""`claimcheck init`: write a configuration and the jobs of CI, and say what was written."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.console import put
from claimcheck.config import FILE
from claimcheck.errors import ExitCode
from claimcheck.recipes import SERVICES, UNKNOWN, Recipe, in_pyproject, installed_from, missing_line, recipes


@click.command("init", short_help="Set up a folder: settings, git, CI.")
@click.option("--ci", "services", type=click.Choice(SERVICES), multiple=True, help="Write the job of this service too.")
@click.option("--source", metavar="URL", help="What pip installs in CI.  [default: what this claimcheck came from]")
@click.option("--force", is_flag=True, help="Replace claimcheck.toml and jobs that are there.")
def command(services: tuple[str, ...], source: str | None, force: bool) -> int:
    """Set up the current folder: claimcheck.toml, lines for git, and with --ci the files of a service of CI.

    Run it in the top folder of a repository. What is there already is left alone.
    """
    from claimcheck.atomic import write

    if services and not Path(".git").exists():
        click.echo("warning: no .git here; the files of CI belong in the top folder of a repository", err=True)
    if source and any(sign in source for sign in "\"'\\\n "):
        raise click.UsageError("--source is an address that pip installs, without blanks and quotation marks.")
    source = source or installed_from()
    left = []
    for recipe in recipes(services, source):
        said, text = _planned(recipe, force)
        if text is None:
            left += [recipe] if recipe.shared else []
        else:
            write({Path(recipe.path): text})
        put(f"{said}\n", exact=False)
    for recipe in left:
        put(f"\nAdd to {recipe.path}:\n\n{recipe.text}", exact=False)
    if services and source == UNKNOWN:
        put(f"\nSay in these files where claimcheck is installed from, in place of {UNKNOWN}.\n", exact=False)
    return ExitCode.OK


def _planned(recipe: Recipe, force: bool) -> tuple[str, str | None]:
    """What is said of a file, and its text; None where it is left alone."""
    path = Path(recipe.path)
    if recipe.path == FILE and in_pyproject():
        return f"kept pyproject.toml: it has the settings; a {FILE} would hide them", None
    if recipe.added:
        text = missing_line(path, recipe.text)
        return f"{'kept' if text is None else 'added to'} {recipe.path}: {recipe.text}", text
    if path.exists() and (recipe.shared or not force):
        why = "other tools use it" if recipe.shared else "it is there; --force replaces it"
        return f"kept {recipe.path}: {why}", None
    return f"wrote {recipe.path}", recipe.text
