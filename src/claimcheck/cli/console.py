"""What the commands share: writing to the standard streams, and the rule pages."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from claimcheck.model import Coverage, Document, Pin
    from claimcheck.report import RulePage


def put(text: str, *, exact: bool = True) -> None:
    """Print to standard output: as UTF-8 bytes and nothing added, or, for a person, as their terminal can show it.

    A reader who has seen enough (`| head`) closes the pipe: that is no error and changes no exit code.
    """
    encoding = "utf-8" if exact else (sys.stdout.encoding or "utf-8")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(encoding, "strict" if exact else "backslashreplace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # Python flushes once more when it ends, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(document: Document | Coverage) -> None:
    """Name a document that was not, or not wholly, read."""
    from claimcheck.report.safe import safe
    from claimcheck.report.wording import reading

    click.echo(safe(f"warning: {document.path}: {reading(document)}"), err=True)


def warn_of(pin: Pin) -> None:
    """Say that a pin holds nothing: its fact is gone, or its key fits several."""
    from claimcheck.report.safe import safe
    from claimcheck.report.wording import pinned_fact

    click.echo(
        safe(f"warning: no document states the one fact that is pinned: {pinned_fact(pin)}, {pin.value}"), err=True
    )


def rule_pages() -> tuple[RulePage, ...]:
    """The manual pages of all rules, in the order of the rules."""
    from claimcheck.compare.rules import RULES
    from claimcheck.report.pages import page_of

    return tuple(page_of(rule.code, rule.name, rule.check) for rule in RULES)
