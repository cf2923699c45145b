"""Whether the same article makes the same claims as text and in another format: the claims of the text's abstract.

Files of one stem are one article. Of every claim in the abstract of the `.txt` it is asked whether the other file makes
it too: the same metric, statistic, printed value and unit, as often as the text's abstract does.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimcheck.engine import File
from claimcheck.model import BlockKind, Claim, Document, Reading
from claimcheck.readers import READERS
from claimcheck.report.summary import READ
from claimcheck.scan import process
from claimcheck.vocabulary import Vocabulary, load

Key = tuple[str, str, str, str]

TEXT = ".txt"


@dataclass(frozen=True)
class Pair:
    """A text and the same article in another format."""

    text: Path
    other: Path


@dataclass(frozen=True)
class Agreement:
    """The claims of a text's abstract, and those that the other format does not make."""

    pair: Pair
    claims: int
    missing: tuple[Claim, ...]
    unread: tuple[str, ...] = ()
    """What is said of a file that could not be read: then nothing was compared."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="a folder with the same articles in two formats")
    parser.add_argument("--least", type=float, default=0.0, help="exit with 1 where the share in all is lower")
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        parser.error(f"{arguments.folder} is no folder")
    found = pairs(arguments.folder)
    if not found:
        parser.error(f"{arguments.folder} holds no {TEXT} beside a file of the same stem in another format")
    vocabulary = load()
    claims = agreed = unread = 0
    for pair in found:
        agreement = compare(pair, vocabulary)
        claims += agreement.claims
        agreed += agreement.claims - len(agreement.missing)
        unread += bool(agreement.unread)
        print("\n".join(lines(agreement)), flush=True)
    print(f"{share(agreed, claims)}  in all, {len(found)} pairs, {unread} of them not read")
    # Nothing compared is no agreement.
    sys.exit(unread > 0 or claims == 0 or agreed / claims < arguments.least)


def pairs(folder: Path) -> list[Pair]:
    """Every text with each file of the same stem that can be read, in order."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in READERS)
    texts = [path for path in files if path.suffix.lower() == TEXT]
    return [Pair(text, other) for text in texts for other in files if other.stem == text.stem and other not in texts]


def compare(pair: Pair, vocabulary: Vocabulary) -> Agreement:
    """Scan both files of a pair and look for the claims of the text's abstract in the other."""
    text, other = (read(path, vocabulary) for path in (pair.text, pair.other))
    unread = [one.document for one in (text, other) if one.document.status not in READ]
    if unread:
        return Agreement(pair, 0, (), tuple(f"{one.path}: {one.status}: {one.reason}" for one in unread))
    start, end = abstract_of(text.document)
    wanted = [claim for claim in text.claims if start <= claim.span[0] < end]
    there = Counter(map(key_of, other.claims))
    missing = []
    for claim in wanted:
        key = key_of(claim)
        if there[key] == 0:
            missing.append(claim)
        there[key] -= there[key] > 0
    return Agreement(pair, len(wanted), tuple(missing))


def read(path: Path, vocabulary: Vocabulary) -> Reading:
    return process(File(path, path.name), vocabulary)


def key_of(claim: Claim) -> Key:
    """What must be the same: metric, statistic, value as printed, unit."""
    value = claim.special or (claim.value if claim.value is not None else f"{claim.low}-{claim.high}")
    return claim.metric, claim.statistic, str(value), claim.unit


def abstract_of(document: Document) -> tuple[int, int]:
    """Where the abstract of a text stands: under its heading, else between the title and the first heading after it."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    named = [(block, document.text[block.start : block.end].lstrip(" #*").casefold()) for block in headings]
    first = next((index for index, (_, name) in enumerate(named) if name.startswith("abstract")), None)
    body = next((block for block, name in named if name.startswith("body")), None)
    if first is None:
        start = 0 if body or not headings else headings[0].end
        after = body or next((block for block in headings if block.start > start), None)
    else:
        start = headings[first].start
        ends = (
            block
            for block, name in named[first + 1 :]
            if name.startswith("body") or (block.level <= headings[first].level and not name.startswith("abstract"))
        )
        after = next(ends, None)
    return start, after.start if after else len(document.text)


def lines(agreement: Agreement) -> Iterator[str]:
    """The share of an article, and what is missing."""
    names = f"{agreement.pair.text.name} in {agreement.pair.other.name}"
    yield f"{share(agreement.claims - len(agreement.missing), agreement.claims)}  {names}"
    yield from (f"    not read: {said}" for said in agreement.unread)
    for claim in agreement.missing:
        yield f"    missing: {' '.join(key_of(claim))}  {claim.quote!r} in {' '.join(claim.sentence.split())!r}"


def share(part: int, whole: int) -> str:
    return f"{f'{part / whole:.3f}' if whole else '    -'}  {part:>4} of {whole:>4}"


if __name__ == "__main__":
    main()
