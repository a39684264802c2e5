"""Progress on a terminal, once work takes longer than a second."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

__all__ = ["ProgressBar", "progress"]

_T = TypeVar("_T")
_PATIENCE_SECONDS = 1.0


class ProgressBar:
    """A bar on standard error that appears only after a second, and only on a terminal.

    Args:
        description: what is being done.
        total: how much there is to do; None if unknown.
    """

    def __init__(self, description: str, total: int | None) -> None:
        self._description = description
        self._total = total
        self._bar: Progress | None = None
        self._started = time.monotonic()

    def __enter__(self) -> Self:
        """Begin to count the second."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def update(self, done: int) -> None:
        """Say how much is done by now."""
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done)
        elif sys.stderr.isatty() and time.monotonic() - self._started > _PATIENCE_SECONDS:
            self._show(done)

    def _show(self, done: int) -> None:
        from rich.console import Console
        from rich.progress import Progress

        # Rich would otherwise take over standard output too, also when that is a file.
        self._bar = Progress(
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._bar.start()
        self._bar.add_task(self._description, total=self._total, completed=done)


def progress(items: Sequence[_T], *, description: str) -> Iterator[_T]:
    """Yield the items, with a bar that counts them if that takes longer than a second."""
    with ProgressBar(description, len(items)) as bar:
        for done, item in enumerate(items):
            bar.update(done)
            yield item
