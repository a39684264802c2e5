"""What `sync` takes from the environment and from files: addresses and tokens."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from renovate_kit.cli.settings import github_api_url, secret_in
from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.sources.forges.secret import Secret

__all__ = ["gitea_token", "github_base_url", "github_token", "gitlab_token"]

_SHORTEST_TOKEN = 4
_LONGEST_TOKEN = 4096


def github_base_url(chosen: str | None) -> str | None:
    """Return where GitHub's API is: as chosen, else as GitHub Actions says."""
    return chosen or github_api_url()


def github_token(file: Path | None, base_url: str | None) -> "Secret | None":
    """Return the token for GitHub: from a file, else from the environment.

    Raises:
        InputError: the file can't be read.
        UsageError: it holds no token.
    """
    host = urlsplit(base_url or "").hostname
    own = ["GITHUB_TOKEN", "GH_TOKEN"]
    if host not in {None, "api.github.com", "github.com"}:
        own = ["GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN", *own]
    return _token(file, ["RENOVATE_KIT_GITHUB_TOKEN", *own, "RENOVATE_TOKEN"])


def gitlab_token(file: Path | None) -> "Secret | None":
    """Return the token for GitLab; likewise."""
    return _token(file, ["RENOVATE_KIT_GITLAB_TOKEN", "GITLAB_TOKEN", "RENOVATE_TOKEN"])


def gitea_token(file: Path | None) -> "Secret | None":
    """Return the token for Gitea or Forgejo; likewise."""
    variables = ["RENOVATE_KIT_GITEA_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN", "RENOVATE_TOKEN"]
    return _token(file, variables)


def _token(file: Path | None, variables: Sequence[str]) -> "Secret | None":
    from renovate_kit.reports.sources.forges.secret import Secret

    if file is not None:
        return Secret(_checked(_first_line(file), str(file)))
    for variable in variables:
        if value := (secret_in(variable) or "").strip():
            return Secret(_checked(value, variable))
    return None


def _first_line(file: Path) -> str:
    hint = "--token-file names a file with a token and nothing else"
    try:
        with file.open(encoding="utf-8") as opened:
            text = opened.read(_LONGEST_TOKEN + 1).strip()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no text"
        raise InputError(f"{file}: {str(reason).lower()}", hint=hint) from error
    if not text:
        raise InputError(f"{file}: is empty", hint=hint)
    return text


def _checked(token: str, place: str) -> str:
    """Refuse what can't be sent in a header, before a library shows it in its complaint."""
    if (
        not _SHORTEST_TOKEN <= len(token) <= _LONGEST_TOKEN
        or not token.isascii()
        or not token.isprintable()
    ):
        hint = "it must be the token alone, in one line"
        raise UsageError(f"{place} holds something else than a token", hint=hint)
    if " " in token:
        hint = "it must be the token alone, without `Bearer` and the like"
        raise UsageError(f"{place} holds something else than a token", hint=hint)
    return token
