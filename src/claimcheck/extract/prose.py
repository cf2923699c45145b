"""Walk the running text of a document: sentences in order, each read with what the ones before it established."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck.extract.atoms import Atom
from claimcheck.extract.bind import Bindings, bind
from claimcheck.extract.candidates import WEAK
from claimcheck.extract.figure_labels import Labelled, labelled_shares
from claimcheck.extract.other_studies import (
    OWN_WORK,
    goes_on,
    introduces,
    opens_anew,
    study_cited,
    without_cited_study,
)
from claimcheck.extract.own_study import UNNAMED, reports_a_trial
from claimcheck.extract.profiles import Line, profiles
from claimcheck.extract.references import by_mark, citations
from claimcheck.extract.roster import compared_with
from claimcheck.extract.scope import Surroundings
from claimcheck.extract.sentences import sentences
from claimcheck.extract.table_controls import controls_of_studies
from claimcheck.extract.table_lines import lines_of_studies
from claimcheck.extract.tagged import Sentence
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Block, BlockKind, CitedWork, Document, Mention, Scope, Skip
from claimcheck.vocabulary import Vocabulary

SILENT = {
    BlockKind.REFERENCE: "reference list",
    BlockKind.BOILERPLATE: "boilerplate",
    BlockKind.FOOTNOTE: "footnote",
}
"""Blocks whose numbers make no claims, and the reason the ledger gives."""
_STUDY_NOUN = re.compile(
    r"\b(?:study|trial|analysis|cohort|series|report|randomi[sz]ed|retrospective|prospective"
    r"|meta-analysis|conducted|investigated|showed|reported)\b",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(r"\b(?:Introduction|Background)\b", re.IGNORECASE)
_SHORT = 80
"""Characters under which a block is a label of a figure rather than a paragraph that a figure broke."""
_AUTHOR_YEAR = re.compile(r"[a-z] (?:19|20)[0-9]{2}[a-z]?(?: \(.*\))?$")
_CONTINUES = re.compile(r"[a-z(]")
_PREDICATE = re.compile(r"\((?:median|mean|n\b|95)|(?:was|were|is|of|rates?|in|at|reached|exceeded)\s")
_LAST_WORDS = 32
"""Characters at the end of a broken paragraph in which a metric waits for its value."""
_ENDED = re.compile(r"[.!?:][)\]\"'\u201d\u2019]{0,2}(?:\[?[0-9,\u2013-]{1,8}\]?)?\s*$")
_PART = re.compile(
    r"(?:[0-9.]{1,4}\s)?(?:(?:the\s)?(?:main|key|study|trial)?\s?)?(?:results?|findings|methods|design|patients|population"
    r"|participants|outcomes?|what\sthey\sfound|the\snumbers)[:.]?",
    re.IGNORECASE,
)
"""A heading that names a part of a report and nothing new."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its numbers and terms found."""

    document: Document
    atoms: Sequence[Atom]
    hits: Sequence[Hit]
    works: Sequence[CitedWork]
    own_study: Attribute | None
    own_treatment: Hit | None = None
    """The one drug that the title names."""
    titled: Sequence[str] = ()
    """The treatments that the title names."""
    cited: Sequence[Hit] = ()
    """The citations by author and year, or by key."""


