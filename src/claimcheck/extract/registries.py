"""Registry ids of trials, by their shape: `NCT 01234567`, `JapicCTI-132316`, `CTRI/2017/05/008459`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.extract.terms import Hit

_REGISTRY = re.compile(
    r"N(?<!\wN)CT ?0?[0-9]{7,8}\b|I(?<!\wI)SRCTN ?[0-9]{6,10}\b|U(?<!\wU)MIN ?0?[0-9]{8,9}\b"
    r"|A(?<!\wA)CTRN ?[0-9]{14}\b|C(?<!\wC)hiCTR[-A-Z]{0,6}[0-9]{8,10}\b"
    r"|J(?<!\wJ)apicCTI[ -]?[0-9]{6}\b|j(?<!\wj)RCTs?[0-9]{9,10}\b|D(?<!\wD)RKS ?[0-9]{8}\b"
    r"|C(?<!\wC)TRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}\b|N(?<!\wN)TR ?[0-9]{3,4}\b|N(?<!\wN)L[0-9]{4}(?=\s?[;,)\]])"
    r"|P(?<!\wP)ACTR ?[0-9]{15}\b|K(?<!\wK)CT[0-9]{7}\b|I(?<!\wI)RCT ?[0-9]{10,20}N[0-9]{1,3}\b|T(?<!\wT)CTR[0-9]{11}\b"
)
"""WHO ICTRP: primary registries and data providers. Begins with a letter, for speed: see `shapes.py`."""
_EUDRACT = re.compile(r"-(?<=(?<!\w)[0-9]{4}-)[0-9]{6}-[0-9]{2}\b")


def registries(text: str) -> Iterator[Hit]:
    """Every registry id of a text, without the blank that may stand in it."""
    for match in _REGISTRY.finditer(text):
        yield Hit(match.start(), match.end(), "registry", re.sub(r"\s", "", match[0]))
    for match in _EUDRACT.finditer(text):
        start = match.start() - 4
        yield Hit(start, match.end(), "registry", f"EudraCT {text[start : match.end()]}")
