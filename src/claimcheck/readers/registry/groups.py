"""The groups of a part of the results: the columns of its tables, each with the number that was analysed."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.readers.registry.fields import Node, children, text_of
from claimcheck.readers.registry.words import unit

_PEOPLE = frozenset({"", "participants"})


def titles(node: Node, key: str = "groups") -> dict[str, str]:
    """Id of a group -> its title, in the order of the record."""
    return {text_of(group, "id"): text_of(group, "title") or text_of(group, "id") for group in children(node, key)}


def columns(groups: dict[str, str], sizes: Sequence[Node]) -> list[str]:
    """The heads of the columns: `Drug A 80 mg (N = 279)`; of other things than people, `Drug A (312 lesions)`.

    Args:
        groups: see `titles`.
        sizes: the `denoms` of a measure, one for each kind of thing that was counted.
    """
    return [f"{title}{_size(group, sizes)}" for group, title in groups.items()]


def by_group(nodes: Sequence[Node], key: str) -> dict[str, str]:
    """Id of a group -> one field of what is said of it."""
    return {text_of(node, "groupId"): text_of(node, key) for node in nodes}


def counts(sizes: Sequence[Node]) -> dict[str, str]:
    """Id of a group -> how many participants of it were analysed."""
    for size in sizes:
        if text_of(size, "units").casefold() in _PEOPLE:
            return by_group(children(size, "counts"), "value")
    return {}


def share(count: str, whole: str | None) -> str:
    """`6/279`: a count of the participants of a group."""
    return f"{count}/{whole}" if count.isdigit() and whole and whole.isdigit() else count


def _size(group: str, sizes: Sequence[Node]) -> str:
    said = []
    for size in sizes:
        number = by_group(children(size, "counts"), "value").get(group)
        kind = text_of(size, "units")
        if number:
            said.append(f"N = {number}" if kind.casefold() in _PEOPLE else f"{number} {unit(kind)}")
    return f" ({', '.join(said)})" if said else ""
