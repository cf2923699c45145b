"""T103 p-of-interval."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.guards import ADJUSTED, OTHER_TEST, guard
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import Ratio, excess, in_order, of_few_events, one_sided, p_values, ratio_of
from claimcheck.model import Claim, Conflict, Kind, Level, PValue

CODE = "T103"
NAME = "p-of-interval"
KIND = Kind.STATISTICAL

CLEAR, MARKED = 3.0, 2.0
"""Factors beyond the allowed p values: an error, and a warning (checks.md, measured on 784 ratios of real articles)."""


def check(paper: Paper) -> Iterator[Conflict]:
    """The p value of a ratio is not one that its estimate and interval allow.

    Estimate, interval and its printed level give a standard error and so a range of p values, with 5% of slack on z for
    log-rank and stratified tests. A p value outside by a factor of three is an error, of two a warning, less a note; so
    is one that fits a one-sided test, or of fewer than about twenty events. Beside words for another test or question
    nothing is said.

    Conflicts: `HR 1.64 (95% CI 0.90-2.97), p < 0.001`, which allows 0.08 to 0.13; `HR 1.02 (0.67-1.54), p = 0.54`.

    Agrees: `HR 0.73 (98.5% CI 0.57-0.93), p = 0.002`; `HR 0.50 (95% CI 0.37-0.68), p < 0.001`.
    """
    for claim in paper.numbers:
        ratio = ratio_of(claim)
        if ratio is None or claim.p_value is None or not in_order(ratio) or ratio.low.bottom >= ratio.high.top:
            continue
        factor = excess(claim.p_value, p_values(ratio))
        if factor > 1 and not guard(paper, claim, OTHER_TEST):
            yield _found(paper, claim, ratio, claim.p_value, factor)


def _found(paper: Paper, claim: Claim, ratio: Ratio, p: PValue, factor: float) -> Conflict:
    assert claim.ci is not None
    allowed = p_values(ratio)
    fits_one_sided = excess(p, one_sided(allowed)) <= 1
    level = Level.ERROR if factor > CLEAR else Level.WARNING if factor > MARKED else Level.NOTE
    if fits_one_sided or of_few_events(ratio):
        level = Level.NOTE
    elif level is Level.ERROR and guard(paper, claim, ADJUSTED):
        level = Level.WARNING
    hint = " It is that of a one-sided test, which the text does not name." if fits_one_sided else ""
    return finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(f"p between {allowed.bottom:.2g} and {allowed.top:.2g}")],
        level,
        f"{claim.quote} with the interval {claim.ci.low} to {claim.ci.high} allows a two-sided p between "
        f"{allowed.bottom:.2g} and {allowed.top:.2g}; printed is p {p.comparator.value} {p.value}.{hint}",
    )
