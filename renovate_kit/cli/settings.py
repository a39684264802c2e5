"""The only reader of the environment."""

import os
from pathlib import Path

__all__ = ["default_store"]


def default_store() -> str:
    """Return where the store is unless `--store` says so.

    `RENOVATE_KIT_STORE` (a path or a database URL), else `renovate-kit/store.sqlite3` in the
    user's data folder, as the XDG Base Directory Specification has it.
    """
    if chosen := os.environ.get("RENOVATE_KIT_STORE"):
        return chosen
    data_home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return str(Path(data_home) / "renovate-kit" / "store.sqlite3")
