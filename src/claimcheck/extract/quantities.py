"""Every quantity of a text as one span, bound to a metric or not: `claimcheck quantities`."""

from __future__ import annotations

from claimcheck.extract.atoms import AtomKind
from claimcheck.extract.numbers import scan
from claimcheck.model import Quantity
from claimcheck.vocabulary import Vocabulary


def read_quantities(text: str, vocabulary: Vocabulary) -> tuple[Quantity, ...]:
    """The quantities in order of their place."""
    return tuple(
        atom.quantity
        for atom in scan(text, vocabulary)
        if atom.quantity is not None and atom.kind in (AtomKind.VALUE, AtomKind.SIZE)
    )
