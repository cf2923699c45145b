"""Patterns of numbers, dates and marks. Every repeat is bounded and guarded on its left."""

from __future__ import annotations

import re

BLANK = r"[ \t\u00a0\u2007\u2009\u202f]"
GAP = rf"{BLANK}{{0,3}}(?:\r?\n{BLANK}{{0,3}})?"
DASH = r"[-\u2010\u2011\u2012\u2013\u2014\u2212]"
MINUS = "-\u2012\u2013\u2212"
POINT = r"[.\u00b7\u22c5\u2219]"
DIGITS = r"(?:[0-9]{1,3}(?:[,\u2009\u202f][0-9]{3}){1,4}(?![0-9])|[0-9]{1,3}(?:[ \u00a0]000){1,3}(?![0-9])|[0-9]{1,15})"
PLAIN = rf"(?:{DIGITS}(?:{POINT}[0-9]{{1,12}})?|{POINT}[0-9]{{1,12}})"

START = re.compile(rf"(?<!\w)(?<![0-9][.,\u00b7])(?=[0-9]|{POINT}[0-9])")
"""Where digits may begin a number: not inside a word, not behind the point of another."""
NUMBER = re.compile(PLAIN)
COMMA = re.compile(r"[0-9]{1,4},[0-9]{1,2}(?![0-9,])")
"""A decimal comma, believed where a unit follows."""
POWER = re.compile(
    rf"(?:{BLANK}?[×x∗*\u00b7]{BLANK}?10(?:\^?\{{?([-\u2010\u2011\u2013\u2212]{BLANK}?[0-9]{{1,2}}|[1-9][0-9]?)\}}?|([⁻]?[⁰¹²³⁴-⁹]{{1,2}}))|[eE]([-+\u2212]?[0-9]{{1,3}}))(?![0-9])"
)
"""The power of ten behind a mantissa; `104` behind a multiplication sign is ten to the fourth, flattened."""
TEN = re.compile(
    r"10(?:\^\{?([-\u2010\u2013\u2212]?[0-9]{1,2})\}?|(\u2212[1-9][0-9]?|[-\u2010\u2011\u2013][1-9])|([⁻]?[⁰¹²³⁴-⁹]{1,2}))(?![\w.,%°]*[0-9%°])"
)
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
RATIO = re.compile(
    r"([0-9]{1,5}(?:\.[0-9]{1,3})?)((?::[0-9]{1,5}(?:\.[0-9]{1,3})?){1,3}|/[0-9]{1,5})(?:th|rd|nd|st)?(?![\w/]|[.,:][0-9])"
)
"""`1:20`, `3/8`, `2:1:1`, `05:28`."""
SCALE = re.compile(rf"{BLANK}?[-\u2010]?(million|billion|trillion|thousand|hundred)(?!\w)", re.IGNORECASE)

_LONG = "January February March April May June July August September October November December"
_MONTH = rf"(?:{_LONG.replace(' ', '|')}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_MONTHS = rf"(?:{_MONTH}{BLANK}?(?:[-\u2013\u2014]|to|and){BLANK}?)?{_MONTH}"
_DAY = r"(?:[0-3]?[0-9](?:st|nd|rd|th)?)"
_YEAR = r"(?:1[5-9]|20)[0-9]{2}"
_DAY_AND_MONTH = rf"(?:{_DAY}{BLANK}(?:of{BLANK})?{_MONTH}|{_MONTH}{BLANK}{_DAY})(?:,?{BLANK}{_YEAR})?"
_ERA = rf"(?:AD|A\.D\.|BC){BLANK}[0-9]{{1,4}}|[0-9]{{1,4}}{BLANK}(?:AD|BCE?|CE)"
DATE = re.compile(
    rf"(?<![\w.-])(?:(?:{_DAY_AND_MONTH}|{_MONTHS},?{BLANK}{_YEAR})(?:{BLANK}UTC?)?|{_ERA})(?!\w|[.][0-9])"
)
_DECIMAL = r"[0-9]{1,3}(?:\.[0-9]{1,6})?"
_SECONDS = rf"(?:\s?{_DECIMAL}(?:[\"″”]|''|\u2032\u2032|’’))"
_COORDINATE = rf"{_DECIMAL}[°º˚]\s?{_DECIMAL}['\u2032’]{_SECONDS}?\s?[NSEW]?"
COORDINATE = re.compile(rf"(?<![\w.]){_COORDINATE}(?:[;,]?\s(?:and\s)?{_COORDINATE})?")
LINK = re.compile(
    r"(?:https?://|www\.|doi:?\s?)[^\s<>\"]{3,300}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{2,16}){1,4}|(?<![\w.])10\.[0-9]{4,9}/[^\s<>\"]{2,100}"
)
CITATION = re.compile(r"\[[0-9]{1,4}[a-z]?(?:\s?[,;\u2013\u2012\u2212-]\s?[0-9]{1,4}[a-z]?){0,30}\]")
"""`[7]`, `[7-9,12]`: whole numbers in square brackets."""
BRACED = re.compile(r"\{[0-9]{1,5}\}")
LOCANTS = re.compile(r"(?<![\w.])[0-9]{1,2}['′]?(?:,[0-9]{1,2}['′]?){1,4}-[A-Za-z]|(?<![\w.])[0-9]{1,2}['′]-[a-z]")
"""`3,4-dimethyl`: places in a molecule."""
ROUND = re.compile(r"\([0-9]{1,4}[a-z]?(?:\s?[,;\u2013\u2012\u2212-]\s?[0-9]{1,4}[a-z]?){0,30}\)")
"""`(7)`: a citation, an item or an equation."""
PARAMETERS = re.compile(
    r"(?<![\w])(?:[A-Za-zχ]|[Cc]hi|χ2|X2)[0-9]?\s?\([0-9.,\s]{1,16}(?:[,;]\s?[Nn]\s?=\s?[0-9]{1,6})?\)(?=\s?[=<>])"
)
"""`F(2, 17) =`: degrees of freedom."""
