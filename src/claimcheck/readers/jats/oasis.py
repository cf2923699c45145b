"""Tables in the OASIS (CALS) form, `row` and `entry`, brought into the form of HTML's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def settle_oasis(article: _Element) -> None:
    """Rename rows and entries, in place, and give the entries their spans."""
    for group in list(article.iter("tgroup")):
        columns = {spec.get("colname"): index for index, spec in enumerate(group.findall("colspec"))}
        for entry in list(group.iter("entry")):
            entry.tag = "td"
            first, last = columns.get(entry.get("namest")), columns.get(entry.get("nameend"))
            if first is not None and last is not None and last >= first:
                entry.set("colspan", str(last - first + 1))
            more = entry.get("morerows") or ""
            if more.isascii() and more.isdigit():
                entry.set("rowspan", str(int(more[:4]) + 1))
        for row in list(group.iter("row")):
            row.tag = "tr"
