"""`claimcheck review`: the report served on this machine, decisions saved as they are made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from claimcheck.cli.console import put, rule_pages
from claimcheck.cli.options import PATHS
from claimcheck.config import load


@click.command("review", short_help="Review conflicts in the browser.")
@PATHS
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of 127.0.0.1.  [default: a free one]")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
def command(paths: tuple[Path, ...], port: int, no_browser: bool) -> None:
    """Review the conflicts in the browser; every decision is saved to claimcheck-decisions.toml as it is made.

    PATHS is the output folder of a scan, or what to scan now. The page is served to this machine alone, under an
    address that is another one each time. Needs the extra `review`. Ctrl-C ends it.
    """
    import secrets
    import webbrowser
    from threading import Thread

    from claimcheck.illustrate import illustrate
    from claimcheck.report.summary import count
    from claimcheck.review.app import make_app
    from claimcheck.review.desk import Desk
    from claimcheck.review.given import hashes_of, result_of
    from claimcheck.review.page import page_of
    from claimcheck.review.serve import HOST, check_installed, listen, run
    from claimcheck.store.decisions import FILE

    check_installed()
    config = load()
    result = result_of(paths, config)
    desk = Desk(config.root / FILE, hashes_of(result))
    token = secrets.token_urlsafe(32)
    shown = illustrate(result, config, config.output / "report.html", paths).exhibits
    shown = replace(shown, links={})  # nothing but the page is served
    page = page_of(result, rule_pages(), shown, token)
    with listen(port) as listening:
        port = listening.getsockname()[1]
        url = f"http://{HOST}:{port}/?token={token}"
        put(f"{count(len(result.conflicts), 'conflict')}: {url}\nDecisions go to {FILE}. Ctrl-C ends.\n", exact=False)
        if not no_browser:
            Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        run(make_app(page, desk, token, port), listening)
    put(f"ended; {count(desk.saved, 'change')} saved to {FILE}\n", exact=False)
