"""Crops and addresses, over a real PDF: what is inside the report, what beside it, and what no report may name."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.report.sample import RESULT, VALUE

from claimcheck import illustrate as module
from claimcheck.config import Config
from claimcheck.illustrate import illustrate
from claimcheck.model import ScanResult
from claimcheck.readers.pdf.crops import LINE, SCALE, crops
from claimcheck.scan import scan


@pytest.fixture(scope="module")
def pdf(root: Path) -> Path:
    return root / "sources/crizotinib-comparison-guide.pdf"


@pytest.fixture(scope="module")
def result(root: Path, pdf: Path) -> ScanResult:
    """One real PDF, with conflicts made of claims that stand in boxes."""
    found = scan([pdf], Config(root=root))
    boxed = [claim for claim in found.claims if claim.box is not None][:6]
    conflicts = tuple(
        replace(VALUE, id=f"k{number}", claims=(one.id, other.id))
        for number, (one, other) in enumerate(zip(boxed[::2], boxed[1::2], strict=True))
    )
    return replace(found, conflicts=conflicts)


def pixels(png: bytes) -> tuple[int, int, list[bytes], bytes]:
    """Width, height, lines (two pixels a byte) and palette of a PNG as we write it."""
    width, height = struct.unpack(">II", png[16:24])
    at, chunks = 8, {}
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length]) == (zlib.crc32(name + body),)
        chunks[name], at = body, at + 12 + length
    data, line = zlib.decompress(chunks[b"IDAT"]), 1 + (width + 1) // 2
    return width, height, [data[y * line + 1 : (y + 1) * line] for y in range(height)], chunks[b"PLTE"]


def test_the_box_is_drawn_around_the_number(pdf: Path, result: ScanResult) -> None:
    boxes = [claim.box for claim in result.claims if claim.box is not None]
    pictures = crops(pdf.read_bytes(), boxes)
    assert set(pictures) == set(boxes)
    for (_, x0, y0, x1, y1), picture in pictures.items():
        width, height, lines, palette = pixels(picture.png)
        assert (width, height) == (picture.width, picture.height)
        assert palette[-3:] == bytes(LINE)
        red = [(x, y) for y, line in enumerate(lines) for x in range(width) if _pixel(line, x) == 15]
        columns, rows = [x for x, _ in red], [y for _, y in red]
        assert abs((max(columns) - min(columns)) - SCALE * (x1 - x0 + 4)) <= 2
        assert abs((max(rows) - min(rows)) - SCALE * (y1 - y0 + 4)) <= 2
        inside = [
            _pixel(lines[y], x)
            for y in range(min(rows) + 3, max(rows) - 2)
            for x in range(min(columns) + 3, max(columns) - 2)
        ]
        assert min(inside) < 6, "no ink inside the box"


def _pixel(line: bytes, x: int) -> int:
    return line[x // 2] >> 4 if x % 2 == 0 else line[x // 2] & 15


def test_what_is_no_pdf_has_no_crops(pdf: Path) -> None:
    assert crops(b"no PDF", [(1, 0.0, 0.0, 9.0, 9.0)]) == {}
    assert crops(pdf.read_bytes(), [(99, 0.0, 0.0, 9.0, 9.0)]) == {}


def test_the_first_conflicts_have_their_crops_inside_the_others_beside(
    root: Path, pdf: Path, result: ScanResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EMBEDDED", 1)
    made = illustrate(result, Config(root=root), root / "out/report.html")
    names = [name for conflict in result.conflicts for name in conflict.claims]
    assert set(made.exhibits.crops) == set(names)
    assert [made.exhibits.crops[name].png is not None for name in names] == [True, True, False, False, False, False]
    assert set(made.assets) == {root / "out/report_assets" / f"{name}.png" for name in names[2:]}
    assert made.exhibits.crops[names[2]].href == f"report_assets/{names[2]}.png"
    again = illustrate(result, Config(root=root), root / "out/report.html")
    assert again == made


@pytest.mark.parametrize(("snapshots", "inside", "beside"), [("none", 0, 0), ("embed", 6, 0), ("assets", 0, 6)])
def test_where_crops_go(root: Path, pdf: Path, result: ScanResult, snapshots: str, inside: int, beside: int) -> None:
    made = illustrate(result, Config(root=root), root / "out/report.html", snapshots=snapshots)
    assert sum(crop.png is not None for crop in made.exhibits.crops.values()) == inside
    assert len(made.assets) == beside


def test_sources_are_named_from_the_report_only_inside_the_folder_of_the_project(
    root: Path, pdf: Path, result: ScanResult, tmp_path: Path
) -> None:
    def links(report: Path) -> dict[str, str]:
        return dict(illustrate(result, Config(root=root), report, snapshots="none").exhibits.links)

    name = result.documents[0].path
    assert links(root / "reports/report.html") == {name: f"../{name}"}
    assert links(root / "report.html") == {name: f"./{name}"}
    assert links(tmp_path / "report.html") == {}


def test_a_name_is_no_address_of_its_own(tmp_path: Path) -> None:
    for name in ("javascript:alert(1).txt", "a b#c?d%.txt"):
        (tmp_path / name).write_text("x")
    documents = tuple(replace(RESULT.documents[1], path=path.name) for path in sorted(tmp_path.iterdir()))
    found = illustrate(
        replace(RESULT, documents=documents), Config(root=tmp_path), tmp_path / "report.html", snapshots="none"
    )
    assert sorted(found.exhibits.links.values()) == ["./a%20b%23c%3Fd%25.txt", "./javascript%3Aalert%281%29.txt"]


def test_a_document_outside_the_project_is_found_where_it_was_scanned(
    root: Path, pdf: Path, result: ScanResult, tmp_path: Path
) -> None:
    item = replace(result.documents[0], path=pdf.name)
    claims = tuple(replace(claim, document=pdf.name) for claim in result.claims)
    moved = replace(result, documents=(item,), claims=claims)
    made = illustrate(moved, Config(root=tmp_path), tmp_path / "report.html", [pdf.parent])
    assert len(made.exhibits.crops) == 6
    assert made.exhibits.links == {}


def test_a_file_that_changed_since_and_a_name_that_leads_away_have_no_crops(
    result: ScanResult, tmp_path: Path, root: Path
) -> None:
    path = tmp_path / "inside" / result.documents[0].path
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-1.4 another")
    assert illustrate(result, Config(root=tmp_path / "inside"), tmp_path / "r.html").exhibits.crops == {}
    item = replace(result.documents[0], path=f"../{result.documents[0].path}")
    claims = tuple(replace(claim, document=item.path) for claim in result.claims)
    away = illustrate(
        replace(result, documents=(item,), claims=claims), Config(root=root / "docs"), root / "docs/report.html"
    )
    assert (away.exhibits.crops, away.exhibits.links) == ({}, {})
