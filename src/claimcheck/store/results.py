"""The output folder of a scan, read again: `claims.jsonl` and `conflicts.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimcheck.errors import ClaimcheckError
from claimcheck.model import (
    AttributeValue,
    Claim,
    Comparator,
    Conflict,
    Coverage,
    Interval,
    Kind,
    Level,
    Numbers,
    PValue,
    Reason,
    ScanResult,
    Side,
    Special,
    Status,
    SupportedSide,
    TablePlace,
)
from claimcheck.store.decisions import decision_of

Record = Mapping[str, Any]
CONFLICTS, CLAIMS = "conflicts.json", "claims.jsonl"


def is_results(folder: Path) -> bool:
    """Whether a path is the output folder of a scan."""
    return (folder / CONFLICTS).is_file() and (folder / CLAIMS).is_file()


def read_results(folder: Path) -> ScanResult:
    """What a scan wrote; without the facts and the details of rules, which no file holds.

    Raises:
        ClaimcheckError: a file that cannot be read, or that no scan wrote; names it.
    """
    top = _loads(folder / CONFLICTS)
    lines = _text(folder / CLAIMS).split("\n")
    try:
        return ScanResult(
            documents=tuple(_coverage(item) for item in top["documents"]),
            claims=tuple(_claim(_json(line)) for line in lines if line),
            conflicts=tuple(_conflict(item) for item in top["conflicts"]),
            version=str(top["tool"]["version"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise ClaimcheckError(f"{folder}: no result of this claimcheck ({error!r}); scan again") from error


def conflict_ids(folder: Path) -> frozenset[str] | None:
    """The ids of the conflicts that a scan wrote, those that were resolved too; None where there is no such file."""
    path = folder / CONFLICTS
    if not path.is_file():
        return None
    top = _loads(path)
    found = [*top.get("conflicts", []), *(top.get("resolved") or [])] if isinstance(top, dict) else []
    return frozenset(str(item["id"]) for item in found if isinstance(item, dict) and "id" in item)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ClaimcheckError(f"{path}: cannot be read: {error}; scan again") from error


def _loads(path: Path) -> Any:
    try:
        return _json(_text(path))
    except ValueError as error:
        raise ClaimcheckError(f"{path}: not JSON: {error}; scan again") from error


def _json(text: str) -> Any:
    return json.loads(text, parse_float=Decimal)


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _value(value: int | Decimal | str | None) -> Decimal | str | None:
    return value if isinstance(value, str) else _decimal(value)


def _attributes(record: Record) -> dict[str, AttributeValue]:
    return {key: value if isinstance(value, str) else tuple(value) for key, value in record.items()}


def _claim(record: Record) -> Claim:
    ci, p, box = record["ci"], record["p_value"], record["box"]
    start, end = record["span"]
    kept = ("id", "document", "quote", "page", "line", "sentence", "metric", "statistic", "decimals", "unit")
    return Claim(
        **{name: record[name] for name in (*kept, "canonical_unit", "numerator", "denominator", "section")},
        span=(start, end),
        table=None if record["table"] is None else TablePlace(**record["table"]),
        value=_value(record["value"]),
        low=_decimal(record["low"]),
        high=_decimal(record["high"]),
        comparator=Comparator(record["comparator"]),
        special=None if record["special"] is None else Special(record["special"]),
        canonical_value=_decimal(record["canonical_value"]),
        ci=None if ci is None else Interval(Decimal(ci["level"]), _decimal(ci["low"]), _decimal(ci["high"])),
        p_value=None if p is None else PValue(Comparator(p["comparator"]), Decimal(p["value"])),
        attributes=_attributes(record["attributes"]),
        box=None if box is None else (int(box[0]), *(float(edge) for edge in box[1:5])),  # type: ignore[arg-type]
        confidence=float(record["confidence"]),
        inferred=frozenset(record["inferred"]),
    )


def _conflict(record: Record) -> Conflict:
    supported, decision = record["supported_side"], record.get("decision")
    kept = ("id", "rule", "name", "metric", "statistic", "scope", "explanation", "status")
    return Conflict(
        **{name: record[name] for name in kept},
        kind=Kind(record["kind"]),
        level=Level(record["level"]),
        key=_attributes(record["key"]),
        claims=tuple(record["claims"]),
        sides=tuple(_side(side) for side in record["sides"]),
        reason=Reason(record["reason"]),
        missing=tuple(record["missing"]),
        confidence=float(record["confidence"]),
        supported_side=None if supported is None else SupportedSide(supported["side"], supported["why"]),
        decision=None if decision is None else decision_of(decision),
    )


def _side(record: Record) -> Side:
    value = record["value"]
    if isinstance(value, list):
        low, high = (Decimal(end) for end in value)
        return Side((low, high), record["display"], tuple(record["claims"]))
    return Side(_value(value), record["display"], tuple(record["claims"]))


def _coverage(record: Record) -> Coverage:
    kept = ("path", "sha256", "format", "title", "reason", "pages", "pages_read", "pages_without_text", "tables")
    return Coverage(
        **{name: record[name] for name in kept},
        status=Status(record["status"]),
        numbers=Numbers(**record["numbers"]),
        encoding=record["encoding"],
    )
