"""Set the two PDFs of sources/ from the texts in scripts/sources/*.toml.

    python scripts/make_sources.py [FOLDER]        (default: sources/)

Needs reportlab (BSD). The same texts give the same bytes: no clock, no document id drawn at random, the standard fonts.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

TEXTS = Path(__file__).parent / "sources"
SOURCES = Path(__file__).parents[1] / "sources"
WIDTH, HEIGHT = A4
MARGIN, FOOT, HEAD, GAP = 52.0, 64.0, 68.0, 18.0
PAGES = 20
ROOM = 60.0  # a heading with less than this below it moves to the next column
SOFT_HYPHEN = "\u00ad"
AUTHOR = "claimcheck example documents"
FONTS = {"sheet": ("Helvetica", "Helvetica-Bold", 9.8), "journal": ("Times-Roman", "Times-Bold", 10.5)}
MARKS = (
    (r"\^(.+?)\^", r"<super size=6.2 rise=3.6>\1</super>"),
    (r"~(.+?)~", r"<sub size=6.2 rise=1.6>\1</sub>"),
    (r"\*(.+?)\*", r"<i>\1</i>"),
)

SHADE = colors.Color(0.9, 0.9, 0.93)

Source = dict[str, Any]


def marked(text: str, hyphens: dict[str, str]) -> str:
    """Text of the data file as reportlab's markup, with soft hyphens in the words that may be broken.

    The `~` of an approximate value (`~50`) has no partner and stays.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    for pattern, markup in MARKS:
        text = re.sub(pattern, markup, text)
    return re.sub(r"[A-Za-z]{6,}", lambda m: broken(m[0], hyphens), text)


def broken(word: str, hyphens: dict[str, str]) -> str:
    """The word with soft hyphens where it may be broken, its capitals kept."""
    letters = iter(word)
    return "".join(c if c == SOFT_HYPHEN else next(letters) for c in hyphens.get(word.lower(), word))


def styles(layout: str) -> dict[str, ParagraphStyle]:
    """The paragraph styles of a layout."""
    font, bold, size = FONTS[layout]
    body = ParagraphStyle("body", fontName=font, fontSize=size, leading=size * 1.26, spaceAfter=5)
    if layout == "journal":
        body = ParagraphStyle("body", body, alignment=TA_JUSTIFY, firstLineIndent=9, spaceAfter=2)
    flush = ParagraphStyle("flush", body, firstLineIndent=0)
    made = [
        body,
        ParagraphStyle("item", flush, leftIndent=12, bulletIndent=2),
        ParagraphStyle("small", flush, fontSize=size - 1.6, leading=size * 1.1, spaceAfter=1),
        ParagraphStyle("abstract", flush, fontName=bold, leftIndent=24, rightIndent=24),
        ParagraphStyle("heading", fontName=bold, fontSize=size + 1.6, leading=size * 1.6, spaceBefore=7, spaceAfter=2),
        ParagraphStyle("title", fontName=bold, fontSize=17, leading=21, spaceAfter=4),
        ParagraphStyle("subtitle", fontName=font, fontSize=10, leading=13, spaceAfter=8),
        ParagraphStyle("caption", fontName=bold, fontSize=9.2, leading=12.5, spaceBefore=4, spaceAfter=3),
        ParagraphStyle("notes", fontName=font, fontSize=8, leading=10.5, spaceBefore=2, spaceAfter=6),
        ParagraphStyle("cell", fontName=font, fontSize=8.8, leading=11.2),
        ParagraphStyle("head", fontName=bold, fontSize=8.8, leading=11.2),
    ]
    return {style.name: style for style in made}


def table(block: Source, style: dict[str, ParagraphStyle], hyphens: dict[str, str]) -> list[Flowable]:
    """Caption, grid and notes of a table; `ruled` has lines, `unruled` only white space between its columns."""
    rows = [[cell.strip() for cell in row.split("|")] for row in block["table"].strip().splitlines()]
    cells = [[Paragraph(marked(c, {}), style["head" if not i else "cell"]) for c in row] for i, row in enumerate(rows)]
    rules: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if block["style"] == "ruled":
        rules += [("GRID", (0, 0), (-1, -1), 0.4, colors.black), ("BACKGROUND", (0, 0), (-1, 0), SHADE)]
    grid = Table(cells, colWidths=block["widths"], hAlign="LEFT", style=rules)
    caption = Paragraph(marked(block["caption"], hyphens), style["caption"])
    return [caption, grid, Paragraph(marked(block["notes"], hyphens), style["notes"])]


