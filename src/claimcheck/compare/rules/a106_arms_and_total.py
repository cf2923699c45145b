"""A106 arms-and-total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claimcheck.compare.finding import computed, finding, printed
from claimcheck.compare.groups import by_group, half, value
from claimcheck.compare.paper import Paper
from claimcheck.compare.parts import text
from claimcheck.compare.tallies import Sum, off
from claimcheck.model import Cell, Claim, Comparator, Conflict, Kind, Level, Side

CODE = "A106"
NAME = "arms-and-total"
KIND = Kind.ARITHMETIC

_WHOLE = frozenset({None, "randomised", "enrolled", "treated", "evaluable", "intention-to-treat", "analysed"})
_NEAR = Decimal("0.1")
"""Arms that miss their total by more than this share are not all of its arms."""
_SENTENCE = 400
"""Characters of the longest sentence that is believed to be one."""
_REASONS = re.compile(
    r"\b(?:excluded|ineligible|withdrew|withdrawn|discontinued|not (?:treated|randomi[sz]ed|evaluable|eligible))\b"
    r"[^.;:()]{0,60}?(?:because of|due to|owing to|for the following reasons?|:)",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:including|includes?|mainly|mostly|such as|most (?:common|frequent)\w*|e\.g|among them|some|other reasons)\b",
    re.IGNORECASE,
)
"""Words of a list that is not all there is."""
_ALLOTTED = re.compile(r"\b(?:randomi[sz]ed|randomly|assigned|allocated|allotted|divided|split)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:remaining|others?|another|additional|third|cohort|not\s\w+ed|did not|never|withdrew|exclud\w+|ineligible"
    r"|lost|declined|dropped|missing|unknown)\b",
    re.IGNORECASE,
)
"""Words for patients of the total who are in no arm."""
_SEXES = ("male", "female")


def check(paper: Paper) -> Iterator[Conflict]:
    """Parts that make up a whole do not add up to it: arms, columns of a table, reasons, the two sexes.

    The arms of a sentence against the number randomised there; the counts under a column or beside a row headed Total,
    where the rest of that column or row adds up; the reasons for exclusion against the number excluded, where all are
    listed; men and women of one group against 100%. Arms that miss the total by more than a tenth are taken to be not
    all of its arms.

    Conflicts: `269 patients were randomised to A (n = 134) or placebo (n = 145)`; `Total 84`, of `39` and `38`.

    Agrees: `269 patients were randomised to A (n = 134) or placebo (n = 135)`; `men 58%, women 42%`.
    """
    yield from _arms(paper)
    yield from _reasons(paper)
    yield from _sexes(paper)
    for table in paper.document.tables:
        for found in off(paper.document, table):
            yield from _of_table(paper, found)


def _sizes(paper: Paper) -> Iterator[tuple[str, list[Claim]]]:
    """The numbers of patients in each sentence of the running text."""
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in paper.by_metric.get("sample_size", ()):
        plain = isinstance(claim.value, Decimal) and claim.comparator is Comparator.EQUAL
        if claim.table is None and plain and len(claim.sentence) <= _SENTENCE:
            found[claim.sentence].append(claim)
    yield from found.items()


def _arms(paper: Paper) -> Iterator[Conflict]:
    for sentence, sizes in _sizes(paper):
        totals = [c for c in sizes if text(c, "treatment") is None and text(c, "counted") in _WHOLE]
        arms = [c for c in sizes if text(c, "treatment") is not None]
        if len(totals) != 1 or len(totals) + len(arms) != len(sizes) or not _one_split(sentence):
            continue
        (total,) = totals
        names = {text(c, "treatment") for c in arms}
        one_count = {text(c, "counted") for c in arms} <= {None, text(total, "counted")}
        if len(arms) < 2 or len(names) != len(arms) or not one_count or _grouped(total, arms):
            continue
        added = sum(map(value, arms))
        named = re.search(rf"(?<![0-9.,]){added:f}(?![0-9])", sentence)  # the sentence has a total of its own for them
        if not named and added != value(total) and abs(added - value(total)) <= value(total) * _NEAR:
            said = " + ".join(c.quote.strip() for c in arms) + f" = {added}"
            yield _found([total, *arms], said, f"The arms make {said}, the total is given as {total.quote}.")


def _one_split(sentence: str) -> bool:
    """Whether a sentence says that patients were divided into arms, and of none that they were in no arm."""
    return bool(_ALLOTTED.search(sentence)) and not _OTHERS.search(sentence)


def _grouped(total: Claim, arms: Sequence[Claim]) -> bool:
    """Whether a number is of a subgroup, or of another study than the rest."""
    studies = {text(c, "study") for c in (total, *arms)}
    return len(studies) > 1 or any(text(c, "subgroup") is not None for c in (total, *arms))


def _reasons(paper: Paper) -> Iterator[Conflict]:
    for sentence, sizes in _sizes(paper):
        led = _REASONS.search(sentence)
        if led is None or _SOME.search(sentence) or len(sizes) < 3:
            continue
        start = paper.document.text.find(sentence, max(0, sizes[0].span[0] - len(sentence)))
        total = [c for c in sizes if c.span[1] <= start + led.start() + 1]
        parts = [c for c in sizes if c.span[0] >= start + led.end() - 1]
        bracketed = all(re.search(r"[(\[]\s?[nN]\s?=\s?$", paper.before(c, 8)) for c in parts)
        if len(total) != 1 or len(parts) < 2 or len(total) + len(parts) != len(sizes) or not bracketed:
            continue
        added = sum(map(value, parts))
        if added != value(total[0]):
            said = " + ".join(c.quote.strip() for c in parts) + f" = {added}"
            yield _found([total[0], *parts], said, f"The reasons make {said}, the total is given as {total[0].quote}.")


def _sexes(paper: Paper) -> Iterator[Conflict]:
    shares = [
        c
        for c in paper.by_metric.get("proportion", ())
        if c.unit == "percent"
        and c.statistic == "rate"
        and text(c, "characteristic") in _SEXES
        and text(c, "subgroup") in (None, text(c, "characteristic"))
    ]
    for claims in by_group(shares, without=("subgroup",)).values():
        places: dict[object, list[Claim]] = defaultdict(list)
        for claim in claims:
            place = (claim.table.index, claim.table.column) if claim.table else claim.sentence
            if claim.table or len(claim.sentence) <= _SENTENCE:
                places[place].append(claim)
        for beside in places.values():
            if sorted(text(c, "characteristic") or "" for c in beside) != sorted(_SEXES):
                continue
            added = value(beside[0]) + value(beside[1])
            if added - 100 > half(beside[0]) + half(beside[1]):
                said = f"{beside[0].quote} + {beside[1].quote} = {added}%"
                yield _found([*beside], said, f"Men and women make {said} of one group.")


def _of_table(paper: Paper, found: Sum) -> Iterator[Conflict]:
    total, *parts = (_claim_in(paper, cell) for cell in (found.total, *found.parts))
    if total is None:
        return
    said = " + ".join(map(str, found.counts)) + f" = {sum(found.counts)}"
    members = [total, *(part for part in parts if part is not None)]
    yield finding(
        CODE,
        NAME,
        KIND,
        members,
        [Side(Decimal(found.count), str(found.count), (total.id,)), computed(said)],
        Level.WARNING,
        f"The total is given as {found.count}, the cells beside it make {said}; the rest of the table adds up.",
    )


def _claim_in(paper: Paper, cell: Cell) -> Claim | None:
    return next(iter(paper.within(cell.start, cell.end)), None)


def _found(claims: Sequence[Claim], said: str, explanation: str) -> Conflict:
    return finding(CODE, NAME, KIND, claims, [printed(claims[0]), computed(said)], Level.WARNING, explanation)
