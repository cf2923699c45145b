"""Which elements of a Word document each stretch of its text comes from: what a comment can be hung on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model.document import Status
from claimcheck.readers.docx import walk_parts
from claimcheck.readers.docx.names import inside, m, w

if TYPE_CHECKING:
    from lxml.etree import _Element

LEAVES = tuple(w(name) for name in ("t", "delText", "sym", "noBreakHyphen", "softHyphen"))
"""Elements that are text of their own, in a run."""
_NUMBER = "number"
"""Attribute, of no format, of a leaf while it is walked: copies of it keep it."""
_STORIES = {w("hdr"): "a header", w("ftr"): "a footer", w("footnotes"): "a footnote", w("endnotes"): "an endnote"}
_AROUND = {w("txbxContent"): "a text box", w("del"): "deleted text", w("moveFrom"): "deleted text"}


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of the text and where it comes from."""

    start: int
    end: int
    number: int | None
    """Place of the element among the `LEAVES` of the main part, in the order of the file; None where it is no leaf."""
    where: str | None = None
    """What it stands in, where that is not the running text."""


@dataclass(frozen=True, slots=True)
class Origins:
    """The text as it is read, and the origins of its stretches, which stand in order and do not overlap."""

    text: str
    stretches: tuple[Origin, ...]

    def at(self, offset: int) -> Origin | None:
        """The origin of a character; None for a sign that the reader put there, such as the end of a line."""
        index = bisect_right(self.stretches, offset, key=lambda origin: origin.start) - 1
        found = self.stretches[index] if index >= 0 else None
        return found if found is not None and offset < found.end else None


def origins(data: bytes, options: ReadOptions) -> Origins:
    """Read a document for its origins alone.

    Raises:
        DocumentError: as `parse` does.
    """
    from claimcheck.readers.docx.package import open_package

    package = open_package(data)
    main, root = package.main()
    body = inside(root, "body")
    if body is None:
        raise DocumentError(Status.UNREADABLE, f"not a Word document: {main} has no text body")
    for number, leaf in enumerate(root.iter(*LEAVES)):
        leaf.set(_NUMBER, str(number))
    found: list[Origin] = []

    def wrote(element: _Element, start: int, end: int) -> None:
        if end > start and (element.tag in LEAVES or element.tag == m("oMath")):
            number = element.get(_NUMBER)
            found.append(Origin(start, end, None if number is None else int(number), _where(element)))

    walk = walk_parts(package, main, body, options.track_changes, wrote)
    walk.notes(())
    return Origins(walk.writer.text, tuple(found))


def _where(element: _Element) -> str | None:
    if element.tag == m("oMath"):
        return "a formula"
    around = None
    for ancestor in element.iterancestors():
        around = around or _AROUND.get(ancestor.tag) or _STORIES.get(ancestor.tag)
    return around
