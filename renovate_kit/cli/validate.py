"""`renovate-kit validate`, as Typer sees it: its help, and what it says of wrong usage."""

from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

import typer

from renovate_kit.cli.flags import Flag
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


def _paths() -> Parameter:
    argument = typer.Argument(
        metavar="PATH",
        help="Config files, manifests, checkouts, or folders of them; - is standard input.",
        show_default=False,
    )
    return Parameter(
        "paths",
        Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[list[str] | None, argument],
    )


def _parameter(flag: Flag) -> Parameter:
    option = typer.Option(
        flag.name, help=flag.help, metavar=flag.metavar or None, show_default=False
    )
    return Parameter(
        flag.field,
        Parameter.KEYWORD_ONLY,
        default=None if flag.has_value else False,
        annotation=Annotated[_type_of(flag), option],
    )


def _type_of(flag: Flag) -> Any:  # noqa: ANN401 - a type that Typer reads
    if not flag.has_value:
        return bool
    value: Any = Literal[flag.choices] if flag.choices else str
    return list[value] | None if flag.is_repeated else value | None


# Typer reads a function's parameters; these are those of the table.
_PARAMETERS = [_paths(), *map(_parameter, FLAGS)]
vars(validate)["__signature__"] = Signature(_PARAMETERS)
validate.__annotations__ = {each.name: each.annotation for each in _PARAMETERS}
