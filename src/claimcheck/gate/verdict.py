"""What a change brings: its conflicts among all of the corpus, and what people decided about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from claimcheck import __version__
from claimcheck.compare import Evidence, beyond, ignored, ignoring, inherited, region, weighed
from claimcheck.config import Config
from claimcheck.gate.change import Change
from claimcheck.gate.corpus import Across, Found, Shelf, State
from claimcheck.joining import Decided, conflict_order
from claimcheck.model import Claim, Conflict, Coverage, Decision, ScanResult
from claimcheck.report.summary import READ, SKIPPED
from claimcheck.report.wording import by_id
from claimcheck.store.status import Corpus, Judged, judged


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate found."""

    result: ScanResult
    """The conflicts within the scope, the claims that they name, and the ledger of all documents."""
    change: Change
    old: int
    """Conflicts that do not count, since they were there before."""
    elsewhere: int
    """Conflicts that were not there before, but of documents that the change does not touch."""
    gone: int
    """Conflicts of changed and deleted documents that are no more."""
    ran_out: int
    """Decisions that ran out, about conflicts out of scope."""
    changed_since: tuple[tuple[Conflict, tuple[str, ...]], ...]
    """Decided conflicts within the scope, and the documents that are not as they were then."""
    unmatched: tuple[Decision, ...]
    """Decisions that match no conflict, though all their documents were read."""
    decided_gone: tuple[Decision, ...]
    """Decisions about documents that are no more."""
    own_ignores: tuple[str, ...] = ()
    """What the change says by comments in its documents, a line each."""

    @property
    def unread(self) -> tuple[Coverage, ...]:
        """Changed documents that could not be read."""
        documents = (item for item in self.result.documents if item.path in self.change.changed)
        return tuple(item for item in documents if item.status not in READ | SKIPPED)


def look(
    change: Change,
    config: Config,
    decided: Decided,
    shelf: Shelf,
    scope: str,
    *,
    complete: bool,
    distrusted: Collection[str] = (),
) -> Verdict:
    """Compare what a change brings with everything, and nothing else again.

    Args:
        change: the two states of the corpus.
        config: the settings.
        decided: the baseline and the decisions that hold.
        shelf: the documents, each read once.
        scope: one of `gate.SCOPES`.
        complete: whether the corpus is all documents there are.
        distrusted: documents whose comments may not ignore a rule.
    """
    after, before = State(change.after, shelf), State(change.before, shelf)
    across_before, across_after = across(before, after, {*change.changed, *change.deleted})
    silenced = ignoring(config.per_path_ignores)
    now = after.conflicts(across_after)
    then = {found.conflict.id: found for found in before.conflicts(across_before)}
    there = frozenset(after.identities.values())
    corpus = Corpus(
        tuple(_with_compared(head.coverage, across_after) for head in after.heads.values()),
        complete,
        frozenset(before.identities[name] for name in before.heads if before.identities[name] not in there)
        | {name for name in change.deleted if name not in after.heads},
    )
    standing = _judged(now, after, decided, corpus)
    found = [
        replace(item, conflict=conflict)
        for item, conflict in zip(now, standing.conflicts, strict=True)
        if not silenced(conflict, {*item.documents})
    ]
    verdict = _verdict(change, config, scope, found, then, standing, corpus, after)
    result = _heeded(verdict.result, change, config, after, distrusted)
    return replace(verdict, result=result, own_ignores=tuple(_own_ignores(change, before, after)))


def _own_ignores(change: Change, before: State, after: State) -> Iterator[str]:
    """The comments that were not in the same document before."""
    for name in sorted(change.changed):
        heads = [state.heads[name].ignores if name in state.heads else () for state in (before, after)]
        was = {(item.rules, item.reason) for item in heads[0]}
        for item in heads[1]:
            if item.fault is None and (item.rules, item.reason) not in was:
                yield f"this change ignores {', '.join(item.rules)} at {name}:{item.line}: {item.reason}"


