"""`claimcheck decisions`: the decisions that people made, taken in and given out."""

from __future__ import annotations

import click

from claimcheck.cli.exchange import give_out, take_in


@click.group("decisions")
def command() -> None:
    """Take in, give out and look after the decisions in claimcheck-decisions.toml."""


command.add_command(take_in)
command.add_command(give_out)
