"""The piece of a page around a box, the box drawn in: what a reviewer compares with the quote."""

from __future__ import annotations

import struct
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claimcheck.readers.pdf.characters import Box, read_characters

SCALE = 1.5
"""Pixels a point."""
ABOVE, BESIDE = 40, 150
"""Points shown above and below the box, and on its left and right: a few lines of a column."""
INSET = 2
"""Points between the box and the line around it."""
GREYS = 15
"""The sixteenth colour is that of the line."""
LINE = (176, 32, 32)

Place = tuple[int, float, float, float, float]
"""Page (1-based) and a box on it, as `Claim.box`: x0, y0, x1, y1 in points, upright, from the top left."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of sixteen colours."""

    png: bytes
    width: int
    height: int


def crops(data: bytes, places: Sequence[Place]) -> dict[Place, Picture]:
    """Draw the surroundings of each place; those on pages that cannot be drawn are left out.

    Args:
        data: the bytes of a PDF.
        places: boxes on its pages.
    """
    import pypdfium2

    by_page: dict[int, list[Place]] = defaultdict(list)
    for place in dict.fromkeys(places):
        by_page[place[0]].append(place)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return {}
    found: dict[Place, Picture] = {}
    for number, wanted in sorted(by_page.items()):
        try:
            found.update(_of_page(pdf, number, wanted))
        except (pypdfium2.PdfiumError, IndexError):
            continue
    pdf.close()
    return found


def _of_page(pdf: Any, number: int, places: Sequence[Place]) -> Iterator[tuple[Place, Picture]]:
    page = pdf[number - 1]
    textpage = page.get_textpage()
    frame = read_characters(textpage, page.get_cropbox()).frame  # boxes are upright as the text is read
    turn = (90 * frame.turns - page.get_rotation()) % 360
    for place in places:
        yield place, _draw(page, place[1:], frame.upright, turn)
    textpage.close()
    page.close()


def _draw(page: Any, box: Box, size: tuple[float, float], turn: int) -> Picture:
    x0, y0, x1, y1 = box
    left, top = max(x0 - BESIDE, 0.0), max(y0 - ABOVE, 0.0)
    right, bottom = min(x1 + BESIDE, size[0]), min(y1 + ABOVE, size[1])
    bitmap = page.render(
        scale=SCALE, rotation=turn, grayscale=True, crop=(left, size[1] - bottom, size[0] - right, top)
    )
    rows = _rows(bitmap)
    _frame(
        rows,
        [round(SCALE * part) for part in (x0 - left - INSET, y0 - top - INSET, x1 - left + INSET, y1 - top + INSET)],
    )
    picture = Picture(_png(rows), bitmap.width, bitmap.height)
    bitmap.close()
    return picture


_GREY = bytes((value * (GREYS - 1) + 127) // 255 for value in range(256))
_HIGH = bytes((value << 4) & 0xFF for value in range(256))


def _rows(bitmap: Any) -> list[bytearray]:
    """The lines of a grey bitmap, a byte a pixel, in fifteen greys."""
    data = bytes(bitmap.buffer).translate(_GREY)
    return [bytearray(data[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height)]


def _frame(rows: list[bytearray], corners: Sequence[int]) -> None:
    """Draw a line of two pixels around a box, in the last colour."""
    height, width = len(rows), len(rows[0])
    x0, y0, x1, y1 = (
        min(max(part, 0), limit - 1) for part, limit in zip(corners, (width, height, width, height), strict=True)
    )
    for y in range(y0, y1 + 1):
        edge = y - y0 < 2 or y1 - y < 2
        for x in range(x0, x1 + 1) if edge else (x0, x0 + 1, x1 - 1, x1):
            rows[y][min(x, width - 1)] = GREYS


def _png(rows: Sequence[bytearray]) -> bytes:
    """The lines as a PNG with two pixels a byte.

    Written here and not by Pillow: the bytes stand in committed reports, and its compressor is another one on another
    kind of processor.
    """
    packed = b"".join(b"\0" + _pack(row) for row in rows)
    greys = [round(255 * grey / (GREYS - 1)) for grey in range(GREYS)]
    palette = bytes(part for grey in greys for part in (grey, grey, grey)) + bytes(LINE)
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 4, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(packed, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _pack(row: bytearray) -> bytes:
    even = row if len(row) % 2 == 0 else row + b"\0"
    high, low = bytes(even[::2]).translate(_HIGH), bytes(even[1::2])
    return (int.from_bytes(high) | int.from_bytes(low)).to_bytes(len(high))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
