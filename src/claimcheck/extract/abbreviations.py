"""Abbreviations that a document defines for itself: `gemcitabine plus vismodegib (GV)`, `neurological PFS (nPFS)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.extract.terms import Hit, longest

_DEFINED = re.compile(
    r"(?:\s(?:arm|group|therapy|treatment|regimen|combination))?\s?[(\[]"
    r"(?P<short>[A-Za-z][A-Za-z0-9/+-]{1,9})(?=[)\];,])"
)
_LABELS = frozenset({"metric", "treatment", "event", "population", "marker", "statistic", "subgroup"})


def with_abbreviations(text: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits, and one more wherever the document uses an abbreviation that it defined beside one of them."""
    known = {text[h.start : h.end] for h in hits}
    defined: dict[str, Hit] = {}
    for hit in hits:
        if hit.label not in _LABELS:
            continue
        match = _DEFINED.match(text, hit.end)
        if match and _is_abbreviation(match["short"], text[hit.start : hit.end], known):
            defined.setdefault(match["short"], hit)
    if not defined:
        return list(hits)
    body = "|".join(re.escape(short) for short in sorted(defined, key=lambda s: (-len(s), s)))
    pattern = re.compile(rf"(?<![A-Za-z0-9-])(?:{body})(?![A-Za-z0-9])")
    more = [
        Hit(m.start(), m.end(), defined[m[0]].label, defined[m[0]].name, defined[m[0]].known)
        for m in pattern.finditer(text)
    ]
    return longest([*hits, *more])


def _is_abbreviation(short: str, words: str, known: set[str]) -> bool:
    """Capitals, few, nearly all found among the initials of what it stands for, and no term by itself.

    An abbreviation may hold another one: `mEOC+P` of `EOC plus panitumumab`.
    """
    if short in known or sum(c.isupper() for c in short) < 2:
        return False
    letters = [c.casefold() for c in short if c.isalpha()]
    initials = {c.casefold() for w in re.findall(r"[A-Za-z]+", words) for c in (w if w.isupper() else w[0])}
    return sum(c in initials for c in letters) * 4 >= len(letters) * 3
