"""Flags that several commands share, and what their values mean."""

from typing import Annotated, TypeAlias

import typer

__all__ = ["RepositoriesOption", "StoreOption"]

RepositoriesOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--repository",
        metavar="OWNER/REPO",
        help="Only this repository; may be repeated.",
        show_default=False,
    ),
]

StoreOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="Where the store is. Default: $RENOVATE_KIT_STORE, else the user's data folder.",
        show_default=False,
    ),
]
"""`--store`; None if the person left the choice to us."""
