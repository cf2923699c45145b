"""JUnit XML: a suite a document, a case a conflict; what was not read is an error or skipped, never a pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claimcheck.model import Claim, Conflict, Coverage, Level, ScanResult, Status
from claimcheck.report.pages import RulePage
from claimcheck.report.places import place
from claimcheck.report.safe import visible
from claimcheck.report.summary import READ, SKIPPED
from claimcheck.report.wording import Claims, by_id, dealt_with, fact, known_claims, message, reading, title

if TYPE_CHECKING:
    from lxml.etree import _Element

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as a character reference."""
OTHER = "claimcheck"
"""Suite of what is in no document of the ledger."""


def render(result: ScanResult, pages: Sequence[RulePage] = ()) -> str:
    """Errors and warnings fail; notes, and what is known or accepted, are skipped and say why. `pages` is not used."""
    from lxml import etree

    claims = by_id(result)
    placed: dict[str, list[Conflict]] = {item.path: [] for item in result.documents}
    for conflict in result.conflicts:
        known = known_claims(conflict, claims)
        placed.setdefault(known[0].document if known else OTHER, []).append(conflict)
    ledger = {item.path: item for item in result.documents}
    root = etree.Element("testsuites", name="claimcheck")
    for path, conflicts in placed.items():
        _suite(root, path, ledger.get(path), conflicts, claims)
    _count(root)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True).decode("utf-8") + "\n"


def _suite(root: _Element, path: str, item: Coverage | None, conflicts: Sequence[Conflict], claims: Claims) -> None:
    from lxml import etree

    suite = etree.SubElement(root, "testsuite", name=xml_text(path))
    if item is not None:
        _read(etree.SubElement(suite, "testcase", classname=xml_text(path), name="read"), item)
    for conflict in conflicts:
        name = f"{title(conflict)}: {fact(conflict)} [{conflict.id}]"
        case = etree.SubElement(suite, "testcase", classname=xml_text(path), name=xml_text(name))
        _outcome(case, conflict, claims)
    _count(suite)


def _read(case: _Element, item: Coverage) -> None:
    """Whether the document was read, and what of it was not."""
    from lxml import etree

    said = xml_text(reading(item))
    if item.status in SKIPPED:
        etree.SubElement(case, "skipped", message=said)
    elif item.status not in READ:
        etree.SubElement(case, "error", message=said, type=item.status.value)
    elif item.pages_without_text:
        etree.SubElement(case, "skipped", message=f"pages without text: {item.pages_without_text:,} ({said})")
    elif item.status is not Status.OK:
        etree.SubElement(case, "system-out").text = said


def _outcome(case: _Element, conflict: Conflict, claims: Claims) -> None:
    from lxml import etree

    done, text = dealt_with(conflict), message(conflict, claims)
    if conflict.status in ("known", "accepted"):
        etree.SubElement(case, "skipped", message=xml_text(done))
    elif conflict.level is Level.NOTE:
        etree.SubElement(case, "skipped", message=xml_text(f"note: {text}"))
    else:
        failure = etree.SubElement(case, "failure", message=xml_text(text), type=conflict.level.value)
        lines = [_evidence(claim) for claim in known_claims(conflict, claims)]
        failure.text = xml_text("\n".join([*([done] if done else []), *lines]))


def _evidence(claim: Claim) -> str:
    """A line that no document's text or name begins: the file may be printed to the log of a CI job."""
    return " ".join(f"at {place(claim)}: {claim.sentence}".split())


def _count(element: _Element) -> None:
    """The numbers that a viewer sums up by."""
    element.set("tests", str(len(element.findall(".//testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        element.set(name, str(len(element.findall(f".//{tag}"))))


def xml_text(text: str) -> str:
    r"""What XML can hold; the rest as escapes.

    >>> print(xml_text("a\x00\x0b\ufffe<b>]]>"))
    a\x00\x0b\ufffe<b>]]>
    """
    return _NO_XML.sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), visible(text))
