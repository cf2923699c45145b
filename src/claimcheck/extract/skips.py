"""Numbers that are no claim, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claimcheck.extract.attach import Reading
from claimcheck.extract.grammar import alternatives
from claimcheck.extract.terms import Hit
from claimcheck.model import Dimension
from claimcheck.vocabulary import Vocabulary

REASONS = {"design": "design assumption", "definition": "threshold of a definition"}
_CHAIN = r"(?:[0-9]{1,3}[A-Za-z]?\s{0,2}(?:,|and|or|to|-|\u2013|&|/)\s{0,2}(?:and\s)?){0,6}"


def cue(text: str, span: tuple[int, int], hits: Sequence[Hit]) -> str | None:
    """Why a whole sentence states no result: it plans a trial or defines a threshold."""
    for hit in hits:
        if hit.label == "no_claim":
            return REASONS[hit.name]
    return None


@lru_cache(maxsize=4)
def _label_pattern(aliases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{alternatives(aliases)})\s{{0,2}}[(#:]?\s{{0,2}}{_CHAIN}$", re.IGNORECASE)


def label_noun(text: str, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether a number is a label: `Table 2`, `phase III`, `day 21`."""
    quantity = reading.quantity
    if quantity.dimension is not Dimension.NUMBER or quantity.words or quantity.special or reading.size or quantity.decimals > 1:
        return False
    aliases = tuple(alias for term in vocabulary.of("label_noun").values() for alias in term.aliases)
    start = max(0, quantity.start - 40)
    return bool(_label_pattern(aliases).search(text[start : quantity.start]))
