"""Bind the numbers of one sentence to their metric, arm, study, subgroup and everything else they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from claimcheck.extract.align import align
from claimcheck.extract.atoms import Atom
from claimcheck.extract.attach import Reading, attach
from claimcheck.extract.elements import Element, elements
from claimcheck.extract.metrics import NAMING, RATIOS, Metrics, Stated, continues, counts_people
from claimcheck.extract.profiles import NOTHING
from claimcheck.extract.scope import Surroundings
from claimcheck.extract.skips import label_noun, planned
from claimcheck.extract.terms import Hit
from claimcheck.extract.timepoints import timepoints
from claimcheck.model import Attribute, Dimension, Mention, Scope, Skip
from claimcheck.vocabulary import Vocabulary

_FAVOUR = re.compile(r"favou?r(?:ing|s|ed|able)?\s(?:of\s|to\s)?(?:the\s)?$", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:both|each|either|all|two|the\s(?:two|three|other))\s(?:[a-z]{3,12}\s)?(?:arms?|groups?|cohorts?)\b",
    re.IGNORECASE,
)
ALIGNED = (
    "treatment", "subgroup", "study", "timepoint", "event", "grade", "characteristic", "marker", "target", "region", "assay", "agency",
    "therapy_line", "assessment", "approval", "data_cutoff", "population", "schedule", "counted", "citation",
)  # fmt: skip
"""Attributes shared out among the values of a sentence, in this order."""

SAME_LABEL = {"fusion": "subgroup", "mutation": "subgroup"}
OF_METRIC: Mapping[str, frozenset[str]] = {
    "timepoint": frozenset(
        {"overall_survival", "progression_free_survival", "disease_free_survival", "event_free_survival", "disease_control_rate",
         "duration_of_response", "time_to_progression", "objective_response_rate", "clinical_benefit_rate"}
    ),
    "event": frozenset({"adverse_event_rate", "discontinuation_rate"}),
    "grade": frozenset({"adverse_event_rate", "discontinuation_rate"}),
    "characteristic": frozenset({"proportion"}),
    "marker": frozenset({"prevalence"}),
    "target": frozenset({"ic50", "ec50", "kd", "ki", "sequence_homology"}),
    "region": frozenset({"sequence_homology"}),
    "assay": frozenset({"ic50", "ec50", "kd", "ki"}),
    "agency": frozenset({"approval_date"}),
    "approval": frozenset({"approval_date"}),
    "schedule": frozenset({"dose"}),
    "counted": frozenset({"sample_size"}),
}  # fmt: skip
"""Attributes that only some metrics take."""
LOCAL = frozenset({"grade", "timepoint", "approval", "counted", "schedule", "assessment", "subgroup", "agency"})
"""Attributes that a value takes only from its own clause."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with everything found in it."""

    text: str
    span: tuple[int, int]
    atoms: Sequence[Atom]
    hits: Sequence[Hit]
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Bindings:
    """What one sentence gave."""

    mentions: tuple[Mention, ...]
    skips: tuple[Skip, ...]
    hits: tuple[Hit, ...]


def bind(sentence: Sentence, around: Surroundings, vocabulary: Vocabulary) -> Bindings:
    """The mentions of a sentence, and a reason for every other number of it."""
    text = sentence.text
    readings, skips = attach(text, sentence.atoms, sentence.span)
    hits = list(sentence.hits)
    readings, labelled = _labels(text, readings, vocabulary)
    skips += labelled
    readings, points = timepoints(text, readings, sentence.span)
    skips += [Skip(p.start, p.end, "time point of a rate") for p in points]
    hits = sorted([*hits, *points], key=lambda h: (h.start, -h.end))
    reasons = [planned(r, hits) for r in readings]
    skips += [Skip(r.start, r.end, why) for r, why in zip(readings, reasons, strict=True) if why]
    readings = [r for r, why in zip(readings, reasons, strict=True) if not why]
    if not readings:
        return Bindings((), tuple(skips), tuple(hits))
    if not _may_state(text, sentence.span, readings, hits, around):
        skips += [Skip(r.start, r.end, "no metric") for r in readings]
        return Bindings((), tuple(skips), tuple(hits))
    binder = _Binder(sentence, elements(text, sentence.span, readings, hits, vocabulary), readings, around, vocabulary)
    mentions, unbound = binder.run()
    return Bindings(tuple(mentions), (*skips, *unbound), tuple(hits))


