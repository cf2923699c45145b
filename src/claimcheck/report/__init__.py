"""ScanResult -> text, one module a format. Nothing here opens a file."""

from claimcheck.report.exhibits import NOTHING, Exhibits
from claimcheck.report.pages import RulePage
from claimcheck.report.table import REPORTS, Report

__all__ = ["NOTHING", "REPORTS", "Exhibits", "Report", "RulePage"]
