"""`renovate-kit options`: which releases of Renovate are known, and how to add one."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from renovate_kit.cli.output import say
from renovate_kit.errors import UsageError

__all__ = ["options_app"]

options_app = typer.Typer(
    name="options", no_args_is_help=True, help="The facts about Renovate's options."
)


@options_app.command("list")
def list_releases() -> None:
    """List the releases of Renovate whose options are known."""
    from renovate_kit.config.options import DEFAULT_RELEASE, load_catalogue, releases

    for release in releases():
        catalogue = load_catalogue(release)
        counts = (
            f"{len(catalogue.options)} options, {len(catalogue.managers)} managers, "
            f"{len(catalogue.presets)} presets"
        )
        mark = " (default)" if release == DEFAULT_RELEASE else ""
        say(f"{release}{mark}: {counts}\n")


@options_app.command("import")
def import_facts(
    node_modules: Annotated[
        Path,
        typer.Argument(
            metavar="NODE_MODULES_DIR", help="The folder into which npm installed Renovate."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            help="The folder that gets a folder for the release.", show_default="this installation"
        ),
    ] = None,
    node: Annotated[
        str, typer.Option(help="The Node program; Renovate 44 needs Node 24.")
    ] = "node",
) -> None:
    """Import the facts about a release of Renovate from its npm package."""
    from renovate_kit.config.options.importer import import_release
    from renovate_kit.config.options.layout import RELEASES_FOLDER

    program = shutil.which(node)
    if program is None:
        raise UsageError(
            f"{node} cannot be run", hint="install Node 24, or name its program with --node"
        )
    say(f"{import_release(node_modules, node=program, output=output or RELEASES_FOLDER)}\n")
