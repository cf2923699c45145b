"""A work that a document cites, or that it is itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b")


@dataclass(frozen=True, slots=True)
class CitedWork:
    """An entry of a reference list: its mark in the text, the name it resolves to, and what it says of the work."""

    mark: str
    """`9` for `[9]`; the key of a bibliography, `@shaw2014`; the name where the text cites by author and year."""
    name: str
    """`Shaw 2014`: first author and year, unique in its document, with words of its title where need be."""
    doi: str | None = None
    title: str | None = None
    author: str | None = None
    """Surname of the first author, or the body that signs the work."""
    year: str | None = None
    """Four digits."""
    journal: str | None = None
    pmid: str | None = None
    place: str | None = None
    """Volume and first page, `371:1963`."""
    start: int = -1
    end: int = -1
    """Span of the entry in the document's text; -1 where the work has none."""

    @property
    def named(self) -> bool:
        """Whether the name holds a year, so that it tells works apart."""
        return self.year is not None and _YEAR.search(self.name) is not None
