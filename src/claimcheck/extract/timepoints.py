"""Which durations are time points of a rate: `12-month OS`, `at 6 and 12 months`, `48 months: 51%`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.extract.attach import Reading
from claimcheck.extract.terms import Hit
from claimcheck.model import Comparator, Dimension

_RATE_AFTER = re.compile(
    r"[\s-]{1,4}(?:(?:estimated|actuarial|kaplan[- ]meier|cumulative|median|event|landmark|survival"
    r"|probabilit(?:y|ies)|intracranial|overall|progression)\s{1,4}){0,2}"
    r"(?:rates?\b|probabilit|survival|OS\b|PFS\b|DFS\b|EFS\b|RFS\b|disease[- ]free|event[- ]free"
    r"|progression[- ]free|relapse[- ]free|overall\s|disease\s+control|DCR\b|landmark|cumulative)",
    re.IGNORECASE,
)
_AT_BEFORE = re.compile(r"\b(?:at|by|after)\s{1,4}(?:the\s|about\s)?$", re.IGNORECASE)
_OPENS = re.compile(r"%\s?[(\[]\s?$")
_LASTED = re.compile(
    r"\b(?:last(?:ed|ing|s)|persist(?:ed|ing)|ongoing)\s{1,4}(?:for\s{1,4})?(?:at\sleast\s|more\sthan\s)?$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s(?:or|and)\s(?:more|longer|over|beyond)\b")
_COLON_AFTER = re.compile(r"\s?(?::|\(%\)|=)\s?")
_LIST = re.compile(r"\s*(?:,|and|or|/|,\s*and|to)\s*(?:at\s)?", re.IGNORECASE)
_SURVIVAL = re.compile(
    r"surviv|\bPFS\b|\bOS\b|\bDFS\b|\bEFS\b|\bRFS\b|disease\s+control|\bDCR\b|alive|response|progress"
    r"|remission|duration|recurren|relapse|mortality|died|retention|efficacy|weight|HbA1c|h(?:a)?emoglobin|cholesterol"
    r"|\bLDL|from\sbaseline|embolism|bleeding|hospitali[sz]|serocon",
    re.IGNORECASE,
)


def timepoints(
    text: str, readings: Sequence[Reading], sentence: tuple[int, int], *, of_rate: bool = False
) -> tuple[list[Reading], list[Hit]]:
    """The readings that stay values, and a `timepoint` term for each that is none.

    Args: of_rate: the percentages are known to be rates over time (a table's heading says so).
    """
    if not any(map(_candidate, readings)):
        return list(readings), []
    rates = any(r.quantity.dimension is Dimension.PERCENT for r in readings)
    said = of_rate or (rates and bool(_SURVIVAL.search(text, *sentence)))
    values: list[Reading] = []
    hits: list[Hit] = []
    marked = False
    for index, reading in enumerate(readings):
        following = readings[index + 1] if index + 1 < len(readings) else None
        is_point = _candidate(reading) and (
            _rate_follows(text, reading)
            or (
                rates
                and said
                and (_said_at(text, reading) or _colon(text, reading, following) or _in_brackets(text, reading))
            )
            or (marked and bool(hits) and bool(_LIST.fullmatch(text[hits[-1].end : reading.start])))
        )
        is_point = is_point or (index > 0 and _lasted(text, readings[index - 1], reading))
        if is_point:
            name = f"{reading.quantity.value} {reading.quantity.unit}"
            hits.append(Hit(reading.start, reading.end, "timepoint", name))
        else:
            values.append(reading)
        marked = is_point
    return values, hits


def _in_brackets(text: str, reading: Reading) -> bool:
    """`63% (2 years)`: the time of the rate stands in brackets behind it."""
    return bool(_OPENS.search(text, max(0, reading.start - 4), reading.start)) and text[
        reading.end : reading.end + 1
    ] in (
        ")",
        "]",
    )


def _candidate(reading: Reading) -> bool:
    q = reading.quantity
    return (
        q.dimension is Dimension.TIME
        and q.value is not None
        and reading.ci is None
        and not reading.size
        and q.comparator is Comparator.EQUAL
    )


def _lasted(text: str, before: Reading, reading: Reading) -> bool:
    """`23% of responses lasted 6 months or more`: the least that they lasted is a time point of the percentage."""
    q = reading.quantity
    if before.quantity.dimension is not Dimension.PERCENT or q.dimension is not Dimension.TIME or q.value is None:
        return False
    bound = q.comparator in (Comparator.GREATER_OR_EQUAL, Comparator.GREATER) or bool(_OR_MORE.match(text, reading.end))
    return bound and bool(_LASTED.search(text, before.end, reading.start))


def _rate_follows(text: str, reading: Reading) -> bool:
    hyphenated = (
        "-" in reading.quantity.quote or "\u2010" in reading.quantity.quote or "\u2011" in reading.quantity.quote
    )
    singular = reading.quantity.unit_text.casefold() in ("month", "year", "week", "day")
    after = _RATE_AFTER.match(text, reading.end)
    return after is not None and (hyphenated or singular or "rate" in after[0].casefold())


def _said_at(text: str, reading: Reading) -> bool:
    return bool(_AT_BEFORE.search(text, max(0, reading.start - 12), reading.start))


def _colon(text: str, reading: Reading, following: Reading | None) -> bool:
    if following is None or following.quantity.dimension is not Dimension.PERCENT:
        return False
    return bool(_COLON_AFTER.fullmatch(text[reading.end : following.start]))
