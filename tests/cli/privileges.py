"""What permissions mean, also for tests that root runs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_privileges"]

_NOBODY = 65534


@contextmanager
def without_privileges() -> Iterator[None]:
    """Be somebody who can't do what the mode of a file forbids; root could."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
