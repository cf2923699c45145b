"""Comments stand at the numbers they are about, and nothing else of the document changes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.readers.word import NEW, OLD, cell, page, paragraph, run, superscript, table
from tests.unit.report.sample import RESULT, UPDATED, VALUE, claim
from tests.unit.review.commented import anchored, word

from claimcheck.config import ReadOptions
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Claim, ScanResult, Side
from claimcheck.readers import parse
from claimcheck.review.comments import Commented, commented

NAME = "draft.docx"
OPTIONS = ReadOptions()


def result_with(text: str, quotes: list[str | tuple[int, int]]) -> ScanResult:
    """The hand-made result with claims of the document at these quotes, each in a conflict with another document."""
    claims: list[Claim] = []
    for number, quote in enumerate(quotes):
        start, end = (text.index(quote), text.index(quote) + len(quote)) if isinstance(quote, str) else quote
        made = claim(f"c-{number}", NAME, start, "1", "s")
        claims.append(replace(made, quote=text[start:end], span=(start, end)))
    conflicts = [
        replace(
            VALUE,
            id=f"k-{each.id}",
            claims=(each.id, UPDATED.id),
            sides=(Side(None, each.quote, (each.id,)), Side(UPDATED.value, "19.3 months", (UPDATED.id,))),
        )
        for each in claims
    ]
    return replace(RESULT, claims=(*claims, UPDATED), conflicts=tuple(conflicts))


def copy_of(body: str, quotes: list[str | tuple[int, int]], options: ReadOptions = OPTIONS) -> Commented:
    """The commented copy, after having seen that its text is that of the source."""
    data = word(body)
    text = parse(data, NAME, options).text
    made = commented(data, NAME, result_with(text, quotes), options)
    assert parse(made.data, NAME, options).text == text
    docx.Document(BytesIO(made.data))
    return made


RAISED = superscript("12")
BODIES = {
    "in the middle of a run": (paragraph("Median PFS was 19.2 months overall."), "19.2 months"),
    "a whole run": (paragraph(run("PFS ") + run("19.2 months") + run(".")), "19.2 months"),
    "over several runs": (paragraph(run("PFS 1") + run("9.", "<w:b/>") + run("2 mon") + run("ths.")), "19.2 months"),
    "beside a reference mark": (paragraph(run("PFS 19.2") + RAISED + run(" months")), "19.2"),
    "in a table": (table("H" + cell("PFS") + cell("ORR"), cell("19.2 months") + cell("72%")), "19.2 months"),
    "behind tabs and breaks": (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>19.2</w:t><w:br/><w:t>b</w:t></w:r>"), "19.2"),
    "with a no-break hyphen": (paragraph("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5 of</w:t></w:r>"), "3\u20115"),
    "in inserted text": (paragraph(run("PFS ") + OLD.format("18.0 months") + NEW.format("19.2 months")), "19.2 months"),
    "half inserted": (paragraph(run("PFS 19.") + OLD.format("3") + NEW.format("2") + run(" months")), "19.2 months"),
    "in a link": (paragraph(f'<w:hyperlink r:id="x">{run("PFS 19.2 months")}</w:hyperlink>'), "19.2 months"),
    "in a content control": (f"<w:sdt><w:sdtContent>{paragraph('PFS 19.2')}</w:sdtContent></w:sdt>", "19.2"),
    "more white space in the runs": (paragraph(run("PFS  is ") + run("  19.2 \n months ") + run(" or")), "19.2 months"),
    "in the result of a field": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("PFS 19.2 months")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "19.2 months",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "quote"), BODIES.values(), ids=BODIES.keys())
def test_a_comment_is_hung_on_the_quote(body: str, quote: str) -> None:
    made = copy_of(body, [quote])
    assert (made.placed, made.unplaced) == (1, ())
    ((hung, _),) = anchored(made.data)
    assert " ".join(hung.split()) == quote


def test_what_a_comment_says() -> None:
    ((_, said),) = anchored(copy_of(paragraph("PFS 19.2 months"), ["19.2 months"]).data)
    assert said.split("\n") == [
        "error: V101 value differs. The median progression-free survival differs by 0.1 months."
        " A later data cut may explain it.",
        "19.2 months: this document",
        "19.3 months: sources/news.md:7, What was found",
        "What speaks for 19.3 months: two documents give it",
        "Reason: later cutoff",
        "Id: k-c-0",
    ]


def test_a_number_with_several_conflicts_has_one_comment() -> None:
    data = word(paragraph("PFS 19.2 months"))
    result = result_with(parse(data, NAME, OPTIONS).text, ["19.2 months"])
    result = replace(result, conflicts=(*result.conflicts, replace(result.conflicts[0], id="k-other")))
    ((_, said),) = anchored(commented(data, NAME, result, OPTIONS).data)
    assert "Id: k-c-0" in said
    assert "Id: k-other" in said


def test_numbers_that_overlap_have_comments_of_their_own() -> None:
    quotes: list[str | tuple[int, int]] = ["14.4", "14.4 to 20.1", "19.2 months (14.4 to 20.1)"]
    made = copy_of(paragraph("PFS 19.2 months (14.4 to 20.1)"), quotes)
    assert sorted(hung for hung, _ in anchored(made.data)) == quotes


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)
FORMULA = "<m:oMath><m:r><m:t>19.2</m:t></m:r></m:oMath>"


@pytest.mark.parametrize(
    ("body", "view", "why"),
    [
        (paragraph(run("a") + BOX.format(paragraph("19.2"))), "final", "it stands in a text box"),
        (paragraph(run("a ") + FORMULA), "final", "it stands in a formula"),
        (paragraph(run("a ") + OLD.format("19.2") + NEW.format("20.1")), "original", "it stands in deleted text"),
    ],
)
def test_what_has_no_place_is_said(body: str, view: str, why: str) -> None:
    made = copy_of(body, ["19.2"], ReadOptions(track_changes=view))
    assert (made.placed, [each.why for each in made.unplaced]) == (0, [why])


def test_a_document_with_all_its_parts() -> None:
    data = page()
    text = parse(data, NAME, OPTIONS).text
    hung = ["41.5%", "5\u00a0nM", "32", "3\u00a0of\u00a04", "One (n=50)", "72%", "50.4 months", "2020"]
    elsewhere = {"4 May": "a header", "Page 7": "a footer", "6 patients": "a footnote", "1 capsule": "a text box"}
    made = commented(data, NAME, result_with(text, [*hung, *elsewhere]), OPTIONS)
    assert parse(made.data, NAME, OPTIONS).text == text
    assert [quote for quote, _ in anchored(made.data)] == hung
    assert {each.claim.quote: each.why for each in made.unplaced} == {
        quote: f"it stands in {where}" for quote, where in elsewhere.items()
    }


def test_both_views_of_a_change_point_to_the_one_place() -> None:
    body = paragraph(run("PFS 19.2 months; ORR ") + OLD.format("70%") + NEW.format("72%"))
    text = parse(word(body), NAME, ReadOptions(track_changes="both")).text
    assert text.count("19.2 months") == 2
    second = text.rindex("19.2 months")
    made = copy_of(body, ["19.2 months", (second, second + 11), "72%"], ReadOptions(track_changes="both"))
    assert [hung for hung, _ in anchored(made.data)] == ["19.2 months", "19.2 months", "72%"]


def test_existing_comments_stay() -> None:
    data = word(paragraph("PFS 19.2 months"))
    first = commented(data, NAME, result_with(parse(data, NAME, OPTIONS).text, ["19.2 months"]), OPTIONS)
    again = commented(first.data, NAME, result_with(parse(data, NAME, OPTIONS).text, ["19.2"]), OPTIONS)
    assert sorted(hung for hung, _ in anchored(again.data)) == ["19.2", "19.2 months"]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert copy_of(paragraph("PFS 19.2 months"), ["19.2"]).data == copy_of(paragraph("PFS 19.2 months"), ["19.2"]).data


def test_a_text_that_was_not_scanned_is_refused() -> None:
    result = result_with("PFS 19.2 months", ["19.2 months"])
    with pytest.raises(ClaimcheckError, match="scan again"):
        commented(word(paragraph("PFS 19.3 months")), NAME, result, OPTIONS)


def test_what_is_no_word_document_is_refused() -> None:
    with pytest.raises(ClaimcheckError, match=r"draft\.docx: cannot be commented"):
        commented(b"PK", NAME, RESULT, OPTIONS)


WORDS = st.lists(
    st.sampled_from(["PFS", "19.2", "months", " ", "  ", "\u00a0", "(14.4", "to", "NR)", "12.6%"]),
    min_size=3,
    max_size=12,
)


@settings(deadline=None, max_examples=50)
@given(st.data())
def test_any_spans_of_any_runs(data: st.DataObject) -> None:
    """However a paragraph is cut into runs, each comment is hung on its span and the text stays."""
    pieces = data.draw(st.lists(st.tuples(WORDS.map("".join), st.booleans()), min_size=1, max_size=5))
    body = paragraph("".join(run(text, "<w:b/>" if bold else "") for text, bold in pieces))
    text = parse(word(body), NAME, OPTIONS).text.rstrip("\n")
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    if not solid:
        return
    ends = data.draw(
        st.lists(st.tuples(st.sampled_from(solid), st.sampled_from(solid)), min_size=1, max_size=4, unique=True)
    )
    spans = sorted({(min(pair), max(pair) + 1) for pair in ends})
    made = copy_of(body, list(spans))
    assert made.placed == len(spans)
    hung = sorted("".join(each.split()) for each, _ in anchored(made.data))
    assert hung == sorted("".join(text[start:end].split()) for start, end in spans)
