"""Reads Renovate's merged pull requests from a clone: no network, no token.

`read_history` takes a folder. `open_clone` says what a clone is first (its name, whether it is
shallow), and `read_clone` reads it.
"""

from renovate_kit.reports.sources.git_history.history import History, read_clone, read_history
from renovate_kit.reports.sources.git_history.origin import Clone, open_clone

__all__ = ["Clone", "History", "open_clone", "read_clone", "read_history"]
