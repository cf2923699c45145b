"""Numbers that count people or samples: `143 patients`, `eleven women`, `48 of whom`."""

from __future__ import annotations

import re

from claimcheck.extract.attach import Reading
from claimcheck.model import Dimension

_COUNTED = re.compile(
    r"\s{1,4}(?:[A-Za-z0-9\u00c0-\u024f+/*'\u2019\u2013<>-]{2,26},?\s{1,4}){0,4}?(?:patients?|participants?"
    r"|subjects?|women|men|children|adults|individuals|people|volunteers|cases|samples|cell\s+lines"
    r"|centers?|centres?|countries|sites|infants|girls|boys|survivors|recipients|persons|trials"
    r"|studies)\b",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r"\s(?:of|in|to|or|and|vs|versus|with|for|cycles?|weeks?|times|months?|years?|days?|lines?|grade)\b", re.IGNORECASE
)
_BRACKET_AFTER = re.compile(r"\s?\([^()]{1,20}\)")
_OF_WHOM = re.compile(r"\s{1,4}of\s(?:whom|which|these)\b", re.IGNORECASE)
LEAST_IN_WORDS = 5
"""`two patients` is prose; `eleven patients` is a group."""
_COUNTED_VERB = re.compile(
    r"\s(?:were|was|had\sbeen|could\sbe)\s(?:evaluable|assessable|enrolled|included|randomi[sz]ed"
    r"|recruited|treated|analy[sz]ed|screened|evaluated|assigned|assessed|eligible)\b",
    re.IGNORECASE,
)


def counts_people(text: str, reading: Reading) -> bool:
    """`143 patients`, `eleven women`, `48 of whom`: a number that counts people or samples."""
    quantity = reading.quantity
    if quantity.dimension is not Dimension.NUMBER or quantity.decimals or quantity.value is None or reading.ci:
        return False
    bracket = _BRACKET_AFTER.match(text, reading.end)
    end = bracket.end() if bracket else reading.end
    if _OF_WHOM.match(text, end):
        return True
    if _COUNTED_VERB.match(text, end) and quantity.value >= LEAST_IN_WORDS and not quantity.unit_text:
        return True
    counted = _COUNTED.match(text, end)
    if counted is None or _NOT_COUNTED.match(text, end) or reading.numerator is not None:
        return False
    return not quantity.words or quantity.value >= LEAST_IN_WORDS
