"""What the columns of a sheet hold: the `[[sheet]]` tables of a configuration, and the layouts known without one."""

from __future__ import annotations

from claimcheck.mapping.known import known
from claimcheck.mapping.roles import ATTRIBUTES, ROLES, is_metric, split
from claimcheck.mapping.tables import Head, SheetMapping, check_metrics, from_tables, nearest

__all__ = [
    "ATTRIBUTES",
    "ROLES",
    "Head",
    "SheetMapping",
    "check_metrics",
    "from_tables",
    "is_metric",
    "known",
    "nearest",
    "split",
]
