"""Stage 2: a document's numbers, each bound to what it is about. The only place that imports spaCy."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.model import UNBOUND, Document, Extraction, Mention, Quantity, Skip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.extract.terms import Hit, TermFinder
    from claimcheck.vocabulary import Term, Vocabulary

__all__ = ["extract", "quantities"]


def extract(document: Document, vocabulary: Vocabulary | None = None) -> Extraction:
    """The mentions of a document, and a reason for every number that is none."""
    from claimcheck.extract.author_years import author_years
    from claimcheck.extract.details import with_details
    from claimcheck.extract.doubts import with_doubts
    from claimcheck.extract.numbers import scan
    from claimcheck.extract.own_study import own_study, reports_a_trial
    from claimcheck.extract.parted import as_printed, parted
    from claimcheck.extract.prose import Page, Prose
    from claimcheck.extract.skips import without_names
    from claimcheck.extract.tables import read_tables
    from claimcheck.extract.unread import unread
    from claimcheck.extract.works import own_work, works

    vocabulary = vocabulary or _default()
    printed, document = document.text, parted(document)
    title, cited = _title_end(document), works(document)
    hits = _terms(document, vocabulary, title)
    atoms = without_names(scan(_without_note_marks(document), vocabulary), hits)
    page = Page(
        document,
        atoms,
        hits,
        cited,
        own_study(document.text, title, hits, vocabulary, document.metadata.identifiers),
        _own_drug(vocabulary, title, hits),
        [h.name for h in hits if h.start < title and h.label == "treatment"],
        author_years(document, cited),
    )
    own = own_work(document) if page.own_study or reports_a_trial(document.text) else None
    prose = Prose(page, vocabulary, [(table.start, table.end) for table in document.tables])
    found: list[Mention | Skip] = [*prose.read(), *read_tables(page, vocabulary, prose.profiles)]
    found += unread(document, found)
    found = list(with_details(document.text, hits, found))
    found = list(with_doubts(document, found)) if document.doubtful else found
    read = [as_printed(m, printed) for m in found if isinstance(m, Mention)]
    read.sort(key=lambda m: (m.quantity.start, m.metric))
    mentions = tuple(m for m in read if m.metric != UNBOUND)
    loose = tuple(m for m in read if m.metric == UNBOUND)
    skips = sorted((s for s in found if isinstance(s, Skip)), key=lambda s: (s.start, s.end))
    return Extraction(
        mentions, tuple(skips), tuple(page.works), loose, page.own_study.value if page.own_study else None, own
    )


def _terms(document: Document, vocabulary: Vocabulary, title: int) -> list[Hit]:
    """The terms of a document: those of the vocabulary, then what only the document itself can tell."""
    from claimcheck.extract.abbreviations import with_abbreviations
    from claimcheck.extract.arm_names import with_arm_names
    from claimcheck.extract.arms import name_arms
    from claimcheck.extract.composites import with_composites
    from claimcheck.extract.diseases import without_diseases
    from claimcheck.extract.dose_arms import with_dose_arms
    from claimcheck.extract.history import with_history
    from claimcheck.extract.one_sex import without_only_sex
    from claimcheck.extract.table_controls import with_control_heads
    from claimcheck.extract.unknown_drugs import with_unknown_drugs
    from claimcheck.extract.unknown_trials import with_unknown_trials
    from claimcheck.extract.wordings import with_wordings

    finder = finder_of(vocabulary)
    names = _without_glued_marks(document)
    hits = with_unknown_trials(names, finder.find(names), vocabulary, document.tables)
    hits = with_unknown_drugs(names, hits, vocabulary, finder.known)
    hits = with_abbreviations(document.text, with_wordings(document.text, hits))
    hits = name_arms(document.text, with_history(document.text, hits), vocabulary)
    hits = with_arm_names(document.text, with_abbreviations(document.text, hits))
    hits = with_composites(document.text, with_dose_arms(document.text, hits), vocabulary)
    hits = without_only_sex(document.text, without_diseases(document.text, hits, title))
    return with_control_heads(document, hits)


def quantities(text: str, vocabulary: Vocabulary | None = None) -> tuple[Quantity, ...]:
    """Every quantity of a text, bound to a metric or not."""
    from claimcheck.extract.measured import read_quantities

    return read_quantities(text, vocabulary or _default())


def _default() -> Vocabulary:
    from claimcheck.vocabulary import load

    return load()


_FINDERS: dict[int, tuple[Vocabulary, TermFinder]] = {}


def finder_of(vocabulary: Vocabulary) -> TermFinder:
    """The compiled vocabulary, made once for each."""
    from claimcheck.extract.terms import TermFinder

    known = _FINDERS.get(id(vocabulary))
    if known is None or known[0] is not vocabulary:
        known = (vocabulary, TermFinder(vocabulary))
        _FINDERS[id(vocabulary)] = known
    return known[1]


_HEAD = 1500
"""Characters in which a document without a telling title names the drug it is about."""


def _own_drug(vocabulary: Vocabulary, title: int, hits: Sequence[Hit]) -> Hit | None:
    """The one drug that the title names; else one named at the top and more often than all others together."""
    terms = vocabulary.of("treatment")
    drugs = [h for h in hits if h.label == "treatment" and h.name in terms and terms[h.name].kind == "drug"]
    titled = {h.name: h for h in hits if h.start < title and h.label == "treatment" and _is_arm(terms.get(h.name))}
    if titled:
        return next(iter(titled.values())) if len(titled) == 1 else None
    commonest = Counter(h.name for h in drugs).most_common(1)
    if not commonest or commonest[0][1] * 2 <= len(drugs):
        return None
    return next((h for h in drugs if h.name == commonest[0][0] and h.start < _HEAD), None)


def _is_arm(term: Term | None) -> bool:
    """Whether a treatment is a drug, a regimen or several of them, rather than a class."""
    return term is None or term.kind != "class"


def _without_note_marks(document: Document) -> str:
    """The text with the marks blanked that stick to a number: `19.6a` is 19.6 with a note, `0.808` is 0.80 [8]."""
    from claimcheck.model import MarkKind

    text = document.text
    for mark in document.marks:
        glued = mark.kind is MarkKind.REFERENCE and text[max(0, mark.start - 1) : mark.start + 1].isdecimal()
        if mark.kind is MarkKind.FOOTNOTE or (glued and mark.start):
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def _without_glued_marks(document: Document) -> str:
    """The text with the reference marks blanked that stick to a name: `ZENITH-23` is ZENITH-2 with its reference."""
    from claimcheck.model import MarkKind

    text = document.text
    for mark in document.marks:
        if mark.kind is MarkKind.REFERENCE and mark.start and text[mark.start - 1].isalnum():
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


_TITLE = 400
"""Longest title believed, in characters."""
_LABEL = 16
"""Longest label before a title, `TITLE:`."""
_TITLE_LINE = re.compile(r"\s*(?:\S[^\n]{0,15}\n\s*)?[^\n]*")
"""The first line, and the next one where the first is a label such as `TITLE:`."""


def _title_end(document: Document) -> int:
    """Where the title ends in the text: a heading at the very top, else the first line."""
    from claimcheck.model import BlockKind

    if document.blocks and document.blocks[0].kind is BlockKind.TABLE:
        return 0
    own = (block for block in document.blocks if block.kind is not BlockKind.BOILERPLATE)
    for number, block in enumerate(islice(own, 2)):
        if block.kind is BlockKind.HEADING and block.end - block.start < _LABEL:
            continue
        if block.end - block.start < _TITLE and (block.kind is BlockKind.HEADING or number):
            return block.end
        break
    first = _TITLE_LINE.match(document.text)
    return min(first.end() if first else 0, _TITLE)
