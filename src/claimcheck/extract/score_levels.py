"""Patients by a score of PD-L1 as prose puts its cut-off: `a TPS of 50% or more`, then `at 20% or more`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.extract.terms import Hit

_SCORE = re.compile(
    r"(?:PD-?L1[\s-](?:TPS|CPS|(?:expression|staining|score|status|level)(?:\s(?:level|score|status))?)"
    r"|PD-?L1(?:\stumou?r)?|\bTPS|\bCPS|(?<!-L1\s)\btumou?r\sproportion\sscore|\bcombined\spositive\sscore)"
    r"(?:\s\((?:TPS|CPS)\))?(?:\s(?:proportion|positive)\sscore)?(?:\s(?:on|in)\stumou?r\scells)?"
    r"(?:\s(?:scores?\s)?(?:of|was|is|at(?=\s[0-9])|equal\sto)){0,2}\s?"
)
_AT_LEAST = r"[\u2265\u2a7e]\s?|>=\s?|at\sleast\s|at\sor\sabove\s|no\sless\sthan\s"
_BELOW = r"<\s?|less\sthan\s|below\s|under\s|lower\sthan\s"
_NUMBER = r"(?P<{0}>[0-9]{{1,3}})\s?%?"
_LEVEL = re.compile(
    rf"(?:(?P<least>{_AT_LEAST}){_NUMBER.format('a')}|(?P<below>{_BELOW}){_NUMBER.format('b')}"
    rf"|{_NUMBER.format('low')}\s?(?:-|\u2013|to)\s?{_NUMBER.format('high')}"
    rf"|{_NUMBER.format('c')}\s(?:or|and)\s(?:more|higher|greater|above|over)\b)(?![0-9.])"
)
_GOING_ON = re.compile(
    rf"\b(?:at|of)\s(?:the\sgroup\s(?:at|with)\s)?(?P<level>{_NUMBER.format('n')}\s(?:or|and)\s(?:more|higher|greater)\b)"
)
_ENDS = re.compile(r"[.!?]\s+[A-Z]|\n\s*\n")
_REACH = 320


def score_levels(text: str) -> Iterator[Hit]:
    """The levels behind a named score, and those that its sentence goes on with."""
    for score in _SCORE.finditer(text):
        combined = "CPS" in score[0] or "combined" in score[0]
        level = _LEVEL.match(text, score.end())
        if level is None:
            continue
        yield Hit(score.start(), level.end(), "subgroup", _named(_words(level), combined=combined))
        stop = _ENDS.search(text, level.end())
        end = min(level.end() + _REACH, stop.start() if stop else len(text))
        for going_on in _GOING_ON.finditer(text, level.end(), end):
            yield Hit(going_on.start(), going_on.end(), "subgroup", _named(f">={going_on['n']}", combined=combined))


def _words(level: re.Match[str]) -> str:
    if level["below"]:
        return f"<{level['b']}"
    return f">={level['a'] or level['c']}" if level["low"] is None else f"{level['low']}-{level['high']}"


def _named(level: str, *, combined: bool) -> str:
    """The name that the vocabulary gives the same cut-offs: `PD-L1 >=50%`, `CPS >=10`."""
    if combined:
        return f"CPS {level}"
    return "PD-L1-negative" if level == "<1" else f"PD-L1 {level}%"
