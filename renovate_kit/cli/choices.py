"""Flags that several commands share, and what their values mean."""

from typing import Annotated, TypeAlias

import typer

from renovate_kit.cli.shared_flags import STORE

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
        STORE.name,
        metavar=STORE.metavar,
        help=STORE.help,
        show_default=False,
    ),
]
"""`--store`; None if the person left the choice to us."""
