"""Runs a check and shows what it found; what `validate` does once its flags are read."""

import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.cli.output import report_failure, say, uses_colour, write_whole
from renovate_kit.cli.validate_request import STANDARD_INPUT, FormatName, ValidateRequest
from renovate_kit.config.diagnostics import Severity
from renovate_kit.errors import InputError, OutputError, RenovateKitError, UsageError

if TYPE_CHECKING:
    from renovate_kit.cli.inspection import Inspected, Inspector
    from renovate_kit.cli.manifest_inspection import ManifestInspector
    from renovate_kit.config.cluster_pipeline import CheckedManifest
    from renovate_kit.config.formats.interface import Failure
    from renovate_kit.config.options import Catalogue
    from renovate_kit.config.pipeline import CheckedFile, FixedFile

__all__ = ["run_validation"]

FINDINGS = 1
"""The exit code that says that something was found."""


def run_validation(request: ValidateRequest) -> int:
    """Check all configs that a request names, show the findings, and return the exit code.

    Raises:
        UsageError: nothing is known about the release, or a flag or setting names no rule.
        OutputError: the file of `--output` can't be written.
    """
    from renovate_kit.config.options import load_catalogue

    validation = _Validation(request)
    for path, result in _inspect_all(request, load_catalogue(request.renovate_version)):
        if isinstance(result, RenovateKitError):
            validation.fail(path, result)
        else:
            validation.take(result)
    return validation.finish()


class _Validation:
    """Shows results as they come, for people, or all at the end, for programs."""

    def __init__(self, request: ValidateRequest) -> None:
        self._request = request
        self._shows_text = request.format is FormatName.TEXT or request.output is not None
        self._checked: list[CheckedFile | CheckedManifest] = []
        self._failures: list[Failure] = []
        self._fix_counts: list[int] = []
        self._exit_code = 0

    def fail(self, path: str, error: RenovateKitError) -> None:
        """Take a file that could not be checked."""
        from renovate_kit.config.formats.interface import Failure

        report_failure(error)
        self._failures.append(Failure(path=path, message=error.message, hint=error.hint))
        self._exit_code = max(self._exit_code, error.exit_code)

    def take(self, result: "Inspected") -> None:
        """Take a file that was checked."""
        checked = result.checked
        self._checked.append(checked)
        if result.fixed is not None and result.fixed.count:
            self._fix_counts.append(result.fixed.count)
        if self._request.diff and not checked.is_unreadable:
            if result.fixed is not None:
                self._show_diff(checked, result.fixed)
        elif self._shows_text:
            _show(checked)
        if result.fails:
            self._find()
        elif self._request.strict and checked.official and checked.official.migrates:
            hint = "`renovate-kit migrate --write` does it"
            report_failure(InputError(f"{checked.path}: it needs migration", hint=hint))
            self._find()

    def finish(self) -> int:
        """Write what comes after all files, and return the exit code."""
        if self._shows_text and self._checked:
            self._summarise()
        if not self._shows_text or self._request.output is not None:
            self._write_all()
        return self._exit_code

    def _find(self) -> None:
        if not self._request.exit_zero:
            self._exit_code = max(self._exit_code, FINDINGS)

    def _show_diff(self, checked: "CheckedFile | CheckedManifest", fixed: "FixedFile") -> None:
        from renovate_kit.cli.text_diff import unified_diff

        before, after = fixed.before.text, fixed.after.text
        if checked.kind == "manifest":  # lines around a change may be those of a Secret
            from renovate_kit.config.deployment.secret_places import without_secrets

            before, after = (
                without_secrets(source, checked.path) for source in (fixed.before, fixed.after)
            )
        difference = unified_diff(before, after, checked.path, "fixed")
        if difference:
            say(difference)
            self._find()

    def _summarise(self) -> None:
        from renovate_kit.config.formats.text import summary

        if self._fix_counts:
            fixes, files = sum(self._fix_counts), len(self._fix_counts)
            verb = "would be fixed" if self._request.diff else "fixed"
            self._note(f"{fixes} {verb} in {files} file{'s' * (files != 1)}; what is left:\n")
        self._note(f"{summary(self._checked)}\n")

    def _note(self, text: str) -> None:
        if self._request.diff:  # nothing but the difference on standard output
            sys.stderr.write(text)
        else:
            say(text)

    def _write_all(self) -> None:
        from renovate_kit.cli.format_choice import format_of
        from renovate_kit.config.formats.interface import Outcome

        outcome = Outcome(files=tuple(self._checked), failures=tuple(self._failures))
        fails_from = self._request.severity or Severity.WARNING
        text = format_of(self._request.format, fails_from).render(outcome)
        if self._request.output is None:
            say(text)
        else:
            write_whole(Path(self._request.output), text.encode())


