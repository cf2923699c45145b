"""`claimcheck config`: each setting with its origin, and the schema as it ships."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.config import KEYS
from claimcheck.schemas import schema

FILE = """
sources = ["a", "b/c"]
max_bytes = 5
per_path_ignores = { "x/*" = ["V101"] }
[[sheet]]
columns = { Trial = "study" }
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with a configuration."""
    monkeypatch.chdir(tmp_path)
    Path("claimcheck.toml").write_text(FILE, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["config", *arguments])


def test_what_is_shown_is_a_configuration_with_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_FAIL_ON", "note")
    result = run("show")
    assert result.exit_code == 0, result.output
    lines = {line.split(" = ")[0]: line for line in result.stdout.splitlines()}
    assert lines["sources"] == 'sources = ["a", "b/c"]  # claimcheck.toml'
    assert lines["fail_on"] == 'fail_on = "note"  # CLAIMCHECK_FAIL_ON'
    assert lines["strict"] == "strict = false  # default"
    shown = tomllib.loads(result.stdout)
    unset = [line.split()[1] for line in result.stdout.splitlines() if line.endswith(" is not set")]
    assert unset == ["cache_dir"]
    assert [*shown] == [key for key in KEYS if key not in unset]
    written = tomllib.loads(FILE)
    assert {**shown["sheet"][0]} == {"files": "*", **written["sheet"][0]}
    assert (shown["max_bytes"], shown["per_path_ignores"]) == (5, written["per_path_ignores"])


def test_json_names_the_whole_path_of_a_file(folder: Path) -> None:
    shown = json.loads(run("show", "--format", "json").stdout)
    assert shown["root"] == str(folder)
    assert shown["settings"]["max_bytes"] == {"value": 5, "origin": str(folder / "claimcheck.toml")}
    assert shown["settings"]["output"] == {"value": "reports", "origin": "default"}


def test_the_schema_is_the_one_that_ships() -> None:
    assert json.loads(run("schema").stdout) == schema("config")


def test_an_unknown_variable_is_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMCHECK_STRICKT", "1")
    result = run("show")
    assert result.exit_code == 2
    assert (
        result.stderr == "error: unknown environment variable CLAIMCHECK_STRICKT; did you mean 'CLAIMCHECK_STRICT'?\n"
    )
