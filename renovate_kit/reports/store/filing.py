"""Files one recording: with the run that it belongs to, or as a run of its own."""

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import reduce
from itertools import chain

from sqlalchemy import Connection

from renovate_kit.reports.store.arrangement import Arrangement
from renovate_kit.reports.store.filling import Account, filled
from renovate_kit.reports.store.ledger import Kept, Ledger
from renovate_kit.reports.store.projection import Projection
from renovate_kit.reports.store.recording import Recording, unpack

__all__ = ["Filing", "Outcome"]


class Outcome(Enum):
    """What a recording did to the store."""

    NEW = auto()
    KNOWN = auto()
    ENRICHED = auto()


class Filing:
    """Files recordings within one transaction."""

    def __init__(self, connection: Connection, keys: dict[tuple[str, str], int]) -> None:
        """Work in a transaction; `keys` remembers names from one transaction to the next."""
        self._ledger = Ledger(connection)
        self._projection = Projection(connection, keys)

    def file(self, recording: Recording, *, source_name: str) -> Outcome:
        """Keep a recording unless the store knows all of it already."""
        identity = recording.identity
        if self._ledger.knows(identity.digest) or self._ledger.is_dominated(identity):
            return Outcome.KNOWN
        superfluous = self._ledger.dominated_by(identity)
        changing = [identity, *(kept.identity for kept in superfluous)]
        before = Arrangement(self._ledger)
        at_stake = [text for one in changing for text in before.texts_at_stake(one)]
        runs = self._members([*superfluous, *at_stake])
        added = self._replace(superfluous, recording, source_name)
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
            self._projection.write_parts(added.run_id, recording.content)
            return Outcome.NEW
        self._refile(groups, runs, added)
        return Outcome.NEW if len(groups) > len(runs) else Outcome.ENRICHED

    def _all_of(self, runs: Iterable[int]) -> list[Kept]:
        return [kept for run_id in runs for kept in self._ledger.of_run(run_id)]

    def _members(self, recordings: Iterable[Kept]) -> dict[int, set[int]]:
        return {
            run_id: {kept.id for kept in self._ledger.of_run(run_id)}
            for run_id in sorted({kept.run_id for kept in recordings})
        }

    def _replace(self, superfluous: Sequence[Kept], recording: Recording, source_name: str) -> Kept:
        """Put a recording in the place of those that it makes superfluous, if any."""
        source_id = self._projection.source(source_name)
        if superfluous:
            run_id = min(kept.run_id for kept in superfluous)
        else:
            run_id = self._projection.create(recording.identity, recording.content, source_id)
        for kept in superfluous:
            self._ledger.remove(kept)
        return self._ledger.add(recording, run_id=run_id, source_id=source_id)

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
        packed, source_id = self._ledger.content(lead.id)
        return self._projection.create(lead.identity, unpack(packed), source_id)

    def _write(self, run_id: int, group: list[Kept]) -> None:
        richest_first = sorted(group, key=_wealth, reverse=True)
        accounts, sources = [], []
        for kept in richest_first:
            if kept.run_id != run_id:
                self._ledger.file_under(kept, run_id)
            packed, source_id = self._ledger.content(kept.id)
            accounts.append(Account(content=unpack(packed), trace_bytes=len(kept.identity.trace)))
            sources.append(source_id)
        content = reduce(filled, accounts).content
        self._projection.rewrite(run_id, richest_first[0].identity, content, sources[0])
        self._projection.write_parts(run_id, content)


def _wealth(kept: Kept) -> tuple[tuple[int, bool, bool, int], bytes]:
    return kept.identity.richness, kept.identity.digest


def _oldest_then_richest(group: list[Kept]) -> tuple[int, int]:
    """Of two that were one run so far, the one that goes on longer keeps its key."""
    longest = max(len(kept.identity.trace) for kept in group)
    return min(kept.run_id for kept in group), -longest
