"""`claimcheck show`, over the real stages: every number once, with what it was read as or why it was skipped."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.cli.reading import Number, numbers
from claimcheck.cli.show import _pieces
from claimcheck.model import Document, Extraction, Mention, Quantity, Reading, Skip

REPORT = """\
Results of PROFILE 1001

Among 53 patients, median PFS was 19.2 months (95% CI, 15.2 to 39.1) with crizotinib.
Table 2 lists the others. The objective response rate was 72% (36/50).
"""
PFS = "19.2 months⟦progression_free_survival median · 95% CI 15.2 to 39.1 · PROFILE 1001 · crizotinib⟧"
ORR = "72%⟦objective_response_rate rate · 36/50 · PROFILE 1001 · crizotinib⟧"


@pytest.fixture(autouse=True)
def stages() -> None:
    """Leave the stages in place that other tests of this folder replace."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, "utf-8")
    return tmp_path


def show(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["show", *arguments])


def test_each_number_is_marked_with_what_it_was_read_as() -> None:
    result = show("report.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "1  Results of PROFILE 1001⟦skipped: heading⟧",
        "2",
        "3  Among 53⟦sample_size count · PROFILE 1001 · crizotinib⟧ patients, median PFS was "
        f"{PFS} (95% CI, 15.2 to 39.1⟦skipped: interval⟧) with crizotinib.",
        f"4  Table 2⟦skipped: label⟧ lists the others. The objective response rate was {ORR} "
        "(36/50⟦skipped: fraction of a percentage⟧).",
        "",
        "7 numbers: 3 claims, 4 skipped (fraction of a percentage 1, heading 1, interval 1, label 1)",
    ]


@pytest.mark.parametrize(
    ("only", "line", "tally"),
    [
        (
            "claims",
            f"4  Table 2 lists the others. The objective response rate was {ORR} (36/50).",
            "1 claim, 0 skipped",
        ),
        (
            "skipped",
            "4  Table 2⟦skipped: label⟧ lists the others. The objective response rate was 72% "
            "(36/50⟦skipped: fraction of a percentage⟧).",
            "0 claims, 2 skipped (fraction of a percentage 1, label 1)",
        ),
    ],
)
def test_one_kind_alone_is_marked(only: str, line: str, tally: str) -> None:
    shown = show("report.txt", "--only", only, "--lines", "4").stdout.splitlines()
    assert shown[0] == line
    assert shown[2].endswith(tally)
    assert len(shown) == 3


@pytest.mark.parametrize(
    ("lines", "shown"), [("2:3", ["2", "3"]), ("4:", ["4"]), (":2", ["1", "2"]), ("1", ["1"]), ("4:9", ["4"])]
)
def test_lines(lines: str, shown: list[str]) -> None:
    printed = show("report.txt", "--lines", lines).stdout.split("\n\n")[0].splitlines()
    assert [line.split()[0] for line in printed] == shown


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gone.txt"], 2, "error: gone.txt: No such file or directory; give a file or a folder that exists\n"),
        (["."], 2, "error: .: a folder; give one file\n"),
        (["report.txt", "--lines", "5"], 2, "error: report.txt: there is no line 5; the text has 4\n"),
        (["report.txt", "--lines", "x"], 2, "'x' is not A:B, with the numbers of two lines\n"),
        (["report.txt", "--lines", ":"], 2, "':' is not A:B, with the numbers of two lines\n"),
        (["report.txt", "--lines", "3:2"], 2, "'3:2': lines are counted from 1, the first named first\n"),
        (["report.txt", "--lines", "0"], 2, "'0': lines are counted from 1, the first named first\n"),
        (["picture.png"], 3, "error: picture.png: suffix .png is not read"),
        (["nothing.pdf"], 4, "error: nothing.pdf: unreadable"),
    ],
)
def test_what_cannot_be_shown(arguments: list[str], code: int, message: str) -> None:
    Path("picture.png").touch()
    Path("nothing.pdf").touch()
    result = show(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_json_has_the_claims_in_full_and_points_into_the_text() -> None:
    result = json.loads(show("report.txt", "--format", "json", "--lines", "4").stdout)
    assert (result["schema_version"], result["document"]) == (1, "report.txt")
    assert [REPORT[n["start"] : n["end"]] for n in result["numbers"]] == ["2", "72%", "36/50"]
    assert [n["quote"] for n in result["numbers"]] == ["2", "72%", "36/50"]
    assert [n["skipped"] for n in result["numbers"]] == ["label", None, "fraction of a percentage"]
    (claim,) = result["numbers"][1]["claims"]
    assert (claim["metric"], claim["value"], claim["numerator"], claim["line"]) == (
        "objective_response_rate",
        72,
        36,
        4,
    )
    assert claim["frame"] == "nearest metric"
    assert claim["attributes"] == {"study": "PROFILE 1001", "treatment": "crizotinib"}


def test_a_document_cannot_command_the_terminal() -> None:
    Path("bad.txt").write_bytes("A \x1b[2J\u202eb\ttab\r\n::error::x\r\nline 3\r\n".encode())
    result = show("bad.txt", "--color", "never")
    assert result.stdout.splitlines()[:2] == ["1  A \\x1b[2J⟦skipped: heading⟧\\u202eb   tab", "2  : :error: :x"]
    assert "\r" not in result.stdout


def test_colour_only_where_it_is_asked_for_or_seen() -> None:
    assert "\x1b[" not in show("report.txt").stdout
    shown = show("report.txt", "--lines", "4", "--color", "always").stdout.splitlines()[0]
    assert "\x1b[1;32m72%\x1b[0m\x1b[2m⟦objective_response_rate" in shown
    assert "\x1b[33m36/50\x1b[0m\x1b[2m⟦skipped" in shown


def test_a_pipe_gets_long_lines_whole() -> None:
    Path("long.txt").write_text("word " * 100 + "and the ORR was 72%.\n", "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "claimcheck", "show", "long.txt"], capture_output=True, check=True, encoding="utf-8"
    )
    assert len(result.stdout.splitlines()) == 3
    assert "\x1b" not in result.stdout


def test_an_empty_document_has_no_numbers() -> None:
    Path("empty.txt").touch()
    assert show("empty.txt").stdout == "1\n\n0 numbers: 0 claims, 0 skipped\n"


def test_numbers_that_overlap_print_the_text_once() -> None:
    overlapping = [Number(0, 8, skip=Skip(0, 8, "one")), Number(4, 6, skip=Skip(4, 6, "two"))]
    pieces = list(_pieces("12 (3/4) end", 0, 12, overlapping))
    assert "".join(part for kind, part in pieces if kind != "note") == "12 (3/4) end"
    assert [part for kind, part in pieces if kind == "note"] == ["⟦skipped: one⟧", "⟦skipped: two⟧"]


def test_a_metric_that_the_vocabulary_lacks_makes_no_claim() -> None:
    seven = Quantity(0, 1, "7", Decimal(7), Decimal(7), Decimal(7))
    mention = Mention(seven, "frobnication_rate", "rate", (), (0, 1), "stub")
    reading = Reading(Document("a.txt", "text", "00", "7"), Extraction((mention,), ()), ())
    assert numbers(reading, ["age"]) == (Number(0, 1, skip=Skip(0, 1, "no canonical form")),)
