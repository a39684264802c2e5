"""The check of one file: for whom it is, what its project wants to see of it, what is mended."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.cli.lint_settings import known_names, settings_for
from renovate_kit.cli.output import write_whole
from renovate_kit.cli.settings import operator_config_file
from renovate_kit.cli.validate_request import ValidateRequest
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.discovery import ConfigFile
from renovate_kit.config.manifest_signs import is_manifest
from renovate_kit.config.options import Catalogue
from renovate_kit.config.pipeline import CheckedFile, FixedFile, check_bytes, fix_bytes
from renovate_kit.config.reading import read_file
from renovate_kit.config.selection import Selection, parse_names
from renovate_kit.config.subject import ConfigKind, GlobalSettings
from renovate_kit.errors import InputError

if TYPE_CHECKING:
    from renovate_kit.config.cluster_pipeline import CheckedManifest

__all__ = ["Inspected", "Inspector", "fails"]

_USUAL_NAME = "renovate.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What became of one file.

    Attributes:
        checked: its findings, after its fixes.
        fails: whether they are of a severity that fails.
        fixed: its text before and after fixes; None if none were asked for.
    """

    checked: "CheckedFile | CheckedManifest"
    fails: bool
    fixed: FixedFile | None


class Inspector:
    """Checks the files of one call.

    Raises:
        InputError: the global config of `--global-config` can't be read.
        UsageError: a flag names a rule that there is not.
    """

    def __init__(self, request: ValidateRequest, catalogue: Catalogue) -> None:
        self._request = request
        self._catalogue = catalogue
        self._operator_file = operator_config_file()
        self.flags = _selection(request)
        self._operator = _operator(request, catalogue)

    def inspect_input(self) -> Inspected:
        """Check standard input.

        Raises:
            InputError: it is no text, or it is manifests.
            UsageError: the settings of the project are wrong.
        """
        name = self._request.stdin_filename or _USUAL_NAME
        raw = sys.stdin.buffer.read()
        if self._request.kind is None and name.endswith((".yaml", ".yml")) and is_manifest(raw):
            hint = "name the file: what a manifest refers to is looked up beside it"
            raise InputError("-: manifests can't be read from standard input", hint=hint)
        return self._inspect(raw, Path(name), None)

    def inspect(self, file: ConfigFile) -> Inspected:
        """Check a file, and change it if that was asked for.

        Raises:
            InputError: it can't be read, or is no text.
            OutputError: it can't be changed.
            UsageError: the settings of the project are wrong.
        """
        raw = read_file(file.path)
        inspected = self._inspect(raw, file.path, self._found_kind(file))
        fixed = inspected.fixed
        if fixed is not None and fixed.count and not self._request.diff:
            write_whole(file.path, fixed.after.encode())
        return inspected

    def _inspect(self, raw: bytes, path: Path, kind: ConfigKind | None) -> Inspected:
        settings = settings_for(path.absolute().parent)
        selection = settings.selection(path, self.flags)

        def check(text: bytes) -> CheckedFile:
            return check_bytes(
                text,
                path=str(path),
                kind=self._wanted_kind(kind),
                catalogue=self._catalogue,
                selection=selection,
                operator=self._operator,
            )

        fixed = self._fixed(raw, check, str(path)) if self._request.mends else None
        checked = check(fixed.after.encode() if fixed else raw)
        threshold = self._request.severity or settings.severity or Severity.WARNING
        return Inspected(checked=checked, fails=fails(checked, threshold), fixed=fixed)

    def _fixed(self, raw: bytes, check: Callable[[bytes], CheckedFile], path: str) -> FixedFile:
        return fix_bytes(raw, check, path=path, with_unsafe=self._request.unsafe_fixes)

    def _found_kind(self, file: ConfigFile) -> ConfigKind | None:
        operator_file = self._operator_file
        if operator_file and operator_file.exists() and operator_file.samefile(file.path):
            return ConfigKind.GLOBAL
        return file.kind

    def _wanted_kind(self, found: ConfigKind | None) -> ConfigKind | None:
        return self._request.kind or (ConfigKind.REPO if self._request.no_global else found)


def _selection(request: ValidateRequest) -> Selection:
    if not request.select and not request.ignore:
        return Selection()
    known = known_names()
    select = parse_names(request.select, known, "--select") if request.select else None
    return Selection(select=select, ignore=parse_names(request.ignore, known, "--ignore"))


def _operator(request: ValidateRequest, catalogue: Catalogue) -> GlobalSettings:
    if request.global_config is None:
        return GlobalSettings()
    from renovate_kit.config.operator_settings import operator_settings

    path = Path(request.global_config)
    return operator_settings(read_file(path), str(path), catalogue)


def fails(checked: "CheckedFile | CheckedManifest", threshold: Severity) -> bool:
    """Return whether a file has findings that make the exit code 1."""
    return checked.is_unreadable or any(
        item.severity.rank >= threshold.rank for item in checked.diagnostics
    )
