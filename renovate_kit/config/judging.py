"""One config, judged by all rules: migrated, massaged and resolved as Renovate would before."""

from dataclasses import dataclass, replace

from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.difference import differences
from renovate_kit.config.document import Document
from renovate_kit.config.javascript import is_same
from renovate_kit.config.linter import lint
from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets import resolve_rules
from renovate_kit.config.provenance import TrackedDict, track
from renovate_kit.config.reading import ReadConfig
from renovate_kit.config.registration import register_host_rules
from renovate_kit.config.rules import all_rules
from renovate_kit.config.selection import Selection
from renovate_kit.config.subject import ConfigKind, GlobalSettings, Subject
from renovate_kit.config.suppressions import has_suppressions, suppress
from renovate_kit.config.traversal import settings_of
from renovate_kit.config.unmigratable import unmigratable

__all__ = ["Judgement", "Reader", "judge", "wanted"]

_ALWAYS_SHOWN = frozenset({"RK005", "RK390"})
"""What stops Renovate in the middle of the config: the rest has not been judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The Renovate that will read the config.

    Attributes:
        catalogue: what its release knows.
        operator: what the global config lets the config of a repository do.
    """

    catalogue: Catalogue
    operator: GlobalSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules find in a config.

    Attributes:
        found: in the order of the text.
        migrates: whether migration changes the config.
        breaks_off: Renovate breaks off in the middle of the migration.
    """

    found: tuple[Diagnostic, ...]
    migrates: bool
    breaks_off: bool = False


def judge(read: ReadConfig, kind: ConfigKind, reader: Reader) -> Judgement:
    """Return all that the rules find in a config."""
    try:
        subject, migrates = _subject(read, kind, reader)
    except UnmigratableError as error:
        bare = lint(_bare(read, kind, reader), all_rules())
        found = (*unmigratable(error, read.document), *bare)
        return Judgement(found=found, migrates=False, breaks_off=True)
    return Judgement(found=lint(subject, all_rules()), migrates=migrates)


def wanted(
    found: tuple[Diagnostic, ...],
    document: Document,
    selection: Selection,
    *,
    rules: frozenset[str] | None = None,
) -> tuple[Diagnostic, ...]:
    """Return the findings that the person wants to see, and what is to be said of comments.

    Args:
        found: in a document.
        document: with its comments, which may silence findings.
        selection: the rules to show.
        rules: the names of those that were run; None means those about configs.
    """
    if has_suppressions(document):
        from renovate_kit.config.rule_page import rule_names  # noqa: PLC0415 - few configs have any

        names = rule_names()
        run = frozenset(rule.name for rule in all_rules()) if rules is None else rules
        found = suppress(
            document,
            found,
            known={word for pair in names for word in pair},
            enabled={
                word
                for pair in names
                if pair[1] in run and selection.allows(*pair)
                for word in pair
            },
        )
    return tuple(
        item
        for item in found
        if item.code in _ALWAYS_SHOWN or selection.allows(item.code, item.rule)
    )


def _subject(read: ReadConfig, kind: ConfigKind, reader: Reader) -> tuple[Subject, bool]:
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


def _bare(read: ReadConfig, kind: ConfigKind, reader: Reader) -> Subject:
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
