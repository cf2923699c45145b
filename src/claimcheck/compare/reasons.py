"""What may explain a difference: a closed list, tried in order; and how loud a conflict of that reason may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from claimcheck.compare.agree import rounded_twice, truncated
from claimcheck.compare.articles import Place
from claimcheck.compare.cohorts import ARMS
from claimcheck.compare.gather import slipped
from claimcheck.compare.pairs import Pair
from claimcheck.compare.parts import needs_study
from claimcheck.compare.slips import FEW, digits, one_digit_apart, transposed
from claimcheck.model import Dimension, Level, Reason

DOUBTFUL = 0.5
"""A reading less sure than this is likely to be the reader's mistake."""

SLIPS: Mapping[Dimension, tuple[Decimal, ...]] = {
    Dimension.TIME: (
        Decimal("4.348"),
        Decimal(12),
        Decimal(7),
        Decimal("30.4375"),
        Decimal("52.18"),
        Decimal("365.25"),
    ),
    Dimension.PERCENT: (Decimal(100),),
    Dimension.CONCENTRATION: (Decimal(1000), Decimal(1000000)),
    Dimension.MASS: (Decimal(1000),),
}
"""Factors between the units of a dimension that writers mistake for one another."""

_SLIP_TOLERANCE = Decimal("0.01")

NO_EFFECT = Decimal("1.1")
"""Two ratios this near to each other are both near to 1, and each the other's inverse by chance."""


def rounding(pair: Pair) -> bool:
    """The coarser number was rounded from one that was rounded before."""
    return not pair.differing and rounded_twice(pair.a.value, pair.b.value)


def truncation(pair: Pair) -> bool:
    """The coarser number is the finer one cut off."""
    return not pair.differing and truncated(pair.a.value, pair.b.value)


def extraction_doubtful(pair: Pair) -> bool:
    """One reading is unsure, or one passage sets both values side by side."""
    return pair.doubtful or sureness(pair) < DOUBTFUL


def timepoint(pair: Pair) -> bool:
    """Both say at what time, and differently."""
    return "timepoint" in pair.differing


def subgroup(pair: Pair) -> bool:
    """Both say of which part of the patients, and differently; or another document says it of the one value."""
    return "subgroup" in {*pair.differing, *pair.elsewhere}


def therapy_line(pair: Pair) -> bool:
    """Both say in which line of treatment, and differently."""
    return "therapy_line" in pair.differing


def region(pair: Pair) -> bool:
    """Both say of which region of the sequence, and differently."""
    return "region" in pair.differing


def assay(pair: Pair) -> bool:
    """Both say in which assay, and differently."""
    return "assay" in pair.differing


def later_cutoff(pair: Pair) -> bool:
    """The data cuts differ as said, the cited works differ, or the numbers of patients do."""
    said = {*pair.differing, *pair.elsewhere, *(pair.untold if pair.exchanged else pair.one_sided)}
    said &= {"data_cutoff", "analysed"}
    return bool(said) or (pair.reported_apart and needs_study(pair.metric))  # only a study has data cuts


REVIEWED = "independent review"
"""The assessment beside the usual one, that of the investigators."""

PATIENTS = frozenset({"population", "indication", "counted", "marker"})
"""Parts that say which patients a number is of."""


def population(pair: Pair) -> bool:
    """One side names another or a narrower group of patients, or none; what was counted explains no slip of the pen."""
    told = PATIENTS - {"counted"} if slipped(pair.a, pair.b) else PATIENTS
    return bool(told & {*pair.differing, *pair.one_sided, *pair.elsewhere})


def assessor(pair: Pair) -> bool:
    """One side names another assessor, or none."""
    return "assessment" in {*pair.differing, *pair.one_sided, *pair.elsewhere}


def arm(pair: Pair) -> bool:
    """One side does not say which arm it is of."""
    return bool({"treatment", "comparator"} & {*pair.differing, *pair.one_sided})


def inverted_ratio(pair: Pair) -> bool:
    """One ratio is one divided by the other: the arms were compared the other way round."""
    a, b = pair.a.value.point, pair.b.value.point
    if not pair.fact.bucket.statistic.endswith("_ratio") or a is None or b is None or min(a, b) <= 0:
        return False
    rounded = (pair.a.value.unit * b + pair.b.value.unit * a) / 2  # what rounding adds to their product
    return max(a, b) / min(a, b) > NO_EFFECT and abs(a * b - 1) <= rounded


def unit(pair: Pair) -> bool:
    """One value is the other in a unit mistaken for its own: weeks for months, umol/L for nmol/L."""
    a, b = pair.a.value.point, pair.b.value.point
    if a is None or b is None or min(a, b) <= 0:
        return False
    ratio = max(a, b) / min(a, b)
    return any(abs(ratio / slip - 1) <= _SLIP_TOLERANCE for slip in SLIPS.get(pair.dimension, ()))


