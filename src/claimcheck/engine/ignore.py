"""What the `.gitignore` files of a tree leave out.

One holds where it lies and below, whether or not git tracks the tree. Above the folder that is walked they hold up to
the root of its git work tree. What is set for one machine (`.git/info/exclude`, `core.excludesFile`) is not asked:
the same tree must give the same result everywhere.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pathspec import GitIgnoreSpec

NAME = ".gitignore"
_LARGEST = 1_000_000
"""Bytes of a file that is read; nobody writes a longer one by hand."""
_MOST_STARS = 3
"""A pattern with more `*` than this is passed over: matching backtracks over each, and the file may be a stranger's."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """The files that hold in a folder, the outermost first, each with the folder it lies in."""

    specs: tuple[tuple[Path, GitIgnoreSpec], ...] = ()

    def entering(self, folder: Path) -> Ignore:
        """What holds in a folder below: its own file, if it has one, beside those that hold here."""
        spec = _read(folder / NAME)
        return self if spec is None else Ignore((*self.specs, (folder, spec)))

    def leaves_out(self, path: Path, *, folder: bool) -> bool:
        """Whether a path is ignored: the innermost file that says anything of it decides, and in it the last line."""
        for base, spec in reversed(self.specs):
            said = spec.check_file(path.relative_to(base).as_posix() + "/" * folder).include
            if said is not None:
                return said
        return False


def above(folder: Path) -> Ignore:
    """What holds where a walk begins. Nothing, where that would leave out the folder itself: a path given wins."""
    roots = [parent for parent in (folder, *folder.parents) if os.path.lexists(parent / ".git")]
    ignore = Ignore()
    for parent in reversed(folder.parents):
        if roots and parent.is_relative_to(roots[0]):
            ignore = ignore.entering(parent)
    return Ignore() if ignore.leaves_out(folder, folder=True) else ignore


def _read(path: Path) -> GitIgnoreSpec | None:
    """The patterns of a file; a link is no such file to git either."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST:
            return None
        text = path.read_text("utf-8-sig", errors="surrogateescape")
    except OSError:
        return None
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return GitIgnoreSpec.from_lines([line for line in lines if _usable(line)])


def _usable(line: str) -> bool:
    """Whether git would take a line for a pattern, and whether it can be matched in bounded time."""
    if line.replace("**", "*").count("*") > _MOST_STARS:
        return False
    with suppress(ValueError):
        return bool(GitIgnoreSpec.from_lines([line]))
    return False
