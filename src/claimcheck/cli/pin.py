"""`claimcheck pin`: record the right value of the fact that a conflict is about."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claimcheck.config import Config, load
from claimcheck.errors import ClaimcheckError, ConfigError, ExitCode

if TYPE_CHECKING:
    from claimcheck.model import Pin
    from claimcheck.vocabulary import Vocabulary

Record = Mapping[str, Any]


@click.command("pin", short_help="Record the right value of a fact.")
@click.argument("conflict")
@click.argument("value")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--reason", help="Why it is the right one: shown beside the conflict.")
@click.option("--by", help="Who says so.")
@click.option("--results", type=click.Path(path_type=Path), help="Folder of the last result.  [default: reports]")
def command(
    conflict: str, value: str, paths: tuple[Path, ...], reason: str | None, by: str | None, results: Path | None
) -> int:
    """Record VALUE as right for the fact that CONFLICT (an id) is about.

    VALUE has its unit: '19.3 months', '72%', 0.61, 2016-03. The conflict is looked up in the last result, or, where
    PATHS are given, in a scan of them. It is written to claimcheck-decisions.toml; the next scan reports every document
    that differs (V103), and says which side of a conflict the pin speaks for.
    """
    from claimcheck.store import decisions
    from claimcheck.vocabulary import load as load_vocabulary

    config = load()
    folder = results or config.output
    records, claims = _scanned(paths, config) if paths else _stored(folder)
    found = _found(conflict, records, " ".join(map(str, paths)) or str(folder))
    pin = _pin(found, claims, value, load_vocabulary(config.vocabulary), reason, by)
    path = config.root / decisions.FILE
    decisions.record(path, [pin])
    about = ", ".join(str(part) for part in pin.key.values())
    click.echo(f"{path.name}: {pin.metric.replace('_', ' ')} ({about}) is pinned to {pin.value}")
    return ExitCode.OK


def _scanned(paths: tuple[Path, ...], config: Config) -> tuple[list[Record], dict[str, Record]]:
    from claimcheck.report.records import claim_record, conflict_record
    from claimcheck.scan import scan

    result = scan(paths, config)
    claims = [claim_record(claim) for claim in result.claims]
    return [conflict_record(item) for item in result.conflicts], {str(claim["id"]): claim for claim in claims}


def _stored(folder: Path) -> tuple[list[Record], dict[str, Record]]:
    """The conflicts and the claims of a result folder."""
    try:
        conflicts = json.loads((folder / "conflicts.json").read_text("utf-8"))["conflicts"]
        lines = (folder / "claims.jsonl").read_text("utf-8").splitlines()
        claims = [json.loads(line) for line in lines]
        return conflicts, {claim["id"]: claim for claim in claims}
    except OSError as error:
        hint = "run `claimcheck scan` first, or name the paths to scan"
        raise ClaimcheckError(f"{error.filename}: {error.strerror or error}; {hint}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ClaimcheckError(f"{folder}: no result of `claimcheck scan`: {error}") from error


def _found(name: str, records: list[Record], where: str) -> Record:
    """The conflict of an id, or of its first letters where they fit one."""
    known = {str(record["id"]): record for record in records}
    fits = [name] if name in known else [key for key in known if name and key.startswith(name)]
    if len(fits) != 1:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "`claimcheck scan` shows the ids"
        what = f"{len(fits)} conflicts of {where} begin with" if fits else f"no conflict of {where} has the id"
        raise ClaimcheckError(f"{what} {name!r}; {hint}")
    return known[fits[0]]


def _pin(
    conflict: Record,
    claims: Mapping[str, Record],
    value: str,
    vocabulary: Vocabulary,
    reason: str | None,
    by: str | None,
) -> Pin:
    """The pin of the conflict's fact.

    Raises:
        ClaimcheckError: a conflict about no fact, or a value that the fact cannot have.
    """
    from claimcheck.compare.pins import read_value
    from claimcheck.model import Dimension, Pin

    metric = vocabulary.metrics.get(str(conflict["metric"]))
    stating = [claims[name] for name in conflict["claims"] if name in claims]
    if metric is None or not stating:
        raise ClaimcheckError(
            f"{conflict['id']} ({conflict['rule']}) is about a number of no named fact: nothing to pin"
        )
    unit = str(stating[0]["canonical_unit"])
    try:
        read_value(value, unit, metric, vocabulary)
    except ConfigError as error:
        raise ClaimcheckError(str(error)) from error
    known = vocabulary.units.get(unit)
    dimension = known.dimension if known else Dimension.DATE if unit == "date" else Dimension.NUMBER
    statistic = str(conflict["statistic"])
    if statistic == "point":
        statistic = metric.statistics.get(dimension, statistic)
    key = {part: tuple(said) if isinstance(said, list) else said for part, said in conflict["key"].items()}
    today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    return Pin(metric.id, statistic, key, value.strip(), reason, by, today)
