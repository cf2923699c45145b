"""What could not be read of a PDF, or not be trusted, and how that is said."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from claimcheck.model.document import Status
from claimcheck.readers.pdf.rules import MOST


@dataclass
class Findings:
    """Page numbers (1-based) by what is wrong with them, and what is wrong with the file."""

    count: int
    """Pages by pdfium's count."""
    second_count: int | None = None
    """Pages by pdfplumber's count; None where it cannot open the file."""
    fault: str | None = None
    """Why pdfplumber cannot open the file."""
    without_text: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    text_elsewhere: list[int] = field(default_factory=list)
    """Pages on which pdfplumber finds text, and pdfium does not."""
    garbled: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    crowded: list[int] = field(default_factory=list)
    """Pages with too many drawn lines to look for framed tables."""
    unframed: list[int] = field(default_factory=list)
    """Pages on which pdfplumber failed."""
    pictures: list[int] = field(default_factory=list)
    """The page of each table that is a picture."""

    def status(self, name: str) -> tuple[Status, str | None]:
        """The status of the file `name`: that of the worst that was found, and all of it in words."""
        kinds = (
            (Status.TEXT_SUSPECT, list(self._suspect())),
            (Status.PARTIAL, list(self._partial(name))),
            (Status.TABLES_SKIPPED, list(self._tables())),
        )
        said = [reason for _, reasons in kinds for reason in reasons]
        worst = next((status for status, reasons in kinds if reasons), Status.OK)
        return worst, "; ".join(said) or None

    def _suspect(self) -> Iterator[str]:
        if self.second_count is not None and self.second_count != self.count:
            yield f"pdfium counts {self.count} pages, pdfminer {self.second_count}"
        if self.text_elsewhere:
            yield f"pdfminer finds text on {_pages(self.text_elsewhere)}, pdfium none"
        if self.garbled:
            yield f"the fonts of {_pages(self.garbled)} do not say which letters they draw"
        if self.hidden:
            yield f"{_pages(self.hidden)} has text that nobody sees; what it says is doubtful"

    def _partial(self, name: str) -> Iterator[str]:
        if self.broken:
            yield f"{_pages(self.broken)} of {self.count} cannot be opened"
        if self.without_text:
            path = PurePosixPath(name)
            command = f"ocrmypdf --skip-text {shlex.quote(path.name)} {shlex.quote(path.stem + '.ocr.pdf')}"
            where = f"no text layer on page {', '.join(map(str, self.without_text))} of {self.count}"
            said = "no page has a text layer" if len(self.without_text) == self.count else where
            yield f"{said}; make one with: {command}"

    def _tables(self) -> Iterator[str]:
        if self.fault:
            yield f"framed tables were not looked for: {self.fault} in pdfplumber"
        if self.unframed:
            yield f"framed tables were not looked for on {_pages(self.unframed)}: pdfplumber cannot read it"
        if self.crowded:
            yield f"framed tables were not looked for on {_pages(self.crowded)}: more than {MOST:,} drawn lines"
        if self.pictures:
            count = len(self.pictures)
            tables = "1 table is a picture and was" if count == 1 else f"{count} tables are pictures and were"
            yield f"{tables} not read ({_pages(sorted(set(self.pictures)))})"


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}"
