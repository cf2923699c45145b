"""Word documents for tests of comments, and what their comments are hung on, read without our own code."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
from docx.oxml import parse_xml
from lxml import etree
from tests.unit.readers.word import NAMES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", f"{W}tab": "\t"}


def word(body: str) -> bytes:
    """A document that Word would open, with this body."""
    document = docx.Document()
    inner = parse_xml(f"<w:body {NAMES}>{body}</w:body>")
    for child in list(inner):
        document.element.body.insert_element_before(child, "w:sectPr")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def anchored(data: bytes) -> list[tuple[str, str]]:
    """The comments in the order of the text: what each is hung on, and what it says."""
    with ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        said = etree.fromstring(archive.read("word/comments.xml"))
    texts = {each.get(f"{W}id"): "\n".join(_text(p) for p in each.iter(f"{W}p")) for each in said}
    found: dict[str | None, str] = {}
    opened: list[str | None] = []
    for element in root.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            opened.append(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            opened.remove(number)
        elif element.tag == f"{W}commentReference":
            assert number in found
        else:
            for each in opened:
                found[each] += _sign(element)
    assert not opened
    return [(text, texts[number]) for number, text in found.items()]


def _text(paragraph: etree._Element) -> str:
    return "".join(_sign(element) for element in paragraph.iter())


def _sign(element: etree._Element) -> str:
    return (element.text or "") if element.tag == f"{W}t" else _SIGNS.get(str(element.tag), "")
