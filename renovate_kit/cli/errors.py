"""`renovate-kit errors`."""

from pathlib import Path
from typing import Annotated, Any

import typer

from renovate_kit.cli.errors_questions import LIST_FLAGS, SHOW_FLAGS, list_errors, show_error
from renovate_kit.cli.ignore_file import ignores_in
from renovate_kit.cli.shared_flags import IGNORE_FILE
from renovate_kit.cli.typer_flags import argument, context, give_parameters, option

__all__ = ["IgnoreFileOption", "errors_app", "ignores_in"]

_LIST_EPILOG = """\b
Examples:
  renovate-kit errors
  renovate-kit errors --since 7d --repository luddera/pi-cluster
  renovate-kit errors --format json
  renovate-kit errors show 3f1c9a

Exit codes: 0 listed, whatever was found; 2 wrong usage or a mistake in the ignore file, 3 the
store or the ignore file could not be read."""
_SHOW_EPILOG = """\b
Examples:
  renovate-kit errors show 3f1c9a
  renovate-kit errors show 3f1c9a --format markdown

Exit codes: 0 shown, 2 wrong usage, such as digits with which several fingerprints begin, 3 no
problem has that fingerprint, or the store could not be read."""

errors_app = typer.Typer(
    help="List what goes wrong, what it means and what to do; show the history of one problem.",
    rich_markup_mode=None,
    invoke_without_command=True,
    epilog=_LIST_EPILOG,
)


IgnoreFileOption = Annotated[
    Path | None,
    typer.Option(
        IGNORE_FILE.name,
        metavar=IGNORE_FILE.metavar,
        help=IGNORE_FILE.help,
        show_default=False,
    ),
]


def errors(context: typer.Context, **values: Any) -> None:  # noqa: ANN401 - see `LIST_FLAGS`
    """List what goes wrong, in all runs on record: each problem once, with its state."""
    if context.invoked_subcommand is not None:
        context.obj = values["store"]
        return
    list_errors(**values)


def show(context: typer.Context, **values: Any) -> None:  # noqa: ANN401 - see `SHOW_FLAGS`
    """Show one problem: what it means, what to do, and every run that had it."""
    show_error(**{**values, "store": values["store"] or context.obj})


_FINGERPRINT = argument(
    "fingerprint",
    str,
    typer.Argument(metavar="FINGERPRINT", help="Its first four digits are enough."),
)
give_parameters(errors, [context(), *map(option, LIST_FLAGS)])
give_parameters(show, [context(), _FINGERPRINT, *map(option, SHOW_FLAGS)])
errors_app.callback()(errors)
errors_app.command(epilog=_SHOW_EPILOG)(show)