def swapped_arms(pair: Pair) -> bool:
    """Two documents give two arms the same two values, exchanged."""
    return pair.swapped


def transposed_digits(pair: Pair) -> bool:
    """The same digits with two neighbours exchanged."""
    return transposed(pair.a.claims[0], pair.b.claims[0])


def one_digit(pair: Pair) -> bool:
    """All digits but one are the same; in one document of three at least, as two of two digits often are by chance."""
    return one_digit_apart(pair.a.claims[0], pair.b.claims[0]) and (
        isinstance(pair.a.claims[0].value, str)
        or pair.a.documents != pair.b.documents
        or len(digits(pair.a.claims[0])) > FEW
    )


def unexplained(pair: Pair) -> bool:
    """Nothing that is said explains it."""
    return True


REASONS: tuple[tuple[Reason, Callable[[Pair], bool]], ...] = (
    (Reason.ROUNDING, rounding),
    (Reason.TRUNCATION, truncation),
    (Reason.EXTRACTION_DOUBTFUL, extraction_doubtful),
    (Reason.TIMEPOINT, timepoint),
    (Reason.SUBGROUP, subgroup),
    (Reason.THERAPY_LINE, therapy_line),
    (Reason.REGION, region),
    (Reason.ASSAY, assay),
    (Reason.LATER_CUTOFF, later_cutoff),
    (Reason.POPULATION, population),
    (Reason.ASSESSOR, assessor),
    (Reason.ARM, arm),
    (Reason.INVERTED_RATIO, inverted_ratio),
    (Reason.UNIT, unit),
    (Reason.SWAPPED_ARMS, swapped_arms),
    (Reason.TRANSPOSED_DIGITS, transposed_digits),
    (Reason.ONE_DIGIT, one_digit),
    (Reason.UNEXPLAINED, unexplained),
)
"""The order in which they are tried: the first that holds is the reason."""

_QUIET = {
    Reason.ROUNDING, Reason.TRUNCATION, Reason.EXTRACTION_DOUBTFUL, Reason.TIMEPOINT, Reason.SUBGROUP,
    Reason.THERAPY_LINE, Reason.REGION, Reason.ASSAY,
}  # fmt: skip
_LOOSE = {Reason.UNEXPLAINED}
_SLIPS = {Reason.TRANSPOSED_DIGITS, Reason.ONE_DIGIT}
_MILD = {Reason.LATER_CUTOFF, Reason.POPULATION, Reason.ASSESSOR, Reason.ARM}
LOUDNESS = (Level.ERROR, Level.WARNING, Level.NOTE)


def reason_of(pair: Pair) -> Reason:
    """The first reason of the list that holds."""
    return next(reason for reason, holds in REASONS if holds(pair))


def level_of(pair: Pair, reason: Reason) -> Level:
    """What contract.md's table allows the reason, less where a part is unsaid or the documents say why."""
    if reason in _QUIET or pair.differing or pair.elsewhere or pair.untold:
        return Level.NOTE
    if (pair.a.lacks or pair.b.lacks) and not needs_study(pair.metric) and not slipped(pair.a, pair.b):
        return Level.NOTE
    if "assessment" in pair.unsaid and REVIEWED in (pair.a.parts.get("assessment"), pair.b.parts.get("assessment")):
        return Level.NOTE  # the document says itself that it is not the usual assessment
    if pair.place is not Place.APART and needs_study(pair.metric):
        return _level_in_article(pair, reason)
    if reason in _MILD or pair.missing or (reason in _LOOSE and _of_its_own_study(pair)):
        return Level.WARNING
    return Level.ERROR


def _level_in_article(pair: Pair, reason: Reason) -> Level:
    """An article has many analyses of its trial: only a slip of the pen between two named arms is certain."""
    slip = reason in _SLIPS and not pair.missing and _arms_named(pair)
    if pair.place is Place.ABSTRACT_AND_BODY:
        return Level.ERROR if slip else Level.WARNING
    return Level.WARNING if slip else Level.NOTE


def _of_its_own_study(pair: Pair) -> bool:
    """Whether one document states both of a study that neither place names: of its own trial it has many analyses."""
    claims = [*pair.a.claims, *pair.b.claims]
    return len({claim.document for claim in claims}) == 1 and all("study" in claim.inferred for claim in claims)


def _arms_named(pair: Pair) -> bool:
    """Whether both places say in the sentence, or in the table, of which arms they are."""
    return all(any(not claim.inferred & ARMS for claim in node.claims) for node in (pair.a, pair.b))


def sureness(pair: Pair) -> float:
    """How sure both readings are: the surest claim of each side speaks for it."""
    return min(max(claim.confidence for claim in node.claims) for node in (pair.a, pair.b))
