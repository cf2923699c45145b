"""The report as it is served: told where its decisions go, and allowed to send them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcheck.model import ScanResult
from claimcheck.report import Exhibits, RulePage, as_html


@dataclass(frozen=True, slots=True)
class Page:
    """The page, and the content security policy that its answer carries."""

    html: str
    policy: str


def page_of(result: ScanResult, pages: Sequence[RulePage], exhibits: Exhibits, token: str) -> Page:
    """The report of a result, with the token that its server asks for."""
    policy = as_html.policy(*as_html.assets(), served=True)
    return Page(as_html.render(result, pages, exhibits, token=token), f"{policy}; frame-ancestors 'none'")
