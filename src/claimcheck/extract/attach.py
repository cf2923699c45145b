"""Give every value its satellites: interval, p value, fraction; and the unit it shares with its neighbours.

`72% (144/168; 95% CI 64.2-79.0; P = .002)` is one reading. `80.0, 40.8 and 25.0%` are three that share a unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.fractions import follows, joins_total, leads, leads_total, paired, total_ends
from claimcheck.extract.shared_units import with_shared_units
from claimcheck.model import Dimension, Interval, PValue, Quantity, Skip


class Reading(NamedTuple):
    """A value with what its immediate neighbours say of it. A tuple, for there are very many."""

    quantity: Quantity
    ci: Interval | None = None
    p_value: PValue | None = None
    numerator: int | None = None
    denominator: int | None = None
    size: bool = False
    """Written as `n = 147`."""
    last: int = 0
    """End of its last satellite."""
    satellites: tuple[tuple[int, int], ...] = ()
    """Where its satellites stand, brackets included."""

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where the number ends."""
        return self.quantity.end


_BRACKET = re.compile(r"\s?[(\[]\s?")
_CLOSES = re.compile(r"(?:\s(?:[a-z]{2,12}\s?){1,2}|%)?[)\]]")
"""The end of a satellite's bracket, behind a unit: `(95% CI, 2.5-5.7 months)`."""
_WORD_BRACKET = re.compile(r"\s[A-Za-z-]{3,14}(?:\s[A-Za-z-]{3,14})?\s?[(\[]\s?")
_GROUPS = re.compile(
    r"\s(?:[a-z-]{3,14}\s)?(?:groups?|arms?|cohorts?|studies|trials|cycles|doses|days|weeks|months|years|cent(?:er|re)s)\b",
    re.IGNORECASE,
)
_WORD_COMMA = re.compile(r"\s[A-Za-z-]{3,14}(?:\s[A-Za-z-]{3,14})?,\s?")
_OF_THOSE = re.compile(r"\sof\s(?:those|all|the|patients|participants|subjects)\b")
_OF_DENOMINATOR = re.compile(r"[)\]]?\s(?:of|out of)(?: the)?\s([0-9]{1,6})(?![0-9.%])")
_CI_WORD = re.compile(r"\bCI\b|confidence interval|CrI", re.IGNORECASE)


def _given(text: str, reading: Reading, atom: Atom) -> tuple[tuple[int, int], ...]:
    """The satellites with one more; one that follows the last after a comma or a semicolon is joined to it."""
    start = atom.start - (text[atom.start - 1 : atom.start] in ("(", "["))
    closing = _CLOSES.match(text, atom.end)
    end = closing.end() if closing else atom.end
    if reading.satellites and not text[reading.satellites[-1][1] : start].strip(" ,;)]([\n"):
        return (*reading.satellites[:-1], (reading.satellites[-1][0], end))
    return (*reading.satellites, (start, end))


