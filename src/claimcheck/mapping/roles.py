"""What a column may hold. A role is one of these words, alone or with the name of a result: `value`, `value:1`."""

from __future__ import annotations

ATTRIBUTES = (
    "study", "treatment", "comparator", "population", "subgroup", "therapy_line", "timepoint", "assessment",
    "target", "assay", "event", "grade", "agency", "indication", "region", "characteristic", "marker", "counted",
    "schedule", "phase", "approval", "data_cutoff",
)  # fmt: skip
"""Roles that are attributes of a claim, by the names of the contract."""
VALUES = ("value", "low", "high", "numerator", "denominator", "ci", "ci_low", "ci_high", "ci_level", "p_value")
"""Roles that are the number of a claim or belong to it."""
ROLES = ("metric", "statistic", "unit", *VALUES, *ATTRIBUTES)


def split(role: str) -> tuple[str, str]:
    """A role and the name of its result; a row's only result has no name.

    `metric:ID` is the value of the result `ID`, whose metric is the same: a column that holds one metric.

    >>> split("value"), split("numerator:1"), split("metric:overall_survival")
    (('value', ''), ('numerator', '1'), ('value', 'overall_survival'))
    """
    name, _, result = role.partition(":")
    return ("value", result) if is_metric(role) else (name, result)


def is_metric(role: str) -> bool:
    """Whether a role says which metric its column holds, rather than that it holds the names of metrics."""
    return role.startswith("metric:")
