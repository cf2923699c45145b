"""T102 interval-symmetry."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.guards import OTHER_INTERVAL, guard
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import Ratio, excess, halfway, implied, in_order, of_few_events, p_values, ratio_of
from claimcheck.model import Claim, Conflict, Kind, Level

CODE = "T102"
NAME = "interval-symmetry"
KIND = Kind.STATISTICAL

_HABIT = 3
"""So many ratios beside the middle, and most of a document: its intervals are made in another way."""
_FAR = 1.03
"""How far from the middle an estimate must lie for that alone to tell."""
_FAR_OF_FEW = 1.25
"""The same where there are few events, whose intervals are often made by the likelihood."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A ratio does not lie in the middle of its interval on the log scale, so one of the three is likely a typo.

    The geometric mean of the ends, with what rounding allows, must meet the estimate. Exact, profile, bootstrap and
    Bayesian intervals are not symmetric and are passed over; one that is symmetric as it is printed, not on the log
    scale, is a note, and so are all in a document whose intervals mostly are beside the middle. So is one that is off
    by less than 3% with a p value that fits: intervals of stratified tests can be, and those of few events by more.

    Conflicts: `HR 0.69 (95% CI 0.51-0.98)`, whose middle is 0.71; `HR 0.87 (95% CI 0.561-1.629)`, whose middle is 0.96.

    Agrees: `HR 0.69 (95% CI 0.51-0.92)`; `OR 4.1 (exact 95% CI 1.2-22)`.
    """
    ratios = [(claim, ratio) for claim in paper.numbers if (ratio := ratio_of(claim)) is not None]
    ratios = [(claim, ratio) for claim, ratio in ratios if in_order(ratio) and ratio.low.bottom < ratio.high.top]
    beside = [(claim, ratio) for claim, ratio in ratios if not implied(ratio).meets(ratio.estimate)]
    habit = len({claim.quote for claim, _ in beside}) >= _HABIT and 2 * len(beside) > len(ratios)
    for claim, ratio in beside:
        middle = implied(ratio)
        if guard(paper, claim, OTHER_INTERVAL):
            continue
        assert claim.ci is not None
        linear = halfway(ratio).meets(ratio.estimate)
        shown = f"{middle.bottom:.3f} to {middle.top:.3f}"
        yield finding(
            CODE,
            NAME,
            KIND,
            [claim],
            [printed(claim), computed(f"middle of {claim.ci.low} to {claim.ci.high}: {shown}")],
            Level.WARNING if _telling(claim, ratio) and not (linear or habit) else Level.NOTE,
            f"{claim.quote} with the interval {claim.ci.low} to {claim.ci.high}: on the log scale the middle of the "
            f"interval is {shown}"
            + (
                "; the interval is symmetric around it as printed."
                if linear
                else ", so that one of the three numbers differs from the other two."
            ),
        )


def _telling(claim: Claim, ratio: Ratio) -> bool:
    """Whether the estimate is far from the middle, or the p value does not fit either."""
    middle = implied(ratio)
    far = max(middle.bottom / ratio.estimate.top, ratio.estimate.bottom / middle.top)
    if of_few_events(ratio):
        return far >= _FAR_OF_FEW
    return far >= _FAR or (claim.p_value is not None and excess(claim.p_value, p_values(ratio)) > 1)
