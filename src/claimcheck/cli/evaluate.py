"""`claimcheck evaluate`: how much of what a person labelled is read right."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.cli.console import put
from claimcheck.config import load

if TYPE_CHECKING:
    from claimcheck.engine import File
    from claimcheck.evaluate import Changes, Entry, Evaluation, Region

PATH = click.Path(path_type=Path)


@click.command("evaluate", short_help="Hold what is read against labels.")
@click.argument("gold", type=PATH)
@click.argument("paths", nargs=-1, type=PATH)
@click.option("--results", type=PATH, help="Take the claims of a finished scan: its output folder.")
@click.option("--against", type=PATH, help="Compare with an earlier run: its output folder, or this command's JSON.")
@click.option("--regions", type=PATH, help="Labelled stretches, one JSON object a line; precision is over these.")
@click.option("--ignore", metavar="METRIC,...", default="", help="Metrics that the labels leave out.")
@click.option("--misses", type=click.IntRange(min=0), default=0, help="List so many misses of each kind.  [default: 0]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
def command(
    gold: Path,
    paths: tuple[Path, ...],
    results: Path | None,
    against: Path | None,
    regions: Path | None,
    ignore: str,
    misses: int,
    form: str,
) -> None:
    """Hold what is read against the labels in GOLD.

    GOLD has one label a line, with start and end, or with quote and context. PATHS are the labelled documents or
    folders that hold them; without one, the nearest folder beside or above GOLD that has them all.
    """
    from claimcheck.evaluate import changes, read_regions, record
    from claimcheck.evaluate.as_text import render

    stretches = read_regions(regions) if regions else None
    run = _Run(gold, paths, stretches, tuple(name.strip() for name in ignore.split(",") if name.strip()))
    evaluation = run.of(results)
    compared: Changes | None = None
    if against is not None:
        compared = changes(run.earlier(against), record(evaluation))
    if form == "text":
        put(render(evaluation, compared, misses), exact=False)
        return
    data: dict[str, Any] = record(evaluation)
    if compared is not None:
        data["changes"] = compared.record()
    put(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


class _Run:
    """The labels with their documents, read once, held against one or two sets of claims."""

    def __init__(
        self, gold: Path, paths: tuple[Path, ...], regions: Sequence[Region] | None, ignore: tuple[str, ...]
    ) -> None:
        from claimcheck.evaluate import read_labels

        self.gold = gold
        self.paths = paths
        self.config = load()
        self.labels = read_labels(gold)
        self.regions = regions
        self.ignore = ignore
        self.texts: dict[str, str] = {}
        self.unread: dict[str, str] = {}

    def of(self, results: Path | None) -> Evaluation:
        """The figures of a finished scan, or of one made now."""
        from claimcheck.evaluate import read_claims, scan_labelled

        if results is not None:
            claims = read_claims(results)
            if self.paths or any(label.span is None for label in self.labels):
                self._read_texts()
            return self._score(claims)
        scanned = scan_labelled(self._files(), self.config)
        self.texts, self.unread = dict(scanned.texts), dict(scanned.unread)
        return replace(self._score(scanned.claims), seconds=scanned.seconds)

    def earlier(self, against: Path) -> dict[str, Any]:
        """The record of an earlier run; a results folder is scored now, against the texts as they are read now."""
        from claimcheck.evaluate import read_claims, read_record, record

        return record(self._score(read_claims(against))) if against.is_dir() else read_record(against)

    def _files(self) -> tuple[File, ...]:
        from claimcheck.evaluate import find_labelled

        files = find_labelled(self.gold, {label.document for label in self.labels}, self.paths, self.config)
        there = {file.path.name for file in files}
        self.labels = tuple(label for label in self.labels if label.document in there)
        return files

    def _read_texts(self) -> None:
        from claimcheck.evaluate import texts_of

        texts, unread = texts_of(self._files())
        self.texts, self.unread = dict(texts), dict(unread)

    def _score(self, claims: Sequence[Entry]) -> Evaluation:
        from claimcheck.evaluate import locate, score

        located, lost = locate(self.labels, self.texts)
        evaluation = score(located, claims, self.regions, self.ignore)
        return replace(evaluation, unlocated=lost, unread=self.unread)
