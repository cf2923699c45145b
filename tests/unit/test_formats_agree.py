"""scripts/formats_agree.py: which claims of a text's abstract its other format makes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.formats_agree import abstract_of

from claimcheck.readers import parse

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/formats_agree.py"

TEXT = """TITLE: Examplinib against placebo

  ABSTRACT.RESULTS:
The overall response rate was 42.5%. Median overall survival was 12.0 months.

BODY.RESULTS:
The disease control rate was 77%.
"""
XML = """<article><front><article-meta><title-group><article-title>Examplinib</article-title></title-group>
<abstract><sec><title>Results</title><p>{}</p></sec></abstract></article-meta></front></article>"""
SAME = "The overall response rate was 42.5%. Median overall survival was 12.0 months."
OTHER = "The overall response rate was 42.5%. Median overall survival was 12 months."


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, str(SCRIPT), str(folder), *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)


def test_the_share_of_each_article_and_what_is_missing(tmp_path: Path) -> None:
    for name, said in (("a", SAME), ("b", OTHER)):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
        (tmp_path / f"{name}.nxml").write_text(XML.format(said), "utf-8")
    (tmp_path / "alone.txt").write_text(TEXT, "utf-8")
    result = run(tmp_path, "--least", "0.75")
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        "1.000     2 of    2  a.txt in a.nxml",
        "0.500     1 of    2  b.txt in b.nxml",
        "    missing: overall_survival median 12.0 month  '12.0 months' in 'Median overall survival was 12.0 months.'",
        "0.750     3 of    4  in all, 2 pairs, 0 of them not read",
    ]
    assert result.returncode == 0
    assert run(tmp_path, "--least", "0.76").returncode == 1


def test_what_was_not_compared_does_not_agree(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("42.5%", "high").replace("12.0 months", "long"), "utf-8")
    (tmp_path / "a.nxml").write_text(XML.format(SAME), "utf-8")
    result = run(tmp_path)
    assert result.stdout.splitlines()[-1] == "    -     0 of    0  in all, 1 pairs, 0 of them not read"
    assert result.returncode == 1
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.nxml").write_text("no XML", "utf-8")
    result = run(tmp_path)
    assert "    not read: b.nxml: unreadable: not XML: " in result.stdout
    assert result.stdout.splitlines()[-1] == "    -     0 of    0  in all, 2 pairs, 1 of them not read"
    assert result.returncode == 1


@pytest.mark.parametrize(("name", "said"), [("", "holds no .txt beside a file"), ("gone", "is no folder")])
def test_a_folder_without_pairs(tmp_path: Path, name: str, said: str) -> None:
    result = run(tmp_path / name)
    assert result.returncode == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("text", "abstract"),
    [
        (TEXT, "ABSTRACT.RESULTS:"),
        ("TITLE: A long enough title\n\nText 5%.\n\nBODY.INTRODUCTION:\nMore text of it.\n", "TITLE:"),
    ],
)
def test_where_the_abstract_of_a_text_stands(text: str, abstract: str) -> None:
    start, end = abstract_of(parse(text.encode(), "a.txt"))
    assert text[start:].lstrip().startswith(abstract)
    assert text[end:].startswith("BODY")
