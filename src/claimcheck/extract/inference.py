"""Test statistics with their degrees of freedom and p values: `t(28) = 2.20, p = .036`.

As the American Psychological Association prescribes them, and as statcheck reads them (Nuijten and others, Behav Res
Methods 2016): a statistic without its degrees of freedom, or without a p value right behind it, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.model import UNBOUND, Comparator, Mention, PValue, Quantity, TestStatistic

_NUMBER = r"[0-9]{1,4}(?:[.\u00b7][0-9]{1,6})?|[.\u00b7][0-9]{1,6}"
_DF = r"[0-9]{1,5}(?:\.[0-9]{1,3})?"
_CHI = r"(?:[\u03c7\u03a7]|\bchi|\bX(?=\s?\^?[2\u00b2]))[\s-]?\^?(?:2|\u00b2|squared?)?"
_RESULT = re.compile(
    rf"(?:(?P<t>(?<![\w.])t)\s?[(\[]\s?(?P<t1>{_DF})\s?[)\]]"
    rf"|(?P<F>(?<![\w.])F)\s?[(\[]\s?(?P<F1>{_DF})\s?[,;]\s?(?P<F2>{_DF})\s?[)\]]"
    rf"|(?P<chi2>{_CHI})\s?[(\[]\s?(?:df\s?=\s?)?(?P<chi21>{_DF})\s?(?:,\s?[Nn]\s?=\s?[0-9,]{{1,9}}\s?)?[)\]]"
    rf"|(?P<r>(?<![\w.])r)\s?[(\[]\s?(?P<r1>{_DF})\s?[)\]]"
    rf"|(?P<Q>(?<![\w.])Q)\s?[(\[]\s?(?P<Q1>{_DF})\s?[)\]]"
    rf"|(?P<z>(?<![\w.])[zZ]))"
    rf"\s?=\s?(?P<value>[-\u2212\u2013]?\s?(?:{_NUMBER}))(?![0-9])"
    rf"\s?[,;]\s{{0,2}}[pP]\s?(?P<sign>[=<>\u2264\u2265]|<=|>=)\s?(?P<p>0?[.\u00b7][0-9]{{1,8}}|[01])(?![0-9])"
)
_SIGNS = {"\u2264": "<=", "\u2265": ">="}


def inferences(text: str) -> Iterator[Mention]:
    """The test statistics of a text, each as a number that nothing names."""
    for match in _RESULT.finditer(text):
        kind = next(name for name in ("t", "F", "chi2", "r", "Q", "z") if match[name])
        places = {"F": ("F1", "F2"), "z": ()}.get(kind, (f"{kind}1",))
        printed = match["value"]
        value = _decimal(printed)
        quantity = Quantity(
            *match.span("value"), printed, value, value, value, decimals=max(-int(value.as_tuple().exponent), 0)
        )
        p = PValue(Comparator(_SIGNS.get(match["sign"], match["sign"])), _decimal(match["p"]))
        yield Mention(
            quantity=quantity,
            metric=UNBOUND,
            statistic="point",
            attributes=(),
            sentence=match.span(),
            frame="",
            p_value=p,
            detail=TestStatistic(kind, tuple(Decimal(match[place]) for place in places)),
        )


def _decimal(printed: str) -> Decimal:
    plain = printed.replace("\u00b7", ".").translate(dict.fromkeys(map(ord, "\u2212\u2013"), "-")).replace(" ", "")
    return Decimal(plain)
