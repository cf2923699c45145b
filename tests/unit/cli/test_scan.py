"""`claimcheck scan`: the four files, the exit codes of the contract, and bad input."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.report import REPORTS

FILES = ["claims.jsonl", "conflicts.json", "report.html", "results.sarif"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["scan", *arguments])


def sources(*values: str, **others: str) -> None:
    """Documents with one value each, and others by name: `x__png="..."` is x.png."""
    texts = {f"{number}.txt": f"PFS {value} months\n" for number, value in enumerate(values)}
    Path("sources").mkdir(exist_ok=True)
    for name, text in (texts | others).items():
        Path("sources", name.replace("__", ".")).write_text(text, "utf-8")


def test_without_arguments_sources_is_scanned_into_reports() -> None:
    sources("19.2", "19.3")
    result = scan()
    assert result.exit_code == 1
    assert sorted(path.name for path in Path("reports").iterdir()) == FILES
    assert [line.split()[0] for line in result.stdout.splitlines()[1:3]] == ["19.2", "19.3"]
    assert result.stdout.splitlines()[-1] == "scanned 2 documents, 2 claims, 1 conflict, 0 numbers not bound"
    assert result.stderr == ""


def test_a_second_run_writes_the_same_bytes_and_does_not_read_the_first() -> None:
    sources("19.2", "19.3")
    scan(".", "--output", "out")
    before = {path.name: path.read_bytes() for path in Path("out").iterdir()}
    scan(".", "--output", "out", "--quiet")
    assert {path.name: path.read_bytes() for path in Path("out").iterdir()} == before
    assert len(json.loads(before["conflicts.json"])["documents"]) == 2


NOTE, WARNING, ERROR, AGREES = ("18.0", "19.1"), ("18.0", "19.2"), ("18.0", "19.3"), ("18.0", "18.0")


@pytest.mark.parametrize(
    ("values", "others", "arguments", "code"),
    [
        (AGREES, {}, [], 0),
        (NOTE, {}, [], 0),
        (WARNING, {}, [], 0),
        (ERROR, {}, [], 1),
        (WARNING, {}, ["--fail-on", "warning"], 1),
        (NOTE, {}, ["--fail-on", "warning"], 0),
        (NOTE, {}, ["--fail-on", "note"], 1),
        (ERROR, {}, ["--fail-on", "note"], 1),
        (ERROR, {}, ["--fail-on", "never"], 0),
        (AGREES, {"x__locked": ""}, [], 0),
        (AGREES, {"x__locked": ""}, ["--strict"], 4),
        (AGREES, {"x__txt": "BOOM"}, ["--strict"], 4),
        (AGREES, {"x__png": ""}, ["--strict"], 0),
        (ERROR, {"x__locked": ""}, ["--strict"], 1),
        (ERROR, {"x__locked": ""}, ["--strict", "--fail-on", "never"], 4),
        ((), {"x__locked": ""}, [], 4),
        ((), {"x__locked": "", "y__txt": "BOOM"}, ["--fail-on", "never"], 4),
        ((), {"x__png": ""}, [], 3),
        ((), {}, [], 3),
        (AGREES, {}, ["nowhere"], 2),
        (AGREES, {}, ["sources", "nowhere"], 2),
        (AGREES, {}, ["--fail-on", "loud"], 2),
        (AGREES, {}, ["--no-such-flag"], 2),
        (AGREES, {}, ["--format", "pdf"], 2),
        (ERROR, {"x__txt": "STOP"}, [], 130),
    ],
)
def test_exit_code(values: tuple[str, ...], others: dict[str, str], arguments: list[str], code: int) -> None:
    sources(*values, **others)
    result = scan(*arguments)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if not report.binary])
@pytest.mark.parametrize(("values", "code"), [(AGREES, 0), (ERROR, 1)])
def test_the_format_changes_neither_exit_code_nor_files(name: str, values: tuple[str, ...], code: int) -> None:
    sources(*values)
    result = scan("--format", name, "--format", f"{name}:extra/a:b.out")
    assert result.exit_code == code
    assert result.stdout == Path("extra/a:b.out").read_text("utf-8")
    assert sorted(path.name for path in Path("reports").iterdir()) == FILES


def test_machine_output_is_the_file_and_nothing_else() -> None:
    sources("19.2", "19.3", x__locked="")
    result = scan("--format", "json")
    assert result.stdout_bytes == Path("reports/conflicts.json").read_bytes()
    assert result.stderr == "warning: sources/x.locked: encrypted: needs a password\n"


def test_two_formats_cannot_share_standard_output() -> None:
    sources("19.2")
    result = scan("--format", "json", "--format", "sarif")
    assert result.exit_code == 2
    assert "only one can go to standard output, not json and sarif" in result.stderr


def test_quiet_prints_nothing_but_what_could_not_be_read() -> None:
    sources("19.2", "19.3")
    assert scan("--quiet").output == ""
    sources(x__locked="")
    assert scan("--quiet").output == "warning: sources/x.locked: encrypted: needs a password\n"


def test_an_interrupted_scan_writes_what_was_finished() -> None:
    sources("19.2", x__txt="STOP", y__txt="PFS 19.3 months\n")
    result = scan()
    assert result.stderr == "error: interrupted; what was finished is written\n"
    statuses = [item["status"] for item in json.loads(Path("reports/conflicts.json").read_text())["documents"]]
    assert statuses == ["ok", "out_of_time", "out_of_time"]


def test_a_bad_document_does_not_hide_the_others() -> None:
    sources("19.2", "19.3", x__txt="BOOM")
    result = scan()
    assert result.exit_code == 1
    assert "sources/x.txt: crashed: a fault of the program: ValueError: no such \\x1b[31mfrob" in result.stdout
    assert len(Path("reports/claims.jsonl").read_text().splitlines()) == 2


def test_a_file_that_cannot_be_read_is_said_on_the_terminal() -> None:
    sources("19.2", "19.2")
    os.mkfifo("sources/pipe.txt")
    Path("sources/x.locked").write_text("", "utf-8")
    result = scan()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "sources/x.locked: encrypted: needs a password",
        "sources/pipe.txt: unsupported: not a regular file",
        "scanned 3 documents (1 not read), 2 claims, 0 conflicts, 0 numbers not bound",
    ]
    assert scan("--strict").exit_code == 4


def test_exclude_of_a_pyproject_and_gitignore_are_respected() -> None:
    sources("18.0", "18.0", drafts__txt="PFS 19.3 months\n", old__txt="PFS 19.3 months\n")
    Path("pyproject.toml").write_text('[tool.claimcheck]\nexclude = ["drafts.txt"]\n')
    Path("sources/.gitignore").write_text("old.*\n")
    assert scan().exit_code == 0
    assert scan("--no-gitignore").exit_code == 1
    assert scan("sources", "sources/old.txt").exit_code == 1
    Path("pyproject.toml").write_text('[tool.claimcheck]\nexclude = ["drafts.txt"]\ngitignore = false\n')
    assert scan().exit_code == 1
    assert scan("--gitignore").exit_code == 0


def test_the_command_line_wins_over_the_file_and_the_file_over_the_defaults() -> None:
    sources("18.0", "19.2", drafts__txt="PFS 19.3 months\n")
    Path("claimcheck.toml").write_text('fail_on = "warning"\nexclude = ["drafts.txt"]\noutput = "own"\n')
    assert scan().exit_code == 1
    assert scan("--fail-on", "error").exit_code == 0
    assert scan("--fail-on", "error", "--exclude", "none").exit_code == 1
    assert scan("--output", "other").exit_code == 1
    there = sorted(path.name for path in Path().iterdir() if path.name != ".claimcheck_cache")
    assert there == ["claimcheck.toml", "other", "own", "sources"]


def test_paths_are_relative_to_the_folder_of_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    sources("18.0", "19.2")
    Path("claimcheck.toml").touch()
    monkeypatch.chdir("sources")
    scan("0.txt", "--output", "../out")
    assert json.loads(Path("../out/claims.jsonl").read_text())["document"] == "sources/0.txt"


def test_a_wrong_configuration_is_named() -> None:
    sources("18.0")
    Path("claimcheck.toml").write_text("failon = 1\n")
    result = scan()
    assert result.exit_code == 2
    assert result.stderr.endswith("claimcheck.toml: unknown key 'failon'; did you mean 'fail_on'?\n")
    assert result.stderr.startswith("error: ")


def test_an_output_folder_that_is_a_file() -> None:
    sources("18.0")
    Path("out").touch()
    result = scan("--output", "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: out/claims.jsonl: cannot be written: ")


def test_a_fault_of_the_program_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("first line\n::error::second \x1b[2J")

    sources("18.0")
    monkeypatch.setattr(sys.modules["claimcheck.compare"], "compare", broken)
    monkeypatch.delenv("CLAIMCHECK_DEBUG", raising=False)
    result = scan()
    assert result.exit_code == 2
    assert result.stderr == (
        "error: a fault of the program: RuntimeError: first line\n: :error: :second \\x1b[2J "
        "(CLAIMCHECK_DEBUG=1 shows where)\n"
    )
    monkeypatch.setenv("CLAIMCHECK_DEBUG", "1")
    assert isinstance(scan().exception, RuntimeError)


@pytest.mark.parametrize("command", ["scan", "text", "quantities", "explain"])
def test_every_command_has_help_that_names_every_option(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    known = cli.get_command(click.Context(cli), command)
    assert known is not None
    assert known.help
    for option in (parameter for parameter in known.params if isinstance(parameter, click.Option)):
        assert option.help
        assert option.opts[0] in result.output


def test_against_an_older_result_the_report_says_what_is_new_and_the_exit_code_does_not_change() -> None:
    sources("19.2", "19.2")
    scan("--output", "old")
    sources("19.2", "19.3")
    assert scan("--against", "old").exit_code == scan().exit_code == 1
    scan("--against", "old")
    text = Path("reports/report.html").read_text("utf-8")
    assert "<code>old</code>" in text
    assert "new since" in text
    again = scan("--against", "reports/conflicts.json", "--output", "again")
    assert again.exit_code == 1
    assert "same as before" in Path("again/report.html").read_text("utf-8")


def test_an_older_result_that_is_none_is_said_before_the_scan() -> None:
    sources("19.2")
    result = scan("--against", "nowhere.json")
    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr
    assert not Path("reports").exists()
