"""The settings there are: one field each, with what it may hold and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from claimcheck.config import kinds
from claimcheck.config.kinds import Kind
from claimcheck.mapping import SheetMapping
from claimcheck.model import Level

NEVER = "never"
FAIL_ON = (*(level.value for level in Level), NEVER)
"""What `fail_on` may say, from strict to lax."""
MAX_BYTES = 200_000_000
MAX_SECONDS = 600
TRACK_CHANGES = ("final", "original", "both")
"""What `track_changes` may say: insertions kept, deletions kept, or both."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What holds for each document: what readers are told beside the bytes of a file, and its limits."""

    track_changes: str = "final"
    """Which text of a document with tracked changes is read: one of `TRACK_CHANGES`."""
    sheets: tuple[SheetMapping, ...] = ()
    """What the columns of spreadsheets hold; the first that fits a sheet is taken."""
    max_bytes: int = MAX_BYTES
    """Size of the largest file that is read."""
    max_seconds: int = MAX_SECONDS
    """CPU time for one document, from reading it to the last claim; where the system has no such timer, unlimited."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of the configuration."""

    name: str
    kind: Kind
    help: str
    """What it is for, in a sentence or two."""
    default: Any
    """As `Config` has it."""


def _key(default: Any, kind: Kind, help: str) -> Any:  # noqa: A002 - as in click
    """A field of `Config` that a file can set; `help` is its documentation, here and wherever it is shown."""
    about = {"kind": kind, "help": help}
    if isinstance(default, dict):
        return field(default_factory=dict, hash=False, metadata=about)
    return field(default=default, metadata=about)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. Paths of a file are relative to the folder it stands in (`root`)."""

    root: Path = field(default_factory=Path.cwd)
    """Folder that document paths are relative to: that of the configuration file, else the current one."""
    sources: tuple[Path, ...] = _key(
        (Path("sources"),), kinds.READ_PATHS, "What is scanned where the command line names nothing."
    )
    output: Path = _key(Path("reports"), kinds.WRITTEN_PATH, "Folder for the result files.")  # noqa: RUF009 - a field
    exclude: tuple[str, ...] = _key(
        (),
        kinds.TEXTS,
        "Globs of what is left out: one without a slash fits any folder or file of that name, one with a slash fits a "
        "path from the folder of this file.",
    )
    gitignore: bool = _key(True, kinds.FLAG, "Whether what a .gitignore ignores is left out.")
    fail_on: str = _key(Level.ERROR.value, kinds.choice(*FAIL_ON), "Lowest level of a conflict that gives exit code 1.")
    vocabulary: tuple[Path, ...] = _key(
        (), kinds.READ_PATHS, "Vocabulary files of your own, added to the built-in ones."
    )
    strict: bool = _key(False, kinds.FLAG, "Whether a document that cannot be read gives exit code 4.")
    track_changes: str = _key(
        "final", kinds.choice(*TRACK_CHANGES), "Which text of a Word document with tracked changes is read."
    )
    max_bytes: int = _key(MAX_BYTES, kinds.NUMBER, "Size of the largest file that is read.")
    max_seconds: int = _key(MAX_SECONDS, kinds.NUMBER, "CPU time for one document.")
    select: tuple[str, ...] = _key(
        (), kinds.TEXTS, "Rules that run, instead of the usual ones: codes, beginnings of codes, names, ALL."
    )
    extend_select: tuple[str, ...] = _key((), kinds.TEXTS, "Rules that run beside them.")
    ignore: tuple[str, ...] = _key((), kinds.TEXTS, "Rules that do not run.")
    per_path_ignores: Mapping[str, tuple[str, ...]] = _key(
        {}, kinds.LISTS, "Glob of a document's path -> rules that report nothing about it."
    )
    inline_ignores: bool = _key(
        True, kinds.FLAG, "Whether comments such as <!-- claimcheck: ignore[V101] reason --> in documents hold."
    )
    authority: tuple[str, ...] = _key(
        (),
        kinds.TEXTS,
        "Globs of document paths, the most trusted first: which side of a conflict the order speaks for.",
    )
    reasons: tuple[str, ...] = _key(
        (), kinds.TEXTS, "Reasons that your team gives for its decisions, offered in the report beside the usual ones."
    )
    sheet: tuple[SheetMapping, ...] = _key((), kinds.SHEETS, "What the columns of spreadsheets hold.")
    cache: bool = _key(True, kinds.FLAG, "Whether what was read of a document is kept for the next run.")
    cache_dir: Path | None = _key(  # noqa: RUF009 - a field
        None,
        kinds.WRITTEN_PATH,
        "Where it is kept; by default .claimcheck_cache in the folder of this file, which a CI job reads and does not "
        "write.",
    )

    @property
    def read_options(self) -> ReadOptions:
        """The settings that readers get."""
        return ReadOptions(self.track_changes, self.sheet, self.max_bytes, self.max_seconds)


def settings() -> tuple[Setting, ...]:
    """Every key there is, in the order in which it is shown."""
    found = []
    for item in fields(Config):
        if item.metadata:
            default = item.default_factory() if item.default_factory is not MISSING else item.default
            found.append(Setting(item.name, item.metadata["kind"], item.metadata["help"], default))
    return tuple(found)


KEYS = tuple(setting.name for setting in settings())
