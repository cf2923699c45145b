"""Labels and claims made of few words, for the tests of this folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimcheck.evaluate import Entry, read_claims, read_labels

Line = dict[str, Any]


def line(start: int, value: object = 19.2, metric: str = "progression_free_survival", **others: Any) -> Line:
    """What a label and a claim have in common: six characters of `a.txt`, and a median in months."""
    numbers = {"value": value, "low": value, "high": value}
    place = {"document": "a.txt", "start": start, "end": start + 6}
    rest: Line = {"unit": "month", "special": None, "ci": None, "p_value": None, "denominator": None, "attributes": {}}
    return {**place, "metric": metric, "statistic": "median", **numbers, **rest, **others}


def claim_line(start: int, *args: Any, **others: Any) -> Line:
    """The same as a scan writes it."""
    made = line(start, *args, **others)
    return {**made, "id": str(start), "document": "docs/a.txt", "span": [made.pop("start"), made.pop("end")]}


def write(path: Path, *lines: Line) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
    return path


def labels(folder: Path, *lines: Line) -> tuple[Entry, ...]:
    return read_labels(write(folder / "labels.jsonl", *lines))


def claims(folder: Path, *lines: Line) -> tuple[Entry, ...]:
    return read_claims(write(folder / "claims.jsonl", *lines))
