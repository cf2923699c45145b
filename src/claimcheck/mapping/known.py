"""The layouts that are recognised by their heading row, from `known.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from claimcheck.mapping.tables import SheetMapping, from_tables

FILE = "known.toml"


@cache
def known() -> tuple[SheetMapping, ...]:
    """The built-in mappings, in the order in which they are tried; the file is read on first use."""
    text = resources.files(__package__).joinpath(FILE).read_text("utf-8")
    return from_tables(tomllib.loads(text)["sheet"], FILE)
