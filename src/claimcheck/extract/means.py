"""Means with what they can be checked by: the number of members, the spread, the interval.

`The mean number of visits was 3.47 (SD 1.2; n = 19)`. Of a table that has run together nothing is read: mean, spread
and size must stand in one sentence with the word mean, and only one size may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claimcheck.extract.grammar import DASH
from claimcheck.model import UNBOUND, Interval, Mention, Quantity, SampleMean

_NUMBER = r"[0-9]{1,6}(?:[.\u00b7][0-9]{1,5})?"
_MEAN = re.compile(
    rf"\b(?:[Mm]ean|[Aa]verage)s?\b(?P<what>[^0-9.;()\[\]\n]{{1,70}}?)(?P<mean>{_NUMBER})(?![0-9%]|\s?%|{DASH}[0-9])"
)
_REACH = 110
"""Characters behind a mean in which its spread, its interval and its size stand."""
_SPREAD = re.compile(
    rf"(?P<sign>\u00b1|\+/-)\s?(?P<bare>{_NUMBER})"
    r"|\b(?:(?P<sd>SD|S\.D\.|s\.d\.|standard deviation)"
    r"|(?P<se>SEM?|S\.E\.M?\.?|s\.e\.m?\.?|standard error(?: of the mean)?))"
    rf"(?:\s?[=:,]|\s(?:of|was))?\s?(?:\u00b1\s?)?(?P<named>{_NUMBER})",
)
_NAMED = re.compile(r"\b(?:\u00b1\s?)?(?:(?P<sd>SDs?|standard deviations?)|(?P<se>SEM?s?|standard errors?))\b")
_INTERVAL = re.compile(
    rf"(?P<level>9[0-9](?:\.[0-9])?)\s?%\s?(?:CI|confidence interval)\s?[=:,]?\s?[(\[]?\s?"
    rf"(?P<low>[-\u2212]?{_NUMBER})\s?(?:{DASH}|to|,|;)\s?(?P<high>[-\u2212]?{_NUMBER})",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\b[nN]\s?=\s?(?P<n>[0-9]{1,6})(?![0-9.,/]*[0-9])"
    r"|\b(?:[Ii]n|[Oo]f|[Aa]mong|[Ff]or)\s(?:the\s|all\s)?(?P<of>[0-9]{1,6})\s(?:[a-z]+\s){0,2}"
    r"(?:patients|participants|subjects|women|men|children|adults|cases)\b"
)
_COUNTED = re.compile(
    r"^\s(?:(?:total|overall)\s)?numbers?\sof\s(?P<item>(?:[a-z-]{3,20}\s){0,3}?[a-z-]{3,18}s\b)|^\s(?P<score>likert|item)\b"
)
"""What is counted in whole numbers, of each member: `mean number of visits`."""
_PER = re.compile(
    r"\b(?:per|each|weekly|monthly|daily|annual|yearly|rate|log|adjusted|weighted|estimated)\b", re.IGNORECASE
)
_LONGEST = 300
"""Characters of a sentence on each side of a mean."""
_SENTENCE = re.compile(r"[.;!?]\s+(?=[A-Z])|\n")


def sample_means(text: str) -> Iterator[Mention]:
    """The means of a text that have a size beside them, each as a number that nothing names."""
    for match in _MEAN.finditer(text):
        start, end = match.span("mean")
        opened = max(
            (m.end() for m in _SENTENCE.finditer(text, max(0, start - 300), start)), default=max(0, start - 300)
        )
        closed = _SENTENCE.search(text, end, end + 300)
        last = closed.start() + 1 if closed else min(len(text), end + 300)
        behind = text[end : min(last, end + _REACH)]
        sizes = {int(size["n"] or size["of"]) for size in _SIZE.finditer(text, opened, last)}
        again = _MEAN.search(behind)
        behind = behind[: again.start()] if again else behind
        if len(sizes) != 1 or "\n" in text[match.start() : end]:
            continue
        (size,) = sizes
        value = _decimal(match["mean"])
        spread = _SPREAD.search(behind)
        interval = _INTERVAL.search(behind)
        detail = SampleMean(
            size,
            _decimal(spread["bare"] or spread["named"]) if spread else None,
            _name(spread, text[opened:last]),
            bool(_COUNTED.match(match["what"])) and not _PER.search(text, match.start(), end),
        )
        if size < 2 or (spread is None and interval is None and not detail.whole):
            continue
        yield Mention(
            quantity=Quantity(
                start, end, match["mean"], value, value, value, decimals=max(-int(value.as_tuple().exponent), 0)
            ),
            metric=UNBOUND,
            statistic="mean",
            attributes=(),
            sentence=(opened, last),
            frame="",
            ci=_interval(interval),
            detail=detail,
        )


def _name(spread: re.Match[str] | None, sentence: str) -> str:
    """`SD` or `SE` where the document says which the spread is, in front of it or once in the sentence."""
    if spread is None:
        return ""
    named = {name for found in _NAMED.finditer(sentence) for name in ("sd", "se") if found[name]}
    if not spread["sign"]:
        return "SD" if spread["sd"] else "SE"
    return named.pop().upper() if len(named) == 1 else ""


def _interval(match: re.Match[str] | None) -> Interval | None:
    return Interval(Decimal(match["level"]), _decimal(match["low"]), _decimal(match["high"])) if match else None


def _decimal(printed: str) -> Decimal:
    return Decimal(printed.replace("\u00b7", ".").replace("\u2212", "-"))
