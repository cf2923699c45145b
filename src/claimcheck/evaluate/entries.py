"""Lines of JSON -> labels, claims and regions, in the one form that is compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimcheck.errors import ClaimcheckError

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a label or a claim states, as far as the two are compared."""

    id: str
    """Of a label, made of its line: the same label has the same id in every run."""
    document: str
    """File name alone: labels and claims come from different folders."""
    span: tuple[int, int] | None
    """None for a label that names its place by quote and context and is not located yet."""
    quote: str
    metric: str
    statistic: str
    value: Decimal | int | str | None
    low: Decimal | int | None
    high: Decimal | int | None
    special: str | None
    ci: tuple[Decimal | int | None, Decimal | int | None] | None
    p_value: tuple[str, Decimal | int] | None
    denominator: int | None
    attributes: Mapping[str, Any]
    context: str = ""
    sentence: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of a document: claims outside it are neither right nor wrong."""

    document: str
    start: int
    end: int


def read_labels(path: Path) -> tuple[Entry, ...]:
    """The labels of a file, in either shape: with `start` and `end`, or with `quote` and `context`.

    Raises:
        ClaimcheckError: a file that cannot be read or a line that is no label.
    """
    found = []
    for number, line in _lines(path):
        entry = _entry(line, f"{path}:{number}", _id(line))
        if entry.span is None and not any(c.isalnum() for c in entry.quote):
            raise ClaimcheckError(f"{path}:{number}: a label needs start and end, or a quote (and context)")
        found.append(entry)
    if not found:
        raise ClaimcheckError(f"{path}: no labels in it")
    return tuple(found)


def read_claims(path: Path) -> tuple[Entry, ...]:
    """The claims that a scan wrote: its folder, or its claims.jsonl.

    Raises:
        ClaimcheckError: a file that cannot be read or a line that is no claim.
    """
    path = path / "claims.jsonl" if path.is_dir() else path
    return tuple(claim_entry(line, f"{path}:{number}") for number, line in _lines(path))


def claim_entry(line: Record, where: str) -> Entry:
    """One claim, as a line of claims.jsonl has it."""
    entry = _entry(line, where, str(line.get("id", "")))
    if entry.span is None:
        raise ClaimcheckError(f"{where}: a claim needs a span")
    return entry


def read_regions(path: Path) -> tuple[Region, ...]:
    """The labelled stretches of documents that are labelled in part.

    Raises:
        ClaimcheckError: a file that cannot be read or a line that is no region.
    """
    regions = []
    for number, line in _lines(path):
        span = _span(line, f"{path}:{number}")
        if span is None:
            raise ClaimcheckError(f"{path}:{number}: a region needs start and end")
        regions.append(Region(_document(line, f"{path}:{number}"), *span))
    return tuple(regions)


def decode(text: str) -> Any:
    """JSON with the digits that are printed."""
    return json.loads(text, parse_float=Decimal)


def _lines(path: Path) -> Iterator[tuple[int, Record]]:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimcheckError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = decode(line)
        except ValueError as error:
            raise ClaimcheckError(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(record, dict):
            raise ClaimcheckError(f"{path}:{number}: one JSON object a line is expected")
        yield number, record


def _entry(line: Record, where: str, name: str) -> Entry:
    for key in ("metric", "statistic"):
        if not isinstance(line.get(key), str):
            raise ClaimcheckError(f"{where}: {key} is missing or no text")
    attributes = line.get("attributes") or {}
    if not isinstance(attributes, dict):
        raise ClaimcheckError(f"{where}: attributes must be an object")
    ci, p_value = _part(line, "ci", where), _part(line, "p_value", where)
    return Entry(
        id=name,
        document=_document(line, where),
        span=_span(line, where),
        quote=str(line.get("quote") or _shown(line)),
        metric=line["metric"],
        statistic=line["statistic"],
        value=line.get("value"),
        low=line.get("low"),
        high=line.get("high"),
        special=line.get("special") or None,
        ci=None if ci is None else (ci.get("low"), ci.get("high")),
        p_value=None if p_value is None else (str(p_value.get("comparator")), p_value.get("value") or 0),
        denominator=line.get("denominator"),
        attributes=attributes,
        context=str(line.get("context") or ""),
        sentence=str(line.get("sentence") or ""),
        optional=bool(line.get("optional")),
    )


def _document(line: Record, where: str) -> str:
    name = line.get("document") or (f"{line['pmcid']}.txt" if line.get("pmcid") else None)
    if not isinstance(name, str):
        raise ClaimcheckError(f"{where}: document is missing or no text")
    return name.rsplit("/", 1)[-1]


def _span(line: Record, where: str) -> tuple[int, int] | None:
    ends = line.get("span") or ([line["start"], line["end"]] if "start" in line and "end" in line else None)
    if ends is None:
        return None
    match ends:
        case [int(start), int(end)] if 0 <= start < end:
            return start, end
    raise ClaimcheckError(f"{where}: {ends} is no span: two offsets are expected, the first the smaller")


def _part(line: Record, key: str, where: str) -> Mapping[str, Any] | None:
    part = line.get(key) or None
    if part is not None and not isinstance(part, dict):
        raise ClaimcheckError(f"{where}: {key} must be an object or null")
    return part


def _shown(line: Record) -> str:
    """What stands for the quote of a label that has none."""
    number = line.get("value")
    if number is None:
        number = f"{line.get('low')}-{line.get('high')}" if not line.get("special") else line["special"]
    unit = line.get("unit") or ""
    return f"{number} {unit}" if unit not in ("", "1", "date") and not line.get("special") else str(number)


def _id(line: Record) -> str:
    """Whether a label must be found is not part of what it says."""
    said = {key: value for key, value in line.items() if key != "optional"}
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:12]
