"""Why a file of another kind is not read, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

ARCHIVES = frozenset(
    {".7z", ".bz2", ".cab", ".gz", ".iso", ".lz", ".lz4", ".lzma", ".rar", ".tar", ".tbz2", ".tgz", ".txz", ".xz",
     ".z", ".zip", ".zst"}
)  # fmt: skip
# Suffix of a format that is not read -> the suffix to save it under.
SAVE_AS: Mapping[str, str] = MappingProxyType(
    {
        ".doc": ".docx",
        ".docm": ".docx",
        ".odt": ".docx",
        ".rtf": ".docx",
        ".xls": ".xlsx",
        ".xlsb": ".xlsx",
        ".ods": ".xlsx",
    }
)
_PROGRAMS = {".docx": "a word processor", ".xlsx": "a spreadsheet program"}


def why_not(suffix: str, read: Iterable[str]) -> str:
    """The reason for the ledger.

    Args:
        suffix: the last suffix of the name, in lower case, with its point; empty where there is none.
        read: the suffixes that are read.

    >>> why_not(".zip", [".txt"])
    'an archive (.zip): unpack it and scan the folder'
    >>> why_not("", [".txt", ".md"])
    'a name without suffix is not read; read are .txt, .md'
    """
    if suffix in ARCHIVES:
        return f"an archive ({suffix}): unpack it and scan the folder"
    if suffix in SAVE_AS:
        better = SAVE_AS[suffix]
        return f"suffix {suffix} is not read; open it in {_PROGRAMS[better]} and save it as {better}"
    said = f"suffix {suffix}" if suffix else "a name without suffix"
    return f"{said} is not read; read are {', '.join(read)}"
