"""Stand-ins for the stages: a document is lines such as `PFS 19.2 months`, and each is a claim about one fact.

`BOOM` in a text makes extraction fail, `STOP` interrupts it, a file `*.locked` cannot be read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING

from tests.unit.report.sample import claim

from claimcheck.config import ReadOptions
from claimcheck.errors import DocumentError
from claimcheck.model import (
    Claim,
    Conflict,
    Document,
    Extraction,
    Kind,
    Level,
    Mention,
    Quantity,
    Reason,
    Side,
    Skip,
    Status,
    Ties,
)

if TYPE_CHECKING:
    import pytest

NUMBER = re.compile(r"\d+(?:\.\d+)?")
LINE = re.compile(r"(?m)^PFS (\d+\.\d) months$")


@dataclass(frozen=True)
class Comparison:
    conflicts: tuple[Conflict, ...]
    compared: frozenset[str]
    facts: tuple[object, ...] = ()
    pinned: None = None


def read(path: Path, name: str, options: ReadOptions) -> Document:
    if path.suffix == ".locked":
        raise DocumentError(Status.ENCRYPTED, "needs a password")
    if path.suffix not in {".txt", ".md"}:
        return Document(name, "", "", "", status=Status.UNSUPPORTED, reason=f"no reader for {path.suffix}")
    with path.open("r", encoding="utf-8", errors="surrogateescape", newline="") as file:
        return Document(name, "text", "00", file.read())


def quantities(text: str) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(found.start(), found.end(), found.group(), value, value, value)
        for found in NUMBER.finditer(text)
        for value in [Decimal(found.group())]
    )


def extract(document: Document, vocabulary: object) -> Extraction:
    if "BOOM" in document.text:
        raise ValueError("no such \x1b[31mfrob")
    if "STOP" in document.text:
        raise KeyboardInterrupt
    bound = {found.start(1) for found in LINE.finditer(document.text)}
    read_out = quantities(document.text)
    return Extraction(
        tuple(
            Mention(item, "progression_free_survival", "median", (), (item.start, item.end), "stub")
            for item in read_out
            if item.start in bound
        ),
        tuple(Skip(item.start, item.end, "no metric") for item in read_out if item.start not in bound),
    )


def normalise(document: Document, extraction: Extraction, vocabulary: object) -> tuple[Claim, ...]:
    made = []
    for mention in extraction.mentions:
        start = mention.quantity.start
        quote = document.text[start : mention.quantity.end + len(" months")]
        made.append(claim(f"{document.path}:{start}", document.path, start, quote, f"PFS {quote}", line=1))
    return tuple(made)


def compare(
    claims: tuple[Claim, ...], vocabulary: object, rules: object = None, pins: object = (), abstracts: object = None
) -> Comparison:
    """One conflict where the values differ; its level is that of the last digit: .1 a note, .2 a warning."""
    values = sorted({item.value for item in claims if isinstance(item.value, Decimal)})
    if len(values) < 2:
        return Comparison((), frozenset())
    level = {1: Level.NOTE, 2: Level.WARNING}.get(int(values[-1] * 10) % 10, Level.ERROR)
    sides = tuple(
        Side(value, f"{value} months", tuple(item.id for item in claims if item.value == value)) for value in values
    )
    conflict = Conflict(
        id="k1",
        rule="V101",
        name="value-differs",
        kind=Kind.VALUE,
        level=level,
        metric="progression_free_survival",
        statistic="median",
        key={"study": "PROFILE 1001"},
        claims=tuple(item.id for item in claims),
        sides=sides,
        scope="across-documents",
        reason=Reason.UNEXPLAINED,
        missing=(),
        explanation="The values differ.",
        confidence=0.9,
    )
    return Comparison((conflict,), frozenset(item.id for item in claims))


def check() -> None:
    """Two claims state one fact and differ.

    Conflicts: 19.2 months, 19.3 months.
    """


def replace_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-ins where `claimcheck.scan` imports the stages from."""
    parts: dict[str, dict[str, Callable[..., object] | object]] = {
        "readers": {"read": read, "READERS": (".txt", ".md", ".locked")},
        "extract": {"extract": extract, "quantities": quantities},
        "normalise": {
            "normalise": normalise,
            "loose": lambda *_: (),
            "with_sources": list,
            "work_keys": lambda *_: (),
            "study_name": lambda *_: None,
        },
        "compare": {
            "Evidence": lambda *_: None,
            "compare": compare,
            "abstract_of": lambda _: None,
            "ties": lambda *_: Ties(),
            "id_of": lambda conflict, *_: conflict.id,
            "identity": lambda path, metadata: path,
            "inside": lambda *_: (),
            "inherited": lambda *_: None,
            "kept": lambda conflicts, *_: list(conflicts),
            "selected": lambda *_: frozenset({"V101"}),
            "numbered": lambda conflicts, *_: tuple(conflicts),
            "weighed": lambda conflicts, _: conflicts,
            "without_doubles": lambda across, inside: [*across, *inside],
        },
        "compare.rules": {"RULES": (SimpleNamespace(code="V101", name="value-differs", check=check),)},
    }
    for name, members in parts.items():
        module = ModuleType(f"claimcheck.{name}")
        module.__dict__.update(members)
        monkeypatch.setitem(sys.modules, f"claimcheck.{name}", module)
    # By its place in sys.modules: the package hands out the function of that name, not the module.
    monkeypatch.setattr(import_module("claimcheck.joining"), "load_vocabulary", lambda extra: None)