def _may_state(
    text: str, span: tuple[int, int], readings: Sequence[Reading], hits: Sequence[Hit], around: Surroundings
) -> bool:
    """A quick look that spares most sentences without a metric the binding."""
    if any(h.label in NAMING for h in hits):
        return True
    if around.metric is not None and (continues(text, span) or text[span[0]].islower() or text[span[0]] == "("):
        return True
    return any(
        r.size or r.quantity.dimension in (Dimension.MASS, Dimension.DATE) or counts_people(text, r)
        or (r.quantity.dimension is Dimension.NUMBER and any(h.label == "treatment" for h in hits))
        or any(h.label == "therapy_line" for h in hits)
        for r in readings
    )  # fmt: skip


def _labels(text: str, readings: Sequence[Reading], vocabulary: Vocabulary) -> tuple[list[Reading], list[Skip]]:
    kept: list[Reading] = []
    skips: list[Skip] = []
    for reading in readings:
        noun = label_noun(text, reading, vocabulary)
        if noun:
            skips.append(Skip(reading.start, reading.end, "label"))
        else:
            kept.append(reading)
    return kept, skips


class _Binder:
    """The state of one sentence while its values are bound."""

    def __init__(
        self,
        sentence: Sentence,
        found: Sequence[Element],
        readings: Sequence[Reading],
        around: Surroundings,
        vocabulary: Vocabulary,
    ) -> None:
        self.sentence = sentence
        self.elements = found
        self.readings = readings
        self.around = around
        self.vocabulary = vocabulary
        opening = sentence.text[sentence.span[0]]
        unfinished = opening.islower() or opening == "("
        self.metrics = Metrics(sentence.text, found, readings, vocabulary, around.metric, unfinished=unfinished)
        self.at = self.metrics.at
        self.both = bool(_BOTH.search(sentence.text, *sentence.span))

    def run(self) -> tuple[list[Mention], list[Skip]]:
        stated: dict[int, Stated] = {}
        skips: list[Skip] = []
        for index, reading in enumerate(self.readings):
            found = self.metrics.of(index)
            if found is None:
                skips.append(Skip(reading.start, reading.end, "no metric"))
            else:
                stated[index] = found
        attributes: dict[int, dict[str, Attribute]] = {index: {} for index in stated}
        named = self._terms()
        if "treatment" not in named and not self.both:
            plain = {i for i, s in stated.items() if s.statistic not in RATIOS and s.metric not in NO_ARM}
            for index, attribute in self._zip_arms(plain):
                attributes[index].setdefault("treatment", attribute)
        for key, terms in named.items():
            for index, attribute in self._aligned(key, terms, stated):
                attributes[index].setdefault(key, attribute)
        self._contrast(stated, attributes)
        for index, found in stated.items():
            self._from_metric(index, found, attributes[index])
            self._from_surroundings(found, attributes[index])
            if found.metric == "approval_date" and "population" in attributes[index]:
                population = attributes[index].pop("population")
                attributes[index]["indication"] = replace(population, key="indication")
        mentions = [self._mention(index, found, attributes[index]) for index, found in stated.items()]
        return spread_p_values(mentions), skips

    # ---- attributes of the sentence ----

    def _terms(self) -> Mapping[str, Mapping[int, Hit]]:
        """Key -> element -> the term of that key there, in the order of `ALIGNED`."""
        found: dict[str, dict[int, Hit]] = {}
        for index, element in enumerate(self.elements):
            for hit in element.hits:
                found.setdefault(hit.label, {})[index] = hit
                if hit.label in SAME_LABEL:
                    found.setdefault(SAME_LABEL[hit.label], {})[index] = hit
        return {key: found[key] for key in ALIGNED if key in found}

    def _aligned(
        self, key: str, terms: Mapping[int, Hit], stated: Mapping[int, Stated]
    ) -> Iterator[tuple[int, Attribute]]:
        takes = {i for i, s in stated.items() if s.metric in OF_METRIC.get(key, {s.metric})}
        terms = (
            {i: h for i, h in terms.items() if not self._is_metric_element(i, stated)} if key == "subgroup" else terms
        )
        if not terms or not takes:
            return
        if key == "timepoint":
            yield from self._timed(takes, terms, stated)
            return
        sizes = {i for i in takes if stated[i].metric == "sample_size"}
        ratios = {i for i in takes if stated[i].statistic in RATIOS | {"difference"}} if key == "treatment" else set()
        if key == "subgroup":
            takes, terms = self._without_markers(takes, terms, stated)
            sizes &= takes
        yield from self._share(key, takes - sizes - ratios, terms, carry=True)
        one_arm = key == "treatment" and len({h.name for h in terms.values()}) == 1 and not self.both
        yield from self._share(key, sizes, terms, carry=key in ("study", "population") or one_arm)
        for index in ratios:
            yield from self._compared_arms(index, terms)

    def _without_markers(
        self, takes: Set[int], terms: Mapping[int, Hit], stated: Mapping[int, Stated]
    ) -> tuple[Set[int], Mapping[int, Hit]]:
        """Mutations and resistant patients are what a prevalence is of, not parts of it."""
        if any(stated[i].metric == "prevalence" for i in takes):
            terms = {
                i: h
                for i, h in terms.items()
                if h.label not in ("mutation", "marker")
                and not h.name.endswith(("-resistant", "-pretreated"))
                and not any(other.label == "marker" for other in self.elements[i].hits)
            }
        return takes, terms

    def _zip_arms(self, takes: Set[int]) -> Iterator[tuple[int, Attribute]]:
        arms = self.around.known_arms
        drug = self.around.drug
        for run in self._lists(takes):
            if len(arms) != _PAIR and drug is not None and len(run) == _PAIR and self._is_versus(run) and not self._names_groups():
                yield run[0], _attribute("treatment", drug, Scope.DOCUMENT)
                yield run[1], Attribute("treatment", "control arm", known=False, scope=Scope.DOCUMENT)
            elif len(run) == len(arms):
                for index, arm in zip(run, arms, strict=True):
                    yield index, _attribute("treatment", arm, Scope.PARAGRAPH)

    def _names_groups(self) -> bool:
        return any(h.label in _GROUPS for e in self.elements for h in e.hits)

    def _is_versus(self, run: Sequence[int]) -> bool:
        return any(e.symbol == "v" for e in self.elements[self.at[run[0]] : self.at[run[-1]]])

    def _lists(self, takes: Set[int]) -> Iterator[list[int]]:
        """Values that stand in one list of the same metric's."""
        run: list[int] = []
        for index in sorted(takes):
            between = self.elements[self.at[run[-1]] + 1 : self.at[index]] if run else []
            if run and between and all(e.symbol in "v&,r" for e in between):
                run.append(index)
            else:
                if len(run) > 1:
                    yield run
                run = [index]
        if len(run) > 1:
            yield run

    def _timed(
        self, takes: Set[int], terms: Mapping[int, Hit], stated: Mapping[int, Stated]
    ) -> Iterator[tuple[int, Attribute]]:
        """`12-month OS was 85% and ORR 72%`: a time point serves the metric it stands with."""
        for metric in dict.fromkeys(stated[i].metric for i in sorted(takes)):
            own = {i for i in takes if stated[i].metric == metric and stated[i].statistic != "median"}
            fitting = {t: h for t, h in terms.items() if self._metric_of_time(t) in (metric, None)}
            if own and fitting:
                yield from self._share("timepoint", own, fitting, carry=True)

    def _metric_of_time(self, term: int) -> str | None:
        def strong(positions: range) -> str | None:
            for at in positions:
                if self.elements[at].symbol in ";":
                    return None
                name = next(
                    (h.name for h in self.elements[at].hits if h.label == "metric" and h.name != "prevalence"), None
                )
                if name:
                    return name
            return None

        following = strong(range(term + 1, min(term + 3, len(self.elements))))
        return following or strong(range(term - 1, -1, -1))

    def _is_metric_element(self, element: int, stated: Mapping[int, Stated]) -> bool:
        return any(s.element == element for s in stated.values())

    def _share(
        self, key: str, takes: Set[int], terms: Mapping[int, Hit], *, carry: bool
    ) -> Iterator[tuple[int, Attribute]]:
        values = {self.at[i]: i for i in takes}
        bound = align(self.elements, set(values), set(terms), self.vocabulary.frames, key)
        for position, index in values.items():
            if position in bound:
                yield index, _attribute(key, terms[bound[position].term], Scope.CLAUSE)
            elif carry or key == "counted":
                term = self._carried(key, position, terms)
                if term is not None:
                    yield index, _attribute(key, terms[term], Scope.SENTENCE)
            else:
                term = self._adjacent(position, terms)
                if term is not None:
                    yield index, _attribute(key, terms[term], Scope.CLAUSE)

    def _carried(self, key: str, position: int, terms: Mapping[int, Hit]) -> int | None:
        """The nearest term before in the clause, else the nearest after it, else (unless local) any of the sentence."""
        before = [t for t in terms if t < position]
        after = [t for t in terms if t > position]
        if key in LOCAL:
            before = [t for t in before if self._same_clause(t, position) and self._reaches(t, position)]
            after = [t for t in after if self._same_clause(position, t) and not self._value_between(position, t)]
            after = [
                t
                for t in after
                if not any(e.symbol == "," or self._names_metric(e) for e in self.elements[position + 1 : t])
            ]
        if key == "region":
            return self._region(position, before, after)
        if (
            before
            and after
            and self._value_between(before[-1], position)
            and not self._value_between(position, after[0])
        ):
            return after[0] if self._follows_directly(position, after[0]) else before[-1]
        if before:
            return before[-1]
        return after[0] if after else None

    def _region(self, position: int, before: Sequence[int], after: Sequence[int]) -> int | None:
        """`77% homology in the ATP-binding site`; of `the ATP-binding site in the catalytic domain` the part, not the whole."""
        if after and not any(e.symbol in "V,;" for e in self.elements[position + 1 : after[0]]):
            return after[0]
        if len(before) > 1 and all(e.symbol == "w" for e in self.elements[before[-2] + 1 : before[-1]]):
            return before[-2]
        return before[-1] if before else None

    def _reaches(self, term: int, position: int) -> bool:
        """A term inside the clause of one metric does not reach the values of the next."""
        metrics = [i for i in range(position) if self._names_metric(self.elements[i])]
        if not metrics or term < metrics[0]:
            return True
        return not any(term < m < position for m in metrics if self._value_between(term, m)) or metrics[-1] <= term

    @staticmethod
    def _names_metric(element: Element) -> bool:
        return any(h.label == "metric" and h.name != "prevalence" for h in element.hits)

    def _same_clause(self, first: int, last: int) -> bool:
        return not any(e.symbol == ";" for e in self.elements[first:last])

    def _value_between(self, first: int, last: int) -> bool:
        return any(e.symbol == "V" and not self.readings[e.reading].size for e in self.elements[first + 1 : last])

    def _follows_directly(self, position: int, term: int) -> bool:
        return all(e.symbol in "w(" for e in self.elements[position + 1 : term])

    def _adjacent(self, position: int, terms: Mapping[int, Hit]) -> int | None:
        """For a group size: the arm right before its bracket, or right behind it."""
        for step in (-1, 1):
            at = position + step
            while 0 <= at < len(self.elements):
                if at in terms:
                    return at
                if self.elements[at].symbol not in "(w," and not any(
                    h.label == "group_word" for h in self.elements[at].hits
                ):
                    break
                at += step
        return None

    def _compared_arms(self, index: int, terms: Mapping[int, Hit]) -> Iterator[tuple[int, Attribute]]:
        """The arm that a ratio is of: the one it favours, else the first named, never a control before a drug."""
        names: list[Hit] = []
        for element in sorted(terms):
            if terms[element].name not in [h.name for h in names]:
                names.append(terms[element])
        favoured = next((h for h in names if _FAVOUR.search(self.sentence.text, max(0, h.start - 24), h.start)), None)
        if favoured is not None:
            yield index, _attribute("treatment", favoured, Scope.SENTENCE)
            return
        if len(names) >= 2 and any(e.opens for e in self.elements[: min(terms)]):
            names[:2] = [names[1], names[0]]
        if len(names) >= 2 and self._is_control(names[0]) and not self._is_control(names[1]):
            names[:2] = [names[1], names[0]]
        if names:
            yield index, _attribute("treatment", names[0], Scope.SENTENCE)

    def _is_control(self, hit: Hit) -> bool:
        term = self.vocabulary.of("treatment").get(hit.name)
        return term is not None and term.kind == "control"

    def _contrast(self, stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]) -> None:
        """`brain metastases (16.0 vs 22.0 months)`: with and without; groups that no term names stay apart as well."""
        plain = {i for i, s in stated.items() if s.statistic not in RATIOS and s.metric not in _NO_CONTRAST}
        for run in self._lists(plain):
            if not self._same_everything(run, stated, attributes):
                continue
            term = self._group_before(self.at[run[0]]) if len(run) == _PAIR else None
            for number, index in enumerate(run):
                if term is None:
                    name, start, end = f"group {number + 1} of {len(run)}", -1, -1
                else:
                    name, start, end = (term.name if number == 0 else f"no {term.name}"), term.start, term.end
                attributes[index]["subgroup"] = Attribute("subgroup", name, term is not None and term.known, start, end)

    def _same_everything(
        self, run: Sequence[int], stated: Mapping[int, Stated], attributes: Mapping[int, dict[str, Attribute]]
    ) -> bool:
        """Values of a `versus` list that nothing tells apart."""
        if not self._is_versus(run):
            return False
        seen = {
            (
                stated[i].metric,
                stated[i].element,
                *sorted((k, a.value) for k, a in attributes[i].items() if k != "citation"),
            )
            for i in run
        }
        return len(seen) == 1 and (self.both or len(run) != len(self.around.known_arms))

    def _group_before(self, position: int) -> Hit | None:
        """The group right before the bracket that holds the values."""
        opened = False
        for element in reversed(self.elements[:position]):
            if element.symbol in ("V", ";", ")"):
                return None
            opened = opened or element.symbol == "("
            found = [
                h for h in element.hits if h.label in _GROUPS
            ]
            if found and opened:
                return found[0]
        return None

    # ---- attributes of the metric term itself ----

    def _from_metric(self, index: int, found: Stated, attributes: dict[str, Attribute]) -> None:
        if found.element >= 0:
            for hit in self.elements[found.element].hits:
                if found.metric == "proportion" and hit.label == "therapy_line":
                    named = Attribute("characteristic", f"{hit.name} treatment", hit.known, hit.start, hit.end)
                    attributes.setdefault("characteristic", named)
                if found.metric == "proportion" and hit.label == "treatment":
                    attributes["characteristic"] = Attribute(
                        "characteristic", f"received {hit.name}", hit.known, hit.start, hit.end
                    )
                    attributes.pop("treatment", None)
                key = {
                    "event": "event",
                    "characteristic": "characteristic",
                    "marker": "marker",
                    "mutation": "marker",
                    "fusion": "marker",
                }.get(hit.label)
                if key and found.metric in OF_METRIC.get(key, {found.metric}):
                    attributes[key] = _attribute(key, hit, Scope.CLAUSE)
        if found.metric == "sequence_homology":
            self._pair(attributes)
            attributes.pop("study", None)
        if found.metric in _NO_POPULATION:
            attributes.pop("population", None)
        if found.metric in OF_METRIC["assay"] and "target" not in attributes and "assay" in attributes:
            self._gene_of_assay(attributes)
        if found.statistic in RATIOS | {"difference"} and "comparator" not in attributes:
            self._comparator(attributes)
        for key, allowed in OF_METRIC.items():
            if found.metric not in allowed:
                attributes.pop(key, None)

    def _gene_of_assay(self, attributes: dict[str, Attribute]) -> None:
        """`ROS1-rearranged cell lines` are of ROS1."""
        genes = self.vocabulary.of("target")
        gene = next((part for part in re.split(r"[ -]", attributes["assay"].value) if part in genes), None)
        if gene:
            attributes["target"] = replace(attributes["assay"], key="target", value=gene)

    def _pair(self, attributes: dict[str, Attribute]) -> None:
        names = list(dict.fromkeys(h.name for e in self.elements for h in e.hits if h.label == "target"))
        if len(names) >= 2:
            hit = next(h for e in self.elements for h in e.hits if h.label == "target")
            attributes["target"] = Attribute(
                "target", "/".join(sorted(names[:2], reverse=True)), True, hit.start, hit.end
            )

    def _comparator(self, attributes: dict[str, Attribute]) -> None:
        first = attributes.get("treatment")
        said = [h for e in self.elements for h in e.hits if h.label == "treatment"]
        pool = said if len({h.name for h in said}) > 1 else list(self.around.known_arms)
        if first is None and len(pool) >= 2:
            first = attributes["treatment"] = _attribute("treatment", pool[0], Scope.PARAGRAPH)
        other = next((h for h in pool if first is not None and h.name != first.value), None)
        if other is not None:
            attributes["comparator"] = replace(_attribute("comparator", other, Scope.SENTENCE), key="comparator")

    # ---- attributes of the surroundings ----

    def _from_surroundings(self, found: Stated, attributes: dict[str, Attribute]) -> None:
        study = self.around.study
        known = attributes.get("study", study)
        profile = self.around.profiles.get(known.value, NOTHING) if known else NOTHING
        for key, attribute in profile.attributes.items():
            if key not in attributes and self._may_take(key, found):
                attributes[key] = attribute
        if "study" not in attributes and study is not None and found.metric not in _NO_STUDY:
            attributes["study"] = _outer(study)
        elif "study" in attributes and study is not None and attributes["study"].value != study.value:
            return  # a claim about another study takes nothing of the one before
        for key, attribute in self.around.attributes.items():
            if key not in attributes and self._may_take(key, found):
                attributes[key] = _outer(attribute)
        drug = self.around.drug
        if "treatment" not in attributes and drug is not None and found.metric in _OF_A_DRUG and not self.both:
            attributes["treatment"] = _attribute("treatment", drug, Scope.DOCUMENT)

    def _may_take(self, key: str, found: Stated) -> bool:
        if key == "therapy_line":
            return found.metric not in _NO_STUDY
        if key == "population":
            return found.metric not in _NO_POPULATION
        if key != "treatment":
            return True
        if found.metric in NO_ARM or self.both or found.frame == "percentage that received":
            return False
        named = {h.name for e in self.elements for h in e.hits if h.label == "treatment"}
        return found.metric not in ONE_ARM or (not self.around.arms and len(named) <= 1)

    def _mention(self, index: int, found: Stated, attributes: Mapping[str, Attribute]) -> Mention:
        reading = self.readings[index]
        return Mention(
            quantity=reading.quantity,
            metric=found.metric,
            statistic=found.statistic,
            attributes=tuple(attributes[key] for key in sorted(attributes)),
            sentence=self.sentence.span,
            frame=found.frame,
            ci=reading.ci,
            p_value=reading.p_value,
            numerator=reading.numerator,
            denominator=reading.denominator,
            section=self.sentence.section,
        )


