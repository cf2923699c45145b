"""Read the figures of a text one by one: dates, coordinates, numbers in digits and in words, each with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claimcheck.extract.spans import patterns
from claimcheck.extract.spans.figure import Figure, Shape
from claimcheck.extract.spans.lexicon import Lexicon

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_POINTS = str.maketrans(
    {"·": ".", "⋅": ".", "∙": ".", ",": None, " ": None, "\u00a0": None, "\u2009": None, "\u202f": None}
)
_NAME = re.compile(r"[\w/]{1,40}(?:[-.][\w/]{1,20}){0,4}")
_MORE_POINTS = re.compile(r"[0-9]{1,4}(?:\.[0-9]{1,4}){2,6}")
_DECADE = re.compile(r"[12][0-9]{2}0'?s(?!\w)")
_CODE = re.compile(r"0[0-9]{1,15}(?![0-9]*[.:·])")
"""Digits that begin with an idle zero."""
_RUN = re.compile(r"[\w)]{1,24}$")
_LONG = 24
_STUCK = re.compile(r"[-\u2010\u2011\u2013]")


def read(text: str, lexicon: Lexicon) -> list[Figure]:
    """The figures in order, none overlapping; what is blocked (links, citations) is left out."""
    found = sorted([*_marked(text, lexicon), *_words(text, lexicon)], key=lambda figure: (figure.start, -figure.end))
    kept: list[Figure] = []
    done = 0
    for figure in _with_digits(text, lexicon, found):
        if figure.start >= done:
            kept.append(figure)
            done = figure.end
    return kept


def _marked(text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """Stretches that are read as a whole."""
    for pattern in (
        patterns.LINK,
        patterns.CITATION,
        patterns.ROUND,
        patterns.PARAMETERS,
        patterns.BRACED,
        patterns.LOCANTS,
    ):
        for match in pattern.finditer(text):
            yield Figure(match.start(), match.end(), shape=Shape.NAME)
    for pattern in (patterns.DATE, patterns.COORDINATE):
        for match in pattern.finditer(text):
            unit = (match.end() - 2, match.end()) if match[0].endswith("UT") else None
            yield Figure(match.start(), match.end(), unit=unit, shape=Shape.DATE)
    for match in lexicon.special.finditer(text):
        values = (Decimal(0),) if match[0].casefold() == "zero" else ()
        yield Figure(match.start(), match.end(), values, shape=Shape.SPECIAL, words=True)


def _words(text: str, lexicon: Lexicon) -> Iterator[Figure]:
    """Numbers in words: `three`, `forty-seven`, with their unit."""
    from text_to_num import text2num

    for match in lexicon.number_words.finditer(text):
        spelled = " ".join(re.split(r"[-\u2010\u2011\s]+", match[0].casefold()))
        try:
            value = Decimal(text2num(spelled, "en"))
        except ValueError:
            continue
        yield _with_unit(text, Figure(match.start(), match.end(), (value,), words=True), lexicon)


def _with_digits(text: str, lexicon: Lexicon, found: list[Figure]) -> Iterator[Figure]:
    """The figures found and, in between, the numbers in digits."""
    waiting = iter(found)
    ahead = next(waiting, None)
    done, last = 0, None
    for match in patterns.START.finditer(text):
        while ahead is not None and ahead.start <= match.start():
            yield ahead
            done, last = max(done, ahead.end), ahead
            ahead = next(waiting, None)
        if match.start() >= done:
            last = _number(text, match.start(), last, lexicon)
            yield last
            done = last.end
    if ahead is not None:
        yield ahead
    yield from waiting


def _number(text: str, at: int, last: Figure | None, lexicon: Lexicon) -> Figure:
    """The number that begins at `at`, behind the figure `last`."""
    if _continues_name(text, at, last) or _CODE.match(text, at) or _DECADE.match(text, at):
        return _name(text, at)
    ratio = patterns.RATIO.match(text, at)
    if ratio:
        return _ratio(text, ratio, lexicon)
    if _MORE_POINTS.match(text, at):
        return _name(text, at)
    figure = _with_comma(text, at, lexicon) or _plain(text, at, lexicon)
    if figure.unit is None and _goes_on(text, figure.end):
        return _name(text, at)
    return _priced(text, figure)


def _with_comma(text: str, at: int, lexicon: Lexicon) -> Figure | None:
    """`2,5 mm`: a comma for the point, believed where a unit follows."""
    match = patterns.COMMA.match(text, at)
    if match is None or lexicon.units.match(text, match.end()) is None:
        return None
    return _figure(text, match, Decimal(match[0].replace(",", ".")), match.end(), lexicon)


def _plain(text: str, at: int, lexicon: Lexicon) -> Figure:
    """A number with its power of ten or its `million`."""
    match = patterns.NUMBER.match(text, at)
    assert match is not None, "START and NUMBER agree on what begins a number"
    value, end = _powered(text, match)
    scale = patterns.SCALE.match(text, end)
    if scale:
        value, end = value.scaleb(_SCALES[scale[1].casefold()]), scale.end()
    return _figure(text, match, value, end, lexicon)


def _figure(text: str, match: re.Match[str], value: Decimal, end: int, lexicon: Lexicon) -> Figure:
    """The number with its sign and its unit."""
    start = _signed(text, match.start())
    exponent = value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    negative = start < match.start() and text[start] in patterns.MINUS
    return _with_unit(text, Figure(start, end, (-value if negative else value,), decimals=decimals), lexicon)


def _priced(text: str, figure: Figure) -> Figure:
    """`$5 million`: the currency stands before the number."""
    before = figure.start - 1
    if figure.unit is None and before >= 0 and text[before] in "$€£¥":
        return replace(figure, start=before, unit=(before, figure.start))
    return figure


def _powered(text: str, match: re.Match[str]) -> tuple[Decimal, int]:
    """The value with its power of ten, and where it ends."""
    ten = patterns.TEN.match(text, match.start())
    if ten:
        return Decimal(1).scaleb(_exponent(ten)), ten.end()
    value = decimal(match[0])
    power = patterns.POWER.match(text, match.end())
    return (value.scaleb(_exponent(power)), power.end()) if power else (value, match.end())


def _exponent(match: re.Match[str]) -> int:
    printed = next(group for group in match.groups() if group).translate(patterns.SUPERSCRIPTS)
    digits = "".join(c for c in printed if c.isdigit())
    return int(digits) * (-1 if printed[0] in "-\u2010\u2011\u2013\u2212" else 1)


def decimal(printed: str) -> Decimal:
    """A printed number as it stands: point, comma between thousands."""
    return Decimal(printed.translate(_POINTS))


def _with_unit(text: str, figure: Figure, lexicon: Lexicon) -> Figure:
    unit = lexicon.units.match(text, figure.end)
    return replace(figure, end=unit[1], unit=unit) if unit else figure


def _ratio(text: str, match: re.Match[str], lexicon: Lexicon) -> Figure:
    """`1:20`, `3/8`, `05:28 UT`."""
    numbers = tuple(Decimal(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", match[0]))
    return _with_unit(text, Figure(match.start(), match.end(), numbers, shape=Shape.RATIO), lexicon)


def _signed(text: str, at: int) -> int:
    """Where the number begins with its sign."""
    sign = at - 1
    if sign > 0 and text[sign] in patterns.BLANK and text[sign - 1] == "\u2212":
        sign -= 1
    if sign < 0 or text[sign] not in patterns.MINUS + "+":
        return at
    before = text[sign - 1] if sign else " "
    return at if before.isalnum() or before in ")]%°’'\"" else sign


def _continues_name(text: str, at: int, last: Figure | None) -> bool:
    """The number goes on from a word, not from a figure that ends in a unit: `5mm-10mm`."""
    if last is None or last.end != at - 1:
        return _is_inside_name(text, at)
    return last.shape is Shape.NAME and text[at - 1] in "-\u2010\u2011\u2013/"


def _is_inside_name(text: str, at: int) -> bool:
    """`caspase-3`, `7/12b-3`, `KLF4-17`, `(OH)2`: the number continues a word."""
    joint = text[at - 1] if at else " "
    if joint in ")]#":
        return True
    if joint not in "-\u2010\u2011\u2013\u2212/_.#":
        return False
    before = _RUN.search(text, max(0, at - _LONG), at - 1)
    return before is not None and (joint != "." or before[0][-1].isalpha()) and any(c.isalpha() for c in before[0])


def _goes_on(text: str, end: int) -> bool:
    """The digits run on into letters, or a hyphen ties them to a word."""
    rest = text[end : end + 2]
    if rest[:1] == "/" and rest[1:].isalnum():
        return True
    return rest[:1].isalpha() or rest[:1] == "_" or (len(rest) == 2 and bool(_STUCK.match(rest)) and rest[1].isalpha())


def _name(text: str, at: int) -> Figure:
    match = _NAME.match(text, at)
    return Figure(at, match.end() if match else at + 1, shape=Shape.NAME)
