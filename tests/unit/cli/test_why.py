"""`claimcheck why`, over the real stages: where each reading of a line comes from."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimcheck.cli.app import cli
from claimcheck.cli.why import _frame, _place, meanings
from claimcheck.extract import prose, skips
from claimcheck.vocabulary import load

REPORT = """\
Results of PROFILE 1001

Among 53 patients, median PFS was 19.2 months (95% CI, 15.2 to 39.1) with crizotinib.
Table 2 lists the others. The objective response rate was 72% (36/50).
No number here.
"""


@pytest.fixture(autouse=True)
def stages() -> None:
    """Leave the stages in place that other tests of this folder replace."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("report.txt").write_text(REPORT, "utf-8")
    return tmp_path


def why(place: str) -> Result:
    return CliRunner().invoke(cli, ["why", place])


def test_a_line_with_a_label_a_claim_and_its_fraction() -> None:
    result = why("report.txt:4")
    assert (result.exit_code, result.stderr) == (0, "")
    label, claim, fraction = result.stdout.split("\n\n")
    assert label.splitlines()[:2] == [
        "report.txt:4 @117-118  2",
        "  skipped         label: it names a thing, such as a table, a phase or a day, and counts nothing",
    ]
    assert claim.splitlines() == [
        "report.txt:4 @169-172  72%",
        "  read as         objective_response_rate, rate = 72 percent",
        "  with            36/50",
        "  sentence        The objective response rate was 72% (36/50).",
        "  frame           nearest metric: of the metrics in the sentence that its unit allows, the nearest",
        "  study           PROFILE 1001, from a heading, line 1: “PROFILE 1001”",
        "  treatment       crizotinib, from the text before, line 3: “crizotinib”",
        "  confidence      0.8556",
    ]
    assert fraction.splitlines()[0] == "report.txt:4 @174-179  36/50"
    assert "fraction of a percentage: it is numerator and denominator" in fraction


@pytest.mark.parametrize("offset", [REPORT.index("19.2"), REPORT.index("19.2 months") + len("19.2 months") - 1])
def test_an_offset_asks_for_the_number_that_holds_it(offset: int) -> None:
    lines = why(f"report.txt:@{offset}").stdout.splitlines()
    assert lines[0] == "report.txt:3 @59-70  19.2 months"
    assert lines[1:3] == [
        "  read as         progression_free_survival, median = 19.2 month",
        "  with            95% CI 15.2 to 39.1",
    ]


def test_a_number_over_a_line_end_stands_on_both_lines() -> None:
    Path("broken.txt").write_text("With crizotinib median PFS was 19.2\nmonths in all.\n", "utf-8")
    assert why("broken.txt:1").stdout == why("broken.txt:2").stdout
    assert why("broken.txt:2").stdout.splitlines()[0] == "broken.txt:1 @31-42  19.2 months"


def test_a_cell_says_its_table_row_and_column() -> None:
    Path("table.md").write_text(
        "# Arms\n\n| Arm | Median PFS (months) |\n| --- | --- |\n| crizotinib | 10.9 |\n", "utf-8"
    )
    lines = why("table.md:5").stdout.splitlines()
    assert lines[0] == "table.md:5 @67-71  10.9"
    assert "  table           1, row 'crizotinib', column 'Median PFS (months)'" in lines
    assert "  treatment       crizotinib, from the row or column, line 5: “crizotinib”" in lines


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("gone.txt:1", "error: gone.txt: No such file or directory; give a file or a folder that exists\n"),
        (".:1", "error: .: a folder; give one file\n"),
        ("report.txt:6", "error: report.txt: there is no line 6; the text has 5\n"),
        ("report.txt:0", "error: report.txt: there is no line 0; the text has 5\n"),
        ("report.txt:5", "error: report.txt: no number on line 5; `claimcheck show` marks those there are\n"),
        (
            "report.txt:@0",
            "error: report.txt: no number at offset 0 (line 1); `claimcheck show` marks those there are\n",
        ),
        ("report.txt:@9999", f"error: report.txt: there is no offset 9999; the text ends at {len(REPORT)}\n"),
    ],
)
def test_where_there_is_nothing_to_explain(place: str, message: str) -> None:
    result = why(place)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


@pytest.mark.parametrize("place", ["report.txt", "report.txt:", "report.txt:x", ":4", "report.txt:-1"])
def test_what_is_no_place(place: str) -> None:
    result = why(place)
    assert result.exit_code == 2
    assert f"{place!r} is neither FILE:LINE nor FILE:@OFFSET" in result.stderr


def test_a_path_may_hold_colons() -> None:
    place = _place(None, None, "C:/a:b.txt:@12")  # type: ignore[arg-type] # neither is looked at for a good value
    assert (place.file, place.line, place.offset) == (Path("C:/a:b.txt"), None, 12)


def test_a_frame_of_the_vocabulary_shows_its_template_and_example() -> None:
    vocabulary = load()
    frame = vocabulary.frames[0]
    assert list(_frame(frame.name, vocabulary)) == [
        ("frame", f"{frame.name}: {frame.pattern} ({frame.bind})"),
        ("", f"as in: {frame.example}"),
    ]
    assert list(_frame("unheard of", vocabulary)) == [("frame", "unheard of: no more is known of it")]


def reasons() -> set[str]:
    """Every reason that the extraction gives in so many words: the last argument of `Skip(...)`, and `reason=`."""
    found = {*prose.SILENT.values(), *skips.REASONS.values()}
    for path in Path(prose.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call):
                given = [k.value for k in node.keywords if k.arg == "reason"]
                given += node.args[2:3] if isinstance(node.func, ast.Name) and node.func.id == "Skip" else []
                found |= {v.value for v in given if isinstance(v, ast.Constant) and isinstance(v.value, str)}
    return found


def test_every_reason_has_a_meaning() -> None:
    assert len(reasons()) > 10
    missing = sorted(reason for reason in reasons() if reason and reason not in meanings()["skipped"])
    assert missing == [], "each needs a line in src/claimcheck/cli/meanings.toml"
