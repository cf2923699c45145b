"""Which bare numbers are quantities: counts and statistics, not years of citations, not numbers of names."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.extract.spans.figure import Figure, Shape
from claimcheck.extract.spans.lexicon import Lexicon

_WORD_BEFORE = re.compile(r"([A-Za-z][\w.'’-]{0,24})[\s\u00a0]{1,2}$")
_WORD_AFTER = re.compile(r"[\s\u00a0]{1,2}([A-Za-z][\w'’-]{0,24})")
_DEFINED = re.compile(r"\s?=(?!=)")
"""`1 = rarely`: a code and its meaning."""
_SERIAL = re.compile(r"[0-9]+[-\u2010-\u2013][0-9]+")
_ONE_OF = re.compile(r"\sof\s(?!the\s)")
_SENTENCE = re.compile(r"[.!?:;•\n]\s{0,2}$")
_SHORT = 4
"""Longest word in -s that is not taken for a plural: was, has, thus."""
_SMALL = 12
"""A greater number in words is no figure of speech."""
_LEFT = 30


def choose(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """The figures that state a quantity; the year of an event is a date."""
    return [_dated(text, figure) for figure in figures if _states(text, figure, lexicon)]


def _dated(text: str, figure: Figure) -> Figure:
    year = figure.shape is Shape.POINT and _is_year(text, figure)
    return replace(figure, shape=Shape.DATE) if year else figure


def _states(text: str, figure: Figure, lexicon: Lexicon) -> bool:
    if figure.shape is Shape.POINT and _DEFINED.match(text, figure.end):
        return False
    if figure.unit is not None or figure.shape in {Shape.DATE, Shape.SPECIAL}:
        return True
    if figure.words:
        return _counts(text, figure, lexicon)
    if _is_year(text, figure):
        spoken = figure.shape is Shape.RANGE and " " in text[figure.start : figure.end]
        return spoken or bool(lexicon.event.search(text, max(0, figure.start - _LEFT), figure.start))
    if figure.shape is not Shape.POINT:
        return figure.values == tuple(sorted(figure.values)) or not _SERIAL.fullmatch(text, figure.start, figure.end)
    before = _WORD_BEFORE.search(text, max(0, figure.start - _LEFT), figure.start)
    if before is None or before[1].casefold() in lexicon.grammar_words or figure.decimals:
        return True
    if before[1].casefold() in lexicon.measured or lexicon.after.match(text, figure.end):
        return True
    after = _WORD_AFTER.match(text, figure.end)
    return (
        (before[1][0].islower() or _opens(text, before.start()))
        and after is not None
        and after[1] not in lexicon.grammar_words
    )


def _opens(text: str, at: int) -> bool:
    """A sentence begins here."""
    return at == 0 or bool(_SENTENCE.search(text, max(0, at - 3), at))


def _counts(text: str, figure: Figure, lexicon: Lexicon) -> bool:
    """A number word counts what follows it."""
    if text[figure.end : figure.end + 1] in {"-", "\u2010", "\u2011", "\u2013"} or lexicon.part.match(text, figure.end):
        return False
    after = _WORD_AFTER.match(text, figure.end)
    if figure.values[0] == 1:
        if lexicon.pronoun.search(text, max(0, figure.start - _LEFT), figure.start):
            return False
        return after is not None and (after[1] not in lexicon.grammar_words or bool(_ONE_OF.match(text, figure.end)))
    return after is not None or figure.values[0] > _SMALL


def _is_year(text: str, figure: Figure) -> bool:
    """A year by its digits, but not `2,000` and not `2000 seeds`."""
    if not figure.is_year or "," in text[figure.start : figure.start + 2]:
        return False
    after = _WORD_AFTER.match(text, figure.end)
    counts = after is not None and len(after[1]) > _SHORT and after[1].islower() and after[1].endswith("s")
    return not counts or bool(figure.values[-1] % 50)
