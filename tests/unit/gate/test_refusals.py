"""What the gate cannot judge it says, with what to do; it never passes in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.gate.conftest import Repository

from claimcheck.gate.base import BASES, base_of


def test_a_missing_base_says_what_to_fetch(repo: Repository) -> None:
    result = repo.run("gate", "corpus")
    assert result.exit_code == 2
    assert "origin/main is not in this repository: fetch the whole history" in result.output
    assert "fetch-depth: 0" in result.output
    assert repo.gate("--since=--upload-pack=x").exit_code == 2


def test_a_shallow_clone_says_what_to_fetch(repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        repo.write(f"{number}.md")
        repo.commit()
    repo.git("checkout", "-q", "main")
    repo.write("m.md")
    repo.commit()
    clone = tmp_path / "clone"
    repo.git("clone", "-q", "--depth", "1", "--no-single-branch", repo.root.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    shallow = Repository(clone)
    shallow.git("checkout", "-q", "work")
    result = shallow.run("gate", "corpus")
    assert result.exit_code == 2
    assert "have no commit in common in this shallow clone: fetch the whole history" in result.output
    shallow.git("fetch", "-q", "--unshallow")
    assert shallow.run("gate", "corpus").exit_code == 0


def test_histories_without_a_common_commit_say_so(repo: Repository) -> None:
    repo.git("checkout", "-q", "--orphan", "apart")
    repo.commit()
    result = repo.gate()
    assert result.exit_code == 2
    assert "main and HEAD have no commit in common: name another commit with --since" in result.output


@pytest.mark.parametrize("how", ["changed", "new", "deleted", "staged"])
def test_a_dirty_state_is_refused(repo: Repository, how: str) -> None:
    repo.write("b.md")
    repo.commit()
    if how == "deleted":
        (repo.root / "corpus" / "b.md").unlink()
    else:
        repo.write("c.md" if how == "new" else "b.md", "19.3")
    if how == "staged":
        repo.git("add", "-A")
    result = repo.gate()
    assert result.exit_code == 2, result.output
    assert (
        f"changed and not committed: corpus/{'c' if how == 'new' else 'b'}.md; commit or stash first" in result.output
    )
    assert "--staged" in result.output


def test_what_is_no_document_may_be_dirty(repo: Repository) -> None:
    (repo.root / "corpus" / "picture.png").write_bytes(b"\x89PNG")
    (repo.root / "notes.md").write_text("Outside the corpus.\n", "utf-8")
    (repo.root / ".gitignore").write_text("ignored.md\n", "utf-8")
    (repo.root / "corpus" / "ignored.md").write_text("Not git's.\n", "utf-8")
    assert repo.gate().exit_code == 0


def test_a_file_that_git_tracks_is_read_although_it_is_ignored(repo: Repository) -> None:
    """Otherwise a change could bring a document and hide it from the gate."""
    repo.write("b.md", "19.3")
    (repo.root / ".gitignore").write_text("b.md\n", "utf-8")
    repo.git("add", "-f", "corpus/b.md", ".gitignore")
    repo.git("commit", "-qm", "hidden")
    assert repo.gate().exit_code == 1


def test_outside_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repo: Repository) -> None:
    outside = tmp_path / "outside"
    (outside / "corpus").mkdir(parents=True)
    monkeypatch.chdir(outside)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = repo.gate()
    assert result.exit_code == 2
    assert "is in no git repository; run the gate in one, or say what changed with --files-from" in result.output


def test_without_git_it_says_so(repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    result = repo.gate()
    assert result.exit_code == 2
    assert "git is not installed" in result.output


def test_paths_that_do_not_exist_or_lie_elsewhere(repo: Repository, tmp_path: Path) -> None:
    assert "no such file or folder" in repo.run("gate", "nothing", "--since", "main").output
    (tmp_path / "x.md").write_text("x", "utf-8")
    result = repo.run("gate", str(tmp_path / "x.md"), "--since", "main")
    assert result.exit_code == 2
    assert "not in the repository" in result.output


def test_no_document_is_not_clean(repo: Repository) -> None:
    (repo.root / "empty").mkdir()
    assert repo.run("gate", "empty", "--since", "main").exit_code == 3


@pytest.mark.parametrize(
    "words", [("--since", "main", "--staged"), ("--files-from", "-", "--trust", "base"), ("--scope", "some")]
)
def test_options_that_exclude_each_other(repo: Repository, words: tuple[str, ...]) -> None:
    assert repo.gate(*words).exit_code == 2


@pytest.mark.parametrize(("variable", "form"), BASES)
def test_the_base_is_that_of_the_service(variable: str, form: str) -> None:
    assert base_of({variable: "next"}) == form.format("next")


def test_a_list_that_is_not_there_is_an_error(repo: Repository) -> None:
    result = repo.gate("--files-from", "gone.txt")
    assert result.exit_code == 2
    assert result.output == "error: gone.txt: cannot be read: No such file or directory; give a list of files\n"


def test_a_list_written_for_another_folder_does_not_pass_in_silence(repo: Repository) -> None:
    (repo.root / "list.txt").write_text("elsewhere/x.md\nother/y.md\nsrc/code.py\n", "utf-8")
    result = repo.gate("--files-from", "list.txt")
    assert "warning: 2 names of the list are neither there nor in the corpus, such as elsewhere/x.md" in result.output
    assert "no document is named in the list; 1 document there: 0 conflicts" in result.output
