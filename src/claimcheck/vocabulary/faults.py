"""What is wrong with one entry of a vocabulary file. Loading stops at the first fault, `check` lists them all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from claimcheck.model import Dimension

TERM = frozenset({"aliases", "kind", "registry", "implies", "source"})
METRIC = frozenset(
    {"name", "unit", "statistics", "aliases", "requires", "identity", "plausible", "about", "change", "source"}
)
UNIT = frozenset({"dimension", "factor", "base", "aliases", "source"})
FRAME = frozenset({"pattern", "bind", "example", "kinds"})
NEEDED: Mapping[str, tuple[str, ...]] = {
    "metric": ("name", "unit", "statistics", "aliases"),
    "unit": ("dimension", "aliases"),
    "frame": ("pattern", "bind", "example"),
}
STATISTICS = (
    "median", "mean", "rate", "count", "range", "point", "hazard_ratio", "odds_ratio", "risk_ratio", "difference",
)  # fmt: skip
"""The statistics of contract.md."""
ATTRIBUTES = (
    "study", "treatment", "comparator", "population", "subgroup", "therapy_line", "timepoint", "assessment", "target",
    "assay", "event", "grade", "agency", "indication", "region", "citation", "source", "characteristic", "marker",
    "counted", "schedule", "fusion", "phase", "approval", "subject", "data_cutoff",
)  # fmt: skip
"""The attributes of contract.md."""
REGISTRY: Mapping[str, str] = {
    "NCT": r"NCT[0-9]{8}",
    "EudraCT": r"EudraCT [0-9]{4}-[0-9]{6}-[0-9]{2}",
    "ISRCTN": r"ISRCTN[0-9]{8}",
    "UMIN": r"UMIN[0-9]{9}|C[0-9]{9}",
    "JapicCTI": r"JapicCTI-[0-9]{6}",
    "jRCT": r"jRCTs?[0-9]{9,10}",
    "ACTRN": r"ACTRN[0-9]{14}",
    "ChiCTR": r"ChiCTR(?:-[A-Z]{2,4}-)?[0-9]{8,10}",
    "DRKS": r"DRKS[0-9]{8}",
    "CTRI": r"CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}",
    "NTR": r"NTR[0-9]{3,4}|NL[0-9]{3,5}",
    "PACTR": r"PACTR[0-9]{15}",
}
"""Registries and the shape of their ids (WHO ICTRP, primary registries and data providers)."""
_ANY_REGISTRY = re.compile("|".join(f"(?:{shape})" for shape in REGISTRY.values()))


class Fault(NamedTuple):
    """Something wrong with an entry: a sentence, and the key and the value that it is about."""

    message: str
    key: str = ""
    value: str = ""


def nearest(word: str, known: Collection[str]) -> str:
    """`; did you mean 'aliases'?`, else what is known."""
    names = sorted(str(name) for name in known)
    near = difflib.get_close_matches(word, names, n=1)
    return f"; did you mean {near[0]!r}?" if near else f"; known are {', '.join(names)}"


def faults(label: str, entry: object) -> Iterator[Fault]:
    """Everything wrong with an entry by itself.

    Args:
        label: the table it stands in: `metric`, `unit`, `frame` or the kind of term.
        entry: its value in the file: a list of aliases or a table.
    """
    if isinstance(entry, list):
        entry = {"aliases": entry}
    if not isinstance(entry, dict):
        yield Fault("must be a list of aliases or a table")
        return
    known = {"metric": METRIC, "unit": UNIT, "frame": FRAME}.get(label, TERM)
    for key in entry:
        if key not in known:
            yield Fault(f"unknown key {key!r}{nearest(key, known)}", key)
    for key in NEEDED.get(label, ()):
        if key not in entry:
            yield Fault(f"key {key!r} is missing")
    for key, value in entry.items():
        if key in known:
            yield from _CHECKS.get(key, _text)(label, key, value)


def _text(_: str, key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(f"'{key}' must be a text, not {value!r}", key)


def _texts(_: str, key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(f"'{key}' must be a list of texts, not {value!r}", key)
        return
    for item in value:
        if not isinstance(item, str):
            yield Fault(f"'{key}' holds {item!r}, which is no text", key)
        elif not item.strip():
            yield Fault(f"'{key}' holds an empty text", key, item)


def _attributes(label: str, key: str, value: object) -> Iterator[Fault]:
    yield from _texts(label, key, value)
    for item in value if isinstance(value, list) else ():
        for name in item.split("|") if isinstance(item, str) and item.strip() else ():
            if name not in ATTRIBUTES:
                yield Fault(f"'{key}': {name!r} is not an attribute{nearest(name, ATTRIBUTES)}", key, item)


def _registry(label: str, key: str, value: object) -> Iterator[Fault]:
    yield from _texts(label, key, value)
    for item in value if isinstance(value, list) else ():
        if isinstance(item, str) and item.strip() and not _ANY_REGISTRY.fullmatch(item):
            name = next((name for name in REGISTRY if item.casefold().startswith(name.casefold())), None)
            known = f"must look like {_example(name)}" if name else f"known are {', '.join(REGISTRY)}"
            yield Fault(f"{item!r} has the shape of no registry id: {known}", key, item)


def _example(name: str) -> str:
    return {"NCT": "NCT01234567", "EudraCT": "'EudraCT 2008-001234-56'", "CTRI": "CTRI/2017/05/008459"}.get(
        name, f"{REGISTRY[name]} (a regular expression)"
    )


def _implies(_: str, key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, dict) or not all(isinstance(x, str) for x in value.values()):
        yield Fault(f"'{key}' must be a table of texts, not {value!r}", key)


def _statistics(_: str, key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(f"'{key}' must be a table of dimensions and statistics, not {value!r}", key)
        return
    for dimension, statistic in value.items():
        if dimension not in set(Dimension):
            yield Fault(f"{dimension!r} is not a dimension{nearest(dimension, set(Dimension))}", key, dimension)
        if statistic not in STATISTICS:
            yield Fault(f"{statistic!r} is not a statistic{nearest(str(statistic), STATISTICS)}", key, str(statistic))


def _dimension(_: str, key: str, value: object) -> Iterator[Fault]:
    if value not in set(Dimension):
        yield Fault(f"{value!r} is not a dimension{nearest(str(value), set(Dimension))}", key, str(value))


def _plausible(label: str, key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(f"'{key}' must be a table of units and bounds, not {value!r}", key)
        return
    for unit, bounds in value.items():
        if not isinstance(bounds, list) or len(bounds) != 2 or any(_numeric(label, key, x) for x in bounds):
            yield Fault(f"'{key}' of {unit} must be [lowest, highest], not {bounds!r}", key, unit)


def _numeric(_: str, key: str, value: object) -> list[Fault]:
    try:
        Decimal(str(value))
    except InvalidOperation:
        return [Fault(f"'{key}' must be a number, not {value!r}", key)]
    return [] if not isinstance(value, bool) else [Fault(f"'{key}' must be a number, not {value!r}", key)]


def _number(label: str, key: str, value: object) -> Iterator[Fault]:
    yield from _numeric(label, key, value)


def _flag(_: str, key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(f"'{key}' must be true or false, not {value!r}", key)


_CHECKS: Mapping[str, Callable[[str, str, Any], Iterator[Fault]]] = {
    "aliases": _texts, "requires": _attributes, "identity": _attributes, "kinds": _texts, "registry": _registry,
    "implies": _implies, "statistics": _statistics, "dimension": _dimension, "plausible": _plausible,
    "about": _number, "factor": _number, "change": _flag,
}  # fmt: skip
"""Key -> what checks its value; every other value is a text."""
