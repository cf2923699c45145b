"""The confidence interval of a share by every method in use: one of them is the one that a document took.

Methods and their names: Brown, Cai and DasGupta, Stat Sci 2001;16:101; mid-p: Agresti and Gottard, Comput Stat Data
Anal 2007. In percent, ends clipped to 0 and 100.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import sqrt

from claimcheck.compare.ratios import quantile


@dataclass(frozen=True, slots=True)
class Method:
    """An interval in percent and the name of the method that gives it."""

    name: str
    low: float
    high: float


@lru_cache(maxsize=4096)
def intervals(count: int, total: int, level: Decimal) -> tuple[Method, ...]:
    """The intervals of `count` out of `total`, a level in percent."""
    return tuple(_intervals(count, total, level))


def _intervals(count: int, total: int, level: Decimal) -> Iterator[Method]:
    z, share, tail = quantile(level), count / total, (1 - float(level) / 100) / 2
    yield _method("Clopper-Pearson", *_exact(count, total, tail))
    yield _method("Wilson", *_wilson(count, total, z))
    width = z * sqrt(share * (1 - share) / total)
    yield _method("Wald", share - width, share + width)
    more = total + z * z
    middle = (count + z * z / 2) / more
    width = z * sqrt(middle * (1 - middle) / more)
    yield _method("Agresti-Coull", middle - width, middle + width)
    yield _method("mid-p", *_mid_p(count, total, tail))
    yield _method("Jeffreys", *_jeffreys(count, total, tail))
    half = 1 / (2 * total)
    width = z * sqrt(share * (1 - share) / total) + half
    yield _method("Wald with continuity correction", share - width, share + width)
    yield _method("Wilson with continuity correction", *_wilson_corrected(count, total, z))


def _method(name: str, low: float, high: float) -> Method:
    return Method(name, 100 * max(low, 0.0), 100 * min(high, 1.0))


def _exact(count: int, total: int, tail: float) -> tuple[float, float]:
    return _beta(count, total - count + 1, tail), _beta(count + 1, total - count, 1 - tail)


def _jeffreys(count: int, total: int, tail: float) -> tuple[float, float]:
    low = _beta(count + 0.5, total - count + 0.5, tail) if count else 0.0
    return low, _beta(count + 0.5, total - count + 0.5, 1 - tail) if count < total else 1.0


def _beta(a: float, b: float, share: float) -> float:
    """A quantile of the beta distribution; with nothing on one side it is the end of the scale."""
    from scipy.special import betaincinv

    return 0.0 if a == 0 else 1.0 if b == 0 else float(betaincinv(a, b, share))


def _wilson(count: int, total: int, z: float) -> tuple[float, float]:
    share, more = count / total, total + z * z
    middle = (count + z * z / 2) / more
    width = z / more * sqrt(total * share * (1 - share) + z * z / 4)
    return middle - width, middle + width


def _wilson_corrected(count: int, total: int, z: float) -> tuple[float, float]:
    share = count / total
    more = 2 * (total + z * z)
    low = z * z - 2 - 1 / total + 4 * share * (total * (1 - share) + 1)
    high = z * z + 2 - 1 / total + 4 * share * (total * (1 - share) - 1)
    first = (2 * count + z * z - 1 - z * sqrt(max(low, 0.0))) / more if count else 0.0
    last = (2 * count + z * z + 1 + z * sqrt(max(high, 0.0))) / more if count < total else 1.0
    return first, last


def _mid_p(count: int, total: int, tail: float) -> tuple[float, float]:
    """Where half the chance of the count itself and all beyond it make a tail, by bisection on the share."""
    low, high = 0.0, 1.0
    if count:
        low = _crossing(lambda share: 1 - _below(count, total, share) > tail)
    if count < total:
        high = _crossing(lambda share: _below(count, total, share) < tail)
    return low, high


def _below(count: int, total: int, share: float) -> float:
    """The chance of fewer than `count`, and half that of as many."""
    from scipy.special import bdtr

    less = float(bdtr(count - 1, total, share)) if count else 0.0
    return (less + (float(bdtr(count, total, share)) if count < total else 1.0)) / 2


def _crossing(beyond: Callable[[float], bool]) -> float:
    """The share between 0 and 1 from which on something holds."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if beyond(middle) else (middle, high)
    return (low + high) / 2
