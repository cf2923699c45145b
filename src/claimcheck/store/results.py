"""A finished result read back: `conflicts.json` and `claims.jsonl` -> `ScanResult`, exact to the last digit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from claimcheck.errors import ClaimcheckError
from claimcheck.model import (
    Claim,
    Comparator,
    Conflict,
    Coverage,
    Decision,
    Interval,
    Kind,
    Known,
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
    Verdict,
)
from claimcheck.store.plain import attributes

CONFLICTS, CLAIMS = "conflicts.json", "claims.jsonl"
SCHEMA_VERSION = 1
Record = Mapping[str, Any]


def load(path: Path) -> ScanResult:
    """The result in a folder; of a `conflicts.json` that is named itself, with the claims that lie beside it.

    The facts and the texts are not written, and empty here: `joining.with_facts` compares anew.

    Raises:
        ClaimcheckError: a file that is not there, or is no result of this version; names file and place.
    """
    main = path / CONFLICTS if path.is_dir() else path
    record = _object(main, _text(main), 0)
    if record.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION:
        raise ClaimcheckError(f"{main}: schema_version {record['schema_version']!r}, not {SCHEMA_VERSION}: scan anew")
    if not {"schema_version", "tool", "documents", "conflicts"} <= record.keys():
        raise ClaimcheckError(f"{main}: no result of a scan; give the folder of a finished scan")
    lines = main.parent / CLAIMS
    numbered = enumerate(_text(lines).split("\n") if lines.is_file() else [], 1)
    claims = [_made(_claim, _object(lines, line, number), lines, number) for number, line in numbered if line.strip()]
    return ScanResult(
        documents=tuple(_made(_coverage, item, main, 0) for item in record["documents"]),
        claims=tuple(claims),
        conflicts=tuple(_made(_conflict, item, main, 0) for item in record["conflicts"]),
        version=record["tool"]["version"],
        remarks=tuple(record.get("remarks", ())),
        notices=tuple(record.get("notices", ())),
        resolved=tuple(_made(_known, item, main, 0) for item in record.get("resolved", ())),
    )


def is_results(folder: Path) -> bool:
    """Whether a path is the output folder of a scan."""
    return (folder / CONFLICTS).is_file() and (folder / CLAIMS).is_file()


def conflict_ids(folder: Path) -> frozenset[str] | None:
    """The ids of the conflicts that a scan wrote, those that were resolved too; None where there is no such file."""
    path = folder / CONFLICTS
    if not path.is_file():
        return None
    record = _object(path, _text(path), 0)
    found = [*record.get("conflicts", ()), *record.get("resolved", ())]
    return frozenset(str(item["id"]) for item in found if isinstance(item, dict) and "id" in item)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ClaimcheckError(f"{path}: cannot be read: {reason}; give the folder of a finished scan") from error


def _object(path: Path, text: str, line: int) -> dict[str, Any]:
    """A JSON object whose broken numbers are decimals, with the digits that they were printed with."""
    try:
        record = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        where = f"{path}{f':{line}' if line else ''}"
        raise ClaimcheckError(f"{where}: no JSON: {error}; give the folder of a finished scan") from error
    if not isinstance(record, dict):
        raise ClaimcheckError(f"{path}{f':{line}' if line else ''}: no result of a scan")
    return record


def _made(make: Any, record: Record, path: Path, line: int) -> Any:
    try:
        return make(record)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        where = f"{path}{f':{line}' if line else ''}"
        raise ClaimcheckError(f"{where}: no result of this version: {type(error).__name__}: {error}") from error


def _claim(record: Record) -> Claim:
    table, special = record["table"], record["special"]
    return Claim(
        id=record["id"],
        document=record["document"],
        span=(record["span"][0], record["span"][1]),
        quote=record["quote"],
        page=record["page"],
        line=record["line"],
        table=None if table is None else TablePlace(table["index"], table["row"], table["column"], table.get("cell")),
        sentence=record["sentence"],
        metric=record["metric"],
        statistic=record["statistic"],
        value=_value(record["value"]),
        low=_number(record["low"]),
        high=_number(record["high"]),
        comparator=Comparator(record["comparator"]),
        special=None if special is None else Special(special),
        decimals=record["decimals"],
        unit=record["unit"],
        canonical_value=_number(record["canonical_value"]),
        canonical_unit=record["canonical_unit"],
        ci=_interval(record["ci"]),
        p_value=_p_value(record["p_value"]),
        numerator=record["numerator"],
        denominator=record["denominator"],
        attributes=attributes(record["attributes"]),
        section=record["section"],
        box=_box(record["box"]),
        confidence=_float(record["confidence"]),
        inferred=frozenset(record["inferred"]),
    )


def _conflict(record: Record) -> Conflict:
    supported, decision = record["supported_side"], record["decision"]
    plain = ("id", "rule", "name", "metric", "statistic", "scope", "explanation", "status")
    return Conflict(
        **{name: record[name] for name in plain},
        kind=Kind(record["kind"]),
        level=Level(record["level"]),
        key=attributes(record["key"]),
        claims=tuple(record["claims"]),
        sides=tuple(Side(_side(side["value"]), side["display"], tuple(side["claims"])) for side in record["sides"]),
        reason=Reason(record["reason"]),
        missing=tuple(record["missing"]),
        confidence=_float(record["confidence"]),
        supported_side=None if supported is None else SupportedSide(**supported),
        decision=None if decision is None else Decision(**{**decision, "verdict": Verdict(decision["verdict"])}),
    )


def _known(record: Record) -> Known:
    values = tuple((document, value) for document, value in record["values"])
    return Known(**{**record, "key": attributes(record["key"]), "values": values})


def _coverage(record: Record) -> Coverage:
    return Coverage(**{**record, "status": Status(record["status"]), "numbers": Numbers(**record["numbers"])})


def _number(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _value(value: Decimal | int | str | None) -> Decimal | str | None:
    return value if isinstance(value, str) else _number(value)


def _side(value: Any) -> Decimal | str | tuple[Decimal, Decimal] | None:
    return (Decimal(value[0]), Decimal(value[1])) if isinstance(value, list) else _value(value)


def _float(value: Decimal | int) -> float:
    """What was a float; a whole number that was none stays one."""
    return float(value) if isinstance(value, Decimal) else value


def _interval(record: Record | None) -> Interval | None:
    if record is None:
        return None
    return Interval(Decimal(record["level"]), _number(record["low"]), _number(record["high"]))


def _p_value(record: Record | None) -> PValue | None:
    return None if record is None else PValue(Comparator(record["comparator"]), Decimal(record["value"]))


def _box(values: Iterable[Any] | None) -> tuple[int, float, float, float, float] | None:
    if values is None:
        return None
    page, x0, y0, x1, y1 = values
    return page, _float(x0), _float(y0), _float(x1), _float(y1)