_NO_STUDY = frozenset(
    {"approval_date", "publication_date", "update_date", "sequence_homology", "ic50", "ec50", "kd", "ki"}
)
NO_ARM = frozenset({"prevalence", "publication_date", "update_date", "sequence_homology"})
_NO_CONTRAST = frozenset(
    {
        "sample_size",
        "approval_date",
        "publication_date",
        "update_date",
        "dose",
        "ic50",
        "ec50",
        "kd",
        "ki",
        "sequence_homology",
    }
)
_PAIR = 2
_GROUPS = frozenset({"subgroup", "fusion", "mutation", "marker", "characteristic"})
"""Labels of terms that divide the patients of one arm."""
_OF_A_DRUG = frozenset(
    {"objective_response_rate", "complete_response_rate", "partial_response_rate", "disease_control_rate", "clinical_benefit_rate",
     "progression_free_survival", "overall_survival", "disease_free_survival", "event_free_survival", "duration_of_response",
     "time_to_response", "time_to_progression", "adverse_event_rate", "discontinuation_rate", "dose", "approval_date"}
)  # fmt: skip
"""Metrics that take the drug of the title where nothing nearer names one."""
_NO_POPULATION = frozenset({"sequence_homology", "ic50", "ec50", "kd", "ki", "publication_date", "update_date"})
ONE_ARM = frozenset({"sample_size", "proportion", "follow_up", "age"})
"""Metrics of a whole study: they take an arm from the surroundings only where these know one arm alone."""


