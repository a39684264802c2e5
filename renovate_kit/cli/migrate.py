"""`renovate-kit migrate`."""

from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from renovate_kit.cli.output import report_failure, say, write_whole
from renovate_kit.errors import InputError, RenovateKitError, UsageError

if TYPE_CHECKING:
    from renovate_kit.config.options import Catalogue

__all__ = ["EPILOG", "migrate"]

EPILOG = """\b
Examples:
  renovate-kit migrate renovate.json            # print the migrated text
  renovate-kit migrate --diff                   # what would change in the config of this checkout
  renovate-kit migrate --write renovate.json5   # change the file; comments stay

Exit codes: 0 done, or nothing to migrate, 1 something would change (with --diff), 2 wrong usage,
3 something could not be read or written."""

WOULD_CHANGE = 1
"""The exit code that says that a file is not as it is written today."""


class _Action(Enum):
    PRINT = "print"
    DIFF = "diff"
    WRITE = "write"


def migrate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            show_default="the checkout in this folder",
            help="Config files, checkouts, or folders of them.",
        ),
    ] = None,
    *,
    print_: Annotated[
        bool, typer.Option("--print", help="Print the migrated text of one file (the default).")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what would change; exit 1 if something would.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Change the files in place.")] = False,
    renovate_version: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="The Renovate release that will read the config."),
    ] = None,
) -> None:
    """Rewrite outdated settings of Renovate configs as they are written today."""
    from renovate_kit.config.options import load_catalogue

    wanted = [action for action, is_on in zip(_Action, (print_, diff, write), strict=True) if is_on]
    if len(wanted) > 1:
        raise UsageError("--print, --diff and --write exclude each other", hint="choose one")
    action = wanted[0] if wanted else _Action.PRINT
    catalogue = load_catalogue(renovate_version)
    raise typer.Exit(_migrate_all(paths or [Path()], action, catalogue))


def _migrate_all(paths: list[Path], action: _Action, catalogue: "Catalogue") -> int:
    worst = 0
    files: list[Path] = []
    for found in _files(paths, catalogue):
        if isinstance(found, RenovateKitError):
            report_failure(found)
            worst = max(worst, found.exit_code)
        else:
            files.append(found)
    if action is _Action.PRINT and len(files) > 1:
        hint = "name one, or use --diff or --write"
        raise UsageError(f"--print is for one file, and there are {len(files)}", hint=hint)
    for file in files:
        try:
            worst = max(worst, _migrate(file, action, catalogue))
        except RenovateKitError as error:
            report_failure(error)
            worst = max(worst, error.exit_code)
    return worst


def _files(paths: list[Path], catalogue: "Catalogue") -> Iterator[Path | RenovateKitError]:
    from renovate_kit.config.discovery import find_configs

    for path in paths:
        try:
            yield from (config.path for config in find_configs(path, catalogue))
        except RenovateKitError as error:
            yield error


def _migrate(file: Path, action: _Action, catalogue: "Catalogue") -> int:
    from renovate_kit.cli.text_diff import unified_diff
    from renovate_kit.config.migrated_text import migrated_text
    from renovate_kit.config.reading import read_file

    if file.name == "package.json":
        hint = "move its part `renovate` to a renovate.json"
        raise InputError(f"{file}: a package.json is not only a Renovate config", hint=hint)
    old, new = migrated_text(read_file(file), str(file), catalogue)
    if action is _Action.PRINT:
        say(new)
    elif old == new:
        say(f"{file}: nothing to migrate\n" if action is _Action.WRITE else "")
    elif action is _Action.DIFF:
        say(unified_diff(old, new, str(file), "migrated"))
        return WOULD_CHANGE
    else:
        write_whole(file, new)
        say(f"{file}: migrated\n")
    return 0
