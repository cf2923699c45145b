"""`claimcheck export`: what is handed to people who do not use claimcheck: a workbook, a commented Word document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from claimcheck.cli.console import put
from claimcheck.config import Config, load
from claimcheck.errors import ClaimcheckError

if TYPE_CHECKING:
    from claimcheck.model import ScanResult

FILE = click.Path(path_type=Path)


@click.command("export", short_help="Write a log to fill in, or a commented copy.")
@click.argument("paths", nargs=-1, type=FILE)
@click.option("--xlsx", type=FILE, help="Write the log of the conflicts, with drop-downs for decisions, to this file.")
@click.option("--docx-comments", type=FILE, help="Write a copy of this Word document, with a comment at each conflict.")
@click.option("--output", type=FILE, help="Where that copy goes.  [default: NAME-commented.docx in the output folder]")
def command(paths: tuple[Path, ...], xlsx: Path | None, docx_comments: Path | None, output: Path | None) -> None:
    """Write a log to fill in, or a commented copy of a document.

    PATHS is the output folder of a scan, or what to scan now. `claimcheck decisions import` takes a filled-in log
    back. The document itself is never changed; numbers that no comment could be hung on are named.
    """
    from claimcheck.atomic import write_bytes
    from claimcheck.report.summary import count
    from claimcheck.review.given import result_of

    if xlsx is None and docx_comments is None:
        raise click.UsageError("nothing to write; give --xlsx, --docx-comments, or both")
    if xlsx is not None and xlsx.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{xlsx}: the log is a workbook; name a file that ends in .xlsx")
    config = load()
    target = None if docx_comments is None else _target(docx_comments, output, config)
    result = result_of(paths, config)
    if xlsx is not None:
        write_bytes({xlsx: _log(result, config)})
        put(f"{xlsx}: {count(len(result.conflicts), 'conflict')}\n", exact=False)
    if docx_comments is not None and target is not None:
        _comment(docx_comments, target, result, config)


def _log(result: ScanResult, config: Config) -> bytes:
    from claimcheck.review.log import write_log
    from claimcheck.store import decisions

    return write_log(result, decisions.load(config.root / decisions.FILE).decisions)


def _target(source: Path, output: Path | None, config: Config) -> Path:
    """Where the copy goes: never onto the document."""
    target = output or config.output / f"{source.stem}-commented.docx"
    if target.resolve() == source.resolve() or (target.exists() and source.exists() and target.samefile(source)):
        raise ClaimcheckError(f"{target}: is the document itself; give another file with --output")
    return target


def _comment(source: Path, target: Path, result: ScanResult, config: Config) -> None:
    from hashlib import sha256

    from claimcheck.atomic import write_bytes
    from claimcheck.engine import find
    from claimcheck.report.places import place
    from claimcheck.report.safe import one_line
    from claimcheck.review.comments import commented

    (file,) = find([source], config)
    found = next((item for item in result.documents if item.path == file.name), None)
    if found is None:
        raise ClaimcheckError(f"{file.name}: not among the documents of the result; scan it with the others")
    data = source.read_bytes()
    if found.format != "docx" or sha256(data).hexdigest() != found.sha256:
        why = "changed since it was scanned; scan again" if found.format == "docx" else "no Word document (.docx)"
        raise ClaimcheckError(f"{file.name}: {why}")
    made = commented(data, file.name, result, config.read_options)
    write_bytes({target: made.data})
    for each in made.unplaced:
        message = f"warning: {place(each.claim)}: no comment at {each.claim.quote}: {each.why}"
        click.echo(one_line(message), err=True)
    put(f"{target}: comments at {made.placed:,} of {made.placed + len(made.unplaced):,} numbers\n", exact=False)
