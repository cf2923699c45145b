"""CPU and memory of comparing ten, a hundred and a thousand thousand claims, and what ten times the claims cost.

    python benchmarks/compare_scale.py [--claims 10000,100000,1000000] [--rounds 1]

The claims are made (made_claims.py). Each number is compared in a process of its own, and of the rounds the quickest
counts. The bar: ten times the claims, at most twelve times the CPU.
"""

from __future__ import annotations

import argparse
import gc
import resource
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from time import process_time

from made_claims import make


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", default="10000,100000,1000000")
    parser.add_argument("--rounds", type=int, default=1)
    arguments = parser.parse_args()
    sizes = [int(size) for size in arguments.claims.split(",")]
    print(f"{'claims':>9} {'CPU s':>8} {'us/claim':>9} {'times':>6} {'facts':>8} {'conflicts':>9} {'peak MB':>8}")
    before = None
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        for size in sizes:
            rounds = list(processes.map(measure, [size] * arguments.rounds))
            cost, facts, conflicts, peak = min(rounds)
            times = f"{cost / before[1] * 10 * before[0] / size:.1f}" if before else ""
            print(f"{size:>9} {cost:>8.2f} {cost / size * 1e6:>9.1f} {times:>6} {facts:>8} {conflicts:>9} {peak:>8.0f}")
            before = size, cost
    print("times: the CPU of ten times the claims, by the line above")


def measure(size: int) -> tuple[float, int, int, float]:
    """CPU seconds of `compare`, the facts and conflicts found, and the most memory held, in megabytes."""
    from claimcheck.compare import compare
    from claimcheck.vocabulary import load

    vocabulary = load()
    compare(make(2000, seed=1).claims, vocabulary)  # what is loaded on first use is no part of it
    claims = make(size).claims
    gc.collect()
    start = process_time()
    result = compare(claims, vocabulary)
    cost = process_time() - start
    return cost, len(result.facts), len(result.conflicts), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
