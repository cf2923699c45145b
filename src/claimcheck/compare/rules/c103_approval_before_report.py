"""C103 approval-before-report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.compare.dates import before, dated
from claimcheck.compare.finding import finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Conflict, Kind, Level

CODE = "C103"
NAME = "approval-before-report"
KIND = Kind.CHRONOLOGY

_RESTS = re.compile(
    r"\b(?:(?:these|the|those|its|such)\s(?:results|findings|data)\s(?:\w+\s){0,2}"
    r"(?:led|allowed|supported|enabled|prompted|formed)|(?:these|those)\s(?:results|findings|data)"
    r"|based\s(?:up)?on|on\sthe\s(?:basis|strength)\sof|relying\son|relied\son|led\sto|in\slight\sof)\b",
    re.IGNORECASE,
)
"""Words with which an approval is said to follow from results."""
_APPROVES = re.compile(
    r"\b(?:approv\w+|ap-\s*prov\w+|licen[cs]\w+|authori[sz]\w+|FDA|EMA|NMPA|PMDA|European Medicines Agency)\b"
)
_SENTENCE = re.compile(r"[^.;]+(?:\.[0-9][^.;]*)*[.;]?")
_LINE = re.compile(r"\b(first|second|third)[\s-]+line\b", re.IGNORECASE)
_PASSAGE = 1_500
"""Characters back to the results that `these results` are."""


def check(paper: Paper) -> Iterator[Conflict]:
    """An approval is said to rest on results that are dated later.

    A sentence says that results led to an approval; the study that the text was speaking of is dated in the document;
    the approval, in that sentence or elsewhere for the same drug and line of therapy, is earlier. Agencies see results
    before they are published, so that it is a warning.

    Conflicts: `In 2013 TRIAL-7 ... These results led the FDA in 2011 to approve it`; `approved in the first line in
    2013`, based on `TRIAL-14, of 2014`.

    Agrees: `In 2010 TRIAL-1 ... These results led to the approval in 2011`; `approved in 2011` with no study named.
    """
    reports = [(claim, date) for claim, date in dated(paper, "publication_date") if text(claim, "study") is not None]
    approvals = list(dated(paper, "approval_date"))
    if not reports or not approvals:
        return
    seen: set[tuple[str, str]] = set()
    for sentence in _SENTENCE.finditer(paper.document.text):
        if not (_RESTS.search(sentence[0]) and _APPROVES.search(sentence[0])):
            continue
        study = _spoken_of(paper, sentence.start(), sentence.end())
        first = min(
            ((date, claim) for claim, date in reports if text(claim, "study") == study), default=None, key=_early
        )
        if study is None or first is None:
            continue
        for claim, date in _approvals(approvals, sentence):
            if before(date, first[0]) and (claim.id, study) not in seen:
                seen.add((claim.id, study))
                yield _found(claim, date, first[1], first[0], study)


def _early(dated_claim: tuple[str, Claim]) -> tuple[str, tuple[int, int]]:
    return dated_claim[0], dated_claim[1].span


def _spoken_of(paper: Paper, start: int, end: int) -> str | None:
    """The study of the last claim before a sentence, or in it."""
    named = [
        study
        for claim in paper.claims
        if start - _PASSAGE <= claim.span[0] < end
        and claim.metric != "approval_date"
        and (study := text(claim, "study")) is not None
    ]
    return named[-1] if named else None


def _approvals(approvals: Sequence[tuple[Claim, str]], sentence: re.Match[str]) -> Iterator[tuple[Claim, str]]:
    """The approvals dated in a sentence; where it dates none, those of the line of therapy that it speaks of."""
    inside = [(claim, date) for claim, date in approvals if sentence.start() <= claim.span[0] < sentence.end()]
    lines = {f"{match[1].lower()}-line" for match in _LINE.finditer(sentence[0])}
    if inside or len(lines) != 1:
        yield from inside
        return
    (line,) = lines
    for claim, date in approvals:
        if text(claim, "therapy_line") == line and "therapy_line" not in claim.inferred:
            yield claim, date


def _found(claim: Claim, date: str, report: Claim, reported: str, study: str) -> Conflict:
    return finding(
        CODE,
        NAME,
        KIND,
        [claim, report],
        [printed(claim), printed(report)],
        Level.WARNING,
        f"The approval of {date} is said to rest on {study}, which the document dates {reported}.",
    )
