"""Paths -> files: what is walked, what is named and never opened, what a document is called."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.engine import find
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Status


def make(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, "utf-8")


def names(root: Path, *paths: Path | str, **settings: object) -> list[str]:
    config = Config(root=root, **{"output": root / "reports", **settings})  # type: ignore[arg-type] # fields of Config
    return [file.name for file in find([Path(path) for path in paths], config)]


def test_a_folder_is_walked_in_order_and_hidden_things_are_left_out(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.txt", "a/c.txt", ".git/x.txt", "a/.hidden.txt", "C.txt")
    assert names(tmp_path, tmp_path) == ["C.txt", "a/c.txt", "a/z.txt", "b.txt"]


def test_the_report_of_the_last_run_is_not_read(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "reports/report.html", "x/reports/b.txt")
    assert names(tmp_path, tmp_path) == ["a.txt", "x/reports/b.txt"]


@pytest.mark.parametrize(
    ("glob", "left"),
    [
        ("drafts", ["a.txt", "x/b.md"]),
        ("*.md", ["a.txt", "drafts/c.txt", "x/drafts/d.txt"]),
        ("x/*", ["a.txt", "drafts/c.txt"]),
        ("x/drafts/", ["a.txt", "drafts/c.txt", "x/b.md"]),
        ("**/d.txt", ["a.txt", "drafts/c.txt", "x/b.md"]),
        ("none", ["a.txt", "drafts/c.txt", "x/b.md", "x/drafts/d.txt"]),
    ],
)
def test_exclude(tmp_path: Path, glob: str, left: list[str]) -> None:
    make(tmp_path, "a.txt", "drafts/c.txt", "x/b.md", "x/drafts/d.txt")
    assert names(tmp_path, tmp_path, exclude=(glob,)) == left


def test_an_explicit_path_wins_over_exclude_and_hidden(tmp_path: Path) -> None:
    make(tmp_path, "drafts/a.txt", ".h.txt")
    both = names(tmp_path, tmp_path / "drafts/a.txt", tmp_path / ".h.txt", exclude=("drafts", "*.txt"))
    assert both == [".h.txt", "drafts/a.txt"]


@pytest.mark.parametrize(
    ("files", "left"),
    [
        ({".gitignore": "*.log\nbuild/\n"}, ["a.txt", "x/b.txt", "x/build", "x/deep/c.txt"]),
        ({".gitignore": "*.txt\n!b.txt\n"}, ["a.log", "x/b.txt", "x/build"]),
        ({".gitignore": "/a.*\n"}, ["build/d.txt", "x/b.txt", "x/build", "x/deep/c.txt"]),
        ({".gitignore": "x/deep/\n"}, ["a.log", "a.txt", "build/d.txt", "x/b.txt", "x/build"]),
        ({".gitignore": "build/\n"}, ["a.log", "a.txt", "x/b.txt", "x/build", "x/deep/c.txt"]),
        # Nested: the inner file wins over the outer one, but what is in an ignored folder stays ignored.
        ({".gitignore": "*.txt\n", "x/.gitignore": "!b.txt\n"}, ["a.log", "x/b.txt", "x/build"]),
        ({"x/.gitignore": "*.txt\n"}, ["a.log", "a.txt", "build/d.txt", "x/build"]),
        ({".gitignore": "x/\n", "x/.gitignore": "!*\n"}, ["a.log", "a.txt", "build/d.txt"]),
        ({".gitignore": "*\n!*/\n!x/**\n"}, ["x/b.txt", "x/build", "x/deep/c.txt"]),
        # As git reads it: comments, blank lines, CRLF, a BOM, escapes; lines that are no patterns are passed over.
        (
            {".gitignore": "\ufeff# *.txt\r\n\r\n*.log\r\n!\r\n\\\r\n[\r\nbuild\r\n"},
            ["a.txt", "x/b.txt", "x/deep/c.txt"],
        ),
    ],
)
def test_what_a_gitignore_ignores_is_left_out(tmp_path: Path, files: dict[str, str], left: list[str]) -> None:
    make(tmp_path, "a.txt", "a.log", "build/d.txt", "x/b.txt", "x/build", "x/deep/c.txt")
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    assert names(tmp_path, tmp_path) == left
    assert len(names(tmp_path, tmp_path, gitignore=False)) >= 6


def test_a_gitignore_is_what_git_takes_it_for(tmp_path: Path) -> None:
    """The same files as `git ls-files` names, over patterns of every kind."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    make(
        tmp_path,
        *(f"{folder}{name}" for folder in ("", "a/", "a/b/", "c/", "c/a/") for name in ("x.txt", "y.md", "a b.txt")),
    )
    (tmp_path / ".gitignore").write_text("/c/a\n*.md\n!/a/y.md\na b.*\n", "utf-8")
    (tmp_path / "a/.gitignore").write_text("b/x.txt\n!a b.txt\n", "utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    expected = sorted(line for line in listed.stdout.splitlines() if not line.endswith(".gitignore"))
    assert expected
    assert names(tmp_path, tmp_path) == expected


def test_an_explicit_path_wins_over_a_gitignore(tmp_path: Path) -> None:
    make(tmp_path, "build/a.txt", "build/b.log", "c.txt")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".gitignore").write_text("build/\n*.log\n", "utf-8")
    assert names(tmp_path, tmp_path / "build/b.log") == ["build/b.log"]
    assert names(tmp_path, tmp_path / "build") == ["build/a.txt", "build/b.log"]
    assert names(tmp_path, tmp_path) == ["c.txt"]


