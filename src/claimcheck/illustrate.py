"""What the report shows beside the result: crops of pages, addresses of the sources.

Reports open no file, and neither does the result hold one: this step opens the documents once more, after the scan,
for those pages alone that a conflict points to.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from claimcheck.config import Config
from claimcheck.errors import DocumentError
from claimcheck.model import Claim, ScanResult
from claimcheck.report.exhibits import Crop, Earlier, Exhibits
from claimcheck.report.wording import by_id

if TYPE_CHECKING:
    from claimcheck.readers.pdf.crops import Picture, Place

EMBEDDED = 200
"""Conflicts whose crops stand inside the report; those of the others are files beside it."""
ASSETS = "report_assets"


@dataclass(frozen=True, slots=True)
class Illustrated:
    """The exhibits, and the files that the report needs beside it."""

    exhibits: Exhibits
    assets: Mapping[Path, bytes] = field(default_factory=dict, hash=False)


def illustrate(
    result: ScanResult,
    config: Config,
    report: Path,
    paths: Sequence[Path] = (),
    snapshots: str = "embed",
    earlier: Earlier | None = None,
) -> Illustrated:
    """Gather what a report shows beside the result.

    Args:
        result: what a scan found.
        config: what it was scanned with.
        report: where the report will stand.
        paths: what was scanned, where it lies outside the folder of the project.
        snapshots: one of `report.exhibits.SNAPSHOTS`.
        earlier: what came since an older result.
    """
    bases = [config.root, *(path if path.is_dir() else path.parent for path in paths)]
    files = {item.path: path for item in result.documents if (path := _file(item.path, bases)) is not None}
    links = _links(files, config.root, report)
    crops, assets = _crops(result, files, config, snapshots, report.parent)
    return Illustrated(Exhibits(crops, links, config.reasons, earlier), assets)


def _file(name: str, bases: Iterable[Path]) -> Path | None:
    """The file that is called so in the result; none where the name leads out of its folder, or to a link."""
    for base in bases:
        path = Path(os.path.abspath(base / name))  # noqa: PTH100 - links are named as they are, not as where they lead
        if path.is_relative_to(os.path.abspath(base)) and path.is_file() and not path.is_symlink():  # noqa: PTH100
            return path
    return None


def _links(files: Mapping[str, Path], root: Path, report: Path) -> dict[str, str]:
    """The addresses of the sources from the report.

    Only where both lie under the project's folder: a way out of it and back would name folders of this machine.
    """
    base, folder = Path(os.path.abspath(root)), Path(os.path.abspath(report)).parent  # noqa: PTH100
    if not folder.is_relative_to(base):
        return {}
    ways = {
        name: os.path.relpath(path, folder).replace(os.sep, "/")
        for name, path in files.items()
        if path.is_relative_to(base)
    }
    return {name: quote(way if way.startswith("../") else f"./{way}", safe="/") for name, way in ways.items()}


def _crops(
    result: ScanResult, files: Mapping[str, Path], config: Config, snapshots: str, folder: Path
) -> tuple[dict[str, Crop], dict[Path, bytes]]:
    """The crop of each claim of a conflict that has a box; of the first conflicts inside the report."""
    if snapshots == "none":
        return {}, {}
    claims = by_id(result)
    inside = _boxed(claims, result, EMBEDDED) if snapshots == "embed" else {}
    beside = {name: claim for name, claim in _boxed(claims, result, None).items() if name not in inside}
    crops: dict[str, Crop] = {}
    assets: dict[Path, bytes] = {}
    hashes = {item.path: item.sha256 for item in result.documents}
    for claim, png, width, height in _drawn([*inside.values(), *beside.values()], files, hashes, config):
        if claim.id in inside:
            crops[claim.id] = Crop(png, None, width, height)
        else:
            crops[claim.id] = Crop(None, f"{ASSETS}/{claim.id}.png", width, height)
            assets[folder / ASSETS / f"{claim.id}.png"] = png
    return crops, assets


def _boxed(claims: Mapping[str, Claim], result: ScanResult, most: int | None) -> dict[str, Claim]:
    """The claims of the first `most` conflicts that stand in a box on a page."""
    names = [name for conflict in result.conflicts[:most] for name in conflict.claims if name in claims]
    return {name: claims[name] for name in names if claims[name].box is not None}


def _drawn(
    claims: Iterable[Claim], files: Mapping[str, Path], hashes: Mapping[str, str], config: Config
) -> Iterable[tuple[Claim, bytes, int, int]]:
    """Each claim with the PNG of its surroundings; a file that has gone or changed since gives none."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    for document, own in by_document.items():
        pictures = _pictures(files[document], hashes[document], own, config) if document in files else {}
        for claim in own:
            if claim.box is not None and (picture := pictures.get(claim.box)) is not None:
                yield claim, picture.png, picture.width, picture.height


def _pictures(path: Path, digest: str, claims: Sequence[Claim], config: Config) -> dict[Place, Picture]:
    from claimcheck.readers.opening import bytes_of
    from claimcheck.readers.pdf.crops import crops

    try:
        data = bytes_of(path, config.max_bytes)
    except (DocumentError, OSError):
        return {}
    if sha256(data).hexdigest() != digest:
        return {}
    return crops(data, [claim.box for claim in claims if claim.box is not None])