def flow(source: Source, style: dict[str, ParagraphStyle], hyphens: dict[str, str]) -> Iterator[Flowable]:
    """The blocks that run through the columns; what stands at the top of a page is left to `tops`."""
    for block in source["blocks"]:
        if "heading" in block:
            yield CondPageBreak(ROOM)
            yield Paragraph(block["heading"], style["heading"])
        elif "table" in block and not block.get("wide"):
            yield KeepTogether(table(block, style, hyphens))
        for text in filter(None, re.split(r"\n\s*\n", block.get("text", "").strip())):
            kind = "small" if block.get("small") else "item" if text.startswith("- ") else "body"
            bullet = "•" if kind == "item" else None
            yield Paragraph(marked(text.removeprefix("- ").strip(), hyphens), style[kind], bulletText=bullet)


def tops(source: Source, style: dict[str, ParagraphStyle], hyphens: dict[str, str]) -> dict[int, list[Flowable]]:
    """What stands above the columns, by page: title and abstract on the first, each wide table on its page."""
    first: list[Flowable] = [Paragraph(source[part], style[part]) for part in ("title", "subtitle")]
    top = {1: first}
    for block in source["blocks"]:
        if "abstract" in block:
            top[1].append(Paragraph(marked(block["abstract"].strip(), hyphens), style["abstract"]))
        elif block.get("wide"):
            top.setdefault(block["page"], []).extend([*table(block, style, hyphens), Spacer(1, 6)])
    return top


def page_template(number: int, source: Source, top: list[Flowable]) -> PageTemplate:
    """One page: running head, what stands at its top, one column or two below, footer and page number."""
    columns = 2 if source["layout"] == "journal" else 1
    width = WIDTH - 2 * MARGIN
    heights = [item.wrap(width, HEIGHT)[1] + item.getSpaceAfter() + item.getSpaceBefore() for item in top]
    ceiling = HEIGHT - HEAD - sum(heights)

    def draw(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setFont(FONTS[source["layout"]][0], 8)
        if number > 1:
            canvas.drawString(MARGIN, HEIGHT - 44, source["running_head"])
        y = HEIGHT - HEAD
        for item, height in zip(top, heights, strict=True):
            item.wrapOn(canvas, width, HEIGHT)
            item.drawOn(canvas, MARGIN, y - height + item.getSpaceAfter())
            y -= height

    def draw_foot(canvas: Canvas, _document: BaseDocTemplate) -> None:
        canvas.setFont(FONTS[source["layout"]][0], 8)
        canvas.drawString(MARGIN, 38, source["footer"])
        canvas.drawRightString(WIDTH - MARGIN, 38, str(number))

    each = (width - GAP * (columns - 1)) / columns
    frames = [
        Frame(
            MARGIN + i * (each + GAP),
            FOOT,
            each,
            ceiling - FOOT,
            leftPadding=0,
            bottomPadding=0,
            rightPadding=0,
            topPadding=2,
        )
        for i in range(columns)
    ]
    return PageTemplate(f"page{number}", frames, onPage=draw, onPageEnd=draw_foot)


def make(text: Path, folder: Path) -> Path:
    """Set one text as a PDF of the same name in the folder.

    Args:
        text: The TOML file with the text.
        folder: Where the PDF goes.

    Returns:
        The path of the PDF.
    """
    source = tomllib.loads(text.read_text("utf-8"))
    hyphens = {word.replace("-", ""): word.replace("-", SOFT_HYPHEN) for word in source.get("hyphens", ())}
    style = styles(source["layout"])
    target = folder / f"{text.stem}.pdf"
    top = tops(source, style, hyphens)
    document = BaseDocTemplate(str(target), pagesize=A4, invariant=1, title=source["title"], author=AUTHOR)
    document.addPageTemplates([page_template(n, source, top.get(n, [])) for n in range(1, PAGES + 1)])
    order = NextPageTemplate([f"page{n}" for n in range(2, PAGES + 1)])
    document.build([order, *flow(source, style, hyphens)])
    return target


if __name__ == "__main__":
    for path in sorted(TEXTS.glob("*.toml")):
        made = make(path, Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES)
        sys.stdout.write(f"{made.name}\n")
