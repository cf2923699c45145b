"""What a run is set to: defaults, the nearest configuration file, `CLAIMCHECK_*`, the command line, in rising order.

A new setting is one field of `settings.Config`: file, environment, `config show` and the schema for editors follow.
"""

from claimcheck.config.kinds import Kind, Place
from claimcheck.config.load import FILE, Resolved, from_table, load, parse, resolve
from claimcheck.config.settings import (
    FAIL_ON,
    KEYS,
    MAX_BYTES,
    MAX_SECONDS,
    NEVER,
    TRACK_CHANGES,
    Config,
    ReadOptions,
    Setting,
    settings,
)

__all__ = [
    "FAIL_ON",
    "FILE",
    "KEYS",
    "MAX_BYTES",
    "MAX_SECONDS",
    "NEVER",
    "TRACK_CHANGES",
    "Config",
    "Kind",
    "Place",
    "ReadOptions",
    "Resolved",
    "Setting",
    "from_table",
    "load",
    "parse",
    "resolve",
    "settings",
]
