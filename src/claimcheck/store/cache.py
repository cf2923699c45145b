"""The cache of what was read: one SQLite file in `.claimcheck_cache/`, so that only changed documents are read again.

An entry is found by what it was made of: the bytes of the document and its name, the code and data of claimcheck, the
vocabulary, the rules and the settings of readers. Times of files take no part. It holds text of the documents. Whatever
is wrong with the file or an entry is a miss, never an error: it is then read anew.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from claimcheck.store.version import version

if TYPE_CHECKING:
    from claimcheck.model import Checked
    from claimcheck.store.wire import Body, Head, Standing, Works
    from claimcheck.vocabulary import Vocabulary

FOLDER = ".claimcheck_cache"
FILE = "documents-3.sqlite3"
"""The number is that of the tables below."""
TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of claimcheck; see https://bford.info/cachedir/\n"
KEPT_DAYS = 60
"""An entry that no run asked for in so many days is dropped."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS documents "
    "(key TEXT PRIMARY KEY, head BLOB, body BLOB, works BLOB, source BLOB, day INTEGER) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS standings (key TEXT PRIMARY KEY, body BLOB, day INTEGER) WITHOUT ROWID",
)
_SUM = 8
Noun = TypeVar("Noun")


class Cache:
    """What was read before. Without a folder it holds what is read in this run, and forgets it."""

    def __init__(self, folder: Path | None = None, settings: Iterable[str] = (), *, write: bool = True) -> None:
        """Open it.

        Args:
            folder: where its file is or will be; None for none.
            settings: everything beside code and bytes that an entry depends on.
            write: whether new entries are kept; without, the folder is read and not touched.
        """
        self._settings = sha256(repr((version(), *settings)).encode("utf-8", "backslashreplace"))
        self._day = datetime.datetime.now(datetime.UTC).date().toordinal()
        self._asked: set[str] = set()
        self._folder = folder
        self._kept = _opened(folder) if folder is not None and write else None
        self._old = _opened(folder, write=False) if folder is not None and self._kept is None else None
        self._own = self._kept or _memory()

    def key(self, name: str, digest: bytes) -> str:
        """What an entry is found by.

        Args:
            name: the document's path in results.
            digest: the SHA-256 of its bytes.
        """
        made = self._settings.copy()
        made.update(digest + name.encode("utf-8", "backslashreplace"))
        return made.hexdigest()

    def head(self, key: str) -> Head | None:
        """What every comparison asks of a document, if it was read before."""
        from claimcheck.store.wire import read_head

        return self._found("documents", "head", key, read_head)

    def body(self, key: str) -> Body | None:
        """Its claims."""
        from claimcheck.store.wire import read_body

        return self._found("documents", "body", key, read_body)

    def works(self, key: str) -> Works | None:
        """The works that it cites."""
        from claimcheck.store.wire import read_works

        return self._found("documents", "works", key, read_works)

    def get(self, key: str) -> Checked | None:
        """The whole document, if it was read before."""
        from claimcheck.store.wire import read_source, unpack

        head, body, works = self.head(key), self.body(key), self.works(key)
        text = self._found("documents", "source", key, read_source)
        if head is None or body is None or works is None or text is None:
            return None
        return unpack(head, body, works, text)

    def put(self, key: str, checked: Checked) -> None:
        """Keep a document."""
        from claimcheck.store.wire import pack

        self._keep("documents", key, pack(checked))

    def standing(self, keys: Iterable[str]) -> Standing | None:
        """What comparing exactly these documents brought, if it was done before."""
        from claimcheck.store.wire import read_standing

        return self._found("standings", "body", self._all(keys), read_standing)

    def put_standing(self, keys: Iterable[str], found: Standing) -> None:
        """Keep what comparing these documents brought (`wire.standing`)."""
        from claimcheck.store.wire import pack_standing

        self._keep("standings", self._all(keys), (pack_standing(found),))

    def vocabulary(self, paths: Sequence[Path], load: Callable[[], Vocabulary]) -> Vocabulary:
        """The vocabulary with the packs of some files: parsing it takes eight times as long as having it from here.

        Raises:
            VocabularyError: a file that cannot be used; it was not kept.
        """
        from claimcheck.store.wire import pack_vocabulary, read_vocabulary

        key = self._all(["vocabulary", *map(str, paths)])
        known = self._found("standings", "body", key, read_vocabulary)
        if known is None:
            known = load()
            self._keep("standings", key, (pack_vocabulary(known),))
        return known

    def close(self) -> None:
        """Note what was asked for, and drop what nobody asks for any more."""
        if self._kept is not None:
            with suppress(sqlite3.Error, UnicodeDecodeError), self._kept:
                self._kept.executemany(
                    "UPDATE documents SET day = ? WHERE key = ? AND day < ?",
                    [(self._day, key, self._day) for key in sorted(self._asked)],
                )
                for table in ("documents", "standings"):
                    self._kept.execute(f"DELETE FROM {table} WHERE day < ?", (self._day - KEPT_DAYS,))  # noqa: S608 - one of ours
        for connection in (self._own, self._old):
            if connection is not None:
                connection.close()

    def _all(self, keys: Iterable[str]) -> str:
        return sha256("\n".join(sorted(keys)).encode()).hexdigest()

    def _found(self, table: str, column: str, key: str, read: Callable[[bytes], Noun]) -> Noun | None:
        from msgspec import MsgspecError

        for connection in (self._own, self._old):
            if connection is None:
                continue
            try:
                row = connection.execute(f"SELECT {column} FROM {table} WHERE key = ?", (key,)).fetchone()  # noqa: S608
                if row is not None and _sum(key, row[0][_SUM:]) == row[0][:_SUM]:
                    self._asked.add(key)
                    return read(row[0][_SUM:])
            except (sqlite3.Error, UnicodeDecodeError) as error:
                if connection is self._own:
                    self._anew(error)
            except (MsgspecError, KeyError, TypeError):
                continue
        return None

    def _keep(self, table: str, key: str, blobs: tuple[bytes, ...]) -> None:
        marks = ", ".join("?" * (len(blobs) + 2))
        values = (key, *(_sum(key, blob) + blob for blob in blobs), self._day)
        try:
            with self._own:
                self._own.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608
        except (sqlite3.Error, UnicodeDecodeError) as error:
            self._anew(error)
            self._own.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", values)  # noqa: S608

    def _anew(self, error: Exception) -> None:
        """Throw a damaged file away; go on without one where it cannot be used, as on a full disk."""
        self._own.close()
        if self._folder is not None and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                (self._folder / FILE).unlink()
        self._own, self._kept = _memory(), None


