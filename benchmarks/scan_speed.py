"""CPU of a scan beside spaCy's tokenizer over the same text, in one run, imports and set-up left out on both sides.

    python benchmarks/scan_speed.py FOLDER [--pattern '*.txt'] [--rounds 3]

Prints CPU seconds a megabyte of every stage and of spaCy, and the ratio of what is done for each document: reading,
extracting, normalising. Each round is a process of its own, as a scan is: otherwise both sides find the words of the
round before in spaCy's caches. Both sides take turns document by document, and of each document the quickest round
counts: what else runs on the machine disturbs both alike, and the least where it counts. Comparison sees all claims at
once and has a line of its own.
"""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import TypeVar

STAGES = ("read", "extract", "normalise")
Result = TypeVar("Result")


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
    documents = list(zip(*(costs for costs, _, _ in rounds), strict=True))
    cost = {
        name: sum(min(one[name] for one in document) for document in documents) / megabytes
        for name in (*STAGES, "spaCy")
    }
    compared = min(seconds for _, seconds, _ in rounds) / megabytes
    print(f"{len(files)} documents, {megabytes:.2f} MB, {arguments.rounds} rounds")
    for name in STAGES:
        print(f"{name:22} {cost[name]:6.2f} CPU s/MB  {cost[name] / cost['spaCy']:5.2f} of spaCy")
    print(f"{'spacy.blank(en)':22} {cost['spaCy']:6.2f} CPU s/MB")
    print(f"{'ratio of all documents':22} {sum(cost[name] for name in STAGES) / cost['spaCy']:6.2f}")
    print(f"{'compare, for all':22} {compared:6.2f} CPU s/MB  {compared / cost['spaCy']:5.2f} of spaCy")
    print(f"{'peak memory':22} {max(peak for _, _, peak in rounds):6.0f} MB")


def _round(files: list[Path]) -> tuple[list[dict[str, float]], float, float]:
    """CPU seconds of every stage of every document, of comparing the claims, and the peak of memory in MB."""
    import spacy

    from claimcheck import scan
    from claimcheck.compare import compare
    from claimcheck.config import load
    from claimcheck.engine import find
    from claimcheck.extract import extract
    from claimcheck.model import Claim
    from claimcheck.normalise import normalise
    from claimcheck.scan import read_file
    from claimcheck.vocabulary import load as load_vocabulary

    scan(files[:1])  # imports and the compiled vocabulary are set-up
    vocabulary = load_vocabulary(load().vocabulary)
    nlp = spacy.blank("en")
    nlp.tokenizer(files[0].read_text("utf-8")[:1000])
    costs: list[dict[str, float]] = []
    claims: list[Claim] = []
    peak = 0.0
    for file in find(files, load()):
        read, document = _cpu(read_file, file)
        extracted, extraction = _cpu(extract, document, vocabulary)
        normalised, found = _cpu(normalise, document, extraction, vocabulary)
        peak = max(peak, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        tokenized, _ = _cpu(nlp.tokenizer, document.text)
        costs.append({"read": read, "extract": extracted, "normalise": normalised, "spaCy": tokenized})
        claims += found
    compared, _ = _cpu(compare, tuple(claims), vocabulary)
    return costs, compared, peak


def _cpu(step: Callable[..., Result], *given: object) -> tuple[float, Result]:
    start = process_time()
    result = step(*given)
    return process_time() - start, result


if __name__ == "__main__":
    main()
