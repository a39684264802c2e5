"""The stages of a check and their order; no logic of its own."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from renovate_kit.config.diagnostics import Diagnostic, OfficialCounts
from renovate_kit.config.discovery import kind_of
from renovate_kit.config.document import SourceText, SyntaxProblem
from renovate_kit.config.judging import Reader, judge, wanted
from renovate_kit.config.linter import syntax_error
from renovate_kit.config.options import Catalogue
from renovate_kit.config.reading import (
    ReadConfig,
    is_package,
    read_config,
    read_package,
    source_text,
)
from renovate_kit.config.selection import EVERYTHING, Selection
from renovate_kit.config.subject import ConfigKind, GlobalSettings

__all__ = ["CheckedFile", "FixedFile", "check_bytes", "fix_bytes"]

_UNKNOWN_OPERATOR = GlobalSettings()


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
    reader = Reader(catalogue=catalogue, operator=operator)
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
    judgement = judge(read, kind, reader)
    return CheckedFile(
        path=path,
        kind=kind,
        official=OfficialCounts.of(judgement.found, migrates=judgement.migrates),
        diagnostics=wanted(judgement.found, read.document, selection),
    )


def _check_package(raw: bytes, *, path: str, reader: Reader, selection: Selection) -> CheckedFile:
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
    shown: tuple[Diagnostic, ...] = ()
    migrates = is_silent = False
    for read in reads:
        own_kind = ConfigKind.PRESET if read.is_preset else ConfigKind.REPO
        judgement = judge(read, own_kind, reader)
        is_silent = is_silent or judgement.breaks_off
        own = judgement.found
        if is_silent:
            own = tuple(replace(item, official=None) for item in own)
        found += own
        shown += wanted(own, read.document, selection)
        migrates = migrates or (judgement.migrates and not is_silent)
    return CheckedFile(
        path=path,
        kind=kind,
        official=OfficialCounts.of(found, migrates=migrates),
        diagnostics=shown,
    )


class _Found(Protocol):
    """What a check of a text came to."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]: ...

    @property
    def is_unreadable(self) -> bool: ...


def fix_bytes(
    raw: bytes, check: Callable[[bytes], _Found], *, path: str, with_unsafe: bool
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
