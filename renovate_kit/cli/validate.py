"""`renovate-kit validate`, as Typer sees it: its help, and what it says of wrong usage."""

from typing import Any

import typer

from renovate_kit.cli.typer_flags import argument, give_parameters, option
from renovate_kit.cli.validate_request import FLAGS, request_from

__all__ = ["EPILOG", "validate"]

EPILOG = """\b
Examples:
  renovate-kit validate renovate.json
  renovate-kit validate .            # the config of a checkout
  renovate-kit validate config/      # all configs below a folder
  renovate-kit validate infrastructure/           # manifests, as they are put together
  renovate-kit validate --kustomize overlays/prod # what one overlay comes to
  renovate-kit validate --fix .      # mend what can be mended
  renovate-kit validate --format sarif --output findings.sarif .

Exit codes: 0 no problems, 1 problems found, 2 wrong usage, 3 something could not be read."""


def validate(**values: Any) -> None:  # noqa: ANN401 - `FLAGS` says what it takes
    """Check Renovate configs, and the manifests that run Renovate in a cluster."""
    from renovate_kit.cli.checking import run_validation

    raise typer.Exit(run_validation(request_from(values)))


_PATHS = argument(
    "paths",
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Config files, manifests, checkouts, or folders of them; - is standard input.",
        show_default=False,
    ),
    default=None,
)
give_parameters(validate, [_PATHS, *map(option, FLAGS)])
