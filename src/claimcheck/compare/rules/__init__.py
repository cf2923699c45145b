"""The rules in the order in which they are checked: one file a rule, its docstring the manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claimcheck.compare.pairs import Corpus
from claimcheck.compare.rules import s101_scope_differs, v101_value_differs
from claimcheck.model import Conflict, Kind


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it is called, what kind of conflict it reports, and the function that looks for it."""

    code: str
    name: str
    kind: Kind
    check: Callable[[Corpus], Iterator[Conflict]]


RULES: tuple[Rule, ...] = (
    Rule(v101_value_differs.CODE, v101_value_differs.NAME, Kind.VALUE, v101_value_differs.check),
    Rule(s101_scope_differs.CODE, s101_scope_differs.NAME, Kind.SCOPE, s101_scope_differs.check),
)

__all__ = ["RULES", "Rule"]
