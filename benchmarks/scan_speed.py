"""CPU of a scan beside spaCy's tokenizer over the same text, in one run, imports and set-up left out on both sides.

    python benchmarks/scan_speed.py FOLDER [--pattern '*.txt'] [--rounds 3]

Prints CPU seconds a megabyte of both and their ratio, the median of the rounds. Each round is a process of its own, as
a scan is: otherwise both sides find the words of the round before in spaCy's caches.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pattern", default="*.txt")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob(arguments.pattern))
    megabytes = sum(path.stat().st_size for path in files) / 1e6
    if not files:
        parser.error(f"no file {arguments.pattern} in {arguments.folder}")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        rounds = list(processes.map(_round, [files] * arguments.rounds))
    scan = statistics.median(a for a, _ in rounds) / megabytes
    spacy = statistics.median(b for _, b in rounds) / megabytes
    ratio = statistics.median(a / b for a, b in rounds)
    print(f"{len(files)} documents, {megabytes:.2f} MB, {arguments.rounds} rounds")
    print(f"claimcheck scan        {scan:6.2f} CPU s/MB")
    print(f"spacy.blank('en')      {spacy:6.2f} CPU s/MB")
    print(f"ratio (median of pairs) {ratio:5.2f}")


def _round(files: list[Path]) -> tuple[float, float]:
    """CPU seconds of a scan, then of spaCy's tokenizer."""
    scanner, tokenizer = _scanner(files), _tokenizer([path.read_text("utf-8") for path in files])
    return _cpu(scanner), _cpu(tokenizer)


def _scanner(files: list[Path]) -> Callable[[], None]:
    from claimcheck import scan

    def run() -> None:
        scan(files)

    scan(files[:1])  # imports and the compiled vocabulary are set-up
    return run


def _tokenizer(texts: list[str]) -> Callable[[], None]:
    import spacy

    nlp = spacy.blank("en")
    nlp.max_length = max(len(text) for text in texts) + 1

    def run() -> None:
        for text in texts:
            nlp.tokenizer(text)

    nlp.tokenizer(texts[0][:1000])
    return run


def _cpu(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
