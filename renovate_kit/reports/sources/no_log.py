"""What is refused because it is no log of Renovate's, as opposed to what can't be read."""

from renovate_kit.errors import InputError

__all__ = ["NoLogError", "NoRunError"]


class NoLogError(InputError):
    """Something was read and is no log of Renovate's; among many files that is no failure."""


class NoRunError(NoLogError):
    """It comes from Renovate and tells of a run, but is no log of it: a report, or a trace."""
