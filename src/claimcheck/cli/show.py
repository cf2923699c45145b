"""`claimcheck show`: a document with each number marked and what it was read as."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli.console import put
from claimcheck.cli.options import COLOR
from claimcheck.cli.reading import Number, line_starts, numbers, read_one
from claimcheck.config import load
from claimcheck.errors import ClaimcheckError
from claimcheck.model.document import LINE_END

if TYPE_CHECKING:
    from claimcheck.model import Claim, Document

STYLES = {"claim": "bold green", "skipped": "yellow", "note": "dim", "text": ""}
"""Kind of a piece of the text -> how the terminal shows it."""
OPEN, CLOSE = "\u27e6", "\u27e7"
BETWEEN = " \u00b7 "

Piece = tuple[str, str]
"""Kind and characters."""
Lines = tuple[int, int | None]
"""First and last line, 1-based; None for the last of the document."""


def _lines(ctx: click.Context, param: click.Parameter, value: str | None) -> Lines:
    """Read `A:B`, `A:`, `:B` or `A`."""
    if value is None:
        return 1, None
    match = re.fullmatch(r"([0-9]*)(:?)([0-9]*)", value)
    if match is None or not (match[1] or match[3]):
        raise click.BadParameter(f"{value!r} is not A:B, with the numbers of two lines", ctx, param)
    first = int(match[1] or 1)
    last = int(match[3]) if match[3] else None if match[2] else first
    if first < 1 or (last is not None and last < first):
        raise click.BadParameter(f"{value!r}: lines are counted from 1, the first named first", ctx, param)
    return first, last


@click.command("show", short_help="Print a document with each number as it was read.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("--only", type=click.Choice(["claims", "skipped"]), help="Mark these alone.")
@click.option("--lines", metavar="A:B", callback=_lines, help="Show lines A to B alone.")
@COLOR
def command(file: Path, form: str, only: str | None, lines: Lines, color: str) -> None:
    """Print FILE with each number marked and what it was read as, or why it was skipped.

    `claimcheck why FILE:LINE` says where a reading comes from.
    """
    from claimcheck.vocabulary import load as load_vocabulary

    config = load()
    vocabulary = load_vocabulary(config.vocabulary)
    reading = read_one(file, config, vocabulary)
    document = reading.document
    start, end = _span(document, lines)
    shown = [n for n in numbers(reading, vocabulary.metrics) if start <= n.start < end and _wanted(n, only)]
    if form == "json":
        put(_json(document, shown))
        return
    rows = _rows(list(_pieces(document.text, start, end, shown)))
    put(_draw(rows, lines[0], _tally(shown), color), exact=False)


def _span(document: Document, lines: Lines) -> tuple[int, int]:
    """The offsets of the lines, without the end of the last."""
    starts = line_starts(document.text)
    first, last = lines
    count = len(starts) - 1
    if first > count:
        raise ClaimcheckError(f"{document.path}: there is no line {first}; the text has {count}")
    start, end = starts[first - 1], starts[min(last or count, count)] - 1
    return start, end - document.text.endswith("\r", start, end)


def _wanted(number: Number, only: str | None) -> bool:
    return only is None or (only == "claims") == bool(number.read_as)


def annotation(number: Number) -> str:
    """What stands behind a number: each reading of it, or why it was skipped."""
    if number.skip is not None:
        return f"{OPEN}skipped: {number.skip.reason}{CLOSE}"
    return f"{OPEN}{' | '.join(brief(claim) for _, claim in number.read_as)}{CLOSE}"


def brief(claim: Claim) -> str:
    """A claim in a few words: metric and statistic, what belongs to the value, what it is about."""
    from claimcheck.report.places import in_order

    about = [f"[{value}]" if key == "citation" else value for key, value in in_order(claim.attributes)]
    parts = [f"{claim.metric} {claim.statistic}", *of_value(claim), *about]
    return BETWEEN.join(" ".join(part.split()) for part in parts)


def of_value(claim: Claim) -> Iterator[str]:
    """Fraction, interval and p value, as far as the claim has them."""
    if claim.numerator is not None or claim.denominator is not None:
        yield "/".join("?" if n is None else str(n) for n in (claim.numerator, claim.denominator))
    if claim.ci is not None:
        low, high = ("not reached" if end is None else str(end) for end in (claim.ci.low, claim.ci.high))
        yield f"{claim.ci.level}% CI {low} to {high}"
    if claim.p_value is not None:
        yield f"p {claim.p_value.comparator.value} {claim.p_value.value}"


def _pieces(text: str, start: int, end: int, shown: Sequence[Number]) -> Iterator[Piece]:
    """The stretch of the text cut at its numbers; every character once, an annotation behind each number."""
    at = start
    for number in shown:
        yield "text", text[at : max(at, number.start)]
        yield "claim" if number.read_as else "skipped", text[max(at, number.start) : number.end]
        yield "note", annotation(number)
        at = max(at, number.end)
    yield "text", text[at : max(at, end)]


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces line by line, made harmless for a terminal; tabs are kept, a line's carriage return is left out."""
    from claimcheck.report.safe import safe

    rows: list[list[Piece]] = [[]]
    for kind, characters in pieces:
        first, *others = LINE_END.split(characters)
        rows[-1].append((kind, first))
        rows += [[(kind, other)] for other in others]
    return [[(kind, "\t".join(map(safe, part.split("\t")))) for kind, part in row if part] for row in rows]


def _tally(shown: Sequence[Number]) -> str:
    from claimcheck.report.summary import count

    reasons = Counter(number.skip.reason for number in shown if number.skip is not None)
    claims = sum(len(number.read_as) for number in shown)
    skipped = ", ".join(f"{reason} {number}" for reason, number in sorted(reasons.items(), key=lambda x: (-x[1], x[0])))
    read = f"{count(len(shown), 'number')}: {count(claims, 'claim')}"
    return f"{read}, {reasons.total():,} skipped{f' ({skipped})' if skipped else ''}"


def _draw(rows: Sequence[Sequence[Piece]], first: int, tally: str, color: str) -> str:
    """Lines with their numbers, as long as they are: the terminal wraps them, a pipe gets them whole."""
    from rich.console import Console
    from rich.text import Text

    own = Console()
    colored = color == "always" or (color == "auto" and own.is_terminal and not own.no_color)
    page = io.StringIO()
    system: Any = "standard" if colored else None
    console = Console(file=page, force_terminal=colored, color_system=system, highlight=False, _environ={})
    width = len(str(first + len(rows) - 1))
    for number, row in enumerate(rows, first):
        parts = ((part, STYLES[kind]) for kind, part in row)
        console.print(Text.assemble((f"{number:{width}}  ", STYLES["note"]), *parts), soft_wrap=True)
    console.print()
    console.print(Text(tally), soft_wrap=True)
    return "".join(line.rstrip() + "\n" for line in page.getvalue().split("\n")[:-1])


def _json(document: Document, shown: Sequence[Number]) -> str:
    from claimcheck.report.records import claim_record, encode

    records = [
        {
            "start": number.start,
            "end": number.end,
            "line": document.line_of(number.start),
            "quote": document.text[number.start : number.end],
            "claims": [{**claim_record(claim), "frame": mention.frame} for mention, claim in number.read_as],
            "skipped": number.skip.reason if number.skip is not None else None,
        }
        for number in shown
    ]
    return encode({"schema_version": 1, "document": document.path, "numbers": records}).decode() + "\n"
