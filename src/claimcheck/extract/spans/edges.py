"""The bounds that touch a number belong to its span: `about 12 kg`, `4 or more`, `over a 7-month`."""

from __future__ import annotations

from dataclasses import replace

from claimcheck.extract.spans.figure import Figure
from claimcheck.extract.spans.lexicon import Lexicon
from claimcheck.extract.spans.words import flat
from claimcheck.model import Comparator

_LEFT = 32
_DEPTH = 3
"""Most bounds in a row: `up to at least about 3`."""


def widen(text: str, figures: list[Figure], lexicon: Lexicon) -> list[Figure]:
    """The figures with their bounds."""
    out: list[Figure] = []
    for figure in figures:
        floor = out[-1].end if out else 0
        out.append(_right(text, _left(text, _people(text, figure, lexicon), floor, lexicon), lexicon))
    return out


def _people(text: str, figure: Figure, lexicon: Lexicon) -> Figure:
    """`410 participants`: the noun of counted people is the unit."""
    noun = lexicon.people.match(text, figure.end) if figure.bare else None
    return replace(figure, end=noun.end(), unit=noun.span(1)) if noun else figure


def _left(text: str, figure: Figure, floor: int, lexicon: Lexicon) -> Figure:
    for _ in range(_DEPTH):
        window = max(floor, figure.start - _LEFT)
        bound = lexicon.before.search(text[window : figure.start])
        if bound is None:
            break
        comparator = lexicon.bounds[flat(bound[0])]
        if comparator is Comparator.EQUAL or figure.comparator not in {Comparator.EQUAL, Comparator.ABOUT}:
            comparator = figure.comparator
        figure = replace(figure, start=window + bound.start(), comparator=comparator)
    return figure


def _right(text: str, figure: Figure, lexicon: Lexicon) -> Figure:
    bound = lexicon.after.match(text, figure.end)
    if bound is None:
        return figure
    return replace(figure, end=bound.end(), comparator=lexicon.bounds[flat(bound[0])])
