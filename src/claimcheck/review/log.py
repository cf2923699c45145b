"""The log as a workbook: one row a conflict, with drop-downs for the verdict; `log_reading` takes it back."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from claimcheck.model import Claim, Conflict, Decision, ScanResult, Verdict
from claimcheck.model.frames import fact_rows
from claimcheck.report.places import in_order, place
from claimcheck.report.safe import visible
from claimcheck.report.wording import by_id, title
from claimcheck.report.workbook import LONG, workbook
from claimcheck.review.given import hashes_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Row = list[str | int | datetime.date | None]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the conflicts: its heading, by which an import finds it, and how it looks."""

    title: str
    width: int = 14
    field: str = ""
    """The key of a decision that people fill in here; empty where they only read."""
    hidden: bool = False


ID, MARK, SAW = "Conflict", "As exported", "Saw"
COLUMNS = (
    Column(ID, 19), Column("Level", 9), Column("Rule", 18), Column("About", 34), Column("What differs", 46),
    Column("May be due to", 16),
    Column("A: value", 14), Column("A: where", 28), Column("A: quote", 46),
    Column("B: value", 14), Column("B: where", 28), Column("B: quote", 46),
    Column("Other sides", 30),
    Column("Verdict", 17, "verdict"), Column("Wrong document", 26, "document"), Column("Right value", 16, "value"),
    Column("Reason", 40, "reason"), Column("By", 14, "by"), Column("Expires", 12, "expires"),
    Column("Decided on", 12),
    Column(MARK, hidden=True), Column(SAW, hidden=True),
)  # fmt: skip
FIELDS = tuple(column.field for column in COLUMNS if column.field)
DOCUMENTS = (
    "Document", "Status", "Reason", "Title", "Pages", "Pages without text", "Tables", "Numbers", "Claims", "Compared",
    "SHA-256",
)  # fmt: skip
QUOTES = 5
"""Sentences shown of a side."""
NO_FACTS = "The facts stand in the log of a fresh scan: give the documents instead of the folder of a result."
_FILLED = {"text_wrap": True, "valign": "top", "bg_color": "#FFF9E5"}
_FORMATS = {"expires": "yyyy-mm-dd", "value": "@"}
"""Of the right value: text, or a program makes a day of 3-5 and drops the last zero of 19.30."""


def mark(cells: Sequence[str]) -> str:
    """What tells whether somebody filled in a row: the verdict that it had, and a hash of all its `FIELDS`."""
    return f"{cells[0] or '-'} {sha256(json.dumps(list(cells)).encode('utf-8')).hexdigest()[:16]}"


def write_log(result: ScanResult, decisions: Iterable[Decision]) -> bytes:
    """The workbook: `Conflicts` to fill in, `Facts`, `Documents`.

    Args:
        result: what was found.
        decisions: what stands already.
    """
    target = BytesIO()
    book = workbook(target)
    _conflicts(book, result, {decision.id: decision for decision in decisions})
    _facts(book, result)
    _table(book, "Documents", DOCUMENTS, [_ledger(item) for item in result.documents], [34, 12, 30, 34, *[11] * 6, 24])
    _documents(book, result)
    book.close()
    return target.getvalue()


def _facts(book: Workbook, result: ScanResult) -> None:
    facts = list(fact_rows(result))
    heads = [name.replace("_", " ") for name in facts[0]] if facts else [NO_FACTS]
    rows: list[Row] = [[_shown(value) for value in fact.values()] for fact in facts]
    _table(book, "Facts", heads, rows, [24] * len(heads) if facts else [90])


def _conflicts(book: Workbook, result: ScanResult, decisions: Mapping[str, Decision]) -> None:
    claims, seen = by_id(result), hashes_of(result)
    rows = [_row(conflict, claims, decisions.get(conflict.id), seen[conflict.id]) for conflict in result.conflicts]
    sheet = _table(book, "Conflicts", [c.title for c in COLUMNS], rows, [c.width for c in COLUMNS])
    sheet.freeze_panes(1, 1)
    for at, column in enumerate(COLUMNS):
        if column.field:
            own = book.add_format({**_FILLED, "num_format": _FORMATS.get(column.field, "General")})
            sheet.set_column(at, at, column.width, own)
            for number, row in enumerate(rows, 1):
                _put(sheet, number, at, row[at], own)
        if column.hidden:
            sheet.set_column(at, at, None, None, {"hidden": True})
    if rows:
        _validate(sheet, len(rows))