def _outer(attribute: Attribute) -> Attribute:
    """An attribute that the sentence itself does not say."""
    return attribute if attribute.scope >= Scope.PARAGRAPH else replace(attribute, scope=Scope.PARAGRAPH)


def _attribute(key: str, hit: Hit, scope: Scope) -> Attribute:
    return Attribute(key, hit.name, hit.known, hit.start, hit.end, scope)


def spread_p_values(mentions: Sequence[Mention]) -> list[Mention]:
    """A p value behind two compared values belongs to both: `65% with A and 20% with B (P<0.001)`."""
    spread = list(mentions)
    for index in range(len(spread) - 1, 0, -1):
        last, before = spread[index], spread[index - 1]
        if last.p_value is None or before.p_value is not None or last.statistic in RATIOS:
            continue
        if (last.metric, last.statistic) == (before.metric, before.statistic) and _arm(last) != _arm(before):
            spread[index - 1] = _compared(replace(before, p_value=last.p_value), last)
            spread[index] = _compared(last, before)
    return spread


def _compared(mention: Mention, other: Mention) -> Mention:
    """The mention with the arm or subgroup that it is compared with."""
    own = {a.key: a for a in mention.attributes}
    for key in ("treatment", "subgroup"):
        there = next((a for a in other.attributes if a.key == key), None)
        if there is not None and (key not in own or own[key].value != there.value) and "comparator" not in own:
            return replace(mention, attributes=(*mention.attributes, replace(there, key="comparator")))
    return mention


def _arm(mention: Mention) -> tuple[str, ...]:
    return tuple(a.value for a in mention.attributes if a.key in ("treatment", "subgroup"))
