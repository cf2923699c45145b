"""Where the abstract of a paper stands, and what the rules that hold it against the body share."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from claimcheck.compare.agree import Stated, rounded_twice, truncated
from claimcheck.compare.slips import one_digit_apart, transposed
from claimcheck.model import Block, BlockKind, Claim, Comparator, Document, Reason

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

MANY_VALUES = frozenset({"sample_size", "dose", "approval_date", "publication_date", "update_date"})
"""Metrics of which a paper gives many values that differ by right: sizes of groups, doses, dates."""


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


def compared(claim: Claim) -> bool:
    """Whether a value of the abstract is looked for in the body: a number by itself, of no metric that has many."""
    single = claim.comparator is Comparator.EQUAL and isinstance(claim.value, Decimal)
    return single and claim.metric not in MANY_VALUES


def printed_as(claim: Claim) -> set[str]:
    """The value as it may be printed elsewhere; none of a date or a range."""
    return {f"{claim.value:.{claim.decimals}f}"} if isinstance(claim.value, Decimal) else set()


def explained(a: Claim, b: Claim, values: tuple[Stated, Stated]) -> Reason:
    """What may explain that the abstract prints one number and the body another.

    Args:
        a: the claim of the abstract.
        b: that of the body.
        values: what the two state.
    """
    if rounded_twice(*values):
        return Reason.ROUNDING
    if truncated(*values):
        return Reason.TRUNCATION
    if transposed(a, b):
        return Reason.TRANSPOSED_DIGITS
    return Reason.ONE_DIGIT if one_digit_apart(a, b) else Reason.UNEXPLAINED


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
