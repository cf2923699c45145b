"""A document's own study and dates: found in every format, and never those of a trial that it cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimcheck.config import Config
from claimcheck.extract import extract
from claimcheck.readers import parse
from claimcheck.scan import scan

TITLE = "Drugamab for heart failure"
BODY = "Methods\n\nWe randomly assigned 240 adults to receive drugamab or placebo daily for twelve weeks in this trial."
OTHERS = (
    "The results agree with those of PARADIGM-HF (NCT01035255). PARADIGM-HF was larger, and PARADIGM-HF ended early."
)

OWN = {
    "head.txt": (f"{TITLE}\n\nTrial registration: NCT01234567\n\n{BODY}", "NCT01234567"),
    "end.txt": (f"{TITLE}\n\n{BODY}\n\nTrial registration: ClinicalTrials.gov NCT01234567.", "NCT01234567"),
    "cited.txt": (f"{TITLE}\n\n{BODY}\n\n{OTHERS}\n\nTrial registration: NCT01234567.", "NCT01234567"),
    "far.txt": (
        f"{TITLE}\n\n{BODY}\n\n{OTHERS}\n\n{'It went on. ' * 450}\n\nClinical trial information: NCT01234567.",
        "NCT01234567",
    ),
    "front.md": (f"---\ntitle: {TITLE}\ntrial: NCT01234567\n---\n\n# {TITLE}\n\n{BODY}", "NCT01234567"),
    "italic.md": (f"# {TITLE}\n\n*Registered as ISRCTN12345678.*\n\n{BODY}", "ISRCTN12345678"),
    "page.html": (
        f"<h1>{TITLE}</h1><p>{BODY}</p><p>Trial registration: EudraCT 2015-001234-12.</p>",
        "EudraCT 2015-001234-12",
    ),
    "article.xml": (
        f"<article><front><article-meta><title-group><article-title>{TITLE}</article-title></title-group><abstract><p>"
        f"Trial registration: UMIN000012345.</p></abstract></article-meta></front><body><p>{BODY}</p></body></article>",
        "UMIN000012345",
    ),
    "german.txt": (f"{TITLE}\n\n{BODY}\n\nRegistration: German Clinical Trials Register DRKS00012345.", "DRKS00012345"),
    "indian.txt": (f"{TITLE}\n\n{BODY}\n\nTrial registration: CTRI/2018/05/013837.", "CTRI/2018/05/013837"),
    "review.txt": (
        "Review of drugamab\n\nIn ARISTO (NCT01234567), 42% responded. In BRAVO (NCT07654321), 40% did.",
        None,
    ),
}


@pytest.mark.parametrize("name", OWN)
def test_the_study_that_a_document_reports(name: str) -> None:
    text, study = OWN[name]
    assert extract(parse(text.encode(), name)).study == study


@pytest.mark.parametrize(
    ("name", "text", "published", "cutoff"),
    [
        ("a.txt", f"{TITLE}\n\nPublished: 12 March 2019\n\n{BODY}", "2019-03-12", None),
        (
            "b.txt",
            f"{TITLE}\n\nPublished online June 2019. Data cutoff: 15 June 2018.\n\n{BODY}",
            "2019-06",
            "2018-06-15",
        ),
        ("c.txt", f"{TITLE}\n\n{BODY} Data cut-off was 15 June 2018.", None, "2018-06-15"),
        (
            "d.txt",
            f"{TITLE}\n\n{BODY} Data cutoff was 1 May 2017. For survival, data cutoff was 15 June 2018.",
            None,
            None,
        ),
        (
            "e.md",
            f"---\ndate: 2019-03-12\ndata_cutoff: 2018-06-15\n---\n\n# {TITLE}\n\n{BODY}",
            "2019-03-12",
            "2018-06-15",
        ),
        (
            "f.html",
            f'<head><meta name="citation_publication_date" content="2019/03/12"></head><body><h1>{TITLE}</h1></body>',
            "2019-03-12",
            None,
        ),
    ],
)
def test_the_ledger_says_when_it_was_published_and_its_data_cut(
    tmp_path: Path, name: str, text: str, published: str | None, cutoff: str | None
) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    (line,) = scan([tmp_path], Config(root=tmp_path)).documents
    assert (line.published, line.data_cutoff) == (published, cutoff)


@pytest.mark.parametrize(
    ("sentence", "its_own"),
    [
        ("Median overall survival was 9.6 months with drugamab.", True),
        ("In a large study of similar adults, median overall survival was 9.6 months with drugamab [2].", False),
        ("Miller et al. reported a median overall survival of 9.6 months with drugamab.", False),
    ],
)
def test_what_another_study_found_is_not_the_document_s_own(sentence: str, its_own: bool) -> None:
    text = f"{TITLE}\n\n{BODY}\n\nTrial registration: NCT01234567\n\nResults\n\n{sentence}\n"
    (mention,) = extract(parse(text.encode(), "own.txt")).mentions[-1:]
    assert mention.quantity.quote == "9.6 months"
    studies = {attribute.value for attribute in mention.attributes if attribute.key == "study"}
    assert studies == ({"NCT01234567"} if its_own else set())
