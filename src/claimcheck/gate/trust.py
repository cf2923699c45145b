"""What a change says about its own judgement: the decisions, settings and names that it brings along.

A change cannot wave itself through in silence. What it adds to the decisions, the baseline and the settings is listed
first on every run; where changes come from strangers (`--trust base`), all of it is taken from before the change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from claimcheck.config import FILE as SETTINGS
from claimcheck.config import Config, parse, resolve
from claimcheck.errors import ConfigError
from claimcheck.gate.change import Change, Text, text_at, text_of
from claimcheck.gate.repository import Repository
from claimcheck.joining import Decided
from claimcheck.model import Decision
from claimcheck.report.summary import count
from claimcheck.report.wording import pinned_fact
from claimcheck.store import baseline, decisions
from claimcheck.store.decisions import Judgements

FILES = (SETTINGS, "pyproject.toml")


def settings_before(revision: str, repository: Repository, folder: Path, start: Path) -> Config:
    """The configuration as it was in a commit; vocabulary files of the repository too, written to a folder.

    Raises:
        ConfigError: it could not be used then either.
    """
    then = text_at(repository, revision)

    def read(path: Path) -> str | None:
        inside = path.is_relative_to(repository.root)
        return then(path) if inside else text_of(path) if path.is_file() else None

    config = resolve(start, read=read).config
    packs = []
    for number, path in enumerate(config.vocabulary):
        text = then(path)
        if path.is_relative_to(repository.root) and text is None:
            raise ConfigError(f"{path}: the vocabulary file was not there before the change")
        place = folder / f"{number}-{path.name}" if text is not None else path
        if text is not None:
            place.write_text(text, "utf-8")
        packs.append(place)
    return replace(config, vocabulary=tuple(packs))


def decided_at(text: Text, root: Path) -> tuple[Decided, Judgements]:
    """The baseline and the decisions of one state, and all that stands in the file of decisions.

    Raises:
        ConfigError: a file that cannot be used.
    """
    entries = baseline.parse(text(root / baseline.FILE) or "")
    judgements = decisions.parse(text(root / decisions.FILE) or "")
    return (entries, judgements.decisions), judgements


def own_words(change: Change, config: Config, start: Path) -> Iterator[str]:
    """What a change adds that bears on its own judgement, a sentence each."""
    then = change.then
    if then is None:
        return
    (known, _), judgements = decided_at(change.now, config.root)
    (known_then, _), before = _or_nothing(then, config.root)
    for decision in judgements.decisions:
        if decision not in before.decisions:
            yield f"this change adds a decision: {_decision(decision)}"
    for pin in judgements.pins:
        if pin not in before.pins:
            yield f"this change adds a pin: {pinned_fact(pin)}: {pin.value}"
    lost = {decision.id for decision in before.decisions} - {decision.id for decision in judgements.decisions}
    if lost:
        yield f"this change takes {len(lost):,} of the decisions out"
    more = {entry.id for entry in known} - {entry.id for entry in known_then}
    if more:
        yield f"this change adds {count(len(more), 'conflict')} to the baseline"
    for path in _settings(change, config, start):
        yield f"this change alters the settings: {path}"


def _or_nothing(then: Text, root: Path) -> tuple[Decided, Judgements]:
    """What was decided before; a file that was broken then said nothing."""
    try:
        return decided_at(then, root)
    except ConfigError:
        return ((), ()), Judgements()


def _settings(change: Change, config: Config, start: Path) -> Iterator[str]:
    """The files of settings and names that are not what they were."""
    assert change.then is not None
    assert change.root is not None
    folders = [folder for folder in (start, *start.parents) if folder.is_relative_to(change.root)]
    for path in [folder / name for folder in folders for name in FILES]:
        now, then = change.now(path), change.then(path)
        if now != then and _table(now, path) != _table(then, path):
            yield path.relative_to(change.root).as_posix()
    for path in config.vocabulary:
        if path.is_relative_to(change.root) and change.now(path) != change.then(path):
            yield path.relative_to(change.root).as_posix()


def _table(text: str | None, path: Path) -> object:
    """What a file sets; a pyproject.toml may change for other tools."""
    try:
        return None if text is None else parse(text, path)
    except ConfigError:
        return text


def _decision(decision: Decision) -> str:
    by = f" ({decision.by})" if decision.by else ""
    return f"{decision.id} {decision.verdict.value}: {decision.reason}{by}"
