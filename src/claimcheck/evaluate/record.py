"""An evaluation as a plain record: what `--format json` prints and `--against` reads again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from claimcheck.errors import ClaimcheckError
from claimcheck.evaluate.entries import Entry, decode
from claimcheck.evaluate.scoring import Evaluation, Figure, Outcome, Tally, Verdict

SCHEMA_VERSION = 1


def record(evaluation: Evaluation) -> dict[str, Any]:
    """Every figure, every label with what became of it, every claim where no label stands."""
    return {
        "schema_version": SCHEMA_VERSION,
        "documents": list(evaluation.documents),
        "unread": dict(sorted(evaluation.unread.items())),
        "labels": len(evaluation.outcomes),
        "optional": evaluation.optional,
        "claims": evaluation.claims,
        "seconds": None if evaluation.seconds is None else round(evaluation.seconds, 2),
        "steps": {name: _figure(figure) for name, figure in evaluation.steps.items()},
        "metrics": {name: _figure(figure) for name, figure in evaluation.metrics.items()},
        "attributes": {name: _tally(tally) for name, tally in evaluation.attributes.items()},
        "parts": {name: _tally(tally) for name, tally in evaluation.parts.items()},
        "unlocated": [
            {"label": entry.id, "document": entry.document, "quote": entry.quote, "context": entry.context}
            for entry in evaluation.unlocated
        ],
        "outcomes": [_outcome(outcome) for outcome in evaluation.outcomes],
        "extras": [{**_place(entry), "sentence": entry.sentence} for entry in evaluation.extras],
    }


def read_record(path: Path) -> dict[str, Any]:
    """A record that was written to a file.

    Raises:
        ClaimcheckError: a file that cannot be read or holds something else.
    """
    try:
        data = decode(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ClaimcheckError(f"{path}: cannot be read: {error}") from error
    if not isinstance(data, dict) or data.get("schema_version") != SCHEMA_VERSION or "outcomes" not in data:
        raise ClaimcheckError(f"{path}: neither a results folder nor the JSON of `claimcheck evaluate`")
    return data


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "precision": _rounded(figure.precision),
        "recall": _rounded(figure.recall),
        "f1": _rounded(figure.f1),
        "right": figure.right,
        "claims": figure.claims,
        "labels": figure.labels,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    counts = {"right": tally.right, "wrong": tally.wrong, "unsaid": tally.unsaid, "added": tally.added}
    return {"share": _rounded(tally.share), **counts}


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    by_verdict = {
        verdict.value: sorted(key for key, found in outcome.verdicts.items() if found is verdict)
        for verdict in (Verdict.WRONG, Verdict.UNSAID, Verdict.ADDED)
    }
    return {
        "label": outcome.label.id,
        **_place(outcome.label),
        "step": outcome.step.name.lower(),
        "right": sorted(outcome.right),
        **by_verdict,
    }


def _place(entry: Entry) -> dict[str, Any]:
    start, end = entry.span or (None, None)
    return {
        "document": entry.document,
        "start": start,
        "end": end,
        "quote": entry.quote,
        "metric": entry.metric,
        "statistic": entry.statistic,
    }
