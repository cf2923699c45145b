"""What a person is told who looks for help, or asks for something that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import COMMANDS, cli

SENTENCE = "In PROFILE 1007, median PFS with crizotinib was {months} months.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents that differ, scanned."""
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    for name, months in (("a.md", "7.7"), ("b.md", "7.9")):
        (Path("sources") / name).write_text(SENTENCE.format(months=months), "utf-8")
    run("scan", "--quiet")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def conflict() -> str:
    found: str = json.loads(Path("reports/conflicts.json").read_text("utf-8"))["conflicts"][0]["id"]
    return found


@pytest.mark.parametrize("arguments", [[], ["decisions"], ["baseline"], ["vocabulary"], ["config"]])
def test_a_group_without_a_command_shows_its_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr == run(*arguments, "--help").stdout
    assert "\\b" not in result.stderr


@pytest.mark.parametrize(
    "name", ["", *(name for name in COMMANDS if isinstance(cli.get_command(click.Context(cli), name), click.Group))]
)
def test_the_list_of_commands_cuts_no_sentence(name: str) -> None:
    listed = run(*([name] if name else []), "--help").stdout.partition("Commands:\n")[2]
    assert listed
    assert "..." not in listed


def test_a_pin_takes_the_beginning_of_an_id_as_accept_does() -> None:
    assert "is pinned to 7.7 months" in run("pin", conflict()[:6], "7.7 months").stdout
    refused = run("pin", "zz", "7.7 months")
    assert refused.stderr == "error: no conflict of reports has the id 'zz'; `claimcheck scan` shows the ids\n"


def test_a_decision_that_replaces_another_says_which() -> None:
    assert run("accept", conflict(), "--verdict", "both-valid", "--reason", "two cuts").stdout.endswith("both-valid\n")
    again = run("accept", conflict(), "--verdict", "needs-source", "--reason", "unsure")
    assert again.stdout.endswith(": needs-source (instead of both-valid: two cuts)\n")


def test_a_decision_cannot_end_before_it_begins() -> None:
    refused = run("accept", conflict(), "--verdict", "both-valid", "--reason", "r", "--expires", "2020-01-01")
    assert refused.exit_code == 2
    assert "--expires is past" in refused.stderr
    assert not Path("claimcheck-decisions.toml").exists()


@pytest.mark.parametrize("what", ["status", "prune"])
def test_a_baseline_that_is_not_there_is_none_of_zero_conflicts(what: str) -> None:
    result = run("baseline", what)
    assert result.exit_code == 2
    assert "claimcheck-baseline.jsonl is not there; `claimcheck baseline create` writes it" in result.stderr


def test_no_decisions_are_said() -> None:
    assert run("decisions", "list").stdout == "no decisions\n"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (["--metric", "PFS"], True),
        (["--metric", "progression free"], True),
        (["--treatment", "Xalkori"], True),
        (["--study", "NCT00932893"], True),
        (["--metric", "OS"], False),
        (["--study", "PROFILE 1014"], False),
    ],
)
def test_facts_are_asked_for_in_any_spelling(filters: list[str], found: bool) -> None:
    result = run("facts", *filters)
    assert result.exit_code == 0
    assert ("7.7 months | 7.9 months" in result.stdout) == found
    assert (result.stdout == "no such facts\n") != found


def test_a_log_is_never_written_over_a_document() -> None:
    before = Path("sources/a.md").read_bytes()
    refused = run("export", "sources", "--xlsx", "sources/a.md")
    assert refused.exit_code == 2
    assert "name a file that ends in .xlsx" in refused.stderr
    assert Path("sources/a.md").read_bytes() == before
