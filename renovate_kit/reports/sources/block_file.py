"""Blocks of bytes that come from somewhere else, in the guise of a file."""

import io
from collections.abc import Iterator

__all__ = ["BlockFile"]


class BlockFile(io.RawIOBase):
    """Gives blocks as a file that is read on and on.

    Args:
        blocks: is asked for the next block when the last one is used up.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        super().__init__()
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int | None = -1) -> bytes:
        """Return `size` bytes; fewer only at the end."""
        parts: list[bytes] = []
        missing = size if size is not None and size >= 0 else 1 << 62
        while missing > 0 and (part := self.read1(missing)):
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def read1(self, size: int = 1 << 20) -> bytes:
        """Return what is there, of the next block if need be; nothing only at the end."""
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._rest = memoryview(block)
        part = bytes(self._rest[:size])
        self._rest = self._rest[size:]
        return part
