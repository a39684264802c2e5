"""`renovate-kit sync`: what became of Renovate's pull requests."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.choices import StoreOption
from renovate_kit.cli.output import say
from renovate_kit.cli.settings import (
    certificates_file,
    default_store,
    environment_of_programs,
)
from renovate_kit.cli.since import parse_since
from renovate_kit.cli.sync_advisories import EPILOG as ADVISORIES_EPILOG
from renovate_kit.cli.sync_advisories import advisories
from renovate_kit.cli.sync_interruption import ends_when_told
from renovate_kit.cli.sync_options import (
    AppIdOption,
    AppKeyOption,
    AuthorOption,
    BaseUrlOption,
    BranchPrefixOption,
    DetailsOption,
    InstallationOption,
    NoAlertsOption,
    OwnerOption,
    RepositoriesArgument,
    SinceOption,
    TokenFileOption,
    TopicOption,
    WaitOption,
)
from renovate_kit.cli.sync_run import Wanted, renovate_signs, run_sync
from renovate_kit.errors import UsageError
from renovate_kit.redaction import redact

if TYPE_CHECKING:
    from renovate_kit.reports.sources.forges.github_access import GithubApp

__all__ = ["sync_app"]

_CODES = """Exit codes: 0 read, 2 wrong usage, 3 a file or the store could not be used, 4 the forge
failed or refused; what was read before is kept, and the same command goes on there."""
_GITHUB_EPILOG = f"""\b
Examples:
  renovate-kit sync github luddera/pi-cluster
  renovate-kit sync github --org acme --topic renovate --since 365d
  renovate-kit sync github acme/shop --base-url https://github.example.com/api/v3
  renovate-kit sync github --org acme --app-id 123 --app-key app.pem --installation 456

\b
Environment: GITHUB_TOKEN, GH_TOKEN or RENOVATE_TOKEN (RENOVATE_KIT_GITHUB_TOKEN goes first);
GITHUB_API_URL; SSL_CERT_FILE, certificates of authorities to trust.

\b
{_CODES}"""
_GITLAB_EPILOG = f"""\b
Examples:
  renovate-kit sync gitlab acme/shop
  renovate-kit sync gitlab --org acme/backend --base-url https://gitlab.example.com

\b
Environment: GITLAB_TOKEN or RENOVATE_TOKEN (RENOVATE_KIT_GITLAB_TOKEN goes first).

\b
{_CODES}"""
_GITEA_EPILOG = f"""\b
Examples:
  renovate-kit sync gitea acme/shop --base-url https://codeberg.org

\b
Environment: GITEA_TOKEN, FORGEJO_TOKEN or RENOVATE_TOKEN (RENOVATE_KIT_GITEA_TOKEN goes first).

\b
{_CODES}"""
_GIT_EPILOG = """\b
Examples:
  renovate-kit sync git .
  renovate-kit sync git ~/src/pi-cluster --since 2026-01-01

