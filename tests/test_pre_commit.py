"""pre-commit itself, offline: its validator on the hook that we ship, and the hook in a repository of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimcheck.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
pytest.importorskip("pre_commit", reason="pre-commit is not installed")


def run(*arguments: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the git of nobody and the claimcheck of these tests."""
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(folder.parent / "pre-commit-home"),
        "PIP_NO_INDEX": "1",
        "NO_COLOR": "1",
        **variables,
    }
    names = {"NAME": "A Tester", "EMAIL": "tester@example.org"}
    environment |= {f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in names.items()}
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def git(folder: Path, *arguments: str) -> None:
    done = run("git", *arguments, folder=folder)
    assert done.returncode == 0, done.stderr


def test_the_hook_keeps_the_form_of_hooks(tmp_path: Path) -> None:
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    done = run(sys.executable, "-m", "pre_commit", "validate-manifest", manifest, folder=tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository with the hook as we ship it, but that it runs the claimcheck that is here: no pip, no network."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    shipped = hook.replace("language: python", "language: system")
    assert shipped != hook
    (folder / ".pre-commit-hooks.yaml").write_text(shipped, "utf-8")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "hooks")
    return folder


@pytest.fixture
def corpus(tmp_path: Path, hooks: Path) -> Path:
    """A repository with a document, and the hook installed by pre-commit."""
    folder = tmp_path / "corpus"
    (folder / "sources").mkdir(parents=True)
    (folder / "claimcheck.toml").touch()
    (folder / "sources/one.md").write_text("# One\n\nIn PROFILE 1001, median PFS with crizotinib was 19.2 months.\n")
    revision = run("git", "rev-parse", "HEAD", folder=hooks).stdout.strip()
    config = f"repos:\n  - repo: {hooks.as_uri()}\n    rev: {revision}\n    hooks:\n      - id: claimcheck\n"
    (folder / ".pre-commit-config.yaml").write_text(config)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "corpus")
    return folder


@pytest.mark.skipif("gate" not in COMMANDS, reason="`claimcheck gate` is not there yet")
def test_a_commit_that_contradicts_the_corpus_is_held_back(corpus: Path, tmp_path: Path) -> None:
    script = tmp_path / "bin/claimcheck"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m claimcheck "$@"\n')
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    done = run(sys.executable, "-m", "pre_commit", "install", folder=corpus, PATH=path)
    assert done.returncode == 0, done.stdout + done.stderr
    for value, passes in (("19.3", False), ("19.2", True)):
        text = f"# Two\n\nIn PROFILE 1001, median PFS with crizotinib was {value} months.\n"
        (corpus / "sources/two.md").write_text(text)
        git(corpus, "add", "sources/two.md")
        done = run("git", "commit", "--message", f"two says {value}", folder=corpus, PATH=path)
        said = done.stdout + done.stderr
        assert (done.returncode == 0) == passes, said
        if not passes:
            assert "sources/two.md" in said
            assert "sources/one.md" in said
