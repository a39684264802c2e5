"""What `runs` does: the store in, runs in words out; wiring only.

Each imports what it needs: what tells of one run takes longer to load than a list takes.
"""

from collections.abc import Sequence
from datetime import datetime

from renovate_kit.errors import InputError
from renovate_kit.reports.run_report import RunList, RunStory
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.known_repositories import known_repositories

__all__ = ["list_runs", "show_run"]


def list_runs(
    store: Store, *, since: datetime | None, repositories: Sequence[str], limit: int | None
) -> RunList:
    """Return runs, the latest first.

    Args:
        store: what is known.
        since: the runs that started at that time or later; None for all on record.
        repositories: only these, in upper or lower case; empty means all.
        limit: at most so many.

    Raises:
        InputError: the store does not know a repository.
        StoreError: the store can't be read.
    """
    from renovate_kit.reports.narration.listing import listed_run  # noqa: PLC0415 - see above

    known = known_repositories(store, repositories)
    asked = None if limit is None else limit + 1
    found = store.run_summaries(start=since, repositories=known, limit=asked)
    is_cut = limit is not None and len(found) > limit
    kept = found[1:] if is_cut else found
    return RunList(
        runs=tuple(map(listed_run, reversed(kept))),
        since=since,
        is_cut=is_cut,
        without_time=0 if since is None else store.count_runs_without_time(known),
    )


def show_run(store: Store, run_id: int | None, *, repositories: Sequence[str] = ()) -> RunStory:
    """Return one run as a story, with where its time went compared with the runs before.

    Args:
        store: what is known.
        run_id: its key in the store; None for the last one.
        repositories: of which the last one is meant.

    Raises:
        InputError: there is no such run.
        StoreError: the store can't be read.
    """
    from renovate_kit.reports.narration.story import tell_run  # noqa: PLC0415 - see above

    if run_id is None:
        known = known_repositories(store, repositories)
        latest = store.run_summaries(repositories=known, limit=1)
        if not latest:
            hint = "put logs into the store first, with `renovate-kit ingest`"
            raise InputError("no run is on record", hint=hint)
        run_id = latest[-1].facts.run_id
    details = store.run_details(run_id)
    if details is None:
        hint = "`renovate-kit runs` lists them"
        raise InputError(f"no run on record has the number {run_id}", hint=hint)
    return tell_run(details, store.timing_comparison(run_id))
