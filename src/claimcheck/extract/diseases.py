"""Events that are diseases too: `hypertension in 8%` says what happened, `patients with hypertension` to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.extract.terms import Hit

_WHO = re.compile(
    r"\b(?:with|in|of|after|has|have|had|having|for|treat(?:s|ing|ment\sof)?|acute|chronic|advanced|severe|history\sof)\s"
    r"(?:an?\s|the\s|acute\s|prior\s|previous\s|recent\s|chronic\s|known\s|established\s|confirmed\s|mild\s|severe\s){0,2}$",
    re.IGNORECASE,
)
_RISK = re.compile(
    r"\b(?:risks?|rates?|incidences?|odds|prevention|number|cases?|episodes?|events?|occurrences?|composite|reductions?|reduced?)\s"
    r"(?:of|in)\s(?:an?\s|the\s|any\s|major\s|acute\s){0,2}$",
    re.IGNORECASE,
)


def without_diseases(text: str, hits: Iterable[Hit], title_end: int) -> list[Hit]:
    """The hits without the populations that are events where they stand; a title names whom the document is about."""
    hits = list(hits)
    title_end = 0 if "%" in text[:title_end] else title_end
    events = {(h.start, h.end) for h in hits if h.label == "event"}
    return [h for h in hits if h.label != "population" or (h.start, h.end) not in events or _is_who(text, h, title_end)]


def _is_who(text: str, hit: Hit, title_end: int) -> bool:
    before = text[max(0, hit.start - 60) : hit.start]
    return hit.start < title_end or bool(_WHO.search(before) and not _RISK.search(before))
