"""Share the values of a sentence out among the terms of one kind: the frames of vocabulary/data/frames.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from claimcheck.extract.elements import Element
from claimcheck.vocabulary import Frame


class Bound(NamedTuple):
    """Which term a value got: index of the term's element, and the frame that gave it."""

    term: int
    frame: str


class Run(NamedTuple):
    """Values or terms that stand in one list: indices of their elements."""

    symbol: str
    members: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...] = ()
    """Of values that are compared in pairs, `4.5% vs 0.7%, 3.0% vs 0%`: the pairs."""
    by_group: bool = True
    """Whether terms are rather of the groups (events, time points) than of the members of each (arms)."""


_SIGNS = {symbol: Run(symbol, ()) for symbol in "vwr():;"}
"""The tags that frames know, beside values and terms."""
_BRACKET = re.compile(r"\([^()]*\)")
_FEWEST = 2
"""Values that a frame serves at least."""
_ONLY_SIGNS = str.maketrans("", "", "VH")


def align(
    elements: Sequence[Element], values: Set[int], terms: Set[int], frames: Sequence[Frame], kind: str = ""
) -> dict[int, Bound]:
    """Element index of a value -> the term bound to it, for the values that a frame serves.

    Args:
        elements: the sentence as a sequence of tags.
        values: indices of the value elements that take a term of this kind.
        terms: indices of the term elements of this kind.
        frames: the templates, in order.
        kind: the kind of term, for frames that serve some kinds only.
    """
    if not terms or len(values) < _FEWEST:
        return {}
    runs = _runs(elements, values, terms, by_group=kind != "treatment")
    tags = "".join(run.symbol for run in runs)
    bound: dict[int, Bound] = {}
    for frame in frames:
        if frame.kinds and kind not in frame.kinds:
            continue
        for match in _pattern(frame.pattern).finditer(tags):
            part = runs[match.start() : match.end()]
            for value, term in _BINDERS[frame.bind](part, runs[: match.start()]):
                bound.setdefault(value, Bound(term, frame.name))
    return bound


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _runs(elements: Sequence[Element], values: Set[int], terms: Set[int], *, by_group: bool) -> list[Run]:
    """The values and terms as lists, and the signs and connectives that part them."""
    symbols = "".join([e.symbol for e in elements])
    runs: list[Run] = []
    previous = -1
    """Where the last list of values or terms stands in `runs`."""
    fronted = False
    last = -1
    for index in sorted({*values, *terms}):
        kind = "u" if index in values else "x"
        between = _outside_brackets(symbols[last + 1 : index].translate(_ONLY_SIGNS))
        last = index
        if previous >= 0 and runs[previous].symbol.lower() == kind and _lists_on(between, kind):
            before = runs[previous]
            runs[previous:] = [Run(kind.upper(), (*before.members, index), _grouped(before, between, index), by_group)]
            continue
        if kind == "x" and previous < 0 and any(e.opens for e in elements[:index]):
            fronted = True
        runs += [_SIGNS[symbol] for symbol in between if symbol in _SIGNS]
        previous = len(runs)
        runs.append(Run(kind, (index,), ((index,),)))
    runs += [_SIGNS[symbol] for symbol in symbols[last + 1 :] if symbol in _SIGNS]
    return [_swapped(run) for run in runs] if fronted else runs


def _outside_brackets(signs: str) -> str:
    """The signs without brackets that open and close between two of them, and what they hold."""
    while "(" in signs and signs != (shorter := _BRACKET.sub("", signs)):
        signs = shorter
    return signs


def _grouped(run: Run, between: str, index: int) -> tuple[tuple[int, ...], ...]:
    """The groups of a list with one more member: a `versus` goes on with the last group, a comma begins another."""
    if "v" in between:
        return (*run.groups[:-1], (*run.groups[-1], index))
    return (*run.groups, (index,))


def _lists_on(between: str, kind: str) -> bool:
    """Whether what stands between two values, or two terms, makes them one list."""
    allowed = "v&," if kind == "u" else "v&,w"
    return not between.strip(allowed) and bool(between.strip("w"))


