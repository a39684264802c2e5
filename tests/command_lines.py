"""Command lines that stand in documents and manifests, read by our own parser and not run."""

from collections.abc import Sequence
from typing import Any

from typer.main import get_command

from renovate_kit.cli.app import app_for

__all__ = ["parsed"]


def parsed(arguments: Sequence[str]) -> dict[str, Any]:
    """Return the values that the parser reads in the arguments of `renovate-kit`.

    It raises what a person would get to see of a mistake in them.
    """
    rest = [*arguments]
    command: Any = get_command(app_for(rest))
    name = "renovate-kit"
    while hasattr(command, "commands"):
        name = rest.pop(0)
        command = command.commands[name]
    with command.make_context(name, rest) as context:
        return dict(context.params)
