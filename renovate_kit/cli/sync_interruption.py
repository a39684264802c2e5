"""Ends a long command in good order when it is told to."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["ends_when_told"]


@contextmanager
def ends_when_told() -> Iterator[None]:
    """Take SIGTERM for Ctrl-C while this lasts: connections are closed, and a line is said.

    Kubernetes and systemd end a process by SIGTERM; the first process of a container would not
    even see it without this.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise KeyboardInterrupt