def _validate(sheet: Worksheet, rows: int) -> None:
    """Drop-downs and messages; a row is known by its id, so that sorting and filtering change nothing."""
    place_of = {column.field or column.title: at for at, column in enumerate(COLUMNS)}
    found = "MATCH($A2,Lists!$A:$A,0)"
    documents = f"=OFFSET(Lists!$C$1,{found}-1,0,1,INDEX(Lists!$B:$B,{found}))"
    rules: Mapping[str, dict[str, Any]] = {
        ID: {
            "validate": "custom",
            "value": "=FALSE",
            "error_title": "Leave the id",
            "error_message": "It says which conflict the row is about.",
        },
        "verdict": {
            "validate": "list",
            "source": [verdict.value for verdict in Verdict],
            "error_title": "Verdict",
            "error_message": "Choose one of the list, or leave it empty.",
        },
        "document": {
            "validate": "list",
            "source": documents,
            "error_type": "warning",
            "input_title": "Wrong document",
            "input_message": "Of the verdict wrong-in: the document that is wrong.",
        },
        "reason": {
            "validate": "any",
            "input_title": "Reason",
            "input_message": "Every verdict needs one.",
        },
        "expires": {
            "validate": "date",
            "criteria": ">=",
            "value": datetime.date(2000, 1, 1),
            "error_title": "Expires",
            "error_message": "A day, or nothing where the decision holds for good.",
        },
    }  # fmt: skip
    for name, rule in rules.items():
        sheet.data_validation(1, place_of[name], rows, place_of[name], rule)


def _row(conflict: Conflict, claims: Mapping[str, Claim], decision: Decision | None, seen: Mapping[str, str]) -> Row:
    sides = [_side(side.display, [claims[name] for name in side.claims if name in claims]) for side in conflict.sides]
    sides += [("", "", "")] * (2 - len(sides))
    about = "; ".join((f"{conflict.metric} {conflict.statistic}", *(value for _, value in in_order(conflict.key))))
    others = "\n".join(f"{value}: {where}" for value, where, _ in sides[2:])
    fields = cells_of(decision)
    expires = _date(decision.expires) if decision else None
    return [
        conflict.id, conflict.level.value, title(conflict), about.replace("_", " "),
        conflict.explanation, conflict.reason.value, *sides[0], *sides[1], others,
        *fields[:-1], expires, decision.on if decision else "", mark(fields), json.dumps(seen),
    ]  # fmt: skip


def cells_of(decision: Decision | None) -> list[str]:
    """What stands in the cells of `FIELDS`, as an import reads it again."""
    return ["" if decision is None else visible(getattr(decision, name) or "").strip() for name in FIELDS]


def _side(display: str, claims: Sequence[Claim]) -> tuple[str, str, str]:
    """Value, places and sentences of a side, a claim a line."""
    quotes = list(dict.fromkeys(" ".join(claim.sentence.split()) for claim in claims))
    more = [f"and {len(quotes) - QUOTES} more"] if len(quotes) > QUOTES else []
    return display, "\n".join(dict.fromkeys(map(place, claims))), "\n".join([*quotes[:QUOTES], *more])


def _ledger(item: Any) -> Row:
    numbers = item.numbers
    return [
        item.path, item.status.value, item.reason, item.title, item.pages, item.pages_without_text, item.tables,
        numbers.seen, numbers.claims, numbers.compared, item.sha256,
    ]  # fmt: skip


def _table(book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Row], widths: Sequence[int]) -> Worksheet:
    """A sheet whose heading stays in view, with a filter."""
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, head, book.add_format({"bold": True, "text_wrap": True, "bottom": 1}))
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            _put(sheet, number, at, cell, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
    return sheet


def _put(sheet: Worksheet, row: int, column: int, cell: object, look: Any) -> None:
    """Write a cell: what documents say stays text and shows what is hidden in it."""
    if isinstance(cell, datetime.date):
        sheet.write_datetime(row, column, cell, look)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, look)
    elif cell is None or cell == "":
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_string(row, column, visible(str(cell))[:LONG], look)


def _documents(book: Workbook, result: ScanResult) -> None:
    """The hidden sheet behind the drop-downs: of each conflict its id, how many documents it has, and these."""
    sheet = book.add_worksheet("Lists")
    sheet.hide()
    for number, (name, documents) in enumerate(hashes_of(result).items(), 1):
        sheet.write_string(number, 0, name)
        sheet.write_number(number, 1, max(len(documents), 1))
        for at, document in enumerate(documents, 2):
            sheet.write_string(number, at, visible(document)[:LONG])


def _shown(value: object) -> str | int | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, int) else str(value)


def _date(day: str | None) -> datetime.date | None:
    return None if day is None else datetime.date.fromisoformat(day)
