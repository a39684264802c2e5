"""Everything that can go wrong and that a person can do something about.

    RenovateKitError
    ├── UsageError         2  a flag, an argument or a setting is wrong
    ├── InputError         3  a file or stream could not be read as what it should be
    ├── OutputError        3  a file could not be written
    ├── StoreError         3  the store could not be opened, read or written
    └── RemoteError        4  a service on the network failed

Findings in a configuration are data, never exceptions.
"""

__all__ = [
    "InputError",
    "OutputError",
    "RemoteError",
    "RenovateKitError",
    "StoreError",
    "UsageError",
]


class RenovateKitError(Exception):
    """A failure with a way out.

    Attributes:
        message: what happened and where, in one line, without a full stop.
        hint: what the person can do about it, in one line.
        exit_code: the process exit code that the command line gives this failure.
    """

    exit_code = 3

    def __init__(self, message: str, *, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RenovateKitError):
    """A flag, an argument or a setting is wrong."""

    exit_code = 2


class InputError(RenovateKitError):
    """A file or stream could not be read as what it should be."""


class OutputError(RenovateKitError):
    """A file could not be written."""


class StoreError(RenovateKitError):
    """The store could not be opened, read or written."""


class RemoteError(RenovateKitError):
    """A service on the network failed."""

    exit_code = 4
