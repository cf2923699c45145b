"""One article in words of its own, with what formats write differently: to be written in eight of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["plain", "mark", "inserted", "deleted"]


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph: plain text, a reference mark, or text that a tracked change brought or took."""

    text: str
    kind: Kind = "plain"


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Cell:
    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Grid:
    """A table; `heads` are its heading rows. A cell over several columns or rows stands once."""

    caption: str
    heads: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class References:
    items: tuple[str, ...]


Block = Heading | Paragraph | Grid | References


def says(*runs: str | Run) -> Paragraph:
    return Paragraph(tuple(run if isinstance(run, Run) else Run(run) for run in runs))


def mark(number: str) -> Run:
    return Run(number, "mark")


TITLE = "Crizotinib against docetaxel in ALK-positive lung cancer: the LANTERN-2 trial"
REGISTRY = "NCT09990001"

ARTICLE: tuple[Block, ...] = (
    Heading(1, TITLE),
    Heading(2, "Methods"),
    says(
        "In the randomised phase III trial LANTERN-2 (NCT09990001), 412 patients with ALK-positive NSCLC were "
        "randomised to crizotinib or docetaxel.",
        mark("1"),
        " In all, 1\u2009284 patients were screened. Crizotinib 250 mg was given twice daily.",
    ),
    Heading(2, "Results"),
    says(
        "Median follow-up was ",
        Run("18.2 months", "deleted"),
        Run("19.6 months", "inserted"),
        ". Median "
        "progres\u00adsion-free survival was 11\u00b73 months (95% CI 9\u00b78\u201313\u00b71) with crizotinib and "
        "4\u00b72 months (95% CI 3\u00b76\u20135\u00b70) with docetaxel (hazard ratio 0\u00b742, 95% CI "
        "0\u00b733\u20130\u00b754; p < 0\u00b7001).",
        mark("2"),
    ),
    says(
        "Median overall survival was 27.4 months with crizotinib and 22.9 months with docetaxel (hazard ratio 0.81, "
        "95% CI 0.63\u20131.04; p = 0.098). Overall survival at 12 months was 81.2% with crizotinib and 73.5% with "
        "docetaxel.",
    ),
    says(
        "The objective response rate was 64.1% (132/206) with crizotinib and 21.8% (45/206) with docetaxel. A "
        "con\ufb01rmed complete response was seen in 4.9% of patients with crizotinib.",
        mark("3"),
        " The disease control rate was 88.3% with crizotinib and 60.2% with docetaxel.",
    ),
    says(
        "Median duration of response was 12.9 months with crizotinib and 5.6 months with docetaxel. In patients with "
        "brain metastases, the objective response rate with crizotinib was 57%.",
    ),
    Heading(2, "Safety"),
    says(
        "Grade 3 or higher neutropenia occurred in 9.7% of patients with crizotinib and in 31.6% of patients with "
        "docetaxel. Treatment was discontinued because of adverse events in 6.3% of patients with crizotinib and in "
        "13.6% of patients with docetaxel.",
    ),
    Grid(
        "Table 1. Adverse events in LANTERN-2, % of patients",
        (
            (Cell("Event", rows=2), Cell("Crizotinib (n = 206)", columns=2), Cell("Docetaxel (n = 206)", columns=2)),
            (Cell("Any grade"), Cell("Grade 3-4"), Cell("Any grade"), Cell("Grade 3-4")),
        ),
        (
            ("Nausea", "53.4", "1.0", "37.4", "0.5"),
            ("Vomiting", "44.7", "1.5", "16.5", "1.0"),
            ("Diarrhoea", "57.8", "0.5", "18.9", "1.9"),
            ("Fatigue", "25.7", "2.4", "32.5", "4.4"),
            ("Neutropenia", "18.9", "9.7", "38.3", "31.6"),
            ("Anaemia", "10.2", "1.9", "27.7", "5.8"),
        ),
    ),
    Grid(
        "Table 2. Efficacy in LANTERN-2",
        ((Cell("Endpoint"), Cell("Crizotinib"), Cell("Docetaxel")),),
        (
            ("Median progression-free survival, months", "11.3", "4.2"),
            ("Median overall survival, months", "27.4", "22.9"),
            ("Objective response rate, %", "64.1", "21.8"),
            ("Disease control rate, %", "88.3", "60.2"),
            ("Median duration of response, months", "12.9", "5.6"),
        ),
    ),
    References(
        (
            "Berg A, Lind K. Design of the LANTERN-2 trial. Lung Notes. 2016;4:11-19.",
            "Holm T, Berg A. Reading of scans in lung trials. Lung Notes. 2017;5:20-28.",
            "Lind K, Aas P. Confirmation of responses. Lung Notes. 2018;6:31-37.",
        )
    ),
)
