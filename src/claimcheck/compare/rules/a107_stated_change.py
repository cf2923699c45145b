"""A107 stated-change."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.groups import half, value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "A107"
NAME = "stated-change"
KIND = Kind.ARITHMETIC

_FACTORS = {
    "double": 2, "doubled": 2, "doubling": 2, "twice": 2, "twofold": 2, "two-fold": 2, "two times": 2, "halved": 2,
    "triple": 3, "tripled": 3, "thrice": 3, "threefold": 3, "three-fold": 3, "three times": 3,
    "quadrupled": 4, "fourfold": 4, "four-fold": 4, "four times": 4, "fivefold": 5, "five-fold": 5, "five times": 5,
}  # fmt: skip
_WORDS = "|".join(sorted(map(re.escape, _FACTORS), key=len, reverse=True))
_FOLD = re.compile(
    r"(?:(?P<more>more than|over|at least|exceeding|greater than)|(?P<less>less than|almost|nearly|close to|up to))?\s?"
    rf"(?:a\s)?\b(?:(?P<number>[1-9][0-9]?(?:\.[0-9]+)?)(?:[- ]fold|\stimes(?=\s(?:as|longer|higher|more|greater|the)))"
    rf"|(?P<word>{_WORDS}))\b(?!\s(?:a\b|per|daily|weekly|monthly|each|every|blind|the (?:dose|risk)|of the|of all"
    r"|of patients)|[- ](?:blind|dose|arm|blinded|hit|negative|positive|strand|daily|weekly))",
    re.IGNORECASE,
)
_OTHER_CHANGE = re.compile(
    r"\b(?:risk|hazard|odds|likel\w+|adjusted|least[- ]squares|restricted mean|RMST|baseline|dose|doses|dosing|cost"
    r"|costs|survival benefit at|expected|assum\w+|power|hypothes\w+|designed|detect|target\w*|historical|IC50|potency"
    r"|upper limit|ULN|normal)\b",
    re.IGNORECASE,
)
"""The change may be of something else than the two values, or one that was hoped for."""
_SLACK = Decimal("0.15")
"""How far a factor in words may lie from the quotient, as a share: `twice` of 1.75 or 2.3."""
_POINTS = 2
"""So near a relative change in percent may be off, of two rounded percentages."""
_SENTENCE = 400
"""Characters of the longest sentence that is believed to be one."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A difference or a multiple stated in words is not that of the two values in the same sentence.

    Two values of one endpoint in one sentence are set against the difference given there, with the rounding of all
    three, and against a multiple such as `twice` or `more than threefold`; a bare multiple may be 15% off. Risks, odds,
    adjusted and expected changes are passed over.

    Conflicts: `median PFS was 10.9 and 7.0 months, a difference of 3.1 months`; `7.7 months, more than three times as
    long as the 3.0 months of chemotherapy`.

    Agrees: `10.1 and 7.0 months, a difference of 3.1 months`; `7.7 months, more than twice as long as 3.0 months`.
    """
    sentences: dict[str, list[Claim]] = defaultdict(list)
    for claim in paper.claims:
        if claim.table is None and len(claim.sentence) <= _SENTENCE:
            sentences[claim.sentence].append(claim)
    for sentence, claims in sentences.items():
        pair = _pair(claims)
        if pair is None or _OTHER_CHANGE.search(sentence):
            continue
        yield from _difference(pair, claims)
        yield from _multiple(paper, pair, sentence)


def _pair(claims: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The two values of one endpoint and no other endpoint's; None where there are more or fewer."""
    found = [
        c
        for c in claims
        if c.metric not in ("sample_size", "dose", "age") and c.statistic in ("median", "rate", "mean")
    ]
    plain = [c for c in found if isinstance(c.value, Decimal) and c.comparator is Comparator.EQUAL]
    if len(found) != 2 or len(plain) != 2:
        return None
    a, b = plain
    same = (a.metric, a.statistic, a.canonical_unit) == (b.metric, b.statistic, b.canonical_unit)
    parts = ("population", "timepoint", "study", "event", "grade", "therapy_line")
    alike = all(text(a, part) == text(b, part) for part in parts)
    return (a, b) if same and alike and value(a) > 0 and value(b) > 0 else None


def _difference(pair: tuple[Claim, Claim], claims: Sequence[Claim]) -> Iterator[Conflict]:
    a, b = pair
    for claim in claims:
        if claim.statistic != "difference" or claim.metric != a.metric or claim.canonical_unit != a.canonical_unit:
            continue
        if not isinstance(claim.value, Decimal) or claim.comparator is not Comparator.EQUAL:
            continue
        gap = abs(value(a) - value(b))
        relative = abs(abs(value(claim)) - 100 * gap / max(value(a), value(b)))
        if may_be_apart((value(a), half(a)), (value(b), half(b)), (value(claim), half(claim))):
            continue
        if claim.unit == "percent" and relative <= _POINTS:  # a relative change, not one in points
            continue
        shown = f"{a.quote} and {b.quote}: {gap.normalize():f}"
        said = f"A difference of {claim.quote} is stated; {a.quote} and {b.quote} are {gap.normalize():f} apart."
        yield _found([claim, a, b], shown, said)


Rounded = tuple[Decimal, Decimal]
"""A number and half a unit in its last printed place."""


def may_be_apart(first: Rounded, second: Rounded, stated: Rounded) -> bool:
    """Whether two numbers may be as far apart as a third says, ends counted."""
    gap = abs(first[0] - second[0])
    return abs(abs(stated[0]) - gap) <= first[1] + second[1] + stated[1]


def _multiple(paper: Paper, pair: tuple[Claim, Claim], sentence: str) -> Iterator[Conflict]:
    small, large = sorted(pair, key=value)
    stated = list(_FOLD.finditer(sentence))
    if len(stated) != 1:
        return
    (match,) = stated
    factor = Decimal(match["number"] or _FACTORS[" ".join(match["word"].casefold().split())])
    if factor <= 1:
        return
    least = (value(large) - half(large)) / (value(small) + half(small))
    most = (value(large) + half(large)) / max(value(small) - half(small), Decimal("0.001"))
    low, high = factor * (1 - _SLACK), factor * (1 + _SLACK)
    if match["more"]:
        low, high = factor, factor * 2
    elif match["less"]:
        low, high = factor / 2, factor
    if least <= high and low <= most:
        return
    quotient = value(large) / value(small)
    shown = f"{large.quote} / {small.quote} = {quotient:.2f}"
    yield _found(
        [large, small],
        shown,
        f"`{match[0].strip()}` is said of {large.quote} and {small.quote}, whose quotient is {quotient:.2f}.",
    )


def _found(claims: Sequence[Claim], shown: str, said: str) -> Conflict:
    return finding(CODE, NAME, KIND, claims, [printed(claims[0]), computed(shown)], Level.WARNING, said)
