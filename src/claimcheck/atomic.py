"""The one place that writes files: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from claimcheck.errors import ClaimcheckError


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
    handle, name = tempfile.mkstemp(prefix=".claimcheck-", dir=path.parent)
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
