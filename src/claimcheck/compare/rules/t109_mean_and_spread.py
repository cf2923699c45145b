"""T109 mean-and-spread."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import sqrt

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.guards import OTHER_MEAN, guard
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import Ends, ends, quantile
from claimcheck.model import Claim, Conflict, Interval, Kind, Level, SampleMean

CODE = "T109"
NAME = "mean-and-spread"
KIND = Kind.STATISTICAL


def check(paper: Paper) -> Iterator[Conflict]:
    """The interval of a mean does not follow from its spread and the number of members, or lies beside the mean.

    The half-width of the interval is t or z times SD/sqrt(n), or times the SE; everything that rounds to the printed
    numbers is allowed for. A spread called SD whose own size makes the interval is a standard error under the wrong
    name, and the reverse: a warning. Other differences are a note; adjusted means and model estimates are passed over.

    Conflicts: `mean 61.2 (SD 1.3; 95% CI 58.6-63.8; n = 40)`, whose spread is a standard error; `mean 61.2 (SD 8.4; 95%
    CI 60.2-62.2; n = 40)`, where the SD allows 58.5 to 63.9.

    Agrees: `mean 61.2 (SD 8.4; 95% CI 58.5-63.9; n = 40)`; `mean 61.2 (SE 1.3; 95% CI 58.6-63.8; n = 40)`.
    """
    for claim in paper.loose:
        mean, interval = claim.detail, claim.ci
        if not isinstance(mean, SampleMean) or mean.spread is None or interval is None:
            continue
        if interval.low is None or interval.high is None or not 50 <= interval.level < 100:
            continue
        if not mean.spread or interval.low >= interval.high or guard(paper, claim, OTHER_MEAN):
            continue
        if isinstance(claim.value, Decimal) and interval.low <= claim.value <= interval.high:
            yield from _checked(claim, mean, mean.spread, interval)


def half_widths(spread: Decimal, size: int, level: Decimal, *, error: bool) -> Ends:
    """What half the interval may be: from the smallest z to the largest t times the standard error.

    Args:
        spread: as printed, a standard error where `error` says so, else a standard deviation.
        size: members of the sample.
        level: of the interval, in percent.
        error: whether the spread is a standard error.
    """
    from scipy.special import stdtrit

    z, t = quantile(level), float(stdtrit(size - 1, 0.5 + float(level) / 200))
    root = 1.0 if error else sqrt(size)
    at = ends(spread)
    return Ends(z * at.bottom / root, t * at.top / root)


def half_width(interval: Interval) -> Ends:
    """Half of what lies between the ends as printed."""
    assert interval.low is not None
    assert interval.high is not None
    low, high = ends(interval.low), ends(interval.high)
    return Ends((high.bottom - low.top) / 2, (high.top - low.bottom) / 2)


def _checked(claim: Claim, mean: SampleMean, spread: Decimal, interval: Interval) -> Iterator[Conflict]:
    found = half_width(interval)
    as_error = half_widths(spread, mean.size, interval.level, error=True)
    as_deviation = half_widths(spread, mean.size, interval.level, error=False)
    fits = {"SD": as_deviation.meets(found), "SE": as_error.meets(found)}
    if fits.get(mean.named, any(fits.values())):
        return
    other = {"SD": "SE", "SE": "SD"}.get(mean.named, "")
    mixed = bool(other) and fits[other]
    allowed = as_error if mean.named == "SE" else as_deviation
    shown = f"{mean.named or 'spread'} {spread}, n = {mean.size}: \u00b1 {allowed.bottom:.2g} to {allowed.top:.2g}"
    hint = f"; as {'a standard error' if other == 'SE' else 'a standard deviation'} it does" if mixed else ""
    yield finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(shown)],
        Level.WARNING if mixed else Level.NOTE,
        f"The interval of {claim.quote}, {interval.low} to {interval.high}, does not follow from "
        f"{mean.named or 'the spread'} {spread} and n = {mean.size}{hint}.",
    )