def attach(
    text: str, atoms: Sequence[Atom], sentence: tuple[int, int], context: str = ""
) -> tuple[list[Reading], list[Skip]]:
    """The readings of one sentence, and its numbers that stand for nothing by themselves.

    Args: context: words that hold for the sentence, such as the headings of a table's cell.
    """
    readings: list[Reading] = []
    skips: list[Skip] = []
    fraction: Atom | None = None
    pairs = paired(text, atoms)
    taken = {atom.start for atom in pairs.values()}
    said = text[sentence[0] : sentence[1]] + context
    for atom in atoms:
        if atom.kind is AtomKind.SKIPPED:
            skips.append(Skip(atom.start, atom.end, atom.reason))
        elif atom.kind is AtomKind.FRACTION and atom.start in taken:
            skips.append(Skip(atom.start, atom.end, "fraction of a percentage"))
        elif atom.kind is AtomKind.FRACTION:
            if readings and _takes_fraction(text, readings[-1], atom):
                readings[-1] = readings[-1]._replace(
                    numerator=atom.numerator, denominator=atom.denominator, last=atom.end,
                    satellites=_given(text, readings[-1], atom),
                )  # fmt: skip
                skips.append(Skip(atom.start, atom.end, "fraction of a percentage"))
            else:
                fraction = atom
                skips.append(Skip(atom.start, atom.end, "fraction"))
        elif atom.kind is AtomKind.INTERVAL:
            _give_intervals(text, readings, atom)
            skips.append(Skip(atom.start, atom.end, "interval"))
        elif atom.kind is AtomKind.P_VALUE:
            at = next((i for i in range(len(readings) - 1, -1, -1) if not readings[i].size), -1)
            if at >= 0 and readings[at].p_value is None:
                readings[at] = readings[at]._replace(
                    p_value=atom.p_value, last=atom.end, satellites=_given(text, readings[at], atom)
                )
            skips.append(Skip(atom.start, atom.end, "p value"))
        elif atom.quantity is not None:
            reading = Reading(atom.quantity, size=atom.kind is AtomKind.SIZE, last=atom.end)
            _add(text, readings, skips, reading, pairs.get(atom.start, fraction), said, atom.start in pairs)
            fraction = None
    return _with_totals(text, sentence[0], with_shared_units(text, readings)), skips


def _takes_fraction(text: str, reading: Reading, atom: Atom) -> bool:
    free = reading.quantity.dimension is Dimension.PERCENT and reading.numerator is None
    return free and follows(text, reading.last, atom)


def _give_intervals(text: str, readings: list[Reading], atom: Atom) -> None:
    """The last interval goes to the last value, the one before to the value before it."""
    intervals = atom.intervals
    free = [i for i, r in enumerate(readings) if r.ci is None and r.quantity.dimension is not Dimension.DATE]
    if len(intervals) == 1:
        free = free[-1:] if free and free[-1] == len(readings) - 1 else []
    for index, interval in zip(free[-len(intervals) :], intervals, strict=False):
        readings[index] = readings[index]._replace(ci=interval, last=atom.end)
    if free:
        last = readings[free[-1]]
        readings[free[-1]] = last._replace(satellites=_given(text, last, atom))


def _add(
    text: str,
    readings: list[Reading],
    skips: list[Skip],
    reading: Reading,
    fraction: Atom | None,
    said: str,
    listed: bool = False,
) -> None:
    """Args: listed: the fraction is known to be the reading's own."""
    quantity = reading.quantity
    before = readings[-1] if readings else None
    gap = text[before.last : reading.start] if before else ""
    if before and reading.start < before.last:
        skips.append(Skip(reading.start, reading.end, "denominator"))
        return
    if quantity.dimension is Dimension.PERCENT and quantity.value is not None:
        if fraction is not None and (listed or leads(text, fraction, reading.start, reading.end)):
            reading = reading._replace(numerator=fraction.numerator, denominator=fraction.denominator)
        elif before and _counts(before) and _is_its_count(text, gap, reading):
            part = readings[-2] if len(readings) > 1 else None
            reading = _with_count(text, reading, before)
            if part and reading.denominator is None and _is_part(text, part, before):
                total = int(before.quantity.value or 0)
                reading = reading._replace(numerator=int(part.quantity.value or 0), denominator=total)
                skips.append(Skip(part.start, part.end, "count of a percentage"))
                readings.remove(part)
            if not _counted_after(text, reading.end):
                skips.append(Skip(before.start, before.end, "count of a percentage"))
                readings.pop()
    elif before and _is_count_of(text, before, reading, gap):
        readings[-1] = before._replace(numerator=int(quantity.value or 0), last=reading.end)
        skips.append(Skip(reading.start, reading.end, "count of a percentage"))
        return
    elif before and _is_bare_interval(text, before, quantity, gap, said):
        assert quantity.low is not None
        readings[-1] = before._replace(ci=Interval(Decimal(95), quantity.low, quantity.high), last=reading.end)
        skips.append(Skip(reading.start, reading.end, "interval"))
        return
    readings.append(reading)


