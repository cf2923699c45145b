"""The cache: a warm scan is a cold one, byte for byte, and nothing that is wrong with the file matters."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from claimcheck import scan
from claimcheck.config import Config
from claimcheck.errors import VocabularyError
from claimcheck.joining import Setup, cached_by
from claimcheck.model import ScanResult
from claimcheck.report import REPORTS
from claimcheck.store.cache import FILE, Cache, clear, opened
from claimcheck.vocabulary import Vocabulary, load

TEXT = (
    "# TRIAL-7\n\nMedian progression-free survival was {months} months (95% CI, 7.8 to 14.2) with crizotinib in the "
    "TRIAL-7 study. The objective response rate was 28.9% (14 of 52).\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents that differ, and one that contradicts itself."""
    (tmp_path / "a.md").write_text(TEXT.format(months="19.2"), "utf-8")
    (tmp_path / "b.md").write_text(TEXT.format(months="19.3"), "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    return tmp_path


def run(folder: Path, config: Config | None = None, *, write: bool = True) -> ScanResult:
    """A scan with the cache beside the documents."""
    config = config or Config(root=folder)
    with opened(folder / ".cache", cached_by(config), write=write) as cache:
        return scan([folder], config, cache=cache)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are really read."""
    module = sys.modules["claimcheck.scan"]
    first = module.process
    names: list[str] = []

    def process(file: object, *rest: object) -> object:
        names.append(file.name)  # type: ignore[attr-defined]
        return first(file, *rest)

    monkeypatch.setattr(module, "process", process)
    return names


def test_a_warm_scan_reads_nothing_and_gives_the_same(folder: Path, read: list[str]) -> None:
    cold = run(folder)
    assert sorted(read) == ["a.md", "b.md", "broken.pdf", "picture.png"]
    read.clear()
    warm = run(folder)
    assert read == ["picture.png"]  # named by its suffix, never opened
    assert warm == cold == scan([folder], Config(root=folder))
    assert len(cold.conflicts) >= 3


def test_every_report_of_the_examples_and_formats_is_the_same(root: Path, tmp_path: Path) -> None:
    """All formats in which the project has documents: claims, details, ranges, dates and boxes come back exactly."""
    for name in ("sources", "tests/documents"):
        shutil.copytree(root / name, tmp_path / "corpus" / name)
    config = Config(root=tmp_path / "corpus")
    cold, warm = run(tmp_path / "corpus", config), run(tmp_path / "corpus", config)
    assert warm == cold
    assert [claim.detail for claim in warm.claims] == [claim.detail for claim in cold.claims]
    for name, report in REPORTS.items():
        assert report.encode(warm) == report.encode(cold), name


def test_only_what_changed_is_read_again(folder: Path, read: list[str]) -> None:
    run(folder)
    read.clear()
    (folder / "b.md").write_text(TEXT.format(months="19.4"), "utf-8")
    (folder / "a.md").rename(folder / "c.md")
    run(folder)
    assert sorted(read) == ["b.md", "c.md", "picture.png"]


@pytest.mark.parametrize("setting", ["ignore", "vocabulary", "track_changes"])
def test_what_changes_the_reading_changes_the_entry(folder: Path, setting: str, read: list[str]) -> None:
    pack = folder / "own.toml"
    pack.write_text('[treatment]\nexamplinib = { aliases = ["EX-1"], kind = "drug", source = "us" }\n', "utf-8")
    run(folder)
    read.clear()
    changed = {"ignore": ("A101",), "vocabulary": (pack,), "track_changes": "both"}[setting]
    run(folder, replace(Config(root=folder), **{setting: changed}))  # type: ignore[arg-type]
    assert "a.md" in read


def test_another_version_of_the_program_reads_again(
    folder: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    read.clear()
    monkeypatch.setattr("claimcheck.store.cache.version", lambda: "another")
    run(folder)
    assert "a.md" in read


@pytest.mark.parametrize("damage", ["bytes", "cut", "other", "tables", "folder"])
def test_a_damaged_or_foreign_file_is_a_miss(folder: Path, damage: str) -> None:
    cold = run(folder)
    path = folder / ".cache" / FILE
    data = bytearray(path.read_bytes())
    if damage == "bytes":
        for place in range(200, len(data), len(data) // 400):
            data[place] ^= 0xFF
        path.write_bytes(data)
    elif damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "other":
        path.write_bytes(b"no database at all" * 100)
    elif damage == "tables":
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE documents (key TEXT, note TEXT)")
        connection.close()
    else:
        path.unlink()
        path.mkdir()
    assert run(folder) == cold
    assert run(folder) == cold


def test_an_entry_of_flipped_bits_is_a_miss(folder: Path, read: list[str]) -> None:
    cold = run(folder)
    with sqlite3.connect(folder / ".cache" / FILE) as connection:
        for key, body in connection.execute("SELECT key, body FROM documents").fetchall():
            other = bytes([*body[:-1], body[-1] ^ 1])
            connection.execute("UPDATE documents SET body = ? WHERE key = ?", (other, key))
    connection.close()
    read.clear()
    assert run(folder) == cold
    assert "a.md" in read


def scanned_beside(folder: Path) -> ScanResult:
    return run(folder)


def test_runs_beside_each_other_are_safe(folder: Path) -> None:
    alone = scan([folder], Config(root=folder))
    with ProcessPoolExecutor(2) as pool:
        assert list(pool.map(scanned_beside, [folder] * 4)) == [alone] * 4


def test_what_may_not_be_written_is_read_all_the_same(folder: Path, read: list[str]) -> None:
    run(folder, write=False)
    assert not (folder / ".cache").exists()
    run(folder)
    before = (folder / ".cache" / FILE).read_bytes()
    (folder / "b.md").write_text(TEXT.format(months="19.4"), "utf-8")
    read.clear()
    run(folder, write=False)
    assert sorted(read) == ["b.md", "picture.png"]
    assert (folder / ".cache" / FILE).read_bytes() == before


def test_the_folder_says_what_it_is_and_can_be_cleared(folder: Path) -> None:
    run(folder)
    assert (folder / ".cache" / ".gitignore").read_text("utf-8").endswith("\n*\n")
    assert (folder / ".cache" / "CACHEDIR.TAG").read_text("utf-8").startswith("Signature: 8a477f597d28d172789f06886")
    assert clear(folder / ".cache") > 0
    assert not (folder / ".cache").exists()
    assert clear(folder / ".cache") == 0


def test_what_nobody_asks_for_is_dropped(folder: Path) -> None:
    run(folder)
    with sqlite3.connect(folder / ".cache" / FILE) as connection:
        connection.execute("UPDATE documents SET day = day - 100")
    connection.close()
    (folder / "b.md").unlink()
    run(folder)
    with sqlite3.connect(folder / ".cache" / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
    connection.close()


def test_a_warm_scan_loads_neither_spacy_nor_readers(folder: Path) -> None:
    run(folder)
    program = f"""
        import sys
        from pathlib import Path
        from claimcheck import scan
        from claimcheck.config import Config
        from claimcheck.joining import cached_by
        from claimcheck.store.cache import opened
        config = Config(root=Path({str(folder)!r}))
        with opened(config.root / ".cache", cached_by(config)) as cache:
            assert scan([config.root], config, cache=cache).conflicts
        heavy = {{"spacy", "lxml", "pypdfium2", "pandas", "scipy", "jinja2", "claimcheck.readers.pdf"}}
        print("loaded:", *sorted(heavy & set(sys.modules)))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "loaded:\n"


def test_without_a_folder_it_forgets(folder: Path) -> None:
    cache = Cache()
    assert cache.get(cache.key("a.md", b"")) is None
    cache.close()


def test_a_vocabulary_is_kept_exactly(tmp_path: Path) -> None:
    known = load()
    made: list[Vocabulary] = []

    def parse() -> Vocabulary:
        made.append(known)
        return known

    for _ in range(2):
        with opened(tmp_path, cached_by(Config())) as cache:
            kept = cache.vocabulary((), parse)
    assert len(made) == 1
    assert kept is not known
    assert kept == known
    assert [*kept.terms] == [*known.terms]
    assert all([*kept.terms[label]] == [*terms] for label, terms in known.terms.items())


def test_a_pack_that_is_gone_is_missed_though_the_vocabulary_is_kept(tmp_path: Path) -> None:
    config = Config(root=tmp_path, vocabulary=(tmp_path / "gone.toml",))
    with opened(tmp_path, cached_by(Config(root=tmp_path))) as cache:
        Setup.of(Config(root=tmp_path), cache)
    with opened(tmp_path, cached_by(config)) as cache, pytest.raises(VocabularyError, match=r"gone\.toml"):
        Setup.of(config, cache)
