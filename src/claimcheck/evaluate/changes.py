"""What one run reads that another did not, label by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Record = Mapping[str, Any]
STEPS = ("number", "metric", "statistic", "fact")


@dataclass(frozen=True, slots=True)
class Change:
    """A label, or a claim where no label stands, that was read otherwise."""

    document: str
    start: int | None
    quote: str
    metric: str
    what: tuple[str, ...] = ()
    """The steps, attributes and parts that are right in one run and not in the other."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The differences of two runs over the same labels."""

    f1: Mapping[str, tuple[float, float]]
    """Step -> F1 before and now."""
    seconds: tuple[float | None, float | None]
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    extras_new: tuple[Change, ...]
    """Claims where no label stands that the earlier run had not."""
    extras_gone: tuple[Change, ...]
    not_compared: int
    """Labels that only one of the runs has."""

    def record(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def changes(old: Record, new: Record) -> Changes:
    """Compare two records of evaluations (`claimcheck.evaluate.record`)."""
    before, now = _by_label(old), _by_label(new)
    both = [label for label in now if label in before]
    return Changes(
        f1={step: (float(old["steps"][step]["f1"]), float(new["steps"][step]["f1"])) for step in STEPS},
        seconds=(_seconds(old), _seconds(new)),
        gains=tuple(change for label in both if (change := _more(now[label], before[label]))),
        losses=tuple(change for label in both if (change := _more(before[label], now[label]))),
        extras_new=_surplus(new["extras"], old["extras"]),
        extras_gone=_surplus(old["extras"], new["extras"]),
        not_compared=len(before.keys() ^ now.keys()),
    )


def _by_label(record: Record) -> dict[tuple[str, int], Record]:
    """Label id, and its number where a line stands twice -> outcome."""
    seen: Counter[str] = Counter()
    found = {}
    for outcome in record["outcomes"]:
        name = outcome["label"]
        found[name, seen[name]] = outcome
        seen[name] += 1
    return found


def _more(one: Record, other: Record) -> Change | None:
    """What is right in one outcome and not in the other."""
    what = set(one["right"]) - set(other["right"])
    return _change(one, (*[s for s in STEPS if s in what], *sorted(what - set(STEPS)))) if what else None


def _surplus(these: Iterable[Record], those: Iterable[Record]) -> tuple[Change, ...]:
    """Claims of one run that the other has not; known by their words, since offsets move when a reader changes."""
    left = Counter(map(_words, those))
    found = []
    for claim in these:
        if left[_words(claim)] > 0:
            left[_words(claim)] -= 1
        else:
            found.append(_change(claim))
    return tuple(found)


def _words(claim: Record) -> tuple[str, ...]:
    sentence = "".join(c for c in claim["sentence"] if c.isalnum())
    return claim["document"], claim["metric"], claim["statistic"], claim["quote"], sentence


def _change(place: Record, what: tuple[str, ...] = ()) -> Change:
    return Change(place["document"], place["start"], place["quote"], place["metric"], what)


def _seconds(record: Record) -> float | None:
    seconds = record.get("seconds")
    return None if seconds is None else float(seconds)
