"""A103 share-of-size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from claimcheck.compare.finding import LONGEST_SENTENCE, computed, finding, printed
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import Relation, relation, text
from claimcheck.model import Claim, Comparator, Conflict, Kind, Level

CODE = "A103"
NAME = "share-of-size"
KIND = Kind.ARITHMETIC

_OF_PATIENTS = frozenset({
    "objective_response_rate", "complete_response_rate", "partial_response_rate", "disease_control_rate",
    "clinical_benefit_rate", "proportion", "adverse_event_rate", "discontinuation_rate",
})  # fmt: skip
"""Shares that are counts of patients; a survival rate is an estimate and need be no share of anybody."""
_NOT_ANALYSED = frozenset({"screened", "planned", "enrolled", "excluded", "ongoing", "died", "events"})
"""Sizes of which no result is a share."""
_POWER = 0.3
"""The least chance that a wrong percentage is unreachable, for which the check is worth making (checks.md, e.2)."""
_SIZES, _FEW = 2, 10
"""A study with more sizes has groups that are not told apart here; of so few patients a share is rarely printed."""
_SCREENED = 10
"""Times as many people as the result's own passage has were screened for the study, and have no results."""
_PASSAGE = 3_000
"""Characters within which a size in the text is that of a result in the text."""


def check(paper: Paper) -> Iterator[Conflict]:
    """A percentage of patients cannot be a whole number of the patients that the study is said to have.

    The sizes of the same study and arm in the same passage or table are tried; where none of them, nor any other size
    that the document gives for the arm or the whole study, has a count that rounds to the percentage, or is cut off to
    it, the number of patients behind it is another one, or one of the two is a slip. Of a size so large that nearly
    every percentage can be reached nothing is said; one that is many times the patients of the passage, and that nobody
    says was enrolled, is of those screened and is not tried. It is always a note.

    Conflicts: `70% of 34 patients`: 23 are 68%, 24 are 71%; `64.7%` of `56 patients`.

    Agrees: `71% of 34 patients`; `70%` of a study with `34 treated` and `30 evaluable` patients, 21 of whom are 70%.
    """
    sizes: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in paper.by_metric.get("sample_size", ()):
        if isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL:
            sizes[text(claim, "study")].append(claim)
    for claim in paper.claims:
        if claim.metric not in _OF_PATIENTS or claim.unit != "percent" or claim.numerator is not None:
            continue
        if isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL and 0 < claim.value < 100:
            stated = sizes[text(claim, "study")]
            beside = [size for size in stated if _of_the_same(claim, size)]
            if beside and not any(_may_be_of(claim.value, claim, size) for size in _analysed(stated, beside)):
                yield from _checked(claim, claim.value, beside)


def _of_the_same(claim: Claim, size: Claim) -> bool:
    """Whether a size is that of the patients that a percentage is of, as far as the document says."""
    if (
        text(claim, "study") is None
        or text(size, "counted") in _NOT_ANALYSED
        or max(map(_length, (claim, size))) > LONGEST_SENTENCE
    ):
        return False
    if any(text(claim, part) != text(size, part) for part in ("treatment", "subgroup")):
        return False
    if relation("population", text(claim, "population"), text(size, "population")) is Relation.DIFFERS:
        return False
    if claim.table is not None and size.table is not None:
        return claim.table.index == size.table.index
    return claim.table is not None or abs(claim.span[0] - size.span[0]) <= _PASSAGE


def _analysed(stated: Sequence[Claim], beside: Sequence[Claim]) -> list[Claim]:
    """The sizes but for one that nobody says was enrolled and that is many times the patients beside the result."""
    most = _SCREENED * min(map(_people, beside))
    return [size for size in stated if _people(size) <= most or text(size, "counted") not in (None, *_NOT_ANALYSED)]


def _may_be_of(value: Decimal, claim: Claim, size: Claim) -> bool:
    """Whether a percentage can be of a size that the document gives anywhere for the arm or for all of the study.

    Of a size so large that nearly every percentage can be reached it can.
    """
    if text(size, "treatment") not in (None, text(claim, "treatment")) or not _people(size):
        return False
    unit = Decimal(1).scaleb(-claim.decimals)
    return power(_people(size), unit) < _POWER or reachable(value, unit, _people(size))


def _length(claim: Claim) -> int:
    """A table that has run together into a line is a sentence too long to be one."""
    return 0 if claim.table is not None else len(claim.sentence)


def _checked(claim: Claim, value: Decimal, sizes: Sequence[Claim]) -> Iterator[Conflict]:
    unit = Decimal(1).scaleb(-claim.decimals)
    telling = [size for size in sizes if power(_people(size), unit) >= _POWER]
    totals = sorted({_people(size) for size in telling})
    if not totals or len(totals) > _SIZES or totals[0] < _FEW or any(reachable(value, unit, n) for n in totals):
        return
    total = totals[-1]
    stating = [size for size in telling if _people(size) == total]
    below = int((value * total / 100).to_integral_value(ROUND_FLOOR))
    shares = " and ".join(
        f"{n}/{total} = {Decimal(100 * n) / total:.{claim.decimals + 1}f}%" for n in (below, min(below + 1, total))
    )
    yield finding(
        CODE,
        NAME,
        KIND,
        [claim, *stating],
        [printed(claim), computed(shares)],
        Level.NOTE,
        f"{claim.quote} is no whole number of the {total} patients of {text(claim, 'study')}: {shares}.",
    )


def _people(size: Claim) -> int:
    assert isinstance(size.value, Decimal)
    return int(size.value)


def power(total: int, unit: Decimal) -> float:
    """The chance that a random percentage with this last place is no share of so many."""
    return 1 - float(unit) * (total + 1) / (100 + float(unit))


def reachable(value: Decimal, unit: Decimal, total: int) -> bool:
    """Whether some count of `total` rounds to the percentage or, where it has decimals, is cut off to it."""
    first = int((value * total / 100).to_integral_value(ROUND_FLOOR))
    shares = [Decimal(100 * count) / total for count in (first, first + 1)]
    rounded = any(abs(share - value) <= unit / 2 for share in shares)
    return rounded or (unit < 1 and any(0 <= share - value < unit for share in shares))
