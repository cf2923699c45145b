"""Sentences that speak of a study beside the document's own, before it has a name: `a phase II trial [12] found`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claimcheck.extract.profiles import Line
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, CitedWork, Scope

_BACK = re.compile(
    r"\b(?:this|the same|these|that|updated?)\b[^.;]{0,40}\b(?:trial|study|cohort|analysis|analyses"
    r"|patients|results)\b",
    re.IGNORECASE,
)
"""Words with which a paragraph goes on about the study of the one before."""
_ANOTHER = re.compile(
    r"\b(?:a|an|another|one|in\sa|the\s(?:latest|most\srecent|earlier|previous))\s"
    r"(?:[A-Za-z/I-]{2,20}[,]?\s){0,5}(?:study|trial|meta-analysis"
    r"|cohort|case\sseries)\b(?!\s(?:of\sthis|arm))",
    re.IGNORECASE,
)
_WORKS = ("study", "trial", "meta-analysis", "cohort", "case")
"""Words of which `_ANOTHER` needs one: a quick look before the search."""
OWN_WORK = re.compile(r"\b(?:we|our|this study|this trial|the present)\b", re.IGNORECASE)
"""Words with which an author speaks of the document itself."""


def opens_anew(text: str, line: Line) -> bool:
    """A paragraph that names a study, or cites a work without going back to the study before."""
    if any(h.label == "study" for h in line.hits):
        return True
    return any(h.label == "citation" for h in line.hits) and not _BACK.search(text, line.start, line.end)


def goes_on(text: str, line: Line) -> bool:
    """Whether a sentence behind one about another's work may still be about it: it names no study, nor `our`."""
    if any(h.label == "study" for h in line.hits):
        return False
    return not OWN_WORK.search(text, line.start, line.end)


def without_cited_study(line: Line) -> Line:
    """A report of the trial that is spoken of is cited; the trial stays the study."""
    marks = {h.start for h in line.hits if h.label == "citation"}
    if not any(h.label == "study" and h.start in marks for h in line.hits):
        return line
    return line._replace(hits=[h for h in line.hits if not (h.label == "study" and h.start in marks)])


def introduces(text: str, line: Line) -> bool:
    """`For example, a phase II trial ...`: another study, not yet named."""
    if any(h.label == "study" for h in line.hits):
        return False
    words = text[line.start : line.end].casefold()
    if not any(noun in words for noun in _WORKS):
        return False
    return bool(_ANOTHER.search(text, line.start, line.end)) and not OWN_WORK.search(text, line.start, line.end)


def study_cited(lines: Sequence[Line], works: Mapping[str, CitedWork]) -> Attribute | None:
    """The work that the next citation of a paragraph names, where that is one.

    Args:
        lines: the sentence that introduces a study, and those behind it.
        works: mark -> work of the reference list.
    """
    for line in lines:
        marks = [h for h in line.hits if h.label == "citation"]
        cited = next((h for h in line.hits if h.label == "study"), None) if line is not lines[0] else None
        if cited is not None:
            is_work = any(mark.start == cited.start for mark in marks)
            return _study(cited.name, cited, known=cited.known) if is_work else None
        if marks:
            named = {work.name: work for mark in marks for n in mark.name.split(",") if (work := works.get(n))}
            only = next(iter(named.values())) if len(named) == 1 else None
            return _study(only.name, marks[0]) if only is not None and only.named else None
    return None


def _study(name: str, hit: Hit, *, known: bool = True) -> Attribute:
    return Attribute("study", name, known, hit.start, hit.end, Scope.PARAGRAPH)