def _heeded(
    result: ScanResult, change: Change, config: Config, after: State, distrusted: Collection[str]
) -> ScanResult:
    """The result with what comments in the documents ignore accepted; remarks are about what changed alone."""
    involved = {claim.document for claim in result.claims} | {*change.changed}
    ignores = {name: after.heads[name].ignores for name in sorted(involved) if name in after.heads}
    if not config.inline_ignores or not any(ignores.values()):
        return result
    claims = by_id(result)
    conflicts, _ = ignored(result.conflicts, claims, ignores, distrusted)
    own = {name: ignores[name] for name in ignores if name in change.changed}
    _, remarks = ignored(result.conflicts, claims, own, distrusted, complete=False)
    return replace(result, conflicts=tuple(conflicts), remarks=remarks)


def across(before: State, after: State, changed: Collection[str]) -> tuple[Across, Across]:
    """Compare all as it was, or know it from before; and again only what the changed documents can touch."""
    was = before.across()
    handles = after.follow(before, changed)
    pins = [state.pinned_handles() for state in (before, after)]
    if handles is None or None in pins:
        new = after.everything()
    else:
        handles = handles.union(*filter(None, pins))
        touched = region(handles, [*before.ties(), *after.ties()])
        new = was.with_part(before.within(touched), after.within(touched)) if handles else was
    if changed:
        after.keep(new)
    return was, new


def _judged(now: Sequence[Found], after: State, decided: Decided, corpus: Corpus) -> Judged:
    documents = {item.conflict.id: {after.identities[name] for name in item.documents} for item in now}
    by_name = {item.conflict.id: item for item in now}

    def also(conflict: Conflict, decisions: Sequence[Decision]) -> str | None:
        """Claims are looked up only where a decision may hold."""
        may = [item for item in decisions if beyond(item, documents[conflict.id], after.identities)]
        if not may:
            return None
        claims = {claim.id: claim for claim in after.said([by_name[conflict.id]])}
        return inherited(conflict, claims, after.identities, may)

    return judged([item.conflict for item in now], *decided, corpus, inherited=also)


def _verdict(
    change: Change,
    config: Config,
    scope: str,
    found: Sequence[Found],
    then: dict[str, Found],
    standing: Judged,
    corpus: Corpus,
    after: State,
) -> Verdict:
    shown = [item for item in found if _in_scope(item, scope, change.changed, then)]
    ids = {item.conflict.id for item in found}
    rest = [item for item in found if item not in shown]
    differing = {*change.modified, *change.deleted}
    claims = after.claims(shown)
    conflicts = tuple(sorted(_weighed(shown, claims, after, config), key=conflict_order))
    notes = [(c, corpus.changed_since(c.decision)) for c in conflicts if c.decision is not None]
    return Verdict(
        result=ScanResult(
            documents=tuple(corpus.documents),
            claims=tuple(claims),
            conflicts=conflicts,
            version=__version__,
            resolved=standing.resolved,
        ),
        change=change,
        old=sum(item.conflict.id in then for item in rest),
        elsewhere=sum(item.conflict.id not in then for item in rest),
        gone=sum(name not in ids and bool(differing & {*item.documents}) for name, item in then.items()),
        ran_out=sum(item.conflict.status == "expired" for item in rest),
        changed_since=tuple(note for note in notes if note[1]),
        unmatched=standing.unmatched,
        decided_gone=standing.gone,
    )


def _weighed(shown: Sequence[Found], claims: Sequence[Claim], after: State, config: Config) -> list[Conflict]:
    """The conflicts, each with the side that something speaks for."""
    evidence = Evidence(
        {claim.id: claim for claim in claims},
        [item.conflict for item in after.findings()],
        after.pinned,
        "V103" in after.rules,
        config.authority,
        after.works(shown),
    )
    return weighed([item.conflict for item in shown], evidence)


def _in_scope(item: Found, scope: str, changed: Collection[str], then: dict[str, Found]) -> bool:
    if scope == "all":
        return True
    if not any(document in changed for document in item.documents):
        return False
    return scope == "touched" or item.conflict.id not in then or item.conflict.status == "expired"


def _with_compared(coverage: Coverage, across: Across) -> Coverage:
    return replace(coverage, numbers=replace(coverage.numbers, compared=across.compared.get(coverage.path, 0)))
