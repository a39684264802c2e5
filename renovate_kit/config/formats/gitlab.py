"""Findings as a Code Quality report of GitLab.

Source: "Code Quality report format" in GitLab's documentation.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from renovate_kit.config.diagnostics import Diagnostic, Severity
from renovate_kit.config.formats.fingerprint import with_fingerprints
from renovate_kit.config.formats.interface import Failure, Outcome
from renovate_kit.config.formats.repository_paths import RepositoryPaths

__all__ = ["GitlabFormat"]

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabFormat:
    """One array; the fingerprints let GitLab tell new findings from old ones."""

    def __init__(self, paths: RepositoryPaths) -> None:
        self._paths = paths

    def render(self, outcome: Outcome) -> str:
        """Return the array and a newline."""
        issues = [*map(self._failure, outcome.failures), *self._issues(outcome)]
        return f"{json.dumps(issues, indent=2)}\n"

    def _issues(self, outcome: Outcome) -> Iterator[dict[str, Any]]:
        for checked in outcome.files:
            path = self._paths.relative(checked.path)
            for item, fingerprint in with_fingerprints(checked.diagnostics):
                yield self._issue(item, path, fingerprint)

    def _issue(self, item: Diagnostic, path: str, fingerprint: str) -> dict[str, Any]:
        place = item.place
        return {
            "description": f"{item.message} ({item.help})" if item.help else item.message,
            "check_name": item.rule,
            "fingerprint": _hash(path, fingerprint),
            "severity": _SEVERITIES[item.severity],
            "location": {
                "path": path,
                "positions": {
                    "begin": {"line": place.line, "column": place.column},
                    "end": {"line": place.end_line, "column": place.end_column},
                },
            },
        }

    def _failure(self, failure: Failure) -> dict[str, Any]:
        path = self._paths.relative(failure.path)
        return {
            "description": f"not checked: {failure.message} ({failure.hint})",
            "check_name": "not-checked",
            "fingerprint": _hash(path, "not-checked"),
            "severity": "blocker",
            "location": {"path": path, "lines": {"begin": 1}},
        }


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
