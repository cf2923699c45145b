"""What the report shows beside the result: crops of pages, addresses of the sources, the earlier result.

Reports open no file, and neither does the result hold one: this step opens the documents once more, after the scan,
for those pages alone that a conflict points to.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from claimcheck.config import Config
from claimcheck.engine import File, find
from claimcheck.errors import DocumentError
from claimcheck.model import Claim, PastConflict, ScanResult
from claimcheck.report.exhibits import Crop, Exhibits

if TYPE_CHECKING:
    from claimcheck.readers.pdf.crops import Picture, Place

SNAPSHOTS = ("none", "embed", "assets")
"""Where crops go: nowhere, into the report as far as there is room, or all into files beside it."""
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
    paths: Sequence[Path],
    config: Config,
    report: Path,
    snapshots: str = "embed",
    earlier: tuple[PastConflict, ...] | None = None,
    against: str = "",
) -> Illustrated:
    """Gather what a report shows beside the result.

    Args:
        result: what the scan of `paths` found.
        paths: what was scanned.
        config: what it was scanned with.
        report: where the report will stand.
        snapshots: one of `SNAPSHOTS`.
        earlier: the conflicts of the result that this one is held against.
        against: what the user called that result.
    """
    files = {file.name: file for file in find(paths or [config.root / source for source in config.sources], config)}
    links = _links(result, files, config.root, report)
    crops, assets = _crops(result, files, config, snapshots, report.parent)
    return Illustrated(Exhibits(crops, links, config.reasons, earlier, against), assets)


def _links(result: ScanResult, files: Mapping[str, File], root: Path, report: Path) -> dict[str, str]:
    """The addresses of the sources from the report.

    Only where both lie under the project's folder: a way out of it and back would name folders of this machine.
    """
    base = Path(os.path.abspath(root))  # noqa: PTH100 - links are named as they are, not as where they lead
    folder = Path(os.path.abspath(report)).parent  # noqa: PTH100
    if not folder.is_relative_to(base):
        return {}
    found = {}
    for item in result.documents:
        path = Path(os.path.abspath(files[item.path].path)) if item.path in files else None  # noqa: PTH100
        if path is not None and path.is_relative_to(base):
            way = os.path.relpath(path, folder).replace(os.sep, "/")
            found[item.path] = quote(way if way.startswith("../") else f"./{way}", safe="/")
    return found


def _crops(
    result: ScanResult, files: Mapping[str, File], config: Config, snapshots: str, folder: Path
) -> tuple[dict[str, Crop], dict[Path, bytes]]:
    """The crop of each claim of a conflict that has a box; of the first conflicts inside the report."""
    if snapshots == "none":
        return {}, {}
    claims = {claim.id: claim for claim in result.claims}
    inside = _boxed(claims, result, EMBEDDED) if snapshots == "embed" else {}
    beside = {name: claim for name, claim in _boxed(claims, result, None).items() if name not in inside}
    crops: dict[str, Crop] = {}
    assets: dict[Path, bytes] = {}
    for claim, png, width, height in _drawn([*inside.values(), *beside.values()], files, config):
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
    claims: Iterable[Claim], files: Mapping[str, File], config: Config
) -> Iterable[tuple[Claim, bytes, int, int]]:
    """Each claim with the PNG of its surroundings; a file that has gone since gives none."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    for document, own in by_document.items():
        pictures = _pictures(files[document].path, own, config) if document in files else {}
        for claim in own:
            if claim.box is not None and (picture := pictures.get(claim.box)) is not None:
                yield claim, picture.png, picture.width, picture.height


def _pictures(path: Path, claims: Sequence[Claim], config: Config) -> dict[Place, Picture]:
    from claimcheck.readers.opening import bytes_of
    from claimcheck.readers.pdf.crops import crops

    try:
        data = bytes_of(path, config.max_bytes)
    except (DocumentError, OSError):
        return {}
    return crops(data, [claim.box for claim in claims if claim.box is not None])
