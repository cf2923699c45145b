"""Numbers under which registries know a trial: those that the WHO counts as primary, ClinicalTrials.gov and EudraCT."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERS = (
    ("nct", re.compile(r"\bNCT\s?0[0-9]{7}\b")),
    ("isrctn", re.compile(r"\bISRCTN\s?[0-9]{8}\b")),
    ("eudract", re.compile(r"\b(?:19|20)[0-9]{2}-[0-9]{6}-[0-9]{2}\b")),
    ("umin", re.compile(r"\bUMIN\s?[0-9]{9}\b")),
    ("actrn", re.compile(r"\bACTRN\s?[0-9]{14}\b")),
    ("chictr", re.compile(r"\bChiCTR[-A-Z]{0,6}[0-9]{8,10}\b")),
    ("drks", re.compile(r"\bDRKS\s?[0-9]{8}\b")),
    ("ctri", re.compile(r"\bCTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{5,6}\b")),
    ("jrct", re.compile(r"\bjRCTs?[0-9]{9,10}\b")),
    ("irct", re.compile(r"\bIRCT[0-9]{11,16}N[0-9]{1,3}\b")),
    ("pactr", re.compile(r"\bPACTR[0-9]{15,16}\b")),
)


def registered(texts: Iterable[str]) -> list[tuple[str, str]]:
    """The one number of each registry that the texts name; of two different ones none is sure.

    >>> registered(["Registered as NCT 01234567.", "ISRCTN12345678 and ISRCTN87654321"])
    [('nct', 'NCT01234567')]
    """
    joined = "\n".join(texts)
    found = [(name, {"".join(number.split()) for number in pattern.findall(joined)}) for name, pattern in _NUMBERS]
    return [(name, numbers.pop()) for name, numbers in found if len(numbers) == 1]
