"""Numbers in words: `three hundred and forty-seven`, `Sixty-eight`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.model import Dimension, Quantity

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = rf"(?:{'|'.join((_UNITS + ' ' + _TENS).split())})"
_BIG = r"(?:hundred|thousand|million)"
_JOIN = r"(?:[-\s]{1,4}(?:and[-\s]{1,4})?)"
_WORDS = re.compile(rf"\b(?=[oOtTfFsSeEnN]){_SMALL}(?:{_JOIN}(?:{_SMALL}|{_BIG})){{0,8}}\b", re.IGNORECASE)


def number_words(text: str) -> Iterator[Quantity]:
    """Every number written in words, in order."""
    from text_to_num import text2num

    for match in _WORDS.finditer(text):
        spelled = " ".join(re.split(r"[-\s]+", match[0].casefold()))
        try:
            value = Decimal(text2num(spelled, "en"))
        except ValueError:
            continue
        yield Quantity(
            match.start(), match.end(), match[0], value, value, value, dimension=Dimension.NUMBER, words=True
        )
