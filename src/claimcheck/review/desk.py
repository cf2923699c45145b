"""The decisions behind the served page: checked, saved one by one, none lost to another tab, program or editor."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from claimcheck.atomic import sweep
from claimcheck.errors import ClaimcheckError
from claimcheck.model import Decision, Verdict
from claimcheck.store.decisions import Sheet, alone
from claimcheck.store.exchange import Entry, entry_faults, entry_of, record, revision
from claimcheck.store.plain import today

Record = dict[str, Any]


class RefusedError(ClaimcheckError):
    """A decision that cannot be saved as it was sent; the message says why."""


class NewerError(ClaimcheckError):
    """Someone decided otherwise in the meantime; `stored` is what stands now."""

    def __init__(self, stored: Record) -> None:
        """Args: stored: the standing decision with its revision; a verdict of None where it was withdrawn."""
        super().__init__("this conflict was decided elsewhere in the meantime")
        self.stored = stored


class Desk:
    """The decisions file while its page is served. Every method may be called from any thread."""

    def __init__(self, path: Path, conflicts: Mapping[str, Mapping[str, str]]) -> None:
        """Args: path: the decisions file. conflicts: id -> its documents with their hashes (`hashes_of`)."""
        self.path = path
        self.saved = 0
        """Changes written since the start: a decision made, altered or withdrawn."""
        self._conflicts = conflicts
        self._lock = threading.Lock()
        with alone(path):
            sweep(path.parent)
            self._sheet = Sheet(path)

    def decisions(self) -> Record:
        """All that stands about the conflicts of the page, each with its revision.

        Raises:
            ConfigError: the file was changed by hand and cannot be read.
        """
        with self._lock:
            standing = self._current().decisions
            found = [_stored(name, standing.get(name)) for name in self._conflicts if name in standing]
        whole = sha256(json.dumps([(each["id"], each["revision"]) for each in found]).encode("utf-8")).digest()
        return {"revision": int.from_bytes(whole[:6]), "decisions": found}

    def decide(self, item: object) -> Record:
        """Save a decision, or its withdrawal; when this returns, it stands in the file.

        Args:
            item: the decision as JSON, with the `revision` that its sender saw last.

        Returns:
            What stands now, with its revision.

        Raises:
            RefusedError: it is no decision about a conflict of this page.
            NewerError: its sender did not see what stands.
            ClaimcheckError: the file cannot be read or written.
        """
        entry, seen = self._checked(item)
        with self._lock, alone(self.path):
            sheet = self._current()
            standing = sheet.decisions.get(entry.id)
            if entry.decision == standing:  # sent twice, since the answer to the first was lost
                return _stored(entry.id, standing)
            if revision(standing) != seen:
                raise NewerError(_stored(entry.id, standing))
            try:
                sheet.change([] if entry.decision is None else [entry.decision], () if entry.decision else [entry.id])
                sheet.save()
            except BaseException:
                self._sheet = Sheet(self.path)  # forget what did not reach the file
                raise
            self.saved += 1
            return _stored(entry.id, entry.decision)

    def _current(self) -> Sheet:
        """The file as it is: others write to it too."""
        if not self._sheet.is_current():
            self._sheet = Sheet(self.path)
        return self._sheet

    def _checked(self, item: object) -> tuple[Entry, int | None]:
        if not isinstance(item, dict) or "revision" not in item or "verdict" not in item:
            raise RefusedError("a decision has an id, a verdict and the revision that was seen")
        seen = item["revision"]
        if seen is not None and (not isinstance(seen, int) or isinstance(seen, bool)):
            raise RefusedError("revision must be a whole number or null")
        item = {key: value for key, value in item.items() if key != "revision"}
        if found := entry_faults(item):
            raise RefusedError("; ".join(found))
        entry = entry_of("the request", item)
        documents = self._conflicts.get(entry.id)
        if documents is None:
            raise RefusedError(f"{entry.id}: no conflict of this page")
        return (entry if entry.decision is None else replace(entry, decision=_filled(entry.decision, documents))), seen


def _filled(decision: Decision, documents: Mapping[str, str]) -> Decision:
    """With the day, and what its documents were, where the page left that out."""
    if decision.verdict is Verdict.WRONG_IN and decision.document not in documents:
        raise RefusedError(f"{decision.document}: no document of this conflict; there are {', '.join(documents)}")
    return replace(decision, on=decision.on or today().isoformat(), saw=decision.saw or dict(documents))


def _stored(name: str, decision: Decision | None) -> Record:
    if decision is None:
        return {"id": name, "verdict": None, "revision": None}
    return {**record(decision), "revision": revision(decision)}
