"""`claimcheck gate`: what a change brings, held against the corpus; for CI, pull requests and commits."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.atomic import write_bytes
from claimcheck.cli.caching import cache_of
from claimcheck.cli.console import put, rule_pages, warn
from claimcheck.cli.formats import Wanted, format_option, printed, render
from claimcheck.cli.options import (
    COLOR,
    EXCLUDE,
    FAIL_ON_LEVEL,
    IGNORES,
    PATHS,
    QUIET,
    cache_options,
    given,
    rule_options,
)
from claimcheck.cli.scan import exit_code
from claimcheck.config import Config, load
from claimcheck.errors import ClaimcheckError, ExitCode
from claimcheck.gate import SCOPES
from claimcheck.report import REPORTS

if TYPE_CHECKING:
    from claimcheck.gate.change import Change
    from claimcheck.gate.verdict import Verdict

HEAD, BASE = "head", "base"


@click.command("gate")
@PATHS
@click.option("--since", metavar="REF", help="Look at what left this branch or commit.  [default: that of the CI job]")
@click.option("--staged", is_flag=True, help="Look at what the next commit brings.")
@click.option("--files-from", type=click.Path(path_type=Path, allow_dash=True), help="Look at the files of a list.")
@click.option("--scope", type=click.Choice(SCOPES), default="new", help="Which conflicts count.")
@click.option("--trust", type=click.Choice([HEAD, BASE]), default=HEAD, help="Whose decisions and settings hold.")
@format_option()
@FAIL_ON_LEVEL
@EXCLUDE
@rule_options
@IGNORES
@cache_options
@QUIET
@COLOR
def command(
    paths: tuple[Path, ...],
    since: str | None,
    staged: bool,
    files_from: Path | None,
    scope: str,
    trust: str,
    formats: Wanted,
    quiet: bool,
    color: str,
    **settings: Any,
) -> int:
    """Fail where a change contradicts the corpus, or itself.

    PATHS are the corpus: files and folders; without one, what the configuration names. Documents that were added or
    changed are held against all others; conflicts that were there before are counted, and do not fail.
    """
    if sum((since is not None, staged, files_from is not None)) > 1:
        raise click.UsageError("--since, --staged and --files-from exclude each other.")
    if trust == BASE and files_from is not None:
        raise click.UsageError("--trust base needs git: use it with --since or --staged.")
    with _settings(trust, since, staged) as found:
        config = replace(found, **given(settings))
        verdict, words = _look(paths, config, (since, staged, files_from), scope, trust)
    _report(verdict, words, formats, quiet=quiet, color=color)
    return _code(verdict, config)


def _look(
    paths: tuple[Path, ...], config: Config, how: tuple[str | None, bool, Path | None], scope: str, trust: str
) -> tuple[Verdict, list[str]]:
    """Look at the change; the words about what it decides about itself."""
    from claimcheck.gate.corpus import Shelf
    from claimcheck.gate.trust import decided_at, own_words
    from claimcheck.gate.verdict import look
    from claimcheck.gate.words import strangers
    from claimcheck.joining import Setup
    from claimcheck.scan import check_found, configured

    corpus = list(paths) or configured(config)
    with _change(how, corpus, config) as change, cache_of(config) as cache:
        words = [*strangers(change.strangers), *own_words(change, config, Path.cwd())]
        told, _ = decided_at(change.now, config.root)
        decided = told
        if trust == BASE and change.then is not None:
            decided, _ = decided_at(change.then, config.root)
            words.append("decisions, baseline and settings are those from before the change")
        distrusted = change.changed if trust == BASE else ()
        shelf = Shelf(Setup.of(config, cache), cache)
        verdict = look(change, config, decided, shelf, scope, complete=not paths, distrusted=distrusted)
        check_found(verdict.result.documents)
        words += verdict.own_ignores
    here = {decision.id for decision in told[1]}
    return replace(verdict, unmatched=tuple(item for item in verdict.unmatched if item.id in here)), words


def _change(
    how: tuple[str | None, bool, Path | None], corpus: Sequence[Path], config: Config
) -> AbstractContextManager[Change]:
    from claimcheck.gate import change
    from claimcheck.gate.base import base_of

    since, staged, files_from = how
    if staged:
        return change.staged(corpus, config)
    if files_from is not None:
        return change.listed(_names(files_from), corpus, config)
    return change.since(since or base_of(os.environ), corpus, config)


@contextmanager
def _settings(trust: str, since: str | None, staged: bool) -> Iterator[Config]:
    """The configuration as it is, or as it was before the change."""
    if trust == HEAD:
        yield load()
        return
    from claimcheck.gate.base import base_of
    from claimcheck.gate.repository import Repository
    from claimcheck.gate.trust import settings_before

    repository = Repository.at(Path.cwd())
    revision = repository.head() if staged else repository.merge_base(since or base_of(os.environ))
    with tempfile.TemporaryDirectory(prefix="claimcheck-") as folder:
        yield settings_before(revision, repository, Path(folder), Path.cwd())


def _names(source: Path) -> list[Path]:
    """The files of a list, one a line; blank lines and comments are passed over."""
    try:
        with click.open_file(str(source), encoding="utf-8", errors="surrogateescape") as opened:
            lines = opened.read().splitlines()
    except OSError as error:
        raise ClaimcheckError(f"{source}: cannot be read: {error.strerror or error}; give a list of files") from error
    return [Path(line) for line in lines if line.strip() and not line.startswith("#")]


def _report(verdict: Verdict, words: list[str], formats: Wanted, *, quiet: bool, color: str) -> None:
    """What the change says about itself first; then the conflicts; at the end what was looked at."""
    from claimcheck.gate.words import closing, hints, unmatched
    from claimcheck.report.safe import one_line

    last = closing(verdict)
    result = replace(verdict.result, notices=(*words, *hints(verdict), last))
    pages, added = rule_pages(), verdict.change.changed
    write_bytes(render(result, formats, pages, added=added))
    if shown := printed(formats):
        put(REPORTS[shown].render(result, pages, added))
    elif not quiet:
        _show(verdict, words, [*hints(verdict)], last, color)
    if shown or quiet:
        for word in (*words, last):
            click.echo(one_line(word), err=True)
        for item in verdict.unread:
            warn(item)
    for decision in verdict.unmatched:
        click.echo(f"error: {one_line(unmatched(decision))}", err=True)


def _show(verdict: Verdict, words: list[str], hints: list[str], last: str, color: str) -> None:
    """For a person: of the ledger only what concerns the change."""
    from claimcheck.report import as_text
    from claimcheck.report.safe import one_line
    from claimcheck.report.wording import attributed

    own = tuple(item for item in verdict.result.documents if item.path in verdict.change.changed)
    for word in words:
        click.echo(one_line(word))
    result = attributed(replace(verdict.result, documents=own), verdict.change.changed)
    put(as_text.draw(result, color, one_line(last)), exact=False)
    for hint in hints:
        click.echo(one_line(hint))
    sys.stdout.flush()


def _code(verdict: Verdict, config: Config) -> ExitCode:
    """Conflicts win over decisions that match nothing, and these over documents that could not be read."""
    code = exit_code(verdict.result, config)
    if code is ExitCode.CONFLICTS:
        return code
    if verdict.unmatched:
        return ExitCode.USAGE
    return ExitCode.UNREADABLE if verdict.unread else code
