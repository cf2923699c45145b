"""`claimcheck clean`: remove the cache."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from claimcheck.config import load


@click.command("clean")
@click.option(
    "--cache-dir", type=click.Path(path_type=Path), help="The folder to clean.  [default: the configured one]"
)
def command(cache_dir: Path | None) -> None:
    """Remove what was kept of earlier runs. The next one reads every document again."""
    from claimcheck.cli.caching import cache_folder
    from claimcheck.store.cache import clear

    config = load()
    folder = cache_folder(config if cache_dir is None else replace(config, cache_dir=cache_dir))
    freed = clear(folder)
    click.echo(f"removed {folder} ({freed / 1e6:.1f} MB)" if freed else f"{folder}: nothing to remove")
