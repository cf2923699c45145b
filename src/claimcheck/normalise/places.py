"""Where a claim stands: line, page, box and sentence."""

from __future__ import annotations

from bisect import bisect_right

from claimcheck.model import Document
from claimcheck.model.document import LINE_END

Box = tuple[int, float, float, float, float]


class Places:
    """Looks places of one document up; its lines are counted once."""

    def __init__(self, document: Document) -> None:
        """Note where every line after the first starts."""
        self.document = document
        self._texts: dict[tuple[int, int], str] = {}
        self._starts = [match.end() for match in LINE_END.finditer(document.text)]

    def line(self, offset: int) -> int:
        """The 1-based line of an offset."""
        return bisect_right(self._starts, offset) + 1

    def text(self, start: int, end: int) -> str:
        """A stretch of the text with its white space collapsed; one string for all claims of a sentence."""
        if (start, end) not in self._texts:
            self._texts[start, end] = " ".join(self.document.text[start:end].split())
        return self._texts[start, end]

    def box(self, start: int, end: int) -> Box | None:
        """The box around a span, of its first page; None where the format has no boxes."""
        number = self.document.page_of(start)
        page = next((page for page in self.document.pages if page.number == number), None)
        if page is None:
            return None
        at = max(bisect_right(page.boxes, start, key=lambda box: box.start) - 1, 0)
        words = []
        for word in page.boxes[at:]:
            if word.start >= end:
                break
            if word.end > start:
                words.append(word)
        if not words or number is None:
            return None
        return (
            number,
            min(word.x0 for word in words),
            min(word.y0 for word in words),
            max(word.x1 for word in words),
            max(word.y1 for word in words),
        )
