"""The p value of a test statistic, for every value that the printed one may stand for."""

from __future__ import annotations

from math import erfc, sqrt

from claimcheck.compare.ratios import Ends
from claimcheck.model import TestStatistic

TWO_SIDED = frozenset({"t", "z", "r"})
"""Statistics with a direction, whose p value may be one-sided."""


def p_values(test: TestStatistic, value: Ends) -> Ends | None:
    """The two-sided p values of a statistic that lies between two ends; None where the numbers make no test.

    Args:
        test: the kind of the statistic and its degrees of freedom.
        value: where it may lie; its sign is of no account for t, z and r.
    """
    low, high = value.bottom, value.top
    if test.kind in TWO_SIDED:
        low, high = sorted((abs(low), abs(high)))
        low = 0.0 if value.bottom <= 0 <= value.top else low
    if high < 0 or any(df <= 0 for df in test.df) or (test.kind == "r" and low >= 1):
        return None
    return Ends(_tail(test, high), _tail(test, max(low, 0.0)))


def _tail(test: TestStatistic, value: float) -> float:
    """The chance of a statistic at least as large, in both directions where it has two."""
    from scipy.special import chdtrc, fdtrc, stdtr

    df = [float(number) for number in test.df]
    if test.kind == "z":
        return erfc(value / sqrt(2))
    if test.kind == "F":
        return float(fdtrc(df[0], df[1], value))
    if test.kind in ("chi2", "Q"):
        return float(chdtrc(df[0], value))
    t = value if test.kind == "t" else _t_of_r(value, df[0])
    return 2 * float(stdtr(df[0], -t))


def _t_of_r(r: float, df: float) -> float:
    return r * sqrt(df / (1 - r * r)) if r < 1 else float("inf")
