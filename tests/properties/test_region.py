"""Comparing what a changed document can touch, and nothing else again, ends as comparing everything does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.unit.compare.build import claim, vocabulary

from claimcheck.compare import compare, region, ties
from claimcheck.compare.rules import DEFAULT
from claimcheck.config import ReadOptions
from claimcheck.engine import File
from claimcheck.gate.corpus import Across, Shelf, State
from claimcheck.gate.verdict import across
from claimcheck.joining import Setup, claim_order
from claimcheck.model import Checked, CitedWork, Claim, Conflict, Coverage, Numbers, Pin, Status
from claimcheck.normalise import work_keys
from claimcheck.scan import process
from claimcheck.store.cache import Cache

_TITLE = "What the first of these studies showed of survival"
_OTHER = "Safety and course of disease in a later study"
_WORKS = {
    "A": CitedWork("", "A 2019", doi="10.1/a", title=_TITLE, author="A", year="2019"),
    "A untitled": CitedWork("", "A 2019", author="A", year="2019", place="7:11"),
    "A's other": CitedWork("", "A 2019", title=_OTHER, author="A", year="2019", place="7:12"),
    "A online first": CitedWork("", "A 2018", title=_TITLE, author="A", year="2018"),
    "A as B": CitedWork("", "B 2020", doi="10.1/a", author="B", year="2020"),
    "B": CitedWork("", "B 2020", title=_OTHER, author="B", year="2020", pmid="12"),
    "unsigned": CitedWork("", "Label of a drug", pmid="12"),
    "C": CitedWork("", "C 2021", title="C", author="C", year="2021"),
}
"""Works that share an author and year, a title, a DOI or a PMID, and one that nobody else cites."""
_STUDIES = st.sampled_from([None, "TRIAL-1", "TRIAL-2", "Trial-2", "TRIAL-3", "A 2019", "B 2020"])
_METRICS = st.sampled_from(
    [
        ("progression_free_survival", "month"),
        ("objective_response_rate", "%"),
        ("sample_size", "patient"),
        ("ic50", "nmol/L"),
        ("dose", "mg"),
        ("prevalence", "%"),
    ]
)
_KINDS = ("text", "text", "text", "bibtex")
NAMES = ("a.txt", "b.txt", "c.txt", "d.txt", "e.txt")
PINS = (
    Pin("progression_free_survival", "median", {"study": "TRIAL-1", "treatment": "crizotinib"}, "2.5 months"),
    Pin("objective_response_rate", "rate", {"study": "A 2019"}, "3.5%"),
    Pin("ic50", "median", {"treatment": "crizotinib", "target": "ALK"}, "2.5 nmol/L"),
    Pin("objective_response_rate", "rate", {"treatment": "crizotinib"}, "3.5%"),
)
"""Of a study, of a cited work, of a compound, and one that could be of any study."""


@dataclass(frozen=True)
class Drawn:
    """A document: what it states, what it cites, what it is."""

    claims: tuple[dict[str, Any], ...] = ()
    works: tuple[str, ...] = ()
    own: str | None = None
    form: str = "text"


@st.composite
def entries(draw: st.DrawFn) -> dict[str, Any]:
    """A claim about one of few things, so that many meet."""
    metric, unit = draw(_METRICS)
    number = draw(st.integers(1, 6))
    printed = {"%": f"{number}.5%", "patient": str(number)}.get(unit, f"{number}.5 {unit}")
    optional = {
        "study": draw(_STUDIES),
        "treatment": draw(st.sampled_from([None, "crizotinib", "chemotherapy"])),
        "population": draw(st.sampled_from([None, "NSCLC", "ROS1-positive NSCLC"])),
        "target": draw(st.sampled_from([None, "ALK", "ROS1"])),
        "assay": draw(st.sampled_from([None, "H3122", "Ba/F3"])) if metric == "ic50" else None,
        "marker": draw(st.sampled_from([None, "ALK rearrangement", "ROS1 fusion"])),
        "source": draw(st.lists(st.sampled_from([*_WORKS, "A 2019"]), max_size=2, unique=True)) or None,
        "citation": draw(st.sampled_from([None, None, ["@A"], ["1"]])),
        "of": draw(st.sampled_from([None, 50, 60])) if metric == "objective_response_rate" else None,
        "inferred": draw(st.sampled_from([[], ["study"]])),
    }
    return {"metric": metric, "is": printed, "at": draw(st.integers(0, 20)) * 1000, **optional}


_DRAWN = st.builds(
    Drawn,
    st.lists(entries(), max_size=6).map(tuple),
    st.lists(st.sampled_from([*_WORKS]), max_size=4, unique=True).map(tuple),
    st.sampled_from([None, *_WORKS]),
    st.sampled_from(_KINDS),
)
_CORPUS = st.dictionaries(st.sampled_from(NAMES), _DRAWN, min_size=2)
_CHANGE = st.dictionaries(st.sampled_from(NAMES), st.none() | _DRAWN, min_size=1, max_size=2)


def checked(name: str, drawn: Drawn, first: int) -> Checked:
    """The document, what it cites under names that are its own."""
    called: dict[str, str] = {}
    for key in drawn.works:
        work = _WORKS[key]
        twice = work.name in called.values()
        called[key] = f"{work.name} ({' '.join((work.title or 'no title').split()[:3])})" if twice else work.name
    beside = drawn.form == "bibtex"
    works = tuple(
        replace(
            _WORKS[key], mark=f"@{key}" if beside else str(at + 1), name=_WORKS[key].name if beside else called[key]
        )
        for at, key in enumerate(drawn.works)
    )
    own = _WORKS[drawn.own] if drawn.own and not beside else None
    stated = [
        {**entry, "in": name, "source": [called.get(key, key) for key in entry["source"] or ()] or None}
        for entry in (() if beside else drawn.claims)
    ]
    found = (claim(first + at, entry) for at, entry in enumerate(stated))
    claims = tuple(
        sorted(
            (replace(c, inferred=frozenset(e["inferred"])) for c, e in zip(found, stated, strict=True)), key=claim_order
        )
    )
    coverage = Coverage(name, "", drawn.form, None, Status.OK, None, None, None, None, 0, Numbers(), identity=name)
    keys = work_keys(works, own, drawn.form)
    return Checked(coverage, claims, works=works, own=own, work_keys=keys, ties=ties(claims, vocabulary()))


class Made(Shelf):
    """Documents that no file holds."""

    def __init__(self, pins: Sequence[Pin] = ()) -> None:
        super().__init__(Setup(vocabulary(), ReadOptions(), DEFAULT, tuple(pins)), Cache())
        self._made_so_far = 0

    def key(self, file: File) -> str:
        return str(file.path)

    def states(self, corpora: Sequence[Mapping[str, Drawn]]) -> list[State]:
        """A state of each corpus; a document that is the same in two of them is read once."""
        known: dict[tuple[str, int], File] = {}
        states = []
        for corpus in corpora:
            files = []
            for name, drawn in sorted(corpus.items()):
                if (name, id(drawn)) not in known:
                    file = known[name, id(drawn)] = File(Path(f"{len(known)}/{name}"), name)
                    self.cache.put(self.key(file), checked(name, drawn, self._made_so_far))
                    self._made_so_far += len(drawn.claims)
                files.append(known[name, id(drawn)])
            states.append(State(files, self))
        return states


def shown(found: Across) -> list[tuple[str, tuple[str, ...], str, str]]:
    return sorted((i.conflict.rule, i.conflict.claims, i.conflict.id, repr(i)) for i in found.found)


def held(state: State) -> list[Any]:
    """The facts that are pinned."""
    return [(found.pin, found.fact, found.differing) for found in (state.pinned.facts if state.pinned else ())]


def rate(document: str, value: str, **attributes: Any) -> dict[str, Any]:
    common = {"metric": "objective_response_rate", "treatment": "crizotinib", "at": int(value) * 1000}
    return {**common, "in": document, "is": f"{value}%", **attributes}


def stating(*stated: dict[str, Any]) -> Drawn:
    return Drawn(tuple({"source": None, "inferred": [], **entry} for entry in stated))


_LED_AWAY = {
    "c.txt": stating(rate("c.txt", "50", source=["A 2019", "C 2021"])),
    "e.txt": stating(rate("e.txt", "70", study="TRIAL-3", source=["C 2021"])),
}
_LEADING = {"d.txt": stating(rate("d.txt", "60", study="TRIAL-1", source=["A 2019"]))}
"""What d.txt says of one work takes the number of c.txt away from a trial that d.txt says nothing of."""

_PINNED = {
    "a.txt": stating(
        {
            "metric": "progression_free_survival",
            "is": "3.5 month",
            "at": 0,
            "study": "TRIAL-1",
            "treatment": "crizotinib",
        }
    ),
}


@settings(max_examples=300, deadline=None)
@example(_LED_AWAY, _LEADING, set())
@example({**_LED_AWAY, **_LEADING}, {"d.txt": None}, set())
@example(_PINNED, {"b.txt": stating(rate("b.txt", "50", study="TRIAL-2"))}, {0})
@given(_CORPUS, _CHANGE, st.sets(st.sampled_from(range(len(PINS))), max_size=2))
def test_a_change_ends_as_comparing_everything_does(
    corpus: dict[str, Drawn], change: dict[str, Drawn | None], pins: set[int]
) -> None:
    after = {name: drawn for name, drawn in {**corpus, **change}.items() if drawn is not None}
    assume(after)
    shelf = Made([PINS[at] for at in sorted(pins)])
    before, now, fresh = shelf.states([corpus, after, after])
    _, found = across(before, now, change.keys() & {*corpus, *after})
    everything = fresh.everything()
    assert now.names == fresh.names
    assert now.ties() == fresh.ties()
    assert shown(found) == shown(everything)
    assert {n: c for n, c in found.compared.items() if c} == dict(everything.compared)
    assert held(now) == held(fresh)


LED_BY_A_WORK = [
    rate("a.txt", "40", study="TRIAL-1"),
    rate("c.txt", "50", source=["A 2019"]),
    rate("d.txt", "60", study="TRIAL-1", subgroup="women", source=["A 2019"]),
]
"""Only d.txt says that the work cited in c.txt reports the trial of a.txt."""
LED_ASTRAY = [
    *LED_BY_A_WORK[::2],
    rate("c.txt", "50", source=["A 2019", "C 2021"]),
    rate("e.txt", "70", study="TRIAL-3", source=["C 2021"]),
]
"""Two works of different trials stand beside the number of c.txt: it is of neither; e.txt alone says so."""


def of_region(found: Sequence[Claim], changed: set[str]) -> list[Conflict]:
    """What comparing the region of some documents brings."""
    by_document: dict[str, list[Claim]] = {}
    for item in found:
        by_document.setdefault(item.document, []).append(item)
    own = {name: ties(claims, vocabulary()) for name, claims in by_document.items()}
    touched = region({handle for name in changed for handle in own[name].handles}, own.values())
    chosen = [claims[at] for name, claims in by_document.items() for at in touched.places(own[name].handles)]
    return list(compare(chosen, vocabulary(), within=touched).conflicts)


def test_which_study_a_work_reports_is_asked_of_documents_that_do_not_meet_the_changed_one() -> None:
    of_a_work, astray = ([claim(*item) for item in enumerate(found)] for found in (LED_BY_A_WORK, LED_ASTRAY))
    for found in (of_a_work, astray):
        assert of_region(found, {"a.txt"}) == list(compare(found, vocabulary()).conflicts)
    assert [set(item.claims) for item in compare(of_a_work, vocabulary()).conflicts] == [{"c0", "c1"}]
    assert not compare(astray, vocabulary()).conflicts


def test_the_same_for_real_articles(shared: Path) -> None:
    """Forty reports: each in turn is the changed one."""
    files = sorted((shared / "corpus" / "trials").glob("*.txt"))[:40]
    readings = [process(File(path, path.name), vocabulary()) for path in files]
    # Named twice, so that every report meets a copy of itself with other numbers.
    claims = [item for reading in readings for item in reading.claims]
    claims += [replace(item, document=f"copy of {item.document}", id=f"{item.id}c", span=item.span) for item in claims]
    everything = compare(claims, vocabulary()).conflicts
    documents = {item.id: item.document for item in claims}
    assert everything
    for path in files:
        part = of_region(claims, {path.name})
        about = [item for item in everything if path.name in {documents[name] for name in item.claims}]
        assert all(item in part for item in about)
        assert all(item in everything for item in part)