def _swapped(run: Run) -> Run:
    """`Compared with B, A had ...`: the sentence speaks of A first."""
    return run._replace(members=run.members[::-1]) if run.symbol == "X" and len(run.members) == 2 else run


def _zip(values: Run, terms: Run) -> Iterator[tuple[int, int]]:
    """Values and terms one by one; of values in pairs one term for each pair, or one for each place in every pair."""
    sizes = {len(group) for group in values.groups}
    paired = len(values.groups) > 1 and len(sizes) == 1 and sizes != {1}
    of_groups = paired and len(values.groups) == len(terms.members)
    within = paired and sizes == {len(terms.members)}
    if within and not (of_groups and values.by_group):
        for group in values.groups:
            yield from zip(group, terms.members, strict=True)
    elif of_groups:
        for group, term in zip(values.groups, terms.members, strict=True):
            yield from ((value, term) for value in group)
    elif len(values.members) == len(terms.members):
        yield from zip(values.members, terms.members, strict=True)


def _all(values: Run, term: Run) -> Iterator[tuple[int, int]]:
    for value in values.members:
        yield value, term.members[0]


def _own_after(part: Sequence[Run], _: Sequence[Run]) -> Iterator[tuple[int, int]]:
    held: list[Run] = []
    for run in part:
        if run.symbol in "uU":
            held.append(run)
        elif run.symbol in "xX":
            for values in held:
                yield from _all(values, run) if run.symbol == "x" else _zip(values, run)
            held = []


def _own_before(part: Sequence[Run], _: Sequence[Run]) -> Iterator[tuple[int, int]]:
    held: Run | None = None
    for run in part:
        if run.symbol in "xX":
            held = run
        elif run.symbol in "uU" and held is not None:
            yield from _all(run, held) if held.symbol == "x" else _zip(run, held)


def _own_around(part: Sequence[Run], _: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """`20.0 months in G (0.69), 17.7 in H (0.77)`: a term serves what stands before it and in the bracket behind it."""
    held: list[Run] = []
    term: Run | None = None
    opened = False
    for run in part:
        if run.symbol in "()":
            opened = run.symbol == "("
        elif run.symbol in "uU" and opened and term is not None:
            yield from _all(run, term)
        elif run.symbol in "uU":
            held.append(run)
        elif run.symbol == "x":
            term = run
            for values in held:
                yield from _all(values, run)
            held = []


def _lists(part: Sequence[Run]) -> tuple[list[Run], list[Run]]:
    return [r for r in part if r.symbol in "uU"], [r for r in part if r.symbol in "xX"]


def _zip_one(part: Sequence[Run], _: Sequence[Run]) -> Iterator[tuple[int, int]]:
    values, terms = _lists(part)
    yield from _zip(values[0], terms[0])


def _each(part: Sequence[Run], _: Sequence[Run]) -> Iterator[tuple[int, int]]:
    values, terms = _lists(part)
    if all(len(v.members) == len(terms[0].members) for v in values):
        for run in values:
            yield from _zip(run, terms[0])


def _second(part: Sequence[Run], _: Sequence[Run]) -> Iterator[tuple[int, int]]:
    values, terms = _lists(part)
    yield values[1].members[0], terms[0].members[0]


def _second_then_first(part: Sequence[Run], before: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """`A had 10.9, compared with 7.0 for B`: the term behind is the second value's, the one before the first's."""
    values, terms = _lists(part)
    if len(values[0].members) != 2:
        return
    yield values[0].members[1], terms[0].members[0]
    subject = next((run for run in reversed(before) if run.symbol in "xX"), None)
    if subject is not None:
        yield values[0].members[0], subject.members[0]


_BINDERS: Mapping[str, Callable[[Sequence[Run], Sequence[Run]], Iterator[tuple[int, int]]]] = {
    "own-after": _own_after,
    "own-before": _own_before,
    "own-around": _own_around,
    "zip-after": _zip_one,
    "zip-before": _zip_one,
    "each": _each,
    "second": _second,
    "second-then-first": _second_then_first,
}
