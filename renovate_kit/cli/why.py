"""`renovate-kit why`."""

from typing import Any

import typer

from renovate_kit.cli.typer_flags import argument, give_parameters, option
from renovate_kit.cli.why_question import FLAGS, say_why

__all__ = ["EPILOG", "why"]

EPILOG = """\b
Examples:
  renovate-kit why redis
  renovate-kit why ghcr.io/fluxcd/flux-cli --repository luddera/pi-cluster
  renovate-kit why axios --format json

Exit codes: 0 answered, also if the answer is that it is unknown; 2 wrong usage, 3 no dependency on
record has that name, or the store could not be read."""


def why(**values: Any) -> None:  # noqa: ANN401 - `FLAGS` says what it takes
    """Say why a dependency has no pull request, or what became of it, by the last run's log."""
    say_why(**values)


_DEPENDENCY = argument(
    "dependency",
    str,
    typer.Argument(metavar="DEPENDENCY", help="Its name, as Renovate has it."),
)
give_parameters(why, [_DEPENDENCY, *map(option, FLAGS)])
