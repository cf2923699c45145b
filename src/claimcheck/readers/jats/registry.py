"""Numbers under which registries know a trial."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERS = (
    ("nct", re.compile(r"\bNCT\s?0[0-9]{7}\b")),
    ("isrctn", re.compile(r"\bISRCTN\s?[0-9]{8}\b")),
    ("eudract", re.compile(r"\b(?:19|20)[0-9]{2}-[0-9]{6}-[0-9]{2}\b")),
)


def registered(texts: Iterable[str]) -> list[tuple[str, str]]:
    """The one number of each registry that the texts name; of two different ones none is sure.

    >>> registered(["Registered as NCT 01234567.", "ISRCTN12345678 and ISRCTN87654321"])
    [('nct', 'NCT01234567')]
    """
    joined = "\n".join(texts)
    found = [(name, {"".join(number.split()) for number in pattern.findall(joined)}) for name, pattern in _NUMBERS]
    return [(name, numbers.pop()) for name, numbers in found if len(numbers) == 1]
