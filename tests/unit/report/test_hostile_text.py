"""Text of documents, names of files and reasons of decisions through every format: data, whatever they say."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from tests.unit.report.runner import annotated
from tests.unit.report.sample import COVERAGE, PAGES, RESULT, VALUE

from claimcheck.model import Decision, ScanResult, SupportedSide, Verdict
from claimcheck.report import REPORTS

HOSTILE = {
    "a workflow command": "::error::pwned",
    "a command behind an escape": "%0A::set-output name=x::pwned",
    "a command on a line of its own": "19.2\n::stop-commands::pwned\r\n::add-mask::x",
    "a command of the older form": "##[error]pwned ##vso[task.setvariable variable=x]pwned",
    "a terminal escape": "\x1b[2J\x1b]0;pwned\x07\x9b31m",
    "a bidirectional control": "a\u202e1.91\u202cb\u2066c",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with a plus": '+HYPERLINK("https://example.org","x")',
    "a formula with an at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula behind a tab": "\t=1+1",
    "a script": "</script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "the end of a CDATA section": "]]><x>&amp;&#0;",
    "a link": "javascript:alert(1)//",
    "markup": "|`a` **b** [x](javascript:alert(1)) <details> @someone ![i](https://example.org/x.png)",
    "a name of two lines": "a\nb.md",
    "what XML cannot hold": "\x00\x0b\ufffe\uffff",
}
LINES = "\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def hostile(text: str) -> ScanResult:
    """The sample with a text wherever a document, a name or a person speaks."""
    claims = tuple(
        replace(
            claim,
            document=text if claim.document == COVERAGE[0].path else claim.document,
            quote=text,
            sentence=f"{text} and {text}",
            section=text,
            attributes={"study": text, "treatment": "crizotinib"},
        )
        for claim in RESULT.claims
    )
    decision = Decision("k-value", Verdict.WRONG_IN, text, by=text, document=text, value=text)
    shown = replace(
        VALUE,
        key={"study": text},
        explanation=f"{text} differs",
        sides=tuple(replace(side, display=text) for side in VALUE.sides),
        supported_side=SupportedSide(0, text),
    )
    accepted = replace(shown, id="k-accepted", status="accepted", decision=decision)
    expired = replace(shown, id="k-expired", status="expired", decision=decision)
    first = replace(COVERAGE[0], path=text, title=text, reason=text)
    unread = replace(COVERAGE[2], reason=text)
    documents = (first, COVERAGE[1], unread, COVERAGE[3])
    return replace(RESULT, documents=documents, claims=claims, conflicts=(shown, accepted, expired), remarks=(text,))


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_format_obeys_it(name: str, text: str) -> None:
    made = REPORTS[name].encode(hostile(text), PAGES)
    CHECKS[name](made)
    if not REPORTS[name].binary:
        printed = made.decode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", printed)
        assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", printed)
        if name != "html":  # which is opened, not printed to a log
            assert commands(printed) == (["error", "error"] if name == "github" else [])


def commands(log: str) -> list[str]:
    """The commands that a runner would take out of a log that this is printed to, wherever it thinks a line begins."""
    lines = re.split(f"[{LINES}]", log)
    starts = [line.lstrip() for line in lines if line.lstrip().startswith("::")]
    return [match[1] if (match := re.match(r"::(\w+) file=", line)) else line for line in starts]


def of_json(made: bytes) -> None:
    json.loads(made)


def of_lines(made: bytes) -> None:
    assert all(json.loads(line) for line in made.decode().splitlines() if line)


def of_sarif(made: bytes) -> None:
    log = json.loads(made)
    for record in strings(log, "text"):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", record)
        assert not re.search(r"(?<!\\)\]\(", record)
    for uri in strings(log, "uri"):
        assert re.fullmatch(r"[A-Za-z0-9%._~/-]+", uri)
        assert not uri.startswith("/")


def strings(node: object, key: str) -> Iterator[str]:
    """Every text under a key."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == key and isinstance(value, str):
                yield value
            yield from strings(value, key)
    elif isinstance(node, list):
        for item in node:
            yield from strings(item, key)


def of_github(made: bytes) -> None:
    found = annotated(made.decode())
    assert [kind for kind, _, _ in found] == ["error", "error"]
    assert all(set(where) == {"file", "line", "title"} for _, where, _ in found)
    assert "##[" not in re.sub(r"(?m)^::.*$", "", made.decode())


def of_junit(made: bytes) -> None:
    root = etree.fromstring(made)
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "error",
        "skipped",
        "system-out",
    }


def of_markdown(made: bytes) -> None:
    """Nothing but our own tables, headings, emphasis and line breaks."""
    page = MarkdownIt("commonmark").enable("table").parse(made.decode())
    kinds = {child.type for token in page for child in token.children or []}
    assert kinds <= {"text", "code_inline", "strong_open", "strong_close", "em_open", "em_close", "html_inline"}
    markup = {child.content for token in page for child in token.children or [] if child.type == "html_inline"}
    assert markup <= {"<br>"}
    assert {token.type for token in page if token.type.endswith("block")} == set()
    rows = [len(re.findall(r"(?<!\\)\|", line)) for line in made.decode().splitlines() if line.startswith("|")]
    assert set(rows) <= {2, 4, 5}


def of_csv(made: bytes) -> None:
    table = list(csv.reader(io.StringIO(made.decode(), newline="")))
    assert len({len(row) for row in table}) == 1
    assert len(made.decode().splitlines()) == len(table)
    for cell in (cell for row in table for cell in row):
        assert not cell.startswith(("=", "+", "@", "\t", "\r", "-"))


def of_xlsx(made: bytes) -> None:
    for sheet in load_workbook(io.BytesIO(made)):
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type in ("s", "n")
            assert cell.hyperlink is None


def of_html(made: bytes) -> None:
    page = _Page()
    page.feed(made.decode())
    assert page.scripts == 1
    assert page.handlers == []
    assert not any(link.strip().lower().startswith(("javascript:", "http")) for link in page.links)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.handlers: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # One runs; the other is a JSON island, which cannot.
        self.scripts += tag == "script" and dict(attrs).get("type") != "application/json"
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def of_text(made: bytes) -> None:
    assert not re.search(r"(?m)^\s*(?:::|##\[)|##(?:\[|vso\[)", made.decode())


CHECKS = {
    "text": of_text,
    "json": of_json,
    "jsonl": of_lines,
    "claims": of_lines,
    "html": of_html,
    "sarif": of_sarif,
    "github": of_github,
    "gitlab": of_json,
    "junit": of_junit,
    "markdown": of_markdown,
    "csv": of_csv,
    "xlsx": of_xlsx,
}
"""What is looked at in each format; a new format needs a line here."""
