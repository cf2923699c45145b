"""The files that `claimcheck init` writes, and those of the repository that make it an action and a hook."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from claimcheck.cli.app import COMMANDS, cli
from claimcheck.config import KEYS, Config, from_table
from claimcheck.recipes import SERVICES, UNKNOWN, commented, installed_from, recipes

ROOT = Path(__file__).resolve().parents[3]
SOURCE = "git+https://git.example.org/tools/claimcheck@0123abc"
FILES = {recipe.path: recipe.text for recipe in recipes(SERVICES, SOURCE)}
GITHUB, GITLAB, HOOKS = ".github/workflows/claimcheck.yml", ".gitlab/claimcheck.yml", ".pre-commit-config.yaml"
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository, and the current folder."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def init(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["init", "--source", SOURCE, *arguments])


def written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def test_without_a_service_the_settings_and_the_lines_for_git_are_written(folder: Path) -> None:
    result = init()
    assert result.exit_code == 0
    assert set(written(folder)) == {"claimcheck.toml", ".gitattributes", ".gitignore"}
    assert result.stdout == (
        "wrote claimcheck.toml\n"
        "added to .gitattributes: claimcheck-decisions.toml merge=union\n"
        "added to .gitignore: .claimcheck_cache/\n"
    )


def test_everything_at_once_and_a_second_time_nothing(folder: Path) -> None:
    services = [argument for name in SERVICES for argument in ("--ci", name)]
    init(*services)
    first = written(folder)
    assert set(first) == set(FILES)
    result = init(*services)
    assert written(folder) == first
    assert [line.split()[0] for line in result.stdout.splitlines()[:6]] == ["kept"] * 6
    assert result.stdout.endswith(f"\nAdd to {HOOKS}:\n\n{FILES[HOOKS]}")


def test_what_is_there_is_left_alone_and_lines_are_added_to_it(folder: Path) -> None:
    (folder / ".gitignore").write_text("*.tmp")
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n")
    (folder / "claimcheck.toml").write_text('fail_on = "note"\n')
    assert "kept claimcheck.toml: it is there; --force replaces it\n" in init("--ci", "pre-commit").stdout
    assert (folder / ".gitignore").read_text() == "*.tmp\n.claimcheck_cache/\n"
    assert (folder / "claimcheck.toml").read_text() == 'fail_on = "note"\n'
    init("--ci", "pre-commit", "--force")
    assert (folder / "claimcheck.toml").read_text() == FILES["claimcheck.toml"]
    assert (folder / ".pre-commit-config.yaml").read_text() == "repos: []\n"


def test_settings_of_a_pyproject_are_not_hidden(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.claimcheck]\nfail_on = "note"\n')
    assert init("--force").stdout.startswith("kept pyproject.toml: it has the settings")
    assert not (folder / "claimcheck.toml").exists()


def test_a_source_that_is_none_is_refused(folder: Path) -> None:
    result = CliRunner().invoke(cli, ["init", "--ci", "github", "--source", 'x"\n  - run: curl'])
    assert result.exit_code == 2
    assert set(written(folder)) == set()


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "warning: no .git here" in init("--ci", "github").stderr


def test_a_source_that_is_not_known_is_to_be_filled_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimcheck.cli.init.installed_from", lambda: UNKNOWN)
    result = CliRunner().invoke(cli, ["init", "--ci", "gitlab"])
    assert f"in place of {UNKNOWN}" in result.stdout
    assert UNKNOWN in (folder / GITLAB).read_text()


@pytest.mark.parametrize(
    ("record", "source"),
    [
        (
            {"url": "https://h/c.git", "vcs_info": {"vcs": "git", "commit_id": "ab" * 20}},
            f"git+https://h/c.git@{'ab' * 20}",
        ),
        ({"url": "file:///x", "vcs_info": {"vcs": "git", "commit_id": "ab" * 20}}, UNKNOWN),
        ({"url": "file:///x", "dir_info": {"editable": True}}, UNKNOWN),
        ({}, UNKNOWN),
    ],
)
def test_the_source_is_the_commit_that_was_installed(
    record: dict[str, Any], source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Installed:
        def read_text(self, name: str) -> str:
            assert name == "direct_url.json"
            return json.dumps(record)

    monkeypatch.setattr("claimcheck.recipes.metadata.distribution", lambda _: Installed())
    assert installed_from() == source


def test_every_setting_stands_in_the_commented_file_with_its_default(tmp_path: Path) -> None:
    path = tmp_path / "claimcheck.toml"
    assert tomllib.loads(commented()) == {}
    lines = [
        line.removeprefix("# ") for line in commented().splitlines() if re.match(r"# [a-z_]+ = (?!\"\.\.\.\")", line)
    ]
    assert {line.split(" = ")[0] for line in lines} <= set(KEYS)
    assert all(re.search(rf"(?m)^# {key} = ", commented()) for key in KEYS)
    loaded = from_table(tomllib.loads("\n".join(lines)), path)
    assert loaded == Config(root=tmp_path, sources=(tmp_path / "sources",), output=tmp_path / "reports")


def steps(path: str) -> list[dict[str, Any]]:
    """Every step of the workflow."""
    return [step for job in yaml.safe_load(FILES[path])["jobs"].values() for step in job["steps"]]


def test_the_workflow_pins_actions_gets_the_history_and_pastes_nothing_into_a_script() -> None:
    workflow = yaml.safe_load(FILES[GITHUB])
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["env"] == {"GATE_SOURCE": SOURCE, "CLAIMCHECK_CACHE_DIR": ".claimcheck_cache"}
    uses = [step["uses"] for step in steps(GITHUB) if "uses" in step]
    assert len(uses) == 7
    assert all(PINNED.fullmatch(name) for name in uses)
    assert all(re.search(r"@[0-9a-f]{40} # v\d", line) for line in FILES[GITHUB].splitlines() if "uses:" in line)
    gate = workflow["jobs"]["gate"]
    assert gate["steps"][0]["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert not any("${{" in step.get("run", "") for step in steps(GITHUB))
    assert not any("continue-on-error" in step for step in steps(GITHUB))


def test_gitlab_gets_the_history_and_both_reports() -> None:
    jobs = yaml.safe_load(FILES[GITLAB])
    common = jobs[".claimcheck"]
    cached = {"CLAIMCHECK_CACHE_DIR": ".claimcheck_cache"}
    assert common["variables"] == {"GATE_SOURCE": SOURCE, "GIT_DEPTH": "0", **cached}
    assert common["artifacts"]["when"] == "always"
    reports = common["artifacts"]["reports"]
    for job in ("claimcheck-gate", "claimcheck-corpus"):
        assert jobs[job]["extends"] == ".claimcheck"
        (script,) = jobs[job]["script"]
        assert f"--format gitlab:{reports['codequality']}" in script
        assert f"--format junit:{reports['junit']}" in script


def test_the_hook_of_a_repository_names_source_and_revision() -> None:
    (entry,) = yaml.safe_load(FILES[HOOKS])["repos"]
    assert entry == {
        "repo": "https://git.example.org/tools/claimcheck",
        "rev": "0123abc",
        "hooks": [{"id": "claimcheck"}],
    }


def command_lines() -> list[str]:
    """What the recipes run."""
    jobs = yaml.safe_load(FILES[GITLAB])
    scripts = [line for job in jobs.values() for line in job.get("script", [])]
    scripts += [step["run"] for step in steps(GITHUB) if "run" in step]
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return [line for line in (*scripts, hook["entry"]) if line.startswith("claimcheck ")]


@pytest.mark.parametrize("line", command_lines())
def test_the_recipes_run_commands_that_there_are(line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    if name == "gate" and name not in COMMANDS:
        pytest.skip("`claimcheck gate` is not there yet")
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    with command.make_context(name, arguments) as context:
        assert context.params["formats"] or name == "gate"


def test_the_action_keeps_the_schema_of_actions_and_needs_no_other() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    schema = json.loads((ROOT / "tests/schemas/github-action.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(action)
    assert action["runs"]["using"] == "composite"
    assert [set(step) & {"uses"} for step in action["runs"]["steps"]] == [set(), set()]
    assert not any("${{" in step["run"] for step in action["runs"]["steps"])


@pytest.mark.parametrize(
    ("variables", "arguments"),
    [
        (
            {"GATE_COMMAND": "gate", "GATE_SCOPE": "new", "GATE_TRUST": "base"},
            "gate {formats} --scope new --trust base {files} --",
        ),
        (
            {"GATE_COMMAND": "gate", "GATE_SCOPE": "all", "GATE_TRUST": "head", "GATE_SINCE": "v1; touch pwned"},
            "gate {formats} --scope all --since 'v1; touch pwned' {files} --",
        ),
        (
            {"GATE_COMMAND": "scan", "GATE_FAIL_ON": "note", "GATE_PATHS": "papers\n-x $(touch pwned)\n"},
            "scan {formats} --output out --fail-on note -- papers '-x $(touch pwned)'",
        ),
    ],
)
def test_the_script_of_the_action_passes_its_inputs_as_they_are(
    variables: dict[str, str], arguments: str, tmp_path: Path
) -> None:
    """The script itself, in bash, over a stand-in that prints its arguments."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    stand_in = tmp_path / "claimcheck/bin/claimcheck"
    stand_in.parent.mkdir(parents=True)
    stand_in.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps(sys.argv[1:]))\nsys.exit(1)\n")
    stand_in.chmod(0o755)
    summary = str(tmp_path / "summary")
    names = action["runs"]["steps"][1]["env"]
    environment = {**os.environ, **dict.fromkeys(names, ""), **variables}
    environment |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": summary, "GATE_REPORT": "out"}
    script = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action["runs"]["steps"][1]["run"]]
    done = subprocess.run(script, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    expected = arguments.format(
        formats=f"--format github --format markdown:{summary}",
        files="--format sarif:out/results.sarif --format html:out/report.html",
    )
    assert json.loads(done.stdout) == shlex.split(expected)
    assert not (tmp_path / "pwned").exists()
