"""Markdown for a job summary or a comment: a table a level, the loudest first, cut before GitHub drops it.

GitHub takes 1 MiB for a step and drops a larger summary whole. What documents say stands in code spans, or escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model import Conflict, Level, ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.places import place
from claimcheck.report.safe import one_line
from claimcheck.report.summary import READ, SKIPPED, count
from claimcheck.report.wording import COUNTED, Claims, by_id, closing, dealt_with, fact, levels_of, title

LIMIT = 900_000
"""Bytes of the whole."""
TAIL = 100_000
"""Of these, what is kept for the accepted conflicts and the ledger."""
SHOWN = 3
"""Places named for a side."""
LONG = 500
"""Characters of one cell's text."""
HEADS = {Level.ERROR: "Errors", Level.WARNING: "Warnings", Level.NOTE: "Notes"}
_PUNCTUATION = re.compile(r"([\\`*_\[\]<>#|~&$])")


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """The summary. `pages` is not used here."""
    claims = by_id(result)
    fresh = [conflict for conflict in result.conflicts if conflict.status in COUNTED]
    head = f"## claimcheck: {levels_of(fresh) if fresh else 'nothing new differs'}\n\n"
    head += f"{escape(closing(result))}\n"
    head += "".join(f"\n- {escape(notice)}" for notice in result.notices) + ("\n" if result.notices else "")
    page = _Page(LIMIT - TAIL, head)
    shown = 0
    for level in Level:
        rows = [conflict for conflict in fresh if conflict.level is level]
        shown += page.table(
            f"\n### {HEADS[level]}\n\n| rule | fact | values | what may explain it |\n| --- | --- | --- | --- |\n",
            (_row(conflict, claims) for conflict in rows),
        )
    page.limit = LIMIT
    if left := fresh[shown:]:
        page.add(
            f"\n**{levels_of(left)} more**: the summary is cut at {LIMIT // 1000} KB; the report names them all.\n"
        )
    _rest(page, result)
    return page.text


class _Page:
    """Text that grows up to a limit."""

    def __init__(self, limit: int, text: str) -> None:
        self.limit = limit
        self.parts = [text]
        self.size = len(text.encode())

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str) -> bool:
        """Add a piece, or say that there is no room."""
        size = len(text.encode())
        if self.size + size > self.limit:
            return False
        self.parts.append(text)
        self.size += size
        return True

    def table(self, head: str, rows: Iterator[str]) -> int:
        """Add a table's head with the first row, and as many rows as there is room for; how many there were."""
        shown = 0
        for row in rows:
            if not self.add(row if shown else head + row):
                self.limit = 0  # nothing quieter may stand where something louder was left out
                break
            shown += 1
        return shown


def _row(conflict: Conflict, claims: Claims) -> str:
    sides = []
    for side in conflict.sides:
        known = [claims[name] for name in side.claims if name in claims]
        places = ", ".join(code(place(claim)) for claim in known[:SHOWN])
        more = f" and {len(known) - SHOWN} more" if len(known) > SHOWN else ""
        sides.append(f"**{code(side.display)}** {places}{more}".strip())
    explained = f"{escape(conflict.explanation)} _{conflict.reason.value}_"
    done = dealt_with(conflict)
    cells = [
        escape(title(conflict)),
        code(fact(conflict)),
        "<br>".join(sides),
        f"{explained}{f' ({escape(done)})' if done else ''}",
    ]
    return f"| {' | '.join(cells)} |\n"


def _rest(page: _Page, result: ScanResult) -> None:
    """What people accepted, with their reasons, and what was not read."""
    accepted = [conflict for conflict in result.conflicts if conflict.status == "accepted"]
    page.table(
        "\n### Accepted\n\n| rule | fact | why |\n| --- | --- | --- |\n",
        (f"| {escape(title(c))} | {code(fact(c))} | {escape(dealt_with(c))} |\n" for c in accepted),
    )
    page.table(
        "\n### To mend\n\n| where and what |\n| --- |\n", (f"| {escape(remark)} |\n" for remark in result.remarks)
    )
    unread = [item for item in result.documents if item.status not in READ | SKIPPED]
    page.table(
        f"\n### Not read: {count(len(unread), 'document')}\n\n| document | status | reason |\n| --- | --- | --- |\n",
        (f"| {code(item.path)} | {item.status.value} | {escape(item.reason or '')} |\n" for item in unread),
    )


def code(text: str) -> str:
    r"""A code span, for nothing in it is markup, a mention or a link; the pipe is escaped for the table around it.

    >>> print(code("a|b"), code("x`y"), code("<b>@me"))
    `a\|b` `` x`y `` `<b>@me`
    """
    text = _cut(text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text or not text else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def escape(text: str) -> str:
    r"""Running text whose characters mean themselves.

    >>> print(escape("a|b <script> [x](y)"))
    a\|b \<script\> \[x\](y)
    """
    # A blank of no width: a name behind an @ would be mailed to.
    return _PUNCTUATION.sub(r"\\\1", _cut(text)).replace("@", "@\u200b")


def _cut(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONG else text[: LONG - 1] + "…"
