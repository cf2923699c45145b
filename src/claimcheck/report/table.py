"""The reports there are. A new one is a module with `render` and a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from claimcheck.model import ScanResult
from claimcheck.report.exhibits import NOTHING, Exhibits
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

    illustrated: bool = False
    """Whether it shows page crops and the like beside the result."""

    def encode(
        self,
        result: ScanResult,
        pages: Sequence[RulePage] = (),
        added: frozenset[str] = frozenset(),
        exhibits: Exhibits = NOTHING,
    ) -> bytes:
        """The bytes of the file; the module, and the libraries it needs, load here.

        Args:
            result: what to render.
            pages: the manual pages of the rules.
            added: documents that a change brings; where given, a conflict is placed at one of them.
            exhibits: what is shown beside the result, by the formats that show something.
        """
        module, result = import_module(f"claimcheck.report.{self.module}"), attributed(result, added)
        made: str | bytes = module.render(result, pages, *([exhibits] if self.illustrated else []))
        return made if isinstance(made, bytes) else made.encode("utf-8")

    def render(
        self,
        result: ScanResult,
        pages: Sequence[RulePage] = (),
        added: frozenset[str] = frozenset(),
        exhibits: Exhibits = NOTHING,
    ) -> str:
        """The text of a format that is one."""
        return self.encode(result, pages, added, exhibits).decode("utf-8")


REPORTS: Mapping[str, Report] = {
    "text": Report("as_text"),
    "claims": Report("as_claims", "claims.jsonl"),
    "json": Report("as_conflicts", "conflicts.json"),
    "jsonl": Report("as_jsonl"),
    "html": Report("as_html", "report.html", illustrated=True),
    "sarif": Report("as_sarif", "results.sarif"),
    "github": Report("as_github"),
    "gitlab": Report("as_gitlab"),
    "junit": Report("as_junit"),
    "markdown": Report("as_markdown"),
    "csv": Report("as_csv"),
    "xlsx": Report("as_xlsx", binary=True),
}
