"""The command group. A command is a file here and a line in COMMANDS; its module loads when it is called."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from claimcheck import __version__
from claimcheck.errors import ClaimcheckError, ExitCode

COMMANDS = (
    "scan",
    "gate",
    "report",
    "diff",
    "text",
    "quantities",
    "explain",
    "show",
    "why",
    "facts",
    "vocabulary",
    "accept",
    "init",
    "pin",
    "decisions",
    "baseline",
    "review",
    "export",
    "evaluate",
    "config",
    "clean",
)


RARELY = 50_000
"""New objects between two looks for circles among them: we make none, and a large corpus is looked through in vain."""


class Group(click.Group):
    """A group that loads its commands when they are needed and lets no traceback reach a user."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"claimcheck.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override] # click has five overloads for what we always do one way
        """Run, print what went wrong as one `error:` line, and end with the exit code of contract.md."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, "claimcheck", **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            code = ExitCode.USAGE
        except click.ClickException as error:
            code = _usage(error)
        except ClaimcheckError as error:
            code = _say(str(error), error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            code = _say("interrupted", ExitCode.INTERRUPTED)
        except Exception as error:
            if os.environ.get("CLAIMCHECK_DEBUG") == "1":
                raise
            fault = f"a fault of the program: {type(error).__name__}: {error} (CLAIMCHECK_DEBUG=1 shows where)"
            code = _say(fault, ExitCode.USAGE)
        sys.exit(code or 0)


def _usage(error: click.ClickException) -> int:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
    return _say(error.format_message(), ExitCode.USAGE)


def _say(message: str, code: ExitCode) -> ExitCode:
    """Print an error. A message may have lines of its own, but what it quotes may not move the cursor."""
    from claimcheck.report.safe import safe

    click.echo("error: " + "\n".join(safe(line) for line in message.split("\n")), err=True)
    return code


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="claimcheck")
def cli() -> None:
    """Find the numbers in a folder of clinical documents that cannot all be true.

    Exit codes: 0 nothing found, 1 conflicts at or above --fail-on, 2 wrong usage or configuration, 3 no document
    found, 4 a document could not be read, 130 interrupted.
    """


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line."""
    gc.set_threshold(RARELY)
    cli.main(args)
