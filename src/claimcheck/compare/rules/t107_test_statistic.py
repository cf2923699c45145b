"""T107 test-statistic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.guards import guard
from claimcheck.compare.inference import TWO_SIDED, p_values
from claimcheck.compare.paper import Paper
from claimcheck.compare.ratios import Ends, ends, excess, one_sided
from claimcheck.compare.rules.t103_p_of_interval import CLEAR, MARKED
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level, PValue, TestStatistic

CODE = "T107"
NAME = "test-statistic"
KIND = Kind.STATISTICAL

_ALPHA = Decimal("0.05")
_OTHER_P = re.compile(
    r"\b(?:bonferroni|holm|hochberg|tukey|scheff\w+|sidak|FDR|FWE|false discovery|correct(?:ed|ion)|adjusted"
    r"|greenhouse|huynh|permutation|bootstrap\w*|resampl\w*|bayes\w*|monte carlo|exact|fisher|yates|satterthwaite)\b",
    re.IGNORECASE,
)
"""The p value may have been changed after the test, or come from another distribution."""
_ONE_SIDED = re.compile(r"\b(?:one|1)[- ](?:sided|tailed)\b|\bdirectional\b", re.IGNORECASE)


def check(paper: Paper) -> Iterator[Conflict]:
    """The p value behind a test statistic is not that of the statistic and its degrees of freedom.

    t, F, chi-squared, z, r and Q are recomputed from all values that round to the printed one, two-sided. A p value
    outside by a factor of two, or on the other side of 0.05, is a warning; less is a note, and so is
    one that fits a one-sided test the text does not name. Corrected and resampled p values are passed over.

    Conflicts: `t(28) = 2.20, p = .36`, which is `.036`; `F(2, 45) = 3.1, p = .004`; `chi2(1, N = 90) = 3.8, p < .01`.

    Agrees: `t(28) = 2.20, p = .036`; `F(2, 45) = 3.1, p = .054`; `r(48) = .31, p < .05`; `z = 1.70, p = .045,
    one-sided`.
    """
    for claim in paper.loose:
        if not isinstance(claim.detail, TestStatistic) or claim.p_value is None or not isinstance(claim.value, Decimal):
            continue
        allowed = p_values(claim.detail, _signed(claim.value))
        if allowed is None or excess(claim.p_value, allowed) <= 1 or guard(paper, claim, _OTHER_P):
            continue
        halved = claim.detail.kind in TWO_SIDED and excess(claim.p_value, one_sided(allowed)) <= 1
        if halved and _ONE_SIDED.search(paper.document.text):
            continue
        yield _found(claim, claim.detail, claim.p_value, allowed, halved=halved)


def _signed(value: Decimal) -> Ends:
    """`ends` for a number of either sign."""
    found = ends(abs(value))
    return found if value >= 0 else Ends(-found.top, -found.bottom)


def _found(claim: Claim, test: TestStatistic, p: PValue, allowed: Ends, *, halved: bool) -> Conflict:
    factor = excess(p, allowed)
    level = Level.ERROR if factor > CLEAR else Level.NOTE
    if level is Level.NOTE and (factor > MARKED or _flips(p, allowed)):
        level = Level.WARNING
    hint = " It is that of a one-sided test, which the text does not name." if halved else ""
    df = ", ".join(f"{number}" for number in test.df)
    name = f"{test.kind}({df})" if df else test.kind
    return finding(
        CODE,
        NAME,
        KIND,
        [claim],
        [printed(claim), computed(f"p between {_range(allowed)}")],
        Level.NOTE if halved else level,
        f"{name} = {claim.quote} has a {'two-sided ' if test.kind in TWO_SIDED else ''}p between {_range(allowed)}; "
        f"printed is p {p.comparator.value} {p.value}.{hint}",
    )


def _range(allowed: Ends) -> str:
    return f"{allowed.bottom:.2g} and {allowed.top:.2g}"


def _flips(p: PValue, allowed: Ends) -> bool:
    """Whether printed and recomputed p value lie on two sides of 0.05."""
    if p.comparator in (Comparator.GREATER, Comparator.GREATER_OR_EQUAL):
        return p.value >= _ALPHA and allowed.top < _ALPHA
    significant = p.value < _ALPHA or (p.value == _ALPHA and p.comparator is Comparator.LESS)
    return allowed.bottom > _ALPHA if significant else allowed.top < _ALPHA and p.comparator is Comparator.EQUAL
