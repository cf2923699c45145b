"""What patients had before: `crizotinib-naive` is a subgroup, `progressed on a first-line drug` the second line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.extract.terms import Hit

_HISTORY = re.compile(
    r"[-\s]?(?P<what>na[iï]ve|pre-?treated|resistant|refractory|sensitive|experienced)\b", re.IGNORECASE
)
_PAST = re.compile(
    r"(?:previous(?:ly)?(?:\s{1,4}(?:received|treated\s{1,4}with))?|prior|(?:who|that)\s{1,4}(?:had|have)\s{1,4}received"
    r"|pre-?treated\s{1,4}with|failure\s{1,4}(?:of|on|to|with)"
    r"|progress(?:ed|ion|ing)\s{1,4}(?:on|after|under|with|following)|resistan(?:t|ce)\s{1,4}to|refractory\s{1,4}to"
    r"|intoleran(?:t|ce)\s{1,4}(?:of|to)|na[iï]ve\s{1,4}to"
    r"|not\s{1,4}given|never\s{1,4}received|without\s{1,4}(?:an?\s{1,4})?(?:prior|earlier|previous)|earlier"
    r"|(?<!OS\s)(?<!PFS\s)(?<!survival\s)after(?:\s{1,4}(?:one|two|treatment\s{1,4}with|therapy\s{1,4}with|an?))?)\s{1,4}(?:(?!and\b|or\b|received\b"
    r"|treated\b)[A-Za-z0-9*-]{1,14}\s{1,4}){0,2}[*_]{0,2}$",
    re.IGNORECASE,
)
_OF_ENDPOINT = re.compile(
    r"\b(?:ratios?|risks?|hazards?|odds|rates?|time|freedom|free)\s{1,4}(?:for|of|to|from)\s{1,4}(?:disease\s{1,4}|tumou?r\s{1,4})?$",
    re.IGNORECASE,
)
"""Before a progression that is counted, not one that happened before: `hazard ratio for progression with drug A`."""
_ANY_PAST = re.compile(
    "previous|prior|received|treated|failure|progress|resistan|refractory|intoleran|na[iï]ve|given|never|without|earlier"
    "|after"
)
"""Words of which `_PAST` needs one: a quick look before the search."""
_FAILED = re.compile(
    r"(?<!after\s)(?<!upon\s)(?:progress(?:ed|ion|ing)|fail(?:ed|ure|ing)|relaps(?:ed|e|ing)|refractory|resistan(?:t|ce)|prior"
    r"|previous(?:ly)?|intoleran(?:t|ce))\s{1,4}(?:(?:on|after|under|with|following|of|to|during|treated|received"
    r"|an?|the|their|one|any)\s{1,4}){0,3}$",
    re.IGNORECASE,
)
_CROSSED = re.compile(
    r"\bcross(?:ed|ing)?[\s-]?over\s{1,4}(?:to|into)\s{1,4}(?:(?:the|receive|open-label)\s{1,4}){0,2}$", re.IGNORECASE
)
_HISTORIES: Mapping[str, str] = {
    "naive": "naive",
    "naïve": "naive",
    "pretreated": "pretreated",
    "pre-treated": "pretreated",
    "experienced": "pretreated",
}
NEXT_LINE: Mapping[str, str] = {
    "first-line": "second-line",
    "second-line": "third-line",
    "third-line": "fourth-line",
    "second-line or later": "third-line or later",
    "third-line or later": "fourth-line or later",
}
"""The line that follows one that failed; what happens `after progression on first-line therapy` is of the first."""


def with_history(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, a treatment given before turned into a subgroup and a line that failed into the next."""
    return [_HISTORY_OF[hit.label](text, hit) if hit.label in _HISTORY_OF else hit for hit in hits]


def _drug(text: str, hit: Hit) -> Hit:
    crossed = _CROSSED.search(text, max(0, hit.start - 48), hit.start)
    if crossed:
        return Hit(crossed.start(), hit.end, "characteristic", f"crossover to {hit.name}", known=False)
    history = _HISTORY.match(text, hit.end)
    if history:
        what = history["what"].casefold()
        return Hit(hit.start, history.end(), "subgroup", f"{hit.name}-{_HISTORIES.get(what, what)}", known=False)
    reach = max(0, hit.start - 60)
    past = _ANY_PAST.search(text[reach : hit.start].lower()) and _PAST.search(text, reach, hit.start)
    if past and not _OF_ENDPOINT.search(text, max(0, past.start() - 40), past.start()):
        return Hit(hit.start, hit.end, "subgroup", f"{hit.name}-{_past(past[0])}", known=False)
    return hit


def _line(text: str, hit: Hit) -> Hit:
    failed = hit.name in NEXT_LINE and _FAILED.search(text, max(0, hit.start - 60), hit.start)
    return hit._replace(name=NEXT_LINE[hit.name]) if failed else hit


_HISTORY_OF = {"treatment": _drug, "therapy_line": _line}


def _past(words: str) -> str:
    folded = words.casefold()
    if folded.startswith(("not", "never", "na", "without")):
        return "naive"
    return "resistant" if folded.startswith(("resist", "refract")) else "pretreated"
