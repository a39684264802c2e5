"""The commands that are answered without Typer, if their arguments are plainly right."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from renovate_kit.cli.flags import parse_question

if TYPE_CHECKING:
    from renovate_kit.cli.flags import Flag

__all__ = ["answered"]


def answered(arguments: Sequence[str]) -> bool:
    """Answer a question about what is on record; return False if that is left to Typer.

    Args:
        arguments: of the command line, without the program's name.

    Raises:
        RenovateKitError: what the command raises.
    """
    match arguments:
        case ["runs", "show", *rest]:
            from renovate_kit.cli import runs_questions as runs

            return _answered(rest, runs.SHOW_FLAGS, runs.show_run, about="run")
        case ["runs", *rest]:
            from renovate_kit.cli import runs_questions as runs

            return _answered(rest, runs.LIST_FLAGS, runs.list_runs)
        case ["errors", "show", *rest]:
            from renovate_kit.cli import errors_questions as errors

            return _answered(rest, errors.SHOW_FLAGS, errors.show_error, about="fingerprint")
        case ["errors", *rest]:
            from renovate_kit.cli import errors_questions as errors

            return _answered(rest, errors.LIST_FLAGS, errors.list_errors)
        case ["why", *rest]:
            from renovate_kit.cli import why_question

            return _answered(rest, why_question.FLAGS, why_question.say_why, about="dependency")
        case _:
            return False


def _answered(
    arguments: Sequence[str],
    flags: "Sequence[Flag]",
    answer: Callable[..., None],
    *,
    about: str = "",
) -> bool:
    values: dict[str, Any] | None = parse_question(arguments, flags, about=about)
    if values is None:
        return False
    answer(**values)
    return True
