"""The second route to a table: pdfplumber finds cells in ruled lines, and says whether it reads a table as we do."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, TypeVar

from claimcheck.readers.pdf.characters import Box
from claimcheck.readers.pdf.findings import Findings
from claimcheck.readers.pdf.pages import RawPage
from claimcheck.readers.pdf.region import CellBox, Region
from claimcheck.readers.tables import is_value

# What pdfminer raises on files that pdfium reads: it has no common base for its errors.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RecursionError, TypeError,
    UnicodeError, ValueError, struct.error, zlib.error,
)  # fmt: skip

_SIGNS = frozenset("0123456789.,%<>=\u00b1\u2264\u2265+-\u2212\u2013/()[]")
"""What decides a value; letters may differ, since one reader takes a ligature apart and the other does not."""
_BY_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
_MOST_APART = 0.25
"""The share of values that the two may see in other cells before they disagree."""
_REACH = 3.0
_TRIED = 3

Shift = tuple[float, float]
Sign = tuple[float, float, str]
"""Height, place in the line and the sign itself."""
Answer = TypeVar("Answer")


class Second:
    """A PDF as pdfplumber reads it, its pages built one by one: a bad one costs itself, not those after it.

    It raises nothing: what it cannot do stands in the findings.
    """

    def __init__(self, data: bytes, findings: Findings) -> None:
        """Open a file, and count its pages."""
        import pdfplumber
        from pdfminer.pdfpage import PDFPage
        from pdfplumber.utils.exceptions import PdfminerException

        logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # else it writes to stderr what it wonders at
        self.findings = findings
        self._raw: list[Any] = []
        self._open: tuple[int, Any] | None = None
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data), pages=[])
            self._raw = list(islice(PDFPage.create_pages(self._pdf.doc), findings.count + 1))
            findings.second_count = len(self._raw)
        except (PdfminerException, *FAULTS) as error:
            cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
            findings.fault = type(cause).__name__

    def close(self) -> None:
        """Give up the page it holds."""
        if self._open:
            self._open[1].close()
        self._open = None

    def look_for_text(self, pages: Sequence[RawPage]) -> None:
        """Find the pages, of the first few without text, on which it sees some."""
        for page in [page for page in pages if page.empty or page.broken][:_TRIED]:
            if self._ask(page, lambda other: any(char["text"].isalnum() for char in other.chars), otherwise=False):
                self.findings.text_elsewhere.append(page.number)

    def frames(self, page: RawPage) -> list[list[Box]]:
        """The cells of each table on a page that lines are drawn around."""
        if page.rules.crowded:
            self.findings.crowded.append(page.number)
        if not page.rules.may_frame_cells or page.turned:
            return []
        return self._ask(page, lambda other: _frames(other, page.shift), otherwise=[])

    def doubts(self, page: RawPage, region: Region) -> bool:
        """Whether it does not read the same values in the same cells; one that it cannot look at is left alone."""
        if page.turned or page.rules.crowded:
            return False
        return self._ask(page, lambda other: not _confirms(other, region, page.shift), otherwise=True)

    def _ask(self, page: RawPage, question: Callable[[Any], Answer], otherwise: Answer) -> Answer:
        from pdfplumber.utils.exceptions import PdfminerException

        if page.number > len(self._raw) or page.number in self.findings.unframed:
            return otherwise
        try:
            return question(self._turn_to(page))
        except (PdfminerException, *FAULTS):
            self.findings.unframed.append(page.number)
            return otherwise

    def _turn_to(self, page: RawPage) -> Any:
        """The page, built when it is asked for; the one before it is given up."""
        from pdfplumber.page import Page

        if self._open is None or self._open[0] != page.number:
            self.close()
            raw = self._raw[page.number - 1]
            if not raw.attrs.get("MediaBox"):
                raw.attrs["MediaBox"] = list(page.box)  # lacking in some files; pdfium knows what to take for it
            self._open = page.number, Page(self._pdf, raw, page_number=page.number)
        return self._open[1]


def _frames(page: Any, shift: Shift) -> list[list[Box]]:
    return [[_moved(cell, shift) for cell in table.cells] for table in page.find_tables()]


def _confirms(page: Any, region: Region, shift: Shift) -> bool:
    """Whether a page of pdfplumber has the same values in the same cells."""
    signs = _signs(page.chars, shift)
    cells = [cell for cell in region.cells if _has_digit(cell)]
    # a sign that is drawn twice to make it bold is there once
    if any(_ours(cell) not in (_theirs(cell, signs), _theirs(cell, signs, once=True)) for cell in cells):
        return False
    return region.framed or not _sees_other_cells(page, region, shift)


def _signs(chars: Iterable[dict[str, Any]], shift: Shift) -> list[Sign]:
    """The signs of a page by height; `(cid:3)`, a character unknown to pdfminer, is one, too."""
    return sorted(
        ((char["top"] + char["bottom"]) / 2 - shift[1], (char["x0"] + char["x1"]) / 2 - shift[0], char["text"])
        for char in chars
        if char["text"] in _SIGNS or char["text"].startswith("(cid:")
    )


def _sees_other_cells(page: Any, region: Region, shift: Shift) -> bool:
    left, top, right, bottom = page.bbox
    around = (
        max(left, region.x0 + shift[0] - _REACH),
        max(top, region.y0 + shift[1] - _REACH),
        min(right, region.x1 + shift[0] + _REACH),
        min(bottom, region.y1 + shift[1] + _REACH),
    )
    cells = [_moved(cell, shift) for table in page.crop(around).find_tables(_BY_TEXT) for cell in table.cells]
    values = [cell for cell in region.cells if cell.column and is_value(cell.text)]
    if not cells or not values:
        return False  # too little for it to see columns in
    places = {(cell.row, cell.column): _cells_of(cell, cells) for cell in values}
    apart = sum(first != last for first, last in places.values())
    fused = sum(
        places[key][1] is not None and places[key][1] == places[after][0] for key, after in _neighbours(sorted(places))
    )
    return apart + fused > _MOST_APART * len(values)


def _neighbours(keys: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for key, after in pairwise(keys):
        if key[0] == after[0]:
            yield key, after


def _cells_of(cell: CellBox, cells: Sequence[Box]) -> tuple[int | None, int | None]:
    """In which cells of the other reader the first line of a cell begins and ends."""
    line = cell.segments[0]
    height = (line.y0 + line.y1) / 2
    return _at(cells, line.x0 + 1, height), _at(cells, line.x1 - 1, height)


def _at(cells: Sequence[Box], x: float, y: float) -> int | None:
    return next((index for index, (x0, y0, x1, y1) in enumerate(cells) if x0 <= x <= x1 and y0 <= y <= y1), None)


def _has_digit(cell: CellBox) -> bool:
    return any("0" <= char <= "9" for char in cell.text)


def _ours(cell: CellBox) -> Counter[str]:
    """The signs of a cell as the file calls them: the other reader does not look at their shape."""
    runs = (run for segment in cell.segments for run in segment.runs)
    return Counter(char for run in runs for char in run.coded if char in _SIGNS)


def _theirs(cell: CellBox, signs: Sequence[Sign], *, once: bool = False) -> Counter[str]:
    """The signs that stand where the cell's characters stand."""
    found: set[Sign] = set()
    for run in (run for segment in cell.segments for run in segment.runs):
        first, last = (bisect_left(signs, (edge,)) for edge in (run.y0 - 1, run.y1 + 1))
        found |= {sign for sign in signs[first:last] if run.x0 - 0.2 <= sign[1] <= run.x1 + 0.2}
    kept = {(round(y), round(x), text) for y, x, text in found} if once else found
    return Counter(text for _, _, text in kept)


def _moved(cell: Any, shift: Shift) -> Box:
    x0, y0, x1, y1 = (float(value) for value in cell)
    return x0 - shift[0], y0 - shift[1], x1 - shift[0], y1 - shift[1]
