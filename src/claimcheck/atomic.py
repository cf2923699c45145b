"""The one place that writes files: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from claimcheck.errors import ClaimcheckError

_PREFIX, _SUFFIX = ".claimcheck-", ".unfinished"
_OLD = 60
"""Seconds after which no writer is still at work on a file."""


def write(texts: Mapping[Path, str]) -> None:
    """Write each text to its path as UTF-8. Folders are made; a file is replaced in one step.

    Raises:
        ClaimcheckError: a path that cannot be written.
    """
    write_bytes({path: text.encode("utf-8") for path, text in texts.items()})


def write_bytes(contents: Mapping[Path, bytes]) -> None:
    """The same for what is no text, such as a workbook."""
    for path, data in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        except OSError as error:
            raise ClaimcheckError(f"{path}: cannot be written: {error.strerror or error}") from error


def _replace(path: Path, data: bytes) -> None:
    """A reader sees the old file or the new one, also when the machine stops in between."""
    handle, name = tempfile.mkstemp(_SUFFIX, _PREFIX, path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())  # mkstemp makes a file that its owner alone can read
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def sweep(folder: Path) -> None:
    """Take away the unfinished files of writers that were killed: those that nobody has touched for a minute."""
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with suppress(OSError):
            if time.time() - path.lstat().st_mtime > _OLD and path.is_file():
                path.unlink()
