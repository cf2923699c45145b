"""The rules in the order in which they are checked: one file a rule, its docstring the manual page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import ModuleType
from typing import Generic, TypeVar

from claimcheck.compare.pairs import Corpus
from claimcheck.compare.paper import Paper
from claimcheck.compare.pins import Pinned
from claimcheck.compare.rules import (
    a101_percentage_of_count,
    a102_count_without_total,
    a103_share_of_size,
    a104_prevalence_of_counted,
    a105_mark_of_cell,
    a106_arms_and_total,
    a107_stated_change,
    a108_share_of_column,
    a201_responses_add_up,
    a202_survival_order,
    a203_rates_fall,
    a204_grades_nest,
    a205_whole_and_part,
    a206_arm_named_twice,
    c101_update_before_publication,
    c102_regular_before_accelerated,
    c103_approval_before_report,
    c104_after_own_date,
    c105_course_of_study,
    s101_scope_differs,
    t101_interval_order,
    t102_interval_symmetry,
    t103_p_of_interval,
    t104_significance,
    t105_interval_width,
    t106_interval_of_share,
    t107_test_statistic,
    t108_mean_of_items,
    t109_mean_and_spread,
    v101_value_differs,
    v102_abstract_differs,
    v103_pin_differs,
    v104_abstract_row_differs,
)
from claimcheck.model import Conflict, Kind

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """A rule: what it is called, what kind of conflict it reports, and the function that looks for it."""

    code: str
    name: str
    kind: Kind
    check: Callable[[Subject], Iterator[Conflict]]
    floor: Decimal
    """The share of its errors and warnings that must be real; a rule that falls below is demoted to notes."""
    default: bool
    """Whether it runs without being selected."""


def _rule(module: ModuleType) -> Rule[Subject]:
    """The rule that a module of this package holds: its `check` and its constants."""
    floor = Decimal(getattr(module, "FLOOR", "0.8"))
    return Rule(module.CODE, module.NAME, module.KIND, module.check, floor, getattr(module, "DEFAULT", True))


ACROSS: tuple[Rule[Corpus], ...] = (
    _rule(v101_value_differs),
    _rule(s101_scope_differs),
)
"""Rules that compare what all documents say."""

PINNED: tuple[Rule[Pinned], ...] = (_rule(v103_pin_differs),)
"""Rules that hold documents against what people pinned."""

INSIDE: tuple[Rule[Paper], ...] = (
    _rule(v102_abstract_differs),
    _rule(v104_abstract_row_differs),
    _rule(a101_percentage_of_count),
    _rule(a102_count_without_total),
    _rule(a103_share_of_size),
    _rule(a104_prevalence_of_counted),
    _rule(a105_mark_of_cell),
    _rule(a106_arms_and_total),
    _rule(a107_stated_change),
    _rule(a108_share_of_column),
    _rule(a201_responses_add_up),
    _rule(a202_survival_order),
    _rule(a203_rates_fall),
    _rule(a204_grades_nest),
    _rule(a205_whole_and_part),
    _rule(a206_arm_named_twice),
    _rule(t101_interval_order),
    _rule(t102_interval_symmetry),
    _rule(t103_p_of_interval),
    _rule(t104_significance),
    _rule(t105_interval_width),
    _rule(t106_interval_of_share),
    _rule(t107_test_statistic),
    _rule(t108_mean_of_items),
    _rule(t109_mean_and_spread),
    _rule(c101_update_before_publication),
    _rule(c102_regular_before_accelerated),
    _rule(c103_approval_before_report),
    _rule(c104_after_own_date),
    _rule(c105_course_of_study),
)
"""Rules that look at one document by itself."""

RULES: tuple[Rule[Corpus] | Rule[Pinned] | Rule[Paper], ...] = (*ACROSS, *PINNED, *INSIDE)
DEFAULT = frozenset(rule.code for rule in RULES if rule.default)
"""The codes of the rules that run where nothing is selected."""

__all__ = ["ACROSS", "DEFAULT", "INSIDE", "PINNED", "RULES", "Rule"]