def _is_its_count(text: str, gap: str, percentage: Reading) -> bool:
    """`30 (12%)`, `30 patients, 12% of those treated`; of `30 patients, 12% of them` 30 is the whole.

    In `all 3 groups (66% with A)` groups are counted, not those who had what the percentage says.
    """
    if _GROUPS.match(gap):
        return False
    if _BRACKET.fullmatch(gap) or _WORD_BRACKET.fullmatch(gap):
        return True
    return bool(_WORD_COMMA.fullmatch(gap) and _OF_THOSE.match(text, percentage.end))


def _is_part(text: str, part: Reading, whole: Reading) -> bool:
    """`Twenty of 52 patients (39%)`: what stands before the percentage is its total."""
    if not (_counts(part) and _counts(whole) and joins_total(text, part.last, whole.start)):
        return False
    return 0 < (part.quantity.value or 0) <= (whole.quantity.value or 0)


def _with_totals(text: str, start: int, readings: list[Reading]) -> list[Reading]:
    """`Of the 52 patients, 20 (39%) had nausea and 11 (21%) anaemia`: one total for all counts of a sentence."""
    whole: Reading | None = None
    found = []
    for reading in readings:
        if whole is not None and total_ends(text, whole.end, reading.start):
            whole = None
        value = reading.quantity.value
        if whole and reading.numerator and reading.denominator is None and whole.quantity.value is not None:
            if reading.numerator <= whole.quantity.value:
                reading = reading._replace(denominator=int(whole.quantity.value))
        elif value and (_counts(reading) or reading.size) and leads_total(text, start, reading.start, reading.end):
            whole = reading
        found.append(reading)
    return found


def _counts(reading: Reading) -> bool:
    q = reading.quantity
    return q.unit == "1" and q.value is not None and q.decimals == 0 and not reading.size and q.special is None


def _with_count(text: str, reading: Reading, count: Reading) -> Reading:
    assert count.quantity.value is not None
    denominator = _OF_DENOMINATOR.match(text, reading.end)
    return reading._replace(
        numerator=int(count.quantity.value),
        denominator=int(denominator[1]) if denominator else None,
        last=denominator.end() if denominator else reading.last,
    )


_COUNTED = re.compile(
    r"[)\]]\s(?!of\b)(?:[A-Za-z0-9+-]{2,20}\s){0,2}(?:patients|participants|subjects|women|men|children|adults"
    r"|individuals|people)\b"
)


def _counted_after(text: str, at: int) -> bool:
    """`51 (2.2%) patients`: the count is a sample size by itself."""
    return bool(_COUNTED.match(text, at))


def _is_count_of(text: str, before: Reading, reading: Reading, gap: str) -> bool:
    return (
        before.quantity.dimension is Dimension.PERCENT
        and before.numerator is None
        and _counts(reading)
        and not reading.quantity.words
        and bool(_BRACKET.fullmatch(gap))
        and text[reading.end : reading.end + 1] in (")", "]")
    )


def _is_bare_interval(text: str, before: Reading, quantity: Quantity, gap: str, said: str) -> bool:
    """`0.81 (0.54-1.21)`: an interval where the sentence speaks of one."""
    value = before.quantity.value
    return (
        quantity.value is None
        and quantity.low is not None
        and quantity.high is not None
        and value is not None
        and before.ci is None
        and (quantity.low <= value <= quantity.high or _is_slipped_interval(text, before, quantity))
        and quantity.unit in ("1", before.quantity.unit)
        and bool(re.fullmatch(r"\s?[(\[,;]\s?", gap))
        and bool(_CI_WORD.search(said))
    )


def _is_slipped_interval(text: str, before: Reading, interval: Quantity) -> bool:
    """`0.80 (0.84-1.00)`: alone in brackets and printed as the value is, it is meant to be its interval."""
    value, low, high = before.quantity, interval.low or 0, interval.high or 0
    alone = text[interval.end : interval.end + 1] in (")", "]") and text[interval.start - 1] in ("(", "[")
    near = low / 2 <= (value.value or 0) <= 2 * high
    return alone and near and 0 < value.decimals == interval.decimals and value.unit == interval.unit
