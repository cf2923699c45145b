"""`claimcheck decisions`: the decisions that people made, looked after, taken in and given out."""

from __future__ import annotations

import click

from claimcheck.cli.exchange import give_out, take_in
from claimcheck.cli.judgements import prune, show, stats


@click.group("decisions", short_help="Import, export and look after decisions.")
def command() -> None:
    """Take in, give out and look after the decisions in claimcheck-decisions.toml."""


for part in (show, prune, stats, take_in, give_out):
    command.add_command(part)
