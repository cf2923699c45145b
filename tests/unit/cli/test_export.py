"""`claimcheck export`, with what `decisions import` makes of the log: real documents, the stages themselves."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from tests.inprocess import Ended
from tests.inprocess import claimcheck as run
from tests.unit.review.commented import anchored
from tests.unit.review.log_cells import fill

from claimcheck.store.decisions import FILE, load


@pytest.fixture(autouse=True)
def stages() -> None:
    """Leave the stages in place that other tests of this folder replace."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft whose median differs from the one in the notes."""
    draft = docx.Document()
    draft.add_heading("Results", 1)
    paragraph = draft.add_paragraph("In PROFILE 1014, median progression-free survival with crizotinib was 1")
    paragraph.add_run("0.9").bold = True
    paragraph.add_run(" months in patients with ALK-positive NSCLC.")
    (tmp_path / "docs").mkdir()
    draft.save(str(tmp_path / "docs/draft.docx"))
    note = "In PROFILE 1014, median progression-free survival with crizotinib was 11.9 months in patients with"
    (tmp_path / "docs/note.md").write_text(f"# Results\n\n{note} ALK-positive NSCLC.\n", "utf-8")
    return tmp_path


def claimcheck(folder: Path, *arguments: str, code: int = 0) -> Ended:
    ended = run(folder, *arguments)
    assert ended.returncode == code, ended.stderr
    return ended


def test_a_log_goes_out_and_comes_back(folder: Path) -> None:
    claimcheck(folder, "scan", "docs", code=1)
    assert claimcheck(folder, "export", "reports", "--xlsx", "log.xlsx").stdout.startswith("log.xlsx: ")
    book = openpyxl.load_workbook(folder / "log.xlsx")
    fill(book["Conflicts"], 2, verdict="wrong-in", document="docs/note.md", value="10.9 months", reason="typing error")
    book.save(folder / "log.xlsx")
    told = claimcheck(folder, "decisions", "import", "log.xlsx").stdout
    assert "1 added, 0 replaced, 0 withdrawn, 0 unchanged" in told
    (decision,) = load(folder / FILE).decisions
    assert (decision.document, decision.value, decision.reason) == ("docs/note.md", "10.9 months", "typing error")
    assert set(decision.saw) == {"docs/draft.docx", "docs/note.md"}
    before = (folder / FILE).read_bytes()
    assert (
        "0 added, 0 replaced, 0 withdrawn, 1 unchanged" in claimcheck(folder, "decisions", "import", "log.xlsx").stdout
    )
    assert (folder / FILE).read_bytes() == before
    claimcheck(folder, "export", "reports", "--xlsx", "log.xlsx")
    assert (
        "0 added, 0 replaced, 0 withdrawn, 0 unchanged" in claimcheck(folder, "decisions", "import", "log.xlsx").stdout
    )


def test_a_commented_copy(folder: Path) -> None:
    original = (folder / "docs/draft.docx").read_bytes()
    made = claimcheck(folder, "export", "docs", "--docx-comments", "docs/draft.docx")
    assert made.stdout.endswith("draft-commented.docx: comments at 1 of 1 numbers\n")
    copy = folder / "reports/draft-commented.docx"
    ((hung, said),) = anchored(copy.read_bytes())
    assert hung == "10.9 months"
    assert "docs/note.md" in said
    assert (folder / "docs/draft.docx").read_bytes() == original
    before, after = (docx.Document(BytesIO(data)) for data in (original, copy.read_bytes()))
    assert [each.text for each in before.paragraphs] == [each.text for each in after.paragraphs]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["docs"], "nothing to write"),
        (["docs", "--docx-comments", "docs/draft.docx", "--output", "docs/draft.docx"], "is the document itself"),
        (["docs", "--docx-comments", "docs/note.md"], "no Word document"),
        (["docs/note.md", "--docx-comments", "docs/draft.docx"], "not among the documents of the result"),
        (["docs", "--docx-comments", "gone.docx"], "No such file"),
    ],
)
def test_what_cannot_be_exported(folder: Path, arguments: list[str], said: str) -> None:
    assert said in claimcheck(folder, "export", *arguments, code=2).stderr


def test_a_document_that_changed_since_the_scan_is_refused(folder: Path) -> None:
    claimcheck(folder, "scan", "docs", code=1)
    draft = docx.Document(str(folder / "docs/draft.docx"))
    draft.add_paragraph("More.")
    draft.save(str(folder / "docs/draft.docx"))
    ended = claimcheck(folder, "export", "reports", "--docx-comments", "docs/draft.docx", code=2)
    assert "changed since it was scanned" in ended.stderr
