"""Paths -> files: what a scan reads, what it names as skipped, and what each document is called."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from claimcheck.config import Config
from claimcheck.engine.ignore import above
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

    Hidden files, what `exclude` names and what a `.gitignore` ignores are left out unless a path names them itself.
    The output folder is left out too: a second run must not read the report of the first. A folder that cannot be
    opened hides documents, so it is named like a file that cannot be read.

    Raises:
        ClaimcheckError: a path that does not exist.
    """
    found: dict[Path, File] = {}
    for given in paths:
        for path, fault in _walk(given, config):
            place = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow the links that we name
            found.setdefault(place, _file(place, given, config.root, fault))
    return tuple(sorted(_distinct(list(found.values()), config.root), key=lambda file: file.name))


def named(places: Mapping[Path, Path], config: Config) -> tuple[File, ...]:
    """The same for files that another list names: each with the path given that covers it."""
    found = [_file(place, given, config.root) for place, given in places.items()]
    return tuple(sorted(_distinct(found, config.root), key=lambda file: file.name))


class Reach:
    """Which files a walk of the paths given would come upon, were they there; whatever a `.gitignore` says."""

    def __init__(self, paths: Sequence[Path], config: Config) -> None:
        """Args: paths: files and folders; config: what is left out of folders."""
        starts = [(given, Path(os.path.abspath(given))) for given in paths]  # noqa: PTH100 - see find()
        self._starts = [(given, start, _output_below(start, config)) for given, start in starts]
        self._config = config
        self._folders: dict[Path, Path | None] = {}

    def given(self, place: Path) -> Path | None:
        """The path given under which a file lies; None where none covers it."""
        folder = place.parent
        if folder not in self._folders:
            self._folders[folder] = self._covering(folder)
        inside = self._folders[folder] if _wanted(place, self._config) else None
        return inside or next((given for given, start, _ in self._starts if start == place), None)

    def _covering(self, folder: Path) -> Path | None:
        for given, start, output in self._starts:
            if folder == start or folder.is_relative_to(start):
                between = [folder, *folder.parents][: len(folder.parts) - len(start.parts)]
                if all(_wanted(path, self._config) and path != output for path in between):
                    return given
        return None


def _walk(given: Path, config: Config) -> Iterator[tuple[Path, OSError | None]]:
    """Paths to name, each with what kept it from being opened; on a stack, since folders nest deeper than Python."""
    try:
        mode = given.lstat().st_mode
    except OSError as error:
        raise ClaimcheckError(f"{given}: {error.strerror or error}; give a file or a folder that exists") from error
    if not stat.S_ISDIR(mode):
        yield given, None
        return
    start = Path(os.path.abspath(given))  # noqa: PTH100 - see find()
    output = _output_below(start, config)
    stack = [(start, above(start) if config.gitignore else None)]
    while stack:
        folder, ignore = stack.pop()
        ignore = ignore and ignore.entering(folder)
        try:
            with os.scandir(folder) as scanned:
                entries = list(scanned)
        except OSError as error:
            yield folder, error
            continue
        for entry in entries:
            path, is_folder = Path(entry.path), entry.is_dir(follow_symlinks=False)
            if not _wanted(path, config) or (ignore and ignore.leaves_out(path, folder=is_folder)):
                continue
            if not is_folder:
                yield path, None
            elif path != output:
                stack.append((path, ignore))


def _output_below(start: Path, config: Config) -> Path | None:
    """The output folder as the walk will meet it: links lead to where it begins, none is followed below."""
    real, output = start.resolve(), config.output.resolve()
    return start / output.relative_to(real) if output.is_relative_to(real) else None


def _wanted(path: Path, config: Config) -> bool:
    if path.name.startswith("."):
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


def _file(path: Path, given: Path, root: Path, fault: OSError | None = None) -> File:
    """Name a file and look at what it is, without following a link or opening it."""
    base = given if given.is_dir() else given.parent
    name = _plain(_relative(path, root) or _relative(path, base) or path.name)
    if fault is not None:
        reason = f"a folder that cannot be opened: {fault.strerror or fault}; let it be read or exclude it"
        return File(path, name, Status.UNREADABLE, reason)
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        return File(path, name, Status.UNREADABLE, f"cannot be opened: {error.strerror or error}")
    if stat.S_ISLNK(mode):
        return File(path, name, Status.SKIPPED_SYMLINK, "a symbolic link; give the path it points to")
    if not stat.S_ISREG(mode):
        return File(path, name, Status.UNSUPPORTED, "not a regular file")
    return File(path, name)


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
    return _numbered(files)


def _numbered(files: list[File]) -> list[File]:
    """Number those that are still alike: a name that spells out the escapes by which another one is shown."""
    taken: set[str] = set()
    named = []
    for file in sorted(files, key=lambda file: os.fsencode(file.path)):
        name, number = file.name, 1
        while name in taken:
            number += 1
            whole = PurePosixPath(file.name)
            name = whole.with_stem(f"{whole.stem} ({number})").as_posix()  # the suffix chooses the reader
        taken.add(name)
        named.append(replace(file, name=name))
    return named
