"""Two values that are set against each other and both given to one arm: `11.3 (drug A) and 5.3 months (drug A)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.extract.terms import Hit
from claimcheck.model import UNBOUND, Mention, Quantity, SameArm

_VALUE = r"(?<![0-9.,/])(?P<{0}>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?)(?:\s?%|[\s-](?:days?|weeks?|months?|years?))?"
_BESIDE = r"(?:\s?[(\[][^()\[\]]{0,60}(?:CI|range|IQR|/)[^()\[\]]{0,60}[)\]])?"
_NAME = r"[A-Za-z][\w/+ -]{2,40}?"
_AGAINST = r"(?:and|versus|vs\.?|compared (?:with|to)|against)\s"
_PATTERNS = (
    re.compile(
        rf"{_VALUE.format('one')}{_BESIDE}\s?\(\s?(?P<arm>{_NAME})\s?\)[,;]?\s{_AGAINST}"
        rf"{_VALUE.format('two')}{_BESIDE}\s?\(\s?(?P=arm)\s?\)"
    ),
    re.compile(
        rf"{_VALUE.format('one')}{_BESIDE}\s(?P<by>with|for|in|on|under)\s(?:the\s)?(?P<arm>{_NAME})"
        rf"(?:\s(?:arm|group))?,?\s{_AGAINST}{_VALUE.format('two')}{_BESIDE}\s(?P=by)\s(?:the\s)?(?P=arm)"
        r"(?:\s(?:arm|group))?\s?(?=[.;,)]|$)"
    ),
)


def same_arms(text: str, hits: Sequence[Hit]) -> Iterator[Mention]:
    """Both values of every such pair, where the arm is a treatment that the vocabulary or the document names."""
    arms = {(hit.start, hit.end) for hit in hits if hit.label == "treatment"}
    starts = {start for start, _ in arms}
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match.start("arm") not in starts or match["one"] == match["two"]:
                continue
            for name in ("one", "two"):
                value = Decimal(match[name])
                decimals = len(match[name].partition(".")[2])
                yield Mention(
                    quantity=Quantity(*match.span(name), match[name], value, value, value, decimals=decimals),
                    metric=UNBOUND,
                    statistic="point",
                    attributes=(),
                    sentence=match.span(),
                    frame="",
                    detail=SameArm(" ".join(match["arm"].split()), match.start()),
                )
