"""What can go wrong, as types that carry their exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; the output format never changes them."""

    OK = 0
    CONFLICTS = 1
    USAGE = 2
    NO_DOCUMENTS = 3
    UNREADABLE = 4
    INTERRUPTED = 130


class ClaimcheckError(Exception):
    """Base of the errors a user may see: the message says what is wrong, where, and what to do."""

    exit_code = ExitCode.USAGE


class ConfigError(ClaimcheckError):
    """A configuration file or a command-line value that cannot be used."""


class VocabularyError(ClaimcheckError):
    """A vocabulary file with an entry that cannot be used; names file, entry and fault."""


class NoDocumentsError(ClaimcheckError):
    """Nothing to scan was found under the paths given."""

    exit_code = ExitCode.NO_DOCUMENTS


class DocumentError(ClaimcheckError):
    """A document that cannot be read; becomes a line of the ledger, never the end of a run."""

    exit_code = ExitCode.UNREADABLE

    def __init__(self, status: str, reason: str) -> None:
        """Args: status: a value of `claimcheck.model.Status`; reason: a sentence for the ledger."""
        super().__init__(reason)
        self.status = status
        self.reason = reason
