"""A pull request from all that sources said of it, and what that makes of rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

import msgspec

from renovate_kit.reports.events.pull_requests import (
    Forge,
    PullRequestSeen,
    PullRequestState,
    PullRequestUpdate,
)
from renovate_kit.reports.store.layers import (
    Layer,
    effective,
    packed,
    settled,
    told_by,
    unpacked,
)

__all__ = ["Known", "StateChange", "StateName"]

_BY_FORGE: Final = 1
_BY_GIT: Final = 0
_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SAME_MERGE: Final = timedelta(minutes=1)
"""Git keeps the time of the commit, a forge that of its own deed."""
_UNTOLD_BY_GIT: Final = frozenset({"advisories", "release_notes", "superseded", "abandoned"})
_IDENTITY: Final = ("host", "repository", "number", "merge_sha", "branch", "merged_at")
_NOTHING_TOLD: Final[Mapping[str, Any]] = {
    **dict.fromkeys(each.name for each in fields(PullRequestSeen)),
    "updates": (),
    "advisories": (),
    "release_notes": (),
    "superseded": False,
    "abandoned": False,
}


class StateName:
    """Words for changes of a state."""

    OPENED: Final = "opened"
    CLOSED: Final = "closed"
    REOPENED: Final = "reopened"
    MERGED: Final = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """A pull request came into a state.

    Attributes:
        state: `opened`, `closed`, `reopened` or `merged`.
        at: when; a reopening is only seen afterwards, so that it was then at the latest. None
            where nothing tells.
        source: which forge told.
    """

    state: str
    at: datetime | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that is known of a pull request, in whatever order it came."""

    layers: tuple[Layer, ...]
    times: Mapping[str, tuple[datetime, ...]]

    @classmethod
    def of(cls, seen: PullRequestSeen, *, seen_at: datetime) -> "Known":
        """Return what one sighting tells."""
        values = told_by(seen)
        by_git = seen.forge is Forge.GIT
        for name in _UNTOLD_BY_GIT if by_git else ():
            if not values[name]:
                del values[name]
        if not values["updates"]:
            del values["updates"]
        at = seen.updated_at or seen.merged_at or seen.closed_at or seen.created_at or _LONG_AGO
        layer = Layer(
            rank=_BY_GIT if by_git else _BY_FORGE,
            at=at.astimezone(UTC),
            seen_at=seen_at.astimezone(UTC),
            values=values,
        )
        return cls(layers=(layer,), times=_times(seen))

    @classmethod
    def unpack(cls, content: bytes) -> "Known":
        """Return what `pack` packed."""
        layers, times = unpacked(content)
        return cls(layers=layers, times=times)

    def pack(self) -> bytes:
        """Return it as bytes; equal ones give equal bytes."""
        return packed(self.layers, self.times)

    def with_(self, other: "Known") -> "Known":
        """Return what both know."""
        layers = self.layers
        for layer in other.layers:
            layers = settled(layers, layer)
        names = sorted({*self.times, *other.times})
        times = {
            name: tuple(sorted({*self.times.get(name, ()), *other.times.get(name, ())}))
            for name in names
        }
        return Known(layers=layers, times=times)

    @property
    def seen(self) -> PullRequestSeen:
        """The pull request as all sources together have it."""
        values = {**_NOTHING_TOLD, **effective(self.layers)}
        merged = PullRequestState.MERGED.value
        if any(layer.values.get("state") == merged for layer in self.layers):
            # A clone may have seen the merge after the forge was read, and none is ever undone.
            values["state"] = merged
        seen = msgspec.convert(values, PullRequestSeen)
        if seen.state is PullRequestState.MERGED and seen.closed_at is None:
            seen = replace(seen, closed_at=seen.merged_at)
        if seen.state is PullRequestState.OPEN:
            seen = replace(seen, closed_at=None, closed_by=None)
        return replace(seen, updates=tuple(self._updates(seen)))

    def _updates(self, seen: PullRequestSeen) -> Iterator[PullRequestUpdate]:
        """Yield the updates, with what a diff knows of them where a title or body does not."""
        others = [
            update
            for layer in self.layers
            if layer.rank == _BY_GIT
            for update in msgspec.convert(
                layer.values.get("updates", ()), tuple[PullRequestUpdate, ...]
            )
        ]
        for update in seen.updates:
            same = [
                other
                for other in others
                if other.dep_name.casefold() == update.dep_name.casefold()
                and (update.new is None or other.new in {None, update.new})
            ]
            yield _filled(update, same[0]) if len(same) == 1 else update

    def states(self) -> Iterator[StateChange]:
        """Yield every change of the state that was seen, in order."""
        seen = self.seen
        source = seen.forge.value
        if seen.created_at is not None:
            yield StateChange(state=StateName.OPENED, at=seen.created_at, source=source)
        closings = self.times.get("closed", ())
        for at, following in zip(closings, (*closings[1:], None), strict=False):
            yield StateChange(state=StateName.CLOSED, at=at, source=source)
            until = following or seen.merged_at
            reopened = [
                then
                for then in self.times.get("open", ())
                if then > at and (until is None or then < until)
            ]
            if reopened or until is not None:
                then = reopened[0] if reopened else None
                yield StateChange(state=StateName.REOPENED, at=then, source=source)
        if seen.state is PullRequestState.MERGED:
            yield StateChange(state=StateName.MERGED, at=seen.merged_at, source=source)

    @cached_property
    def identity(self) -> Mapping[str, Any]:
        """The fields by which it is told from others."""
        values = effective(self.layers)
        return {name: values.get(name) for name in _IDENTITY}

    def is_of(self, other: "Known") -> bool:
        """Whether both are of the same pull request."""
        mine, theirs = self.identity, other.identity
        if mine["repository"] != theirs["repository"] or _differ(mine, theirs, "host"):
            return False
        if mine["number"] is not None and theirs["number"] is not None:
            return bool(mine["number"] == theirs["number"])
        if mine["merge_sha"] is not None and theirs["merge_sha"] is not None:
            return bool(mine["merge_sha"] == theirs["merge_sha"])
        return _merged_alike(mine, theirs)


def _times(seen: PullRequestSeen) -> dict[str, tuple[datetime, ...]]:
    """Return when it was seen open, and when it was closed without a merge."""
    if seen.state is PullRequestState.OPEN:
        at = seen.updated_at or seen.created_at
        return {"open": (at.astimezone(UTC),)} if at is not None else {}
    if seen.state is PullRequestState.CLOSED and seen.closed_at is not None:
        return {"closed": (seen.closed_at.astimezone(UTC),)}
    return {}


def _filled(update: PullRequestUpdate, other: PullRequestUpdate) -> PullRequestUpdate:
    lacking = {
        each.name: getattr(other, each.name)
        for each in fields(PullRequestUpdate)
        if getattr(update, each.name) is None
    }
    return replace(update, **lacking) if lacking else update


def _differ(mine: Mapping[str, Any], theirs: Mapping[str, Any], name: str) -> bool:
    return mine[name] is not None and theirs[name] is not None and bool(mine[name] != theirs[name])


def _merged_alike(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    if mine["branch"] is None or mine["branch"] != theirs["branch"]:
        return False
    times = [each["merged_at"] for each in (mine, theirs) if each["merged_at"] is not None]
    if len(times) < len((mine, theirs)):
        return False
    one, other = map(datetime.fromisoformat, times)
    return abs(one - other) <= _SAME_MERGE
