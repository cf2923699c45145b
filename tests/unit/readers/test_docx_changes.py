"""Word documents with tracked changes, in each of the three views."""

from __future__ import annotations

import pytest
from tests.unit.readers.word import (
    NEW,
    OLD,
    blocks,
    cell,
    document,
    marks,
    notes,
    paragraph,
    point,
    run,
    table,
)

from claimcheck.config import TRACK_CHANGES

EDITED = run("PFS was 10.") + OLD.format("1") + NEW.format("8") + run(" months.")
MOVED = '<w:move{0} w:id="3">' + run("Moved. ") + "</w:move{0}>"
ROW = "<w:tr><w:trPr><w:{} w:id='4'/></w:trPr>{}</w:tr>"


@pytest.mark.parametrize(
    ("body", "final", "original", "both"),
    [
        (
            paragraph(EDITED),
            ["PFS was 10.8 months."],
            ["PFS was 10.1 months."],
            ["PFS was 10.1 months.", "PFS was 10.8 months."],
        ),
        (paragraph(run("Kept.")), ["Kept."], ["Kept."], ["Kept."]),
        (
            paragraph(OLD.format("All gone.")) + paragraph("Next."),
            ["Next."],
            ["All gone.", "Next."],
            ["All gone.", "Next."],
        ),
        (paragraph(NEW.format("All new.")), ["All new."], [], ["All new."]),
        (
            paragraph(MOVED.format("From") + run("Rest.")) + paragraph(MOVED.format("To") + run("End.")),
            ["Rest.", "Moved. End."],
            ["Moved. Rest.", "End."],
            ["Moved. Rest.", "Rest.", "End.", "Moved. End."],
        ),
        (  # an insertion that somebody else deleted again
            paragraph(run("A") + f'<w:ins w:id="5">{OLD.format(" never")}</w:ins>'),
            ["A"],
            ["A"],
            ["A"],
        ),
        (  # the end of the first paragraph was deleted
            paragraph(run("One "), '<w:rPr><w:del w:id="6"/></w:rPr>') + paragraph(OLD.format("and ") + run("two.")),
            ["One two."],
            ["One", "and two."],
            ["One", "and two.", "One two."],
        ),
        (  # the end of the first paragraph was inserted
            paragraph(run("One "), '<w:rPr><w:ins w:id="6"/></w:rPr>') + paragraph(run("two.")),
            ["One", "two."],
            ["One two."],
            ["One", "two."],
        ),
        (
            f"<w:tbl><w:tr>{cell('A')}{cell('B')}</w:tr>{ROW.format('del', cell('x') + cell('1'))}"
            f"{ROW.format('ins', cell('y') + cell('2'))}</w:tbl>",
            ["A\tB\ny\t2"],
            ["A\tB\nx\t1"],
            ["A\tB\nx\t1", "A\tB\ny\t2"],
        ),
        (
            f"<w:sdt><w:sdtContent>{paragraph(EDITED)}{paragraph('Kept.')}</w:sdtContent></w:sdt>",
            ["PFS was 10.8 months.", "Kept."],
            ["PFS was 10.1 months.", "Kept."],
            ["PFS was 10.1 months.", "PFS was 10.8 months.", "Kept."],
        ),
    ],
)
def test_tracked_changes(body: str, final: list[str], original: list[str], both: list[str]) -> None:
    found = {view: [text for _, text in blocks(document(body, view=view))] for view in TRACK_CHANGES}
    assert found == {"final": final, "original": original, "both": both}


def test_a_changed_look_is_read_as_it_was() -> None:
    raised = '<w:vertAlign w:val="superscript"/><w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'
    heading = '<w:pStyle w:val="Heading1"/><w:pPrChange w:id="2"><w:pPr/></w:pPrChange>'
    body = paragraph(run("10") + run("6", raised)) + paragraph("Not yet a heading", heading)
    final, original = document(body), document(body, view="original")
    assert (marks(final), marks(original)) == ([("superscript", "6")], [])
    assert [blocks(each)[1][0] for each in (final, original)] == ["heading", "paragraph"]


def test_changes_in_notes_are_read_in_the_same_view() -> None:
    part = notes("footnote", " x").replace(run(" x"), run(" n=") + OLD.format("5") + NEW.format("6"))
    body = paragraph(run("A") + point("footnote", 1))
    read = {view: blocks(document(body, {"footnotes": part}, view))[1:] for view in TRACK_CHANGES}
    assert read == {
        "final": [("footnote", "1 n=6")],
        "original": [("footnote", "1 n=5")],
        "both": [("footnote", "1 n=5"), ("footnote", "1 n=6")],
    }


def test_both_tables_of_a_changed_one_have_its_caption_and_notes() -> None:
    changed = table(cell("Arm") + cell("Rate"), cell("A") + cell(paragraph(OLD.format("5") + NEW.format("6"))))
    body = paragraph("Table 1. Two arms") + changed + paragraph("Abbreviations: CI, confidence interval")
    found = document(body, view="both")
    assert [found.text[each.start : each.end] for each in found.tables] == ["Arm\tRate\nA\t5", "Arm\tRate\nA\t6"]
    assert {found.text[slice(*each.caption)] for each in found.tables if each.caption} == {"Table 1. Two arms"}
    assert [len(each.notes) for each in found.tables] == [1, 1]
    assert all(each.caption for each in found.tables)
