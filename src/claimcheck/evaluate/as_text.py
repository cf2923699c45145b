"""An evaluation, and the changes between two, as a page of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from claimcheck.evaluate.changes import Change, Changes
from claimcheck.evaluate.entries import Entry
from claimcheck.evaluate.scoring import Evaluation, Figure, Outcome, Step, Tally, Verdict
from claimcheck.report.safe import one_line

NONE = "-"


def render(evaluation: Evaluation, compared: Changes | None = None, misses: int = 0) -> str:
    """The figures; up to `misses` lines each of what was missed, read otherwise and added; the changes."""
    parts = [
        [_summary(evaluation)],
        _notices(evaluation),
        _table(("", "precision", "recall", "F1"), _figures(evaluation.steps)),
        _table(("metric", "precision", "recall", "F1", "right", "labels", "claims"), _by_metric(evaluation.metrics)),
        _table(("attribute", "right", "wrong", "unsaid", "added", "share right"), _tallies(evaluation.attributes)),
        _table(("part", "right", "wrong", "unsaid", "share right"), _parts(evaluation.parts)),
        list(_misses(evaluation, misses)) if misses else [],
        list(_compared(compared)) if compared else [],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def render_changes(compared: Changes) -> str:
    """The changes alone."""
    return "\n".join(_compared(compared)) + "\n"


def _summary(evaluation: Evaluation) -> str:
    seconds = "" if evaluation.seconds is None else f"; {evaluation.seconds:.1f} CPU s"
    return (
        f"{len(evaluation.outcomes)} labels ({evaluation.optional} optional beside them) in "
        f"{len(evaluation.documents)} documents; {evaluation.claims} claims, {len(evaluation.extras)} of them where no "
        f"label stands{seconds}"
    )


def _notices(evaluation: Evaluation) -> list[str]:
    lines = [f"not read: {one_line(name)} ({one_line(why)})" for name, why in sorted(evaluation.unread.items())]
    lost = [entry for entry in evaluation.unlocated if entry.document not in evaluation.unread]
    if left := len(evaluation.unlocated) - len(lost):
        lines.append(f"{left} labels of documents not read are left out")
    if lost:
        lines.append(f"{len(lost)} labels could not be located and are left out:")
        lines += [f"  {one_line(f'{entry.document}: {entry.context} [{entry.quote}]')}" for entry in lost]
    return lines


def _figures(figures: Mapping[str, Figure]) -> list[tuple[str, ...]]:
    return [(name, *_shares(figure)) for name, figure in figures.items()]


def _by_metric(figures: Mapping[str, Figure]) -> list[tuple[str, ...]]:
    return [(name, *_shares(f), str(f.right), str(f.labels), str(f.claims)) for name, f in figures.items()]


def _shares(figure: Figure) -> tuple[str, str, str]:
    return _share(figure.precision), _share(figure.recall), _share(figure.f1)


def _tallies(tallies: Mapping[str, Tally]) -> list[tuple[str, ...]]:
    return [
        (name, str(t.right), str(t.wrong), str(t.unsaid), str(t.added), _share(t.share)) for name, t in tallies.items()
    ]


def _parts(tallies: Mapping[str, Tally]) -> list[tuple[str, ...]]:
    return [(name, str(t.right), str(t.wrong), str(t.unsaid), _share(t.share)) for name, t in tallies.items()]


def _share(share: float | None) -> str:
    return NONE if share is None else f"{share:.3f}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Columns; the first to the left, the figures to the right."""
    rows = [tuple(map(one_line, row)) for row in rows]
    if not rows:
        return []
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    padded = [[cell.rjust(width) for cell, width in zip(row, widths, strict=True)] for row in (heads, *rows)]
    return ["  ".join([row[0].strip().ljust(widths[0]), *row[1:]]) for row in padded]


def _misses(evaluation: Evaluation, most: int) -> Iterator[str]:
    missed = (o.label for o in evaluation.outcomes if o.step is Step.MISSED)
    other = (o for o in evaluation.outcomes if Step.MISSED < o.step < Step.FACT)
    yield from (f"missed  {_place(entry)}" for entry in islice(missed, most))
    yield from (f"other   {_place(outcome.label)}: {_why(outcome)}" for outcome in islice(other, most))
    yield from (f"extra   {_place(entry)}" for entry in islice(evaluation.extras, most))


def _place(entry: Entry) -> str:
    start = entry.span[0] if entry.span else ""
    return one_line(f"{entry.document}:@{start} {entry.metric} {entry.statistic} {entry.quote}")


def _why(outcome: Outcome) -> str:
    """What keeps a label from being the fact that the claim states."""
    claim = outcome.claim
    assert claim is not None
    if outcome.step is Step.NUMBER:
        return one_line(f"read as {claim.metric}")
    if outcome.step is Step.METRIC:
        return one_line(f"read as {claim.statistic}")
    said = {key: verdict for key, verdict in outcome.verdicts.items() if verdict is not Verdict.RIGHT}
    return one_line("; ".join(f"{key} {verdict.value}{_instead(key, outcome)}" for key, verdict in said.items()))


def _instead(key: str, outcome: Outcome) -> str:
    said = outcome.claim.attributes.get(key) if outcome.claim else None
    return f" ({said if isinstance(said, str) else ', '.join(map(str, said))})" if said else ""


def _compared(compared: Changes) -> Iterator[str]:
    yield "F1 before and now: " + ", ".join(f"{s} {old:.3f} -> {new:.3f}" for s, (old, new) in compared.f1.items())
    before, now = ("not known" if s is None else f"{s:.1f} CPU s" for s in compared.seconds)
    yield f"time before and now: {before} -> {now}"
    if compared.not_compared:
        yield f"{compared.not_compared} labels are in one of the two runs only and are not compared"
    groups = (
        ("gains", "+", compared.gains),
        ("losses", "-", compared.losses),
        ("claims where no label stands, new", "-", compared.extras_new),
        ("claims where no label stands, gone", "+", compared.extras_gone),
    )
    for title, sign, found in groups:
        yield f"{title}: {len(found)}"
        yield from (f"  {sign} {_change(change)}" for change in found)


def _change(change: Change) -> str:
    what = f": {', '.join(change.what)}" if change.what else ""
    start = "" if change.start is None else change.start
    return one_line(f"{change.document}:@{start} {change.metric} {change.quote}{what}")
