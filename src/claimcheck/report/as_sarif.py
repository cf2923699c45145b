"""results.sarif: SARIF 2.1.0, one result a conflict, for code scanning."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from claimcheck.model import Claim, Conflict, Coverage, ScanResult, Status
from claimcheck.report.pages import RulePage
from claimcheck.report.records import coverage_record, indented
from claimcheck.report.safe import visible
from claimcheck.report.summary import READ, SKIPPED, count, summarise
from claimcheck.report.wording import TEXT_FORMATS, Claims, by_id, file_line, formats_of, known_claims, message, reading

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 5000
"""GitHub shows no more of a run; the loudest come first, and a notification names the rest."""
MAX_RELATED = 100
"""GitHub shows no more places of a result; the message says how many are left out."""

Json = dict[str, Any]


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """The log; `pages` become the descriptions and the help of the rules."""
    return indented({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(result, pages)]})


def _run(result: ScanResult, pages: Sequence[RulePage]) -> Json:
    claims, formats = by_id(result), formats_of(result)
    index = {page.code: place for place, page in enumerate(pages)}
    shown = _open(result)[:MAX_RESULTS]
    compared = any(conflict.status == "known" for conflict in shown)
    driver = {"name": "claimcheck", "version": result.version, "rules": [_rule(page) for page in pages]}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The folder that document paths are relative to."}}
        },
        "invocations": [_invocation(result)],
        "artifacts": [_artifact(item) for item in result.documents],
        "results": [
            _result(conflict, claims, formats, index) | (_baseline(conflict) if compared else {}) for conflict in shown
        ],
        "properties": {"summary": asdict(summarise(result))},
    }


def _open(result: ScanResult) -> list[Conflict]:
    """The conflicts but for those that people accepted: GitHub shows a result also where it is marked as suppressed.

    Known ones stay, for code scanning compares with the results of the target branch, and would call them fixed.
    """
    return [conflict for conflict in result.conflicts if conflict.status != "accepted"]


def _baseline(conflict: Conflict) -> Json:
    """Whether it stood when the baseline was made (SARIF 3.27.24: all results say so, or none)."""
    return {"baselineState": "unchanged" if conflict.status == "known" else "new"}


def _rule(page: RulePage) -> Json:
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": page.summary},
        "help": {"text": page.text},
    }


def _result(conflict: Conflict, claims: Claims, formats: Mapping[str, str], index: Mapping[str, int]) -> Json:
    display = {name: side.display for side in conflict.sides for name in side.claims}
    known = known_claims(conflict, claims)
    places = [_location(claim, formats) for claim in known]
    related = [
        {"id": number, **where, "message": {"text": message_text(display.get(claim.id, claim.quote))}}
        for number, (claim, where) in enumerate(zip(known, places, strict=True))
    ]
    record: Json = {
        "ruleId": conflict.rule,
        "level": conflict.level,
        "message": {"text": message_text(message(conflict, claims) + _left_out(len(known) - 1))},
        "locations": places[:1],
        "relatedLocations": related[1 : MAX_RELATED + 1],
        "partialFingerprints": {"claimcheck/v1": conflict.id},
        "properties": {
            "metric": conflict.metric,
            "statistic": conflict.statistic,
            "kind": conflict.kind,
            "reason": conflict.reason,
            "missing": conflict.missing,
            "confidence": conflict.confidence,
        },
    }
    return record | ({"ruleIndex": index[conflict.rule]} if conflict.rule in index else {})


def _left_out(related: int) -> str:
    return f" {count(related - MAX_RELATED, 'place')} not listed." if related > MAX_RELATED else ""


def message_text(text: str) -> str:
    r"""Escape what SARIF 3.11.5-6 reads as a placeholder or a link, and show what a page would hide or obey.

    >>> print(message_text("5 [x](javascript:y) {0}"))
    5 \[x\](javascript:y) {{0}}
    """
    text = re.sub(r"([\\\[\]])", r"\\\1", visible(text))
    return text.replace("{", "{{").replace("}", "}}")


def uri(path: str) -> str:
    """A relative URI reference; a colon in the first folder's name must not make it a scheme.

    >>> uri("a b/c#d.txt"), uri("x:y.txt")
    ('a%20b/c%23d.txt', 'x%3Ay.txt')
    """
    return quote(path, safe="/")


def _artifact_location(path: str) -> Json:
    return {"uri": uri(path), "uriBaseId": "%SRCROOT%"}


def _location(claim: Claim, formats: Mapping[str, str]) -> Json:
    """The place in the file. Line 1 where the format has no lines: viewers refuse a region without a line."""
    region: Json = {"startLine": file_line(claim, formats)}
    if formats.get(claim.document) in TEXT_FORMATS:
        start, end = claim.span
        region |= {"charOffset": start, "charLength": end - start}
    where: Json = {"physicalLocation": {"artifactLocation": _artifact_location(claim.document), "region": region}}
    if claim.page is not None:
        where["properties"] = {"page": claim.page}
    return where


def _artifact(item: Coverage) -> Json:
    """A file with its line of the ledger."""
    record: Json = {"location": _artifact_location(item.path), "roles": ["analysisTarget"]}
    record["properties"] = {key: value for key, value in coverage_record(item).items() if key not in {"path", "sha256"}}
    return record | ({"hashes": {"sha-256": item.sha256}} if item.sha256 else {})


def _invocation(result: ScanResult) -> Json:
    """What was not read stands here: a document left out must not look like a clean one."""
    notes = [_notification(item) for item in result.documents if item.status is not Status.OK]
    notes += [{"level": "warning", "message": {"text": message_text(remark)}} for remark in result.remarks]
    if (accepted := len(result.conflicts) - len(_open(result))) > 0:
        text = f"{count(accepted, 'accepted conflict')} left out: conflicts.json has the reasons."
        notes.append({"level": "note", "message": {"text": text}})
    if (hidden := len(_open(result)) - MAX_RESULTS) > 0:
        text = f"{count(hidden, 'conflict')} beyond the first {MAX_RESULTS:,} are in conflicts.json only."
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": summarise(result).not_read == 0, "toolExecutionNotifications": notes}


def _notification(item: Coverage) -> Json:
    level = "note" if item.status in SKIPPED else "warning" if item.status in READ else "error"
    text = f"{item.path}: {reading(item)}"
    where = {"physicalLocation": {"artifactLocation": _artifact_location(item.path)}}
    return {"level": level, "message": {"text": message_text(text)}, "locations": [where]}
