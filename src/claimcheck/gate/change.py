"""What a change brings: the documents as they are, the same as they were, and which of them differ."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.config import Config
from claimcheck.engine import File, Reach, find, named
from claimcheck.errors import ClaimcheckError
from claimcheck.gate.repository import Entry, GitError, Repository
from claimcheck.readers import READERS

SHOWN = 5
Text = Callable[[Path], str | None]
"""The text of a file of settings or decisions, or None where it is not there."""


def text_of(path: Path) -> str | None:
    """The text of a file of the work tree."""
    try:
        return _decoded(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ClaimcheckError(f"{path}: cannot be read: {error.strerror or error}") from error


def _decoded(data: bytes | None) -> str | None:
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClaimcheckError(f"a file of settings or decisions is not UTF-8: {error}") from error


def text_at(repository: Repository, revision: str) -> Text:
    """Texts as they stand in a commit; in the index, where the revision is empty."""
    return lambda path: _decoded(repository.blob(revision, path))


@dataclass(frozen=True, slots=True)
class Change:
    """Two states of a corpus."""

    after: tuple[File, ...]
    before: tuple[File, ...]
    added: tuple[str, ...]
    modified: tuple[str, ...]
    deleted: tuple[str, ...]
    since: str = ""
    """How the change is told, in words: `new since origin/main (1a2b3c4)`."""
    strangers: tuple[str, ...] = ()
    """Names of documents in a list that are neither there nor of the corpus."""
    root: Path | None = None
    """The work tree, where it is in one."""
    now: Text = text_of
    then: Text | None = None
    """Texts as they were before; None where nothing is known of it."""

    @property
    def changed(self) -> frozenset[str]:
        """The documents that it brings, new or in another form."""
        return frozenset((*self.added, *self.modified))


@contextmanager
def since(name: str, paths: Sequence[Path], config: Config) -> Iterator[Change]:
    """What HEAD has beyond the commit at which it left another branch.

    Raises:
        GitError: no such commit, or documents that are changed and not committed.
    """
    repository = Repository.at(config.root)
    base = repository.merge_base(name)
    _refuse_dirty(repository, paths, config)
    with _between(repository, base, paths, config, staged=False) as change:
        yield replace(change, since=f"since {name} ({base[:7]})")


@contextmanager
def staged(paths: Sequence[Path], config: Config) -> Iterator[Change]:
    """What the next commit would bring; unstaged edits and untracked files take no part."""
    repository = Repository.at(config.root)
    with _between(repository, repository.head(), paths, config, staged=True) as change:
        yield replace(change, since="staged for the next commit", now=text_at(repository, ""))


@contextmanager
def listed(names: Sequence[Path], paths: Sequence[Path], config: Config) -> Iterator[Change]:
    """What a list says; the documents that it names count as not there before."""
    places = {Path(os.path.abspath(name)) for name in names}  # noqa: PTH100 - a link is named, not followed
    reach = Reach(paths, config)
    covers = {place: reach.given(place) for place in places if readable(place)}
    files = find(paths, config)
    added = {file.name for file in files if Path(os.path.abspath(file.path)) in covers}  # noqa: PTH100
    gone = named({place: given for place, given in covers.items() if given and not os.path.lexists(place)}, config)
    yield Change(
        after=files,
        before=tuple(file for file in files if file.name not in added),
        added=tuple(sorted(added)),
        modified=(),
        deleted=tuple(file.name for file in gone),
        since="named in the list",
        strangers=tuple(sorted({str(name) for name in names if _astray(name, covers)})),
    )


@contextmanager
def _between(
    repository: Repository, base: str, paths: Sequence[Path], config: Config, *, staged: bool
) -> Iterator[Change]:
    """Two states of a repository; documents that lie in git alone are written to a folder for the while."""
    reach = Reach(paths, config)
    index = [entry for entry in repository.index() if reach.given(entry.path) is not None]
    differing = {
        item.path: item
        for item in repository.differences(base, staged=staged)
        if readable(item.path) and reach.given(item.path) is not None
    }
    covers = {path: reach.given(path) or path for path in (*differing, *(entry.path for entry in index))}
    for given in paths:
        if not os.path.lexists(given) and given not in covers.values():
            raise ClaimcheckError(f"{given}: no such file or folder; give one that exists")
        if not Path(os.path.abspath(given)).is_relative_to(repository.root):  # noqa: PTH100
            raise GitError(f"{given}: not in the repository {repository.root}; name what changed with --files-from")
    names = {file.path: file for file in named(covers, config)}
    edited = repository.touched() if staged else set()
    elsewhere = [entry for entry in index if not entry.link and (entry.path in edited or not entry.path.exists())]
    were = [item.before for item in differing.values() if item.before is not None]
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as folder:
        after = {entry.path: names[entry.path] for entry in index}
        after |= _written(repository, elsewhere, names, Path(folder) / "after")
        old = _written(repository, were, names, Path(folder) / "before")
        before = {path: file for path, file in after.items() if path not in differing} | old
        yield Change(
            after=tuple(sorted(after.values(), key=lambda file: file.name)),
            before=tuple(sorted(before.values(), key=lambda file: file.name)),
            added=tuple(sorted(names[path].name for path in differing if path in after and path not in before)),
            modified=tuple(sorted(names[path].name for path in differing if path in after and path in before)),
            deleted=tuple(sorted(names[path].name for path in differing if path not in after)),
            root=repository.root,
            then=text_at(repository, base),
        )


def _written(
    repository: Repository, entries: Sequence[Entry], names: Mapping[Path, File], folder: Path
) -> dict[Path, File]:
    """Write blobs to files, each named as the document that it is; only those that a reader would open."""
    wanted = [entry for entry in entries if readable(entry.path)]
    result = {}
    for number, data in enumerate(repository.blobs([entry.blob for entry in wanted])):
        path = wanted[number].path
        place = folder / f"{number}{path.suffix}"
        folder.mkdir(exist_ok=True)
        place.write_bytes(data)
        result[path] = replace(names[path], path=place, skip=None, reason=None)
    return result


def _refuse_dirty(repository: Repository, paths: Sequence[Path], config: Config) -> None:
    reach = Reach(paths, config)
    dirty = repository.touched("HEAD") | repository.untracked()
    found = sorted(path for path in dirty if readable(path) and reach.given(path) is not None)
    if not found:
        return
    shown = ", ".join(path.relative_to(repository.root).as_posix() for path in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise GitError(
        f"changed and not committed: {shown}{more}; commit or stash first, "
        "or use --staged to check what the next commit brings"
    )


def _astray(name: Path, covers: Mapping[Path, Path | None]) -> bool:
    place = Path(os.path.abspath(name))  # noqa: PTH100
    return place in covers and covers[place] is None and not os.path.lexists(place)


def readable(path: Path) -> bool:
    """Whether a file is a document, by its suffix."""
    return path.suffix.lower() in READERS
