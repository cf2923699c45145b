"""`claimcheck pin`: record the right value of the fact that a conflict is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.decided import conflict_of, scanned
from claimcheck.cli.options import PATHS
from claimcheck.config import load
from claimcheck.errors import ClaimcheckError, ConfigError, ExitCode

if TYPE_CHECKING:
    from claimcheck.model import Conflict, Pin, ScanResult
    from claimcheck.vocabulary import Vocabulary


@click.command("pin", short_help="Record the right value of a fact.")
@click.argument("conflict")
@click.argument("value")
@PATHS
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
    from claimcheck.report.wording import pinned_fact
    from claimcheck.store import decisions
    from claimcheck.store import results as stored
    from claimcheck.vocabulary import load as load_vocabulary

    config = load()
    folder = results or config.output
    result = scanned(paths, config) if paths else stored.load(folder)
    about = conflict_of(conflict, result, " ".join(map(str, paths)) or str(folder))
    pin = _pin(about, result, value, load_vocabulary(config.vocabulary), reason, by)
    path = config.root / decisions.FILE
    decisions.record(path, [pin])
    click.echo(f"{path.name}: {pinned_fact(pin)} is pinned to {pin.value}")
    return ExitCode.OK


def _pin(
    conflict: Conflict,
    result: ScanResult,
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
    from claimcheck.report.wording import by_id, known_claims
    from claimcheck.store.plain import today

    metric = vocabulary.metrics.get(conflict.metric)
    stating = known_claims(conflict, by_id(result))
    if metric is None or not stating:
        raise ClaimcheckError(f"{conflict.id} ({conflict.rule}) is about a number of no named fact: nothing to pin")
    unit = stating[0].canonical_unit
    try:
        read_value(value, unit, metric, vocabulary)
    except ConfigError as error:
        raise ClaimcheckError(str(error)) from error
    known = vocabulary.units.get(unit)
    dimension = known.dimension if known else Dimension.DATE if unit == "date" else Dimension.NUMBER
    statistic = conflict.statistic
    if statistic == "point":
        statistic = metric.statistics.get(dimension, statistic)
    return Pin(metric.id, statistic, conflict.key, value.strip(), reason, by, today().isoformat())
