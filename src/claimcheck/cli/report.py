"""`claimcheck report`: the files of a finished result anew, in any format, without reading a document."""

from __future__ import annotations

from pathlib import Path

import click

from claimcheck.cli.console import put, rule_pages
from claimcheck.cli.formats import Wanted, format_option, printed, render
from claimcheck.config import load
from claimcheck.report import REPORTS


@click.command("report")
@click.argument("results", type=click.Path(path_type=Path))
@click.option("--output", type=click.Path(path_type=Path), help="Folder for the four files of a scan, made anew.")
@format_option("What to make, to PATH or standard output; without any and without --output, text.")
def command(results: Path, output: Path | None, formats: Wanted) -> None:
    """Make reports of RESULTS, the folder of a finished scan.

    Documents are neither read nor needed, so that report.html has no crops of pages and no texts then. The exit code
    says whether it worked, not what differs.
    """
    from claimcheck.atomic import write_bytes
    from claimcheck.joining import with_facts
    from claimcheck.store.results import load as load_results
    from claimcheck.vocabulary import load as load_vocabulary

    result = with_facts(load_results(results), load_vocabulary(load().vocabulary))
    pages = rule_pages()
    wanted = formats or (() if output else (("text", None),))
    write_bytes(render(result, wanted, pages, output))
    if shown := printed(wanted):
        put(REPORTS[shown].render(result, pages), exact=shown != "text")
