"""Slips of the pen: two printed numbers that differ by one digit, or by two neighbours exchanged."""

from __future__ import annotations

from decimal import Decimal

from claimcheck.model import Claim, Comparator

FEW = 2
"""Digits that are alike too easily."""
YEAR = 4
"""Digits of a date that says no month: another year is no slip."""


def transposed(first: Claim, second: Claim) -> bool:
    """The same digits with two neighbours exchanged."""
    a, b = digits(first), digits(second)
    at = [i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    return len(a) == len(b) and len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]


def one_digit_apart(first: Claim, second: Claim) -> bool:
    """All digits but one are the same."""
    a, b = _common(first, second)
    return len(a) == len(b) >= 2 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def is_slip(first: Claim, second: Claim) -> bool:
    """Whether one value is the other with a slip of the pen."""
    return one_digit_apart(first, second) or transposed(first, second)


def digits(claim: Claim) -> str:
    """The digits as printed, the point left out: 19.2 is `192`; a bound or a range has none to compare."""
    if isinstance(claim.value, str):
        return claim.value.replace("-", "")
    if not isinstance(claim.value, Decimal) or claim.comparator is not Comparator.EQUAL:
        return ""
    return f"{abs(claim.value):.{claim.decimals}f}".replace(".", "")


def _common(first: Claim, second: Claim) -> tuple[str, str]:
    """The digits of two values of one unit and one precision; of two dates, those that both have."""
    if isinstance(first.value, str) and isinstance(second.value, str):
        shorter = min(len(digits(first)), len(digits(second)))
        return digits(first)[:shorter], digits(second)[:shorter]
    if first.decimals != second.decimals or first.unit != second.unit:
        return "", ""
    return digits(first), digits(second)
