"""Words as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimcheck.extract.spans.patterns import BLANK


def spelled(words: Iterable[str]) -> str:
    """Alternatives, the longest first, blanks of any kind inside."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(rf"{BLANK}{{1,2}}".join(re.escape(part) for part in word.split()) for word in ordered)


def flat(words: str) -> str:
    """Lower case, single blanks."""
    return " ".join(words.casefold().split())
