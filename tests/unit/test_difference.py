"""Two results held against each other, and the commands `diff` and `report`."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.unit.report.sample import CELL, NEWS, NOTE, RESULT, SCOPE, VALUE
from tests.unit.report.statuses import ACCEPTED

from claimcheck.atomic import write_bytes
from claimcheck.cli.app import cli
from claimcheck.difference import as_markdown, as_text, difference
from claimcheck.model import Conflict, Level, ScanResult, Side
from claimcheck.report import REPORTS

OTHER = replace(VALUE, id="k-other", sides=(VALUE.sides[0], Side(Decimal("19.4"), "19.4 months", ("c-updated",))))
RENAMED = replace(VALUE, id="k-renamed")
QUIETER = replace(VALUE, level=Level.NOTE)


def of(*conflicts: Conflict) -> ScanResult:
    return replace(RESULT, conflicts=conflicts)


@pytest.mark.parametrize(
    ("old", "new", "figures"),
    [
        (of(VALUE, SCOPE), of(VALUE, SCOPE), (0, 0, 0, 0, 2)),
        (of(), of(VALUE), (1, 0, 0, 0, 0)),
        (of(VALUE, NOTE), of(NOTE), (0, 1, 0, 0, 1)),
        (of(VALUE), of(OTHER), (0, 0, 1, 0, 0)),
        (of(VALUE), of(RENAMED), (0, 0, 0, 0, 1)),
        (of(VALUE), of(QUIETER), (0, 0, 0, 1, 0)),
        (of(VALUE, SCOPE), of(OTHER, NOTE), (1, 1, 1, 0, 0)),
    ],
)
def test_what_came_and_what_went(old: ScanResult, new: ScanResult, figures: tuple[int, ...]) -> None:
    found = difference(old, new)
    assert (len(found.new), len(found.resolved), len(found.changed), len(found.relevelled), found.same) == figures


def test_a_document_that_joins_is_named() -> None:
    moved = replace(CELL, document="sources/new.md")
    new = replace(RESULT, conflicts=(RENAMED,), claims=(*(c for c in RESULT.claims if c is not CELL), moved))
    (pair,) = difference(of(VALUE), new).changed
    assert (pair.joined, pair.left) == (("sources/new.md",), ())
    assert "19.2 months / 19.3 months; + sources/new.md\n" in as_text(difference(of(VALUE), new))


def test_what_grew_louder_is_fresh_and_what_was_accepted_is_not() -> None:
    assert list(difference(of(QUIETER), of(VALUE)).fresh()) == [VALUE]
    assert list(difference(of(VALUE), of(QUIETER)).fresh()) == []
    assert list(difference(of(), of(ACCEPTED)).fresh()) == []
    assert list(difference(of(VALUE), of(OTHER)).fresh()) == [OTHER]


def test_as_text_and_markdown() -> None:
    found = difference(of(VALUE, SCOPE), of(OTHER, NOTE))
    assert as_text(found) == (
        "new:\n"
        "  note V101 value-differs: objective response rate (rate) · PROFILE 1001 · crizotinib: 72% / 53%\n\n"
        "resolved:\n"
        "  warning S101 scope-differs: objective response rate (rate) · PROFILE 1001 · crizotinib: 72% / 53%\n\n"
        "other values or documents:\n"
        "  error V101 value-differs: progression free survival (median) · PROFILE 1001 · crizotinib · ROS1 cohort: "
        "19.2 months / 19.3 months -> 19.2 months / 19.4 months\n\n"
        "1 new, 1 resolved, 1 with other values or documents, 0 with another level, 0 as before\n"
    )
    assert as_markdown(found).count("\n| `") == 3


def folder(result: ScanResult, path: Path) -> str:
    write_bytes({path / str(REPORTS[name].filename): REPORTS[name].encode(result) for name in ("json", "claims")})
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize(
    ("old", "new", "arguments", "code"),
    [
        (of(VALUE), of(VALUE), [], 0),
        (of(), of(VALUE), [], 1),
        (of(), of(SCOPE), [], 0),
        (of(), of(SCOPE), ["--fail-on", "warning"], 1),
        (of(), of(VALUE), ["--fail-on", "never"], 0),
        (of(VALUE), of(), [], 0),
        (of(VALUE), of(OTHER), ["--format", "markdown"], 1),
        (of(), of(ACCEPTED), ["--format", "json"], 0),
    ],
)
def test_diff_exit_code(old: ScanResult, new: ScanResult, arguments: list[str], code: int, tmp_path: Path) -> None:
    result = run("diff", folder(old, tmp_path / "old"), folder(new, tmp_path / "new"), *arguments)
    assert result.exit_code == code, result.output


def test_diff_as_json(tmp_path: Path) -> None:
    result = run("diff", folder(of(VALUE), tmp_path / "a"), folder(of(OTHER), tmp_path / "b"), "--format", "json")
    (pair,) = json.loads(result.stdout)["changed"]
    assert (pair["before"]["id"], pair["now"]["id"]) == ("k-value", "k-other")


def test_diff_names_what_is_not_there(tmp_path: Path) -> None:
    result = run("diff", folder(of(), tmp_path / "a"), str(tmp_path / "nowhere"))
    assert result.exit_code == 2
    assert "nowhere: cannot be read: No such file or directory; give the folder of a finished scan" in result.stderr


def test_report_makes_any_format_of_a_folder(tmp_path: Path) -> None:
    results = folder(RESULT, tmp_path / "results")
    wanted = [argument for name in REPORTS for argument in ("--format", f"{name}:{tmp_path}/{name}")]
    result = run("report", results, *wanted)
    assert (result.exit_code, result.output) == (0, "")
    for name in ("json", "claims", "csv", "gitlab"):
        assert (tmp_path / name).read_bytes() == REPORTS[name].encode(RESULT)
    assert run("report", results).stdout == REPORTS["text"].render(RESULT)
    assert run("report", results, "--format", "json").stdout == REPORTS["json"].render(RESULT)
    assert NEWS in run("report", results, "--format", "github").stdout


def test_report_makes_the_four_files_anew(tmp_path: Path) -> None:
    result = run("report", folder(RESULT, tmp_path / "results"), "--output", str(tmp_path / "again"))
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in (tmp_path / "again").iterdir()) == [
        "claims.jsonl",
        "conflicts.json",
        "report.html",
        "results.sarif",
    ]
