"""What a sentence leaves unsaid: the study, the arm, the population of the sentences, headings and title around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimcheck.extract.own_study import UNNAMED
from claimcheck.extract.profiles import NOTHING, Profile, narrowest
from claimcheck.extract.roster import Roster
from claimcheck.extract.terms import Hit
from claimcheck.model import Attribute, Scope

CARRIED = ("population", "therapy_line", "treatment")
"""Attributes that a sentence may take from the ones around it, beside the study."""


_PAIR = 2
_TAKEN = frozenset({*CARRIED, "study"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known before a sentence is read."""

    study: Attribute | None = None
    own_study: Attribute | None = None
    """The document's own study: title or registry id."""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    arms: tuple[Hit, ...] = ()
    """The arms of the last sentence that named two or more."""
    metric: str | None = None
    timepoint: Attribute | None = None
    """The time point of the last value of that metric."""
    drug: Hit | None = None
    """The one drug that the document's title names."""
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """Study -> what the document says of it wherever it names it: population, line of therapy."""

    @property
    def roster(self) -> Roster | None:
        """The arms of the study that is spoken of."""
        return self.profiles.get(self.study.value if self.study else UNNAMED, NOTHING).roster

    @property
    def known_arms(self) -> tuple[Hit, ...]:
        """The arms last named, else those of the study."""
        roster = self.roster
        if len(self.arms) > 1:
            named = tuple(_distinct((roster.arm(h.name) or h) if roster else h for h in self.arms))
            own = tuple(arm for arm in named if roster and arm in roster.arms)
            if roster and len(own) == len(roster.arms) > _PAIR:
                return own
            foreign = roster is not None and len(named) == _PAIR and not own
            if roster and (foreign or set(named) == set(roster.arms)):
                return roster.arms
            if len(named) > 1:
                return named
        return roster.arms if roster else ()

    def with_heading(self, hits: Sequence[Hit]) -> Surroundings:
        """A new heading: what stood before is closed, what the heading says holds."""
        base = Surroundings(own_study=self.own_study, study=self.own_study, profiles=self.profiles, drug=self.drug)
        return base.take(hits, Scope.HEADING)

    def take(self, hits: Sequence[Hit], scope: Scope) -> Surroundings:
        """The surroundings after text that says `hits`."""
        said: dict[str, list[Hit]] = {}
        for hit in hits:
            if hit.label in _TAKEN:
                said.setdefault(hit.label, []).append(hit)
        if not said:
            return self
        attributes = dict(self.attributes)
        for key in CARRIED:
            if key not in said:
                continue
            names = narrowest(h.name for h in said[key])
            if len(names) == 1:
                hit = next(h for h in said[key] if h.name == names[0])
                attributes[key] = Attribute(key, hit.name, hit.known, hit.start, hit.end, scope)
            else:
                attributes.pop(key, None)
        arms = tuple(_distinct(said.get("treatment", ())))
        studies = said.get("study", [])
        study = self.study
        if len({h.name for h in studies}) == 1:
            hit = studies[0]
            study = Attribute("study", hit.name, hit.known, hit.start, hit.end, scope)
        elif studies:
            study = None
        return replace(self, study=study, attributes=attributes, arms=arms if len(arms) > 1 else self.arms)


def _distinct(hits: Iterable[Hit]) -> Iterator[Hit]:
    seen: set[str] = set()
    for hit in hits:
        if hit.name not in seen:
            seen.add(hit.name)
            yield hit
