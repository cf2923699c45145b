"""What git knows, asked of the program itself: names end with NUL, nothing is written, every fault says what to do."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import ClaimcheckError

FETCH = (
    "fetch the whole history (GitHub: `fetch-depth: 0` for actions/checkout; GitLab: `GIT_DEPTH: 0`; elsewhere "
    "`git fetch --unshallow`)"
)
_LINK, _MODULE = "120000", "160000"


class GitError(ClaimcheckError):
    """Git is not there, or does not have what the gate needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a commit or of the index."""

    path: Path
    mode: str
    blob: str

    @property
    def link(self) -> bool:
        """Whether it is a symbolic link."""
        return self.mode == _LINK


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that differs between two states: what it was, and what it is; None where it was not there."""

    path: Path
    before: Entry | None
    after: Entry | None


@dataclass(frozen=True, slots=True)
class Repository:
    """A work tree."""

    root: Path

    @classmethod
    def at(cls, folder: Path) -> Repository:
        """The work tree that a folder lies in.

        Raises:
            GitError: none does, or git is not installed.
        """
        found = git(folder, "rev-parse", "--show-toplevel")
        if found.returncode:
            said = found.stderr.decode(errors="replace").strip()
            if "not a git repository" in said:
                said = f"{folder} is in no git repository"
            raise GitError(f"{said}; run the gate in one, or say what changed with --files-from")
        top = Path(os.fsdecode(found.stdout.rstrip(b"\n"))).resolve()
        # As the folder is called here: git follows the links on the way to it.
        return cls(next((way for way in (folder, *folder.parents) if way.resolve() == top), top))

    def commit(self, name: str) -> str | None:
        """The hash of a commit, or None where there is none of that name."""
        if name.startswith("-"):
            return None
        found = git(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return found.stdout.decode().strip() or None

    def merge_base(self, name: str) -> str:
        """The commit at which the work tree's branch left another.

        Raises:
            GitError: no such branch, or no such commit, with what to fetch.
        """
        if self.commit("HEAD") is None:
            raise GitError("no commit yet: there is nothing that could have changed; use --staged for the first one")
        if self.commit(name) is None:
            raise GitError(f"{name} is not in this repository: {FETCH}, or name another commit with --since")
        found = git(self.root, "merge-base", name, "HEAD")
        if found.returncode:
            cut = self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"
            why = f" in this shallow clone: {FETCH}" if cut else ": name another commit with --since"
            raise GitError(f"{name} and HEAD have no commit in common{why}")
        return found.stdout.decode().strip()

    def differences(self, base: str, *, staged: bool) -> list[Difference]:
        """What differs between a commit and HEAD or, where asked, the index. A file renamed is one gone and one new."""
        words = ["diff-index", "--cached"] if staged else ["diff-tree", "-r"]
        ends = [base] if staged else [base, "HEAD"]
        parts = self._ask(*words, "--raw", "-z", "--no-renames", "--abbrev=64", *ends).split(b"\0")
        found = []
        for at in range(0, len(parts) - 1, 2):
            old, new, before, after, _ = parts[at].decode().lstrip(":").split(" ")
            path = self._path(parts[at + 1])
            if before != after:
                found.append(Difference(path, _entry(path, old, before), _entry(path, new, after)))
        return found

    def index(self) -> list[Entry]:
        """The tracked files, as they stand in the index.

        Raises:
            GitError: a merge that is not finished.
        """
        found = []
        for line in self._names("ls-files", "--stage", "-z"):
            about, _, name = line.partition(b"\t")
            mode, blob, stage = about.decode().split(" ")
            if stage != "0":
                raise GitError(f"{os.fsdecode(name)}: a merge that is not finished; finish it first")
            if mode != _MODULE:
                found.append(Entry(self._path(name), mode, blob))
        return found

    def touched(self, against: str = "") -> set[Path]:
        """Tracked files whose work tree differs from a commit; from the index, where none is named."""
        words = ("diff", "--name-only", "-z", "--no-ext-diff", "--no-renames", "--no-relative", "--ignore-submodules")
        return {self._path(name) for name in self._names(*words, *([against] if against else []))}

    def untracked(self) -> set[Path]:
        """Files that git neither tracks nor ignores."""
        return {self._path(name) for name in self._names("ls-files", "--others", "--exclude-standard", "-z")}

    def head(self) -> str:
        """HEAD, or the empty tree before the first commit."""
        return self.commit("HEAD") or self._ask("hash-object", "-t", "tree", "--stdin").decode().strip()

    def blob(self, revision: str, path: Path) -> bytes | None:
        """A file as it was in a revision (empty for the index), or None where it was not there."""
        if not path.is_relative_to(self.root):
            return None
        found = git(self.root, "cat-file", "blob", f"{revision}:{path.relative_to(self.root).as_posix()}")
        return None if found.returncode else found.stdout

    def blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        """The contents of blobs, in order."""
        if not names:
            return
        out = self._ask("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        at = 0
        for name in names:
            line, _, _ = out[at : at + 200].partition(b"\n")
            if not line[-1:].isdigit():
                raise GitError(f"git has lost the object {name}: {FETCH}")
            start = at + len(line) + 1
            at = start + int(line.split()[-1]) + 1
            yield out[start : at - 1]

    def _names(self, *words: str) -> list[bytes]:
        return [name for name in self._ask(*words).split(b"\0") if name]

    def _path(self, name: bytes) -> Path:
        return self.root / os.fsdecode(name)

    def _ask(self, *words: str, given: bytes = b"") -> bytes:
        found = git(self.root, *words, given=given)
        if found.returncode:
            raise GitError(f"git {words[0]} failed: {found.stderr.decode(errors='replace').strip()}")
        return found.stdout


def _entry(path: Path, mode: str, blob: str) -> Entry | None:
    return None if mode in ("000000", _MODULE, _LINK) else Entry(path, mode, blob)


def git(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git. It must not take locks, since a job may run beside another, nor ask anybody anything.

    Raises:
        GitError: it is not installed.
    """
    quiet = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-c", "core.quotePath=false", *words]
    try:
        return subprocess.run(  # noqa: S603 - a fixed program, and no shell
            command, cwd=folder, input=given, capture_output=True, check=False, env={**os.environ, **quiet}
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed; --files-from says what changed without it") from error
