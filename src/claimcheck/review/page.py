"""The report as it is served: told where its decisions go, and allowed to send them there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape, unescape

_HEAD_END = "</head>"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@dataclass(frozen=True, slots=True)
class Page:
    """The page, and the content security policy that its answer carries."""

    html: str
    policy: str


def served(report: str, token: str) -> Page:
    """Put the address and the token into the head of a report, and open its policy for them alone.

    TODO(lead): once `as_html.render` takes the address and the token, this goes; it replaces one line, strictly.

    Raises:
        ValueError: a report whose head is not as it is written here.
    """
    head, end, rest = report.partition(_HEAD_END)
    found = _POLICY.findall(head)
    if not end or len(found) != 1:
        raise ValueError("the head of the report has no single policy to open")
    kept = [part for part in unescape(found[0]).split("; ") if not part.startswith("connect-src ")]
    policy = "; ".join((*kept, "connect-src 'self'"))
    lines = (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f'<meta name="claimcheck-review" content="/decisions" data-token="{escape(token)}">'
    )
    head = _POLICY.sub(lambda _match: lines, head)
    return Page(head + end + rest, f"{policy}; frame-ancestors 'none'")
