"""Workbooks, the same bytes for the same content: what is written as text is never a formula, a link or a number."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MADE = datetime.datetime(2000, 1, 1)
"""The day that the file says it was made on."""
LONG = 32_767
"""Characters that a cell may have."""


def workbook(target: BytesIO, about: str = "") -> Workbook:
    """An empty workbook; `about` stands among its properties."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": "claimcheck", **({"comments": about} if about else {}), "created": MADE})
    return book
