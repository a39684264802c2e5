"""Questions about the pull requests that the last looks at repositories show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import LogDetail, PullRequestAction
from renovate_kit.reports.store import week_rows as rows
from renovate_kit.reports.store.list_reading import chunks
from renovate_kit.reports.store.reading import Query, Reader, filled, listed
from renovate_kit.reports.store.window import Window

__all__ = ["IS_OPEN", "SHOWS_BRANCHES", "WAITING", "pull_request_facts"]

_FINISHED: Final = ("done", "automerged", "onboarding")
"""Results after which a log of level debug has told of all branches, even if there are none."""

_FEW: Final = 500
_ONBOARDING: Final = "onboarding"
_CLOSED_ONBOARDING: Final = "disabled-closed-onboarding"

IS_OPEN: Final = """(
    branches.pull_request IS NOT NULL
    AND (branches.result IS NULL OR branches.result NOT IN ('already-existed', 'automerged'))
)"""
"""Whether one of `branches` has a pull request that is open."""

_HAS_BRANCHES: Final = """EXISTS (
    SELECT 1 FROM branch_list_members AS listed WHERE listed.branch_list_id = turn.branch_list_id
)"""
SHOWS_BRANCHES: Final = filled(
    """(
    (runs.detail = 'debug' AND turn.result IN ('done', 'automerged', 'onboarding'))
    OR $HAS_BRANCHES
)""",
    HAS_BRANCHES=_HAS_BRANCHES,
)
"""Whether a `turn` of one of `runs` tells which branches there are."""

_TURNS: Final = filled(
    """
    SELECT turn.repository_id, turn.branch_list_id, turn.result, turn.detail, turn.at,
           $HAS_BRANCHES
    FROM (
        SELECT turn.repository_id, turn.branch_list_id, turn.result, runs.detail,
               max(runs.started_at) AS at
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE $TURNS_OF_PERIOD
        GROUP BY turn.repository_id, turn.branch_list_id, turn.result, runs.detail
    ) AS turn
""",
    HAS_BRANCHES=_HAS_BRANCHES,
)
_COUNTS: Final = filled(
    """
    SELECT member.branch_list_id, count(DISTINCT branches.pull_request)
    FROM branch_list_members AS member JOIN branches ON branches.id = member.branch_id
    WHERE member.branch_list_id IN ($LISTS) AND $IS_OPEN
    GROUP BY member.branch_list_id
""",
    IS_OPEN=IS_OPEN,
)
_NUMBERS: Final = filled(
    """
    SELECT member.branch_list_id, branches.pull_request
    FROM branch_list_members AS member JOIN branches ON branches.id = member.branch_id
    WHERE member.branch_list_id IN ($LISTS) AND $IS_OPEN
""",
    IS_OPEN=IS_OPEN,
)
_VANISHED: Final = filled(
    """
    WITH lists AS (
        SELECT turn.repository_id, turn.branch_list_id, max(runs.started_at) AS at
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE $TURNS_OF_PERIOD AND $SHOWS_BRANCHES
        GROUP BY turn.repository_id, turn.branch_list_id
    ),
    looks AS (
        SELECT lists.repository_id, lists.branch_list_id, lists.at,
               max(lists.at) OVER (PARTITION BY lists.repository_id) AS last_at
        FROM lists
    ),
    seen AS (
        SELECT looks.repository_id, looks.at, looks.last_at, branches.id, branches.branch,
               branches.pull_request, branches.result,
               row_number() OVER (
                   PARTITION BY looks.repository_id, branches.branch ORDER BY looks.at DESC
               ) AS place
        FROM looks
        JOIN branch_list_members AS member ON member.branch_list_id = looks.branch_list_id
        JOIN branches ON branches.id = member.branch_id
    )
    SELECT repositories.name, branches.branch, branches.pull_request, branches.at
    FROM seen AS branches JOIN repositories ON repositories.id = branches.repository_id
    WHERE branches.place = 1 AND branches.at < branches.last_at AND $IS_OPEN
    AND EXISTS (SELECT 1 FROM upgrades WHERE upgrades.branch_id = branches.id)
    ORDER BY branches.repository_id, branches.branch
""",
    IS_OPEN=IS_OPEN,
    SHOWS_BRANCHES=SHOWS_BRANCHES,
)
_DEEDS: Final = """
    SELECT repositories.name, runs.started_at, turn.result, deed.branch, deed.action, deed.number
    FROM runs
    JOIN repository_runs AS turn ON turn.run_id = runs.id
    JOIN repositories ON repositories.id = turn.repository_id
    JOIN pull_request_events AS deed
         ON deed.run_id = runs.id AND deed.repository_id = turn.repository_id
    WHERE $TURNS_OF_PERIOD
    AND coalesce(deed.at, runs.started_at) >= :start
    AND coalesce(deed.at, runs.started_at) < :end
    AND $WANTED
    ORDER BY coalesce(deed.at, runs.started_at), deed.run_id, deed.position
"""
WAITING: Final = """
    SELECT deed.repository_id, max(deed.number) AS number
    FROM pull_request_events AS deed
    JOIN repository_runs AS earlier
         ON earlier.run_id = deed.run_id AND earlier.repository_id = deed.repository_id
    JOIN runs ON runs.id = deed.run_id
    WHERE earlier.result = 'onboarding' AND deed.action = 'created' AND deed.number IS NOT NULL
    AND runs.started_at < :start
    AND deed.repository_id IN (
        SELECT turn.repository_id
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE turn.result = 'onboarding' AND $TURNS_OF_PERIOD
    )
    GROUP BY deed.repository_id
