"""The terminal: both sides, the line of figures, and nothing of a document that moves a cursor or commands a runner."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.unit.report.sample import ALL, COVERAGE, FIRST, NEWS, RESULT, VALUE, claim

from claimcheck.model import Coverage, Numbers, Status
from claimcheck.report import as_text
from claimcheck.report.places import quote_spans
from claimcheck.report.safe import safe


def test_the_last_line_counts() -> None:
    assert as_text.render(RESULT).splitlines()[-1] == (
        "scanned 3 documents (8 pages, 3 without text; 1 not read), 6 claims, 3 conflicts, 10 numbers not bound"
    )


@pytest.mark.parametrize(
    ("places", "line"),
    [
        ([], "scanned 0 documents, 0 claims, 3 conflicts, 0 numbers not bound"),
        ([1], "scanned 1 document, 3 claims, 3 conflicts, 1 number not bound"),
        ([0, 1], "scanned 2 documents (6 pages, 1 without text), 6 claims, 3 conflicts, 10 numbers not bound"),
        ([1, 3], "scanned 1 document, 3 claims, 3 conflicts, 1 number not bound"),
    ],
)
def test_the_last_line_leaves_out_what_does_not_apply(places: list[int], line: str) -> None:
    result = replace(RESULT, documents=tuple(COVERAGE[place] for place in places))
    assert as_text.render(result).splitlines()[-1] == line


def test_one_of_each_is_singular() -> None:
    one = replace(COVERAGE[0], pages=1, pages_read=1, pages_without_text=0, numbers=Numbers(2, 1, 1, {"no metric": 1}))
    result = replace(RESULT, documents=(one,), claims=(FIRST,), conflicts=(VALUE,))
    line = "scanned 1 document (1 page), 1 claim, 1 conflict, 1 number not bound"
    assert as_text.render(result).splitlines()[-1] == line


def test_a_note_is_one_line_of_values() -> None:
    line = "note V101 value-differs objective response rate (rate) · PROFILE 1001 · crizotinib: 72% / 53% [truncation]"
    assert line in " ".join(as_text.render(RESULT).split())
    assert "12.67 beside 12.6" not in as_text.render(RESULT)


def test_many_notes_are_cut() -> None:
    text = as_text.render(replace(RESULT, conflicts=(RESULT.conflicts[-1],) * 25))
    assert text.count("note V101") == 20
    assert "\nand 5 more notes: see the report\n" in text


def test_many_skipped_files_are_cut_and_documents_never() -> None:
    pictures = [
        Coverage(f"p{n}.png", "", "", None, Status.UNSUPPORTED, None, None, None, None, 0, Numbers()) for n in range(30)
    ]
    locked = [replace(COVERAGE[2], path=f"l{n}.pdf") for n in range(30)]
    text = as_text.render(replace(RESULT, documents=(*pictures, *locked)))
    assert text.count(".png: unsupported") == 10
    assert "\nand 20 more files that are no documents\n" in text
    assert text.count(".pdf: not_text") == 30


def test_more_claims_of_a_side_are_counted() -> None:
    many = tuple(replace(FIRST, id=f"c{n}") for n in range(5))
    sides = (replace(VALUE.sides[0], claims=tuple(item.id for item in many)),)
    conflict = replace(VALUE, claims=sides[0].claims, sides=sides)
    text = as_text.render(replace(RESULT, claims=many, conflicts=(conflict,)))
    assert text.count("a review.pdf p.2") == 3
    assert "and 2 more" in text


HOSTILE = "\x1b]52;c;x\x07 \u202eevil \x9b2J\n::error::forged\r\n##[error]forged\n[red]markup[/red]"


def test_a_hostile_document_is_inert() -> None:
    bad = replace(FIRST, sentence=HOSTILE, quote="markup", document=f"a{HOSTILE}.txt")
    conflict = replace(
        VALUE,
        explanation=HOSTILE,
        key={"study": HOSTILE},
        sides=(replace(VALUE.sides[0], display=HOSTILE),),
    )
    item = replace(COVERAGE[2], path=HOSTILE, reason=HOSTILE)
    text = as_text.render(replace(RESULT, documents=(item,), claims=(bad,), conflicts=(conflict,)))
    assert re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\u202e]", text) is None
    assert "::" not in text
    assert "##[" not in text
    assert "[red]markup[/red]" in text


@pytest.mark.parametrize(("color", "colored"), [("always", True), ("never", False), ("auto", False)])
def test_color(color: str, colored: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert ("\x1b[" in as_text.draw(RESULT, color)) is colored


def test_auto_heeds_force_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in as_text.draw(RESULT)


def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = as_text.draw(RESULT, "never").splitlines()
    assert max(len(line) for line in lines[:-1]) <= 60


def test_the_quote_is_found_in_its_sentence() -> None:
    twice = "ORR was 19.2%, 9.2% and 9.2% in three arms."
    first = claim("x", NEWS, 100 + twice.index("9.2% and"), "9.2%", twice)
    other = claim("y", NEWS, 100 + twice.rindex("9.2%"), "9.2%", twice)
    alone = replace(first, id="z", document="other.md")
    absent = replace(first, id="w", quote="7.7%")
    spans = quote_spans([first, other, alone, absent])
    place, last = twice.index("9.2% and"), twice.rindex("9.2%")
    assert spans == {"x": (place, place + 4), "y": (last, last + 4), "z": (place, place + 4), "w": None}


def test_an_equal_number_in_the_sentence_is_told_by_its_neighbours() -> None:
    text = ALL.sentence
    second = replace(ALL, id="second", span=(300 + 40, 300 + 43))
    anchor = replace(ALL, id="anchor", quote="36/50", span=(300 + 1, 300 + 6))
    start = 300 + 1 - text.index("36/50")
    second = replace(second, span=(start + text.rindex("72%"), start + text.rindex("72%") + 3))
    assert quote_spans([second, anchor])["second"] == (text.rindex("72%"), text.rindex("72%") + 3)


@pytest.mark.parametrize("text", ["plain", "19·3 µmol ≥ 5", "naïve 日本"])
def test_safe_leaves_ordinary_text_alone(text: str) -> None:
    assert safe(text) == text
