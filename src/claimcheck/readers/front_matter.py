"""The front matter of a Markdown file, YAML between `---` or TOML between `+++`: what it says of the document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from claimcheck.model.document import LINE_END, Metadata
from claimcheck.readers.dates import iso_date
from claimcheck.readers.trial_numbers import registered

_YAML = re.compile(
    r"\A\ufeff?---[ \t]*(?:\r\n?|\n)(?P<body>.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.DOTALL
)
_TOML = re.compile(r"\A\ufeff?\+\+\+[ \t]*(?:\r\n?|\n)(?P<body>.*?)(?<=[\r\n])\+\+\+[ \t]*(?=[\r\n]|\Z)", re.DOTALL)
_FIELD = re.compile(r"[\"']?(?P<key>[A-Za-z_][\w -]{0,60}?)[\"']?[ \t]*:(?:[ \t]+(?P<value>.*)|$)")
_AUTHOR = re.compile(
    r"(?P<before>[^\W\d_][\w'\u2019-]+)(?:\s[A-Z]{1,3}(?![\w.])|,\s[A-Z][\w.-]*\s?(?:[A-Z]\.?\s?)*$)"
    r"|[A-Z][\w.-]*(?:\s[A-Z]\.?)*\s(?P<behind>(?:[a-z]{2,3}\s)*[A-Z][\w'\u2019-]+)"
)
_COMMENT = re.compile(r"[ \t]#.*")
_LONGEST = 100
"""Lines of one value."""
_FOLDED = re.compile(r"[>|][+-]?$")
_IDENTIFIERS = {
    "doi": ("doi", re.compile(r"10\.[0-9]{4,9}/[^\s\"<>]+")),
    "pmid": ("pmid", re.compile(r"[0-9]{1,9}")),
    "pmcid": ("pmcid", re.compile(r"PMC[0-9]{1,9}")),
}
_REGISTERED = (
    "nct", "nct_id", "nctid", "registry", "registration", "trial", "trial_id", "trial_registration", "clinicaltrials",
    "trial registration", "eudract", "isrctn",
)  # fmt: skip
"""Keys under which the registry number of the document's own trial stands."""
_DATES = {
    "received": "received",
    "revised": "revised",
    "accepted": "accepted",
    **dict.fromkeys(("published", "pubdate", "publishdate", "publish_date", "publication_date", "date"), "published"),
    **dict.fromkeys(("data_cutoff", "cutoff", "data cutoff", "data_cut_off", "data cut-off"), "data_cutoff"),
    **dict.fromkeys(("updated", "lastmod", "modified", "last_modified", "last_updated"), "updated"),
}
"""Of several keys for one date the first listed counts."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A span of the text and its fields: keys in lower case, values as text."""

    start: int
    end: int
    fields: Mapping[str, str]

    def metadata(self, found: Metadata) -> Metadata:
        """What it says, and for the rest what was found in the text."""
        said = self.fields
        dates = {name: day for key, name in reversed(_DATES.items()) if (day := iso_date(said.get(key, "")))}
        return Metadata(
            title=said.get("title") or found.title,
            language=said.get("language") or said.get("lang") or found.language,
            identifiers=tuple(dict(self._identifiers()).items()) or found.identifiers,
            dates=tuple(sorted((dict(found.dates) | dates).items())),
            author=_surname(said.get("author") or said.get("authors") or ""),
        )

    def _identifiers(self) -> Iterator[tuple[str, str]]:
        for key, (name, pattern) in _IDENTIFIERS.items():
            match = pattern.search(self.fields.get(key, ""))
            if match:
                yield name, match[0]
        yield from registered(self.fields.get(key, "") for key in _REGISTERED)


def _surname(authors: str) -> str | None:
    """The surname of the first author of `Alice T. Shaw, Sai-Hong Ou`, `Shaw AT` or `Shaw, Alice`."""
    first = _AUTHOR.match(authors.strip("[]\"' "))
    if first is None:
        return None
    return first["before"] or first["behind"]


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text; None where it begins with something else, such as a line across the page."""
    yaml, toml = _YAML.match(text), _TOML.match(text)
    if yaml and (not yaml["body"].strip() or _opens_fields(yaml["body"])):
        return FrontMatter(yaml.start(), yaml.end(), _first(_of_yaml(yaml["body"])))
    if toml:
        return FrontMatter(toml.start(), toml.end(), _first(_of_toml(toml["body"])))
    return None


def _first(pairs: Iterator[tuple[str, str]]) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for key, value in pairs:
        fields.setdefault(key.lower(), value)
    return fields


def _opens_fields(body: str) -> bool:
    first = next(line for line in LINE_END.split(body) if line.strip())
    return first.startswith("#") or _FIELD.match(first) is not None


def _of_yaml(body: str) -> Iterator[tuple[str, str]]:
    """The fields at the margin that hold a text, on one line or on indented ones below; no other YAML is read."""
    lines = LINE_END.split(body)
    for number, line in enumerate(lines):
        field = _FIELD.match(line)
        if field is None:
            continue
        value = _plain(field["value"] or "")
        parts = [] if _FOLDED.match(value) else [value]
        for below in islice(lines, number + 1, number + 1 + _LONGEST):
            if not below.startswith((" ", "\t")) or (not value and _FIELD.match(below.strip())):
                break
            parts.append(below.strip())
        yield field["key"], " ".join(part for part in parts if part)


def _plain(value: str) -> str:
    """A value without its quotes or the comment behind it."""
    value = value.strip()
    if value[:1] in {"'", '"'}:
        return value[1:].partition(value[0])[0]
    return _COMMENT.sub("", value).strip()


def _of_toml(body: str) -> Iterator[tuple[str, str]]:
    """The fields that hold a text, a number or a date, also those of a table such as `[params]`."""
    try:
        table = tomllib.loads(LINE_END.sub("\n", body))
    except (ValueError, RecursionError):  # not TOML, or an integer longer than Python reads
        return
    tables = [table, *(value for value in table.values() if isinstance(value, dict))]
    for key, value in (pair for part in tables for pair in part.items()):
        if isinstance(value, datetime | date):
            yield key, value.isoformat()
        elif isinstance(value, str | int):
            yield key, str(value)
