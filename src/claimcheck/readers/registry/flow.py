"""Participant flow: who started, who completed, and why others did not."""

from __future__ import annotations

from claimcheck.readers.registry.fields import Node, child, children, text_of
from claimcheck.readers.registry.groups import by_group, share, titles
from claimcheck.readers.registry.words import parameter
from claimcheck.readers.registry.writer import Writer


def write_flow(writer: Writer, record: Node) -> None:
    """A table for each period; reasons for leaving are shares of those who started it."""
    module = child(record, "resultsSection", "participantFlowModule")
    periods = children(module, "periods")
    if not periods:
        return
    writer.heading("Participant flow", 2)
    groups = titles(module)
    for period in periods:
        milestones = [(text_of(m, "type"), _reached(m, "achievements")) for m in children(period, "milestones")]
        started = next((numbers for kind, numbers in milestones if kind.casefold() == "started"), {})
        rows = [[parameter(kind), *(numbers.get(group, "") for group in groups)] for kind, numbers in milestones]
        for reason in children(period, "dropWithdraws"):
            numbers = _reached(reason, "reasons")
            shares = [share(numbers.get(group, ""), started.get(group)) for group in groups]
            rows.append([f"Not completed: {text_of(reason, 'type')}", *shares])
        caption = f"Participant flow: {text_of(period, 'title') or 'overall study'}"
        notes = [text_of(module, key) for key in ("recruitmentDetails", "preAssignmentDetails")]
        writer.table(caption, [["Milestone", *groups.values()]], rows, notes)


def _reached(node: Node, key: str) -> dict[str, str]:
    return by_group(children(node, key), "numSubjects")
