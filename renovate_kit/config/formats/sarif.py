"""Findings as SARIF 2.1.0, for code scanning.

Source: the OASIS standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0",
and "SARIF support for code scanning" in GitHub's documentation, for its limits.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from renovate_kit.config.diagnostics import Diagnostic, Fix, Severity
from renovate_kit.config.formats.fingerprint import with_fingerprints
from renovate_kit.config.formats.interface import Failure, Outcome
from renovate_kit.config.formats.repository_paths import RepositoryPaths
from renovate_kit.config.formats.rule_pages import page_as_markdown
from renovate_kit.config.rule_page import RulePage
from renovate_kit.redaction import redact

__all__ = ["MOST_RESULTS", "SarifFormat"]

MOST_RESULTS = 25_000
"""GitHub refuses a run with more."""

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


class SarifFormat:
    """One run, with the rules that found something; the worst results first.

    Args:
        paths: turns paths into URIs from the top of the repository.
        pages: of the rules, for their help.
        version: of renovate-kit.
    """

    def __init__(self, paths: RepositoryPaths, pages: Iterable[RulePage], version: str) -> None:
        self._paths = paths
        self._pages = {page.code: page for page in pages}
        self._version = version

    def render(self, outcome: Outcome) -> str:
        """Return the log and a newline."""
        found = [
            (item, fingerprint)
            for checked in outcome.files
            for item, fingerprint in with_fingerprints(checked.diagnostics)
        ]
        found.sort(key=lambda pair: -pair[0].severity.rank)
        shown = found[:MOST_RESULTS]
        codes = sorted({item.code for item, _ in shown})
        log = {
            "$schema": _SCHEMA,
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {"driver": self._driver(codes)},
                    "columnKind": "unicodeCodePoints",
                    "invocations": [self._invocation(outcome, len(found) - len(shown))],
                    "results": [
                        self._result(item, fingerprint, codes) for item, fingerprint in shown
                    ],
                }
            ],
        }
        return f"{json.dumps(log, indent=2)}\n"

    def _driver(self, codes: list[str]) -> dict[str, Any]:
        return {
            "name": "renovate-kit",
            "semanticVersion": self._version,
            "rules": [_descriptor(self._pages[code]) for code in codes],
        }

    def _invocation(self, outcome: Outcome, left_out: int) -> dict[str, Any]:
        notes = [self._notification(failure) for failure in outcome.failures]
        if left_out:
            text = f"{left_out} more findings are left out: a run may hold {MOST_RESULTS}"
            notes.append({"level": "warning", "message": {"text": text}})
        return {
            "executionSuccessful": not outcome.failures,
            "toolExecutionNotifications": notes,
        }

    def _notification(self, failure: Failure) -> dict[str, Any]:
        artifact = {"artifactLocation": {"uri": self._paths.uri(failure.path)}}
        return {
            "level": "error",
            "message": {"text": f"{failure.message}; {failure.hint}"},
            "locations": [{"physicalLocation": artifact}],
        }

    def _result(self, item: Diagnostic, fingerprint: str, codes: list[str]) -> dict[str, Any]:
        artifact = {"uri": self._paths.uri(item.path)}
        place = item.place
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }
        fixes = [] if item.fix is None else list(_fixes(item.fix, artifact))
        return {
            "ruleId": item.code,
            "ruleIndex": codes.index(item.code),
            "level": _LEVELS[item.severity],
            "message": {"text": f"{item.message}. {item.help}" if item.help else item.message},
            "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
            "partialFingerprints": {"primaryLocationLineHash": fingerprint},
            **({"fixes": fixes} if fixes else {}),
        }


def _descriptor(page: RulePage) -> dict[str, Any]:
    prose = "\n\n".join(filter(None, (page.summary, page.explanation)))
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": prose},
        "help": {"text": prose, "markdown": page_as_markdown(page)},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
        "properties": {
            "problem.severity": _PROBLEM_SEVERITIES[page.severity],
            "tags": ["renovate"],
        },
    }


def _fixes(fix: Fix, artifact: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the fix, unless it would carry a secret from the config into the log."""
    if any(redact(edit.text) != edit.text for edit in fix.edits):
        return
    replacements = [
        {
            "deletedRegion": {
                "charOffset": edit.span.start,
                "charLength": edit.span.end - edit.span.start,
            },
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    description = f"{fix.description} ({'safe' if fix.is_safe else 'unsafe'})"
    yield {
        "description": {"text": redact(description)},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }
