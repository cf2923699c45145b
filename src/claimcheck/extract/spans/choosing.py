"""Which bare numbers are quantities: counts and statistics, not years of citations, not numbers of names."""

from __future__ import annotations

import re

from claimcheck.extract.spans.figure import Figure, Shape
from claimcheck.extract.spans.lexicon import Lexicon
from claimcheck.extract.spans.patterns import YEAR

_WORD_BEFORE = re.compile(r"([A-Za-z][\w.'’-]{0,24})[\s\u00a0]{1,2}$")
_WORD_AFTER = re.compile(r"[\s\u00a0]{1,2}([A-Za-z][\w'’-]{0,24})")
_EVENT = re.compile(r"(?<!\w)(?:in|since|until|by|during|after|before|from|circa|year|early|late|mid)[\s\u00a0]$", re.IGNORECASE)
_LEFT = 30


def choose(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """The figures that state a quantity."""
    return [figure for figure in figures if _states(text, figure, lexicon)]


def _states(text: str, figure: Figure, lexicon: Lexicon) -> bool:
    if figure.unit is not None or figure.shape in {Shape.DATE, Shape.SPECIAL}:
        return True
    if figure.words:
        return _counts(text, figure, lexicon)
    if _is_year(text, figure):
        return bool(_EVENT.search(text[max(0, figure.start - _LEFT) : figure.start])) or text[figure.start] in "fbFB"
    if figure.shape is not Shape.POINT:
        return True
    before = _WORD_BEFORE.search(text, max(0, figure.start - _LEFT), figure.start)
    if before is None or before[1].casefold() in lexicon.grammar_words or figure.decimals:
        return True
    after = _WORD_AFTER.match(text, figure.end)
    return before[1][0].islower() and after is not None and after[1] not in lexicon.grammar_words


def _counts(text: str, figure: Figure, lexicon: Lexicon) -> bool:
    """A number word counts what follows it."""
    if text[figure.end : figure.end + 1] in {"-", "\u2010", "\u2011", "\u2013"}:
        return False
    after = _WORD_AFTER.match(text, figure.end)
    if figure.values[0] == 1:
        return after is not None and (after[1] not in lexicon.grammar_words or after[1] == "of")
    return after is not None


def _is_year(text: str, figure: Figure) -> bool:
    digits = text[figure.start : figure.end]
    return bool(YEAR.search(digits)) and all(1500 <= value < 2100 and value == int(value) for value in figure.values) and "," not in digits
