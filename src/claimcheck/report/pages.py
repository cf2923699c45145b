"""What a rule says of itself: its docstring, cut into the parts that reports and `explain` show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import cleandoc


@dataclass(frozen=True, slots=True)
class RulePage:
    """The manual page of a rule."""

    code: str
    name: str
    summary: str
    """The first sentence of the docstring, on one line."""
    text: str
    """The whole docstring, indentation removed."""


def page_of(code: str, name: str, check: Callable[..., object]) -> RulePage:
    """Read the manual page out of the function that checks the rule."""
    text = cleandoc(check.__doc__ or "")
    summary = " ".join(text.partition("\n\n")[0].split())
    return RulePage(code, name, summary, text)
