"""Percentages that are no rate of the metric beside them.

A 25% lower risk is one minus a ratio, not a rate; 58% of the responders is a share of those with a response, not a
response rate.
"""

from __future__ import annotations

import re

from claimcheck.extract.attach import Reading
from claimcheck.model import Dimension

_OF_RISK = re.compile(
    r"\s{1,2}(?:(?:relative|lower|higher|decreased?|reduced|reduction|increased?|in|of|the|a)\s){1,6}(?:risk|hazard|odds)\b"
)
_RESPONDERS = re.compile(
    r"\b(?:responders|(?:who|that)\s(?:had\s)?respond(?:ed)?|with(?:out)?\s(?:an?\s)?(?:[a-z]{3,12}\s){0,2}responses?)\b"
    r"[^.;:%]{0,60}$"
)
_WENT_ON = re.compile(r"[)\]]{0,2}\s{1,2}(?:had|have|experienced|received|remained|relapsed|progressed|died)\b")
_IN = re.compile(r"\b(?:in|for|among)\s(?:the\s|an?\s)?$")
_IN_THOSE = re.compile(
    r"\b(?:in|for|among)\s(?:the\s)?(?:patients|those|cases|tumou?rs)\swith(?:out)?\s(?:the\s|an?\s)?$"
)
_GROUP = re.compile(r"[-\s](?:type\s)?(?:group|arm|subgroup|cohort|subset|population|patients|tumou?rs|cases)\b")
_REACH = 120
"""Characters before a percentage in which the responders are looked for."""


def of_risk(text: str, reading: Reading) -> bool:
    """`a 25% lower risk of death`: whether what follows a percentage is a change of a risk."""
    return reading.quantity.dimension is Dimension.PERCENT and bool(
        _OF_RISK.match(text, max(reading.end, reading.last))
    )


def of_responders(text: str, reading: Reading) -> bool:
    """`7 responders (58%) had brain metastases`: whether a percentage is of, or among, those who responded."""
    if reading.quantity.dimension is not Dimension.PERCENT:
        return False
    before = text[max(0, reading.start - _REACH) : reading.start]
    return bool(_WENT_ON.match(text, max(reading.end, reading.last)) and _RESPONDERS.search(before))


def names_a_group(text: str, start: int, end: int) -> bool:
    """`75% in the EGFR-mutant group`: whether a term says in whom a metric was measured, not what they had."""
    before = text[max(0, start - 40) : start]
    return bool(_IN_THOSE.search(before) or (_IN.search(before) and _GROUP.match(text, end)))
