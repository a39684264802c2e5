"""How every JSON output looks: one object, readable, times in UTC."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import StringIO
from json import JSONEncoder
from typing import TypeVar

__all__ = ["MadeWhenWritten", "document", "utc"]

_T = TypeVar("_T")


class MadeWhenWritten(list[object]):
    """A list that makes each item when it is written, so that never more than one is there."""

    def __init__(self, make: Callable[[_T], object], sources: Iterable[_T]) -> None:
        """Start with what the items are made of."""
        super().__init__(sources)
        self._make: Callable[..., object] = make

    def __iter__(self) -> Iterator[object]:
        """Make them, one after the other."""
        return map(self._make, super().__iter__())


def document(content: Mapping[str, object]) -> str:
    """Return an object as text with a newline at its end."""
    text = StringIO()
    # `dumps` would gather all pieces first, which takes ten times the memory of the text.
    for piece in JSONEncoder(ensure_ascii=False, indent=2).iterencode(content):
        text.write(piece)
    text.write("\n")
    return text.getvalue()


def utc(time: datetime | None) -> str | None:
    """Return a time as RFC 3339 has it, or None."""
    return None if time is None else time.astimezone(UTC).isoformat().replace("+00:00", "Z")
