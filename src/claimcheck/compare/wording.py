"""What a conflict says to its reviewer: values as a reader writes them, and one or two plain sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Context, Decimal

from claimcheck.compare.pairs import Pair
from claimcheck.model import AttributeValue, Claim, Comparator, Reason
from claimcheck.vocabulary import Metric

_PLURAL = {"month", "week", "day", "year"}
_BOUNDS = {
    Comparator.LESS: "<", Comparator.LESS_OR_EQUAL: "\u2264", Comparator.GREATER: ">",
    Comparator.GREATER_OR_EQUAL: "\u2265", Comparator.ABOUT: "~", Comparator.EQUAL: "",
}  # fmt: skip

_LED_BY = ("study", "source", "treatment", "target")
_STATISTICS = {
    "median": "median ", "mean": "mean ", "hazard_ratio": "hazard ratio for ", "odds_ratio": "odds ratio for ",
    "risk_ratio": "risk ratio for ", "difference": "difference in ",
}  # fmt: skip

WHY: Mapping[Reason, str] = {
    Reason.ROUNDING: "Rounding in two steps explains it.",
    Reason.TRUNCATION: "One number is the other cut off instead of rounded.",
    Reason.EXTRACTION_DOUBTFUL: "The reading is doubtful: one of the numbers may be about something else.",
    Reason.TIMEPOINT: "They are given for different times.",
    Reason.SUBGROUP: "They are given for different groups of patients.",
    Reason.THERAPY_LINE: "They are given for different lines of treatment.",
    Reason.REGION: "They are given for different regions of the sequence.",
    Reason.ASSAY: "They come from different assays.",
    Reason.LATER_CUTOFF: "A later data cut-off may explain it: reports or numbers of patients are not the same.",
    Reason.POPULATION: "The group of patients is not described in the same way, which may explain it.",
    Reason.ASSESSOR: "The assessor is not the same or not always named, which may explain it.",
    Reason.ARM: "Not every place says which arm it is about, which may explain it.",
    Reason.INVERTED_RATIO: "One ratio is about one divided by the other: the arms may be compared the other way round.",
    Reason.UNIT: "The factor between them is that of two units: one unit may be a slip.",
    Reason.SWAPPED_ARMS: "The other arm has the same two values exchanged: the arms may be swapped.",
    Reason.TRANSPOSED_DIGITS: "Two digits are exchanged.",
    Reason.ONE_DIGIT: "One digit differs.",
    Reason.UNEXPLAINED: "Nothing in the documents explains it.",
}
"""The sentence of each reason."""


def display(claim: Claim) -> str:
    """The value as a reader writes it: `19.2 months`, `~50 nmol/L`, `0.9-2.6%`."""
    if isinstance(claim.value, str):
        return _BOUNDS[claim.comparator] + claim.value
    number = _number(claim, claim.low)
    if claim.low != claim.high:
        number += f"-{_number(claim, claim.high)}"
    number = _BOUNDS[claim.comparator] + number
    if claim.unit == "percent":
        return f"{number}%"
    return number + _unit(claim.unit, number)


def explanation(pair: Pair, key: Mapping[str, AttributeValue], sides: Sequence[Sequence[Claim]], reason: Reason) -> str:
    """What differs, by how much, and what may explain it."""
    metric, statistic = pair.metric, pair.fact.bucket.statistic
    given = _listed([f"{display(side[0])} ({_documents(side)})" for side in sides])
    gap = _gap(pair)
    missing = _listed([part.replace("_", " ") for part in pair.missing])
    left = f" Not said on both sides: {missing}." if missing else ""
    return f"{_subject(metric, statistic, key)} differs: {given}{gap}. {WHY[reason]}{left}"


def _subject(metric: Metric, statistic: str, key: Mapping[str, AttributeValue]) -> str:
    name = _STATISTICS.get(statistic, "") + metric.name
    lead = [str(key[part]) for part in _LED_BY if part in key]
    rest = [str(value) for part, value in key.items() if part not in (*_LED_BY, "subject", "comparator")]
    against = f" against {key['comparator']}" if "comparator" in key else ""
    qualifiers = f" ({', '.join(rest)})" if rest else ""
    subject = f"{', '.join(lead)}{against}: {name}" if lead else name
    return subject[:1].upper() + subject[1:] + qualifiers if not lead else subject + qualifiers


def _documents(side: Sequence[Claim]) -> str:
    counted = Counter(claim.document for claim in side)
    first = min(counted)
    more = len(counted) - 1
    return first if not more else f"{first} and {more} more"


def _gap(pair: Pair) -> str:
    """How far apart, in the printed unit where both have one; the factor where it is large."""
    a, b = pair.a.value.point, pair.b.value.point
    first, second = pair.a.claims[0], pair.b.claims[0]
    if a is None or b is None:
        return ""
    unit = first.canonical_unit
    if first.unit == second.unit and isinstance(first.value, Decimal) and isinstance(second.value, Decimal):
        gap, unit = _short(abs(first.value - second.value)), first.unit
    else:
        gap = _short(abs(a - b))
    low, high = sorted((a, b))
    times = f", a factor of {_short(high / low)}" if low > 0 and high / low >= 2 else ""
    if unit == "percent":
        return f"; {gap} percentage point{_s(gap)} apart{times}"
    return f"; {gap}{_unit(unit, gap)} apart{times}"


def _number(claim: Claim, value: Decimal | None) -> str:
    return "" if value is None else f"{value:.{claim.decimals}f}"


def _unit(unit: str, number: str) -> str:
    return "" if unit == "1" else f" {unit}{_s(number)}" if unit in _PLURAL else f" {unit}"


def _s(number: str) -> str:
    return "" if number == "1" else "s"


def _short(value: Decimal) -> str:
    """Three digits that count, written out: 0.169, 14985 as 15000, 1000."""
    return format(Context(prec=3).plus(value).normalize(), "f")


def _listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
