"""The flags of `renovate-kit sync`, as Typer reads them."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = [
    "AppIdOption",
    "AppKeyOption",
    "AuthorOption",
    "BaseUrlOption",
    "BranchPrefixOption",
    "DetailsOption",
    "InstallationOption",
    "NoAlertsOption",
    "OwnerOption",
    "RepositoriesArgument",
    "SinceOption",
    "TokenFileOption",
    "TopicOption",
    "WaitOption",
]

AppIdOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Ask as this GitHub App.", show_default=False),
]
AppKeyOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The app's private key (PEM).", show_default=False),
]
AuthorOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--author",
        metavar="LOGIN",
        help="A login that Renovate uses, beside those with renovate in them; may be repeated.",
        show_default=False,
    ),
]
BaseUrlOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Of the API of your own server.", show_default=False),
]
BranchPrefixOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--branch-prefix",
        metavar="PREFIX",
        help="What Renovate's branches begin with; may be repeated. Default: renovate/.",
        show_default=False,
    ),
]
DetailsOption: TypeAlias = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=0,
        help="So many further requests a repository, each for who merged, checks and reviews of"
        " up to 100 pull requests, those of the last change first.",
    ),
]
InstallationOption: TypeAlias = Annotated[
    int | None,
    typer.Option(metavar="ID", min=1, help="The app's installation.", show_default=False),
]
NoAlertsOption: TypeAlias = Annotated[
    bool, typer.Option("--no-alerts", help="Leave Dependabot alerts out.", show_default=False)
]
OwnerOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--org",
        metavar="NAME",
        help="All repositories of an organisation, group or user.",
        show_default=False,
    ),
]
RepositoriesArgument: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(metavar="REPOSITORY", help="Full names: OWNER/NAME.", show_default=False),
]
SinceOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="90d, or a date: leave out what has not changed since. Default: everything, and"
        " later what is new.",
        show_default=False,
    ),
]
TokenFileOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A file with a token.", show_default=False),
]
TopicOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only repositories with this topic, of --org or of all that the token sees.",
        show_default=False,
    ),
]
WaitOption: TypeAlias = Annotated[
    int,
    typer.Option(
        "--wait",
        metavar="SECONDS",
        min=0,
        help="How long to wait at most for a rate limit to end.",
    ),
]
