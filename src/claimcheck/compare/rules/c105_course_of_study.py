"""C105 course-of-study."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.dates import before, months_between
from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.groups import half, value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level, StudyDate

CODE = "C105"
NAME = "course-of-study"
KIND = Kind.CHRONOLOGY


def check(paper: Paper) -> Iterator[Conflict]:
    """Enrolment, data cut-off and follow-up of a study are in an order that cannot be.

    Enrolment begins before it ends and before the data are cut off; nobody is followed longer, in the median, than from
    the first enrolment to the cut-off. Dates are compared as far as both are printed. A document that gives several
    periods of enrolment or several cut-offs is about several studies and is passed over, save that each period must
    begin before it ends.

    Conflicts: `enrolled between March 2014 and June 2012`; `enrolled from May 2012 to June 2014 ... data cut-off of
    March 2011`; `enrolled from May 2012 ... cut-off May 2013 ... median follow-up 19 months`.

    Agrees: `enrolled between March 2012 and June 2014`, `data cut-off of March 2016`, `median follow-up 19 months`.
    """
    found: dict[str, list[Claim]] = {"start": [], "end": [], "cutoff": []}
    for claim in paper.loose:
        if isinstance(claim.detail, StudyDate) and isinstance(claim.value, str):
            found[claim.detail.kind].append(claim)
    starts, ends, cutoffs = found["start"], found["end"], found["cutoff"]
    for start, end in zip(starts, ends, strict=True):
        if before(_date(end), _date(start)):
            said = f"Enrolment is said to begin on {_date(start)} and to end on {_date(end)}, which is earlier."
            yield _found(end, start, said)
    if len({_date(c) for c in starts}) != 1 or len({_date(c) for c in cutoffs}) != 1:
        return
    start, cutoff = starts[0], cutoffs[0]
    if before(_date(cutoff), _date(start)):
        said = f"The data were cut off on {_date(cutoff)}, before enrolment began on {_date(start)}."
        yield _found(cutoff, start, said)
    else:
        yield from _followed(paper, start, cutoff)


def _date(claim: Claim) -> str:
    assert isinstance(claim.value, str)
    return claim.value


def _followed(paper: Paper, start: Claim, cutoff: Claim) -> Iterator[Conflict]:
    longest = months_between(_date(start), _date(cutoff))
    for claim in paper.by_metric.get("follow_up", ()):
        plain = isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL
        if not plain or claim.canonical_unit != "month" or claim.attributes.get("source"):
            continue
        if text(claim, "study") != text(start, "study") and text(claim, "study") is not None:
            continue
        if float(value(claim) - half(claim)) > longest:
            said = (
                f"A follow-up of {claim.quote} is longer than the {longest:.0f} months from the first enrolment in "
                f"{_date(start)} to the cut-off in {_date(cutoff)}."
            )
            yield finding(
                CODE, NAME, KIND, [claim, start, cutoff],
                [printed(claim), computed(f"{_date(start)} to {_date(cutoff)}: at most {longest:.0f} months")],
                Level.WARNING, said,
            )  # fmt: skip


def _found(later: Claim, earlier: Claim, said: str) -> Conflict:
    return finding(CODE, NAME, KIND, [later, earlier], [printed(later), printed(earlier)], Level.WARNING, said)
