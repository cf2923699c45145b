"""Bytes of JSON to the records in them, with what was odd about the JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from claimcheck.errors import DocumentError
from claimcheck.model.document import Status
from claimcheck.readers.registry.fields import Json, Node

READ = "of JSON, records of ClinicalTrials.gov are read (API v2: an object with `protocolSection`, or a list of such)"
_SECTIONS = ("protocolSection", "resultsSection")


def load(text: str) -> tuple[list[Node], list[str]]:
    """The records of a JSON text, and a sentence for each kind of fault that it could be read in spite of.

    Numbers stay the digits that are printed: 20.0 does not become 20, and no digit is lost.

    Raises:
        DocumentError: `unreadable` where the text is broken JSON with parts of a record, `unsupported` where it is
            something else.
    """
    faults: dict[str, None] = {}

    def constant(name: str) -> str:
        faults[f"not quite JSON: it holds {name}"] = None
        return name

    def members(pairs: Sequence[tuple[str, Json]]) -> Node:
        node: Node = {}
        for key, value in pairs:
            if key in node and node[key] != value:
                faults[f"an object has the key {key!r} twice; the last one is read"] = None
            node[key] = value
        return node

    text = text.removeprefix("\ufeff")
    try:
        value = json.loads(
            text, object_pairs_hook=members, parse_constant=constant, parse_float=str, parse_int=str, strict=False
        )
    except json.JSONDecodeError as error:
        raise _broken(text, f"{error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise _broken(text, "nested too deeply") from error
    records = _records(value)
    if not records:
        raise DocumentError(Status.UNSUPPORTED, f"other JSON; {READ}")
    return records, list(faults)


def _broken(text: str, fault: str) -> DocumentError:
    """A record cut short is a document lost; the settings file of some program is only not for us."""
    if any(f'"{section}"' in text for section in _SECTIONS):
        return DocumentError(Status.UNREADABLE, f"not readable as JSON: {fault}; download the record again")
    return DocumentError(Status.UNSUPPORTED, f"not readable as JSON: {fault}; {READ}")


def _records(value: Json) -> list[Node]:
    """The records of a document: itself, the members of a list, or those of an answer with `studies`."""
    if isinstance(value, dict) and "studies" in value:
        value = value["studies"]
    nodes = value if isinstance(value, list) else [value]
    return [node for node in nodes if isinstance(node, dict) and any(isinstance(node.get(s), dict) for s in _SECTIONS)]
