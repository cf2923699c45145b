"""Workbooks: cells as they are shown, every sheet that can be seen, and files that are made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.readers.test_properties import check

from claimcheck.config import ReadOptions
from claimcheck.mapping import SheetMapping
from claimcheck.model.document import BlockKind, Document, Status
from claimcheck.readers import parse
from claimcheck.readers.xlsx.formats import shown

if TYPE_CHECKING:
    from tests.conftest import Golden

Fill = Callable[[Any], None]


def made(fill: Fill, name: str = "a.xlsx", options: ReadOptions | None = None) -> Document:
    """The document of a workbook that XlsxWriter writes."""
    return parse(written(fill), name, options or ReadOptions())


def written(fill: Fill) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2020, 1, 1)})
    fill(book)
    book.close()
    return buffer.getvalue()


def one_sheet(*rows: list[Any]) -> Fill:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return fill


def cells(document: Document) -> dict[str, str]:
    """Address -> text."""
    return {
        str(cell.address).rpartition("!")[2]: document.text[cell.start : cell.end]
        for table in document.tables
        for cell in table.cells
    }


def outcomes(book: Any) -> None:
    """A workbook with everything that a reader has to see and not to see."""
    percent, months = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": '0.0" months"'})
    raised = book.add_format({"font_script": 1})
    book.set_properties({"title": "Extraction"})
    sheet = book.add_worksheet("Outcomes")
    sheet.merge_range("A1:D1", "Table 1. Outcomes by arm")
    sheet.merge_range("B2:C2", "Daratumumab")
    sheet.write("D2", "Placebo")
    sheet.write_row("A3", ["Endpoint", "All", "65 or older", "All"])
    sheet.merge_range("A4:A5", "Response")
    sheet.write_row("B4", [0.929, 0.911, 0.764], percent)
    sheet.write_row("B5", [262, 80, 211])
    sheet.write("A6", "PFS")
    sheet.write_rich_string("B6", "44.5", raised, "a")
    sheet.write("C6", 16.75, months)
    sheet.write("D6", "NR")
    sheet.write_comment("D6", "A comment of 99 words")
    sheet.write("A8", "a By the investigators, in all patients who had a measurable disease at the start.")
    sheet.set_row(8, None, None, {"hidden": True})
    sheet.write("A9", 77)
    sheet.set_column("F:F", None, None, {"hidden": True})
    sheet.write("F4", 88)
    book.add_worksheet("Empty")
    hidden = book.add_worksheet("Secret")
    hidden.write("A1", 66)
    hidden.hide()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Outcomes!$B$4:$D$4"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.add_worksheet("Arm A's notes").write("B2", "Median follow-up was 40 months.")


def test_a_workbook_with_all_its_parts(outline: Callable[[Document], str], golden: Golden) -> None:
    document = made(outcomes)
    golden("readers/workbook.xlsx.txt", outline(document) + document.text)
    check(document)
    assert document.reason == (
        "1 hidden column not read (first: Outcomes!F4): show them to have them checked;"
        " 1 hidden row not read (first: Outcomes!A9): show them to have them checked;"
        " 1 hidden sheet not read (first: Secret): show them to have them checked"
    )


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.425, "0.0%", "42.5%"),
        (0.425, "0%", "43%"),
        (0.4249999999999999, "0.0%", "42.5%"),
        (0.285, "0.00", "0.29"),
        (20, "0.0", "20.0"),
        (20.0, "General", "20"),
        (10.9, '0.0" months"', "10.9 months"),
        (10.9, r"0.0\ \m\o", "10.9 mo"),
        (1234567.891, "#,##0.0", "1,234,567.9"),
        (1234567, "#,##0,", "1,235"),
        (0.5, "#.0#", ".5"),
        (0.25, "0.0##", "0.25"),
        (7, "000", "007"),
        (-3.14, "0.0", "-3.1"),
        (-3, "0;(0)", "(3)"),
        (-0.01, "0.0", "-0.0"),
        (0, '0;-0;"none"', "none"),
        (1500, '[>=1000]0.0,"k";0', "1.5k"),
        (15, '[>=1000]0.0,"k";0', "15"),
        (5, "[Red]0.00_);[Blue](0.00)", "5.00"),
        (5, "[$€-407] 0.00", "€ 5.00"),
        (12345, "0.00E+00", "1.23E+04"),
        (9.996, "0.00E+00", "1.00E+01"),
        (0.5, "# ?/?", "0.5"),
        (1234567, "000-0000", "1234567"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (123456789012, "General", "1.23457E+11"),
        (True, "General", "TRUE"),
        ("word", "0.0", "word"),
        ("n", '@" of all"', "n of all"),
        (datetime(2015, 11, 20), "yyyy-mm-dd", "2015-11-20"),
        (datetime(2015, 11, 20), "d mmm yyyy", "20 Nov 2015"),
        (datetime(2015, 11, 20), "mmmm yyyy", "November 2015"),
        (datetime(2015, 11, 2), "[$-409]dd/mm/yy;@", "02/11/15"),
        (datetime(2015, 11, 20), "mm-dd-yy", "2015-11-20"),
        (datetime(2015, 11, 20, 9, 5), "m/d/yy h:mm", "2015-11-20 09:05"),
        (datetime(2015, 11, 20, 15, 4, 5), "dddd h:mm:ss AM/PM", "Friday 3:04:05 PM"),
        (time(9, 5), "h:mm", "9:05"),
        (timedelta(hours=26, minutes=30), "[h]:mm", "26:30"),
    ],
)
def test_numbers_are_shown_as_the_sheet_shows_them(value: Any, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_formats_reach_the_cells() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Endpoint", "Value"])
        sheet.write(1, 0, "ORR")
        sheet.write(1, 1, 0.425, book.add_format({"num_format": "0.0%"}))
        sheet.write(2, 0, "PFS")
        sheet.write(2, 1, 10.9, book.add_format({"num_format": 2}))
        sheet.write(3, 0, "Cut-off")
        sheet.write_datetime(3, 1, datetime(2017, 6, 12), book.add_format({"num_format": "d mmm yyyy"}))

    found = cells(made(fill))
    assert [found[place] for place in ("B2", "B3", "B4")] == ["42.5%", "10.90", "12 Jun 2017"]


def test_formulas_have_the_value_that_was_stored_last() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Endpoint", "Value"])
        sheet.write_row(1, 0, ["ORR", 3])
        sheet.write(2, 0, "Half")
        sheet.write_formula(2, 1, "=B2/2", None, 1.5)
        sheet.write(3, 0, "Broken")
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")

    document = made(fill)
    assert cells(document)["B3"] == "1.5"
    assert (document.status, document.reason) == (Status.PARTIAL, "1 cell with an error (first: Sheet1!B4)")


def test_a_formula_without_a_value_is_named() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Endpoint", "Value"], ["ORR", "=1/2"], ["PFS", "=B2*2"]):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    document = parse(buffer.getvalue(), "a.xlsm")
    assert document.status is Status.PARTIAL
    assert document.reason == (
        "2 formulas without a stored value (first: Sheet!B2): open the file in a spreadsheet program and save it"
    )


def test_superscripts_are_marks() -> None:
    def fill(book: Any) -> None:
        raised, lowered = book.add_format({"font_script": 1}), book.add_format({"font_script": 2})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Endpoint", "Value"])
        sheet.write_rich_string(1, 0, "IC", lowered, "50", " nM")
        sheet.write_rich_string(1, 1, "42.5%", raised, "12")

    document = made(fill)
    assert cells(document)["B2"] == "42.5%12"
    assert [(mark.kind.value, document.text[mark.start : mark.end]) for mark in document.marks] == [
        ("subscript", "50"),
        ("reference", "12"),
    ]


def test_a_sheet_has_its_name_as_heading() -> None:
    def fill(book: Any) -> None:
        for name in ("First", "My data"):
            book.add_worksheet(name).write_row(0, 0, ["A", "B"])
            book.get_worksheet_by_name(name).write_row(1, 0, ["x", 1])

    document = made(fill)
    heads = [document.text[b.start : b.end] for b in document.blocks if b.kind is BlockKind.HEADING]
    assert heads == ["First", "My data"]
    assert [table.cells[-1].address for table in document.tables] == ["First!B2", "'My data'!B2"]


def test_a_mapping_is_for_the_sheet_that_has_its_columns() -> None:
    def fill(book: Any) -> None:
        for name, heads in (("Log", ["When", "Who"]), ("Data", ["Trial", "ORR"])):
            sheet = book.add_worksheet(name)
            sheet.write_row(2, 1, heads)
            sheet.write_row(3, 1, ["x", 1])

    columns = (("Trial", "study"), ("ORR", "metric:objective_response_rate"))
    roles = [table.roles for table in made(fill, options=ReadOptions(sheets=(SheetMapping(columns),))).tables]
    assert roles[0] is None
    assert roles[1] is not None
    assert roles[1].columns == ((0, "study"), (1, "metric:objective_response_rate"))
    other = made(fill, options=ReadOptions(sheets=(SheetMapping(columns, name="Dat", origin="x.toml: sheet 1"),)))
    assert other.reason == "the mapping of x.toml: sheet 1 is for the sheet 'Dat'; did you mean 'Data'?"


def test_a_workbook_without_cells_says_so() -> None:
    document = made(lambda book: book.add_worksheet())
    assert (document.status, document.reason) == (Status.PARTIAL, "no sheet with cells in it")


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made_of:
        for name, data in parts.items():
            made_of.writestr(name, data)
    return buffer.getvalue()


def edited(data: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with its first sheet changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {part.filename: book.read(part) for part in book.infolist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert old in sheet
    return archive(**(parts | {"xl/worksheets/sheet1.xml": sheet.replace(old, new)}))


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"Trial,ORR\n", Status.NOT_TEXT, "not a workbook: its first bytes say nothing known"),
        (b"%PDF-1.7", Status.NOT_TEXT, "not a workbook: its first bytes say a PDF"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            Status.UNREADABLE,
            "an old .xls under the suffix of a workbook: save it as .xlsx",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            Status.ENCRYPTED,
            "protected by a password: save it without one",
        ),
        (b"PK\x03\x04....", Status.UNREADABLE, "a broken archive: File is not a zip file"),
        (
            archive(**{"big.xml": b"0" * 60_000_000}),
            Status.TOO_LARGE,
            "big.xml unpacks to 60 MB; at most 50 MB are read",
        ),
        (
            archive(**{"bomb.xml": b"0" * 6_000_000}),
            Status.TOO_LARGE,
            "bomb.xml unpacks to more than 200 times its size, as only a bomb does",
        ),
    ],
)
def test_files_that_cannot_be_read(data: bytes, status: Status, reason: str) -> None:
    document = parse(data, "a.xlsx")
    assert (document.status, document.reason, document.text) == (status, reason, "")


def test_an_archive_that_is_no_workbook_is_unreadable() -> None:
    document = parse(archive(a=b"1"), "a.xlsx")
    assert document.status is Status.UNREADABLE
    assert document.reason is not None
    assert document.reason.startswith("not readable as a workbook: ")


def test_a_cell_at_the_end_of_the_grid_costs_nothing() -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["A", "B"])
        sheet.write_row(1, 0, ["x", 1])
        sheet.write("XFD1048576", 5)

    document = made(fill)
    assert cells(document) == {"A1": "A", "B1": "B", "A2": "x", "B2": "1"}
    assert document.reason == "not read after 10,000 empty rows (from Sheet1!A3 on)"


def test_a_merged_range_over_everything_costs_nothing() -> None:
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    document = parse(edited(written(one_sheet(["A", "B"], ["x", 1])), b"</sheetData>", merged), "a.xlsx")
    assert document.status is Status.OK
    assert document.tables[0].cells[0].column_span == 1000


def test_columns_far_to_the_right_are_named() -> None:
    document = made(one_sheet(["a"] * 1002, [1] * 1002))
    assert document.reason == "columns after the 1,000th are not read (first: Sheet1!ALM1)"


def test_a_broken_sheet_is_unreadable() -> None:
    document = parse(edited(written(one_sheet(["A", "B"])), b"</sheetData>", b"</sheet"), "a.xlsx")
    assert document.status is Status.UNREADABLE
    assert document.reason is not None
    assert document.reason.startswith("broken workbook: ")


CELL = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12),
    st.integers(-(10**9), 10**9),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(CELL, min_size=2, max_size=4), min_size=2, max_size=6))
def test_what_is_written_is_what_is_read(rows: list[list[Any]]) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                (sheet.write_string if isinstance(value, str) else sheet.write)(number, column, value)

    document = made(fill)
    check(document)
    expected = {
        f"{chr(65 + column)}{number + 1}": text
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if (text := " ".join(str(value).upper().split() if isinstance(value, bool) else str(value).split()))
    }
    found = cells(document)
    assert {place: " ".join(text.split()) for place, text in found.items()}.items() <= expected.items()
