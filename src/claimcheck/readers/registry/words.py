"""Words for the closed lists of the registry: kinds of parameters, of dispersion, of dates."""

from __future__ import annotations

import re

_LEVEL = re.compile(r"([0-9.]+) ?% confidence interval")
_SHORT = {
    "standard deviation": "SD",
    "standard error": "SE",
    "inter-quartile range": "IQR",
    "interquartile range": "IQR",
    "full range": "range",
    "geometric coefficient of variation": "geometric CV",
}
_NONE = frozenset({"", "na", "n/a", "none", "not applicable"})
_TITLE_CASE = re.compile(r"[A-Z][a-z]+\b")


def plain(word: str) -> str:
    """A word of a closed list as running text: `COUNT_OF_PARTICIPANTS` is `count of participants`.

    >>> plain("ACTIVE_NOT_RECRUITING")
    'active not recruiting'
    """
    return word.replace("_", " ").lower() if word.isupper() else word


def parameter(word: str) -> str:
    """What a measure reports: `Median`, `Least squares mean`."""
    text = plain(word)
    return text[:1].upper() + text[1:]


def dispersion(word: str) -> str:
    """The dispersion in short, as the head of a column has it: `95% CI`, `SD`, `IQR`; empty where there is none.

    >>> [dispersion(word) for word in ("95% Confidence Interval", "STANDARD_DEVIATION", "Inter-Quartile Range", "NA")]
    ['95% CI', 'SD', 'IQR', '']
    """
    text = word.replace("_", " ").casefold().replace("inter quartile", "inter-quartile").strip()
    level = _LEVEL.fullmatch(text)
    if level:
        return f"{level[1]}% CI"
    if "confidence interval" in text:
        return "CI"
    return "" if text in _NONE else _SHORT.get(text, word)


def unit(text: str) -> str:
    """A unit as it stands inside a line: `Months` is `months`, `ng/mL` stays.

    >>> [unit(text) for text in ("Months", "Percentage of participants", "ng/mL", "Participants")]
    ['months', 'percentage of participants', 'ng/mL', 'participants']
    """
    return text[0].lower() + text[1:] if _TITLE_CASE.match(text) else text
