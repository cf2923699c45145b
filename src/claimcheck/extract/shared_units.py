"""The unit that a value shares with its neighbours: `80.0, 40.8 and 25.0%`, `14.7 with A and 9.2 months with B`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from claimcheck.model import Comparator, Dimension

if TYPE_CHECKING:
    from claimcheck.extract.attach import Reading

_LIST_GAP = re.compile(
    r"\s*(?:\([^()]{1,60}\))?\s*(?:,|/)?\s*(?:and|or|vs\.?|versus|v|to|compared (?:with|to))?\s*", re.IGNORECASE
)
_VERSUS_GAP = re.compile(
    r"\s*(?:\([^()]{1,60}\)|[^();.]{0,60}?)\s*(?:,\s*)?(?:vs\.?|versus|and|compared (?:with"
    r"|to))\s[^();.]{0,60}\s?",
    re.IGNORECASE,
)
_ITS_ARM = re.compile(r"\s(?:with|for|in|on|among|after)\s", re.IGNORECASE)
"""Between a value and the next: `14.7 with A and 9.2 months with B`."""
_SHARED = (Dimension.PERCENT, Dimension.TIME, Dimension.CONCENTRATION, Dimension.MASS, Dimension.OTHER)


def with_shared_units(text: str, readings: Sequence[Reading]) -> list[Reading]:
    """A bare number in a list takes the unit at the list's end, else the unit of the member before it."""
    shared = [_unit_behind(text, reading) for reading in readings]
    for index in range(len(shared) - 2, -1, -1):
        donor = shared[index + 1]
        if not (_lacks_unit(shared[index]) and _gives_unit(donor) and _fits(shared[index], donor)):
            continue
        gap = text[shared[index].end if shared[index].ci else shared[index].last : donor.start]
        with_arms = shared[index].quantity.decimals and _ITS_ARM.match(gap) and _VERSUS_GAP.fullmatch(gap)
        if _joins(gap) or with_arms:
            shared[index] = _united(shared[index], donor)
    for index in range(1, len(shared)):
        donor = shared[index - 1]
        if not (_lacks_unit(shared[index]) and _gives_unit(donor) and _fits(shared[index], donor)):
            continue
        if not _VERSUS_GAP.fullmatch(text, donor.last, shared[index].start):
            continue
        if shared[index].quantity.decimals or not _counts_something(text, shared[index]):
            shared[index] = _united(shared[index], donor)
    return shared


_UNIT_BEHIND = re.compile(
    r"\s?[(\[](?:range|IQR|interquartile range|[0-9.]{2,5}\s?%\s?(?:CI|CL|confidence))[^()\[\]%]{3,40}?"
    r"(?:[)\]][ \u00a0](?P<behind>month|week|day|year)s?\b|\s(?P<inside>month|week|day|year)s?[)\];])",
    re.IGNORECASE,
)


def _unit_behind(text: str, reading: Reading) -> Reading:
    """`39.7 (range 4.9-79.7) months`, `12.7 (95% CI 6.9-18.4 months)`: the unit stands behind the range, or in it."""
    match = _UNIT_BEHIND.match(text, reading.quantity.end) if _lacks_unit(reading) else None
    if match is None:
        return reading
    unit = (match["behind"] or match["inside"]).casefold()
    return reading._replace(quantity=replace(reading.quantity, unit=unit, dimension=Dimension.TIME))


def _joins(gap: str) -> bool:
    return bool((_LIST_GAP.fullmatch(gap) and gap.strip()) or (_VERSUS_GAP.fullmatch(gap) and "vs" in gap))


_NOUN_AFTER = re.compile(
    r"\s(?:[A-Za-z0-9+-]{2,20}\s){0,3}(?:patients|participants|subjects|women|men|children|people"
    r"|adults|individuals|cases|cycles|arms|groups|centers|centres|sites|countries|studies|trials"
    r"|doses|samples)\b",
    re.IGNORECASE,
)


def _counts_something(text: str, reading: Reading) -> bool:
    return bool(_NOUN_AFTER.match(text, reading.end))


def _lacks_unit(reading: Reading) -> bool:
    q = reading.quantity
    return q.dimension is Dimension.NUMBER and not reading.size and not q.words and q.special is None


def _fits(reading: Reading, donor: Reading) -> bool:
    """`235, 100%` is a count beside a percentage, not two percentages."""
    value = reading.quantity.value
    return donor.quantity.dimension is not Dimension.PERCENT or value is None or value <= 100


def _gives_unit(reading: Reading) -> bool:
    return reading.quantity.dimension in _SHARED and reading.quantity.comparator is not Comparator.LESS_OR_EQUAL


def _united(reading: Reading, donor: Reading) -> Reading:
    unit = replace(reading.quantity, unit=donor.quantity.unit, dimension=donor.quantity.dimension)
    return reading._replace(quantity=unit)
