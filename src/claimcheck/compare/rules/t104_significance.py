"""T104 significance-of-interval."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.guards import ADJUSTED, OTHER_TEST, guard
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import Ends, ends, excess, in_order, p_values, ratio_of
from claimcheck.compare.rules.t103_p_of_interval import MARKED
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level, PValue

CODE = "T104"
NAME = "significance-of-interval"
KIND = Kind.STATISTICAL


def check(paper: Paper) -> Iterator[Conflict]:
    """An interval leaves out the value of no effect while the p value is not significant at its level, or the reverse.

    The level is that of the interval: 95% goes with 0.05, 98.5% with 0.015. No effect is 1 for a ratio and 0 for a
    difference. Where the p value is further from what the interval allows, T103 reports it instead.

    Conflicts: `OR 2.50 (95% CI 1.05-5.95), p = 0.062`; `difference 3.1 months (95% CI 0.4-5.8), p = 0.20`.

    Agrees: `OR 2.50 (95% CI 1.05-5.95), p = 0.038`; `HR 0.80 (95% CI 0.64-1.00), p = 0.052`.
    """
    for claim in paper.numbers:
        if claim.p_value is None or claim.ci is None or claim.comparator is not Comparator.EQUAL:
            continue
        null = _null(claim)
        if null is None or claim.ci.low is None or claim.ci.high is None or not isinstance(claim.value, Decimal):
            continue
        if not claim.ci.low <= claim.value <= claim.ci.high or guard(paper, claim, OTHER_TEST):
            continue
        if _reported_by_p(claim) or not _disagree(claim.p_value, ends(claim.ci.low), ends(claim.ci.high), claim, null):
            continue
        yield _found(paper, claim, null)


def _null(claim: Claim) -> float | None:
    if claim.statistic == "difference":
        return 0.0
    return 1.0 if ratio_of(claim) is not None else None


def _reported_by_p(claim: Claim) -> bool:
    ratio = ratio_of(claim)
    if ratio is None or claim.p_value is None or not in_order(ratio):
        return False
    return excess(claim.p_value, p_values(ratio)) > MARKED


def _disagree(p: PValue, low: Ends, high: Ends, claim: Claim, null: float) -> bool:
    assert claim.ci is not None
    alpha = 1 - float(claim.ci.level) / 100
    least, most = _bounds(p)
    excludes = low.bottom > null or high.top < null
    includes = low.top < null < high.bottom
    tiny = 1e-9
    return (excludes and least > alpha + tiny) or (includes and most < alpha - tiny)


def _bounds(p: PValue) -> tuple[float, float]:
    """The least and the largest p value that the printed one may stand for."""
    printed = ends(p.value)
    if p.comparator in (Comparator.LESS, Comparator.LESS_OR_EQUAL):
        return 0.0, float(p.value)
    if p.comparator in (Comparator.GREATER, Comparator.GREATER_OR_EQUAL):
        return float(p.value), 1.0
    return printed.bottom, printed.top


def _found(paper: Paper, claim: Claim, null: float) -> Conflict:
    assert claim.ci is not None
    assert claim.p_value is not None
    outside = not float(claim.ci.low or 0) <= null <= float(claim.ci.high or 0)
    alpha = (100 - claim.ci.level) / 100
    p = claim.p_value
    printed_p = f"{p.comparator.value} {p.value}"
    verb = "leaves out" if outside else "includes"
    level = Level.NOTE if guard(paper, claim, ADJUSTED) else Level.WARNING
    return finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(f"{claim.ci.low} to {claim.ci.high} {verb} {null:.0f}, p {printed_p}")],
        level,
        f"The interval of {claim.quote}, {claim.ci.low} to {claim.ci.high}, {verb} {null:.0f}, yet p {printed_p} is "
        f"{'above' if outside else 'below'} {alpha.normalize():f}.",
    )
