"""Files one recording: with the run that it belongs to, or as a run of its own."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from sqlalchemy import Connection

from renovate_kit.reports.events import PodObserved
from renovate_kit.reports.store.arrangement import Arrangement
from renovate_kit.reports.store.companions import (
    CompanionPlace,
    Companions,
    is_companion,
    with_companion,
)
from renovate_kit.reports.store.filling import Account, combined
from renovate_kit.reports.store.gathering import Gathered
from renovate_kit.reports.store.identity import Richness
from renovate_kit.reports.store.ledger import Kept, Ledger
from renovate_kit.reports.store.pods import Pods
from renovate_kit.reports.store.projection import Keys, ListKeys, Projection
from renovate_kit.reports.store.recording import Recording

__all__ = ["Filing", "Outcome"]


class Outcome(Enum):
    """What a recording did to the store; `APART` is a companion of no known run."""

    NEW = auto()
    KNOWN = auto()
    ENRICHED = auto()
    APART = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Others:
    """Keys of pods and companions."""

    pods: frozenset[int]
    companions: frozenset[int]

    def __or__(self, other: "_Others") -> "_Others":
        return _Others(pods=self.pods | other.pods, companions=self.companions | other.companions)


class Filing:
    """Files recordings within one transaction."""

    def __init__(self, connection: Connection, keys: Keys) -> None:
        """Work in a transaction; `keys` remembers names from one transaction to the next."""
        self._ledger = Ledger(connection)
        self._projection = Projection(connection, keys)
        self._companions = Companions(connection)
        self._pods = Pods(connection, self._ledger)

    def file_all(self, gathered: Gathered, *, source_name: str) -> Outcome:
        """Keep all that a source told of a run, unless the store knows it already."""
        source_id = self._projection.source(source_name)
        recording = gathered.recording
        if is_companion(gathered):
            outcome = self._file_companion(gathered, source_id)
        else:
            outcome = self.file(recording, source_name=source_name)
        for pod in gathered.pods:
            if self._pods.keep(pod, recording.identity, source_id) and outcome is Outcome.KNOWN:
                outcome = Outcome.ENRICHED
        return outcome

    def companion_place(self, gathered: Gathered, outcome: Outcome) -> CompanionPlace:
        """Return what became of a companion that was filed with an outcome."""
        return self._companions.place_of(gathered, was_known=outcome is Outcome.KNOWN)

    def file_pod(self, pod: PodObserved, *, source_name: str) -> Outcome:
        """Keep what was seen of a pod that left no log."""
        new = self._pods.keep(pod, None, self._projection.source(source_name))
        return Outcome.APART if new else Outcome.KNOWN

    def file(self, recording: Recording, *, source_name: str) -> Outcome:
        """Keep a recording unless the store knows all of it already."""
        identity = recording.identity
        if self._ledger.knows(identity.digest):
            return Outcome.KNOWN
        if self._ledger.is_alone(identity):
            return self._file_alone(recording, source_name)
        if self._ledger.is_dominated(identity):
            return Outcome.KNOWN
        superfluous = self._ledger.dominated_by(identity)
        changing = [identity, *(kept.identity for kept in superfluous)]
        before = Arrangement(self._ledger)
        at_stake = [text for one in changing for text in before.texts_at_stake(one)]
        runs = self._members([*superfluous, *at_stake])
        added, keys = self._replace(superfluous, recording, source_name)
        after = Arrangement(self._ledger)
        at_stake = [text for one in changing for text in after.texts_at_stake(one)]
        groups = after.groups([added, *at_stake, *self._all_of(runs)])
        while others := [
            kept for kept in chain(*groups) if kept.run_id not in {added.run_id, *runs}
        ]:
            # Runs that come into play only now are still as they were.
            runs |= self._members(others)
            groups = after.groups([added, *at_stake, *self._all_of(runs)])
        if not runs:
            return self._write_new(added, recording, keys)
        beside = self._others({*runs, added.run_id})
        self._refile(groups, runs, added)
        self._place_others(beside | self._others({kept.run_id for kept in chain(*groups)}))
        self._projection.collect()
        return Outcome.NEW if len(groups) > len(runs) else Outcome.ENRICHED

    def _file_alone(self, recording: Recording, source_name: str) -> Outcome:
        """Keep a recording that none of the kept ones has to do with."""
        added, keys = self._replace((), recording, source_name)
        return self._write_new(added, recording, keys)

    def _write_new(self, added: Kept, recording: Recording, keys: ListKeys) -> Outcome:
        self._projection.write_parts(added.run_id, recording.content, keys)
        self._place_others(self._others({added.run_id}))
        return Outcome.NEW

    def _file_companion(self, gathered: Gathered, source_id: int) -> Outcome:
        changed = self._companions.keep(gathered, source_id)
        if changed is None:
            return Outcome.KNOWN
        self._rewrite(changed)
        return Outcome.ENRICHED if changed else Outcome.APART

    def _others(self, run_ids: Collection[int]) -> "_Others":
        """Return what stands beside recordings and may belong to one of these runs."""
        return _Others(
            pods=frozenset(self._pods.at_stake(run_ids)),
            companions=frozenset(self._companions.at_stake(run_ids)),
        )

    def _place_others(self, others: "_Others") -> None:
        self._pods.place(sorted(others.pods))
        self._rewrite(self._companions.place(sorted(others.companions)))

    def _rewrite(self, run_ids: Collection[int]) -> None:
        for run_id in sorted(run_ids):
            if members := self._ledger.of_run(run_id):
                self._write(run_id, members)

    def _all_of(self, runs: Iterable[int]) -> list[Kept]:
        return [kept for run_id in runs for kept in self._ledger.of_run(run_id)]

    def _members(self, recordings: Iterable[Kept]) -> dict[int, set[int]]:
        return {
            run_id: {kept.id for kept in self._ledger.of_run(run_id)}
            for run_id in sorted({kept.run_id for kept in recordings})
        }

    def _replace(
        self, superfluous: Sequence[Kept], recording: Recording, source_name: str
    ) -> tuple[Kept, ListKeys]:
        """Put a recording in the place of those that it makes superfluous, if any."""
        source_id = self._projection.source(source_name)
        if superfluous:
            run_id = min(kept.run_id for kept in superfluous)
        else:
            run_id = self._projection.create(recording.identity, recording.content, source_id)
        for kept in superfluous:
            self._ledger.remove(kept)
        added = self._ledger.add(recording, run_id=run_id, source_id=source_id)
        return added, self._projection.keep_lists(added.id, recording.lists)

    def _refile(self, groups: list[list[Kept]], runs: dict[int, set[int]], added: Kept) -> None:
        """Give each group a run, its own if it can keep it, and write what is not as it was.

        Args:
            groups: which recordings make up a run now.
            runs: run to the recordings that it had.
            added: the new recording, whose run may be among `runs` or new.
        """
        free = {*runs, added.run_id}
        for group in sorted(groups, key=_oldest_then_richest):
            own = {kept.run_id for kept in group} & free
            run_id = min(own or free, default=None)
            if run_id is None:
                run_id = self._split_off(group)
            free.discard(run_id)
            members = {kept.id for kept in group}
            # The new recording may have got the id of one that went.
            if added.id in members or runs.get(run_id) != members:
                self._write(run_id, group)
        for run_id in free:
            self._projection.remove(run_id)

    def _split_off(self, group: list[Kept]) -> int:
        lead = max(group, key=_wealth)
        content, source_id = self._ledger.content(lead.id)
        return self._projection.create(lead.identity, content, source_id)

    def _write(self, run_id: int, group: list[Kept]) -> None:
        richest_first = sorted(group, key=_wealth, reverse=True)
        accounts, sources = [], []
        for kept in richest_first:
            if kept.run_id != run_id:
                self._ledger.file_under(kept, run_id)
            content, source_id = self._ledger.content(kept.id)
            accounts.append(Account(content=content, trace=kept.identity.trace))
            sources.append(source_id)
        content = combined(accounts)
        self._projection.rewrite(run_id, richest_first[0].identity, content, sources[0])
        for companion in self._companions.of_run(run_id):
            content = with_companion(content, companion)
        self._projection.write_parts(run_id, content)


def _wealth(kept: Kept) -> tuple[Richness, bytes]:
    return kept.identity.richness, kept.identity.digest


def _oldest_then_richest(group: list[Kept]) -> tuple[int, int]:
    """Of two that were one run so far, the one that goes on longer keeps its key."""
    longest = max(len(kept.identity.trace) for kept in group)
    return min(kept.run_id for kept in group), -longest
