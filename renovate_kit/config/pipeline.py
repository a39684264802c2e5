"""The stages of a check and their order; no logic of its own."""

from dataclasses import dataclass

from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.difference import differences
from renovate_kit.config.discovery import ConfigFile
from renovate_kit.config.linter import lint, syntax_error
from renovate_kit.config.migrator import migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import track
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.config.rules import all_rules
from renovate_kit.config.subject import ConfigKind, Subject
from renovate_kit.config.traversal import settings_of
from renovate_kit.errors import InputError

__all__ = ["CheckedFile", "check_bytes", "check_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A config and everything that is wrong with it.

    Attributes:
        is_unreadable: its text is no config at all; the only finding says where.
    """

    path: str
    kind: ConfigKind
    diagnostics: tuple[Diagnostic, ...]
    is_unreadable: bool = False


def check_file(file: ConfigFile, catalogue: Catalogue) -> CheckedFile:
    """Read and check one config file.

    Raises:
        InputError: the file could not be read, or is no text.
    """
    try:
        raw = file.path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise InputError(f"{file.path}: {reason}", hint="check its permissions") from error
    return check_bytes(raw, path=str(file.path), kind=file.kind, catalogue=catalogue)


def check_bytes(raw: bytes, *, path: str, kind: ConfigKind, catalogue: Catalogue) -> CheckedFile:
    """Check a config given as the bytes of a file; its name tells its syntax.

    Raises:
        InputError: the bytes are no text.
    """
    read = read_config(raw, path)
    if not isinstance(read, ReadConfig):
        found = (syntax_error(read, path),)
        return CheckedFile(path=path, kind=kind, diagnostics=found, is_unreadable=True)
    subject = _subject(read, kind, catalogue)
    return CheckedFile(path=path, kind=kind, diagnostics=lint(subject, all_rules()))


def _subject(read: ReadConfig, kind: ConfigKind, catalogue: Catalogue) -> Subject:
    migrated = migrate(track(read.document.root), catalogue)
    return Subject(
        document=read.document,
        kind=kind,
        catalogue=catalogue,
        data=migrated,
        settings=tuple(settings_of(migrated, kind, catalogue)),
        differences=differences(read.document, migrated),
        strict_problem=read.strict_problem,
    )