def test_a_gitignore_above_holds_inside_its_work_tree_only(tmp_path: Path) -> None:
    make(tmp_path, "tree/papers/a.txt", "tree/papers/b.log")
    (tmp_path / ".gitignore").write_text("*.txt\n", "utf-8")
    (tmp_path / "tree/.gitignore").write_text("*.log\n", "utf-8")
    assert names(tmp_path, tmp_path / "tree/papers") == ["tree/papers/a.txt", "tree/papers/b.log"]
    (tmp_path / "tree/.git").touch()  # a file in a linked work tree
    assert names(tmp_path, tmp_path / "tree/papers") == ["tree/papers/a.txt"]


def test_a_gitignore_that_is_a_link_or_costly_is_not_followed(tmp_path: Path) -> None:
    make(tmp_path, "tree/a.txt", "rules")
    (tmp_path / "rules").write_text("*.txt\n", "utf-8")
    (tmp_path / "tree/.gitignore").symlink_to(tmp_path / "rules")
    assert names(tmp_path, tmp_path / "tree") == ["tree/a.txt"]
    (tmp_path / "tree/.gitignore").unlink()
    long_name = "a" * 250
    make(tmp_path / "tree", long_name)
    (tmp_path / "tree/.gitignore").write_text("*a" * 40 + "b\n*.txt\n", "utf-8")
    assert names(tmp_path, tmp_path / "tree") == [f"tree/{long_name}"]


def test_a_folder_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a.txt", "shut/b.txt")
    opened = os.scandir

    def scandir(path: Path) -> object:  # permissions do not bind root, under whom tests may run
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = {file.name: (file.skip, file.reason) for file in find([tmp_path], Config(root=tmp_path))}
    assert found == {
        "a.txt": (None, None),
        "shut": (
            Status.UNREADABLE,
            "a folder that cannot be opened: Permission denied; let it be read or exclude it",
        ),
    }


def test_folders_may_nest_deeper_than_python_recurses(tmp_path: Path) -> None:
    make(tmp_path, "b.txt")
    deepest = tmp_path
    for _ in range(1100):
        deepest /= "a"
        deepest.mkdir()
    make(deepest, "x.txt")
    found = names(tmp_path, tmp_path)
    (deepest / "x.txt").unlink()
    os.removedirs(deepest)  # what cleans up after tests does recurse
    assert found == ["a/" * 1100 + "x.txt", "b.txt"]


def test_a_file_found_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    assert names(tmp_path, tmp_path / "a/x.txt", tmp_path, tmp_path / "a/../a") == ["a/x.txt"]


def test_links_and_special_files_are_named_and_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in/file.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in/pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(tmp_path / "in")  # the path of a socket is short
        server.bind("socket.txt")
    found = {file.name: file.skip for file in find([tmp_path / "in"], Config(root=tmp_path))}
    assert found == {
        "in/a.txt": None,
        "in/file.txt": Status.SKIPPED_SYMLINK,
        "in/folder": Status.SKIPPED_SYMLINK,
        "in/gone.txt": Status.SKIPPED_SYMLINK,
        "in/pipe.txt": Status.UNSUPPORTED,
        "in/socket.txt": Status.UNSUPPORTED,
    }


def test_the_target_of_a_link_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("/somewhere/private")
    (file,) = find([tmp_path / "link.txt"], Config(root=tmp_path))
    assert file.reason == "a symbolic link; give the path it points to"


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(ClaimcheckError, match=r"gone\.txt: No such file or directory") as caught:
        find([tmp_path / "gone.txt"], Config(root=tmp_path))
    assert caught.value.exit_code == 2


def test_a_path_outside_the_root_is_called_by_the_path_given(tmp_path: Path) -> None:
    make(tmp_path, "other/deep/x.txt", "root/y.txt")
    assert names(tmp_path / "root", tmp_path / "other", tmp_path / "root") == ["deep/x.txt", "y.txt"]
    assert names(tmp_path / "root", tmp_path / "other/deep/x.txt") == ["x.txt"]


def test_two_documents_never_share_a_name(tmp_path: Path) -> None:
    make(tmp_path, "p/a/x.txt", "p/b/x.txt", "q/b/x.txt", "root/x.txt", "p/c/y.txt")
    given = [tmp_path / folder for folder in ("p/a", "p/b", "q/b", "root", "p/c")]
    assert names(tmp_path / "root", *given) == ["a/x.txt", "p/b/x.txt", "q/b/x.txt", "x.txt", "y.txt"]


@pytest.mark.parametrize("name", ["two\nlines.txt", "n" * 251 + ".txt", "::error::x.txt", "a\u202eb.txt", " .txt"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", "utf-8")
    assert names(tmp_path, tmp_path) == [name]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_spells_another_ones_escapes_stays_apart(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", "utf-8")
    (tmp_path / "caf\\xe9.txt").write_text("x", "utf-8")
    assert names(tmp_path, tmp_path) == ["caf\\xe9 (2).txt", "caf\\xe9.txt"]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", "utf-8")
    assert names(tmp_path, tmp_path) == ["caf\\xe9.txt"]
