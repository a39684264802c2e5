"""The only reader of the environment."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.config.formats.repository_paths import RepositoryPaths

__all__ = ["default_store", "operator_config_file", "repository_paths"]

_CHECKOUT_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def default_store() -> str:
    """Return where the store is unless `--store` says so.

    `RENOVATE_KIT_STORE` (a path or a database URL), else `renovate-kit/store.sqlite3` in the
    user's data folder, as the XDG Base Directory Specification has it.
    """
    if chosen := os.environ.get("RENOVATE_KIT_STORE"):
        return chosen
    data_home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return str(Path(data_home) / "renovate-kit" / "store.sqlite3")


def operator_config_file() -> Path | None:
    """Return the file that Renovate itself would read as the operator's config, if one is named."""
    named = os.environ.get("RENOVATE_CONFIG_FILE")
    return Path(named) if named else None


def repository_paths() -> "RepositoryPaths":
    """Return how paths look from the top of the checkout.

    The top is what GitHub or GitLab call so where that is known, else the current folder.
    """
    from renovate_kit.config.formats.repository_paths import RepositoryPaths

    working_folder = Path.cwd()
    for variable in _CHECKOUT_VARIABLES:
        top = os.environ.get(variable)
        if top and working_folder.is_relative_to(Path(top)):
            return RepositoryPaths(working_folder=working_folder, top=Path(top))
    return RepositoryPaths(working_folder=working_folder, top=working_folder)
