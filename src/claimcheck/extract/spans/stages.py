"""From a text to its quantity spans, stage by stage."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.extract.spans.choosing import choose
from claimcheck.extract.spans.edges import widen
from claimcheck.extract.spans.figure import Figure
from claimcheck.extract.spans.joining import lists, products, ranges, tolerances
from claimcheck.extract.spans.labels import without_labels
from claimcheck.extract.spans.lexicon import Lexicon, lexicon
from claimcheck.extract.spans.reading import read

Stage = Callable[[str, list[Figure], Lexicon], list[Figure]]

STAGES: tuple[Stage, ...] = (without_labels, tolerances, ranges, products, lists, choose, widen)
"""Applied in this order to the figures that `read` finds."""


def read_figures(text: str) -> list[Figure]:
    """The quantities of a text, in order."""
    words = lexicon()
    figures = read(text, words)
    for stage in STAGES:
        figures = stage(text, figures, words)
    return figures
