"""In a document that speaks of women alone, `668 women` are its patients and no subgroup of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.extract.terms import Hit

_OPPOSITE = {"female": "male", "male": "female"}
_LABELS = frozenset({"subgroup", "characteristic"})
_COUNTED = re.compile(r"(?<![0-9%.,-])[1-9][0-9,]*\s(?:[a-z-]+\s){0,3}$")
"""What stands before people that a study enrolled: `666 postmenopausal `."""
_OF_AN_AGE = re.compile(
    r"\s(?:aged?\b|over\b|under\b|(?:young|old)er\b|(?:less|more)\sthan\b|[<>\u2264\u2265]?\s?[0-9])"
)
"""What stands behind people who are a part of all: `women 50 to 59 years of age`."""
_REACH = 60


def without_only_sex(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits without the subgroup of one sex, where a document counts such people and never names the other sex."""
    named = {hit.name for hit in hits if hit.label in _LABELS}
    alone = {sex for sex, other in _OPPOSITE.items() if sex in named and other not in named}
    counted = {
        hit.name for hit in hits if hit.name in alone and _COUNTED.search(text, max(0, hit.start - _REACH), hit.start)
    }
    return [
        hit for hit in hits if hit.label != "subgroup" or hit.name not in counted or _OF_AN_AGE.match(text, hit.end)
    ]
