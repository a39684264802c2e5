"""Flags that several commands share, and what their values mean."""

from typing import Annotated, TypeAlias

import typer

__all__ = ["StoreOption"]

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
