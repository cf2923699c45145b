"""The article in each format, written with a library where there is one."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from tests.formats.article import ARTICLE, REGISTRY, TITLE, Cell, Grid, Heading, Paragraph, References, Run

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


def final(paragraph: Paragraph) -> Iterator[Run]:
    """The runs as they stand after the tracked changes."""
    return (run for run in paragraph.runs if run.kind != "deleted")


def heads(grid: Grid) -> list[list[str]]:
    """The heading rows with every cell written into each place that it covers."""
    width = len(grid.rows[0])
    placed = [["" for _ in range(width)] for _ in grid.heads]
    for at, row in enumerate(grid.heads):
        column = 0
        for cell in row:
            while placed[at][column]:
                column += 1
            for down in range(cell.rows):
                for across in range(cell.columns):
                    placed[at + down][column + across] = cell.text
            column += cell.columns
    return placed


def spans(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every heading that covers more than one place."""
    placed = heads(grid)
    for at, row in enumerate(grid.heads):
        column = 0
        for cell in row:
            while at and placed[at][column] == placed[at - 1][column]:
                column += 1
            if cell.columns > 1 or cell.rows > 1:
                yield at, column, cell
            column += cell.columns


def one_head(grid: Grid) -> list[str]:
    """The heading rows as one, for formats that can't merge cells; the size of a group is written once."""
    joined = [" ".join(dict.fromkeys(column)) for column in zip(*heads(grid), strict=True)]
    return [
        name if at == 0 or _group(name) != _group(joined[at - 1]) else _unsized(name) for at, name in enumerate(joined)
    ]


def _group(name: str) -> str:
    return name.partition("(")[0]


def _unsized(name: str) -> str:
    return re.sub(r" \(n = [0-9]+\)", "", name)


def text() -> bytes:
    """Plain text: marks in square brackets, cells apart by tabs."""
    lines: list[str] = []
    for block in ARTICLE:
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph():
                lines.append("".join(f" [{run.text}]" if run.kind == "mark" else run.text for run in final(block)))
            case Grid():
                rows = ["\t".join(row) for row in (one_head(block), *block.rows)]
                lines.append("\n".join([block.caption, *rows]))
            case References():
                items = [f"{number}. {item}" for number, item in enumerate(block.items, 1)]
                lines.append("\n".join(["References", *items]))
    return ("\n\n".join(lines) + "\n").encode()


def markdown() -> bytes:
    """Markdown: marks as `<sup>`, pipe tables."""
    parts: list[str] = []
    for block in ARTICLE:
        match block:
            case Heading():
                parts.append(f"{'#' * block.level} {block.text}")
            case Paragraph():
                parts.append(
                    "".join(f"<sup>{run.text}</sup>" if run.kind == "mark" else run.text for run in final(block))
                )
            case Grid():
                rows = ["| " + " | ".join(row) + " |" for row in (one_head(block), *block.rows)]
                rows.insert(1, "| " + " | ".join("---" for _ in block.rows[0]) + " |")
                parts.append("\n".join([block.caption, "", *rows]))
            case References():
                items = [f"{number}. {item}" for number, item in enumerate(block.items, 1)]
                parts.append("\n".join(["## References", "", *items]))
    return ("\n\n".join(parts) + "\n").encode()


def _inline(paragraph: Paragraph, mark: str) -> str:
    """Args: mark: the tag of a reference mark, with `{}` for its number."""
    runs = final(paragraph)
    return "".join(mark.replace("{}", run.text) if run.kind == "mark" else escape(run.text) for run in runs)


