"""What made a cache entry: this very code and data, and the libraries that read documents for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

READ_WITH = frozenset(
    {
        "bibtexparser", "charset_normalizer", "lxml", "markdown_it_py", "openpyxl", "pdfminer.six", "pdfplumber",
        "pypdfium2", "rapidfuzz", "rispy", "scipy", "spacy", "text2num",
    }
)  # fmt: skip
"""Distributions whose version may change what is read, as their folders are called."""


@cache
def version() -> str:
    """A hash that changes with every byte of the package and with the versions of what it reads with.

    The sources are read anew each time (10 ms): times and sizes of files say nothing after a checkout.
    """
    found = sha256(repr((sys.version_info[:2], sorted(_libraries()))).encode())
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*")):
        if path.suffix in (".py", ".toml"):
            found.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _libraries() -> Iterator[str]:
    """`spacy-3.8.2.dist-info`: their versions, without loading anything to ask for them."""
    for folder in map(Path, dict.fromkeys(sys.path)):
        if folder.is_dir():
            for entry in folder.iterdir():
                if entry.suffix == ".dist-info" and entry.name.partition("-")[0].lower() in READ_WITH:
                    yield entry.name
