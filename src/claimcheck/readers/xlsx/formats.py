"""Number formats: 0.425 in a cell of the format `0.0%` is 42.5%, and that is what the sheet says.

What is shown is what Excel shows (ECMA-376 part 1, 18.8.31), with two exceptions: a date in the format of the
user's own country is written as ISO, since it looks different on every machine, and a number in a format that
mixes digits and words (`000-0000`) or makes fractions is written as `General` does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from claimcheck.readers.xlsx.dates import is_local, shown_date

_TOKEN = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|General|E[+-]0+|[0#?]+(?:,[0#?]+)*|\.[0#?]*|,+|%|/|@|.', re.IGNORECASE | re.DOTALL
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*', re.DOTALL)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\]")
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": Decimal.__lt__, "<=": Decimal.__le__, ">": Decimal.__gt__, ">=": Decimal.__ge__,
    "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
}  # fmt: skip
_GENERAL_DIGITS = 10
_TOO_LONG = Decimal(10) ** 11
_TOO_SHORT = Decimal(10) ** -9

Value = bool | int | float | str | datetime | date | time | timedelta


def shown(value: Value, number_format: str) -> str:
    """A cell's value as the sheet shows it.

    >>> shown(0.425, "0.0%"), shown(1234567, "#,##0"), shown(10.9, '0.0" months"'), shown(20, "0.00")
    ('42.5%', '1,234,567', '10.9 months', '20.00')
    >>> shown(0.1 + 0.2, "General"), shown(-3, "0;(0)"), shown(0.285, "0.00"), shown(12345, "0.0E+00")
    ('0.3', '(3)', '0.29', '1.2E+04')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return _worded(value, number_format)
    if isinstance(value, (int, float)):
        return _number(_decimal(value), number_format)
    sections = _sections(number_format)
    return shown_date(value, sections[0] if sections else number_format, local=is_local(number_format))


def _decimal(value: int | float) -> Decimal:
    """A stored number with the 15 digits that a spreadsheet keeps: 0.28499999999999998 was typed as 0.285."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")


def _worded(value: str, number_format: str) -> str:
    sections = _sections(number_format)
    if len(sections) < 4 and "@" not in sections[-1]:
        return value
    return "".join(value if part == "@" else _literal(part) for part in _tokens(sections[-1]))


def _number(value: Decimal, number_format: str) -> str:
    if not value.is_finite():
        return str(value)
    section, sign = _section_of(value, _sections(number_format))
    tokens = [token for token in _tokens(section) if not _unseen(token)]
    kinds = [_kind(token) for token in tokens]
    if "general" in kinds or "@" in tokens:
        return sign + "".join(
            general(abs(value)) if kind == "general" or part == "@" else _literal(part)
            for kind, part in zip(kinds, tokens, strict=True)
        )
    digits = [index for index, kind in enumerate(kinds) if kind in ("digits", "point", "exponent")]
    if not digits:
        return sign * bool(tokens) + "".join(_literal(token) for token in tokens)
    first, last = digits[0], digits[-1]
    inside = kinds[first : last + 1]
    if "/" in tokens or [kind for kind in inside if kind in ("digits", "point", "exponent")] != inside:
        return _sign_of(value) + general(abs(value))
    end = last + 1
    while end < len(tokens) and kinds[end] == "commas":
        end += 1
    scaled = abs(value).scaleb(2 * tokens.count("%") - 3 * sum(len(t) for t in tokens[last + 1 : end]))
    printed = _printed(scaled, "".join(tokens[first : last + 1]))
    return "".join([sign, *map(_literal, tokens[:first]), printed, *map(_literal, tokens[end:])]).strip()


def _printed(value: Decimal, pattern: str) -> str:
    """A number without sign in a pattern of digits such as `#,##0.0#` or `0.0E+00`."""
    pattern, _, exponent = pattern.upper().partition("E")
    whole, _, part = pattern.partition(".")
    if exponent:
        power = value.adjusted() if value else 0
        mantissa = _fixed(value.scaleb(-power), whole, part)
        if mantissa.startswith("10"):  # 9.96 in one decimal
            power += 1
            mantissa = _fixed(value.scaleb(-power), whole, part)
        sign = "-" if power < 0 else "+" if exponent[0] == "+" else ""
        return f"{mantissa}E{sign}{abs(power):0{len(exponent) - 1}d}"
    return _fixed(value, whole, part)


def _fixed(value: Decimal, whole: str, part: str) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    digits, _, decimals = f"{rounded:f}".partition(".")
    least = sum(char in "0?" for char in part)
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    digits = digits.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole and digits:
        digits = f"{int(digits):,}".rjust(len(digits), "0")
    return f"{digits}.{decimals}" if decimals else digits or "0"


def general(value: Decimal) -> str:
    """A number in the format `General`: as many digits as it has, at most ten.

    >>> general(Decimal("12.50")), general(Decimal("0.333333333333333")), general(Decimal(10) ** 12)
    ('12.5', '0.333333333', '1E+12')
    """
    if value and not _TOO_SHORT <= abs(value) < _TOO_LONG:
        power = value.adjusted()
        mantissa = value.scaleb(-power).quantize(Decimal("0.00001"), ROUND_HALF_UP).normalize()
        return f"{mantissa:f}E{'-' if power < 0 else '+'}{abs(power):02d}"
    places = max(_GENERAL_DIGITS - 1 - max(value.adjusted(), 0), 0) if value else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _section_of(value: Decimal, sections: Sequence[str]) -> tuple[str, str]:
    """The section of the format that a number is shown in, and the sign to put before it."""
    minus = _sign_of(value)
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _COMPARE[condition[1]](value, Decimal(condition[2])):
                return section, minus
        return "General", minus
    if value < 0 and len(sections) > 1:
        return sections[1], ""
    if value == 0 and len(sections) > 2:
        return sections[2], ""
    return sections[0], minus


def _sign_of(value: Decimal) -> str:
    return "-" if value < 0 else ""


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[str, ...]:
    """The parts between semicolons: positive, negative, zero, text."""
    found, at = [], 0
    while at <= len(number_format):
        match = _SECTION.match(number_format, at)
        assert match is not None  # it matches nothing as well
        found.append(match[0])
        at = match.end() + 1
    return tuple(found) or ("General",)


@lru_cache(maxsize=512)
def _tokens(section: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(section))


def _kind(token: str) -> str:
    if token.casefold() == "general":
        return "general"
    if token[0] in "0#?":
        return "digits"
    if token[0] == ".":
        return "point"
    if token[0] in "eE" and len(token) > 2:
        return "exponent"
    return "commas" if token[0] == "," else "literal"


def _unseen(token: str) -> bool:
    """Colours, conditions, the width of a character, fillers."""
    return (token[0] in "_*" and len(token) == 2) or (token[0] == "[" and not _CURRENCY.fullmatch(token))


def _literal(token: str) -> str:
    currency = _CURRENCY.fullmatch(token)
    if currency:
        return currency[1]
    if token[0] == '"':
        return token[1:-1]
    if _unseen(token):
        return ""
    return token[1:] if token[0] == "\\" else token
