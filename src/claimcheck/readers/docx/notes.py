"""Footnotes and endnotes: their numbers, in the order in which the text first points to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from claimcheck.model.document import BlockKind, MarkKind
from claimcheck.readers.docx.names import number, plain, value, w
from claimcheck.readers.sections import is_entry, reads_as_references

_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
_SIGNS = "*†‡§"
_MOST = 10_000
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Notes:
    """The notes of one kind, `footnote` or `endnote`, by id."""

    kind: str
    contents: dict[str, _Element]
    form: str
    first: int
    is_reference_list: bool
    labels: dict[str, str] = field(default_factory=dict)
    """Id -> number, for the notes that the text points to."""
    numbered: int = 0

    def label(self, note: str, *, own: bool) -> str:
        """What stands in the text for a note; nothing for one whose sign was typed (`own`) or that is not there."""
        if note not in self.contents:
            return ""
        if note not in self.labels:
            self.numbered += not own
            self.labels[note] = "" if own else _formatted(self.first + self.numbered - 1, self.form)
        return self.labels[note]

    def used(self) -> Iterator[tuple[str, str, _Element]]:
        """Id, number and content of the notes that the text points to; a note may point to a further one."""
        done = 0
        while new := list(self.labels)[done:]:
            for note in new:
                yield note, self.labels[note], self.contents[note]
            done += len(new)

    @property
    def mark(self) -> MarkKind:
        """What the number of such a note is in the text."""
        return MarkKind.REFERENCE if self.is_reference_list else MarkKind.FOOTNOTE

    @property
    def block(self) -> BlockKind:
        """What such a note is."""
        return BlockKind.REFERENCE if self.is_reference_list else BlockKind.FOOTNOTE


def read_notes(kind: str, part: _Element | None, settings: _Element | None) -> Notes:
    """The notes of a part; separators, which Word keeps as notes of a type of their own, are none."""
    elements = [] if part is None else part.findall(w(kind))
    contents = {note.get(w("id"), ""): note for note in elements if note.get(w("type"), "normal") == "normal"}
    form = value(settings, f"{kind}Pr", "numFmt") or _USUAL[kind]
    first = number(settings, f"{kind}Pr", "numStart", default=1, most=_MOST)
    notes = [plain(note).strip() for note in contents.values()]
    cite = reads_as_references(notes) or (bool(notes) and all(map(is_entry, notes)))
    return Notes(kind, contents, form, first, cite)


def _formatted(count: int, form: str) -> str:
    match form:
        case "lowerRoman" | "upperRoman" if 0 < count < 40:
            roman = _roman(count)
            return roman.upper() if form == "upperRoman" else roman
        case "lowerLetter" | "upperLetter" if count > 0:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "chicago" if count > 0:
            return _SIGNS[(count - 1) % 4] * ((count - 1) // 4 + 1)
        case _:
            return str(count)


def _roman(count: int) -> str:
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (count // worth)
        count %= worth
    return said