def _show(checked: "CheckedFile | CheckedManifest") -> None:
    """Write the findings to standard output; that a file is no config at all, to standard error."""
    from renovate_kit.config.formats.text import render_line, render_text

    if checked.is_unreadable:
        for item in checked.diagnostics:
            sys.stderr.write(f"{render_line(item, colour=False)}\n")
    else:
        say(render_text(checked, colour=uses_colour()))


def _inspect_all(
    request: ValidateRequest, catalogue: "Catalogue"
) -> "Iterator[tuple[str, Inspected | RenovateKitError]]":
    """Yield each file's path and result; one that can't be read does not stop the others."""
    from renovate_kit.cli.inspection import Inspector

    if "" in (*request.paths, *request.overlays):
        raise UsageError("a path is empty", hint="a variable that is not set looks like that")
    inspection = _Inspection(request, catalogue, Inspector(request, catalogue))
    for path in request.paths:
        yield from _guarded(path, inspection.of_path(path))
    for folder in request.overlays:
        yield from _guarded(folder, inspection.of_overlay(folder))


def _guarded(
    path: str, results: "Iterator[tuple[str, Inspected | RenovateKitError]]"
) -> "Iterator[tuple[str, Inspected | RenovateKitError]]":
    try:
        yield from results
    except (InputError, OutputError) as error:
        yield path, error


class _Inspection:
    """Finds out what is at a path, and has it checked."""

    def __init__(
        self, request: ValidateRequest, catalogue: "Catalogue", inspector: "Inspector"
    ) -> None:
        self._request = request
        self._catalogue = catalogue
        self._inspector = inspector

    def of_path(self, path: str) -> "Iterator[tuple[str, Inspected | RenovateKitError]]":
        """Yield the results of what a path of the command line stands for."""
        from renovate_kit.cli.progress import progress
        from renovate_kit.config.discovery import find_configs
        from renovate_kit.config.manifest_signs import may_hold_manifests

        if path == STANDARD_INPUT:
            yield path, self._inspector.inspect_input()
            return
        place = Path(path)
        judges_manifests = self._request.kind is None and may_hold_manifests(place)
        found_any = False
        if judges_manifests:
            for result in self._manifests.inspect(place):
                found_any = True
                yield result
            if place.is_file():
                if not found_any:
                    hint = "`--as global` takes it for a config that Renovate reads itself"
                    raise InputError(f"{path}: no manifest in it runs Renovate", hint=hint)
                return
        files = find_configs(place, self._catalogue, may_be_none=found_any or judges_manifests)
        if not files and not found_any:
            hint = "name the file that Renovate reads, or that has the manifests"
            message = f"{path}: no Renovate config in this folder, and no manifest that runs it"
            raise InputError(message, hint=hint)
        for file in progress(files, description="Checking"):
            try:
                yield str(file.path), self._inspector.inspect(file)
            except (InputError, OutputError) as error:
                yield str(file.path), error

    def of_overlay(self, folder: str) -> "Iterator[tuple[str, Inspected | RenovateKitError]]":
        """Yield the results of what a kustomization comes to."""
        yield from self._manifests.inspect_overlay(Path(folder))

    @cached_property
    def _manifests(self) -> "ManifestInspector":
        from renovate_kit.cli.manifest_inspection import ManifestInspector

        return ManifestInspector(self._request, self._catalogue, self._inspector.flags)
