"""When two spellings are one name: case, spaces, dashes and accents do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = re.compile(r"[\s\u2010-\u2015\u2212-]+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Case, spaces, dashes and accents taken away: `PROFILE-1007`, `Profile 1007`; `AcSé` and `AcSe`."""
    if text.isascii():  # most are, and have no accents to part
        return _DASHES.sub("", text.lower())
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _DASHES.sub("", letters.casefold())
