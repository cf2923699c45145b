"""The command line: flags to Config, result to files, exit code. No logic, and nothing heavy at import."""

from claimcheck.cli.app import main

__all__ = ["main"]
