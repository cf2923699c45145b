"""When a study enrolled and when its data were cut off: `Between May 2012 and June 2014, 80 patients were enrolled`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from claimcheck.extract.dates import dates
from claimcheck.model import UNBOUND, Mention, Quantity, StudyDate

_OPENS = re.compile(r"\b(?:between|from)\s(?:the\s)?$", re.IGNORECASE)
_JOINS = re.compile(r",?\s(?:and|to|through|until|till)\s|\s?[-\u2013\u2014]\s?", re.IGNORECASE)
_ENROLLED = re.compile(
    r"\b(?:enrol\w*|recruit\w*|accru\w+|randomi[sz]ed|randomly|included|entered|assigned|registered)\b", re.IGNORECASE
)
_OTHER_DATES = re.compile(
    r"\b(?:search\w*|literature|database|published|PubMed|Medline|articles|records)\b", re.IGNORECASE
)
_CUTOFF = re.compile(
    r"\b(?:(?:data|database|clinical|analysis|final)[- ])?cut[- ]?off(?:\s(?:date|point))?(?:\sfor\s[a-z -]{3,40})?"
    r"(?:,|:|\s(?:date\s)?(?:was|of|on|is|in|date:))*\s(?:on\s|in\s|the\s)?$",
    re.IGNORECASE,
)
_REACH, _LONGEST = 140, 160
_STOP = re.compile(r"[.;]\s|\n")


def study_dates(text: str) -> Iterator[Mention]:
    """The periods of enrolment, each its start and its end, and the dates of data cut-offs."""
    found = dates(text)
    for date, follower in zip_longest(found, found[1:]):
        before = text[max(0, date.start - 70) : date.start]
        if _CUTOFF.search(before):
            yield _mention(date, "cutoff")
        elif follower is not None and _OPENS.search(before) and _is_enrolment(text, date, follower):
            yield _mention(date, "start")
            yield _mention(follower, "end")


def _is_enrolment(text: str, first: Quantity, last: Quantity) -> bool:
    """Whether two dates are the ends of a period, and the clause around it is about enrolment."""
    if not _JOINS.fullmatch(text, first.end, last.start):
        return False
    start, end = first.start, last.end
    stops = [stop.end() for stop in _STOP.finditer(text, max(0, start - _LONGEST), start)]
    opened = max(stops, default=max(0, start - _LONGEST))
    closed = _STOP.search(text, end, end + _REACH)
    clause = text[opened : closed.start() if closed else end + _REACH]
    return bool(_ENROLLED.search(clause)) and not _OTHER_DATES.search(clause)


def _mention(date: Quantity, kind: str) -> Mention:
    return Mention(
        quantity=date,
        metric=UNBOUND,
        statistic="point",
        attributes=(),
        sentence=(date.start, date.end),
        frame="",
        detail=StudyDate(kind),
    )
