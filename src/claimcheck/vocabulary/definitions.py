"""What a vocabulary is made of: metrics, units, and terms of every other kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from claimcheck.model import Dimension


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the contract: how it is written, in which units, and what it takes to compare it."""

    id: str
    name: str
    unit: str
    """Canonical unit of its usual statistic."""
    statistics: Mapping[Dimension, str] = field(hash=False)
    """Dimension a value may have -> statistic it then is. Every other dimension is vetoed."""
    aliases: tuple[str, ...]
    requires: tuple[str, ...] = ()
    """Attributes a claim must state before it can take part in an error; `a|b` means either."""
    identity: tuple[str, ...] = ()
    """Attributes that tell two facts apart beside study, treatment and population."""
    plausible: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict, hash=False)
    """Canonical unit -> lowest and highest value a reader would believe."""
    about: Decimal = Decimal("0.05")
    """Relative tolerance of a value marked as approximate."""
    change: bool = False
    """A change from baseline: compared without its sign, since `a loss of 5%` and `a change of -5%` are one."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: canonical name, dimension, and its factor to the dimension's base unit."""

    name: str
    dimension: Dimension
    factor: Decimal
    """Multiply by it to get the base unit: month, percent, nmol/L, mg, 1."""
    base: str
    aliases: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field: its canonical name, how else it is written, and what kind of thing it is."""

    label: str
    """Kind of term: `treatment`, `study`, `event`, ... (the top-level table of its file)."""
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    """A finer class within the label, where a pipe needs one."""
    registry: tuple[str, ...] = ()
    """Registry identifiers of a study (NCT, EudraCT, ISRCTN, ...)."""
    implies: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Attributes that the term states beside its own: `chemotherapy-naive` implies a therapy line."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A template over the tag sequence of a clause (vocabulary/data/frames.toml)."""

    name: str
    pattern: str
    bind: str
    example: str
    kinds: tuple[str, ...] = ()
    """The kinds of term it serves; empty for all."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything loaded: built-in packs and the user's own."""

    metrics: Mapping[str, Metric] = field(hash=False)
    units: Mapping[str, Unit] = field(hash=False)
    terms: Mapping[str, Mapping[str, Term]] = field(hash=False)
    """Label -> canonical name -> term."""
    frames: tuple[Frame, ...] = ()

    def of(self, label: str) -> Mapping[str, Term]:
        """The terms of one label; empty where the vocabulary has none."""
        return self.terms.get(label, {})


class Same:
    """A vocabulary as a cache key: compared by identity, since it holds mappings."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Wrap a vocabulary."""
        self.vocabulary = vocabulary

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.vocabulary is self.vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)
