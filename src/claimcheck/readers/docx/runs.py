"""What stands in a paragraph: text, breaks, symbols, pointers to notes, links, formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from claimcheck.model.document import Mark, MarkKind
from claimcheck.readers.docx.formulas import write_formula
from claimcheck.readers.docx.names import inside, m, mc, value, w
from claimcheck.readers.docx.notes import Notes
from claimcheck.readers.docx.styles import Look, Styles
from claimcheck.readers.docx.symbols import in_font, symbol
from claimcheck.readers.marks.raised import raised_kind
from claimcheck.readers.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_NUMBERS = re.compile(r"\[?[0-9]{1,3}(?:\s?[,;–-]\s?[0-9]{1,3})*\]?$")
_BASE = 8
"""Characters before a superscript that tell what it is."""
_UNSEEN = {w(name) for name in ("pPr", "rPr", "instrText", "delInstrText", "rt")}
_SIGNS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_ON = {"1", "true", "on"}

Wrote = Callable[["_Element", int, int], None]
"""Called with an element of a paragraph and the half-open span of its text, once that is written."""


class Runs:
    """Writes paragraphs; the text boxes that hang on one wait in `boxes` until it is closed."""

    def __init__(self, writer: Writer, styles: Styles, notes: Mapping[str, Notes], wrote: Wrote | None = None) -> None:
        """Args: notes: by kind, `footnote` and `endnote`. wrote: told of each element, and where its text stands."""
        self.writer = writer
        self.styles = styles
        self.notes = notes
        self._wrote = wrote
        self.boxes: list[_Element] = []
        self.pointers: list[tuple[int, str, str]] = []
        """Where the text points to a note: offset, kind, id."""
        self.own_label: tuple[str, MarkKind] = ("", MarkKind.FOOTNOTE)
        """Number of the note that is being written."""
        self._style = ""
        self._in_cell = False
        self._raised: tuple[MarkKind, int] | None = None
        self._writers: Mapping[str, Callable[[_Element, Look], None]] = {
            w("r"): self._run,
            w("t"): self._text,
            w("delText"): self._text,
            w("tab"): lambda _element, _look: self._gap("\t"),
            w("ptab"): lambda _element, _look: self._gap("\t"),
            w("br"): lambda _element, _look: self._gap("\n"),
            w("cr"): lambda _element, _look: self._gap("\n"),
            w("noBreakHyphen"): self._sign,
            w("softHyphen"): self._sign,
            w("sym"): self._symbol,
            w("footnoteReference"): self._pointer,
            w("endnoteReference"): self._pointer,
            w("footnoteRef"): lambda _element, _look: self._own_label(),
            w("endnoteRef"): lambda _element, _look: self._own_label(),
            w("hyperlink"): self._link,
            w("txbxContent"): lambda element, _look: self.boxes.append(element),
            w("sdt"): self._control,
            mc("AlternateContent"): self._alternatives,
            m("oMath"): self._formula,
        }

    def write(self, paragraph: _Element, *, in_cell: bool = False) -> None:
        """Write what a paragraph holds; in a cell its breaks are spaces, since a line there is a row."""
        self._style, self._in_cell = value(paragraph, "pPr", "pStyle") or "", in_cell
        self._inside(paragraph, Look())
        self._end_raised()

    def _inside(self, element: _Element, look: Look) -> None:
        for child in element:
            writer = self._writers.get(child.tag)
            if writer is not None:
                start = self.writer.length
                writer(child, look)
                if self._wrote is not None:
                    self._wrote(child, start, self.writer.length)
            elif child.tag not in _UNSEEN:
                self._inside(child, look)

    def _run(self, element: _Element, look: Look) -> None:
        look = self.styles.look(element, self._style)
        if not look.hidden:
            self._inside(element, look)

    def _text(self, element: _Element, look: Look) -> None:
        self._put(in_font(element.text or "", look.font), look)

    def _sign(self, element: _Element, look: Look) -> None:
        self._put(_SIGNS[element.tag], look)

    def _symbol(self, element: _Element, look: Look) -> None:
        self._put(symbol(element.get(w("font"), ""), element.get(w("char"), "")), look)

    def _put(self, text: str, look: Look) -> None:
        if self._raised and self._raised[0] is not look.raised:
            self._end_raised()
        if look.raised and self._raised is None:
            self._raised = (look.raised, self.writer.length)
        self.writer.write(text, bold=look.bold)

    def _end_raised(self) -> None:
        """Mark what was raised or lowered, however many runs it is made of."""
        if self._raised is None:
            return
        (kind, start), self._raised = self._raised, None
        begin, content = self._written(start)
        if content and kind is MarkKind.SUPERSCRIPT:
            before = max(0, begin - _BASE)
            kind = raised_kind(self.writer.text_from(before)[: begin - before], content)
        if content:
            self.writer.marks.append(Mark(begin, begin + len(content), kind))

    def _written(self, start: int) -> tuple[int, str]:
        """What was written since an offset, without the space around it, and where it starts."""
        written = self.writer.text_from(start)
        content = written.strip()
        return start + len(written) - len(written.lstrip()), content

    def _gap(self, sign: str) -> None:
        self._end_raised()
        if self._in_cell:
            self.writer.write(" ")
        else:
            self.writer.glue(sign)

    def _pointer(self, element: _Element, look: Look) -> None:
        kind = "footnote" if element.tag == w("footnoteReference") else "endnote"
        notes, note = self.notes[kind], element.get(w("id"), "")
        own = element.get(w("customMarkFollows"), "0") in _ON
        self.pointers.append((self.writer.length, kind, note))
        self._put_mark(notes.label(note, own=own), notes.mark)

    def _own_label(self) -> None:
        self._put_mark(*self.own_label)
        self.writer.write(" ")

    def _put_mark(self, label: str, kind: MarkKind) -> None:
        self._end_raised()
        start = self.writer.length
        self.writer.write(label)
        begin, content = self._written(start)
        if content:
            self.writer.marks.append(Mark(begin, begin + len(content), kind))

    def _link(self, element: _Element, look: Look) -> None:
        """A number that links to a place in the document is a pointer to it, raised or not."""
        self._end_raised()
        start = self.writer.length
        self._inside(element, look)
        self._end_raised()
        begin, content = self._written(start)
        if element.get(w("anchor")) and _NUMBERS.match(content):
            while self.writer.marks and self.writer.marks[-1].end > begin:
                self.writer.marks.pop()
            self.writer.marks.append(Mark(begin, begin + len(content), MarkKind.REFERENCE))

    def _control(self, element: _Element, look: Look) -> None:
        content = inside(element, "sdtContent")
        if content is not None and inside(element, "sdtPr", "showingPlcHdr") is None:
            self._inside(content, look)

    def _alternatives(self, element: _Element, look: Look) -> None:
        """Of one thing in several forms the first: the others say the same for older programs."""
        first = next(iter(element), None)
        if first is not None:
            self._inside(first, look)

    def _formula(self, element: _Element, look: Look) -> None:
        del look
        self._end_raised()
        write_formula(self.writer, element)
