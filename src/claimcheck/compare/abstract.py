"""Where the abstract of a paper stands."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.model import Block, BlockKind, Document

_NAMES = frozenset({"abstract", "summary", "synopsis"})
_PARTS = frozenset({
    "background", "context", "importance", "introduction", "rationale", "purpose", "objective", "objectives", "aim",
    "aims", "design", "setting", "participants", "patients", "patients and methods", "methods", "materials and methods",
    "interventions", "main outcome measures", "results", "findings", "main results", "conclusion", "conclusions",
    "interpretation", "significance", "trial registration", "registration",
})  # fmt: skip
"""Headings inside a structured abstract (ICMJE, CONSORT for abstracts)."""
_OPENING = frozenset({"introduction", "background", "body", "main text"})
_LONGEST = 8_000
"""Characters beyond which text before the introduction is no abstract."""
_SHORTEST = 400


def abstract_of(document: Document) -> tuple[int, int] | None:
    """The half-open span of the abstract; None where the document has none that can be told from the rest."""
    if document.abstract is not None:
        return document.abstract
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    keys = [_key(document.text[block.start : block.end]) for block in headings]
    for at, key in enumerate(keys):
        if key.split(".")[0] in _NAMES and headings[at].start < _LONGEST:
            return headings[at].end, _end(document, headings, keys, at)
    for heading, key in zip(headings, keys, strict=True):
        if key.split(".")[-1] in _OPENING or key.split(".")[0] == "body":
            return (0, heading.start) if _SHORTEST < heading.start < _LONGEST else None
    return None


def _end(document: Document, headings: Sequence[Block], keys: Sequence[str], at: int) -> int:
    """Where the abstract that opens at a heading ends: at the first heading that is none of its own."""
    prefixed = "." in keys[at]
    under = next((block for block in document.blocks if block.start > headings[at].start), None)
    direct = under is not None and under.kind is not BlockKind.HEADING
    seen, nested = {keys[at]}, False
    for heading, key in zip(headings[at + 1 :], keys[at + 1 :], strict=True):
        deeper = heading.level > headings[at].level
        if prefixed:
            own = key.split(".")[0] in _NAMES
        else:
            own = not direct and (deeper or (key in _PARTS and key not in seen and not nested))
        if not own:
            return heading.start
        seen.add(key)
        nested = nested or deeper
    return min(len(document.text), headings[at].end + _LONGEST)


def _key(heading: str) -> str:
    """A heading in lower case without numbering and decoration: `ABSTRACT.RESULTS:` is `abstract.results`."""
    bare = heading.strip(" \t\r\n*_#:.-–|").casefold()
    return " ".join(bare.lstrip("0123456789. ").split())
