"""What the terminal shows: errors and warnings with their sides, notes in short, then one line of figures."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from claimcheck.model import Claim, Conflict, Level, ScanResult, Status
from claimcheck.report.pages import RulePage
from claimcheck.report.places import Span, place, quote_spans
from claimcheck.report.safe import one_line
from claimcheck.report.summary import SKIPPED
from claimcheck.report.wording import COUNTED, by_id, closing, dealt_with, fact, known_claims, reading, title

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

WIDTH = 100
"""Where nothing says how wide the terminal is."""
CONTEXT = 60
"""Characters of the sentence shown before and after a quote."""
SHOWN = 3
"""Claims shown for a side; the others are counted."""
FILES = 10
"""Skipped files named; a folder of pictures must not hide the conflicts above it."""
NOTES = 20
"""Notes, and accepted conflicts, listed; the report has them all."""
STYLES = {Level.ERROR: "bold red", Level.WARNING: "yellow", Level.NOTE: "cyan"}


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """Without colour and of a fixed width. `pages` is not used here."""
    return _draw(result, WIDTH, colored=False)


def draw(result: ScanResult, color: str = "auto", last: str | None = None) -> str:
    """Draw for the terminal of standard output.

    Args:
        result: what to show.
        color: auto, always or never; auto heeds NO_COLOR and FORCE_COLOR.
        last: the last line, instead of the figures of a scan.
    """
    from rich.console import Console

    own = Console()
    colored = color == "always" or (color == "auto" and own.is_terminal and not own.no_color)
    return _draw(result, shutil.get_terminal_size((WIDTH, 0)).columns, colored, last)


def _draw(result: ScanResult, width: int, colored: bool, last: str | None = None) -> str:
    from rich.console import Console

    system: Literal["standard"] | None = "standard" if colored else None
    page = io.StringIO()
    # Everything about the terminal is decided by now: without an environment rich asks nothing again.
    console = Console(file=page, width=width, force_terminal=colored, color_system=system, highlight=False, _environ={})
    claims = by_id(result)
    spans = quote_spans([claim for conflict in result.conflicts for claim in known_claims(conflict, claims)])
    for conflict in result.conflicts:
        if conflict.level is not Level.NOTE and conflict.status in COUNTED:
            console.print(_headline(conflict))
            console.print(_sides(conflict, claims, spans))
            console.print(_explanation(conflict))
            console.print()
    for line in (*_notes(result), *_accepted(result), *_ledger(result)):
        console.print(line)
    console.print(closing(result) if last is None else last, soft_wrap=True, markup=False)
    return "".join(line.rstrip() + "\n" for line in page.getvalue().splitlines())


def _headline(conflict: Conflict) -> Text:
    from rich.text import Text

    line = Text(conflict.level.value, style=STYLES[conflict.level])
    line.append(f" {one_line(title(conflict))}", style="default not bold")
    line.append(f" {one_line(fact(conflict))}", style="bold default")
    return line


def _sides(conflict: Conflict, claims: Mapping[str, Claim], spans: Mapping[str, Span | None]) -> Table:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=0)
    table.add_column(max_width=30)
    table.add_column(max_width=46, overflow="fold", style="dim")
    table.add_column(ratio=1)
    for side in conflict.sides:
        known = [claims[name] for name in side.claims if name in claims]
        for index, claim in enumerate(known[:SHOWN]):
            value = Text(one_line(side.display) if index == 0 else "", style="bold")
            table.add_row("", value, Text(one_line(place(claim))), _context(claim, spans[claim.id]))
        if len(known) > SHOWN:
            table.add_row("", "", Text(f"and {len(known) - SHOWN} more"))
    return table


def _context(claim: Claim, span: Span | None) -> Text:
    """The quote in its sentence, marked; a long sentence cut around it."""
    from rich.text import Text

    start, end = span or (0, 0)
    before, after = claim.sentence[max(start - CONTEXT, 0) : start], claim.sentence[end : end + CONTEXT]
    line = Text("…" if start > CONTEXT else "")
    line.append(_kept(before))
    line.append(one_line(claim.sentence[start:end]), style="bold underline")
    line.append(_kept(after))
    return line.append("…" if end + CONTEXT < len(claim.sentence) else "")


def _kept(text: str) -> str:
    """One line, with the blank kept that parts it from the quote."""
    return f"{' ' if text[:1].isspace() else ''}{one_line(text)}{' ' if text[-1:].isspace() and text.strip() else ''}"


def _explanation(conflict: Conflict) -> RenderableType:
    from rich.padding import Padding
    from rich.text import Text

    text = Text(one_line(conflict.explanation))
    supported = conflict.supported_side
    for number, side in enumerate(conflict.sides):
        if supported is not None and supported.side == number and side.claims:
            text.append(f" For {one_line(side.display)}: {one_line(supported.why)}")
    text.append(f" [{conflict.reason.value}] {one_line(conflict.id)}", style="dim")
    if done := dealt_with(conflict):
        text.append(f" {done}", style="dim")
    return Padding(text, (0, 0, 0, 2))


def _notes(result: ScanResult) -> Iterator[Text]:
    """Notes on a line or two each: the values, without their sentences."""
    from rich.text import Text

    notes = [item for item in result.conflicts if item.level is Level.NOTE and item.status in COUNTED]
    for conflict in notes[:NOTES]:
        values = " / ".join(one_line(side.display) for side in conflict.sides)
        yield _headline(conflict).append(f": {values} [{conflict.reason.value}]", style="default not bold")
    if len(notes) > NOTES:
        yield Text(f"and {len(notes) - NOTES:,} more notes: see the report", style=STYLES[Level.NOTE])
    if notes:
        yield Text("")


def _accepted(result: ScanResult) -> Iterator[Text]:
    """What people accepted, with the reason: a decision passes nothing in silence."""
    from rich.text import Text

    accepted = [conflict for conflict in result.conflicts if conflict.status == "accepted"]
    for conflict in accepted[:NOTES]:
        yield _headline(conflict).append(f": {dealt_with(conflict)}", style="default not bold")
    if len(accepted) > NOTES:
        yield Text(f"and {len(accepted) - NOTES:,} more accepted: see the report")
    if accepted:
        yield Text("")


def _ledger(result: ScanResult) -> Iterator[Text]:
    """What was not wholly read, and what was passed over."""
    from rich.text import Text

    for remark in result.remarks:
        yield Text(one_line(remark), style="yellow")
    skipped = [item for item in result.documents if item.status in SKIPPED]
    unread = [item for item in result.documents if item.status is not Status.OK and item not in skipped]
    for item in (*unread, *skipped[:FILES]):
        yield Text(one_line(f"{item.path}: {reading(item)}"), style="yellow")
    if len(skipped) > FILES:
        yield Text(f"and {len(skipped) - FILES:,} more files that are no documents", style="yellow")
