"""Whether a claim says what a label says: its value, its statistic, a name, an interval, a p value."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from typing import Any

from claimcheck.evaluate.entries import Entry

EXACT = frozenset({"study", "timepoint", "grade", "agency", "target"})
"""Attributes whose names are equal or different, never alike."""
ALIKE_STATISTICS = (frozenset({"point", "median"}), frozenset({"rate", "point"}), frozenset({"count", "point"}))
"""Statistics that documents, and labels, do not keep apart."""
SHARED_WORDS = 0.67
"""Least share of words that two spellings of a name have in common."""
LIKENESS = 0.9
"""Least likeness of two spellings, letter by letter."""
NEAR = 300
"""Characters around a label in which the p value of the arms that it compares may stand."""
MONTHS = {"day": 1 / 30.4375, "week": 7 / 30.4375, "month": 1, "year": 12}
_TIME = re.compile(r"([0-9]+(?:\.[0-9]+)?)[ -]?(day|week|month|year)")


def same_value(label: Entry, claim: Entry) -> bool:
    """One value: the same number, the same ends of a range, both without a number, or dates that fit."""
    if label.special or claim.special:
        return bool(label.special) and bool(claim.special)
    if isinstance(label.value, str):
        return _same_date(label.value, claim.value)
    if label.value is None:
        return label.low == claim.low and label.high == claim.high
    return isinstance(claim.value, (int, Decimal)) and label.value == claim.value


def _same_date(label: str, claim: object) -> bool:
    """Dates of one year fit; a label that gives the year alone wants no more."""
    if not isinstance(claim, str):
        return False
    return label == claim if label.isdigit() else label[:4] == claim[:4]


def same_statistic(label: str, claim: str) -> bool:
    """The same statistic, or two that are not kept apart."""
    return label == claim or any({label, claim} <= alike for alike in ALIKE_STATISTICS)


def same_name(key: str, label: object, claim: object) -> bool:
    """Two spellings of one name. Digits are always equal; of lists one common member is enough.

    >>> same_name("treatment", "crizotinib", "crizotinib arm"), same_name("study", "PROFILE 1001", "PROFILE 1007")
    (True, False)
    >>> same_name("timepoint", "12 months", "1 year"), same_name("citation", ["7", "8"], ["8"])
    (True, True)
    """
    if isinstance(label, (list, tuple)) or isinstance(claim, (list, tuple)):
        return any(same_name(key, mine, theirs) for mine in _listed(label) for theirs in _listed(claim))
    if key == "timepoint" and _months(label) is not None:
        return _months(label) == _months(claim)
    mine, theirs = _plain(label), _plain(claim)
    if not theirs or re.findall("[0-9]+", mine) != re.findall("[0-9]+", theirs):
        return False
    my_words, their_words = _telling(mine), _telling(theirs)
    if mine.replace(" ", "") == theirs.replace(" ", "") or my_words == their_words:
        return True
    if key in EXACT:
        return False
    shared = len(my_words & their_words) / len(my_words | their_words)
    return shared >= SHARED_WORDS or SequenceMatcher(None, mine, theirs).ratio() >= LIKENESS


def same_interval(label: Entry, claim: Entry) -> bool:
    """The same ends; the level is not compared."""
    return claim.ci is not None and label.ci == claim.ci


def same_p_value(label: Entry, others: Iterable[Entry]) -> bool:
    """Either of two compared arms may carry their p value: any claim near the label may have it."""
    return any(
        claim.p_value == label.p_value
        for claim in others
        if claim.span is not None and label.span is not None and abs(claim.span[0] - label.span[0]) < NEAR
    )


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _plain(name: object) -> str:
    return re.sub(r"[^a-z0-9]+", " ", str(name).casefold()).strip()


def _telling(name: str) -> set[str]:
    words = set(name.split())
    return words - _weak_words() or words


@cache
def _weak_words() -> frozenset[str]:
    data = tomllib.loads(resources.files(__package__).joinpath("words.toml").read_text("utf-8"))
    return frozenset(word for words in data.values() for word in words)


def _months(point: object) -> float | None:
    match = _TIME.search(str(point).casefold())
    return round(float(match[1]) * MONTHS[match[2]], 1) if match else None
