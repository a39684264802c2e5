"""The flags of `renovate-kit report weekly` that publish it, as Typer reads them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

__all__ = [
    "ApiOption",
    "BranchOption",
    "FolderOption",
    "IndexOption",
    "IssueLabelOption",
    "PublishOption",
    "PublishPlace",
    "PublishToOption",
    "TokenOption",
]


class PublishPlace(StrEnum):
    """Where a report can be published."""

    ISSUE = "issue"
    STEP_SUMMARY = "step-summary"
    COMMIT = "commit"


PublishOption: TypeAlias = Annotated[
    list[PublishPlace] | None,
    typer.Option(
        "--publish",
        help="Put it there, too: on GitHub, or in the summary of a step of GitHub Actions; may be"
        " repeated.",
        show_default=False,
    ),
]
PublishToOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="OWNER/REPO",
        help="Whose issue, or where to commit. Default: the only repository of the report.",
        show_default=False,
    ),
]
IssueLabelOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--issue-label",
        metavar="NAME",
        help="A label of the issue when it is opened; may be repeated.",
        show_default=False,
    ),
]
BranchOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Where to commit. Default: the default branch.", show_default=False
    ),
]
FolderOption: TypeAlias = Annotated[
    str, typer.Option(metavar="PATH", help="Folder for commits, in the repository.")
]
IndexOption: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--index",
        help="Write README.md into the folder --output, too: all weeks, and the trend.",
        show_default=False,
    ),
]
ApiOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--base-url", metavar="URL", help="Of the API of your own GitHub.", show_default=False
    ),
]
TokenOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--token-file", metavar="FILE", help="A file with a token for GitHub.", show_default=False
    ),
]
