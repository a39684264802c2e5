"""`renovate-kit runs`."""

from typing import Any

import typer

from renovate_kit.cli.runs_questions import LIST_FLAGS, SHOW_FLAGS, list_runs, show_run
from renovate_kit.cli.typer_flags import argument, context, give_parameters, option

__all__ = ["runs_app"]

_LIST_EPILOG = """\b
Examples:
  renovate-kit runs
  renovate-kit runs --since 7d --repository luddera/pi-cluster
  renovate-kit runs --limit 0 --format json
  renovate-kit runs show last

Exit codes: 0 listed, whatever the verdicts are; 2 wrong usage, 3 the store could not be read."""
_SHOW_EPILOG = """\b
Examples:
  renovate-kit runs show 42
  renovate-kit runs show last --repository luddera/pi-cluster
  renovate-kit runs show 42 --format markdown

Exit codes: 0 shown, 2 wrong usage, 3 there is no such run, or the store could not be read."""

runs_app = typer.Typer(
    help="List runs with their verdicts; tell what happened in one.",
    rich_markup_mode=None,
    invoke_without_command=True,
    epilog=_LIST_EPILOG,
)


def runs(context: typer.Context, **values: Any) -> None:  # noqa: ANN401 - `LIST_FLAGS` says what
    """List runs, the latest first, with verdict, result, duration and counts."""
    if context.invoked_subcommand is not None:
        context.obj = values["store"]
        return
    list_runs(**values)


def show(context: typer.Context, **values: Any) -> None:  # noqa: ANN401 - `SHOW_FLAGS` says what
    """Tell what one run found, did and held back, what failed, and where its time went."""
    show_run(**{**values, "store": values["store"] or context.obj})


_RUN = argument("run", str, typer.Argument(metavar="RUN", help="Its number in the list, or last."))
give_parameters(runs, [context(), *map(option, LIST_FLAGS)])
give_parameters(show, [context(), _RUN, *map(option, SHOW_FLAGS)])
runs_app.callback()(runs)
runs_app.command(epilog=_SHOW_EPILOG)(show)
