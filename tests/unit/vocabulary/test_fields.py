"""Two documents of a field: what contradicts is found, what only differs in what it is about is not flagged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from claimcheck.config import Config
from claimcheck.model import ScanResult
from claimcheck.scan import scan

FIELDS: dict[str, dict[str, Any]] = {
    "cardiology": {
        "one": (
            "# Evolocumab in FOURIER\n\nIn FOURIER, 27,564 patients were randomly assigned to evolocumab or placebo. "
            "The composite of cardiovascular death, myocardial infarction, or stroke occurred in 5.9% with "
            "evolocumab and 7.4% with placebo (hazard ratio, 0.80; 95% CI, 0.73 to 0.88).\n"
        ),
        "other": (
            "# Lipid trials\n\nIn FOURIER, 3-point MACE occurred in 5.6% with Repatha and "
            "7.4% with placebo. Cardiovascular death occurred in 1.8% with evolocumab and 1.7% with placebo.\n"
        ),
        "differs": {("event_rate", "evolocumab", ("5.6%", "5.9%"))},
        "same": (
            "In FOURIER, stroke, cardiovascular death or myocardial infarction occurred in 5.9% with "
            "evolocumab and 7.4% "
            "with placebo. Major adverse cardiovascular events occurred in 9.8% with evolocumab.\n"
        ),
    },
    "metabolic": {
        "one": (
            "# STEP 1\n\nIn STEP 1 the mean change in body weight at week 68 was -14.9% with semaglutide and "
            "-2.4% with placebo. With the trial product estimand the mean change in body weight was -16.9% with "
            "semaglutide.\n"
        ),
        "other": (
            "# Weight\n\nIn STEP 1, mean body weight fell by 14.9% with Wegovy and by 2.8% with placebo at week 68. "
            "At week 20 mean body weight fell by 10.6% with semaglutide.\n"
        ),
        "differs": {("weight_change", "placebo", ("-2.4%", "2.8%"))},
        "same": "In STEP 1, mean weight loss at week 68 was 14.9% with semaglutide and 2.4% with placebo.\n",
    },
    "vaccines": {
        "one": (
            "# C4591001\n\nIn C4591001, vaccine efficacy of BNT162b2 was 95.0% (95% CI, 90.3 to 97.6). Vaccine "
            "efficacy of BNT162b2 against severe COVID-19 was 88.9%.\n"
        ),
        "other": "# Vaccines\n\nIn C4591001, vaccine efficacy of Comirnaty was 91.0%.\n",
        "differs": {("vaccine_efficacy", "BNT162b2", ("91.0%", "95.0%"))},
        "same": "In C4591001, vaccine efficacy of tozinameran was 95%.\n",
    },
    "antibodies at two visits": {
        "one": "# COVE\n\nIn COVE, the geometric mean titer at day 29 was 153 with mRNA-1273.\n",
        "other": (
            "# Titers\n\nIn COVE, the geometric mean titer at day 57 was 1081 with mRNA-1273 and the "
            "geometric mean titer "
            "at day 29 was 135 with mRNA-1273.\n"
        ),
        "differs": {("geometric_mean_titer", "mRNA-1273", ("135", "153"))},
        "same": "In COVE, the geometric mean titer at day 29 was 153 with Spikevax, and 1081 at day 57.\n",
    },
    "weight in kilograms": {
        "one": (
            "# STEP 1\n\nIn STEP 1, the mean change in body weight at week 68 was -15.3 kg with "
            "semaglutide and -2.6 kg "
            "with placebo.\n"
        ),
        "other": (
            "# Other\n\nIn STEP 1, the mean change in body weight at week 20 was -11.1 kg with semaglutide. At week 68 "
            "body weight fell by 13.5 kg with semaglutide.\n"
        ),
        "differs": {("weight_change", "semaglutide", ("-15.3 kg", "13.5 kg"))},
        "same": "In STEP 1 the mean weight loss at week 68 was 15.3 kg with semaglutide and 2.6 kg with placebo.\n",
    },
    "a field without a pack": {
        "one": (
            "# QXR-2210 in VENTORA-3\n\nIn the VENTORA-3 trial patients were treated with QXR-2210 or placebo. The "
            "overall response rate was 45% with QXR-2210 and 12% with placebo.\n"
        ),
        "other": (
            "# A review\n\nThe ventora 3 trial compared QXR2210 with placebo. In Ventora 3, the overall response rate "
            "was 54% with QXR2210 and 12% with placebo.\n"
        ),
        "differs": {("objective_response_rate", "QXR-2210", ("45%", "54%"))},
        "same": "In the ventora 3 trial the overall response rate was 45% with QXR 2210 and 12% with placebo.\n",
    },
}


def scanned(folder: Path, **texts: str) -> ScanResult:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    return scan([folder], Config(root=folder))


def across(result: ScanResult) -> set[tuple[str, str, tuple[str, ...]]]:
    return {
        (c.metric, str(c.key.get("treatment")), tuple(sorted(side.display for side in c.sides)))
        for c in result.conflicts
        if c.scope == "across-documents" and c.level in ("error", "warning")
    }


@pytest.mark.parametrize("field", FIELDS)
def test_a_planted_difference_is_found_and_no_other(field: str, tmp_path: Path) -> None:
    case = FIELDS[field]
    assert across(scanned(tmp_path, one=case["one"], other=case["other"])) == case["differs"]


@pytest.mark.parametrize("field", FIELDS)
def test_the_same_fact_in_other_words_agrees(field: str, tmp_path: Path) -> None:
    case = FIELDS[field]
    result = scanned(tmp_path, one=case["one"], same=case["same"])
    assert across(result) == set()
    assert sum(document.numbers.compared for document in result.documents) >= 2
