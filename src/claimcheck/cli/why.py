"""`claimcheck why`: what made a number the claim that it is, or none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.console import put
from claimcheck.cli.reading import Number, line_starts, numbers, read_one
from claimcheck.cli.show import of_value
from claimcheck.config import load
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Attribute, Claim, Document, Mention, Scope

if TYPE_CHECKING:
    from claimcheck.vocabulary import Vocabulary

WHERE = {
    Scope.CELL: "the row or column",
    Scope.CLAUSE: "the clause",
    Scope.SENTENCE: "the sentence",
    Scope.PARAGRAPH: "the text before",
    Scope.HEADING: "a heading",
    Scope.CAPTION: "the caption or the notes",
    Scope.DOCUMENT: "the whole document",
}
WIDTH = 14
"""Of the column that names what a line is about."""
QUOTED = 120
"""Characters shown of the words that an attribute came from."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file and a line of its text, or an offset into it."""

    file: Path
    line: int | None
    offset: int | None


def _place(ctx: click.Context, param: click.Parameter, value: str) -> Place:
    """Split at the last colon; the path may hold others."""
    match = re.fullmatch(r"(.+):(@?)([0-9]{1,9})", value, re.DOTALL)
    if match is None:
        raise click.BadParameter(f"{value!r} is neither FILE:LINE nor FILE:@OFFSET", ctx, param)
    file, at, number = Path(match[1]), match[2], int(match[3])
    return Place(file, None, number) if at else Place(file, number, None)


@click.command("why", short_help="Say where the readings of a line come from.")
@click.argument("place", metavar="FILE:LINE|FILE:@OFFSET", callback=_place)
def command(place: Place) -> None:
    """Say where each reading of a line, or of the number at an offset, comes from.

    Lines and offsets are those of `claimcheck text FILE`, lines counted from 1, offsets from 0.
    """
    from claimcheck.vocabulary import load as load_vocabulary

    config = load()
    vocabulary = load_vocabulary(config.vocabulary)
    reading = read_one(place.file, config, vocabulary)
    document = reading.document
    found = _there(document, numbers(reading, vocabulary.metrics), place)
    page = [_number(document, number, vocabulary) for number in found]
    put("\n".join(page), exact=False)


def _there(document: Document, every: Sequence[Number], place: Place) -> list[Number]:
    """The numbers at a place; a number that runs over a line end stands on both lines."""
    text = document.text
    if place.offset is not None:
        if place.offset >= len(text):
            raise ClaimcheckError(f"{document.path}: there is no offset {place.offset}; the text ends at {len(text)}")
        found = [n for n in every if n.start <= place.offset < n.end]
        name = f"at offset {place.offset} (line {document.line_of(place.offset)})"
    else:
        starts = line_starts(text)
        line = place.line or 0
        if not 1 <= line < len(starts):
            raise ClaimcheckError(f"{document.path}: there is no line {line}; the text has {len(starts) - 1}")
        found = [n for n in every if n.start < starts[line] and n.end > starts[line - 1]]
        name = f"on line {line}"
    if not found:
        raise ClaimcheckError(f"{document.path}: no number {name}; `claimcheck show` marks those there are")
    return found


def _number(document: Document, number: Number, vocabulary: Vocabulary) -> str:
    """The paragraph about one number."""
    from claimcheck.report.safe import one_line

    where = f"{document.path}:{document.line_of(number.start)} @{number.start}-{number.end}"
    lines = [f"{one_line(where)}  {one_line(document.text[number.start : number.end])}"]
    if number.skip is not None:
        reason = number.skip.reason
        lines.append(_line("skipped", f"{reason}: {_meaning('skipped', reason)}"))
        lines.append(_line("text", _around(document, number)))
    for mention, claim in number.read_as:
        lines += [_line(name, text) for name, text in _claim(document, mention, claim, vocabulary)]
    return "".join(line + "\n" for line in lines)


def _line(name: str, text: str) -> str:
    from claimcheck.report.safe import one_line

    return f"  {one_line(name):{WIDTH}}  {one_line(text)}"


def _claim(document: Document, mention: Mention, claim: Claim, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """What one claim is, name and text of each line."""
    yield "read as", f"{claim.metric}, {claim.statistic} {_value(claim)}"
    for part in of_value(claim):
        yield "with", part
    yield "sentence", claim.sentence
    if claim.table is not None:
        cell = f", cell {claim.table.cell}" if claim.table.cell else ""
        yield "table", f"{claim.table.index + 1}, row {claim.table.row!r}, column {claim.table.column!r}{cell}"
    yield from _frame(mention.frame, vocabulary)
    for attribute in sorted(mention.attributes, key=lambda a: a.key):
        yield attribute.key, _origin(document, attribute, claim)
    yield "confidence", f"{claim.confidence:g}"


def _value(claim: Claim) -> str:
    if claim.special is not None:
        return claim.special.value.replace("_", " ")
    number = f"{claim.low} to {claim.high}" if claim.value is None else str(claim.value)
    unit = "" if claim.unit in ("1", "date") else f" {claim.unit}"
    return f"{claim.comparator.value} {number}{unit}"


def _frame(name: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """The template and example of a frame of the vocabulary, else what the way of reading means."""
    frame = next((frame for frame in vocabulary.frames if frame.name == name), None)
    if frame is None:
        yield "frame", f"{name}: {_meaning('read', name)}"
        return
    yield "frame", f"{frame.name}: {frame.pattern} ({frame.bind})"
    yield "", f"as in: {frame.example}"


def _origin(document: Document, attribute: Attribute, claim: Claim) -> str:
    """The canonical name, and the words that it came from."""
    stands = claim.attributes.get(attribute.key, attribute.value)
    name = stands if isinstance(stands, str) else ", ".join(stands)
    unknown = "" if attribute.known else " (not in the vocabulary)"
    if not 0 <= attribute.start < attribute.end:
        return f"{name}{unknown}, from {WHERE[attribute.scope]}, said by no words of its own"
    words = " ".join(document.text[attribute.start : attribute.end].split())
    cut = words if len(words) <= QUOTED else f"{words[:QUOTED]}…"
    return f"{name}{unknown}, from {WHERE[attribute.scope]}, line {document.line_of(attribute.start)}: “{cut}”"


def _around(document: Document, number: Number) -> str:
    """The words before and behind a number that makes no claim: its sentence is not kept."""
    start, end = max(0, number.start - QUOTED // 2), min(len(document.text), number.end + QUOTED // 2)
    before, after = "…" if start else "", "…" if end < len(document.text) else ""
    return f"{before}{document.text[start:end]}{after}"


def _meaning(kind: str, name: str) -> str:
    return meanings()[kind].get(name, "no more is known of it")


@cache
def meanings() -> dict[str, dict[str, str]]:
    """What `meanings.toml` says of reasons (`skipped`) and of ways of reading (`read`)."""
    return tomllib.loads(resources.files(__package__).joinpath("meanings.toml").read_text("utf-8"))
