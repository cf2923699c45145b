"""How much CPU the gate takes over a large corpus to which one document is added, the cache warm.

    python benchmarks/gate_speed.py [DOCUMENTS] [--works]

Makes a repository of so many documents (1,000 unless told) about a tenth as many trials, each document with a few
claims, some of which differ; with `--works` each cites a dozen works, which other documents cite too. Measured is
the CPU time of the whole command, the start of Python and git included: once when the added document is read, and
once more when that, too, is in the cache. The bar is 1.5 seconds, with spaCy loaded for the added document at most.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import claimcheck

BAR = 1.5
DRUGS = ("crizotinib", "ceritinib", "lorlatinib", "entrectinib", "osimertinib", "erlotinib", "gefitinib", "afatinib")
HEAVY = ("spacy", "pandas", "scipy", "jinja2", "lxml", "pypdfium2")
TEXT = """\
# {kind} of TRIAL-{trial}

TRIAL-{trial} enrolled {size} patients with non-small cell lung cancer, who received {drug}.

Median progression-free survival was {pfs} months (95% CI, 7.8 to 24.2) with {drug} in TRIAL-{trial}{mark}.
Median overall survival was {os} months with {drug}. The objective response rate was {rate}% in TRIAL-{trial}{other}.

| adverse event | any grade | grade 3 or 4 |
| --- | --- | --- |
| nausea | {a}% | {b}% |
| fatigue | {c}% | {d}% |

The IC50 of {drug} against ALK L1196M was {ic} nmol/L in Ba/F3 cells.
"""


def main() -> None:
    """Make the corpus, warm the cache, measure."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    count, works = (numbers or [1000])[0], "--works" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        corpus = root / "corpus"
        corpus.mkdir()
        git(root, "init", "-q", "-b", "main")
        git(root, "config", "user.name", "b")
        git(root, "config", "user.email", "b@example.org")
        for number in range(count):
            (corpus / f"{number:05}.md").write_text(document(number, count, works=works), "utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "corpus")
        cold, _ = gate(root, "--since", "main")
        print(f"{count:,} documents, cold: {cold:.2f} CPU s")
        git(root, "checkout", "-qb", "work")
        (corpus / "added.md").write_text(document(7, count, works=works).replace("months (", ".9 months ("), "utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-qm", "one more")
        first, loaded = gate(root, "--since", "main")
        print(f"one added, read now: {first:.2f} CPU s, loads {', '.join(loaded) or 'nothing heavy'}")
        again, loaded = gate(root, "--since", "main")
        print(f"the same from the cache: {again:.2f} CPU s, loads {', '.join(loaded) or 'nothing heavy'}")
        print(f"bar {BAR} CPU s: {'met' if max(first, again) <= BAR and not loaded else 'MISSED'}")


def document(number: int, count: int, *, works: bool) -> str:
    """One document; those of a trial agree but for one in seven."""
    trial = number % max(count // 10, 1)
    slip = number % 7 == 0
    text = TEXT.format(
        kind=("Report", "Poster", "Review")[number % 3],
        trial=100 + trial,
        size=100 + trial,
        drug=DRUGS[trial % len(DRUGS)],
        pfs=f"{10 + trial % 9}.{number % 7 if slip else 1}",
        os=f"{30 + trial % 9}.2",
        rate=f"{40 + trial % 30}.{5 if slip else 4}",
        a=20 + trial % 30,
        b=1 + trial % 5,
        c=15 + trial % 30,
        d=2 + trial % 5,
        ic=f"{trial % 90}.4",
        mark=" [1]" if works else "",
        other=" [2]" if works else "",
    )
    return text + (references(trial) if works else "")


def references(trial: int) -> str:
    """A list of works, the first two about the trial, the others shared by many documents."""
    lines = ["", "## References", ""]
    for place in range(12):
        work = trial * 2 + place if place < 2 else (trial * 7 + place) % 400 + 5000
        lines.append(
            f"{place + 1}. Author{work} A, Other B. A study of number {work} and what it showed in lung cancer. "
            f"J Test. {2005 + work % 15};{work % 60}:{work}-{work + 9}. doi:10.1000/test.{work}"
        )
    return "\n".join(lines) + "\n"


def gate(root: Path, *words: str) -> tuple[float, list[str]]:
    """CPU seconds of one run, children included, and the heavy libraries that it loaded."""
    program = (
        "import sys\n"
        "from claimcheck.cli import main\n"
        "try:\n    main(['gate', 'corpus', *sys.argv[1:]])\n"
        "except SystemExit as end:\n    assert end.code in (0, 1), end.code\n"
        f"print('loaded:', *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)\n"
    )
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONDONTWRITEBYTECODE")}
    environment["PYTHONPATH"] = str(Path(claimcheck.__file__).parents[1])  # this very one
    environment["PYTHONPYCACHEPREFIX"] = str(root.parent / f"{root.name}-pyc")  # compiled once, as an installed package
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=root, capture_output=True, text=True, check=False, env=environment
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        raise SystemExit(run.stderr)
    print("   ", run.stdout.splitlines()[-1])
    loaded = next(line for line in run.stderr.splitlines() if line.startswith("loaded:")).split()[1:]
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, loaded


def git(root: Path, *words: str) -> None:
    """Run git."""
    subprocess.run(["git", *words], cwd=root, check=True)


if __name__ == "__main__":
    main()
