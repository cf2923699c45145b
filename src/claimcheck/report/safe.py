"""Make text that comes from a document or a path harmless on a terminal, in a CI log and in a sheet."""

from __future__ import annotations

import re

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet takes a text for a formula (OWASP, CSV injection)."""
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f{_BIDI}\\u2028\\u2029\\ud800-\\udfff]")
_COLON = re.compile(":(?=:)")
_COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")
_INVISIBLE = re.compile(f"[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f{_BIDI}\\ud800-\\udfff]")


def safe(text: str) -> str:
    r"""Show control and bidirectional characters as escapes, and break what a CI runner takes for a command.

    Runners read `::error::` at the start of a line, blanks before it skipped, and where a line starts depends on how
    the terminal wraps it; `##[error]` and `##vso[task]` they read anywhere: so these are broken wherever they stand.

    >>> print(safe("12 months\x1b[2J"), safe("a\u202eb"), safe("::stop-commands::x"), safe("##[error]"))
    12 months\x1b[2J a\u202eb : :stop-commands: :x # #[error]
    """
    text = _COMMAND.sub("# #", _COLON.sub(": ", text))
    return _CONTROL.sub(_escape, text)


def visible(text: str) -> str:
    r"""Show as escapes what a page would hide or obey: control and bidirectional characters, white space kept.

    >>> print(visible("a\u202eb\n\x07"))
    a\u202eb
    \x07
    """
    return _INVISIBLE.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


def one_line(text: str) -> str:
    r"""The same on one line: every run of white space is one blank.

    >>> one_line("median\n  PFS")
    'median PFS'
    """
    return safe(" ".join(text.split()))
