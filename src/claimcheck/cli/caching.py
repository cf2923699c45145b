"""What the commands that scan share: where what was read is kept, and whether it may be written."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.config import Config

if TYPE_CHECKING:
    from claimcheck.store.cache import Cache


def cache_of(config: Config) -> AbstractContextManager[Cache]:
    """The cache of a configuration, open.

    In a CI job (`CI` is set) the usual folder is read where it is there, and not written: a job changes nothing in the
    tree that it checks, unless it is told a folder for it.
    """
    from claimcheck.joining import cached_by
    from claimcheck.store.cache import opened

    told = config.cache_dir is not None
    folder = cache_folder(config) if config.cache else None
    return opened(folder, cached_by(config), write=told or not in_ci())


def cache_folder(config: Config) -> Path:
    """Where the cache of a configuration lies."""
    from claimcheck.store.cache import FOLDER

    return config.cache_dir or config.root / FOLDER


def in_ci() -> bool:
    """Whether this is a job of a CI service; all of them say so."""
    return os.environ.get("CI", "").casefold() not in ("", "0", "false")