def _spanned(grid: Grid) -> str:
    rows = []
    for row in grid.heads:
        cells = []
        for cell in row:
            spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            cells.append(f"<th{spans}>{escape(cell.text)}</th>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid.rows)
    return f"<thead>{''.join(rows)}</thead><tbody>{body}</tbody>"


def html() -> bytes:
    """A web page with navigation and a footer around the article."""
    parts: list[str] = []
    for block in ARTICLE:
        match block:
            case Heading():
                parts.append(f"<h{block.level}>{escape(block.text)}</h{block.level}>")
            case Paragraph():
                parts.append(f"<p>{_inline(block, '<sup>{}</sup>')}</p>")
            case Grid():
                parts.append(f"<table><caption>{escape(block.caption)}</caption>{_spanned(block)}</table>")
            case References():
                items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
                parts.append(f"<h2>References</h2><ol>{items}</ol>")
    nav = "<nav><ul><li>Home</li><li>7 new articles</li></ul></nav>"
    page = f"<html lang='en'><head><meta charset='utf-8'><title>{escape(TITLE)}</title></head><body>{nav}<main>"
    return (page + "".join(parts) + "</main><footer>Read by 318 people</footer></body></html>").encode()


_XREF = '<sup><xref ref-type="bibr" rid="r{}">{}</xref></sup>'


def jats() -> bytes:
    """JATS: sections, `xref` marks, tables with spans, a reference list."""
    body: list[str] = []
    back = ""
    opened = False
    for block in ARTICLE[1:]:
        match block:
            case Heading():
                body.append(("</sec>" if opened else "") + f"<sec><title>{escape(block.text)}</title>")
                opened = True
            case Paragraph():
                body.append(f"<p>{_inline(block, _XREF)}</p>")
            case Grid():
                label, _, title = block.caption.partition(". ")
                table = _spanned(block)
                body.append(
                    f"<table-wrap><label>{label}</label><caption><title>{escape(title)}</title></caption>"
                    f"<table>{table}</table></table-wrap>"
                )
            case References():
                refs = (
                    f'<ref id="r{number}"><label>{number}</label><mixed-citation>{escape(item)}</mixed-citation></ref>'
                    for number, item in enumerate(block.items, 1)
                )
                back = f"<back><ref-list><title>References</title>{''.join(refs)}</ref-list></back>"
    title = f"<title-group><article-title>{escape(TITLE)}</article-title></title-group>"
    front = f"<front><article-meta>{title}</article-meta></front>"
    inner = "".join(body) + "</sec>"
    return f"<?xml version='1.0' encoding='UTF-8'?><article>{front}<body>{inner}</body>{back}</article>".encode()


def docx() -> bytes:
    """Word: raised marks, merged cells, a tracked change."""
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    for block in ARTICLE:
        match block:
            case Heading():
                document.add_heading(block.text, block.level)
            case Paragraph():
                paragraph = document.add_paragraph()
                for run in block.runs:
                    made = paragraph.add_run(run.text)
                    made.font.superscript = True if run.kind == "mark" else None
                    if run.kind in ("inserted", "deleted"):
                        change = OxmlElement("w:ins" if run.kind == "inserted" else "w:del")
                        change.set(qn("w:id"), "1")
                        change.set(qn("w:author"), "A")
                        made._r.addprevious(change)
                        change.append(made._r)
                        if run.kind == "deleted":
                            (printed,) = made._r.iterchildren(qn("w:t"))
                            printed.tag = qn("w:delText")
            case Grid():
                document.add_paragraph(block.caption, style="Caption")
                _word_table(document, block)
            case References():
                document.add_heading("References", 2)
                for number, item in enumerate(block.items, 1):
                    document.add_paragraph(f"{number}. {item}")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _word_table(document: object, grid: Grid) -> None:
    placed = heads(grid)
    table = document.add_table(rows=len(placed) + len(grid.rows), cols=len(grid.rows[0]))  # type: ignore[attr-defined]
    for at, row in enumerate((*placed, *grid.rows)):
        for column, value in enumerate(row):
            table.cell(at, column).text = value
    for at, column, spanning in spans(grid):
        merged = table.cell(at, column).merge(table.cell(at + spanning.rows - 1, column + spanning.columns - 1))
        merged.text = spanning.text


def pdf() -> bytes:
    """A PDF in two columns, with ruled tables."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
    from reportlab.platypus import Paragraph as Words

    styles = getSampleStyleSheet()
    flow: list[Flowable] = []
    for block in ARTICLE:
        match block:
            case Heading():
                flow.append(Words(escape(block.text), styles[f"Heading{block.level}"]))
            case Paragraph():
                flow.append(Words(_inline(block, "<super>{}</super>"), styles["BodyText"]))
            case Grid():
                flow.append(Words(escape(block.caption), styles["BodyText"]))
                flow.append(_ruled(block))
            case References():
                flow.append(Words("References", styles["Heading2"]))
                flow.extend(Words(f"{n}. {escape(item)}", styles["BodyText"]) for n, item in enumerate(block.items, 1))
    target = io.BytesIO()
    width, height = A4
    frames = [Frame(40, 40, width / 2 - 50, height - 80), Frame(width / 2 + 10, 40, width / 2 - 50, height - 80)]
    template = BaseDocTemplate(target, pagesize=A4, title=TITLE, invariant=1)
    template.addPageTemplates([PageTemplate(frames=frames)])
    template.build(flow)
    return target.getvalue()


def _ruled(grid: Grid) -> Flowable:
    from reportlab.platypus import Table, TableStyle

    covered = [
        ("SPAN", (column, at), (column + cell.columns - 1, at + cell.rows - 1)) for at, column, cell in spans(grid)
    ]
    table = Table([*heads(grid), *[list(row) for row in grid.rows]])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTSIZE", (0, 0), (-1, -1), 6), *covered]))
    return table


def xlsx() -> bytes:
    """A workbook: each table on a sheet of its own, numbers as numbers, merged heads."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for block in ARTICLE:
        if not isinstance(block, Grid):
            continue
        sheet = book.create_sheet(block.caption.partition(".")[0])
        sheet.append([block.caption])
        for row in heads(block):
            sheet.append(row)
        for at, column, cell in spans(block):
            end = {"end_row": at + 1 + cell.rows, "end_column": column + cell.columns}
            sheet.merge_cells(start_row=at + 2, start_column=column + 1, **end)
        for name, *values in block.rows:
            sheet.append([name, *map(float, values)])
            for cells in sheet.iter_rows(min_row=sheet.max_row, min_col=2):
                for made in cells:
                    made.number_format = "0.0"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def registry() -> bytes:
    """A record of the trial registry: the results of Table 2 and the patients of each arm."""
    groups = [{"id": "OG000", "title": "Crizotinib"}, {"id": "OG001", "title": "Docetaxel"}]
    grid = next(block for block in ARTICLE if isinstance(block, Grid) and block.caption.startswith("Table 2"))
    measures = [_measure(row, groups) for row in grid.rows]
    record = {
        "protocolSection": {
            "identificationModule": {"nctId": REGISTRY, "acronym": "LANTERN-2", "briefTitle": TITLE},
            "designModule": {"phases": ["PHASE3"], "enrollmentInfo": {"count": 412, "type": "ACTUAL"}},
            "conditionsModule": {"conditions": ["ALK-positive NSCLC"]},
            "armsInterventionsModule": {
                "armGroups": [
                    {"label": "Crizotinib", "type": "EXPERIMENTAL"},
                    {"label": "Docetaxel", "type": "ACTIVE_COMPARATOR"},
                ]
            },
        },
        "resultsSection": {"outcomeMeasuresModule": {"outcomeMeasures": measures}},
        "hasResults": True,
    }
    return json.dumps(record, indent=1).encode()


def _measure(row: Sequence[str], groups: Sequence[Mapping[str, str]]) -> dict[str, object]:
    name, _, unit = row[0].partition(", ")
    title = name.removeprefix("Median ")
    values = [{"groupId": group["id"], "value": value} for group, value in zip(groups, row[1:], strict=True)]
    return {
        "type": "PRIMARY",
        "title": title[:1].upper() + title[1:],
        "timeFrame": "up to 48 months",
        "reportingStatus": "POSTED",
        "paramType": "MEDIAN" if unit == "months" else "NUMBER",
        "unitOfMeasure": "months" if unit == "months" else "percentage of participants",
        "groups": list(groups),
        "denoms": [{"units": "Participants", "counts": [{"groupId": group["id"], "value": "206"} for group in groups]}],
        "classes": [{"categories": [{"measurements": values}]}],
    }


FORMATS: Mapping[str, Callable[[], bytes]] = {
    "txt": text,
    "md": markdown,
    "html": html,
    "xml": jats,
    "docx": docx,
    "pdf": pdf,
    "xlsx": xlsx,
    "json": registry,
}
