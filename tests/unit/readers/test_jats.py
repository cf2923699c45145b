"""Articles in JATS and its forerunner NLM."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.readers.test_properties import check

from claimcheck.model.document import Document, Metadata, Status
from claimcheck.readers import parse, read

if TYPE_CHECKING:
    from tests.conftest import Golden

ENTRIES = "".join(f"<ref id='b{n}'><label>{n}</label><mixed-citation>Work {n}.</mixed-citation></ref>" for n in (1, 2))


def article(body: str = "", front: str = "", back: str = "", name: str = "a.nxml") -> Document:
    text = (
        f"<article><front><article-meta>{front}</article-meta></front><body>{body}</body><back>{back}</back></article>"
    )
    return parse(text.encode(), name)


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(f"{b.kind}{b.level or ''}", document.text[b.start : b.end]) for b in document.blocks]


def marks(document: Document) -> list[tuple[str, str]]:
    return [(mark.kind.value, document.text[mark.start : mark.end]) for mark in document.marks]


def cells(document: Document) -> list[tuple[int, int, int, int, bool, str]]:
    (table,) = document.tables
    return [(c.row, c.column, c.row_span, c.column_span, c.header, document.text[c.start : c.end]) for c in table.cells]


def test_an_article_with_all_its_parts(documents: Path, outline: Callable[[Document], str], golden: Golden) -> None:
    document = read(documents / "article.nxml", "article.nxml")
    golden("readers/article.nxml.txt", outline(document))
    assert document.metadata == Metadata(
        title="Examplinib in XYZ-positive tumours",
        language="en",
        identifiers=(("doi", "10.1000/jit.7"), ("pmcid", "PMC1234567"), ("nct", "NCT01234567")),
        dates=(("received", "2015-03-02"), ("published", "2015-06-20"), ("issued", "2015-09")),
        author="Mustermann",
    )
    assert (document.status, document.reason) == (
        Status.TABLES_SKIPPED,
        "1 table is only there as an image, not read: Table 2",
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One <bold>two</bold>\n three</p><p>Four</p>", [("paragraph", "One two three"), ("paragraph", "Four")]),
        (
            "<sec><title>A</title><sec><title>B</title><p>x</p></sec></sec><sec><title>C</title></sec>",
            [("heading2", "A"), ("heading3", "B"), ("paragraph", "x"), ("heading2", "C")],
        ),
        ("<sec><p>no title</p><sec><title>B</title></sec></sec>", [("paragraph", "no title"), ("heading2", "B")]),
        (
            "<sec><title>Funding</title><p>a</p></sec><p>Text behind it.</p>",
            [("heading2", "Funding"), ("boilerplate", "a"), ("paragraph", "Text behind it.")],
        ),
        (
            "<p>The rate <table-wrap><label>Table 1</label><caption><p>C</p></caption><table><tr><th>a</th><th>b</th>"
            "</tr><tr><td>x</td><td>1</td></tr></table></table-wrap> was 5%.</p>",
            [("paragraph", "The rate was 5%."), ("caption", "Table 1 C"), ("table", "a\tb\nx\t1")],
        ),
        (
            "<p>Text<supplementary-material><label>File 1</label><caption><p>12 KB</p></caption>"
            "</supplementary-material></p>",
            [("paragraph", "Text"), ("boilerplate", "File 1 12 KB")],
        ),
        (
            "<boxed-text><caption><title>Panel</title></caption><p>x</p></boxed-text>",
            [("caption", "Panel"), ("paragraph", "x")],
        ),
        ("<disp-quote><p>Said.</p></disp-quote>", [("paragraph", "Said.")]),
        ("<p>a<break/>b</p>", [("paragraph", "a\nb")]),
        ("<p>is <disp-formula><tex-math>\\alpha</tex-math></disp-formula> so</p>", [("paragraph", "is so")]),
        ("<p>5&nbsp;mg&thinsp;&lt; 6</p>", [("paragraph", "5\u00a0mg\u2009< 6")]),
        ("<p><![CDATA[a &nbsp; < b]]></p>", [("paragraph", "a &nbsp; < b")]),
    ],
)  # fmt: skip
def test_blocks(body: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(article(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("given<sup><xref ref-type='bibr' rid='b1'>1</xref></sup>", [("reference", "1")]),
        ("given<sup><xref ref-type='bibr' rid='b1'>3</xref>-5</sup>", [("reference", "3-5")]),
        ("was 42% [<xref ref-type='bibr' rid='b1'>1</xref>]", [("reference", "[1]")]),
        (
            "[<xref ref-type='bibr' rid='b1'>3</xref>]–[<xref ref-type='bibr' rid='b2'>5</xref>]",
            [("reference", "[3]–[5]")],
        ),
        (
            "(<xref ref-type='bibr' rid='b1'>3</xref>, <xref ref-type='bibr' rid='b2'>5</xref>)",
            [("reference", "(3, 5)")],
        ),
        ("<xref rid='b2'>Lee <italic>et al</italic>, 2011</xref>", [("reference", "Lee et al, 2011")]),
        ("<xref ref-type='fig' rid='f1'>Figure 1</xref>", []),
        ("19.2<sup>a</sup> and 7<xref ref-type='table-fn' rid='t'>†</xref>", [("footnote", "a"), ("footnote", "†")]),
        ("10<sup>6</sup>/m<sup>2</sup>", [("superscript", "6"), ("superscript", "2")]),
        ("H<sub>2</sub>O", [("subscript", "2")]),
        (
            "<inline-formula><math><msup><mn>10</mn><mn>6</mn></msup></math></inline-formula> cells",
            [("superscript", "6")],
        ),
    ],
)  # fmt: skip
def test_marks(body: str, expected: list[tuple[str, str]]) -> None:
    document = article(f"<p>{body}</p>", back=f"<ref-list>{ENTRIES}</ref-list>")
    assert marks(document) == expected


def test_citations_resolve_through_the_reference_list() -> None:
    from claimcheck.extract import extract

    entry = (
        "<ref id='b7'><label>7</label><element-citation><person-group><name><surname>Beispiel</surname>"
        "<given-names>Anna B.</given-names></name></person-group><article-title>Invented</article-title>"
        "<source>J Invent</source><year>2011</year></element-citation></ref>"
    )
    document = article(
        "<p>A phase 2 study showed a response rate of 42%<sup><xref ref-type='bibr' rid='b7'>7</xref></sup>.</p>",
        back=f"<ref-list>{entry}</ref-list>",
    )
    extraction = extract(document)
    assert [(work.mark, work.name) for work in extraction.works] == [("7", "Beispiel 2011")]
    (mention,) = extraction.mentions
    assert (
        document.text[mention.quantity.start : mention.quantity.end],
        {a.key: a.value for a in mention.attributes}["study"],
    ) == ("42%", "Beispiel 2011")


@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        (
            "<label>1</label><element-citation><name><surname>Lee</surname><given-names>Soo-Hyun</given-names></name>"
            "<collab>A Group</collab><article-title>Which one?</article-title><source>J</source><year>2011</year>"
            "<volume>5</volume><fpage>7</fpage><pub-id pub-id-type='pmid'>99</pub-id></element-citation>",
            "1. Lee SH, A Group. Which one? J. 2011;5:7. PMID: 99.",
        ),
        ("<mixed-citation>Lee S. Printed. J 2011;5:7.</mixed-citation>", "Lee S. Printed. J 2011;5:7."),
        (
            "<label>[12]</label><citation-alternatives><element-citation><source>J</source><year>2011</year>"
            "</element-citation><mixed-citation>Twice.</mixed-citation></citation-alternatives>",
            "12. J. 2011.",
        ),
        ("<label>R3</label><note><p>Personal communication</p></note>", "R3 Personal communication"),
    ],
)
def test_entries_of_the_reference_list(ref: str, expected: str) -> None:
    document = article(back=f"<ref-list><title>References</title><ref>{ref}</ref></ref-list>")
    assert blocks(document) == [("heading2", "References"), ("reference", expected)]


def test_cells_get_their_places_captions_and_notes() -> None:
    document = article(
        "<table-wrap><label>Table 1.</label><caption><title>Rates</title><p>in %</p></caption><table>"
        "<thead><tr><th rowspan='2'/><th colspan='2'>Arm</th></tr><tr><th>A</th><th>B</th></tr></thead>"
        "<tbody><tr><td rowspan='2'>x</td><td>1<hr/></td><td><p>2</p><p>two</p></td></tr><tr><td>3</td><td/></tr>"
        "</tbody></table><table-wrap-foot><p>Read with care.</p></table-wrap-foot></table-wrap><p>Text.</p>"
    )
    assert cells(document) == [
        (0, 1, 1, 2, True, "Arm"),
        (1, 1, 1, 1, True, "A"),
        (1, 2, 1, 1, True, "B"),
        (2, 0, 2, 1, False, "x"),
        (2, 1, 1, 1, False, "1"),
        (2, 2, 1, 1, False, "2 two"),
        (3, 1, 1, 1, False, "3"),
    ]
    (table,) = document.tables
    assert table.caption is not None
    assert document.text[slice(*table.caption)] == "Table 1. Rates\nin %"
    assert [document.text[slice(*note)] for note in table.notes] == ["Read with care."]


def test_rows_and_entries_of_the_oasis_form() -> None:
    document = article(
        "<table-wrap><table xmlns:oasis='x'><oasis:tgroup><oasis:colspec colname='c1'/><oasis:colspec colname='c2'/>"
        "<oasis:colspec colname='c3'/><oasis:thead><oasis:row><oasis:entry>a</oasis:entry>"
        "<oasis:entry namest='c2' nameend='c3'>b</oasis:entry></oasis:row></oasis:thead><oasis:tbody><oasis:row>"
        "<oasis:entry morerows='1'>x</oasis:entry><oasis:entry>1</oasis:entry><oasis:entry>2</oasis:entry></oasis:row>"
        "<oasis:row><oasis:entry>3</oasis:entry><oasis:entry>4</oasis:entry></oasis:row></oasis:tbody></oasis:tgroup>"
        "</table></table-wrap>"
    )
    assert cells(document) == [
        (0, 0, 1, 1, True, "a"),
        (0, 1, 1, 2, True, "b"),
        (1, 0, 2, 1, False, "x"),
        (1, 1, 1, 1, False, "1"),
        (1, 2, 1, 1, False, "2"),
        (2, 1, 1, 1, False, "3"),
        (2, 2, 1, 1, False, "4"),
    ]


def test_a_float_stands_behind_the_paragraph_that_first_names_it() -> None:
    document = parse(
        b"<article><body><sec><title>One</title><p>See <xref rid='f1'>Figure 1</xref>.</p></sec><sec><title>Two</title>"
        b"<p>Text.</p></sec></body><floats-group><fig id='f2'><caption><p>Never named.</p></caption></fig>"
        b"<fig id='f1'><caption><p>Named.</p></caption></fig></floats-group></article>",
        "a.xml",
    )
    assert [text for _, text in blocks(document)] == ["One", "See Figure 1.", "Named.", "Two", "Text.", "Never named."]


def test_where_the_abstract_stands_is_said_by_the_format() -> None:
    abstract = "<abstract><sec><title>Results</title><p>One.</p></sec></abstract>"
    front = f"<title-group><article-title>T</article-title></title-group>{abstract}"
    document = article("<sec><title>Results</title><p>Two.</p></sec>", front=front)
    assert document.abstract is not None
    assert document.text[slice(*document.abstract)].split() == ["Results", "One."]
    assert article("<p>Two.</p>").abstract is None


def test_several_articles_are_all_read_and_none_is_the_document() -> None:
    one = (
        "<article><front><article-meta><article-id pub-id-type='doi'>10.1000/{0}</article-id><title-group>"
        "<article-title>Title {0}</article-title></title-group></article-meta></front>"
        "<body><p>Text {0}.</p></body></article>"
    )
    document = parse(f"<pmc-articleset>{one.format(1)}{one.format(2)}</pmc-articleset>".encode(), "a.xml")
    assert blocks(document) == [
        ("heading1", "Title 1"),
        ("paragraph", "Text 1."),
        ("heading1", "Title 2"),
        ("paragraph", "Text 2."),
    ]
    assert document.metadata == Metadata()
    assert (document.status, document.reason) == (
        Status.PARTIAL,
        "2 articles in one file, read as one document: save each in a file of its own",
    )


def test_a_namespace_changes_nothing() -> None:
    plain = b"<article><body><sec><title>A</title><p>x<sup>2</sup></p></sec></body></article>"
    named = plain.replace(b"<article>", b"<article xmlns='https://jats.nlm.nih.gov/ns/archiving/1.3/'>")
    assert blocks(parse(named, "a.xml")) == blocks(parse(plain, "a.xml")) == [("heading2", "A"), ("paragraph", "x2")]


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (
            b"<clinical_study/>",
            Status.UNSUPPORTED,
            "XML with the root element <clinical_study> is not read; read are article, pmc-articleset, PubmedArticle, "
            "PubmedArticleSet",
        ),
        (b"", Status.UNREADABLE, "not XML: Document is empty, line 1, column 1"),
        (b"No XML at all", Status.UNREADABLE, "not XML: Start tag expected, '<' not found, line 1, column 1"),
        (b"%PDF-1.7", Status.NOT_TEXT, "not text: its first bytes say a PDF"),
        (b"<article/>", Status.PARTIAL, "no text in the article"),
        (b"<pmc-articleset/>", Status.PARTIAL, "no article in the file"),
    ],
)
def test_what_cannot_be_read(data: bytes, status: Status, reason: str) -> None:
    document = parse(data, "a.xml")
    assert (document.status, document.reason, document.text) == (status, reason, "")


def test_a_broken_article_is_read_as_far_as_it_goes() -> None:
    document = parse(b"<article><body><p>A rate of 5%.</p><p>And <b>6%.", "a.nxml")
    assert blocks(document)[0] == ("paragraph", "A rate of 5%.")
    assert document.status is Status.PARTIAL
    assert document.reason is not None
    assert document.reason.startswith("broken XML, read as far as it goes: ")


def test_elements_that_nest_too_deep_are_said_to_be_missing() -> None:
    document = parse(b"<article><body><p>Text.</p>" + b"<sec>" * 400 + b"</sec>" * 400 + b"</body></article>", "a.xml")
    assert document.status is Status.PARTIAL
    assert blocks(document) == [("paragraph", "Text.")]


def test_no_entity_is_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("12345 patients")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 30))
    data = (
        f"<!DOCTYPE article SYSTEM 'http://127.0.0.1:9/a.dtd' [<!ENTITY l0 'ha'>{laughs}"
        f"<!ENTITY file SYSTEM '{secret.as_uri()}'>]><article><body><p>&l29; &file; and 5&nbsp;mg</p></body></article>"
    )
    document = parse(data.encode(), "a.xml")
    assert document.text == "&l29; &file; and 5\u00a0mg\n"
    assert (document.status, document.reason) == (
        Status.PARTIAL,
        "entities that are not known stand as printed: &file;, &l29;",
    )


def test_the_declared_encoding_holds() -> None:
    data = "<?xml version='1.0' encoding='ISO-8859-1'?><article><body><p>café</p></body></article>".encode("latin-1")
    assert parse(data, "a.xml").text == "café\n"


NAMES = (
    "sec title p list list-item fig caption label table-wrap table thead tbody tr td th sup sub xref fn "
    "table-wrap-foot ack ref-list ref mixed-citation italic bold break disp-formula math mfrac boxed-text "
    "supplementary-material alternatives def-list def-item term def unheard-of"
)
TAGS = st.sampled_from(NAMES.split())
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8) | st.sampled_from(
    ["5 mg", "1", "[", "]", " ", "Median PFS was 10.9 months."]
)


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.sampled_from(
        ["", " rowspan='2'", " colspan='3'", " ref-type='bibr'", " rid='b1' ref-type='table-fn'"]
    )
    return st.builds(
        lambda tag, said, parts: f"<{tag}{said}>{''.join(parts)}</{tag}>", TAGS, attributes, st.lists(inner, max_size=4)
    )


ESCAPED = TEXTS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
BODIES = st.lists(st.recursive(ESCAPED, element, max_leaves=30), max_size=4).map("".join)


@settings(max_examples=300, deadline=None)
@given(body=BODIES)
def test_any_nesting_makes_a_document(body: str) -> None:
    document = article(body)
    assert document.status is not Status.CRASHED
    check(document)


@settings(max_examples=200, deadline=None)
@given(body=BODIES, cut=st.integers(0, 400))
def test_any_cut_makes_a_document(body: str, cut: int) -> None:
    document = parse(f"<article><body>{body}".encode()[: cut + 20], "a.nxml")
    assert document.status is Status.OK or document.reason
    check(document)


WORDS = st.lists(st.sampled_from(["Rate", "5", "mg", "and", "10.9", "months"]), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(paragraphs=st.lists(WORDS, min_size=1, max_size=8), depths=st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_no_paragraph_is_lost_however_deep_it_stands(paragraphs: list[str], depths: list[int]) -> None:
    body = "".join(
        f"{'<sec>' * depth}<title>Head {depth}</title><p>{words}</p>{'</sec>' * depth}"
        for words, depth in zip(paragraphs, depths, strict=False)
    )
    found = [text for kind, text in blocks(article(body)) if kind == "paragraph"]
    assert found == [words for words, _ in zip(paragraphs, depths, strict=False)]


def test_claims_of_the_shared_articles_quote_their_text(shared: Path) -> None:
    from claimcheck.engine import File
    from claimcheck.scan import process
    from claimcheck.vocabulary import load

    paths = sorted((shared / "corpus/trials").glob("*.nxml"))
    assert len(paths) >= 40
    vocabulary = load()
    count = 0
    for path in paths:
        reading = process(File(path, path.name), vocabulary)
        document = reading.document
        check(document)
        assert document.status in {Status.OK, Status.TABLES_SKIPPED}, (path.name, document.reason)
        assert all(document.text[slice(*claim.span)] == claim.quote for claim in reading.claims), path.name
        count += len(reading.claims)
    assert count > 1000
