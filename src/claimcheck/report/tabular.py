"""A frame as a table on the terminal, CSV, XLSX, JSON or Parquet; what documents say can't become a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from claimcheck.errors import ClaimcheckError
from claimcheck.report.safe import FORMULA, safe
from claimcheck.report.workbook import MADE

if TYPE_CHECKING:
    import pandas as pd

WIDE = 48
"""Characters of a cell on the terminal."""


def as_csv(frame: pd.DataFrame) -> bytes:
    """CSV in UTF-8; a text that a spreadsheet would run begins with an apostrophe."""
    return inert(frame).to_csv(index=False, lineterminator="\n").encode()


def as_json(frame: pd.DataFrame) -> bytes:
    """A list of objects."""
    text = frame.to_json(orient="records", force_ascii=False, indent=2)
    return (text or "[]").encode() + b"\n"


def as_xlsx(frame: pd.DataFrame) -> bytes:
    """One sheet with a filter over its headings; texts stay texts."""
    import pandas as pd

    target = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with pd.ExcelWriter(target, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"title": "claimcheck", "created": MADE})
        frame.to_excel(writer, index=False, sheet_name="claimcheck")
        sheet = writer.sheets["claimcheck"]
        sheet.freeze_panes(1, 0)
        if len(frame.columns):
            sheet.autofilter(0, 0, max(len(frame), 1), len(frame.columns) - 1)
    return target.getvalue()


def as_parquet(frame: pd.DataFrame) -> bytes:
    """Parquet; needs the extra `dask`, which brings pyarrow.

    Raises:
        ClaimcheckError: pyarrow is not installed.
    """
    from importlib.util import find_spec

    if find_spec("pyarrow") is None:
        raise ClaimcheckError("Parquet needs pyarrow: pip install 'claimcheck[dask]'")
    target = BytesIO()
    frame.to_parquet(target, index=False)
    return target.getvalue()


def as_table(frame: pd.DataFrame) -> bytes:
    """Columns that hold something, as wide as the widest cell, for a person."""
    shown = frame.dropna(axis="columns", how="all").drop(columns=["id"], errors="ignore").fillna("")
    rows = [[_cell(value) for value in row] for row in shown.itertuples(index=False)]
    heads = [str(name) for name in shown.columns]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)] if heads else []
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in [heads, *rows]
    ]
    return ("\n".join(lines) + "\n").encode()


def inert(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every text that begins like a formula behind an apostrophe."""
    return frame.map(lambda value: "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value)


def _cell(value: object) -> str:
    text = safe(" ".join(str(value).split()))
    return text if len(text) <= WIDE else text[: WIDE - 1] + "\u2026"


FORMATS: Mapping[str, Callable[[pd.DataFrame], bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
}
BINARY = frozenset({"xlsx", "parquet"})
"""Formats that are no text, and go to a file."""
