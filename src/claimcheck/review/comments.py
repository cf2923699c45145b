"""A copy of a Word document with a comment at each of its numbers that takes part in a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from claimcheck.config import ReadOptions
from claimcheck.errors import ClaimcheckError, DocumentError
from claimcheck.model import Claim, Conflict, ScanResult
from claimcheck.report.places import place
from claimcheck.report.safe import visible
from claimcheck.report.wording import Claims, by_id
from claimcheck.review.anchors import Anchor, Span, make_anchors

if TYPE_CHECKING:
    from docx.document import Document as Word

AUTHOR, INITIALS = "claimcheck", "cc"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""Of every entry of the archive: the same input gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A number without a comment, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Commented:
    """The copy, and what became of the numbers."""

    data: bytes
    placed: int
    unplaced: tuple[Unplaced, ...]


def commented(data: bytes, name: str, result: ScanResult, options: ReadOptions) -> Commented:
    """Comment a document; its text stays what it is.

    Args:
        data: the file that was scanned.
        name: its path in the result.
        result: of a scan that holds it.
        options: what it was read with.

    Raises:
        ClaimcheckError: a file that python-docx does not open, or whose text is not the one that was scanned.
    """
    from claimcheck.readers.docx.origins import origins

    try:
        found = origins(data, options)
        word = _opened(data)
    except (DocumentError, KeyError, ValueError) as error:
        raise ClaimcheckError(f"{name}: cannot be commented: {error}") from error
    numbers = _numbers(result, name)
    if any(found.text[slice(*span)] != own[0].quote for span, (own, _) in numbers.items()):
        raise ClaimcheckError(f"{name}: its text is not the one that was scanned; scan again")
    anchors = make_anchors(word.element, found, numbers)
    claims = by_id(result)
    unplaced = []
    for span, (own, conflicts) in numbers.items():
        anchor = anchors[span]
        if isinstance(anchor, Anchor):
            _comment(word, anchor, "\n\n".join(_said(conflict, name, claims) for conflict in conflicts))
        else:
            unplaced.append(Unplaced(own[0], anchor))
    return Commented(_saved(word), len(numbers) - len(unplaced), tuple(unplaced))


def _numbers(result: ScanResult, name: str) -> dict[Span, tuple[list[Claim], list[Conflict]]]:
    """Span -> the claims that it makes and the conflicts that they take part in, in the order of the text."""
    own = {claim.id: claim for claim in result.claims if claim.document == name}
    found: dict[Span, tuple[list[Claim], list[Conflict]]] = {}
    for conflict in result.conflicts:
        for claim in (own[each] for each in conflict.claims if each in own):
            claims, conflicts = found.setdefault(claim.span, ([], []))
            claims.append(claim)
            if conflict not in conflicts:
                conflicts.append(conflict)
    return dict(sorted(found.items()))


def _said(conflict: Conflict, name: str, claims: Claims) -> str:
    """What a comment says of a conflict: what differs, each value with its places, the reason, the id."""
    rule = f"{conflict.level}: {conflict.rule} {conflict.name.replace('-', ' ')}"
    lines = [f"{rule}. {conflict.explanation}"]
    for side in conflict.sides:
        places = [_place(claims[each], name) for each in side.claims if each in claims]
        lines.append(f"{side.display}: {'; '.join(dict.fromkeys(places))}")
    if conflict.supported_side is not None:
        supported = conflict.supported_side
        lines.append(f"What speaks for {conflict.sides[supported.side].display}: {supported.why}")
    lines.append(f"Reason: {conflict.reason.value.replace('-', ' ')}")
    if conflict.missing:
        lines.append(f"Left unsaid by a side: {', '.join(part.replace('_', ' ') for part in conflict.missing)}")
    if conflict.decision is not None:
        lines.append(f"Decided: {conflict.decision.verdict}: {conflict.decision.reason}")
    lines.append(f"Id: {conflict.id}")
    return "\n".join(visible(" ".join(line.split())) for line in lines)


def _place(claim: Claim, name: str) -> str:
    where = "this document" if claim.document == name else place(claim)
    return f"{where}, {claim.section}" if claim.section else where


def _opened(data: bytes) -> Word:
    import docx

    return docx.Document(BytesIO(data))


def _comment(word: Word, anchor: Anchor, text: str) -> None:
    from docx.oxml.ns import qn
    from docx.text.run import Run

    runs: Sequence[Run] = [Run(run, word) for run in (anchor.first, anchor.last)]  # type: ignore[arg-type] # python-docx reads with classes of its own
    comment = word.add_comment(runs, text, AUTHOR, INITIALS)
    del comment._comment_elm.attrib[qn("w:date")]  # a clock; there is no other way to leave it out


def _saved(word: Word) -> bytes:
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    written, target = BytesIO(), BytesIO()
    word.save(written)
    with ZipFile(written) as archive, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            copy.writestr(ZipInfo(entry.filename, _ZIP_DATE), archive.read(entry), ZIP_DEFLATED)
    return target.getvalue()
