"""Paths -> files: what a scan reads, what it names as skipped, and what each document is called."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from claimcheck.config import Config
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Status


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, or one to name as skipped and never open."""

    path: Path
    name: str
    """What the document is called in every output: a POSIX path."""
    skip: Status | None = None
    reason: str | None = None


def find(paths: Sequence[Path], config: Config) -> tuple[File, ...]:
    """The files under the paths, sorted by name.

    Hidden files and what `exclude` names are left out unless a path names them itself. The output
    folder is left out too: a second run must not read the report of the first.

    Raises:
        ClaimcheckError: a path that does not exist.
    """
    found: dict[Path, File] = {}
    for given in paths:
        for path in _walk(given, config):
            place = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links that we name
            found.setdefault(place, _file(place, given, config.root))
    return tuple(sorted(_distinct(list(found.values()), config.root), key=lambda file: file.name))


def _walk(given: Path, config: Config) -> Iterator[Path]:
    try:
        mode = given.lstat().st_mode
    except OSError as error:
        raise ClaimcheckError(f"{given}: {error.strerror or error}; give a file or a folder that exists") from error
    if not stat.S_ISDIR(mode):
        yield given
        return
    output = config.output.resolve()
    for folder, names, files in os.walk(given, onerror=_refuse):
        names[:] = sorted(name for name in names if _wanted(Path(folder, name), config, output))
        for name in sorted(files):
            if _wanted(Path(folder, name), config, output):
                yield Path(folder, name)
        yield from (Path(folder, name) for name in names if Path(folder, name).is_symlink())


def _refuse(error: OSError) -> None:
    """A folder that may not be opened hides documents: that must not pass for a clean result."""
    raise ClaimcheckError(f"{error.filename}: {error.strerror}; let it be read or --exclude it") from error


def _wanted(path: Path, config: Config, output: Path) -> bool:
    if path.name.startswith(".") or path.resolve() == output:
        return False
    place = PurePosixPath(_relative(path, config.root) or path.as_posix())
    return not any(_fits(place, pattern) for pattern in config.exclude)


def _fits(path: PurePosixPath, pattern: str) -> bool:
    """Say whether an exclude glob names this path; `*` also crosses slashes.

    >>> _fits(PurePosixPath("a/drafts"), "drafts"), _fits(PurePosixPath("a/x.txt"), "b/*")
    (True, False)
    >>> _fits(PurePosixPath("a/b/x.txt"), "a/**/x.txt"), _fits(PurePosixPath("a/x.txt"), "a/**/x.txt")
    (True, True)
    """
    pattern = pattern.strip("/").removeprefix("**/")
    if "/" not in pattern:
        return fnmatchcase(path.name, pattern)
    return fnmatchcase(str(path), pattern) or fnmatchcase(str(path), pattern.replace("**/", ""))


def _file(path: Path, given: Path, root: Path) -> File:
    """Name a file and look at what it is, without following a link or opening it."""
    base = given if given.is_dir() else given.parent
    name = _relative(path, root) or _relative(path, base) or path.name
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return File(path, _plain(name), Status.SKIPPED_SYMLINK, "a symbolic link; give the path it points to")
    if not stat.S_ISREG(mode):
        return File(path, _plain(name), Status.UNSUPPORTED, "not a regular file")
    return File(path, _plain(name))


def _relative(path: Path, folder: Path) -> str | None:
    """The POSIX path from a folder, or None where the path lies outside it."""
    place, base = os.path.abspath(path), os.path.abspath(folder)  # noqa: PTH100 - see find()
    return Path(place).relative_to(base).as_posix() if Path(place).is_relative_to(base) else None


def _plain(name: str) -> str:
    """A name that can be written as UTF-8; bytes of it that are not become visible escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _distinct(files: list[File], root: Path) -> list[File]:
    """Give files of one name from different folders outside the root longer names, until no two are alike."""
    for length in range(2, max((len(file.path.parts) for file in files), default=0)):
        taken = Counter(file.name for file in files)
        files = [
            replace(file, name=_plain("/".join(file.path.parts[-length:])))
            if taken[file.name] > 1 and file.name.count("/") < length - 1 and _relative(file.path, root) is None
            else file
            for file in files
        ]
    return files
