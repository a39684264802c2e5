"""Flags that several commands share, and what their values mean."""

from typing import Annotated, TypeAlias

import typer

from renovate_kit.cli.shared_flags import STORE

__all__ = ["StoreOption"]

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
