"""Which rules run: codes, beginnings of codes and names, as the configuration and the command line give them."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase

from claimcheck.compare.rules import DEFAULT, RULES
from claimcheck.errors import ConfigError
from claimcheck.model import Claim, Conflict

ALL = "ALL"


def selected(select: Sequence[str] = (), extend: Sequence[str] = (), ignore: Sequence[str] = ()) -> frozenset[str]:
    """The codes of the rules that run.

    Args:
        select: instead of the usual ones: `A101`, `A` for every rule of arithmetic, `percentage-of-count`, `ALL`.
        extend: beside them.
        ignore: none of these. What is named more exactly wins: `select A101` and `ignore A` run A101.

    Raises:
        ConfigError: a selector that fits no rule.
    """
    chosen = dict.fromkeys(DEFAULT, 0) if not select else _matched(select)
    for code, length in _matched(extend).items():
        chosen[code] = max(length, chosen.get(code, 0))
    dropped = _matched(ignore)
    return frozenset(code for code, length in chosen.items() if length > dropped.get(code, -1))


def kept(
    conflicts: Iterable[Conflict], claims: Mapping[str, Claim], ignores: Mapping[str, Sequence[str]]
) -> list[Conflict]:
    """The conflicts that no per-path ignore is about: one of their documents fits the glob, and the rule its list."""
    ignored = ignoring(ignores)
    return [item for item in conflicts if not ignored(item, {claims[n].document for n in item.claims if n in claims})]


def ignoring(ignores: Mapping[str, Sequence[str]]) -> Callable[[Conflict, Collection[str]], bool]:
    """Whether a conflict of some documents is ignored: one of them fits the glob, and the rule its list."""
    wanted = {pattern: frozenset(_matched(codes)) for pattern, codes in ignores.items()}

    def ignored(conflict: Conflict, documents: Collection[str]) -> bool:
        return any(
            conflict.rule in codes and any(fnmatchcase(path, pattern) for path in documents)
            for pattern, codes in wanted.items()
        )

    return ignored


def _matched(selectors: Iterable[str]) -> dict[str, int]:
    """Code -> how exactly it was named: the length of the longest selector that fits."""
    found: dict[str, int] = {}
    for selector in selectors:
        wanted = selector.strip()
        codes = [
            rule.code
            for rule in RULES
            if wanted.upper() == ALL or rule.code.startswith(wanted.upper()) or rule.name == wanted.casefold()
        ]
        if not codes or not wanted:
            raise ConfigError(f"no rule is called {selector!r}{_nearest(wanted)}; `claimcheck explain` lists them")
        length = 0 if wanted.upper() == ALL else min(len(wanted), len(codes[0]))
        for code in codes:
            found[code] = max(found.get(code, 0), length)
    return found


def _nearest(wanted: str) -> str:
    known = {key.casefold(): key for rule in RULES for key in (rule.code, rule.name)}
    near = difflib.get_close_matches(wanted.casefold(), known, n=1)
    return f" (did you mean {known[near[0]]}?)" if near else ""