"""
"""The pull requests of before a period for which repositories wait in it to be onboarded."""

_NAMES: Final = "SELECT repositories.id, repositories.name FROM repositories"


@dataclass(slots=True)
class _Looks:
    """When turns at a repository began, as text; the last of each kind.

    Attributes:
        shown: of those that show its branches; empty if none does.
        lists: the last time that each list of branches was shown.
    """

    latest: str = ""
    shown: str = ""
    onboarding: str = ""
    turned_away: str = ""
    lists: dict[int, str] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether the last turn that shows branches does not tell all."""
        return bool(self.shown) and (self.latest > self.shown or self.onboarding == self.shown)

    @property
    def last_lists(self) -> tuple[int, ...]:
        """What was shown last: one list, or those of runs that started together."""
        return tuple(key for key, at in self.lists.items() if at == self.shown)


def pull_request_facts(reader: Reader, window: Window) -> rows.PullRequestFacts:
    """Return what the last looks at the repositories show of their pull requests."""
    looks = _looks(reader, window)
    changed = {key: look for key, look in looks.items() if look.is_changed}
    names = dict(reader.tuples(_NAMES)) if changed else {}
    waiting = _waiting(reader, window) if any(look.onboarding for look in looks.values()) else {}
    standing = _standing(reader, looks)
    has_older = any(at < look.shown for look in looks.values() for at in look.lists.values())
    return rows.PullRequestFacts(
        repositories=len(looks),
        visited=frozenset(looks),
        repositories_shown=sum(bool(look.shown) for look in looks.values()),
        standing=_count(reader, looks, standing),
        changed=tuple(
            rows.ChangedRow(
                repository=names[key],
                shown_at=datetime.fromisoformat(look.shown),
                is_onboarding=look.onboarding == look.shown and look.turned_away != look.latest,
                standing=standing[key],
                waiting=waiting.get(key),
            )
            for key, look in changed.items()
        ),
        vanished=_vanished(reader, window) if has_older else (),
        deeds=_deeds(reader, window, changed, needed=has_older or bool(changed)),
    )


def _looks(reader: Reader, window: Window) -> Mapping[int, _Looks]:
    """Return when each repository was looked at, in the order of their keys."""
    looks: dict[int, _Looks] = {}
    asked = window.query(_TURNS)
    for key, branch_list, result, detail, at, has_branches in sorted(
        reader.tuples(asked.sql, asked.parameters), key=lambda row: (row[0], row[4])
    ):
        look = looks.setdefault(key, _Looks())
        look.latest = at
        if has_branches or (detail == LogDetail.DEBUG and result in _FINISHED):
            look.shown = at
            if branch_list is not None:
                look.lists[branch_list] = at
        if result == _ONBOARDING:
            look.onboarding = at
        elif result == _CLOSED_ONBOARDING:
            look.turned_away = at
    return looks


def _waiting(reader: Reader, window: Window) -> Mapping[int, int]:
    """Return the number of the onboarding pull request that each repository had before."""
    asked = window.query(WAITING)
    return dict(reader.tuples(asked.sql, asked.parameters))


def _standing(reader: Reader, looks: Mapping[int, _Looks]) -> Mapping[int, frozenset[int]]:
    """Return the numbers that are open in the last looks where their count alone won't do."""
    asked_for = {
        key: look.last_lists
        for key, look in looks.items()
        if look.is_changed or len(look.lists) > 1
    }
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    for chunk in chunks({each for lists in asked_for.values() for each in lists}):
        for key, number in _of_lists(reader, _NUMBERS, chunk):
            numbers[key].add(number)
    return {
        key: frozenset(number for each in lists for number in numbers[each])
        for key, lists in asked_for.items()
    }


def _count(
    reader: Reader, looks: Mapping[int, _Looks], standing: Mapping[int, frozenset[int]]
) -> int:
    """Return how many pull requests are open in the last looks, in all repositories."""
    counts: dict[int, int] = {}
    lists = [each for key, look in looks.items() if key not in standing for each in look.last_lists]
    for chunk in chunks(set(lists)):
        counts.update(_of_lists(reader, _COUNTS, chunk))
    return sum(counts.get(each, 0) for each in lists) + sum(map(len, standing.values()))


def _of_lists(reader: Reader, sql: str, keys: Iterable[int]) -> Sequence[tuple[int, int]]:
    wanted = listed("list", keys)
    return reader.tuples(sql.replace("$LISTS", wanted.sql), wanted.parameters)


def _vanished(reader: Reader, window: Window) -> tuple[rows.VanishedRow, ...]:
    asked = window.query(_VANISHED)
    return tuple(
        rows.VanishedRow(
            repository=name, branch=branch, number=number, seen_at=datetime.fromisoformat(at)
        )
        for name, branch, number, at in reader.tuples(asked.sql, asked.parameters)
    )


def _deeds(
    reader: Reader, window: Window, changed: Collection[int], *, needed: bool
) -> tuple[rows.TurnDeedRow, ...]:
    """Return what closed pull requests, and all that was done in some repositories."""
    if not needed:
        return ()
    wanted = _wanted(changed)
    asked = window.query(_DEEDS.replace("$WANTED", wanted.sql), **wanted.parameters)
    return tuple(
        rows.TurnDeedRow(
            repository=name,
            run_started_at=datetime.fromisoformat(started_at),
            result=result,
            branch=branch,
            action=PullRequestAction(action),
            number=number,
        )
        for name, started_at, result, branch, action, number in reader.tuples(
            asked.sql, asked.parameters
        )
    )


def _wanted(changed: Collection[int]) -> Query:
    if len(changed) > _FEW:
        return Query("1 = 1")
    keys = listed("changed", changed)
    closing = "deed.action IN ('automerged', 'autoclosed')"
    return Query(f"({closing} OR turn.repository_id IN ({keys.sql}))", keys.parameters)
