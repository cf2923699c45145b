"""The formats that services of CI read: their limits, their escapes, and which conflicts they show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook
from tests.unit.report.runner import ANNOTATION, annotated, data_of, property_of
from tests.unit.report.sample import COVERAGE, NEWS, NOTE, PAGES, RESULT, REVIEW, SCOPE, VALUE
from tests.unit.report.statuses import AFTER_GATE

from claimcheck.model import Level, ScanResult
from claimcheck.report import REPORTS, as_github, as_markdown, as_xlsx
from claimcheck.report.as_github import command, escape_data, escape_property
from claimcheck.report.as_junit import xml_text
from claimcheck.report.rows import COLUMNS

SARIF = Path(__file__).parents[2] / "schemas/sarif-2.1.0.json"


def many(number: int) -> ScanResult:
    """So many errors, and after them a warning and a note."""
    errors = tuple(replace(VALUE, id=f"k-{n}") for n in range(number))
    return replace(RESULT, conflicts=(*errors, SCOPE, NOTE))


@given(st.text())
def test_what_is_escaped_unescapes_to_the_original(text: str) -> None:
    assert data_of(escape_data(text)) == text
    assert property_of(escape_property(text)) == text


@given(st.text(), st.text())
def test_a_command_is_one_line_with_one_kind_whatever_it_says(path: str, data: str) -> None:
    line = command("error", {"file": path, "line": "1"}, data)
    assert "\n" not in line
    assert "\r" not in line
    match = ANNOTATION.fullmatch(line)
    assert match is not None
    assert property_of(match[2].split(",")[0].removeprefix("file=")) == path
    assert data_of(match[3]) == data


def test_nine_annotations_of_a_kind_and_one_that_counts_the_others() -> None:
    found = annotated(REPORTS["github"].render(many(12)))
    errors = [item for item in found if item[0] == "error"]
    assert [kind for kind, _, _ in found] == ["error"] * 10 + ["warning", "notice"]
    assert errors[-1][1:] == ({"title": "claimcheck"}, "3 more errors: the report and conflicts.json name them all")
    assert len([item for item in annotated(REPORTS["github"].render(many(9))) if item[0] == "error"]) == 9


def test_an_annotation_stands_at_the_added_document() -> None:
    (_, where, text), *_ = annotated(REPORTS["github"].render(RESULT, added=frozenset({NEWS})))
    assert where == {"file": NEWS, "line": "7", "title": "V101 value-differs"}
    assert "19.2 months (sources/a review.pdf p.2) / 19.3 months (sources/news.md:7)" in text


def place_in_sarif(text: str) -> str:
    return str(json.loads(text)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def place_in_gitlab(text: str) -> str:
    return str(json.loads(text)[0]["location"]["path"])


def place_in_junit(text: str) -> str:
    return str(etree.fromstring(text.encode()).xpath("string((//testsuite[.//failure])[1]/@name)"))


@pytest.mark.parametrize(
    ("name", "place"), [("sarif", place_in_sarif), ("gitlab", place_in_gitlab), ("junit", place_in_junit)]
)
def test_a_conflict_is_placed_at_the_document_that_brings_it(name: str, place: Callable[[str], str]) -> None:
    assert unquote(place(REPORTS[name].render(RESULT))) == REVIEW
    assert place(REPORTS[name].render(RESULT, added=frozenset({NEWS}))) == NEWS


def test_only_new_and_expired_conflicts_annotate_and_accepted_ones_are_named_with_the_reason() -> None:
    text = REPORTS["github"].render(AFTER_GATE)
    assert [kind for kind, _, _ in annotated(text)] == ["error", "warning", "notice"]
    assert "a decision ran out on 2026-11-30: both-valid: the poster has the later cut-off (a.reviewer)" in text
    assert (
        "\nV101 value-differs: progression free survival (median) · PROFILE 1001 · crizotinib · ROS1 cohort: " in text
    )
    assert "accepted: both-valid: the poster has the later cut-off (a.reviewer)\n" in text
    assert text.endswith("(1 known, 1 accepted)\n")


def test_services_that_compare_keep_the_known_and_leave_out_the_accepted() -> None:
    run = json.loads(REPORTS["sarif"].render(AFTER_GATE, PAGES))["runs"][0]
    states = [(r["partialFingerprints"]["claimcheck/v1"], r["baselineState"]) for r in run["results"]]
    assert states == [("k-expired", "new"), ("k-scope", "unchanged"), ("k-new", "new"), ("k-note", "new")]
    notes = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert notes[-1] == "1 accepted conflict left out: conflicts.json has the reasons."
    assert all("baselineState" not in r for r in json.loads(REPORTS["sarif"].render(RESULT))["runs"][0]["results"])
    entries = json.loads(REPORTS["gitlab"].render(AFTER_GATE))
    assert [entry["fingerprint"] for entry in entries] == ["k-expired", "k-scope", "k-new", "k-note"]


@pytest.mark.parametrize("result", [RESULT, AFTER_GATE, many(150), replace(RESULT, documents=COVERAGE[:1])])
def test_sarif_keeps_its_schema(result: ScanResult) -> None:
    validator = jsonschema.Draft7Validator(json.loads(SARIF.read_text("utf-8")))
    assert list(validator.iter_errors(json.loads(REPORTS["sarif"].render(result, PAGES)))) == []


def test_the_schema_of_sarif_refuses() -> None:
    log = json.loads(REPORTS["sarif"].render(RESULT, PAGES))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not jsonschema.Draft7Validator(json.loads(SARIF.read_text("utf-8"))).is_valid(log)


def test_gitlab_has_what_it_requires_and_no_fingerprint_twice() -> None:
    doubled = replace(RESULT, conflicts=(*RESULT.conflicts, VALUE))
    entries = json.loads(REPORTS["gitlab"].render(doubled))
    assert [entry["fingerprint"] for entry in entries] == ["k-value", "k-scope", "k-note", "k-value-2"]
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info", "major"]
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["check_name"].startswith("claimcheck/")
        assert not entry["location"]["path"].startswith(("./", "/"))
        assert entry["location"]["lines"]["begin"] >= 1


def test_junit_has_a_suite_a_document_and_fails_what_counts() -> None:
    root = etree.fromstring(REPORTS["junit"].encode(AFTER_GATE))
    assert {suite.get("name") for suite in root} == {item.path for item in COVERAGE}
    assert [failure.get("type") for failure in root.iter("failure")] == ["error", "warning"]
    skipped = [element.get("message", "") for element in root.iter("skipped")]
    assert "accepted: both-valid: the poster has the later cut-off (a.reviewer)" in skipped
    assert "known: it stands in the baseline" in skipped
    assert [error.get("message") for error in root.iter("error")] == ["not_text: no page has text"]
    counts = {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "9", "failures": "2", "errors": "1", "skipped": "5"}


@given(st.text())
def test_xml_takes_any_text(text: str) -> None:
    element = etree.Element("x", a=xml_text(text))
    element.text = xml_text(text)
    assert etree.fromstring(etree.tostring(element)).tag == "x"


def test_a_long_summary_is_cut_by_severity_and_says_so() -> None:
    long = replace(VALUE, explanation="x" * 400)
    errors = tuple(replace(long, id=f"k-{n}") for n in range(2500))
    text = as_markdown.render(replace(RESULT, conflicts=(*errors, SCOPE, NOTE)))
    size = len(text.encode())
    assert 700_000 < size <= 900_000
    rows = text.count("\n| V101 ")
    assert f"\n**{2500 - rows:,} errors, 1 warning, 1 note more**: the summary is cut at 900 KB" in text
    assert "### Warnings" not in text
    assert "### Not read: 1 document" in text


def test_a_summary_tells_what_was_accepted_and_why() -> None:
    text = REPORTS["markdown"].render(AFTER_GATE)
    assert text.startswith("## claimcheck: 1 error, 1 warning, 1 note\n")
    assert "### Accepted" in text
    assert "| accepted: both-valid: the poster has the later cut-off (a.reviewer) |" in text
    assert REPORTS["markdown"].render(replace(RESULT, conflicts=())).startswith("## claimcheck: nothing new differs\n")


@given(st.text(alphabet=st.sampled_from("`|\\ a<[@_*\n")))
def test_a_code_span_is_one_and_holds_the_text(text: str) -> None:
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").parse(f"| x |\n| --- |\n| {as_markdown.code(text)} |\n")
    cells = [token for token in page if token.type == "inline"][1:]
    assert len(cells) == 1
    children = cells[0].children or []
    assert [child.type for child in children] == ["code_inline"]
    assert children[0].content.strip() == " ".join(text.split()).strip()


def test_sheets_have_a_row_a_claim_and_numbers_stay_numbers() -> None:
    table = list(csv.reader(io.StringIO(REPORTS["csv"].render(AFTER_GATE))))
    assert tuple(table[0]) == COLUMNS
    assert len(table) == 1 + sum(len(conflict.claims) for conflict in AFTER_GATE.conflicts)
    first = dict(zip(COLUMNS, table[1], strict=True))
    assert (first["status"], first["verdict"], first["by"]) == ("accepted", "both-valid", "a.reviewer")
    assert (first["quote"], first["document"], first["page"]) == ("19.2 months", REVIEW, "2")
    book = load_workbook(io.BytesIO(as_xlsx.render(AFTER_GATE)))
    assert book.sheetnames == ["Conflicts", "Documents"]
    sheet = list(book["Conflicts"].iter_rows(values_only=True))
    assert sheet[0] == COLUMNS
    assert [["" if cell is None else str(cell) for cell in row] for row in sheet[1:]] == table[1:]
    assert sheet[1][COLUMNS.index("canonical_value")] == 19.2
    assert [row[0].value for row in book["Documents"].iter_rows(min_row=2)] == [item.path for item in COVERAGE]


def test_a_workbook_is_the_same_bytes_each_time() -> None:
    assert as_xlsx.render(RESULT) == as_xlsx.render(RESULT)


def test_a_sheet_that_would_be_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_xlsx, "MAX_ROWS", 3)
    sheet = list(load_workbook(io.BytesIO(as_xlsx.render(RESULT)))["Conflicts"].iter_rows(values_only=True))
    assert len(sheet) == 4
    assert sheet[-1][0] == "more rows than a sheet can hold: take --format csv"


def test_a_line_of_jsonl_is_a_conflict_with_its_claims() -> None:
    lines = [json.loads(line) for line in REPORTS["jsonl"].render(AFTER_GATE).splitlines()]
    assert [line["id"] for line in lines] == [conflict.id for conflict in AFTER_GATE.conflicts]
    assert [claim["quote"] for claim in lines[0]["evidence"]] == ["19.2 months", "19.3 months", "19.3"]
    assert lines[0]["decision"]["reason"] == "the poster has the later cut-off"


def test_the_terminal_shows_what_counts_and_names_what_was_accepted() -> None:
    text = REPORTS["text"].render(AFTER_GATE)
    assert [line.split()[0] for line in text.splitlines() if " V101 " in line or " S101 " in line] == [
        "error",
        "warning",
        "note",
        "error",
    ]
    assert "accepted: both-valid: the poster has the later cut-off" in " ".join(text.split())
    assert text.endswith("10 numbers not bound (1 known, 1 accepted)\n")


@pytest.mark.parametrize("name", ["text", "json", "github", "sarif", "markdown"])
def test_what_is_to_mend_is_said(name: str) -> None:
    assert "the comment ignores S101, and nothing beside it conflicts so" in " ".join(
        REPORTS[name].render(AFTER_GATE).split()
    )


def test_the_levels_of_github_are_ours() -> None:
    assert set(as_github.COMMANDS) == set(Level)
