"""Paths -> files: what is walked, what is named and never opened, what a document is called."""

from __future__ import annotations

import os
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


def test_a_file_found_twice_is_read_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt")
    assert names(tmp_path, tmp_path / "a/x.txt", tmp_path, tmp_path / "a/../a") == ["a/x.txt"]


def test_links_and_special_files_are_named_and_not_opened(tmp_path: Path) -> None:
    make(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in/file.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "in/pipe.txt")
    found = {file.name: file.skip for file in find([tmp_path / "in"], Config(root=tmp_path))}
    assert found == {
        "in/a.txt": None,
        "in/file.txt": Status.SKIPPED_SYMLINK,
        "in/folder": Status.SKIPPED_SYMLINK,
        "in/gone.txt": Status.SKIPPED_SYMLINK,
        "in/pipe.txt": Status.UNSUPPORTED,
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


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_a_name_that_is_not_utf8_can_be_written(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x", "utf-8")
    assert names(tmp_path, tmp_path) == ["caf\\xe9.txt"]
