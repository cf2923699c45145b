"""Adverse events: participants affected of those at risk, for each group."""

from __future__ import annotations

from claimcheck.readers.registry.fields import Node, child, children, text_of
from claimcheck.readers.registry.groups import share, titles
from claimcheck.readers.registry.writer import Writer

_OVERALL = (("All-cause mortality", "deaths"), ("Serious adverse events", "serious"), ("Other adverse events", "other"))


def write_events(writer: Writer, record: Node) -> None:
    """Three tables: in all, the serious events by organ system and term, and the others."""
    module = child(record, "resultsSection", "adverseEventsModule")
    groups = titles(module, "eventGroups")
    if not groups:
        return
    writer.heading("Adverse events", 2)
    heads = [["Event", *groups.values()]]
    overall = [
        [label, *(_affected(group, name) for group in children(module, "eventGroups"))] for label, name in _OVERALL
    ]
    limit = text_of(module, "frequencyThreshold")
    notes = [
        _labelled("Time frame", text_of(module, "timeFrame")),
        text_of(module, "description"),
        f"Other adverse events are those above a frequency of {limit}%." if limit else "",
    ]
    how = "participants affected of those at risk"
    writer.table(f"Adverse events, {how}", heads, [row for row in overall if any(row[1:])], notes)
    for caption, key in (("Serious adverse events", "seriousEvents"), ("Other adverse events", "otherEvents")):
        writer.table(f"{caption} by term, {how}", heads, _by_term(children(module, key), groups))


def _by_term(events: list[Node], groups: dict[str, str]) -> list[list[str]]:
    """Rows by organ system, each system in a row of its own before its terms."""
    systems: dict[str, list[list[str]]] = {}
    for event in events:
        stats = {text_of(stat, "groupId"): stat for stat in children(event, "stats")}
        row = [text_of(event, "term"), *(_affected(stats.get(group, {}), "") for group in groups)]
        systems.setdefault(text_of(event, "organSystem"), []).append(row)
    return [row for system, rows in systems.items() for row in ([system], *rows)]


def _affected(node: Node, name: str) -> str:
    affected, at_risk = (f"{name}Num{what}" if name else f"num{what}" for what in ("Affected", "AtRisk"))
    return share(text_of(node, affected), text_of(node, at_risk))


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""
