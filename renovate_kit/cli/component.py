"""`renovate-kit component`: more than Renovate in the same tree."""

from pathlib import Path
from typing import Annotated

import typer

from renovate_kit.cli.deployment_settings import load_settings, present_texts
from renovate_kit.cli.output import say, write_whole
from renovate_kit.errors import UsageError

__all__ = ["component_app"]

component_app = typer.Typer(
    name="component", no_args_is_help=True, help="Other components in the tree that build writes."
)


@component_app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Also the name of its namespace.")],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--in",
            metavar="DIR",
            show_default="where the settings have it",
            help="The folder with base and the overlays.",
        ),
    ] = None,
    settings: Annotated[
        Path | None,
        typer.Option(metavar="FILE", show_default="config/renovate-kit.yaml", help="The settings."),
    ] = None,
) -> None:
    """Make the folders of a component, and name them in the kustomizations around them."""
    from renovate_kit.config.build.component import check_name, component_files

    check_name(name)
    top = folder or _folder(settings)
    if not (top / "base").is_dir():
        hint = "name the folder with --in, or run `renovate-kit build` first"
        raise UsageError(f"{top} has no folder `base`", hint=hint)
    overlays = sorted(file.parent.name for file in top.glob("*/kustomization.yaml"))
    overlays = [overlay for overlay in overlays if overlay != "base"]
    paths = [
        f"{place}{file}"
        for place in ("base/", *(f"{overlay}/" for overlay in overlays))
        for file in ("kustomization.yaml", f"{name}/kustomization.yaml", f"{name}/namespace.yaml")
    ]
    present = present_texts(top, paths)
    files = component_files(name, overlays, present)
    changed = {path: text for path, text in files.items() if present.get(path) != text}
    for path, text in changed.items():
        write_whole(top / path, text)
        say(f"{top / path}: {'changed' if path in present else 'written'}\n")
    if not changed:
        say(f"{top}: {name} is there already\n")


def _folder(settings: Path | None) -> Path:
    file, deployment = load_settings(settings)
    return file.parent / deployment.path
