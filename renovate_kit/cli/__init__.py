"""The command line: flags in, one pipeline call, an exit code out.

Only this package prints, exits, and reads the environment or the clock.
"""

import os
import sys
from pathlib import Path
from typing import NoReturn

from renovate_kit import __version__
from renovate_kit.errors import RenovateKitError

__all__ = ["main"]

_INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command that `sys.argv` names, and exit with its code."""
    try:
        exit_code = _run(sys.argv[1:])
        sys.stdout.flush()
    except RenovateKitError as error:
        from renovate_kit.cli.output import report_failure

        report_failure(error)
        exit_code = error.exit_code
    except BrokenPipeError:
        # The reader (`head`) has seen enough. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        exit_code = 0
    except KeyboardInterrupt:
        exit_code = _INTERRUPTED
    sys.exit(exit_code)


def _run(arguments: list[str]) -> int:
    match arguments:
        # What scripts, hooks and CI run most often goes without Typer, whose import and set-up
        # take longer than the check of a config.
        case ["--version"]:
            sys.stdout.write(f"renovate-kit {__version__}\n")
            return 0
        case ["validate", *paths] if paths and not any(path.startswith("-") for path in paths):
            from renovate_kit.cli.checking import validate_paths

            return validate_paths([Path(path) for path in paths])
        case _:
            from renovate_kit.cli.app import app

            app()
            return 0
