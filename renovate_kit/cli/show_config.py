"""`renovate-kit show-config`."""

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.output import say
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.config.effective import EffectiveConfig
    from renovate_kit.config.options import Catalogue

__all__ = ["EPILOG", "show_config"]

EPILOG = """\b
Examples:
  renovate-kit show-config .                       # the deployment of this checkout
  renovate-kit show-config --kustomize overlays/prod
  renovate-kit show-config config.json             # a config file alone
  renovate-kit show-config --format json . | jq .options.platform

Exit codes: 0 shown, 1 shown and Renovate would end at it, 2 wrong usage, 3 something could
not be read."""

ENDS = 1
"""The exit code that says that Renovate would end before it gets to work."""


class _FormatName(StrEnum):
    TEXT = "text"
    JSON = "json"


def show_config(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH",
            show_default="the checkout in this folder",
            help="Manifests, a checkout with some, or a global config file.",
        ),
    ] = None,
    *,
    overlay: Annotated[
        Path | None,
        typer.Option(
            "--kustomize",
            metavar="DIR",
            help="What this kustomization comes to.",
            show_default=False,
        ),
    ] = None,
    overridden: Annotated[
        bool, typer.Option("--overridden", help="Show what was said elsewhere and lost, too.")
    ] = False,
    format_: Annotated[
        _FormatName, typer.Option("--format", help="What it looks like.")
    ] = _FormatName.TEXT,
    renovate_version: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="The Renovate release, where the image tells none."),
    ] = None,
) -> None:
    """Show the global config that Renovate will run with, and where each value comes from."""
    from renovate_kit.config.formats.effective import render_effective_json, render_effective_text
    from renovate_kit.config.options import load_catalogue

    if path is not None and overlay is not None:
        raise UsageError("--kustomize names what to show, and so does PATH", hint="leave one out")
    effective = _effective(path or Path(), overlay, load_catalogue(renovate_version))
    if format_ is _FormatName.JSON:
        say(render_effective_json(effective))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        say(render_effective_text(effective, with_overridden=overridden, width=width))
    raise typer.Exit(0 if effective.exit_code in {None, 0} else ENDS)


def _effective(path: Path, overlay: Path | None, catalogue: "Catalogue") -> "EffectiveConfig":
    from renovate_kit.config.manifest_signs import may_hold_manifests

    if overlay is None and path.is_file() and not may_hold_manifests(path):
        return _of_file(path, catalogue)
    from renovate_kit.cli.deployment_choice import deployment_at

    return deployment_at(path, overlay, catalogue).effective


def _of_file(path: Path, catalogue: "Catalogue") -> "EffectiveConfig":
    """Return what a config file comes to that `RENOVATE_CONFIG_FILE` names, with nothing beside."""
    from renovate_kit.config.effective import (
        ConfigFile,
        EnvironmentVariable,
        Inputs,
        effective_config,
    )
    from renovate_kit.config.reading import ReadConfig, read_config, read_file

    read = read_config(read_file(path), str(path))
    document = read.document if isinstance(read, ReadConfig) else read
    name = path.absolute().as_posix()
    variable = EnvironmentVariable(name="RENOVATE_CONFIG_FILE", value=name, label="show-config")
    inputs = Inputs(
        environment=(variable,),
        files=(ConfigFile(path_in_container=name, document=document),),
    )
    return effective_config(inputs, catalogue)
