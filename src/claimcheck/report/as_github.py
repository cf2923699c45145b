"""Annotations of GitHub Actions: workflow commands on standard output, which the runner shows at the lines of a change.

GitHub shows ten of a kind for a step and hides the rest without a word, so the tenth says how many more there are.
What documents say is escaped as the runner unescapes it, and stands on no line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimcheck.model import Conflict, Level, ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.safe import one_line, visible
from claimcheck.report.summary import count
from claimcheck.report.wording import (
    COUNTED,
    Claims,
    by_id,
    closing,
    dealt_with,
    fact,
    file_line,
    formats_of,
    known_claims,
    message,
    title,
)

SHOWN = 9
"""Annotations of a kind, beside the one that counts the others."""
LISTED = 50
"""Accepted conflicts named in the log."""
COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """New and expired conflicts as annotations, then in plain words what was dealt with. `pages` is not used here."""
    claims, formats = by_id(result), formats_of(result)
    lines = [command("notice", {"title": "claimcheck"}, visible(notice)) for notice in result.notices[:SHOWN]]
    lines += [line for level in Level for line in _level(level, result, claims, formats)]
    accepted = [conflict for conflict in result.conflicts if conflict.status == "accepted"]
    lines += [
        one_line(f"{title(conflict)}: {fact(conflict)}: {dealt_with(conflict)}") for conflict in accepted[:LISTED]
    ]
    if len(accepted) > LISTED:
        lines.append(f"and {len(accepted) - LISTED:,} more accepted")
    lines += [one_line(remark) for remark in result.remarks[:LISTED]]
    lines.append(closing(result))
    return "".join(line + "\n" for line in lines)


def _level(level: Level, result: ScanResult, claims: Claims, formats: Mapping[str, str]) -> Iterator[str]:
    found = [item for item in result.conflicts if item.level is level and item.status in COUNTED]
    for conflict in found[:SHOWN]:
        yield _annotation(conflict, claims, formats)
    if (more := len(found) - SHOWN) > 0:
        text = f"{count(more, f'more {level.value}')}: the report and conflicts.json name them all"
        yield command(COMMANDS[level], {"title": "claimcheck"}, text)


def _annotation(conflict: Conflict, claims: Claims, formats: Mapping[str, str]) -> str:
    where: dict[str, str] = {}
    if known := known_claims(conflict, claims):
        where = {"file": visible(known[0].document), "line": str(file_line(known[0], formats))}
    expired = dealt_with(conflict)
    text = f"{fact(conflict)}: {message(conflict, claims)}{f' ({expired})' if expired else ''}"
    return command(COMMANDS[conflict.level], {**where, "title": title(conflict)}, visible(text))


def command(name: str, properties: Mapping[str, str], data: str) -> str:
    r"""A workflow command.

    >>> print(command("error", {"file": "a,b.md", "line": "7"}, "100%\n::stop::"))
    ::error file=a%2Cb.md,line=7::100%25%0A::stop::
    """
    pairs = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{name} {pairs}::{escape_data(data)}"


def escape_data(text: str) -> str:
    """Escape the data of a command: the percent sign first, for the others bring new ones."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape the value of a property, which a comma or a colon would end."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
