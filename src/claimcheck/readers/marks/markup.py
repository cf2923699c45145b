"""Markup that stands in the text: links, URLs, emphasis, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.model.document import Block, BlockKind, Mark, MarkKind
from claimcheck.readers.marks.raised import raised_kind

_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)")
_LINK = re.compile(
    r"(?P<open>\[)(?P<label>(?!\\\[)[^\[\]\n]{1,500})(?P<close>\])"
    r"(?P<target>\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s\"[^\"\n]{0,500}\")?\))"
)
# Each begins with letters of its own, or is looked for around its `@`: one pattern for all would try every word.
_URL = re.compile(r"https?://[^\s<>\])]+>?|www\.[^\s<>\])]+|10\.[0-9]{4,9}/[^\s<>\])]+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}")
_MAIL_REACH = 64
_TRAILING = ".,;:"
_SUP = re.compile(r"(?P<open><(?P<tag>su[pb])>)(?P<content>[^<>\n]{1,60})(?P<close></(?P=tag)>)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:i|b|em|strong|u|sup|sub|span|br|small)\s?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\*)(?P<open>\*{1,3})(?=[^\s*])(?:[^*\n]{0,300}?[^\s*])(?P<close>(?P=open))(?!\*)")


def markup(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """Link targets and addresses as references, the signs of links, emphasis and tags as no part of a word."""
    if "](" in text:
        yield from _links(text)
    yield from addresses(text, blocks)
    if "<" in text:
        yield from _tags(text)
    if "*" in text:
        yield from _emphasis(text, blocks)


def addresses(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    """URLs, DOIs and e-mail addresses: their digits are no values."""
    del blocks
    for match in _URL.finditer(text):
        yield Mark(match.start(), match.start() + len(match[0].rstrip(_TRAILING)), MarkKind.REFERENCE)
    at = text.find("@")
    while at >= 0:
        found = _MAIL.search(text, max(0, at - _MAIL_REACH), at + 3 * _MAIL_REACH)
        end = at + 1
        if found:
            yield Mark(found.start(), found.start() + len(found[0].rstrip(_TRAILING)), MarkKind.REFERENCE)
            end = max(end, found.end())
        at = text.find("@", end)


def _links(text: str) -> Iterator[Mark]:
    for match in _IMAGE.finditer(text):
        yield Mark(match.start(), match.end(), MarkKind.REFERENCE)
    for match in _LINK.finditer(text):
        if match["label"].strip("0123456789,;–- "):
            yield _out(match, "open")
            yield _out(match, "close")
            yield Mark(*match.span("target"), MarkKind.REFERENCE)
        else:  # the label itself is a reference number: [7](#ref-7)
            yield Mark(match.start(), match.end(), MarkKind.REFERENCE)


def _tags(text: str) -> Iterator[Mark]:
    for match in _SUP.finditer(text):
        base = text[max(0, match.start() - 8) : match.start()]
        kind = MarkKind.SUBSCRIPT if match["tag"].lower() == "sub" else raised_kind(base, match["content"])
        yield Mark(*match.span("content"), kind)
    for match in _TAG.finditer(text):
        yield Mark(match.start(), match.end(), MarkKind.HYPHENATION)


def _emphasis(text: str, blocks: Sequence[Block]) -> Iterator[Mark]:
    for block in blocks:
        if block.kind is BlockKind.FRONT_MATTER:
            continue
        for match in _EMPHASIS.finditer(text, block.start, block.end):
            yield _out(match, "open")
            yield _out(match, "close")


def _out(match: re.Match[str], group: str) -> Mark:
    return Mark(*match.span(group), MarkKind.HYPHENATION)
