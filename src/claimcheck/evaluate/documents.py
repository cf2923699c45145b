"""The documents that labels are about: where they stand, and what is read out of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from claimcheck.config import Config
from claimcheck.engine import File, find, serial
from claimcheck.errors import ClaimcheckError
from claimcheck.evaluate.entries import Entry, claim_entry, decode
from claimcheck.model import Document, Reading
from claimcheck.report.records import claim_record, encode
from claimcheck.report.summary import READ
from claimcheck.scan import process, read_file
from claimcheck.vocabulary import load as load_vocabulary

LEVELS = 3
"""How many folders are looked into, from that of the labels upwards; and the folders in each of them."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was read out of labelled documents."""

    claims: tuple[Entry, ...]
    texts: Mapping[str, str] = field(hash=False)
    """File name -> the text that spans point into."""
    unread: Mapping[str, str] = field(hash=False)
    """File name -> why the document could not be read."""
    seconds: float
    """CPU time."""


def find_labelled(gold: Path, names: Iterable[str], paths: Sequence[Path], config: Config) -> tuple[File, ...]:
    """The labelled documents under the paths; without a path, in a folder beside or above the labels.

    Raises:
        ClaimcheckError: none of them is there, or two have one name.
    """
    wanted = frozenset(names)
    if not paths:
        home = _home(gold, wanted)
        paths = [home / name for name in sorted(wanted)]
    files = [file for file in find(paths, config) if file.path.name in wanted]
    if not files:
        raise ClaimcheckError(f"{gold}: none of the documents it labels is under {', '.join(map(str, paths))}")
    seen: dict[str, Path] = {}
    for file in files:
        if other := seen.get(file.path.name):
            raise ClaimcheckError(f"{file.path.name}: two documents of this name, {other} and {file.path}; give one")
        seen[file.path.name] = file.path
    return tuple(files)


def scan_labelled(files: Sequence[File], config: Config) -> Scanned:
    """Read the documents and everything in them, in this process."""
    vocabulary = load_vocabulary(config.vocabulary)
    begun = time.process_time()
    readings = list(serial(partial(process, vocabulary=vocabulary), files))
    seconds = time.process_time() - begun
    documents = {file.path.name: reading.document for file, reading in zip(files, readings, strict=True)}
    return Scanned(
        claims=tuple(entry for reading in readings for entry in _entries(reading)),
        texts={name: document.text for name, document in documents.items() if document.status in READ},
        unread={name: _why(document) for name, document in documents.items() if document.status not in READ},
        seconds=seconds,
    )


def texts_of(files: Sequence[File]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The texts of the documents, and why others could not be read: all that finished results still need."""
    documents = {file.path.name: document for file, document in zip(files, map(read_file, files), strict=True)}
    texts = {name: document.text for name, document in documents.items() if document.status in READ}
    return texts, {name: _why(document) for name, document in documents.items() if name not in texts}


def _home(gold: Path, wanted: frozenset[str]) -> Path:
    """The nearest folder that holds every labelled document: that of the labels, then those in it, then upwards."""
    for level in gold.absolute().parents[:LEVELS]:
        for folder in (level, *_folders(level)):
            if all((folder / name).is_file() for name in wanted):
                # As given, where that says the same: names in the output then look as the user wrote them.
                return Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
    raise ClaimcheckError(f"{gold}: no folder beside or above it holds all {len(wanted)} labelled documents; give PATH")


def _folders(folder: Path) -> list[Path]:
    """The folders in a folder; one that may not be opened holds nothing for us."""
    try:
        return sorted(Path(entry) for entry in os.scandir(folder) if entry.is_dir() and os.access(entry, os.X_OK))
    except OSError:
        return []


def _entries(reading: Reading) -> list[Entry]:
    """The claims as a results file would have them."""
    lines = [decode(encode(claim_record(claim)).decode()) for claim in reading.claims]
    return [claim_entry(line, reading.document.path) for line in lines]


def _why(document: Document) -> str:
    return f"{document.status.value}: {document.reason}" if document.reason else document.status.value
