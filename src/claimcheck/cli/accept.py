"""`claimcheck accept`: record what a person decided about a conflict."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from claimcheck.cli.decided import conflict_of, scanned, seen
from claimcheck.config import Config, load
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Conflict, Decision, ScanResult, Verdict
from claimcheck.report.safe import one_line


@click.command("accept", short_help="Record a decision about conflicts.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--verdict", type=click.Choice([verdict.value for verdict in Verdict]), required=True, help="What it is.")
@click.option("--reason", required=True, help="Why, for those who read it later.")
@click.option("--document", help="Of wrong-in: the document that is wrong.")
@click.option("--value", help="The right value, with its unit.")
@click.option("--by", help="Who decides.  [default: user.name of git]")
@click.option("--expires", metavar="DAY", help="The last day on which it holds, such as 2027-03-31.")
@click.option(
    "--scan", "paths", type=click.Path(path_type=Path), multiple=True, help="The corpus, where not configured."
)
def command(
    ids: tuple[str, ...],
    verdict: str,
    reason: str,
    document: str | None,
    value: str | None,
    by: str | None,
    expires: str | None,
    paths: tuple[Path, ...],
) -> None:
    """Record a decision about the conflicts of these IDs in claimcheck-decisions.toml.

    A decided conflict does not fail a scan or the gate. It is decided for these values of these documents: where one
    changes, the conflict is a new one.
    """
    from claimcheck.store.decisions import FILE, record
    from claimcheck.store.decisions import load as load_decisions
    from claimcheck.store.plain import today

    if not reason.strip():
        raise click.UsageError("--reason must say why.")
    config = load()
    result = scanned(paths, config)
    conflicts = [conflict_of(name, result) for name in ids]
    decisions = [
        Decision(
            id=conflict.id,
            verdict=Verdict(verdict),
            reason=reason,
            by=by or _user(config.root),
            on=today().isoformat(),
            expires=_day(expires),
            document=_document(document, verdict, conflict, result),
            value=value,
            saw=seen(conflict, result),
        )
        for conflict in conflicts
    ]
    before = {decision.id: decision for decision in load_decisions(config.root / FILE).decisions}
    record(config.root / FILE, decisions)
    for conflict in conflicts:
        old = before.get(conflict.id)
        instead = f" (instead of {old.verdict.value}: {old.reason})" if old else ""
        click.echo(one_line(f"{conflict.id} {conflict.rule} {conflict.name}: {verdict}{instead}"))
    _merge_well(config)


def _document(name: str | None, verdict: str, conflict: Conflict, result: ScanResult) -> str | None:
    """The document as the conflict has it: by its path or its identity."""
    if name is None:
        if verdict == Verdict.WRONG_IN:
            raise click.UsageError("--verdict wrong-in needs --document, the one that is wrong.")
        return None
    there = seen(conflict, result)
    known = {item.path: item.path for item in result.documents if item.identity in there} | {key: key for key in there}
    if name not in known:
        raise ClaimcheckError(f"{name}: not a document of {conflict.id}; there are {', '.join(sorted(known))}")
    return name


def _day(text: str | None) -> str | None:
    from claimcheck.store.plain import today

    if text is None:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(f"--expires must be a day such as 2027-03-31, not {text!r}.") from error
    if day < today():
        raise click.UsageError(f"--expires is past: a decision that holds until {day} would decide nothing.")
    return day.isoformat()


def _user(folder: Path) -> str | None:
    """Who git says it is."""
    return _git(folder, "config", "user.name").strip() or None


def _merge_well(config: Config) -> None:
    """See to it that git merges two decisions that were added apart; say so, since it is the user's file."""
    from claimcheck.atomic import write
    from claimcheck.recipes import GIT_LINES, missing_line
    from claimcheck.store.decisions import FILE

    said = _git(config.root, "check-attr", "merge", "--", FILE)
    if not said or said.strip().endswith(": union"):
        return
    path, line = config.root / ".gitattributes", GIT_LINES[".gitattributes"]
    if (text := missing_line(path, line)) is not None:
        write({path: text})
        click.echo(f"added to {path.name}: {line} (commit it with the decisions)")


def _git(folder: Path, *words: str) -> str:
    """What git says, or nothing where it is not there or has nothing to say."""
    from claimcheck.gate.repository import GitError, git

    try:
        found = git(folder, *words)
    except GitError:
        return ""
    return found.stdout.decode("utf-8", "replace") if found.returncode == 0 else ""
