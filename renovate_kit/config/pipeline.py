"""The stages of a check and their order; no logic of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from renovate_kit.config.diagnostics import Diagnostic, OfficialCounts
from renovate_kit.config.difference import differences
from renovate_kit.config.discovery import kind_of
from renovate_kit.config.document import Document, SourceText, SyntaxProblem
from renovate_kit.config.javascript import is_same
from renovate_kit.config.linter import lint, syntax_error
from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets import resolve_rules
from renovate_kit.config.provenance import TrackedDict, track
from renovate_kit.config.reading import (
    ReadConfig,
    is_package,
    read_config,
    read_package,
    source_text,
)
from renovate_kit.config.registration import register_host_rules
from renovate_kit.config.rules import all_rules
from renovate_kit.config.selection import EVERYTHING, Selection
from renovate_kit.config.subject import ConfigKind, GlobalSettings, Subject
from renovate_kit.config.suppressions import has_suppressions, suppress
from renovate_kit.config.traversal import settings_of
from renovate_kit.config.unmigratable import unmigratable

__all__ = ["CheckedFile", "FixedFile", "check_bytes", "fix_bytes"]

_UNKNOWN_OPERATOR = GlobalSettings()
_ALWAYS_SHOWN = frozenset({"RK005", "RK390"})
"""What stops Renovate in the middle of the config: the rest has not been judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """The Renovate that will read the config."""

    catalogue: Catalogue
    operator: GlobalSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A config and everything that is wrong with it.

    Attributes:
        official: what the official validator makes of it, whatever was selected or suppressed.
        is_unreadable: its text is no config at all; the only finding says where.
    """

    path: str
    kind: ConfigKind
    official: OfficialCounts | None
    diagnostics: tuple[Diagnostic, ...]
    is_unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """A config after its fixes.

    Attributes:
        before: the text as it was.
        after: the text as it is to be.
        count: how many fixes that took.
    """

    before: SourceText
    after: SourceText
    count: int


def check_bytes(  # noqa: PLR0913 - each is a thing of its own
    raw: bytes,
    *,
    path: str,
    kind: ConfigKind | None,
    catalogue: Catalogue,
    selection: Selection = EVERYTHING,
    operator: GlobalSettings = _UNKNOWN_OPERATOR,
) -> CheckedFile:
    """Check a config given as the bytes of a file; its name tells its syntax.

    Args:
        raw: the whole file.
        path: for messages, and for its name.
        kind: for whom it is written; None if name and content decide.
        catalogue: what the release of Renovate knows.
        selection: what to show. A text that is no config is shown in any case.
        operator: what the global config lets this one do.

    Raises:
        InputError: the bytes are no text.
    """
    reader = _Reader(catalogue=catalogue, operator=operator)
    if is_package(path):
        return _check_package(raw, path=path, reader=reader, selection=selection)
    read = read_config(raw, path)
    if not isinstance(read, ReadConfig):
        found: tuple[Diagnostic, ...] = (syntax_error(read, path),)
        return CheckedFile(
            path=path,
            kind=kind or kind_of(path, None, catalogue),
            official=None if read.is_refusal else OfficialCounts.of(found, migrates=False),
            diagnostics=found,
            is_unreadable=True,
        )
    kind = kind or kind_of(path, read.document.root, catalogue)
    found, migrates, _ = _findings(read, kind, reader)
    return CheckedFile(
        path=path,
        kind=kind,
        official=OfficialCounts.of(found, migrates=migrates),
        diagnostics=_wanted(found, read.document, selection),
    )


def _check_package(raw: bytes, *, path: str, reader: _Reader, selection: Selection) -> CheckedFile:
    """Check the configs in a `package.json`.

    Of a file that it can't read, and from the first config on at which it breaks off, the official
    validator says nothing.
    """
    reads = read_package(raw, path)
    kind = ConfigKind.REPO
    if isinstance(reads, SyntaxProblem):
        silent = replace(syntax_error(reads, path), official=None)
        found: tuple[Diagnostic, ...] = (silent,)
        counts = OfficialCounts.of((), migrates=False)
        return CheckedFile(
            path=path, kind=kind, official=counts, diagnostics=found, is_unreadable=True
        )
    found = ()
    wanted: tuple[Diagnostic, ...] = ()
    migrates = is_silent = False
    for read in reads:
        own_kind = ConfigKind.PRESET if read.is_preset else ConfigKind.REPO
        own, is_migrated, is_broken = _findings(read, own_kind, reader)
        is_silent = is_silent or is_broken
        if is_silent:
            own = tuple(replace(item, official=None) for item in own)
        found += own
        wanted += _wanted(own, read.document, selection)
        migrates = migrates or (is_migrated and not is_silent)
    return CheckedFile(
        path=path,
        kind=kind,
        official=OfficialCounts.of(found, migrates=migrates),
        diagnostics=wanted,
    )


def fix_bytes(
    raw: bytes, check: Callable[[bytes], CheckedFile], *, path: str, with_unsafe: bool
) -> FixedFile:
    """Mend what can be mended in a config given as the bytes of a file.

    Args:
        raw: the whole file.
        check: does what `check_bytes` does, for this file.
        path: for messages.
        with_unsafe: whether to apply fixes that change what the config means.

    Raises:
        InputError: the bytes are no text.
    """
    from renovate_kit.config.fixing import fix_text  # noqa: PLC0415 - a check alone starts faster

    before = source_text(raw, path)

    def found_in(text: str) -> tuple[Diagnostic, ...] | None:
        checked = check(text.encode())
        return None if checked.is_unreadable else checked.diagnostics

    fixed = fix_text(before.text, found_in, with_unsafe=with_unsafe)
    after = SourceText(text=fixed.text, has_bom=before.has_bom)
    return FixedFile(before=before, after=after, count=fixed.count)


def _findings(
    read: ReadConfig, kind: ConfigKind, reader: _Reader
) -> tuple[tuple[Diagnostic, ...], bool, bool]:
    """Return all that the rules find, and whether migration changes the config or breaks off."""
    try:
        subject, migrates = _subject(read, kind, reader)
    except UnmigratableError as error:
        bare = lint(_bare(read, kind, reader), all_rules())
        return (*unmigratable(error, read.document), *bare), False, True
    return lint(subject, all_rules()), migrates, False


def _wanted(
    found: tuple[Diagnostic, ...], document: Document, selection: Selection
) -> tuple[Diagnostic, ...]:
    if has_suppressions(document):
        from renovate_kit.config.rule_page import rule_names  # noqa: PLC0415 - few configs have any

        names = rule_names()
        found = suppress(
            document,
            found,
            known={word for pair in names for word in pair},
            enabled={word for pair in names if selection.allows(*pair) for word in pair},
        )
    return tuple(
        item
        for item in found
        if item.code in _ALWAYS_SHOWN or selection.allows(item.code, item.rule)
    )


def _subject(read: ReadConfig, kind: ConfigKind, reader: _Reader) -> tuple[Subject, bool]:
    """Return what rules judge, and whether migration changes the config."""
    catalogue = reader.catalogue
    tracked = track(read.document.root)
    register_host_rules(tracked)
    migrated = migrate(tracked, catalogue)
    massaged = massage(migrated, catalogue)
    settings = tuple(settings_of(massaged, kind, catalogue))
    subject = replace(
        _bare(read, kind, reader),
        data=massaged,
        settings=settings,
        differences=differences(read.document, migrated),
        resolved_rules=resolve_rules(settings, catalogue),
    )
    return subject, not is_same(read.document.to_data(), migrated)


def _bare(read: ReadConfig, kind: ConfigKind, reader: _Reader) -> Subject:
    """Return a config of which no more is known than its text."""
    return Subject(
        document=read.document,
        kind=kind,
        catalogue=reader.catalogue,
        global_settings=reader.operator,
        data=TrackedDict(),
        settings=(),
        differences=(),
        strict_problem=read.strict_problem,
    )