class Prose:
    """The running text of a document, split into sentences once; `profiles` is known before any number is bound."""

    def __init__(self, page: Page, vocabulary: Vocabulary, tabled: Sequence[tuple[int, int]]) -> None:
        """Args: tabled: stretches that tables cover and that are not read again."""
        self.page = page
        self.vocabulary = vocabulary
        self.text = page.document.text
        self.atom_starts = [a.start for a in page.atoms]
        self.hit_starts = [h.start for h in page.hits]
        self.marks = by_mark(page.works)
        marks = [(m.start, m.end) for m in page.document.marks if m.kind.value == "reference"]
        self.cited_starts = [h.start for h in page.cited]
        self.reference_marks = sorted([*marks, *((h.start, h.end) for h in page.cited)])
        self.mark_starts = [start for start, _ in self.reference_marks]
        self.section: str | None = None
        whole = (Block(0, len(self.text), BlockKind.PARAGRAPH),)
        blocks = [b for b in page.document.blocks or whole if not any(s <= b.start < e for s, e in tabled)]
        self.lines = {block: list(self._lines(block)) for block in blocks if block.kind not in SILENT}
        self.blocks = blocks
        self.shares = labelled_shares(self.text, blocks)
        own = page.own_study
        lines = [line for of_block in self.lines.values() for line in of_block]
        lines = sorted([*lines, *self._table_heads()], key=lambda line: line.start)
        named = own.value if own else UNNAMED if reports_a_trial(self.text) else None
        self.profiles = profiles(
            self.text,
            lines,
            page.hits,
            vocabulary,
            own=named,
            titled=page.titled,
            tabled=lines_of_studies(page.document, page.hits),
            drug=page.own_treatment,
            controls=controls_of_studies(page.document, page.hits),
        )
        self.around = Surroundings(study=own, own_study=own, profiles=self.profiles, drug=page.own_treatment)
        self.heading_around = self.around
        self.suspended: Surroundings | None = None
        self.pending = False
        """Whether the paragraph that was broken off ends with a metric, which its value goes on from."""

    def read(self) -> Iterator[Mention | Skip]:
        """Every mention and every skipped number outside the tables."""
        for block in self.blocks:
            if block.kind in SILENT:
                reason = SILENT[block.kind]
                yield from (Skip(a.start, a.end, reason) for a in self.atoms_in(block.start, block.end))
            elif block.kind is BlockKind.HEADING:
                self._heading(block)
                yield from (Skip(a.start, a.end, "heading") for a in self.atoms_in(block.start, block.end))
            elif block in self.shares:
                yield from self._share(block, self.shares[block])
            elif block.kind is not BlockKind.TABLE:
                yield from self._block(block)

    def _share(self, block: Block, of: Labelled) -> Iterator[Mention | Skip]:
        """A share of a figure: its label says of what, the caption of whom."""
        people = [h for h in self.hits_in(of.caption.start, of.caption.end) if h.label in ("population", "subgroup")]
        around = Surroundings().take([hit._replace(label="population") for hit in people], Scope.CAPTION)
        hits = self.hits_in(of.label.start, block.end)
        atoms = self.atoms_in(block.start, block.end)
        bound = bind(
            Sentence(self.text, (of.label.start, block.end), atoms, hits, self.section), around, self.vocabulary
        )
        yield from bound.skips
        yield from bound.mentions
        yield from bound.loose

    def _lines(self, block: Block) -> Iterator[Line]:
        if block.kind is BlockKind.HEADING:
            yield Line(block.start, block.end, list(self.hits_in(block.start, block.end)), heading=True)
            return
        for start, end in sentences(self.text, block.start, block.end):
            hits = [*self.hits_in(start, end)]
            hits += self._cited(start, end, hits)
            yield Line(start, end, sorted(hits, key=lambda h: (h.start, -h.end)))

    def _table_heads(self) -> Iterator[Line]:
        """The captions of the tables, and their first rows."""
        for table in self.page.document.tables:
            if table.caption:
                yield Line(*table.caption, self.hits_in(*table.caption))
            head = [cell for cell in table.cells if cell.row == 0]
            if head:
                start, end = head[0].start, head[-1].end
                yield Line(start, end, self.hits_in(start, end), of_table=True)

    def atoms_in(self, start: int, end: int) -> Sequence[Atom]:
        """The numbers that begin in a stretch."""
        return self.page.atoms[bisect_left(self.atom_starts, start) : bisect_left(self.atom_starts, end)]

    def hits_in(self, start: int, end: int) -> Sequence[Hit]:
        """The terms that begin in a stretch."""
        return self.page.hits[bisect_left(self.hit_starts, start) : bisect_left(self.hit_starts, end)]

    def _heading(self, block: Block) -> None:
        self.section = " ".join(self.text[block.start : block.end].strip(" #*\n").split())
        hits = self.lines[block][0].hits
        if _PART.fullmatch(self.section) and not hits and self.around.study and not self.around.own_study:
            return  # the next part of what is told of one study
        self.around = self.around.with_heading(hits)
        self.heading_around = self.around

    def _block(self, block: Block) -> Iterator[Mention | Skip]:
        """The sentences of a paragraph, list item, caption or front matter."""
        goes_on_with = _PREDICATE if self.pending else _CONTINUES
        if self.suspended is not None and goes_on_with.match(self.text, block.start):
            self.around, self.suspended, self.pending = self.suspended, None, False
        others = False
        for number, line in enumerate(self.lines[block]):
            if number == 0 and opens_anew(self.text, line):
                self.around = replace(self.heading_around, metric=None)
            if introduces(self.text, line):
                self._new_study(self.lines[block][number:])
            elif self._within_a_trial():
                line = without_cited_study(line)
            others = self._reports_others(line) or (others and goes_on(self.text, line))
            atoms = self._numbers(line.start, line.end)
            if not atoms:
                self._learn(Bindings((), (), tuple(line.hits)))
                continue
            yield from self._marked(line, atoms)
            around = self.around.take([h for h in line.hits if h.label == "study"], Scope.SENTENCE)
            if others:
                around = replace(around, study=None, attributes={}, arms=())
            sentence = Sentence(self.text, (line.start, line.end), atoms, line.hits, self.section)
            bound = bind(sentence, around, self.vocabulary)
            yield from bound.skips
            yield from bound.mentions
            yield from bound.loose
            self._learn(bound)
        if (
            block.kind is BlockKind.PARAGRAPH
            and block.end - block.start > _SHORT
            and not _ENDED.search(self.text, max(block.start, block.end - 12), block.end)
        ):
            self.suspended = self.around
            self.pending = any(h.label == "metric" for h in self.hits_in(block.end - _LAST_WORDS, block.end))

    def _marked(self, line: Line, atoms: Sequence[Atom]) -> Iterator[Skip]:
        """The numbers of a line that are reference marks."""
        everything = self.atoms_in(line.start, line.end)
        if len(everything) > len(atoms):
            kept = {atom.start for atom in atoms}
            yield from (Skip(a.start, a.end, "reference mark") for a in everything if a.start not in kept)

    def _reports_others(self, line: Line) -> bool:
        """`the 8% reported by Miller et al.`, `in a large study [50]`, or a work cited in the introduction."""
        own, spoken = self.around.own_study, self.around.study
        labels = {h.label for h in line.hits}
        if own is None or spoken is None or spoken.value != own.value or "study" in labels:
            return False
        if "author" in labels:
            return True
        return "citation" in labels and (bool(_INTRODUCTION.search(self.section or "")) or introduces(self.text, line))

    def _within_a_trial(self) -> bool:
        """Whether the text is about a trial that has a name of its own."""
        study = self.around.study
        return study is not None and not _AUTHOR_YEAR.search(study.value)

    def _new_study(self, lines: Sequence[Line]) -> None:
        """Close the study before; the work that the next citation of the paragraph names, if one, is the new one."""
        study = study_cited(lines, self.marks) or self.around.own_study
        self.around = replace(self.around, study=study, attributes={}, arms=())

    def _numbers(self, start: int, end: int) -> list[Atom]:
        atoms = self.atoms_in(start, end)
        marks = self.reference_marks[bisect_left(self.mark_starts, start) : bisect_left(self.mark_starts, end)]
        return [atom for atom in atoms if not self._is_marked(atom, marks)] if marks else list(atoms)

    def _is_marked(self, atom: Atom, marks: Sequence[tuple[int, int]]) -> bool:
        """Whether a number is a reference mark, also the `.3` of `92%.3`."""
        start = atom.start + (self.text[atom.start] == ".")
        return any(opened <= start < closed for opened, closed in marks)

    def _cited(self, start: int, end: int, hits: Sequence[Hit]) -> list[Hit]:
        """Citations as terms; a cited work becomes the study where the sentence speaks of one and names none."""
        found = list(self.page.cited[bisect_left(self.cited_starts, start) : bisect_left(self.cited_starts, end)])
        marks = [(h.start, h.end, tuple(h.name.split(","))) for h in found]
        if self.mark_starts and bisect_left(self.mark_starts, start) != bisect_left(self.mark_starts, end):
            for mark in citations(self.page.document, start, end):
                marks.append(mark)
                found.append(Hit(mark[0], mark[1], "citation", ",".join(mark[2])))
        if any(h.label == "study" for h in hits):
            return found
        authors = [h for h in hits if h.label == "author" and not self._is_cited(h)]
        for author in authors:
            work = self._work_of(author, marks)
            if work:
                found.append(Hit(author.start, author.end, "study", work))
        if (
            not authors
            and marks
            and not any(h.label == "assay" for h in hits)  # an experiment in cells is no study of patients
            and _STUDY_NOUN.search(self.text, start, end)
            and not OWN_WORK.search(self.text, start, end)
        ):
            cited = {n for _, _, ns in marks for n in ns}
            only = self.marks.get(next(iter(cited))) if len(cited) == 1 else None
            if only is not None and only.named:
                found.append(Hit(marks[0][0], marks[0][1], "study", only.name))
        return found

    def _is_cited(self, author: Hit) -> bool:
        """Whether an author stands in a bracket, `(Shaw et al., 2014)`: cited like a number, not spoken of."""
        at = bisect_left(self.cited_starts, author.end) - 1
        cited = self.page.cited[at] if at >= 0 else None
        return cited is not None and author.end <= cited.end and self.text[cited.start] in "(["

    def _work_of(self, author: Hit, marks: Sequence[tuple[int, int, tuple[str, ...]]]) -> str | None:
        for _, end, numbers in marks:
            if end > author.start and len(numbers) == 1 and numbers[0] in self.marks:
                work = self.marks[numbers[0]]
                if work.name.casefold().startswith(author.name.split()[-1].casefold()):
                    return work.name
        year = re.match(r"[^A-Za-z0-9]{0,6}((?:19|20)[0-9]{2}[a-z]?)", self.text[author.end : author.end + 12])
        if year:
            said = f"{author.name} {year[1]}"
            return self.marks[said].name if said in self.marks else said
        named = {w.name for w in self.page.works if w.author == author.name}
        return named.pop() if len(named) == 1 else None

    def _learn(self, bound: Bindings) -> None:
        """What the sentence established for the next."""
        said = [h for h in bound.hits if not (h.label == "treatment" and compared_with(self.text, h))]
        around = self.around.take(said, Scope.PARAGRAPH)
        stated = [m for m in bound.mentions if m.metric != "sample_size"]
        if stated:
            point = next((a for a in stated[-1].attributes if a.key == "timepoint"), None)
            self.around = replace(around, metric=stated[-1].metric, timepoint=point)
        else:
            metric = _last_metric(bound.hits) or around.metric
            self.around = around if metric == around.metric else replace(around, metric=metric, timepoint=None)


def _last_metric(hits: Sequence[Hit]) -> str | None:
    """The metric that a sentence without a claim names last."""
    for hit in reversed(hits):
        if hit.label == "metric" and hit.name not in WEAK and not hit.name.endswith("_date"):
            return hit.name
    return None
