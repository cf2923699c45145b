"""Records of ClinicalTrials.gov (API v2, JSON), written out as a person would print them: headings, lines, tables.

A file holds one record, a list of records, or an answer of the API with its `studies`. The text is ours; every name,
number and date in it stands as the record has it.
"""

from __future__ import annotations

from collections.abc import Iterable

from claimcheck.config import ReadOptions
from claimcheck.model.document import Document, Metadata, Status
from claimcheck.readers.encoding import decode
from claimcheck.readers.registry.events import write_events
from claimcheck.readers.registry.fields import Node, child, text_of
from claimcheck.readers.registry.flow import write_flow
from claimcheck.readers.registry.load import load
from claimcheck.readers.registry.measures import write_baseline, write_outcomes
from claimcheck.readers.registry.protocol import nct_of, title_of, trial_of, write_protocol
from claimcheck.readers.registry.writer import Writer

FORMAT = "registry"

_SECTIONS = (write_protocol, write_flow, write_baseline, write_outcomes, write_events)
"""What is written of a record, in this order."""


def parse(data: bytes, name: str, options: ReadOptions) -> Document:
    """Read the record of a trial, or several.

    Raises:
        DocumentError: where the file holds no text, no JSON, or JSON that is no such record.
    """
    decoded = decode(data)
    records, faults = load(decoded.text)
    writer = Writer()
    if len(records) > 1:
        _write_contents(writer, records)
    for record in records:
        writer.trial = f"{trial_of(record)}: " if len(records) > 1 else ""
        for section in _SECTIONS:
            section(writer, record)
    reasons = [reason for reason in (decoded.reason, *faults) if reason]
    return Document(
        path=name,
        format=FORMAT,
        sha256="",
        text=writer.text,
        blocks=tuple(writer.blocks),
        tables=tuple(writer.tables),
        metadata=_metadata(records),
        status=Status.PARTIAL if reasons else Status.OK,
        reason="; ".join(reasons) or None,
        encoding=decoded.encoding,
    )


def _write_contents(writer: Writer, records: Iterable[Node]) -> None:
    """A head that names every record: none of them is the study of the whole document."""
    writer.heading("Records of ClinicalTrials.gov", 1)
    for record in records:
        writer.item(title_of(record))


def _metadata(records: list[Node]) -> Metadata:
    """The names of the one trial that a document is about."""
    if len(records) != 1:
        return Metadata(title=f"{len(records)} records of ClinicalTrials.gov")
    nct = nct_of(records[0])
    identification = child(records[0], "protocolSection", "identificationModule")
    title = text_of(identification, "briefTitle") or text_of(identification, "officialTitle") or nct
    return Metadata(title=title or None, identifiers=(("nct", nct),) if nct else ())
