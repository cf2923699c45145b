"""Claims in short notation, as the cases under tests/cases/compare/ write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claimcheck.model import AttributeValue, Claim, Comparator, Dimension, Special, TablePlace
from claimcheck.normalise import canonical, canonical_unit
from claimcheck.vocabulary import Vocabulary
from claimcheck.vocabulary import load as load_vocabulary

CASES = Path(__file__).parents[2] / "cases" / "compare"
FIELDS = {"in", "at", "metric", "is", "statistic", "of", "table", "confidence", "inferred", "section"}
_VALUE = re.compile(r"(<=|>=|[<>~])?([0-9.]+)(?:-([0-9.]+))?(%| \S+)?")


@cache
def vocabulary() -> Vocabulary:
    """The built-in vocabulary."""
    return load_vocabulary()


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one file."""
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text("utf-8"))
    return loaded


def claims(entries: list[dict[str, Any]], common: Mapping[str, Any]) -> tuple[Claim, ...]:
    """The claims of a case; what they have in common is written once, `null` takes it away."""
    return tuple(claim(number, {**common, **entry}) for number, entry in enumerate(entries))


def claim(number: int, entry: Mapping[str, Any]) -> Claim:
    """One claim: `is` is the printed value, `in` the document, `at` the offset; every other name is an attribute."""
    printed = str(entry["is"])
    metric = vocabulary().metrics[entry["metric"]]
    low, high, comparator, unit, special = _read(printed)
    date = printed.lstrip("<>=~") if unit == "date" else None
    target = "date" if date else canonical_unit(unit, metric, vocabulary())
    point = low if low == high else None
    dimension = Dimension.DATE if date else vocabulary().units[unit].dimension if unit != "1" else Dimension.NUMBER
    start = entry.get("at", 1000 * number)
    attributes: dict[str, AttributeValue] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in entry.items()
        if key not in FIELDS and value is not None
    }
    return Claim(
        id=f"c{number}",
        document=entry["in"],
        span=(start, start + len(printed)),
        quote=printed,
        page=None,
        line=None,
        table=TablePlace(entry["table"], "", "") if "table" in entry else None,
        sentence=printed,
        metric=metric.id,
        statistic=entry.get("statistic", metric.statistics.get(dimension, "point")),
        value=date or point,
        low=None if date else low,
        high=None if date else high,
        comparator=comparator,
        special=special,
        decimals=len(str(low).partition(".")[2]),
        unit=unit,
        canonical_value=None if point is None or date else canonical(point, unit, target, vocabulary()),
        canonical_unit=target,
        ci=None,
        p_value=None,
        numerator=None,
        denominator=entry.get("of"),
        attributes=attributes,
        section=entry.get("section"),
        box=None,
        confidence=entry.get("confidence", 0.9),
        inferred=frozenset(entry.get("inferred", ())),
    )


def _read(printed: str) -> tuple[Decimal | None, Decimal | None, Comparator, str, Special | None]:
    if printed in set(Special):
        return None, None, Comparator.EQUAL, "month", Special(printed)
    if date := re.fullmatch(r"(>=|<=)?([0-9]{4}(-[0-9]{2}){0,2})", printed):
        return None, None, Comparator(date[1] or "="), "date", None
    match = _VALUE.fullmatch(printed)
    assert match, printed
    unit = {"%": "percent", None: "1"}.get(match[4]) or match[4].strip()
    low = Decimal(match[2])
    return low, Decimal(match[3]) if match[3] else low, Comparator(match[1] or "="), unit, None
