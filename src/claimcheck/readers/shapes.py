"""What a line of plain text looks like on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.model.document import BlockKind
from claimcheck.readers.structure import structure

_BULLET = re.compile(r"(?:[-–*•◦▪‣●○∙·+]|\(?[a-z]\)|\(?[ivx]{1,4}\))\s+(?=\S)")
_NUMBERED = re.compile(r"\(?[0-9]{1,3}[.)]\)?\s+(?=\S)")
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_LABELLED = re.compile(  # the sections of the PMC text dumps: "ABSTRACT.PATIENTS AND METHODS:", "BODY.2. METHODS:"
    r"(?P<root>TITLE|ABSTRACT|BODY)(?P<rest>[.:].*?)?:{1,2}\s*$"
)
_TITLE = re.compile(r"TITLE:\s+(?=\S)")
_NUMERIC = re.compile(r"(?<![\w.-])[0-9]+(?:[.,·][0-9]+)?\s?%?")
# An asterisk that is not closed: emphasis is no footnote.
_SIGN = re.compile(r"\[?(?:[†‡§¶‖#]|\*{1,3}(?=[A-Za-z])(?![^*]*[^\s*]\*))\]?(?:\s(?=\S)|(?=[^\s\d]))")
_NUMBER_HEAD = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?\s+(?=[A-Z])")
_COLUMNS = re.compile(r"\S {3,}\S")
_TWO_SENTENCES = re.compile(r"[a-zA-Z]{3}[.!?] +[A-Z*]")
_DEFINITION = re.compile(r"[A-Za-z][\w/+.-]{0,14}(?::|,|\s?=)\s\S")
_CITATION = re.compile(
    r"""\(?(?:19|20)[0-9]{2}[a-z]?\)?[.;,:]   # a year that closes a citation or opens its volume
      | \b(?:19|20)[0-9]{2}\)\.?\W*$
      | \((?:19|20)[0-9]{2}[a-z]?\)\s[^\W\d_].*\s[0-9]{1,4}:\s?[0-9]  # (year) title, journal volume: page
      | ;\s?[0-9]+\s?(?:\([^)]*\))?:          # volume(issue):
      | \bdoi:?\s?(?:https?://\S*)?10\. | doi\.org/10\.
      | \bet\s+al\b.*[.,].*\b(?:19|20)[0-9]{2}\b
      | \[[\w.-]+\.(?:com|org|gov|net|edu|int)\]""",
    re.VERBOSE,
)
_CLOSED = tuple(".,;!")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a line is, and where its content starts after a bullet, number or `#`."""

    kind: BlockKind
    offset: int = 0
    level: int = 0
    alone: bool = False
    """Whether no other line can continue it."""


def shape_of(text: str) -> Shape | None:
    """What a line says of itself, or None for a line of running text."""
    hashes = _HASHES.match(text)
    if hashes:
        return Shape(BlockKind.HEADING, hashes.end(), len(hashes[1]), alone=True)
    title = _TITLE.match(text)
    if title:
        return Shape(BlockKind.HEADING, title.end(), 1, alone=True)
    labelled = _LABELLED.match(text) if len(text) <= 160 else None
    if labelled:
        return Shape(BlockKind.HEADING, 0, _depth(labelled["rest"] or ""), alone=True)
    if caption_label(text):
        return Shape(BlockKind.CAPTION)
    lower = text[:60].lower()
    if lower.startswith(structure().boilerplate_openers):
        return Shape(BlockKind.BOILERPLATE)
    if lower.startswith(structure().footnote_openers) or _SIGN.match(text):
        return Shape(BlockKind.FOOTNOTE)
    item = _BULLET.match(text) or _NUMBERED.match(text)
    return Shape(BlockKind.LIST_ITEM, item.end()) if item else None


def caption_label(text: str) -> str | None:
    """`table` or `figure` where a line opens a caption, None where it is a sentence about one.

    >>> caption_label("Table 2. Efficacy by line of therapy")
    'table'
    >>> caption_label("Table 2 shows efficacy by line of therapy.")
    """
    for kind, pattern in (("table", structure().table_label), ("figure", structure().figure_label)):
        label = pattern.match(text)
        if label is None:
            continue
        rest = text[label.end() :].lstrip("*_ ")
        first = rest.split(maxsplit=1)[0].strip("*_.,:;").lower() if rest else ""
        if label["mark"] in set(".:|–—-") or not rest:
            return kind
        if first in structure().sentence_after_label or rest[0] in "),;":
            return None
        return kind if rest[0].isupper() or rest[0].isdigit() or len(rest) < 120 else None
    return None


def heading_level(text: str) -> int | None:
    """The depth of a short text that stands alone as a heading does, or None where it is none."""
    bare = text.strip("*_ ")
    if len(bare) > 120 or len(bare.split()) > 16 or bare.endswith(_CLOSED) or not bare:
        return None
    if _COLUMNS.search(bare):
        return None
    if bare.endswith(":") and "," in bare and not bare[0].isdigit():
        return None  # the lead-in of a list
    if len(_NUMERIC.findall(bare)) > 2 or not any(char.isalpha() for char in bare):
        return None
    number = _NUMBER_HEAD.match(bare)
    if _TWO_SENTENCES.search(bare, number.end() if number else 0):
        return None
    if number:
        return number["number"].count(".") + 2
    return 2 if bare[0].isupper() else None


def is_definition(text: str) -> bool:
    """Whether a paragraph below a table explains its abbreviations.

    >>> is_definition("ORR: Objective response rate; NR: Not reached.")
    True
    """
    start = _DEFINITION.match(text)
    return start is not None and sum(char.isupper() for char in start[0].split()[0]) >= 2


def is_citation(text: str) -> bool:
    """Whether a list item reads like an entry of a reference list."""
    return _CITATION.search(text) is not None


def _depth(rest: str) -> int:
    parts = [part for part in rest.strip(" .:").split(".") if part.strip() and not part.strip().isdigit()]
    return 1 + len(parts)
