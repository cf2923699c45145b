"""What a conflict, a document, a pin and a whole result say in a line; which place a conflict points to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from claimcheck.model import Claim, Conflict, Coverage, Document, Level, Pin, ScanResult
from claimcheck.report.places import in_order, place
from claimcheck.report.safe import one_line
from claimcheck.report.summary import count, sentence, summarise

TEXT_FORMATS = frozenset({"text", "markdown"})
"""Formats whose text is the file itself, so that its lines and offsets are those of the file."""
COUNTED = frozenset({"new", "expired"})
"""Statuses of a conflict that fail a run: the others a person has dealt with."""

Claims = Mapping[str, Claim]


def by_id(result: ScanResult) -> Claims:
    """Claim id -> claim."""
    return {claim.id: claim for claim in result.claims}


def formats_of(result: ScanResult) -> Mapping[str, str]:
    """Document -> the format that it was read as."""
    return {item.path: item.format for item in result.documents}


def attributed(result: ScanResult, added: frozenset[str]) -> ScanResult:
    """The claims of each conflict, those of added documents first.

    Formats that point to one place take the first claim, and name the others as related: so a conflict stands at
    the document that brought it.

    Args:
        result: the result of a scan.
        added: paths of documents, as the ledger has them.
    """
    if not added:
        return result
    there = {claim.id for claim in result.claims if claim.document in added}
    ordered = (
        replace(conflict, claims=tuple(sorted(conflict.claims, key=lambda name: name not in there)))
        for conflict in result.conflicts
    )
    return replace(result, conflicts=tuple(ordered))


def title(conflict: Conflict) -> str:
    """The rule by code and name."""
    return f"{conflict.rule} {conflict.name}"


def fact(conflict: Conflict) -> str:
    """What the numbers are about, in the order in which one reads it."""
    metric = f"{conflict.metric} ({conflict.statistic})".replace("_", " ")
    return " · ".join([metric, *(value for _, value in in_order(conflict.key))])


def known_claims(conflict: Conflict, claims: Claims) -> list[Claim]:
    """The claims of a conflict that the result holds, the one that it points to first."""
    return [claims[name] for name in conflict.claims if name in claims]


def message(conflict: Conflict, claims: Claims) -> str:
    """What differs and where, in words: viewers of PDF and HTML sources can show nothing else."""
    sides = [
        f"{side.display} ({place(claims[side.claims[0]])})"
        for side in conflict.sides
        if side.claims and side.claims[0] in claims
    ]
    return f"{conflict.explanation} {' / '.join(sides)}".strip()


def file_line(claim: Claim, formats: Mapping[str, str]) -> int:
    """The line of the file that a viewer can go to: 1 where the format has no lines of its own."""
    return (claim.line or 1) if formats.get(claim.document) in TEXT_FORMATS else 1


def dealt_with(conflict: Conflict) -> str:
    """Why a conflict does not count, or what became of the decision about it; empty where there is nothing to say."""
    decision = conflict.decision
    why = "" if decision is None else one_line(f": {decision.verdict.value}: {decision.reason}")
    by = "" if decision is None or decision.by is None else f" ({one_line(decision.by)})"
    match conflict.status:
        case "known":
            return f"known: it stands in the baseline{why}{by}"
        case "accepted":
            return f"accepted{why}{by}"
        case "expired":
            until = "" if decision is None or decision.expires is None else f" on {one_line(decision.expires)}"
            return f"a decision ran out{until}{why}{by}"
        case _:
            return ""


def tally(result: ScanResult) -> str:
    """How many conflicts were dealt with, how, and how many are gone; empty where none was.

    >>> tally(ScanResult((), (), (), ""))
    ''
    """
    numbers = ((name, sum(conflict.status == name for conflict in result.conflicts)) for name in ("known", "accepted"))
    gone = [f"{len(result.resolved):,} resolved"] if result.resolved else []
    return ", ".join([*(f"{number:,} {name}" for name, number in numbers if number), *gone])


def closing(result: ScanResult) -> str:
    """The line a report ends with: what was scanned and found, and what people have dealt with."""
    done = tally(result)
    return f"{sentence(summarise(result))}{f' ({done})' if done else ''}"


def reading(item: Coverage | Document) -> str:
    """How reading a document went, and why: `unreadable: no PDF`."""
    return f"{item.status.value}: {item.reason}" if item.reason else item.status.value


def pinned_fact(pin: Pin) -> str:
    """The fact that a pin is about: `overall survival (median; TRIAL-1, drug)`."""
    about = ", ".join(value for _, value in in_order(pin.key))
    return f"{pin.metric.replace('_', ' ')} ({pin.statistic}; {about})"


def documents_of(conflict: Conflict, claims: Claims) -> list[str]:
    """The paths of the documents that take part, in alphabetical order."""
    return sorted({claim.document for claim in known_claims(conflict, claims)})


def levels_of(conflicts: Sequence[Conflict]) -> str:
    """How many there are of each level: `2 errors, 1 note`."""
    numbers = ((level.value, sum(conflict.level is level for conflict in conflicts)) for level in Level)
    return ", ".join(count(number, name) for name, number in numbers if number)
