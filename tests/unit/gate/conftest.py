"""A real git repository, and the program run in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli

SENTENCE = (
    "Median progression-free survival was {months} months (95% CI, 7.8 to 24.2) with crizotinib in the TRIAL-7 study."
)
CI = ("CI", "GITHUB_BASE_REF", "CI_MERGE_REQUEST_DIFF_BASE_SHA", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CHANGE_TARGET")


class Repository:
    """A work tree with documents under `corpus/`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *words: str) -> str:
        run = subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True, check=True)
        return run.stdout

    def write(self, name: str, months: str = "19.2", title: str = "A report", above: str = "", doi: str = "") -> Path:
        """A document that states one survival time."""
        path = self.root / "corpus" / name
        path.parent.mkdir(exist_ok=True)
        head = f"---\ndoi: {doi}\n---\n" if doi else ""
        path.write_text(f"{head}# {title}\n\n{above}{SENTENCE.format(months=months)}\n", "utf-8")
        return path

    def commit(self, message: str = "a change") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def branch(self, name: str, start: str = "main") -> None:
        self.git("checkout", "-q", "-b", name, start)

    def run(self, *words: str, given: str | None = None) -> Result:
        """The program in this folder."""
        result = CliRunner().invoke(cli, words, input=given)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def gate(self, *words: str, given: str | None = None) -> Result:
        chosen = words if {"--since", "--staged", "--files-from"} & {*words} else ("--since", "main", *words)
        return self.run("gate", "corpus", *chosen, given=given)

    def ids(self, *words: str) -> list[str]:
        """The conflicts of a scan."""
        import json

        result = self.run("scan", "corpus", "--format", "json", "--output", str(self.root.parent / "out"), *words)
        return [conflict["id"] for conflict in json.loads(result.stdout)["conflicts"]]

    def accept(self, *ids: str, verdict: str = "both-valid", reason: str = "two data cuts") -> Result:
        return self.run("accept", *ids, "--verdict", verdict, "--reason", reason, "--by", "r.v.", "--scan", "corpus")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """One document on main; a branch `work` is checked out."""
    for name in CI:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    root = tmp_path / "repo"
    root.mkdir()
    monkeypatch.chdir(root)
    found = Repository(root)
    found.git("init", "-q", "-b", "main")
    found.git("config", "user.name", "A Tester")
    found.git("config", "user.email", "tester@example.org")
    found.write("a.md")
    found.commit("the first document")
    found.branch("work")
    return found
