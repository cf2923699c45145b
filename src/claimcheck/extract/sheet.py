"""One table with its grid, the terms of its caption, notes and headings, and what its rows carried on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import TYPE_CHECKING

from claimcheck.extract.atoms import Atom
from claimcheck.extract.candidates import WEAK
from claimcheck.extract.grid import Grid, Place
from claimcheck.extract.lexicon import Lexicon, lexicon
from claimcheck.extract.profiles import Profile
from claimcheck.extract.references import by_mark, citations
from claimcheck.extract.table_lines import lines_of_columns
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, BlockKind, Cell, Scope
from claimcheck.vocabulary import Vocabulary

if TYPE_CHECKING:
    from claimcheck.extract.prose import Page

_TAKEN = re.compile(r"\b(?:taken|adapted|reproduced|modified|data|according|source)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b")
_GOES_ON = re.compile(r"\b(?:same|HR|hazard ratio|odds ratio|95\s?% CI|difference|control|P\b)", re.IGNORECASE)


class Sheet:
    """A table of a document, ready to be asked what stands where."""

    def __init__(self, page: Page, vocabulary: Vocabulary, index: int, profiles: Mapping[str, Profile]) -> None:
        self.page = page
        self.profiles = profiles
        self.vocabulary = vocabulary
        self.lex: Lexicon = lexicon(vocabulary)
        self.index = index
        self.table = page.document.tables[index]
        self.text = page.document.text
        self.grid = Grid(self.text, self.table)
        self.atom_starts = [a.start for a in page.atoms]
        self.hit_starts = [h.start for h in page.hits]
        self.signs_at = [m for m in page.document.marks if m.kind.value in ("reference", "footnote")]
        self.sign_starts = [m.start for m in self.signs_at]
        self.marks = by_mark(page.works)
        self.caption_hits = self.hits(*self.table.caption) if self.table.caption else []
        self.notes = " ".join(self.text[s:e] for s, e in self.table.notes)
        self.caption = self.text[slice(*self.table.caption)] if self.table.caption else ""
        self.signs = self._signs()
        self.heading = self._heading()
        self.source = self._source()
        self.corner = self._corner()
        self.stub = " ".join(self.grid.content(cell) for cell in self.grid.headers() if cell.column == 0)
        """The words above the row headings: `Adverse event, n (%)`."""
        self.lines = lines_of_columns(self.text, self.table)
        self.current: Cell | None = None
        self.going_on: list[Hit] = []

    def remember(self, place: Place) -> None:
        """Keep the metric of a row for rows that go on with it: `Same, control`, `HR (95% CI)`."""
        row = place.row[-1] if place.row else None
        if row is None or row is self.current:
            return
        self.current = row
        named = [h for h in self.hits(row.start, row.end) if h.label == "metric" and h.name not in WEAK]
        if named:
            self.going_on = named
        elif not _GOES_ON.search(self.grid.content(row)):
            self.going_on = []

    def atoms(self, start: int, end: int) -> list[Atom]:
        """The numbers of a stretch that are no reference or footnote marks."""
        atoms = self.page.atoms[bisect_left(self.atom_starts, start) : bisect_left(self.atom_starts, end)]
        marks = self.signs_at[bisect_left(self.sign_starts, start) : bisect_left(self.sign_starts, end)]
        return [a for a in atoms if not any(m.start <= a.start < m.end for m in marks)]

    def hits(self, start: int, end: int) -> list[Hit]:
        """The terms of a stretch, authors turned into the works that they wrote."""
        found = list(self.page.hits[bisect_left(self.hit_starts, start) : bisect_left(self.hit_starts, end)])
        found = [h for h in found if h.label != "connective"]
        for author in [h for h in found if h.label == "author"]:
            name = self._work(author, start, end)
            if name:
                found.append(Hit(author.start, author.end, "study", name))
        return found

    def _work(self, author: Hit, start: int, end: int) -> str | None:
        row = next((c.row for c in self.table.cells if c.start <= author.start < c.end), None)
        cells = [c for c in self.table.cells if c.row == row] if row is not None else []
        for cell in cells:
            for _, _, numbers in citations(self.page.document, cell.start, cell.end):
                work = self.marks.get(numbers[0])
                if work and work.name.casefold().startswith(author.name.split()[-1].casefold()):
                    return work.name
        year = _YEAR.search(self.text, author.end, end)
        if year and f"{author.name} {year[0]}" in self.marks:
            return f"{author.name} {year[0]}"
        named = {w.name for w in self.page.works if w.author == author.name}
        return named.pop() if len(named) == 1 else None

    def _signs(self) -> Mapping[str, Hit]:
        """Footnote sign -> the treatment or subgroup that its note names."""
        found: dict[str, Hit] = {}
        for start, end in self.table.notes:
            note = self.text[start:end].lstrip(" [(")
            hits = [h for h in self.hits(start, end) if h.label in ("treatment", "subgroup")]
            if note[:1] in "†‡§¶#*‖" and hits:
                found[note[:1]] = hits[0]
        return found

    def _source(self) -> Attribute | None:
        """The work that the caption or a note says the data are taken from."""
        for start, end in (*([self.table.caption] if self.table.caption else []), *self.table.notes):
            if not _TAKEN.search(self.text, start, end):
                continue
            for mark_start, mark_end, numbers in citations(self.page.document, start, end):
                work = self.marks.get(numbers[0])
                if work is not None and len(numbers) == 1 and work.named:
                    return Attribute("study", work.name, True, mark_start, mark_end, Scope.CAPTION)
        return None

    def _corner(self) -> Attribute | None:
        """The study that the heading of the first column names: the table is about it."""
        for cell in self.grid.headers():
            studies = [h for h in self.hits(cell.start, cell.end) if h.label == "study"]
            if cell.column == 0 and len(studies) == 1:
                return Attribute("study", studies[0].name, studies[0].known, cell.start, cell.end, Scope.CELL)
        return None

    def _heading(self) -> list[Hit]:
        """Terms of the headings above the table, the nearest last."""
        found: list[Hit] = []
        for block in self.page.document.blocks:
            if block.start >= self.table.start:
                break
            if block.kind is BlockKind.HEADING:
                found = list(self.hits(block.start, block.end))
        return found
