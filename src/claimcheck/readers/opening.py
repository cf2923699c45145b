"""A path -> its bytes, or why there are none. Nothing that could block or be swapped underneath is opened."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status

# Not every system has all of them. Without O_NONBLOCK a pipe that nobody writes to would hold the scan for ever.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def bytes_of(path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes.

    Raises:
        DocumentError: a link, a pipe or a device, a file that is too large, or one that cannot be opened or read.
    """
    try:
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            state = os.fstat(file.fileno())  # asked again: what was looked at before may be another file by now
            if not stat.S_ISREG(state.st_mode):
                raise DocumentError(Status.UNSUPPORTED, "not a regular file")
            # Not read where its size says enough, but a file may also grow meanwhile.
            data = b"" if state.st_size > limit else file.read(limit + 1)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise DocumentError(Status.SKIPPED_SYMLINK, "a symbolic link; give the path it points to") from error
        raise DocumentError(Status.UNREADABLE, f"cannot be opened: {error.strerror or error}") from error
    if max(state.st_size, len(data)) > limit:
        raise DocumentError(Status.TOO_LARGE, f"larger than {limit:,} bytes (max_bytes): split it, or allow more")
    return data
