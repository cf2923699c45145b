"""A104 prevalence-of-counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "A104"
NAME = "prevalence-of-counted"
KIND = Kind.ARITHMETIC

_PASSAGE = 400
"""Characters behind a prevalence in which those who carry the marker are counted."""
_FACTOR = 1.5
"""A count further from the expected one is rather of other patients."""
_GENE = re.compile(r"\b[A-Z][A-Z0-9]{2,}\b")


def check(paper: Paper) -> Iterator[Conflict]:
    """A prevalence among screened patients is not that of the patients counted with the marker right after.

    The sentence gives the percentage and the number screened; the next sentences count the patients with the marker.
    Their share of those screened must be within one unit of the last printed place.

    Conflicts: `2.1% of 3774 patients had a ROS1 rearrangement. Of the 88 ROS1-positive patients, ...`: 88 are `2.3%`.

    Agrees: `2.1% of 3774 patients had a ROS1 rearrangement. Of the 80 ROS1-positive patients, ...`; a count of
    patients with another gene, `Of the 88 ALK-positive patients`.
    """
    sizes = [c for c in paper.by_metric.get("sample_size", ()) if isinstance(c.value, Decimal)]
    for claim in paper.by_metric.get("prevalence", ()):
        if claim.denominator is not None or claim.unit != "percent" or claim.comparator is not Comparator.EQUAL:
            continue
        screened = [size for size in sizes if size.sentence == claim.sentence]
        genes = set(_GENE.findall(text(claim, "marker") or ""))
        if isinstance(claim.value, Decimal) and len(screened) == 1 and genes:
            yield from _checked(paper, claim, claim.value, screened[0], genes)


def _checked(paper: Paper, claim: Claim, value: Decimal, screened: Claim, genes: set[str]) -> Iterator[Conflict]:
    total = screened.value
    if not isinstance(total, Decimal) or not total:
        return
    unit = Decimal(1).scaleb(-claim.decimals)
    for count, witness in _counted(paper, claim, genes):
        share = 100 * count / total
        if abs(share - value) < unit:
            return
        if share / value > _FACTOR or value / share > _FACTOR:
            continue
        shown = f"{count}/{total} = {share:.{claim.decimals + 1}f}%"
        yield finding(
            CODE,
            NAME,
            KIND,
            [claim, screened, witness],
            [printed(claim), computed(shown)],
            Level.WARNING,
            f"{claim.quote} of {total} would be {value * total / 100:.0f}; {count} are counted, which is {shown}.",
        )
        return


def _counted(paper: Paper, claim: Claim, genes: set[str]) -> Iterator[tuple[int, Claim]]:
    """Numbers of patients with the marker, printed behind a prevalence, with the claim that states them."""
    for other in paper.numbers:
        if not claim.span[1] < other.span[0] <= claim.span[1] + _PASSAGE or other.sentence == claim.sentence:
            continue
        if text(other, "study") != text(claim, "study") or not genes & set(_GENE.findall(other.sentence)):
            continue
        if other.denominator is not None and other.denominator > 1:
            yield other.denominator, other
        elif other.metric == "sample_size" and isinstance(other.value, Decimal):
            yield int(other.value), other
