"""Word documents made for a test: small ones from their XML, and one with all the parts that a document may have."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import docx as python_docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from claimcheck.config import ReadOptions
from claimcheck.model.document import Document
from claimcheck.readers import parse

if TYPE_CHECKING:
    from docx.document import Document as Word

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    _OFFICE: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
"""The namespaces of the strict form of the format."""

STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def span(columns: int) -> str:
    """The property of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def run(text: str, properties: str = "") -> str:
    """A run of text as XML."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


OLD = '<w:del w:id="1"><w:r><w:delText xml:space="preserve">{}</w:delText></w:r></w:del>'
NEW = '<w:ins w:id="2">' + run("{}") + "</w:ins>"
"""A deleted and an inserted run, around a text."""


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, or of a plain text, as XML."""
    inner = content if content.startswith("<") or not content else run(content)
    look = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{look}{inner}</w:p>"


def cell(content: str = "", properties: str = "") -> str:
    """A table cell as XML."""
    inner = content if content.startswith(("<w:p>", "<w:tbl>")) else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def table(*rows: str) -> str:
    """A table of rows of cells as XML; a row that begins with `H` is set as a header row."""
    made = []
    for row in rows:
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if row.startswith("H") else ""
        made.append(f"<w:tr>{properties}{row.removeprefix('H')}</w:tr>")
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def superscript(text: str) -> str:
    """A raised run as XML."""
    return run(text, '<w:vertAlign w:val="superscript"/>')


def docx(
    body: str,
    parts: Mapping[str, str] | None = None,
    *,
    core: str = "",
    head: str = "",
    left_out: str = "",
    form: Mapping[str, str] | None = None,
) -> bytes:
    """An archive with the body and what else is given.

    Args:
        body: the paragraphs and tables.
        parts: further parts by kind: `footnotes`, `styles`, `header`, ...
        core: what the file says of itself.
        head: what stands before the root of the text.
        left_out: the name of a part that is pointed to and not there.
        form: replacements in all parts.
    """
    parts = parts or {}
    links = "".join(f'<Relationship Id="r{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    package = (
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="r2" Type="{_PACKAGE}/metadata/core-properties" Target="docProps/core.xml"/>'
    )
    files = {
        "_rels/.rels": relations(package),
        "docProps/core.xml": core or "<core/>",
        "word/document.xml": f"{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(links),
        **{f"word/{kind}.xml": xml for kind, xml in parts.items()},
    }
    files.pop(left_out, None)
    for usual, other in (form or {}).items():
        files = {name: text.replace(usual, other) for name, text in files.items()}
    return archive(files)


def relations(links: str) -> str:
    """A part that says what another one points to."""
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def notes(kind: str, *contents: str) -> str:
    """The part of footnotes or endnotes, with the ids 1, 2, ..."""
    separator = f'<w:{kind} w:type="separator" w:id="0">{paragraph("<w:r><w:separator/></w:r>")}</w:{kind}>'
    made = [
        f'<w:{kind} w:id="{number}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>{run(text)}")}</w:{kind}>'
        for number, text in enumerate(contents, 1)
    ]
    return f"<w:{kind}s {NAMES}>{separator}{''.join(made)}</w:{kind}s>"


def point(kind: str, note: int) -> str:
    """A run that points to a note."""
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:{kind}Reference w:id="{note}"/></w:r>'


def field(instruction: str, result: str) -> str:
    """A field with its result as runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def document(body: str, parts: Mapping[str, str] | None = None, view: str = "final") -> Document:
    """What is read of a body and further parts."""
    return parse(docx(body, parts), "a.docx", ReadOptions(track_changes=view))


def blocks(found: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, found.text[block.start : block.end]) for block in found.blocks]


def marks(found: Document) -> list[tuple[str, str]]:
    """Kind and text of each mark."""
    return [(mark.kind.value, found.text[mark.start : mark.end]) for mark in found.marks]


def page() -> bytes:
    """A document as Word would keep it, with all its parts."""
    word = python_docx.Document()
    word.core_properties.title = "A capsule for three kinds of tumour"
    word.core_properties.language = "en-GB"
    word.sections[0].header.paragraphs[0].text = "Draft of 4 May 2021"
    word.sections[0].footer.paragraphs[0].text = "Page 7"
    word.add_heading("Capsules in three kinds of tumour", 0)
    word.add_paragraph("doi: 10.1000/example.8")
    word.add_heading("What was found", 1)
    _text(word)
    _list(word)
    _table(word)
    word.add_heading("References", 1)
    for year in (2011, 2012):
        word.add_paragraph(f"Author A. A title. Journal {year};3:14.", style="List Number")
    xml = notes("footnote", " Counted twice in 6 patients.").encode()
    uri, kind = (
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
    )
    word.part.relate_to(Part(uri, kind, xml, word.part.package), RELATIONSHIP_TYPE.FOOTNOTES)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _text(word: Word) -> None:
    raised = word.styles.add_style("Raised", WD_STYLE_TYPE.CHARACTER)
    raised.font.superscript = True
    text = word.add_paragraph("The response rate was ")
    text.add_run("41.5%")
    text.add_run("12", style="Raised")
    text.add_run(" at 10")
    text.add_run("6").font.superscript = True
    text.add_run(" cells, and IC")
    text.add_run("50").font.subscript = True
    text.add_run(" was 5\u00a0nM")
    _add(text._p, point("footnote", 1))
    _add(text._p, run(" in "), '<w:del w:id="1"><w:r><w:delText>31</w:delText></w:r></w:del>')
    _add(text._p, f'<w:ins w:id="2">{run("32")}</w:ins>', run(" mice"), run(" and 9 rats", "<w:vanish/>"), run("."))
    box = f"<w:txbxContent>{paragraph('Key message: 1 capsule a day')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    _add(text._p, f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")


def _list(word: Word) -> None:
    word.add_paragraph("First point", style="List Bullet")
    second = word.add_paragraph("Second point, 3\u00a0of\u00a04", style="List Bullet")
    second.add_run("\twith a tab\nand a line")


def _table(word: Word) -> None:
    caption = word.add_paragraph("Table ", style="Caption")
    _add(caption._p, field(" SEQ Table ", "1"), run(". Outcome of two trials"))
    grid = word.add_table(5, 3)
    rows = [
        ["Outcome", "Trial", ""],
        ["", "One (n=50)", "Two (n=172)"],
        ["Response rate", "72%", "74%"],
        ["Survival", "50.4 months", "not reached"],
        ["", "84%", ""],
    ]
    for index, texts in enumerate(rows):
        for column, content in enumerate(texts):
            grid.cell(index, column).text = content
    grid.cell(0, 0).merge(grid.cell(1, 0))
    grid.cell(0, 1).merge(grid.cell(0, 2))
    grid.cell(3, 0).merge(grid.cell(4, 0))
    _add(grid.cell(3, 1).paragraphs[0]._p, superscript("*"))
    word.add_paragraph("*Updated in 2020.")


def _add(element: object, *contents: str) -> None:
    for content in contents:
        element.extend(parse_xml(f"<w:p {NAMES}>{content}</w:p>"))  # type: ignore[attr-defined]
