"""Numbers that name one of a kind: `Fig. 3`, `phases 2, 4 and 6`, `clone 23`."""

from __future__ import annotations

import re

from claimcheck.extract.spans.figure import Figure, Shape
from claimcheck.extract.spans.lexicon import Lexicon

_WORD = re.compile(r"([A-Za-z]{1,20})(\.?)[\s\u00a0]{0,2}$")
_LINK = re.compile(
    r"\s{0,2}(?:,|;|and|or|&|to|[-\u2010-\u2014\u2212]|,\s?and|,\s?or)\s{0,2}(?:[A-Za-z]|\(?[a-z]\)|,?\s?[A-Z],?\s?and\s)?\s?"
)
_PANEL = re.compile(r"[0-9]{1,2} ?[A-Z]")
_FACTOR = re.compile(r"\s?[×x\u2217±]\s?[0-9]")
_TIED = re.compile(r"\s?[-\u2010-\u2014\u2212]\s?|\sto\s")
_YEARS = {"year", "years"}
_FIRST_YEAR = 1500
_NEXT = re.compile(r"\s([a-z]{2,24})\s")
_LONG = 24


def without_labels(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """The figures that are no labels; a list after a label noun goes as a whole."""
    kept: list[Figure] = []
    chain: Figure | None = None
    for index, figure in enumerate(figures):
        if _leads_to_unit(text, figures, index):
            kept.append(figure)
            chain = None
        elif _can_be_label(text, figure) and (_named(text, figure, lexicon) or _linked(text, chain, figure, lexicon)):
            chain = figure
        else:
            chain = None
            if figure.shape is not Shape.NAME:
                kept.append(figure)
    return kept


def _leads_to_unit(text: str, figures: list[Figure], index: int) -> bool:
    """`the region 5-9 mm`, `specimens 60 × 10 mm`: a bare number, but what it is tied to is measured."""
    if index + 1 == len(figures) or not figures[index].bare:
        return False
    if _FACTOR.match(text, figures[index].end):
        return True
    following = figures[index + 1]
    return following.unit is not None and bool(_TIED.fullmatch(text[figures[index].end : following.start]))


def _can_be_label(text: str, figure: Figure) -> bool:
    if figure.unit and _PANEL.fullmatch(text, figure.start, figure.end):
        return True
    whole = (
        not figure.words and figure.decimals <= 1 and figure.shape in {Shape.POINT, Shape.RATIO} and figure.unit is None
    )
    return figure.shape is Shape.NAME or whole


def _named(text: str, figure: Figure, lexicon: Lexicon) -> bool:
    """A label noun stands directly before the figure."""
    word = _WORD.search(text, max(0, figure.start - _LONG), figure.start)
    if word is None:
        return False
    noun = word[1].casefold()
    if noun in _YEARS and figure.values and figure.values[0] >= _FIRST_YEAR:
        return False
    singular = noun[:-1] if noun.endswith("s") else noun
    return noun in lexicon.label_nouns or singular in lexicon.label_nouns


def _linked(text: str, chain: Figure | None, figure: Figure, lexicon: Lexicon) -> bool:
    """The figure goes on with a list of labels; in `In Experiment 1, 24 students` it counts something."""
    if chain is None or not _LINK.fullmatch(text[chain.end : figure.start]):
        return False
    following = _NEXT.match(text, figure.end)
    counts = following is not None and (following[1] == "of" or following[1] not in lexicon.grammar_words)
    return not counts or text[chain.end : figure.start].strip() != ","
