"""Runs a check and shows what it found; what `validate` does once its flags are read."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.cli.output import report_failure, say, uses_colour
from renovate_kit.errors import RenovateKitError

if TYPE_CHECKING:
    from renovate_kit.config.options import Catalogue
    from renovate_kit.config.pipeline import CheckedFile

__all__ = ["validate_paths"]

FINDINGS = 1
"""The exit code that says that something was found."""


def validate_paths(paths: Sequence[Path], renovate_version: str | None = None) -> int:
    """Check all configs at the paths, show the findings, and return the exit code.

    Args:
        paths: files and folders.
        renovate_version: the release to check for; None means the newest that is known.

    Raises:
        UsageError: nothing is known about that release.
    """
    from renovate_kit.config.formats.text import summary
    from renovate_kit.config.options import load_catalogue

    catalogue = load_catalogue(renovate_version)
    checked: list[CheckedFile] = []
    worst = 0
    for result in _check_all(paths, catalogue):
        if isinstance(result, RenovateKitError):
            report_failure(result)
            worst = max(worst, result.exit_code)
            continue
        checked.append(result)
        _show(result)
        if result.diagnostics:
            worst = max(worst, FINDINGS)
    if checked:
        say(f"{summary(checked)}\n")
    return worst


def _show(result: "CheckedFile") -> None:
    """Write the findings to standard output; that a file is no config at all, to standard error."""
    from renovate_kit.config.formats.text import render_line, render_text

    if result.is_unreadable:
        for item in result.diagnostics:
            sys.stderr.write(f"{render_line(item, colour=False)}\n")
    else:
        say(render_text(result, colour=uses_colour()))


def _check_all(
    paths: Sequence[Path], catalogue: "Catalogue"
) -> "Iterator[CheckedFile | RenovateKitError]":
    """Yield each file's result; one that can't be read does not stop the others."""
    from renovate_kit.cli.progress import progress
    from renovate_kit.config.discovery import find_configs
    from renovate_kit.config.pipeline import check_file

    for path in paths:
        try:
            files = find_configs(path, catalogue)
        except RenovateKitError as error:
            yield error
            continue
        for file in progress(files, description="Checking"):
            try:
                yield check_file(file, catalogue)
            except RenovateKitError as error:
                yield error
