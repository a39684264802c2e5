"""The command line: flags in, one pipeline call, an exit code out.

Only this package prints, exits, and reads the environment or the clock.
"""

import gc
import sys
from collections.abc import Callable
from typing import NoReturn

from renovate_kit import __version__
from renovate_kit.errors import InputError, RenovateKitError

__all__ = ["main"]

# Starting up creates much and drops nothing: to look for garbage as often as Python does by
# default takes a tenth of the time of a short command.
_RARELY = (50_000, 20, 100)
_UNFORESEEN = 70
_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command that `sys.argv` names, and exit with its code."""
    from renovate_kit.cli.output import open_output

    gc.set_threshold(*_RARELY)
    open_output()
    exit_code = _guarded(lambda: _run(sys.argv[1:]))
    sys.exit(_guarded(_flush) or exit_code)


def _guarded(work: Callable[[], int]) -> int:
    """Return the exit code of some work, having told in one line what stopped it."""
    from renovate_kit.cli.output import report_crash, report_failure

    try:
        return work()
    except RenovateKitError as error:
        report_failure(error)
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; what was stored or written before is whole\n")
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a person gets a line, not a traceback
        if forbidden := _forbidden(error):
            report_failure(forbidden)
            return forbidden.exit_code
        from renovate_kit.cli.settings import wants_traceback

        report_crash(error, with_traceback=wants_traceback())
        return _UNFORESEEN


def _forbidden(error: Exception) -> InputError | None:
    """Return a failure if somebody may not look at a file: no mistake, whoever looked there."""
    if not isinstance(error, PermissionError) or error.filename is None:
        return None
    reason = (error.strerror or "permission denied").lower()
    hint = "check the permissions of it and of the folders that it is in"
    return InputError(f"{error.filename}: {reason}", hint=hint)


def _flush() -> int:
    from renovate_kit.cli.output import flush

    flush()
    return 0


def _run(arguments: list[str]) -> int:
    match arguments:
        # What scripts, hooks and CI run most often goes without Typer, whose import and set-up
        # take longer than the check of a config.
        case ["--version"]:
            from renovate_kit.cli.output import say

            say(f"renovate-kit {__version__}\n")
            return 0
        case ["validate", *flags] if (exit_code := _validate(flags)) is not None:
            return exit_code
        case ["runs" | "errors" | "why", *_] if _is_answered(arguments):
            return 0
        case _:
            from renovate_kit.cli.app import app_for

            _told_of_interruption(app_for(arguments))
            return 0


def _told_of_interruption(work: Callable[[], object]) -> None:
    """Do some work of Typer's, which makes an exit of an interruption and says nothing."""
    try:
        work()
    except SystemExit as ended:
        exit_asked_for = ended.__context__
        if exit_asked_for and isinstance(exit_asked_for.__cause__, KeyboardInterrupt):
            raise KeyboardInterrupt from ended
        raise


def _is_answered(arguments: list[str]) -> bool:
    from renovate_kit.cli.short_road import answered

    return answered(arguments)


def _validate(arguments: list[str]) -> int | None:
    """Run `validate`; None if its arguments are not plainly right, which Typer explains."""
    from renovate_kit.cli.flags import parse_flags
    from renovate_kit.cli.validate_request import FLAGS, request_from

    values = parse_flags(arguments, FLAGS, instead_of_paths="overlays")
    if values is None:
        return None
    from renovate_kit.cli.checking import run_validation

    return run_validation(request_from(values))
