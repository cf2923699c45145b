"""Writers of decisions that are killed while they write; run as a program, since it forks.

Each child decides on conflicts of its own, one after the other, through the desk of the review server, and says each
on a pipe once it is saved. After a random moment it is killed. Then the file must be whole and hold all that was said.
Prints what was seen as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from claimcheck.model import Decision, Verdict
from claimcheck.review.desk import Desk
from claimcheck.store.decisions import load, record

EACH = 400
"""Decisions that a child could make; it is killed long before."""
SECONDS = 0.06
"""The longest that a child lives."""


def write(path: Path, names: list[str], pipe: int) -> None:
    """Decide on one conflict after the other until killed."""
    desk = Desk(path, {name: {"a.txt": "sha256:0"} for name in names})
    for name in names:
        desk.decide({"id": name, "verdict": "both-valid", "reason": f"about {name}", "revision": None})
        os.write(pipe, f"{name}\n".encode())


def kill_one(path: Path, names: list[str], seconds: float) -> list[str]:
    """Let a writer live for some time; what it said that it saved."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            write(path, names, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the writer ended by itself"
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode().split()


def main(path: Path, kills: int) -> None:
    """Kill writers and look at the file after each."""
    chance = random.Random(8)  # noqa: S311 - moments, not secrets
    said: set[str] = set()
    unsaid = 0
    record(path, [Decision("k", Verdict.BOTH_VALID, "loads here, once, what every child needs")])
    for number in range(kills):
        said |= set(kill_one(path, [f"k-{number}-{each}" for each in range(EACH)], chance.uniform(0, SECONDS)))
        found = {decision.id for decision in load(path).decisions}
        assert said <= found, f"lost: {sorted(said - found)}"
        unsaid = len(found - said - {"k"})
    print(json.dumps({"kills": kills, "acknowledged": len(said), "saved but not yet acknowledged": unsaid}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
