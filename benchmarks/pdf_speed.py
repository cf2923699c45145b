"""CPU of reading a PDF page beside pdfplumber's `extract_text` of the same pages, in one run, imports left out.

    python benchmarks/pdf_speed.py FOLDER [--pattern '*.pdf'] [--rounds 3]

Reading is the whole of it: characters with boxes and sizes, columns, paragraphs, marks. Pages with a table are left out
on both sides, since a table is read twice, the second time by pdfplumber. Prints CPU milliseconds a page of both and
their ratio, the median of the rounds. A document is measured as its pages without tables, saved as a file of their own.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pattern", default="*.pdf")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob(arguments.pattern))
    if not files:
        parser.error(f"no file {arguments.pattern} in {arguments.folder}")
    measured = [(path, *_without_tables(path)) for path in files]
    print(f"{'document':32} pages  claimcheck  pdfplumber   ratio   (CPU ms a page, {arguments.rounds} rounds)")
    sums = [0.0, 0.0]
    for path, data, pages in measured:
        if not pages:
            continue
        rounds = [(_cpu(_ours, data), _cpu(_theirs, data)) for _ in range(arguments.rounds)]
        ours, theirs = (1000 * statistics.median(side) for side in zip(*rounds, strict=True))
        sums = [sums[0] + ours, sums[1] + theirs]
        print(f"{path.name[:32]:32} {pages:5} {ours / pages:11.1f} {theirs / pages:11.1f} {ours / theirs:7.2f}")
    pages = sum(pages for _, _, pages in measured)
    print(f"{'all':32} {pages:5} {sums[0] / pages:11.1f} {sums[1] / pages:11.1f} {sums[0] / sums[1]:7.2f}")


def _without_tables(path: Path) -> tuple[bytes, int]:
    """A document of the pages on which we find no table, and how many they are; this is the warm-up of both, too."""
    import pypdfium2

    from claimcheck.readers import read

    document = read(path)
    tabled = {document.page_of(cell.start) for table in document.tables for cell in table.cells}
    source, target = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument.new()
    kept = [page.number - 1 for page in document.pages if page.number not in tabled]
    target.import_pages(source, kept)
    buffer = io.BytesIO()
    target.save(buffer)
    return buffer.getvalue(), len(kept)


def _ours(data: bytes) -> None:
    from claimcheck.readers import parse

    parse(data, "measured.pdf")


def _theirs(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def _cpu(run: Callable[[bytes], None], data: bytes) -> float:
    start = time.process_time()
    run(data)
    return time.process_time() - start


if __name__ == "__main__":
    main()