\b
Exit codes: 0 read, 2 wrong usage, 3 the clone or the store could not be used."""

sync_app = typer.Typer(
    name="sync",
    help="Read what became of Renovate's pull requests, and what vulnerabilities there are.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@sync_app.callback()
def _syncs() -> None:
    """Read from forges and clones."""


@sync_app.command(epilog=_GITHUB_EPILOG)
def github(  # noqa: PLR0913 - each argument is a flag
    repositories: RepositoriesArgument = None,
    *,
    org: OwnerOption = None,
    topic: TopicOption = None,
    since: SinceOption = None,
    base_url: BaseUrlOption = None,
    token_file: TokenFileOption = None,
    app_id: AppIdOption = None,
    app_key: AppKeyOption = None,
    installation: InstallationOption = None,
    no_alerts: NoAlertsOption = False,
    details: DetailsOption = 8,
    branch_prefix: BranchPrefixOption = None,
    author: AuthorOption = None,
    wait: WaitOption = 60,
    store: StoreOption = None,
) -> None:
    """Read pull requests and Dependabot alerts from GitHub: everything first, then what is new."""
    from renovate_kit.cli.sync_environment import github_base_url, github_token
    from renovate_kit.reports.sources.forges.github import open_github
    from renovate_kit.reports.sources.forges.github_access import GITHUB_API, GithubAccess

    wanted = Wanted(
        repositories=repositories or (),
        owner=org,
        topic=topic,
        since=since,
        branch_prefixes=branch_prefix or (),
        authors=author or (),
        with_alerts=not no_alerts,
        details=details,
        wait=wait,
        store=store,
    )
    url = github_base_url(base_url)
    app = _app(app_id, app_key, installation)
    token = github_token(token_file, url) if app is None else None
    access = GithubAccess(base_url=url or GITHUB_API, who=app or token, ca_file=certificates_file())
    raise typer.Exit(run_sync(wanted, token, lambda patience: open_github(access, patience)))


@sync_app.command(epilog=_GITLAB_EPILOG)
def gitlab(  # noqa: PLR0913 - each argument is a flag
    repositories: RepositoriesArgument = None,
    *,
    org: OwnerOption = None,
    topic: TopicOption = None,
    since: SinceOption = None,
    base_url: BaseUrlOption = None,
    token_file: TokenFileOption = None,
    branch_prefix: BranchPrefixOption = None,
    author: AuthorOption = None,
    wait: WaitOption = 60,
    store: StoreOption = None,
) -> None:
    """Read merge requests from GitLab: everything first, then what is new."""
    from renovate_kit.cli.sync_environment import gitlab_token
    from renovate_kit.reports.sources.forges.gitlab import GITLAB_API, GITLAB_URL, open_gitlab
    from renovate_kit.reports.sources.forges.server import ServerAccess

    wanted = Wanted(
        repositories=repositories or (),
        owner=org,
        topic=topic,
        since=since,
        branch_prefixes=branch_prefix or (),
        authors=author or (),
        with_alerts=False,
        details=0,
        wait=wait,
        store=store,
        noun="merge request",
    )
    token = gitlab_token(token_file)
    access = ServerAccess(base_url=base_url or GITLAB_URL, api=GITLAB_API, token=token)
    raise typer.Exit(run_sync(wanted, token, lambda patience: open_gitlab(access, patience)))


@sync_app.command(epilog=_GITEA_EPILOG)
def gitea(  # noqa: PLR0913 - each argument is a flag
    repositories: RepositoriesArgument = None,
    *,
    base_url: Annotated[str, typer.Option(metavar="URL", help="Of the server.")],
    org: OwnerOption = None,
    topic: TopicOption = None,
    since: SinceOption = None,
    token_file: TokenFileOption = None,
    branch_prefix: BranchPrefixOption = None,
    author: AuthorOption = None,
    wait: WaitOption = 60,
    store: StoreOption = None,
) -> None:
    """Read pull requests from Gitea or Forgejo: everything first, then what is new."""
    from renovate_kit.cli.sync_environment import gitea_token
    from renovate_kit.reports.sources.forges.gitea import GITEA_API, open_gitea
    from renovate_kit.reports.sources.forges.server import ServerAccess

    wanted = Wanted(
        repositories=repositories or (),
        owner=org,
        topic=topic,
        since=since,
        branch_prefixes=branch_prefix or (),
        authors=author or (),
        with_alerts=False,
        details=0,
        wait=wait,
        store=store,
    )
    token = gitea_token(token_file)
    access = ServerAccess(base_url=base_url, api=GITEA_API, token=token)
    raise typer.Exit(run_sync(wanted, token, lambda patience: open_gitea(access, patience)))


@sync_app.command(epilog=_GIT_EPILOG)
def git(  # noqa: PLR0913 - each argument is a flag
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A clone, bare or not.")],
    *,
    branch: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Whose history. Default: the default branch.", show_default=False
        ),
    ] = None,
    repository: Annotated[
        str | None,
        typer.Option(
            metavar="OWNER/REPO",
            help="What the repository is called. Default: as its remote `origin` says.",
            show_default=False,
        ),
    ] = None,
    since: SinceOption = None,
    branch_prefix: BranchPrefixOption = None,
    author: AuthorOption = None,
    store: StoreOption = None,
) -> None:
    """Read Renovate's merged pull requests from a clone alone: no network, no token."""
    from renovate_kit.cli.sync_lines import line_on_clone
    from renovate_kit.reports.sources.forges.names import checked_name
    from renovate_kit.reports.sources.git_history import open_clone, read_clone
    from renovate_kit.reports.store import open_store

    now = datetime.now(UTC)
    start = None if since is None else parse_since(since, now=now)
    name = None if repository is None else checked_name(repository, is_nested=True)
    clone = open_clone(path, environment=environment_of_programs(), branch=branch)
    is_named = name is not None or clone.host is not None
    clone = replace(clone, name=name or clone.name)
    signs = renovate_signs(branch_prefix or (), author or ())
    with ends_when_told(), open_store(store or default_store()) as opened:
        found = read_clone(clone, since=start, signs=signs)
        taken = opened.take_pull_requests(found, seen_at=now)
    line = line_on_clone(clone, taken, shared=len(found.shared_numbers), is_named=is_named)
    say(f"{redact(line)}\n")


sync_app.command(epilog=ADVISORIES_EPILOG)(advisories)


def _app(app_id: str | None, key: Path | None, installation: int | None) -> "GithubApp | None":
    from renovate_kit.reports.sources.forges.github_access import GithubApp

    if app_id is None and key is None and installation is None:
        return None
    if app_id is None or key is None or installation is None:
        hint = "give --app-id, --app-key and --installation, or none of them"
        raise UsageError("a GitHub App needs three flags", hint=hint)
    return GithubApp(app_id=app_id, private_key=GithubApp.key_from(key), installation=installation)
