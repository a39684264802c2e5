"""What several sources said of one thing at several times, kept so that order makes no difference.

A layer is what one kind of source said at one time. Of layers of the same rank a newer one hides
the fields that it knows in older ones; what it doesn't know stays. Ranks are kept apart, so that
a poorer source that comes last takes nothing away.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, TypeAlias

import msgspec

__all__ = ["Layer", "Values", "effective", "packed", "settled", "told_by", "unpacked"]

Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What was said.

    Attributes:
        rank: of the source; the higher one is believed.
        at: of what time it is, by the source's own clock.
        seen_at: when it was read, by ours; decides between two of the same time.
        values: plain values by field, without None.
    """

    rank: int
    at: datetime
    seen_at: datetime
    values: Values


def told_by(said: object) -> dict[str, Any]:
    """Return the fields of a dataclass as plain values, without those that it does not know."""
    # There and back, so that it equals what comes out of the store again.
    plain = msgspec.json.decode(msgspec.json.encode(said))
    return {name: value for name, value in _in_utc(plain, said).items() if value is not None}


def _in_utc(plain: dict[str, Any], said: object) -> dict[str, Any]:
    for name in plain:
        value = getattr(said, name)
        if isinstance(value, datetime):
            plain[name] = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return plain


def settled(known: Sequence[Layer], new: Layer) -> tuple[Layer, ...]:
    """Return layers with one more, the most believable first; the same ones if it adds nothing."""
    same_rank = [layer for layer in known if layer.rank == new.rank]
    shown = effective(same_rank)
    if all(shown.get(name) == value for name, value in new.values.items()):
        return tuple(known)
    believed: dict[tuple[int, str], tuple[datetime, datetime, bytes, Any]] = {}
    for layer in (*known, new):
        for name, value in layer.values.items():
            said = (layer.at, layer.seen_at, msgspec.json.encode(value, order="sorted"), value)
            before = believed.setdefault((layer.rank, name), said)
            if said[:3] > before[:3]:
                believed[layer.rank, name] = said
    kept: defaultdict[tuple[int, datetime, datetime], dict[str, Any]] = defaultdict(dict)
    for (rank, name), (at, seen_at, _, value) in believed.items():
        kept[rank, at, seen_at][name] = value
    return tuple(
        Layer(rank=rank, at=at, seen_at=seen_at, values=values)
        for (rank, at, seen_at), values in sorted(kept.items(), reverse=True, key=itemgetter(0))
    )


def effective(layers: Iterable[Layer]) -> dict[str, Any]:
    """Return the value of each field that any layer knows, from the first one that does."""
    values: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.values.items():
            values.setdefault(name, value)
    return values


def packed(layers: Sequence[Layer], times: Mapping[str, Sequence[datetime]]) -> bytes:
    """Return layers, and times by name, as bytes; equal ones give equal bytes."""
    return msgspec.msgpack.encode([list(layers), dict(times)], order="sorted")


def unpacked(content: bytes) -> tuple[tuple[Layer, ...], dict[str, tuple[datetime, ...]]]:
    """Return what was packed."""
    return msgspec.msgpack.decode(
        content, type=tuple[tuple[Layer, ...], dict[str, tuple[datetime, ...]]]
    )
