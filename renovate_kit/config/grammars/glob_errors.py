"""What can be wrong with a glob."""

__all__ = ["UnusableGlobError"]


class UnusableGlobError(ValueError):
    """A glob that cannot be used; the message says why.

    Either minimatch itself throws on it, and Renovate with it, or it is so large or so deeply
    nested that minimatch would run out of time or memory.
    """
