"""What the review server takes: how long a decision among thousands needs, and whether killing it loses one.

    python benchmarks/review_server.py RESULTS [--decisions 5000] [--writers 50] [--kills 200]

RESULTS is the output folder of a scan; its first conflict is copied under other ids until there are enough. The
server runs as a user starts it, over a decisions file that already holds `--decisions` of them, and `--writers` tabs
decide at once. Then servers are started over an empty file, each killed (SIGKILL) at a random moment while four tabs
write to it; after each, the file must be readable and hold every decision that was acknowledged.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx

from claimcheck.model import Decision, Verdict
from claimcheck.report import as_claims, as_conflicts
from claimcheck.store import results as written
from claimcheck.store.decisions import FILE, load, record

TABS, EACH = 4, 100
"""Tabs that write to a server that is killed, and the most that each decides."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--decisions", type=int, default=5_000)
    parser.add_argument("--writers", type=int, default=50)
    parser.add_argument("--kills", type=int, default=200)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), arguments.results, arguments.decisions, arguments.writers)
    with tempfile.TemporaryDirectory() as folder:
        kill(Path(folder), arguments.results, arguments.kills)


def measure(folder: Path, results: Path, count: int, writers: int) -> None:
    """Time decisions over a file that holds many."""
    names = copied(results, folder / "results", 5 * writers)
    record(folder / FILE, [Decision(f"old-{n}", Verdict.BOTH_VALID, "as printed", "r.v.") for n in range(count)])
    process, url = start(folder)
    alone = talk(url, [names[0]])
    begun = time.perf_counter()
    with ThreadPoolExecutor(writers) as pool:
        took = [
            time
            for each in pool.map(lambda n: talk(url, names[4 * n + 1 : 4 * n + 5]), range(writers))
            for time in each.values()
        ]
    seconds = time.perf_counter() - begun
    process.kill()
    process.wait()
    lost = 4 * writers + 1 + count - len(load(folder / FILE).decisions)
    print(f"over {count:,} decisions: one tab {1000 * max(alone.values()):.0f} ms")
    print(
        f"{writers} tabs, {len(took)} decisions in {seconds:.1f} s: median {1000 * statistics.median(took):.0f} ms, ",
        end="",
    )
    print(f"longest {1000 * max(took):.0f} ms, {lost} lost")


def kill(folder: Path, results: Path, kills: int) -> None:
    """Kill servers while they write."""
    chance = random.Random()
    names = copied(results, folder / "results", TABS * EACH)
    said, broken, lost = 0, 0, 0
    for _ in range(kills):
        (folder / FILE).unlink(missing_ok=True)
        process, url = start(folder)
        with ThreadPoolExecutor(TABS) as pool:
            tabs = [pool.submit(talk, url, names[n * EACH : (n + 1) * EACH]) for n in range(TABS)]
            while not (folder / FILE).exists():
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.wait()
            acknowledged = {name for tab in tabs for name in tab.result()}
        try:
            found = {decision.id for decision in load(folder / FILE).decisions}
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is not whole
            print(error)
            broken += 1
            continue
        said += len(acknowledged)
        lost += len(acknowledged - found)
    print(f"{kills} servers killed: {broken} files not whole, {said:,} decisions acknowledged, {lost} of them lost")


def copied(results: Path, target: Path, count: int) -> list[str]:
    """Write a result with many conflicts; their ids."""
    result = written.load(results)
    names = [f"copy-{number}" for number in range(count)]
    result = replace(result, conflicts=tuple(replace(result.conflicts[0], id=name) for name in names))
    target.mkdir()
    (target / "claims.jsonl").write_text(as_claims.render(result), "utf-8")
    (target / "conflicts.json").write_text(as_conflicts.render(result), "utf-8")
    return names


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """A server and its address."""
    command = [sys.executable, "-m", "claimcheck", "review", "results", "--no-browser"]
    process = subprocess.Popen(command, cwd=folder, env=os.environ, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, process.stdout.readline().split()[-1]


def talk(url: str, names: list[str]) -> dict[str, float]:
    """Decide on each until the server is gone: the seconds that each took which was acknowledged."""
    base, _, token = url.partition("/?token=")
    took = {}
    with httpx.Client(base_url=base, headers={"X-Claimcheck-Token": token, "Origin": base}, timeout=60) as tab:
        for name in names:
            item = {"id": name, "verdict": "both-valid", "reason": "as printed", "revision": None}
            begun = time.perf_counter()
            try:
                tab.post("/decisions", json=item).raise_for_status()
            except httpx.TransportError:
                break
            took[name] = time.perf_counter() - begun
    return took


if __name__ == "__main__":
    main()
