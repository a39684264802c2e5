"""Flags that several commands share, as data."""

from typing import Final

from renovate_kit.cli.flags import Flag

__all__ = ["IGNORE_FILE", "STORE"]

STORE: Final = Flag(
    name="--store",
    field="store",
    metavar="FILE",
    help="Where the store is. Default: $RENOVATE_KIT_STORE, else the user's data folder.",
)
IGNORE_FILE: Final = Flag(
    name="--ignore-file",
    field="ignore_file",
    metavar="FILE",
    help="Problems not to show. Default: renovate-kit-ignore.toml here, if it is there.",
)
