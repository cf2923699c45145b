"""Words beside a number that make a check meaningless: another test, another model, another question."""

from __future__ import annotations

import re

from claimcheck.compare.paper import Paper
from claimcheck.model import Claim

REACH = 60
"""Characters on each side of an estimate and its satellites in which a guard counts."""
_SATELLITES = 80
"""Characters behind an estimate that its interval and p value take up."""

OTHER_TEST = re.compile(
    r"\b(?:interaction|trend|heterogeneity|one[- ]sided|one[- ]tailed|1[- ]sided|non[- ]?inferiority|noninferiority"
    r"|equivalence|superiority margin|fisher|exact|bootstrap\w*|permutation|resampl\w*|bayes\w*|credible|posterior|RMST"
    r"|restricted mean|wilcoxon|breslow|gehan|landmark|likelihood[- ]ratio|score test|bonferroni|hochberg|holm"
    r"|multiplicity)\b",
    re.IGNORECASE,
)
"""The p value may be of another test than the interval (checks.md: interaction, one-sided, non-inferiority, Fisher)."""
OTHER_INTERVAL = re.compile(
    r"\b(?:exact|profile|bootstrap\w*|bayes\w*|credible|posterior|CrI|HPD|firth|mid-p|fieller)\b", re.IGNORECASE
)
"""The interval need not be symmetric on the log scale."""
ADJUSTED = re.compile(r"\b(?:adjusted|multivaria\w+|multivariable|stratified|weighted|propensity)\b", re.IGNORECASE)
"""Estimate and p value may come from two models."""

OTHER_SHARE = re.compile(
    r"\b(?:bayes\w*|credible|posterior|CrI|HPD|bootstrap\w*|adjusted|weighted|standardi[sz]ed|two[- ]stage|simon"
    r"|cluster\w*|kaplan|meier|cumulative incidence|actuarial|one[- ]sided|lower bound|upper bound|repeated|difference"
    r"|pooled|random[- ]effects?|meta-analy\w+|estimated|imput\w+)\b",
    re.IGNORECASE,
)
"""The interval of a share may not come from its count and total alone."""
OTHER_MEAN = re.compile(
    r"\b(?:adjusted|least[- ]squares?|LS|marginal|weighted|pooled|bootstrap\w*|bayes\w*|credible|model\w*|geometric|log"
    r"|difference|change|cluster\w*|imput\w+|restricted mean|RMST|survival)\b",
    re.IGNORECASE,
)
"""The interval of a mean may not come from its own spread."""


def guard(paper: Paper, claim: Claim, words: re.Pattern[str]) -> str | None:
    """The first guard word around an estimate, or None."""
    around = paper.before(claim, REACH) + " " + paper.after(claim, _SATELLITES + REACH)
    match = words.search(around)
    return match[0] if match else None
