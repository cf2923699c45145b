"""A206 arm-named-twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "A206"
NAME = "arm-named-twice"
KIND = Kind.ARITHMETIC

_NAME = r"(?P<{0}>[A-Za-z][A-Za-z0-9/+ -]{{2,40}}?)"
_AGAINST = r"(?:and|versus|vs\.?|compared (?:with|to)|against)\s"
_BRACKET = re.compile(rf"\s?\(\s?(?:for\s|with\s)?{_NAME.format('a')}\s?\)\s?[,;]?\s?{_AGAINST}")
_WITH = re.compile(
    rf"\s(?:with|for|in|on|under)\s(?:the\s)?{_NAME.format('a')}(?:\s(?:arm|group))?,?\s"
    r"(?:and|versus|vs\.?|compared (?:with|to)|against)\s"
)
_SATELLITE = re.compile(r"\s?[(\[][^()\[\]]*(?:CI|range|IQR|n\s?=|/)[^()\[\]]*[)\]]")
"""A bracket with an interval or a count, between a value and its arm."""


def check(paper: Paper) -> Iterator[Conflict]:
    """Two different values that are set against each other are given to the same arm.

    `V1 (A) and V2 (B)`, `V1 with A versus V2 with B` compare two arms; where both are A, one name is a slip. The values
    must be of one endpoint, and nothing else, such as a time, may tell them apart.

    Conflicts: `11.3 (drug A) and 5.3 months (drug A)`; `a response rate of 65% with drug A versus 20% with drug A`.

    Agrees: `11.3 (drug A) and 5.3 months (drug B)`; `65% with drug A at week 8 and 60% with drug A at week 24`.
    """
    values = [
        c for c in paper.claims
        if c.table is None and isinstance(c.value, Decimal) and c.comparator is Comparator.EQUAL
        and c.metric not in ("sample_size", "dose")
    ]  # fmt: skip
    for first, second in pairwise(values):
        if first.sentence != second.sentence or not _of_one_endpoint(first, second) or first.value == second.value:
            continue
        name = _twice(paper, first, second)
        if name is not None:
            yield finding(
                CODE,
                NAME,
                KIND,
                [second, first],
                [printed(second), printed(first)],
                Level.WARNING,
                f"{first.quote} and {second.quote} are compared, and both are said to be of {name}.",
            )


def _of_one_endpoint(a: Claim, b: Claim) -> bool:
    if (a.metric, a.statistic, a.unit) != (b.metric, b.statistic, b.unit):
        return False
    parts = {*a.attributes, *b.attributes} - {"treatment", "comparator", "schedule", "source", "citation"}
    return all(text(a, part) == text(b, part) for part in parts if part not in ("subgroup",)) and all(
        (text(c, "subgroup") or "group").startswith("group") for c in (a, b)
    )


def _twice(paper: Paper, a: Claim, b: Claim) -> str | None:
    """The name that both values have right behind them."""
    whole = paper.document.text
    between = _SATELLITE.sub("", whole[a.span[1] : b.span[0]], count=1)
    behind = _SATELLITE.sub("", paper.after(b, 120), count=1)
    if match := _BRACKET.fullmatch(between):
        again = re.match(r"\s?\(\s?(?:for\s|with\s)?([^()]{3,42}?)\s?\)", behind)
    elif match := _WITH.fullmatch(between):
        again = re.match(
            rf"\s(?:with|for|in|on|under)\s(?:the\s)?({re.escape(match['a'])})(?:\s(?:arm|group))?\s?(?=[.;,)]|$)",
            behind,
        )
    else:
        return None
    return match["a"] if again and again[1].strip().casefold() == match["a"].strip().casefold() else None