@contextmanager
def opened(folder: Path | None, settings: Iterable[str], *, write: bool = True) -> Iterator[Cache]:
    """A cache that is closed at the end."""
    cache = Cache(folder, settings, write=write)
    try:
        yield cache
    finally:
        cache.close()


def clear(folder: Path) -> int:
    """Remove what a cache has written and its folder, if nothing else lies in it; the number of bytes freed."""
    freed = 0
    for path in (*sorted(folder.glob("documents-*.sqlite3*")), folder / ".gitignore", folder / "CACHEDIR.TAG"):
        with suppress(FileNotFoundError):
            freed += path.stat().st_size
            path.unlink()
    with suppress(OSError):
        folder.rmdir()
    return freed


def _sum(key: str, data: bytes) -> bytes:
    """Of a blob under its key: damage may put one in the place of another."""
    return blake2b(data, digest_size=_SUM, key=key.encode()[:64]).digest()


def _memory() -> sqlite3.Connection:
    return _made(sqlite3.connect(":memory:"))


def _made(connection: sqlite3.Connection) -> sqlite3.Connection:
    for table in _TABLES:
        connection.execute(table)
    return connection


def _opened(folder: Path, *, write: bool = True) -> sqlite3.Connection | None:
    """The file of a folder; one that is no database is made anew, one that cannot be used is none."""
    path = folder / FILE
    for attempt in range(2):
        try:
            if not write:
                return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
            _mark(folder)
            connection = sqlite3.connect(path, timeout=30)
            connection.execute("PRAGMA synchronous = OFF")  # a lost entry is a miss, and each has its sum
            return _made(connection)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # damage may show in the names of tables
            if isinstance(error, sqlite3.OperationalError) or not write or attempt:
                return None
            with suppress(OSError):
                path.unlink()
        except OSError:
            return None
    return None


def _mark(folder: Path) -> None:
    """Make the folder, and say to git and to backups what it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((".gitignore", "# Made by claimcheck.\n*\n"), ("CACHEDIR.TAG", TAG)):
        if not (folder / name).exists():
            (folder / name).write_text(text, "utf-8")
