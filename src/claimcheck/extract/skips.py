"""Numbers that are no claim, and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from claimcheck.extract.atoms import Atom, AtomKind
from claimcheck.extract.attach import Reading
from claimcheck.extract.grammar import by_first_letter
from claimcheck.extract.terms import Hit
from claimcheck.model import Dimension
from claimcheck.vocabulary import Same, Vocabulary

REASONS = {"design": "design assumption", "definition": "threshold of a definition"}
_CHAIN = r"(?:[0-9]{1,3}[A-Za-z]?\s{0,2}(?:,|and|or|to|-|\u2013|&|/)\s{0,2}(?:and\s)?){0,6}"


def planned(reading: Reading, cues: Sequence[Hit]) -> str | None:
    """Why a number states no result: its sentence plans a trial, or a definition before it sets a threshold.

    Args:
        reading: the number.
        cues: the terms `no_claim` of its sentence.
    """
    for hit in cues:
        if hit.name == "design" or hit.end <= reading.start:
            return REASONS[hit.name]
    return None


_NO_NAMES = frozenset({"statistic", "no_claim", "counted"})


def without_names(atoms: Sequence[Atom], hits: Sequence[Hit]) -> list[Atom]:
    """The atoms, those inside a longer term skipped: the digits of `PROFILE 1001`, `IC_{50}`, `grade 3-4`.

    A dose that is all of an arm's name, `the 300 mg group`, is skipped too.
    """
    names = [(h.start, h.end, h.label) for h in hits if h.label not in _NO_NAMES]
    starts = [start for start, _, _ in names]
    kept = []
    for atom in atoms:
        at = bisect_right(starts, atom.start) - 1
        inside = at >= 0 and names[at][1] >= atom.end
        inside = inside and (names[at][:2] != (atom.start, atom.end) or names[at][2] == "treatment")
        kept.append(atom._replace(kind=AtomKind.SKIPPED, reason="part of a name") if inside else atom)
    return kept


@lru_cache(maxsize=4)
def _label_pattern(aliases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{by_first_letter(aliases)})(?i:\s{{0,2}}#?{_CHAIN})$")


def label_noun(text: str, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether a number is a label: `Table 2`, `phase III`, `day 21`."""
    quantity = reading.quantity
    if (
        quantity.dimension is not Dimension.NUMBER
        or quantity.words
        or quantity.special
        or reading.size
        or quantity.decimals > 1
    ):
        return False
    aliases, last, ends = _label_words(Same(vocabulary))
    before = text[max(0, quantity.start - 40) : quantity.start]
    words = before.rstrip(" \t\n#\u00a0")
    if not words or not (words[-1] in ends or words[-1].isspace()):
        return False
    if (words[-1].isalpha() or words[-1] == ".") and words.rsplit(None, 1)[-1].casefold().strip("([") not in last:
        return False
    return bool(_label_pattern(aliases).search(before))


@lru_cache(maxsize=4)
def _label_words(same: Same) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """The label nouns, the word each ends with, and the characters that may stand before a label's number."""
    aliases = tuple(alias for term in same.vocabulary.of("label_noun").values() for alias in term.aliases)
    ends = {case(alias[-1]) for alias in aliases for case in (str.upper, str.lower)}
    last = frozenset(alias.casefold().split()[-1] for alias in aliases)
    return aliases, last, frozenset(ends | set(",-\u2013&/"))
