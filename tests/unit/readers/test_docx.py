"""Word documents: text, marks, fields, notes, tables, styles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.unit.readers.word import (
    CONTINUE,
    NAMES,
    RESTART,
    STRICT,
    STYLE,
    blocks,
    cell,
    document,
    docx,
    field,
    marks,
    notes,
    page,
    paragraph,
    point,
    run,
    span,
    superscript,
    table,
)

from claimcheck.model.document import Document, Status
from claimcheck.readers import parse
from claimcheck.readers.docx.symbols import symbol

if TYPE_CHECKING:
    from tests.conftest import Golden


def cells(found: Document) -> list[tuple[int, int, int, int, str]]:
    (only,) = found.tables
    return [
        (each.row, each.column, each.row_span, each.column_span, found.text[each.start : each.end])
        for each in only.cells
    ]


def test_a_document_with_all_its_parts(outline: Callable[[Document], str], golden: Golden) -> None:
    found = parse(page(), "page.docx")
    golden("readers/page.docx.txt", outline(found))
    assert found.metadata.language == "en-GB"
    assert found.metadata.identifiers == (("doi", "10.1000/example.8"),)
    assert (found.status, found.reason, found.pages, found.page_count) == (Status.OK, None, (), None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("One ") + run("two")) + paragraph("Four"), [("paragraph", "One two"), ("paragraph", "Four")]),
        (paragraph(run("5\u00a0mg &lt; 6\u2009mg")), [("paragraph", "5\u00a0mg < 6\u2009mg")]),
        (paragraph(f"{run('A')}<w:r><w:br/></w:r>{run('B')}<w:r><w:tab/></w:r>{run('C')}"), [("paragraph", "A\nB\tC")]),
        (paragraph(f"{run('2')}<w:r><w:noBreakHyphen/></w:r>{run('3')}"), [("paragraph", "2\u20113")]),
        (paragraph('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("20%")), [("paragraph", "≥20%")]),
        (
            paragraph(run("\uf0b1\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')),
            [("paragraph", "±≤")],
        ),
        (
            paragraph(run("Outcome of it", "<w:b/>")) + paragraph("Text."),
            [("heading", "Outcome of it"), ("paragraph", "Text.")],
        ),
        (paragraph("Deep", '<w:outlineLvl w:val="2"/>'), [("heading", "Deep")]),
        (paragraph("Deep", '<w:pStyle w:val="Heading3"/>'), [("heading", "Deep")]),
        (paragraph("Item", '<w:numPr><w:numId w:val="4"/></w:numPr>'), [("list_item", "Item")]),
        (paragraph("No item", '<w:numPr><w:numId w:val="0"/></w:numPr>'), [("paragraph", "No item")]),
        (
            paragraph(run("Seen ") + run("hidden", "<w:vanish/>") + run("too", '<w:vanish w:val="0"/>')),
            [("paragraph", "Seen too")],
        ),
        (
            paragraph(f'<w:commentRangeStart w:id="1"/>{run("Text")}<w:r><w:commentReference w:id="1"/></w:r>'),
            [("paragraph", "Text")],
        ),
        (paragraph("Table 2. Two trials"), [("caption", "Table 2. Two trials")]),
        (paragraph("Results 4", '<w:pStyle w:val="TOC1"/>'), [("boilerplate", "Results 4")]),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Type')}</w:sdtContent></w:sdt>"
            f"<w:sdt><w:sdtContent>{paragraph('Filled in')}</w:sdtContent></w:sdt>",
            [("paragraph", "Filled in")],
        ),
        (
            paragraph(f'<w:hyperlink w:anchor="x">{run("a link")}</w:hyperlink>{run(" to it")}'),
            [("paragraph", "a link to it")],
        ),
        (
            paragraph(
                f"{run('Before ')}<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
                f"</v:textbox></w:pict></w:r>{run('after')}"
            ),
            [("paragraph", "Before after"), ("paragraph", "In a box")],
        ),
        (table(cell("In a frame")), [("paragraph", "In a frame")]),
        (
            table(cell(paragraph("One") + paragraph("Two")) + cell("Three")),
            [("paragraph", each) for each in ("One", "Two", "Three")],
        ),
        (
            paragraph("References", '<w:pStyle w:val="Heading1"/>') + paragraph("Author A. 2014."),
            [("heading", "References"), ("reference", "Author A. 2014.")],
        ),
    ],
)
def test_blocks(body: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(document(body)) == expected


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (run("42.5%") + superscript("12"), [("reference", "12")]),
        (run("42.5%") + superscript("1") + superscript("2, ") + superscript("14"), [("reference", "12, 14")]),
        (run("19.2") + superscript("a"), [("footnote", "a")]),
        (run("10") + superscript("-") + superscript("6") + run(" cells"), [("superscript", "-6")]),
        (run("2") + superscript("nd") + run(" line"), [("superscript", "nd")]),
        (run("H") + run("2", '<w:vertAlign w:val="subscript"/>') + run("O"), [("subscript", "2")]),
        (run("19.2") + run("3", '<w:position w:val="6"/>'), [("reference", "3")]),
        (run("text ") + f'<w:hyperlink w:anchor="_ENREF_5">{run("5")}</w:hyperlink>', [("reference", "5")]),
        (run("text ") + f'<w:hyperlink r:id="r9">{run("1001")}</w:hyperlink>', []),
        (run("text [9, 10] here"), [("reference", "[9, 10]")]),
        (f"{run('soft')}<w:r><w:softHyphen/></w:r>{run('ly')}", [("hyphenation", "\u00ad")]),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup></m:oMath>",
            [("superscript", "6")],
        ),
    ],
)
def test_what_is_raised_or_points_elsewhere_is_marked(runs: str, expected: list[tuple[str, str]]) -> None:
    assert marks(document(paragraph(runs))) == expected


def test_a_fraction_and_brackets_of_a_formula_stay_apart() -> None:
    fraction = "<m:f><m:num><m:r><m:t>3</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den></m:f>"
    found = document(paragraph(f"<m:oMath><m:d><m:e>{fraction}</m:e></m:d></m:oMath>"))
    assert found.text == "(3/4)\n"


# Fields


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (run("Table ") + field(" SEQ Table ", "4"), "Table 4"),
        (f'{run("on page ")}<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "on page 7"),
        (  # the instruction holds a field with a result of its own
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field("MERGEFIELD n", "55")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("shown")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "shown",
        ),
        (run("a ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("never ended"), "a never ended"),
    ],
)
def test_of_a_field_its_result_is_read(runs: str, text: str) -> None:
    assert document(paragraph(runs)).text.strip() == text


# Notes


def test_notes_stand_at_the_end_and_are_numbered_in_the_order_of_the_text() -> None:
    body = paragraph(
        run("One") + point("footnote", 2) + run(" two") + point("footnote", 1) + run(".") + point("endnote", 1)
    )
    parts = {"footnotes": notes("footnote", " Later.", " Sooner."), "endnotes": notes("endnote", " At the very end.")}
    found = document(body, parts)
    assert blocks(found) == [
        ("paragraph", "One1 two2.i"),
        ("footnote", "1 Sooner."),
        ("footnote", "2 Later."),
        ("footnote", "i At the very end."),
    ]
    assert marks(found) == [("footnote", sign) for sign in ("1", "2", "i", "1", "2", "i")]


def test_a_note_that_nothing_points_to_is_not_there() -> None:
    deleted = f'<w:del w:id="1">{point("footnote", 1)}</w:del>'
    parts = {"footnotes": notes("footnote", " Gone 5.", " Here 6.")}
    found = document(paragraph(run("Text") + deleted + point("footnote", 2)), parts)
    assert blocks(found) == [("paragraph", "Text1"), ("footnote", "1 Here 6.")]


def test_endnotes_that_are_a_reference_list_are_references() -> None:
    entries = [f" Author {letter}. A title. Journal 201{number};4:5." for number, letter in enumerate("ABCDEF")]
    settings = f'<w:settings {NAMES}><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr></w:settings>'
    body = paragraph("".join(run(f" word {number}") + point("endnote", number) for number in range(1, 7)))
    found = document(body, {"endnotes": notes("endnote", *entries), "settings": settings})
    assert [kind for kind, _ in blocks(found)] == ["paragraph", *["reference"] * 6]
    assert marks(found)[:6] == [("reference", str(number)) for number in range(1, 7)]


def test_a_note_that_a_table_points_to_belongs_to_it() -> None:
    grid = table(cell("A") + cell("B"), cell("x") + cell(paragraph(run("5") + point("footnote", 1))))
    found = document(
        paragraph(run("Text") + point("footnote", 2)) + grid, {"footnotes": notes("footnote", " Of it.", " Not.")}
    )
    (only,) = found.tables
    assert [found.text[slice(*note)] for note in only.notes] == ["2 Of it."]


def test_headers_and_footers_are_boilerplate_and_stand_once() -> None:
    part = f"<w:{{0}} {NAMES}>{paragraph('Protocol 12')}{table(cell('Page') + cell('3'))}</w:{{0}}>"
    found = document(paragraph("Text"), {"header": part.format("hdr"), "footer": part.format("ftr")})
    around = [("boilerplate", text) for text in ("Protocol 12", "Page", "3")]
    assert blocks(found) == [*around, ("paragraph", "Text"), *around]
    assert found.tables == ()


# Tables


def test_merged_cells_keep_their_spans() -> None:
    found = document(
        table(
            cell("A", RESTART) + cell("B", span(2)),
            cell("", CONTINUE) + cell("b1") + cell("b2"),
            cell("x", RESTART) + cell("1") + cell(paragraph("2") + paragraph("two")),
            cell("", CONTINUE) + cell("3") + cell(""),
        )
    )
    assert cells(found) == [
        (0, 0, 2, 1, "A"),
        (0, 1, 1, 2, "B"),
        (1, 1, 1, 1, "b1"),
        (1, 2, 1, 1, "b2"),
        (2, 0, 2, 1, "x"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2 two"),
        (3, 1, 1, 1, "3"),
    ]
    assert [each.row for each in found.tables[0].cells if each.header] == [0, 0, 1, 1]
    assert found.text == "A\tB\nb1\tb2\nx\t1\t2 two\n3\t\n"


def test_rows_set_as_headers_are_heads_and_so_are_those_they_reach_into() -> None:
    found = document(
        table(
            "H" + cell("A", RESTART) + cell("12 months"),
            cell("", CONTINUE) + cell("24 months"),
            cell("x") + cell("5"),
            cell("y") + cell("6"),
        )
    )
    assert [each.row for each in found.tables[0].cells if each.header] == [0, 0, 1]


def test_a_row_may_begin_later_and_stand_in_a_content_control() -> None:
    late = f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('5')}</w:tr>"
    grid = f"<w:tbl><w:tr>{cell('A')}{cell('B')}</w:tr><w:sdt><w:sdtContent>{late}</w:sdtContent></w:sdt></w:tbl>"
    assert cells(document(grid)) == [(0, 0, 1, 1, "A"), (0, 1, 1, 1, "B"), (1, 1, 1, 1, "5")]


def test_a_hidden_row_is_not_read() -> None:
    rows = [cell("A") + cell("B"), cell("x") + cell("1"), cell("y") + cell("2")]
    hidden = table(*rows).replace(f"<w:tr>{rows[1]}", f"<w:tr><w:trPr><w:hidden/></w:trPr>{rows[1]}")
    assert document(hidden).text == "A\tB\ny\t2\n"


def test_a_table_in_a_cell_is_written_in_that_cell() -> None:
    inner = table(cell("a") + cell("1"), cell("b") + cell("2"))
    found = document(table(cell("X") + cell("Y"), cell("x") + cell(inner), cell("z") + cell("3")))
    assert cells(found)[3] == (1, 1, 1, 1, "a 1; b 2")


def test_a_table_that_only_holds_tables_is_layout() -> None:
    inner = table(cell("A") + cell("B"), cell("x") + cell("1"))
    found = document(table(cell(inner) + cell(inner), cell(inner) + cell("Note")))
    assert len(found.tables) == 3
    assert blocks(found)[-1] == ("paragraph", "Note")


def test_the_caption_and_the_notes_of_a_table_are_found() -> None:
    found = document(
        paragraph("Table 1. Two arms")
        + table(cell("Arm") + cell("Rate"), cell("A") + cell("5%"), cell("NR: not reached", span(2)))
        + paragraph("Abbreviations: CI, confidence interval")
    )
    (only,) = found.tables
    assert only.caption is not None
    assert found.text[slice(*only.caption)] == "Table 1. Two arms"
    assert [found.text[slice(*note)] for note in only.notes] == [
        "NR: not reached",
        "Abbreviations: CI, confidence interval",
    ]


def test_a_span_of_a_cell_is_bounded() -> None:
    found = document(table(cell("a", span(99999999)) + cell("b"), cell("c") + cell("d")))
    assert max(each[3] for each in cells(found)) <= 1000


# Styles and properties


def test_a_style_says_what_its_base_says() -> None:
    styles = (
        f"<w:styles {NAMES}>"
        + STYLE.format("berschrift2", "heading 2", "")
        + STYLE.format("Mine", "My section", '<w:basedOn w:val="berschrift2"/>')
        + STYLE.format("Loop", "Loop", '<w:basedOn w:val="Loop"/>')
        + STYLE.format("Hid", "Hid", "<w:rPr><w:vanish/></w:rPr>")
        + "</w:styles>"
    )
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in ("Mine", "Loop", "Hid"))
    found = document(body, {"styles": styles})
    assert blocks(found) == [("heading", "Mine"), ("paragraph", "Loop")]
    assert found.blocks[0].level == 2


def test_below_a_title_headings_are_a_level_deeper() -> None:
    found = document(
        paragraph("Whole", '<w:pStyle w:val="Title"/>') + paragraph("Part", '<w:pStyle w:val="Heading1"/>')
    )
    assert [block.level for block in found.blocks] == [1, 2]
    assert found.metadata.title == "Whole"


def test_the_strict_form_of_the_format_is_read() -> None:
    strict = docx(paragraph("Strict 5 mg"), form=STRICT)
    assert parse(strict, "a.docx").text == "Strict 5 mg\n"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("A title in the properties", "A title in the properties"),
        ("Microsoft Word - draft3", "Part"),
        ("Short", "Part"),
    ],
)
def test_the_title_of_the_file_counts_where_none_is_printed_and_no_program_made_it(title: str, expected: str) -> None:
    core = f'<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></c:coreProperties>'
    data = docx(paragraph("Part", '<w:pStyle w:val="Heading1"/>'), core=core)
    assert parse(data, "a.docx").metadata.title == expected


def test_the_symbols_are_those_that_another_library_knows() -> None:
    from reportlab.pdfbase.rl_codecs import RL_Codecs

    RL_Codecs.register()
    compared = 0
    for code in (*range(0x20, 0x7F), *range(0xA1, 0xFF)):
        try:
            theirs = bytes([code]).decode("symbol")
        except UnicodeDecodeError:
            continue
        ours = symbol("Symbol", f"F0{code:02X}")
        if "\ue000" <= theirs <= "\uf8ff" or "\ue000" <= ours <= "\uf8ff" or code == 0x44:
            continue  # parts of brackets, of which there is no character; theirs has an increment for the Delta
        compared += 1
        assert unicodedata.normalize("NFKC", ours) == unicodedata.normalize("NFKC", theirs), hex(code)
    assert compared > 150


@pytest.mark.parametrize(
    ("font", "code", "expected"),
    [
        ("Symbol", "B1", "±"),
        ("Wingdings", "F0E0", "→"),
        ("Arial", "2265", "≥"),
        ("Webdings", "F061", "\uf061"),
        ("Symbol", "", "\ufffd"),
        ("Symbol", "D800", "\ufffd"),
        ("Symbol", "FFFFFFFFF", "\ufffd"),
    ],
)
def test_a_symbol_that_is_not_known_stays_what_it_is(font: str, code: str, expected: str) -> None:
    assert symbol(font, code) == expected
