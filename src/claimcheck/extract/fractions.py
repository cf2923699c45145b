"""Which percentage a count and its total belong to: `64 of the 68 treated (94%)`, `39% vs 30% (20/52 vs 15/50)`.

A fraction given to the wrong percentage is a false alarm: words between the two are few and of no second result.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.model import Dimension

_WORD = r"(?:\s(?!(?:and|or|rates?|vs|versus|than|respectively|with|had|have|has)\b)[A-Za-z][A-Za-z/-]{1,20})"
_NEAR = re.compile(r"\s{0,2}[(\[,;:]{0,2}\s?")
_BRACKET_AFTER = re.compile(rf"{_WORD}{{0,7}}\s?[(\[]\s?")
_COMMA_AFTER = re.compile(rf"{_WORD}{{0,3}},\s(?:or\s)?")
_BEFORE = re.compile(
    rf"\s(?:of|in|for|among){_WORD}{{1,4}}\s?[(\[]\s?(?:[nN]\s?=\s?)?|\s?[(\[,]\s?[nN]\s?=\s?", re.IGNORECASE
)
_CLOSED = (")", "]", ",", ";")
_PEOPLE = r"patients|participants|subjects|women|men|children|cases"
_OF = re.compile(rf"(?:\s(?:{_PEOPLE}))?\s(?:of|out of)(?:\s(?:the|a total of|all))?\s")
_JOINED = re.compile(
    rf"(?:\s?,)?\s?{_WORD}{{0,4}}\s?(?:,|and|or|vs\.?|versus|v\.?|compared (?:with|to))\s(?:and\s)?", re.IGNORECASE
)
_LISTED = re.compile(rf"{_WORD}{{0,6}},?\s?[(\[]\s?", re.IGNORECASE)
_TOTAL_LED = re.compile(
    r"(?:^|[.;:]\s)\s?(?:of|among|out of)\s(?:(?:the|these|those|all|our|a|total|of)\s){0,3}$", re.IGNORECASE
)
_TOTAL_THEN = re.compile(r"(?:\s[A-Za-z][\w/+-]{1,24}){0,7},")
_OTHER_TOTAL = re.compile(
    r"\b(?:of|among|in)\s(?:(?:the|all)\s)?(?:these|those|them|whom|which|remaining|others?|[0-9]+)\b|;", re.IGNORECASE
)


def follows(text: str, percent_end: int, fraction: Atom) -> bool:
    """Whether a fraction behind a percentage is its own: `94% (64 of 68)`, `94% of the patients (64 of 68)`."""
    return bool(
        _NEAR.fullmatch(text, percent_end, fraction.start) or _BEFORE.fullmatch(text, percent_end, fraction.start)
    )


def leads(text: str, fraction: Atom, start: int, end: int) -> bool:
    """Whether a fraction before the percentage at `start` to `end` is its own.

    `64 of the 68 treated patients in all (94%)`, `20 of 52 patients, 39%, had`; not `20 of 52 patients, 39% of whom`.
    """
    if _NEAR.fullmatch(text, fraction.end, start):
        return True
    closed = text[end : end + 1] in _CLOSED
    return closed and bool(
        _BRACKET_AFTER.fullmatch(text, fraction.end, start) or _COMMA_AFTER.fullmatch(text, fraction.end, start)
    )


def joins_total(text: str, count_end: int, total_start: int) -> bool:
    """Whether two numbers are a count and its total, one of them in words: `Twenty of 52`, `20 patients of 52`."""
    return bool(_OF.fullmatch(text, count_end, total_start))


def paired(text: str, atoms: Sequence[Atom]) -> dict[int, Atom]:
    """Start of a percentage -> its fraction, where a list of the ones stands beside a list of the others.

    `39% vs 30% (20/52 vs 15/50)`, `20 of 52 and 15 of 50 patients (39% and 30%)`.
    """
    found: dict[int, Atom] = {}
    runs = list(_runs(text, atoms))
    for first, second in pairwise(runs):
        one, other = (run[0].kind is AtomKind.FRACTION for run in (first, second))
        if one is other or len(first) != len(second) or not _LISTED.fullmatch(text, first[-1].end, second[0].start):
            continue
        fractions, values = (first, second) if one else (second, first)
        if all(_is_percentage(value) for value in values):
            found |= {value.start: fraction for value, fraction in zip(values, fractions, strict=True)}
    return found


def _runs(text: str, atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Two or more numbers of one kind in a list."""
    run: list[Atom] = []
    for atom in atoms:
        if run and atom.kind is run[-1].kind and _JOINED.fullmatch(text, run[-1].end, atom.start):
            run.append(atom)
            continue
        if len(run) > 1:
            yield run
        run = [atom] if atom.kind in (AtomKind.FRACTION, AtomKind.VALUE) else []
    if len(run) > 1:
        yield run


def _is_percentage(atom: Atom) -> bool:
    return (
        atom.quantity is not None and atom.quantity.dimension is Dimension.PERCENT and atom.quantity.value is not None
    )


def leads_total(text: str, sentence_start: int, start: int, end: int) -> bool:
    """Whether a number is the total of the counts behind it: `Of the 52 patients, 20 (39%) ... and 11 (21%) ...`."""
    before = text[max(sentence_start, start - 40) : start]
    return bool(_TOTAL_LED.search(before) and _TOTAL_THEN.match(text, end))


def total_ends(text: str, start: int, end: int) -> bool:
    """Whether another total is spoken of in between: `of whom`, `of these`, `among 20`."""
    return bool(_OTHER_TOTAL.search(text, start, end))
