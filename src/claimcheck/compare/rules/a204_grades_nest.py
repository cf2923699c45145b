"""A204 grades-nest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claimcheck.compare.finding import finding, printed
from claimcheck.compare.groups import Key, by_group, half, value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.model import Claim, Conflict, Kind, Level

CODE = "A204"
NAME = "grades-nest"
KIND = Kind.ARITHMETIC


def check(paper: Paper) -> Iterator[Conflict]:
    """An adverse event of severe grades is more frequent than the same event of any grade.

    Grades nest: 3 or higher is part of any grade, 4 is part of 3 or higher (CTCAE). The two are of one event, one arm
    and one table or passage.

    Conflicts: `diarrhoea of any grade 12%, of grade 3 or higher 21%`; `grade 4 neutropenia 30%, grade 3 or higher 25%`.

    Agrees: `diarrhoea of any grade 21%, of grade 3 or higher 12%`; `grade 1-2 30%, grade 3-4 40%`, which do not nest.
    """
    events = [c for c in paper.by_metric.get("adverse_event_rate", ()) if text(c, "event") and c.statistic == "rate"]
    groups: dict[tuple[Key, str | None, int | None], list[Claim]] = defaultdict(list)
    for key, claims in by_group(events).items():
        for claim in claims:
            groups[key, text(claim, "event"), claim.table.index if claim.table else None].append(claim)
    for claims in groups.values():
        yield from _of_event(claims)


def _of_event(claims: Sequence[Claim]) -> Iterator[Conflict]:
    if len({(text(c, "grade"), c.value) for c in claims}) != len({text(c, "grade") for c in claims}):
        return  # one grade with two values: two periods or two analyses
    for part in claims:
        for whole in claims:
            inside, outside = _grades(part), _grades(whole)
            if inside < outside and _is_whole(part, whole) and value(part) - half(part) > value(whole) + half(whole):
                yield finding(
                    CODE,
                    NAME,
                    KIND,
                    [part, whole],
                    [printed(part), printed(whole)],
                    Level.WARNING,
                    f"{(text(part, 'event') or '').capitalize()} of {_named(part)} ({part.quote}) is more frequent "
                    f"than of {_named(whole)} ({whole.quote}).",
                )


def _is_whole(part: Claim, whole: Claim) -> bool:
    """Whether a rate is of the event's other grades as well: it says so, or stands before the part in its sentence.

    A later figure without a grade may be of the grade that the one before named.
    """
    if "grade" in whole.attributes or whole.table is not None:
        return True
    return whole.sentence == part.sentence and whole.span < part.span


def _grades(claim: Claim) -> frozenset[int]:
    """The grades that a claim is about: all five where it names none."""
    grade = text(claim, "grade")
    if grade is None:
        return frozenset(range(1, 6))
    if match := re.fullmatch(r"([1-5]) or higher", grade):
        return frozenset(range(int(match[1]), 6))
    if match := re.fullmatch(r"([1-5])(?:-([1-5]))?", grade):
        return frozenset(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset()


def _named(claim: Claim) -> str:
    grade = text(claim, "grade")
    return f"grade {grade}" if grade else "any grade"
