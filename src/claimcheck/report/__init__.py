"""ScanResult -> text, one module a format. Nothing here opens a file but `write`."""

from claimcheck.report.pages import RulePage
from claimcheck.report.table import REPORTS, Report
from claimcheck.report.write import write

__all__ = ["REPORTS", "Report", "RulePage", "write"]
