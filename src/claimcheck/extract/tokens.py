"""Our tokens: words, digit runs and single signs, from one regular expression.

spaCy's own English tokenizer costs four times as much and splits numbers, units and trial names otherwise than
binding needs. Hyphens are no tokens, so `first-line` and `first line` are one term, and neither is the emphasis of
Markdown or HTML. The `Doc` is made of folded words (dashes made one, line-end hyphens undone); where each token
stands in the text is kept beside it, so spans stay spans of the text as read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import accumulate

_TOKEN = re.compile(r"([A-Za-z]+(?![^\W\d_])|[0-9]+|[^\w\s-]|[^\W\d_]+|_|\d)")
"""Words, runs of digits and signs; white space and hyphens part them. Plain letters come first for speed."""
_SOFT = "\u00ad"
_SOFT_TOKEN = re.compile(r"((?:[^\W\d_]+\u00ad)+[^\W\d_]+|[0-9]+|[^\w\s-]|[^\W\d_]+|_|\d)")
"""The same for a text with soft hyphens, which stand inside words and are no part of them."""
_MARKUP = re.compile(r"\*\*{0,2}|</?(?:i|b|em|strong|sup|sub|u)>")
_BREAK = re.compile(r"[-\u00ad\ufffe\u2010][ \t]*(?:\r?\n[ \t]*){1,3}(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]{1,40}")
_LAST_LETTERS = re.compile(r"[^\W\d_]{1,40}$")
_PLAIN = re.compile(r"[A-Za-z0-9 ,./()+-]+")
_FOLD = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | {"\u2019": "'", "\u00b5": "\u03bc"}
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Folded words and where each stands in the text (half-open)."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str, known: Collection[str] = ()) -> Tokens:
    """The tokens of a text. A word broken over a line end is one token where `known` holds the whole word."""
    plain = _MARKUP.sub(lambda match: " " * len(match[0]), _FOLDED.sub(lambda match: _FOLD[match[0]], text))
    soft = _SOFT in plain
    pieces = (_SOFT_TOKEN if soft else _TOKEN).split(plain)
    reached = list(accumulate(map(len, pieces)))
    words, starts, ends = pieces[1::2], reached[:-1:2], reached[1::2]
    if soft:
        words = [word.replace(_SOFT, "") or _SOFT for word in words]
    for first, last, whole in reversed(list(_broken(text, starts, known))):
        words[first : last + 1] = [whole]
        ends[first : last + 1] = [ends[last]]
        starts[first : last + 1] = [starts[first]]
    return Tokens(words, starts, ends)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as `tokenize` would part them; most hold nothing that would have to be folded first."""
    return tuple(_TOKEN.findall(name)) if _PLAIN.fullmatch(name) else tuple(tokenize(name).words)


def _broken(text: str, starts: list[int], known: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """First and last token of every word that a line end breaks, and the whole word."""
    done = -1
    for gap in _BREAK.finditer(text):
        first = _LAST_LETTERS.search(text, max(0, gap.start() - 40), gap.start())
        second = _LETTERS.match(text, gap.end())
        if first is None or second is None or first.start() < done:
            continue
        whole = first[0] + second[0]
        if whole.casefold() in known or not _is_compound(first[0], second[0], known):
            done = second.end()
            yield bisect_left(starts, first.start()), bisect_left(starts, second.start()), whole


def _is_compound(first: str, second: str, known: Collection[str]) -> bool:
    """`first-` + `line`: both halves are words of the vocabulary, or the first is an acronym."""
    return first.isupper() or (first.casefold() in known and second.casefold() in known)
