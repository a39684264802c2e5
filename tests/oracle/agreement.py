"""Compares our verdict with the official one."""

from collections.abc import Mapping
from typing import Any

from renovate_kit.config.document import Document
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.provenance import track
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.config.subject import ConfigKind
from tests.oracle.official import of_diagnostics, of_messages

__all__ = ["disagreements"]


def disagreements(raw: bytes, path: str, kind: ConfigKind, verdict: Mapping[str, Any]) -> list[str]:
    """Return in words what we say otherwise than the official validator; empty if nothing."""
    checked = check_bytes(raw, path=path, kind=kind, catalogue=load_catalogue())
    if verdict.get("parseFailure"):
        return [] if checked.is_unreadable else ["official: not parsed; ours: read"]
    if checked.is_unreadable:
        return [] if verdict.get("crash") else ["official: read; ours: not parsed"]
    return [*_in_messages(checked, verdict), *_in_migration(raw, path, verdict)]


def _in_messages(checked: CheckedFile, verdict: Mapping[str, Any]) -> list[str]:
    official, ours = of_messages(verdict), of_diagnostics(checked.diagnostics)
    labels = sorted(official.keys() | ours.keys())
    return [
        f"{label} {severity}: official {official[label, severity]}, ours {ours[label, severity]}"
        for label, severity in labels
        if official[label, severity] != ours[label, severity]
    ]


def _in_migration(raw: bytes, path: str, verdict: Mapping[str, Any]) -> list[str]:
    read = read_config(raw, path)
    if not isinstance(read, ReadConfig) or verdict.get("crash"):
        return []
    try:
        migrated = migrate(track(read.document.root), load_catalogue())
    except UnmigratableError as error:
        return [f"migration: official goes on, ours: {error}"]
    is_migrated = migrated != _data(read.document)
    if is_migrated != bool(verdict.get("migrated")):
        return [f"migrates: official {verdict.get('migrated')}, ours {is_migrated}"]
    expected = verdict.get("migratedConfig")
    if is_migrated and expected is not None and migrated != expected:
        return ["migrated config differs"]
    return []


def _data(document: Document) -> object:
    return document.to_data()
