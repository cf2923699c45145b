"""`claimcheck vocabulary`: check a pack of one's own, find what a corpus names beside it, look up what is known."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from claimcheck.cli.console import put, warn
from claimcheck.cli.options import PATHS
from claimcheck.config import load
from claimcheck.errors import ConfigError, ExitCode


@click.group(
    "vocabulary", short_help="Check, suggest and list names.", context_settings={"help_option_names": ["-h", "--help"]}
)
def command() -> None:
    """Check a vocabulary file, find unknown names in documents, list known ones."""


@command.command("check", short_help="Say what is wrong with a vocabulary file.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check_file(file: Path) -> int:
    """Say everything that is wrong with a vocabulary FILE, line by line.

    The other files that the configuration names count as known, as the built-in vocabulary does. Ends with 2 where
    anything is wrong.
    """
    from claimcheck.report.safe import safe
    from claimcheck.report.summary import count
    from claimcheck.vocabulary import load as load_vocabulary
    from claimcheck.vocabulary.checking import check

    others = tuple(path for path in load().vocabulary if path.resolve() != file.resolve())
    findings = check(file, load_vocabulary(others))
    for finding in findings:
        put(safe(f"{file}:{finding.line}: {finding.message}") + "\n", exact=False)
    if findings:
        put(f"{count(len(findings), 'fault')}\n", exact=False)
        return ExitCode.USAGE
    put(f"{file}: nothing wrong\n", exact=False)
    return ExitCode.OK


@command.command("suggest", short_help="List names that the vocabulary does not know.")
@PATHS
@click.option("--format", "kind", type=click.Choice(["table", "toml", "json"]), default="table", help="What to write.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Times that a name must stand.")
def suggest_names(paths: tuple[Path, ...], kind: str, least: int) -> int:
    """List the names under PATHS that look like a trial or a drug and that the vocabulary does not know.

    With how often and where each stands, and known names that are spelt much like it. `toml` is a pack to edit and
    paste from.
    """
    from claimcheck.model import Status
    from claimcheck.report.summary import READ, SKIPPED
    from claimcheck.scan import documents
    from claimcheck.suggest import as_toml, suggest
    from claimcheck.vocabulary import load as load_vocabulary

    config = load()
    found = [document for document in documents(paths, config) if document.status not in SKIPPED]
    for document in found:
        if document.status is not Status.OK:
            warn(document)
    made = [s for s in suggest(found, load_vocabulary(config.vocabulary)) if s.count >= least]
    if kind == "toml":
        put(as_toml(made))
    elif kind == "table" and not made:
        put("no unknown names\n", exact=False)
    else:
        columns = ("name", "label", "read", "count", "documents", "spellings", "near")
        rows = [(s.name, s.label, s.read, s.count, list(s.documents), list(s.spellings), list(s.near)) for s in made]
        _show(columns, rows, kind)
    return ExitCode.OK if any(document.status in READ for document in found) else ExitCode.UNREADABLE


@command.command("list", short_help="List the kinds of names, or those of a kind.")
@click.argument("label", required=False)
@click.option("--format", "kind", type=click.Choice(["table", "json"]), default="table", help="What to write.")
def list_entries(label: str | None, kind: str) -> int:
    """List the kinds of names that the vocabulary has, or the entries of one kind: LABEL, or `metric`."""
    from claimcheck.vocabulary import load as load_vocabulary
    from claimcheck.vocabulary.faults import nearest

    vocabulary = load_vocabulary(load().vocabulary)
    if label is None:
        counts = [
            ("metric", len(vocabulary.metrics)),
            *((name, len(terms)) for name, terms in vocabulary.terms.items()),
        ]
        _show(("label", "entries"), counts, kind)
        return ExitCode.OK
    if label == "metric":
        metrics = vocabulary.metrics.values()
        _show(("name", "aliases", "source"), [(m.id, list(m.aliases), m.source) for m in metrics], kind)
        return ExitCode.OK
    if label not in vocabulary.terms:
        raise ConfigError(f"no entries of [{label}]{nearest(label, ['metric', *vocabulary.terms])}")
    terms = vocabulary.of(label).values()
    _show(("name", "aliases", "source"), [(t.name, [*t.aliases, *t.registry], t.source) for t in terms], kind)
    return ExitCode.OK


def _show(columns: tuple[str, ...], rows: Sequence[tuple[object, ...]], kind: str) -> None:
    """Print rows as a table for a person, or as JSON with its lists kept."""
    import pandas as pd

    from claimcheck.report.tabular import FORMATS

    frame = pd.DataFrame(rows, columns=list(columns))
    if kind == "table":
        for column in columns:
            frame[column] = [", ".join(map(str, v)) if isinstance(v, list) else v for v in frame[column]]
    put(FORMATS[kind](frame).decode(), exact=kind != "table")
