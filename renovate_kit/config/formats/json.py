"""Findings for programs; docs/formats/json.md is the contract."""

import json
from typing import Any

from renovate_kit.config.diagnostics import Diagnostic, OfficialCounts
from renovate_kit.config.formats.interface import Checked, Failure, Outcome

__all__ = ["VERSION", "JsonFormat"]

VERSION = 1
"""Of the contract: keys are added freely, a renamed or removed one makes this 2."""


class JsonFormat:
    """One object with everything that is known of the files.

    It is ASCII: what JSON can escape but UTF-8 can't hold (half of a surrogate pair) stays.
    """

    def render(self, outcome: Outcome) -> str:
        """Return the object and a newline."""
        whole = {
            "version": VERSION,
            "files": [_file(checked) for checked in outcome.files],
            "failures": [_failure(failure) for failure in outcome.failures],
        }
        return f"{json.dumps(whole, indent=2)}\n"


def _file(checked: Checked) -> dict[str, Any]:
    return {
        "path": checked.path,
        "kind": checked.kind.value,
        "official": _official(checked.official),
        "diagnostics": [_diagnostic(item) for item in checked.diagnostics],
    }


def _official(counts: OfficialCounts | None) -> dict[str, Any] | None:
    if counts is None:
        return None
    return {"errors": counts.errors, "warnings": counts.warnings, "migrates": counts.migrates}


def _diagnostic(item: Diagnostic) -> dict[str, Any]:
    return {
        "code": item.code,
        "rule": item.rule,
        "severity": item.severity.value,
        "message": item.message,
        "help": item.help,
        "pointer": item.pointer,
        "line": item.place.line,
        "column": item.place.column,
        "endLine": item.place.end_line,
        "endColumn": item.place.end_column,
        "official": item.official,
        "officialCount": item.official_count if item.official else 0,
        "fix": {"safe": item.fix.is_safe} if item.fix else None,
        "docs": item.docs,
    }


def _failure(failure: Failure) -> dict[str, Any]:
    return {"path": failure.path, "message": failure.message, "hint": failure.hint}
