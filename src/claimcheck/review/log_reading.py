"""A log that people filled in, read again: its columns by their headings, wherever they stand now."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ConfigError
from claimcheck.review.log import COLUMNS, FIELDS, ID, MARK, SAW, mark
from claimcheck.store.exchange import Entry, entries

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook import Workbook

TITLES = {column.field or column.title: column.title.casefold() for column in COLUMNS}
_REQUIRED = (ID, "verdict", "reason")
_HEADINGS = 20
"""Rows in which the headings are looked for."""
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y")
"""How a day is read that is a text: with the year in front, or with points. 03/04/2027 could be two days."""


def read_log(data: bytes, name: str) -> tuple[Entry, ...]:
    """The decisions that somebody wrote into a log; rows that nobody touched say nothing.

    A verdict that was taken out withdraws the decision that the log was written with.

    Raises:
        ConfigError: no log, or a row that is no decision; names every fault with its row.
    """
    sheet, first, places = _found(_opened(data, name), name)
    return entries(name, _items(sheet, first, places))


def _opened(data: bytes, name: str) -> Workbook:
    from zipfile import BadZipFile

    import openpyxl

    try:
        return openpyxl.load_workbook(BytesIO(data), data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError, TypeError, EOFError) as error:
        raise ConfigError(f"{name}: not a workbook that can be read: {error}; save it as .xlsx") from error


def _found(book: Workbook, name: str) -> tuple[Any, int, dict[str, int]]:
    """The sheet of the conflicts, its first row below the headings, and where its columns stand."""
    for sheet in book.worksheets:
        for number, row in enumerate(sheet.iter_rows(max_row=_HEADINGS), 1):
            heads = [" ".join(str(cell.value or "").split()).casefold() for cell in row]
            places = {key: heads.index(title) for key, title in TITLES.items() if title in heads}
            if all(key in places for key in _REQUIRED):
                return sheet, number + 1, places
    wanted = ", ".join(column.title for column in COLUMNS if (column.field or column.title) in _REQUIRED)
    raise ConfigError(f"{name}: no sheet with the columns {wanted}; give a log that `claimcheck export --xlsx` wrote")


def _items(sheet: Any, first: int, places: dict[str, int]) -> Iterator[tuple[str, object]]:
    """Place and content of each row that somebody filled in."""
    for number, row in enumerate(sheet.iter_rows(min_row=first), first):
        item: object
        try:
            item = _item(row, places)
        except ConfigError as error:
            item = error
        if item is not None:
            yield f"row {number}", item


def _item(row: Sequence[Cell], places: dict[str, int]) -> dict[str, Any] | None:
    """The entry of a row, in the form of the JSON; None for one that says nothing new."""
    fields = {key: _text(row[places[key]], key) if key in places else "" for key in FIELDS}
    fields["verdict"] = "-".join(fields["verdict"].casefold().split())
    name = _text(row[places[ID]], ID)
    was = _text(row[places[MARK]], MARK) if MARK in places else ""
    if was == mark([fields[key] for key in FIELDS]) or not (name or any(fields.values())):
        return None
    if not fields["verdict"]:
        if was and not was.startswith("-"):
            return {"id": name, "verdict": None}
        if not any(fields.values()):
            return None
    saw = _saw(row[places[SAW]].value) if SAW in places else {}
    item: dict[str, Any] = {"id": name, **{key: value for key, value in fields.items() if value}}
    return {**item, "saw": saw} if saw else item


def _text(cell: Cell, key: str) -> str:
    """What a person sees in a cell, without the space around it.

    Raises:
        ConfigError: an error value, or a value that the spreadsheet program turned into something else.
    """
    value: object = cell.value
    title = next((column.title for column in COLUMNS if key in (column.field, column.title)), key)
    if cell.data_type == "e":
        raise ConfigError(f"{title} holds the error {value}")
    if isinstance(value, datetime.datetime | datetime.date):
        if key != "expires":
            raise ConfigError(f"{title} was turned into a date by the program that saved the file; write it as a text")
        return (value.date() if isinstance(value, datetime.datetime) else value).isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(repr(value))
        return f"{(number * 100).normalize():f}%" if "%" in cell.number_format else f"{number.normalize():f}"
    text = "" if value is None else str(value).strip()
    return _day(text) if key == "expires" else text


def _day(text: str) -> str:
    """A day that was typed as a text, as ISO 8601; anything else stays what it is, and is refused as such."""
    for form in _DAYS:
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return text


def _saw(value: object) -> dict[str, str]:
    try:
        saw = json.loads(str(value or ""))
    except ValueError:
        return {}
    return saw if isinstance(saw, dict) else {}
