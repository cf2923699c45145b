"""CPU of a scan beside spaCy's tokenizer over the same text, in one run, imports and set-up left out on both sides.

    python benchmarks/scan_speed.py FOLDER [--pattern '*.txt'] [--rounds 3]

Prints CPU seconds a megabyte of both and their ratio, the median of the rounds, taken in turn.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pattern", default="*.txt")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob(arguments.pattern))
    texts = [path.read_text("utf-8") for path in files]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    if not files:
        parser.error(f"no file {arguments.pattern} in {arguments.folder}")
    ours, theirs = _scanner(files), _tokenizer(texts)
    rounds = [(_cpu(ours), _cpu(theirs)) for _ in range(arguments.rounds)]
    scan = statistics.median(a for a, _ in rounds) / megabytes
    spacy = statistics.median(b for _, b in rounds) / megabytes
    ratio = statistics.median(a / b for a, b in rounds)
    print(f"{len(files)} documents, {megabytes:.2f} MB, {arguments.rounds} rounds")
    print(f"claimcheck scan        {scan:6.2f} CPU s/MB")
    print(f"spacy.blank('en')      {spacy:6.2f} CPU s/MB")
    print(f"ratio (median of pairs) {ratio:5.2f}")


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
