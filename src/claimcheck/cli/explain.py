"""`claimcheck explain`: the manual page of a rule."""

from __future__ import annotations

import difflib

import click

from claimcheck.cli.console import put, rule_pages


@click.command("explain", short_help="Say what a rule reports, with examples.")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """Say what RULE (V101, or value-differs) reports, with examples; without RULE, list the rules."""
    pages = rule_pages()
    if rule is None:
        width = max((len(page.name) for page in pages), default=0)
        put("".join(f"{page.code}  {page.name:{width}}  {page.summary}\n" for page in pages), exact=False)
        return
    known = {key.casefold(): page for page in pages for key in (page.code, page.name)}
    page = known.get(rule.casefold())
    if page is None:
        near = difflib.get_close_matches(rule.casefold(), known, n=1)
        hint = f"; did you mean {known[near[0]].code}? " if near else "; "
        raise click.UsageError(f"there is no rule {rule!r}{hint}`claimcheck explain` lists them.")
    put(f"{page.code} {page.name}\n\n{page.text}\n", exact=False)
