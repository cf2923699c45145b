"""What was registered: names, status and dates, design and enrolment, arms and interventions, eligibility."""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.readers.registry.fields import Node, child, children, lines_of, text_of, texts_of
from claimcheck.readers.registry.words import parameter, plain
from claimcheck.readers.registry.writer import Writer

_DATES = (
    ("Study start", "startDateStruct"),
    ("Primary completion", "primaryCompletionDateStruct"),
    ("Study completion", "completionDateStruct"),
    ("First posted", "studyFirstPostDateStruct"),
    ("Results first posted", "resultsFirstPostDateStruct"),
    ("Last update posted", "lastUpdatePostDateStruct"),
)
_OUTCOMES = (("Primary", "primaryOutcomes"), ("Secondary", "secondaryOutcomes"), ("Other", "otherOutcomes"))


def nct_of(record: Node) -> str:
    """The trial's number in the registry."""
    return text_of(child(record, "protocolSection", "identificationModule"), "nctId").upper()


def trial_of(record: Node) -> str:
    """The trial in short: `FLAURA trial`, else its number."""
    acronym = text_of(child(record, "protocolSection", "identificationModule"), "acronym")
    return f"{acronym} trial" if acronym else nct_of(record) or "Trial without a number"


def title_of(record: Node) -> str:
    """`FLAURA trial (NCT02296125): brief title`."""
    identification = child(record, "protocolSection", "identificationModule")
    name, number = trial_of(record), nct_of(record)
    name = f"{name} ({number})" if number and name != number else name
    title = text_of(identification, "briefTitle") or text_of(identification, "officialTitle")
    return f"{name}: {title}" if title else name


def write_protocol(writer: Writer, record: Node) -> None:
    """The part of a record that every trial has."""
    trial, writer.trial = writer.trial, ""
    writer.heading(title_of(record), 1)
    writer.trial = trial
    protocol = child(record, "protocolSection")
    _identification(writer, protocol)
    _status(writer, protocol)
    _design(writer, protocol)
    _arms(writer, protocol)
    _asides(writer, "Eligibility", _eligibility(child(protocol, "eligibilityModule")))
    if not record.get("resultsSection"):
        _asides(writer, "Planned outcome measures", _planned(child(protocol, "outcomesModule")))


def _identification(writer: Writer, protocol: Node) -> None:
    names = child(protocol, "identificationModule")
    writer.heading("Identification", 2)
    number = text_of(names, "nctId")
    writer.line(f"ClinicalTrials.gov identifier: {number}" if number else "")
    writer.line(text_of(names, "officialTitle"))
    conditions = texts_of(child(protocol, "conditionsModule"), "conditions")
    writer.line(f"Conditions: {'; '.join(conditions)}" if conditions else "")
    for line in lines_of(child(protocol, "descriptionModule"), "briefSummary"):
        writer.line(line)


def _status(writer: Writer, protocol: Node) -> None:
    status = child(protocol, "statusModule")
    lines = [f"Overall status: {plain(text_of(status, 'overallStatus'))}" if text_of(status, "overallStatus") else ""]
    for label, key in _DATES:
        date, kind = text_of(child(status, key), "date"), text_of(child(status, key), "type")
        lines.append(f"{label}: {date}{f' ({plain(kind)})' if kind else ''}" if date else "")
    _asides(writer, "Status", lines)


def _design(writer: Writer, protocol: Node) -> None:
    """The enrolment is a finding where it is the actual one, a plan where it is estimated or not said to be either."""
    design = child(protocol, "designModule")
    enrolment = child(design, "enrollmentInfo")
    count, kind = text_of(enrolment, "count"), text_of(enrolment, "type")
    phases = [plain(phase).replace("phase", "phase ") for phase in texts_of(design, "phases")]
    allocation = text_of(child(design, "designInfo"), "allocation")
    said = [parameter(text_of(design, "studyType")), *phases, plain(allocation)]
    if count or any(said):
        writer.heading("Design", 2)
    writer.line(", ".join(part for part in said if part and part != "na"))
    if count and kind == "ACTUAL":
        writer.line(f"Enrolment: {count} participants (actual)")
    elif count:
        writer.aside(f"Planned enrolment: {count} participants{f' ({plain(kind)})' if kind else ''}")


def _arms(writer: Writer, protocol: Node) -> None:
    module = child(protocol, "armsInterventionsModule")
    arms, interventions = children(module, "armGroups"), children(module, "interventions")
    if arms or interventions:
        writer.heading("Arms and interventions", 2)
    for arm in arms:
        kind = parameter(text_of(arm, "type"))
        writer.item(": ".join(part for part in (kind, text_of(arm, "label"), text_of(arm, "description")) if part))
    for intervention in interventions:
        name, others = text_of(intervention, "name"), texts_of(intervention, "otherNames")
        name = f"{name} ({', '.join(others)})" if others else name
        said = (parameter(text_of(intervention, "type")), name, text_of(intervention, "description"))
        writer.item(": ".join(part for part in said if part))


def _eligibility(module: Node) -> Iterator[str]:
    for label, key in (("Sex", "sex"), ("Minimum age", "minimumAge"), ("Maximum age", "maximumAge")):
        said = text_of(module, key)
        yield f"{label}: {plain(said)}" if said else ""
    yield from lines_of(module, "eligibilityCriteria")


def _planned(module: Node) -> Iterator[str]:
    for label, key in _OUTCOMES:
        for outcome in children(module, key):
            frame = text_of(outcome, "timeFrame")
            measure = text_of(outcome, "measure")
            yield f"{label}: {measure}{f' [time frame: {frame}]' if frame else ''}" if measure else ""


def _asides(writer: Writer, heading: str, lines: Iterator[str] | list[str]) -> None:
    """A section whose numbers are no findings."""
    said = [line for line in lines if line]
    if said:
        writer.heading(heading, 2)
    for line in said:
        writer.aside(line)
