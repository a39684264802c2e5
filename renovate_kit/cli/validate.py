"""`renovate-kit validate`."""

from pathlib import Path
from typing import Annotated

import typer

from renovate_kit.cli.checking import validate_paths

__all__ = ["EPILOG", "validate"]

EPILOG = """\b
Examples:
  renovate-kit validate renovate.json
  renovate-kit validate .            # the config of a checkout
  renovate-kit validate config/      # all configs below a folder

Exit codes: 0 no problems, 1 problems found, 2 wrong usage, 3 something could not be read."""


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Config files, checkouts, or folders of them."),
    ],
    renovate_version: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="The Renovate release that will read the config."),
    ] = None,
) -> None:
    """Check Renovate configs: unknown options, wrong types, outdated settings."""
    raise typer.Exit(validate_paths(paths, renovate_version))
