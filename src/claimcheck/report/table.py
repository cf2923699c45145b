"""The reports there are. A new one is a module with `render` and a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from claimcheck.model import ScanResult
from claimcheck.report.pages import RulePage
from claimcheck.report.wording import attributed


@dataclass(frozen=True, slots=True)
class Report:
    """A format: the module that renders it, and its file in the output folder."""

    module: str
    filename: str | None = None
    """None where the format is not among the files that every scan writes."""
    binary: bool = False
    """Whether it is no text, and so goes to a file alone."""

    def encode(self, result: ScanResult, pages: Sequence[RulePage] = (), added: frozenset[str] = frozenset()) -> bytes:
        """The bytes of the file; the module, and the libraries it needs, load here.

        Args:
            result: what to render.
            pages: the manual pages of the rules.
            added: documents that a change brings; where given, a conflict is placed at one of them.
        """
        made: str | bytes = import_module(f"claimcheck.report.{self.module}").render(attributed(result, added), pages)
        return made if isinstance(made, bytes) else made.encode("utf-8")

    def render(self, result: ScanResult, pages: Sequence[RulePage] = (), added: frozenset[str] = frozenset()) -> str:
        """The text of a format that is one."""
        return self.encode(result, pages, added).decode("utf-8")


REPORTS: Mapping[str, Report] = {
    "text": Report("as_text"),
    "claims": Report("as_claims", "claims.jsonl"),
    "json": Report("as_conflicts", "conflicts.json"),
    "jsonl": Report("as_jsonl"),
    "html": Report("as_html", "report.html"),
    "sarif": Report("as_sarif", "results.sarif"),
    "github": Report("as_github"),
    "gitlab": Report("as_gitlab"),
    "junit": Report("as_junit"),
    "markdown": Report("as_markdown"),
    "csv": Report("as_csv"),
    "xlsx": Report("as_xlsx", binary=True),
}
