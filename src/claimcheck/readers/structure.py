"""The words by which documents name their own parts, read once from `structure.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

_LONGEST = 60
_NUMBERING = re.compile(r"^(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])[.)]?\s+")


@dataclass(frozen=True, slots=True)
class Structure:
    """What `structure.toml` lists, in the form in which readers ask for it."""

    reference_headings: frozenset[str]
    body_headings: frozenset[str]
    boilerplate_headings: frozenset[str]
    aside_headings: frozenset[str]
    boilerplate_openers: tuple[str, ...]
    footnote_openers: tuple[str, ...]
    sentence_after_label: frozenset[str]
    chrome: frozenset[str]
    reference_classes: frozenset[str]
    table_label: re.Pattern[str]
    """Matches a table's label with its number at the start of a line."""
    figure_label: re.Pattern[str]


@cache
def structure() -> Structure:
    """The word lists; the file is read on first use."""
    data = tomllib.loads(resources.files(__package__).joinpath("structure.toml").read_text("utf-8"))
    return Structure(
        reference_headings=frozenset(data["reference_headings"]),
        body_headings=frozenset(data["body_headings"]),
        boilerplate_headings=frozenset(data["boilerplate_headings"]),
        aside_headings=frozenset(data["aside_headings"]),
        boilerplate_openers=tuple(data["boilerplate_openers"]),
        footnote_openers=tuple(data["footnote_openers"]),
        sentence_after_label=frozenset(data["sentence_after_label"]),
        chrome=frozenset(data["chrome"]),
        reference_classes=frozenset(data["reference_classes"]),
        table_label=_label(data["table_labels"]),
        figure_label=_label(data["figure_labels"]),
    )


def heading_key(heading: str) -> str:
    """A heading as the lists spell it: lower case, without numbering, decoration and final punctuation.

    >>> heading_key("**7. Author Contributions:**")
    'author contributions'
    >>> heading_key("BODY.COMPETING INTERESTS:")
    'competing interests'
    """
    bare = heading.strip(" \t*_#:.-–|").removeprefix("BODY.").removeprefix("ABSTRACT.")
    bare = _NUMBERING.sub("", bare)
    return " ".join(bare.rpartition(".")[2].split()).lower() or bare.lower()


def is_section(heading: str) -> bool:
    """Whether a short line is the heading of a section that most documents have.

    >>> [is_section(line) for line in ("4. Results", "References", "Results were better.", "results of it")]
    [True, True, False, False]
    """
    if len(heading) > _LONGEST or heading.rstrip().endswith((".", ",", ";")) or not heading[:1].isalnum():
        return False
    known = structure()
    key = heading_key(heading)
    lists = (known.body_headings, known.reference_headings, known.boilerplate_headings, known.aside_headings)
    return any(key in headings for headings in lists)


def _label(labels: list[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    number = r"(?P<number>(?:[SA]?[0-9]{1,3}|[IVX]{1,5})[A-Za-z]?(?=[\s.:|–—)-]|$)|[SA]?[0-9]{1,2}(?=[A-Z]))"
    return re.compile(rf"[*_]{{0,2}}(?:{words})\s?{number}(?P<mark>[.:|)–—-]?)[*_]{{0,2}}\s*", re.IGNORECASE)
