"""The only reader of the environment."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.config.formats.repository_paths import RepositoryPaths

__all__ = [
    "actions_run_url",
    "certificates_file",
    "columns_are_set",
    "default_store",
    "environment_of_programs",
    "github_api_url",
    "kubeconfig_files",
    "loki_token",
    "operator_config_file",
    "repository_paths",
    "secret_in",
    "secrets_file",
    "step_summary_file",
    "wants_colour",
    "wants_traceback",
]

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


def kubeconfig_files() -> list[Path]:
    """Return the files that `KUBECONFIG` names."""
    return [Path(part) for part in os.environ.get("KUBECONFIG", "").split(os.pathsep) if part]


def loki_token() -> str | None:
    """Return the token for Loki from `RENOVATE_KIT_LOKI_TOKEN`."""
    return os.environ.get("RENOVATE_KIT_LOKI_TOKEN") or None


def github_api_url() -> str | None:
    """Return where GitHub's API is, as GitHub Actions says (`GITHUB_API_URL`)."""
    return os.environ.get("GITHUB_API_URL") or None


def actions_run_url() -> str | None:
    """Return the page of this run of GitHub Actions; None outside of one."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, number = (os.environ.get(name) for name in names)
    if not (server and repository and number):
        return None
    return f"{server}/{repository}/actions/runs/{number}"


def step_summary_file() -> Path | None:
    """Return the file of the summary of this step of GitHub Actions (`GITHUB_STEP_SUMMARY`)."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(named) if named else None


def certificates_file() -> str | None:
    """Return the file of certificates to trust (`SSL_CERT_FILE`)."""
    return os.environ.get("SSL_CERT_FILE") or None


def environment_of_programs() -> dict[str, str]:
    """Return the variables with which other programs are started."""
    return dict(os.environ)


def secrets_file() -> Path | None:
    """Return the file with secrets to mask that `RENOVATE_KIT_REDACT` names."""
    named = os.environ.get("RENOVATE_KIT_REDACT")
    return Path(named) if named else None


def secret_in(variable: str) -> str | None:
    """Return the value of a variable that somebody named because it holds a secret."""
    return os.environ.get(variable) or None


def wants_colour() -> bool | None:
    """Return whether somebody asks for colours (`FORCE_COLOR`) or against them (`NO_COLOR`)."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def columns_are_set() -> bool:
    """Return whether `COLUMNS` says how wide the output may be."""
    return os.environ.get("COLUMNS", "").isdecimal()


def wants_traceback() -> bool:
    """Return whether a mistake of ours is to be told in full (`RENOVATE_KIT_TRACEBACK`)."""
    return bool(os.environ.get("RENOVATE_KIT_TRACEBACK"))


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
