"""What the working tree reads better and worse than the last commit over every labelled set, and in what time.

Both sides scan the same documents in processes of their own; the last commit is checked out into a temporary folder.
Their claims are then held against the labels by the working tree's `claimcheck.evaluate`, each against its own
text, so that a change of a reader moves no label.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from claimcheck.evaluate import changes, locate, read_claims, read_labels, read_regions, record, score
from claimcheck.evaluate.as_text import render_changes

ROOT = Path(__file__).resolve().parents[1]
SHARED = (ROOT / ".." / "shared").resolve()


@dataclass(frozen=True)
class LabelledSet:
    """Labels, the folder of their documents, and how they are scored."""

    name: str
    gold: Path
    documents: Path
    regions: Path | None = None
    ignore: tuple[str, ...] = ()


SETS = (
    LabelledSet("sources", ROOT / "gold/claims.jsonl", ROOT / "sources"),
    LabelledSet("seeds", SHARED / "gold/seeds/claims.jsonl", SHARED / "seeds"),
    LabelledSet(
        "trials",
        SHARED / "gold/trials/claims.jsonl",
        SHARED / "corpus/trials",
        SHARED / "gold/trials/regions.jsonl",
        ("dose",),
    ),
    LabelledSet(
        "osimertinib", SHARED / "gold/topics/osimertinib/claims.jsonl", SHARED / "gold/topics/osimertinib/docs"
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--commit", default="HEAD", help="compare with this commit  [default: the last one]")
    parser.add_argument("--sets", default="", help=f"only these, comma-separated: {', '.join(s.name for s in SETS)}")
    arguments = parser.parse_args()
    wanted = [name for name in arguments.sets.split(",") if name]
    if unknown := set(wanted) - {one.name for one in SETS}:
        parser.error(f"no set called {', '.join(sorted(unknown))}")
    with worktree(arguments.commit) as old:
        for one in SETS:
            if wanted and one.name not in wanted:
                continue
            if not one.gold.is_file() or not one.documents.is_dir():
                print(f"== {one.name}: not on this machine\n")
                continue
            before, now = (run(tree, one) for tree in (old, ROOT))
            print(f"== {one.name}: {now['labels']} labels\n{render_changes(changes(before, now))}", flush=True)


@contextmanager
def worktree(commit: str) -> Iterator[Path]:
    """The files of a commit in a temporary folder that is gone afterwards."""
    git = ["git", "-C", str(ROOT), "-c", "safe.directory=*", "worktree"]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        subprocess.run([*git, "add", "--quiet", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def run(tree: Path, labelled: LabelledSet) -> dict[str, object]:
    """Scan the labelled documents with the code of a tree, and score what it finds."""
    labels = read_labels(labelled.gold)
    files = [labelled.documents / name for name in sorted({label.document for label in labels})]
    with tempfile.TemporaryDirectory() as folder:
        begun = os.times()
        claimcheck(
            tree, folder, "scan", *map(str, files), "--output", "out", "--fail-on", "never", "--quiet", check=True
        )
        ended = os.times()
        claims = read_claims(Path(folder, "out"))
        quoted = [file for file in files if any(x.document == file.name and x.span is None for x in labels)]
        texts = {file.name: claimcheck(tree, folder, "text", str(file)) for file in quoted}
    located, lost = locate(labels, {name: text for name, text in texts.items() if text})
    regions = read_regions(labelled.regions) if labelled.regions else None
    evaluation = score(located, claims, regions, labelled.ignore)
    seconds = (ended.children_user - begun.children_user) + (ended.children_system - begun.children_system)
    return record(replace(evaluation, unlocated=lost, seconds=seconds))


def claimcheck(tree: Path, folder: str, *arguments: str, check: bool = False) -> str:
    """Run the command of a tree where no configuration file holds; return what it prints, nothing where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "claimcheck", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if check and result.returncode:
        sys.exit(f"{tree}: {' '.join(arguments[:1])} failed: {result.stderr.decode('utf-8', 'replace')}")
    return result.stdout.decode("utf-8") if result.returncode == 0 else ""


if __name__ == "__main__":
    main()
