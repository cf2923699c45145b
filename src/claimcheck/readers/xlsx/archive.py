"""The ZIP archive of a workbook, looked at before anything is unpacked, since openpyxl unpacks without bounds."""

from __future__ import annotations

import io
import zipfile

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status

MOST_PARTS = 10_000
LARGEST_PART = 50_000_000
"""Bytes of one part, unpacked: some ten seconds of reading."""
LARGEST = 300_000_000
"""Bytes of all parts, unpacked."""
RATIO = 200
"""Times its packed size that a part may unpack to, where that is more than `FREE`."""
FREE = 5_000_000
_ENCRYPTED = 0x1


def opened(data: bytes) -> zipfile.ZipFile:
    """The archive, where its directory promises no more than can be read.

    Raises:
        DocumentError: no archive, a part that is encrypted or stands in it twice, or more than the limits.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DocumentError(Status.UNREADABLE, f"a broken archive: {error}") from error
    parts = archive.infolist()
    if len({part.filename for part in parts}) < len(parts):
        raise DocumentError(Status.UNREADABLE, "a broken archive: two of its parts have one name")
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise DocumentError(Status.ENCRYPTED, "encrypted: save it without a password")
    if len(parts) > MOST_PARTS:
        raise DocumentError(Status.TOO_LARGE, f"an archive of {len(parts):,} parts; at most {MOST_PARTS:,} are read")
    parts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]  # no picture is ever opened
    for part in parts:
        if part.file_size > LARGEST_PART:
            raise DocumentError(Status.TOO_LARGE, f"{part.filename} {_unpacks(part.file_size, LARGEST_PART)}")
        if part.file_size > max(FREE, RATIO * part.compress_size):
            reason = f"{part.filename} unpacks to more than {RATIO} times its size, as only a bomb does"
            raise DocumentError(Status.TOO_LARGE, reason)
    total = sum(part.file_size for part in parts)
    if total > LARGEST:
        raise DocumentError(Status.TOO_LARGE, f"the file {_unpacks(total, LARGEST)}")
    return archive


def _unpacks(size: int, limit: int) -> str:
    return f"unpacks to {size / 1e6:,.0f} MB; at most {limit / 1e6:,.0f} MB are read"
