"""The reports there are. A new one is a module with `render` and a line here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

from claimcheck.model import ScanResult
from claimcheck.report.exhibits import NOTHING, Exhibits
from claimcheck.report.pages import RulePage


@dataclass(frozen=True, slots=True)
class Report:
    """A format: the module that renders it, and its file in the output folder."""

    module: str
    filename: str | None
    """None where the format is not among the files that every scan writes."""

    illustrated: bool = False
    """Whether it shows page crops and the like beside the result."""

    def render(self, result: ScanResult, pages: Sequence[RulePage] = (), exhibits: Exhibits = NOTHING) -> str:
        """Render the result; the module, and the libraries it needs, load here."""
        module = import_module(f"claimcheck.report.{self.module}")
        text: str = module.render(result, pages, exhibits) if self.illustrated else module.render(result, pages)
        return text


REPORTS: Mapping[str, Report] = {
    "jsonl": Report("as_claims", "claims.jsonl"),
    "json": Report("as_conflicts", "conflicts.json"),
    "html": Report("as_html", "report.html", illustrated=True),
    "sarif": Report("as_sarif", "results.sarif"),
    "text": Report("as_text", None),
}
