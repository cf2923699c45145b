"""The log goes out with drop-downs and comes back with what people filled in, however they saved and arranged it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.unit.report.sample import FIRST, NEWS, RESULT, REVIEW
from tests.unit.review.log_cells import HEADS, fill

from claimcheck.errors import ConfigError
from claimcheck.model import Claim, Decision, Verdict
from claimcheck.review.log import write_log
from claimcheck.review.log_reading import read_log
from claimcheck.store.exchange import Entry

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

STANDING = Decision(
    "k-scope", Verdict.WRONG_IN, 'says "interim"', "r.v.", "2026-11-21", "2027-05-31", NEWS, "=19.3", {NEWS: "sha256:1"}
)


def opened(decisions: tuple[Decision, ...] = ()) -> Workbook:
    return openpyxl.load_workbook(BytesIO(write_log(RESULT, decisions)))


def read(book: Workbook) -> tuple[Entry, ...]:
    target = BytesIO()
    book.save(target)
    return read_log(target.getvalue(), "log.xlsx")


def conflicts(book: Workbook) -> Worksheet:
    sheet = book["Conflicts"]
    assert sheet.max_row == 4
    return sheet


def test_the_sheets_and_what_makes_them_handy() -> None:
    book = opened()
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Conflicts", "visible"), ("Facts", "visible"), ("Documents", "visible"), ("Lists", "hidden"),
    ]  # fmt: skip
    sheet = conflicts(book)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:V4")
    assert [cell.value for cell in sheet[1]] == HEADS
    assert [sheet.cell(row, 1).value for row in (2, 3, 4)] == ["k-value", "k-scope", "k-note"]
    rules = {str(rule.sqref): (rule.type, rule.formula1) for rule in sheet.data_validations.dataValidation}
    verdict, document = (f"{letter}2:{letter}4" for letter in "NO")
    assert rules[verdict] == ("list", '"wrong-in,both-valid,extraction-error,not-a-claim,needs-source"')
    assert rules[document][0] == "list"
    assert rules["A2:A4"] == ("custom", "FALSE")
    assert [[cell.value for cell in row] for row in book["Lists"].iter_rows(min_row=2, max_col=4)][:2] == [
        ["k-value", 2, REVIEW, NEWS], ["k-scope", 2, REVIEW, NEWS],
    ]  # fmt: skip
    hidden = {key for key, column in sheet.column_dimensions.items() if column.hidden}
    assert hidden == {"U", "V"} or hidden == {"U"}  # neighbours may stand as one
    assert book["Documents"].max_row == len(RESULT.documents) + 1


def test_a_row_says_what_a_reviewer_needs() -> None:
    (row,) = [row for row in opened((STANDING,))["Conflicts"].iter_rows(values_only=True) if row[0] == "k-scope"]
    shown = dict(zip(HEADS, row, strict=True))
    assert shown["Level"] == "warning"
    assert (shown["A: value"], shown["A: where"]) == ("72%", f"{REVIEW} p.3")
    assert shown["B: quote"] == "Of the pretreated patients 53% responded."
    assert (shown["Verdict"], shown["Wrong document"], shown["Reason"]) == ("wrong-in", NEWS, 'says "interim"')
    assert (shown["Right value"], shown["Expires"]) == ("=19.3", datetime.datetime(2027, 5, 31))


def test_a_log_that_nobody_touched_says_nothing() -> None:
    assert read(opened()) == ()
    assert read(opened((STANDING,))) == ()


def test_what_was_filled_in_comes_back() -> None:
    book = opened((STANDING,))
    sheet = conflicts(book)
    fill(sheet, 2, verdict=" Wrong in ", document=NEWS, value=19.2, reason=" later cut\n", by="r.v. ")
    fill(sheet, 4, verdict="both-valid", reason="r", expires=datetime.datetime(2027, 5, 31))
    first, second = read(book)
    assert (first.where, first.id) == ("row 2", "k-value")
    assert first.decision == Decision(
        "k-value", Verdict.WRONG_IN, "later cut", "r.v.", None, None, NEWS, "19.2",
        {REVIEW: "sha256:" + "aa" * 32, NEWS: "sha256:" + "bb" * 32},
    )  # fmt: skip
    assert second.decision is not None
    assert second.decision.expires == "2027-05-31"


def test_a_verdict_that_was_taken_out_withdraws_the_decision() -> None:
    book = opened((STANDING,))
    fill(conflicts(book), 3, verdict=None)
    assert read(book) == (Entry("row 3", "k-scope", None),)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (19.2, "General", "19.2"),
        (20, "General", "20"),
        (0.45, "0%", "45%"),
        (0.285, "0.0%", "28.5%"),
        (1e-7, "General", "0.0000001"),
        ("19.30 months", "@", "19.30 months"),
    ],
)
def test_a_value_is_what_is_seen(value: object, number_format: str, text: str) -> None:
    book = opened()
    fill(conflicts(book), 2, verdict="both-valid", reason="r", value=value)
    conflicts(book).cell(2, HEADS.index("Right value") + 1).number_format = number_format
    (entry,) = read(book)
    assert entry.decision is not None
    assert entry.decision.value == text


def _moved(sheet: Worksheet) -> None:
    """As LibreOffice would leave it: a row above, a column in front, the last ones gone."""
    sheet.delete_cols(HEADS.index("Decided on") + 1, 3)
    sheet.insert_cols(1)
    sheet.insert_rows(1)
    sheet["A1"] = "Our log"


def _sorted(sheet: Worksheet) -> None:
    rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for at, (value, kind) in enumerate(row, 1):
            sheet.cell(number, at).value = value
            sheet.cell(number, at).data_type = kind


@pytest.mark.parametrize("arrange", [_moved, _sorted])
def test_columns_and_rows_may_move(arrange: Callable[[Worksheet], None]) -> None:
    book = opened((STANDING,))
    sheet = conflicts(book)
    fill(sheet, 2, verdict="both-valid", reason="r")
    arrange(sheet)
    found = {entry.id: entry.decision for entry in read(book)}
    assert found["k-value"] is not None
    assert found["k-value"].reason == "r"
    if arrange is _moved:  # without the column that says what was exported, all that is filled in counts
        assert found["k-scope"] == replace(STANDING, on=None, saw={})
    else:
        assert set(found) == {"k-value"}


def test_every_fault_is_said_with_its_row() -> None:
    book = opened()
    sheet = conflicts(book)
    fill(sheet, 2, verdict="fine", reason="r")
    fill(sheet, 3, verdict="both-valid", value=datetime.datetime(2026, 5, 3))
    fill(sheet, 4, reason="no verdict", expires="03/04/2027")
    fill(sheet, 5, verdict="both-valid", reason="no conflict")
    with pytest.raises(ConfigError) as caught:
        read(book)
    assert str(caught.value).splitlines() == [
        "log.xlsx: nothing was imported:",
        f"  row 2: verdict must be one of {', '.join(Verdict)}, not 'fine'",
        "  row 3: Right value was turned into a date by the program that saved the file; write it as a text",
        "  row 4: 'verdict' is missing or empty",
        "  row 4: 'expires' must be a day such as 2026-11-21, not '03/04/2027'",
        "  row 5: 'id' is missing or empty",
    ]


@pytest.mark.parametrize("data", [b"", b"PK", b"<html>"])
def test_what_is_no_workbook_is_said(data: bytes) -> None:
    with pytest.raises(ConfigError, match=r"log\.xlsx: not a workbook"):
        read_log(data, "log.xlsx")


def test_a_workbook_without_the_columns_is_said() -> None:
    with pytest.raises(ConfigError, match="no sheet with the columns Conflict, Verdict, Reason"):
        read(openpyxl.Workbook())


def test_what_documents_say_is_text_and_shown() -> None:
    def hostile(claim: Claim) -> Claim:
        return replace(claim, sentence="=HYPERLINK(1) \x1b \u202e")

    book = openpyxl.load_workbook(BytesIO(write_log(replace(RESULT, claims=tuple(map(hostile, RESULT.claims))), ())))
    cell: Any = book["Conflicts"].cell(2, HEADS.index("A: quote") + 1)
    assert cell.data_type == "s"
    assert cell.value == "=HYPERLINK(1) \\x1b \\u202e"
    assert all(each.data_type != "f" for sheet in book for row in sheet.iter_rows() for each in row)


def test_the_same_result_gives_the_same_bytes() -> None:
    assert write_log(RESULT, (STANDING,)) == write_log(RESULT, (STANDING,))


def test_no_conflicts_make_a_log_all_the_same() -> None:
    book = openpyxl.load_workbook(BytesIO(write_log(replace(RESULT, conflicts=(), claims=(FIRST,)), ())))
    assert book["Conflicts"].max_row == 1
