"""`claimcheck decisions import` and `export`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.model import Decision, Verdict
from claimcheck.store.decisions import FILE, load, record

DOWNLOAD = {
    "schema_version": 1,
    "decisions": [
        {"id": "k1", "verdict": "both-valid", "reason": "two cuts", "by": "r.v.", "on": "2026-11-21"},
        {"id": "k2", "verdict": "both-valid", "reason": "r"},
    ],
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a download and the conflicts of a scan."""
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    Path("reports/conflicts.json").write_text('{"conflicts": [{"id": "k1"}], "resolved": [{"id": "k3"}]}')
    Path("claimcheck-decisions.json").write_text(json.dumps(DOWNLOAD))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["decisions", *arguments])


def test_a_download_is_imported_once() -> None:
    result = run("import", "claimcheck-decisions.json")
    assert result.exit_code == 0
    assert result.stdout == (
        "added: k1 both-valid (entry 1)\nclaimcheck-decisions.toml: 1 added, 0 replaced, 0 withdrawn, 0 unchanged\n"
    )
    assert result.stderr == ("warning: k2 both-valid (entry 2): no such conflict in reports/conflicts.json; left out\n")
    assert load(Path(FILE)).decisions == (Decision("k1", Verdict.BOTH_VALID, "two cuts", "r.v.", "2026-11-21"),)
    assert run("import", "claimcheck-decisions.json").stdout.endswith("0 added, 0 replaced, 0 withdrawn, 1 unchanged\n")


def test_decisions_about_what_was_not_found_come_in_where_that_is_wanted() -> None:
    Path("reports/conflicts.json").unlink()
    refused = run("import", "claimcheck-decisions.json")
    assert refused.exit_code == 2
    assert "conflicts.json is not there" in refused.stderr
    assert run("import", "claimcheck-decisions.json", "--all").exit_code == 0
    assert len(load(Path(FILE)).decisions) == 2


def test_one_fault_and_nothing_is_imported() -> None:
    broken = {**DOWNLOAD, "decisions": [*DOWNLOAD["decisions"], {"id": "k1"}]}  # type: ignore[misc]
    Path("d.json").write_text(json.dumps(broken))
    result = run("import", "d.json")
    assert result.exit_code == 2
    assert "entry 3: 'verdict' is missing or empty" in result.stderr
    assert not Path(FILE).exists()


@pytest.mark.parametrize(
    ("name", "said"), [("gone.json", "No such file"), ("a.txt", "give the .json"), ("latin.json", "not JSON")]
)
def test_files_that_are_none(name: str, said: str) -> None:
    Path("a.txt").touch()
    Path("latin.json").write_bytes(b"\xff")
    result = run("import", name)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_export_is_what_an_import_takes() -> None:
    decisions = [Decision("k1", Verdict.WRONG_IN, "=1+1", "r.v.", "2026-11-21", None, "a.pdf", "-3")]
    record(Path(FILE), decisions)
    assert run("export", "--output", "out/d.json").exit_code == 0
    Path(FILE).unlink()
    assert run("import", "out/d.json").exit_code == 0
    assert list(load(Path(FILE)).decisions) == decisions
    (row,) = csv.DictReader(StringIO(run("export", "--format", "csv").stdout))
    assert (row["id"], row["reason"], row["value"], row["expires"]) == ("k1", "'=1+1", "'-3", "")
