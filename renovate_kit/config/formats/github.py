"""Findings as workflow commands of GitHub Actions, which become annotations.

Source: "Workflow commands for GitHub Actions" in GitHub's documentation; how values are
escaped: `escapeData` and `escapeProperty` of its toolkit.
"""

from collections.abc import Iterator

from renovate_kit.config.diagnostics import Diagnostic, Severity
from renovate_kit.config.formats.interface import Outcome
from renovate_kit.config.formats.printable import printable
from renovate_kit.config.formats.repository_paths import RepositoryPaths

__all__ = ["GithubFormat"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GithubFormat:
    """One command a line, the worst first: GitHub shows only ten of a kind for a step."""

    def __init__(self, paths: RepositoryPaths) -> None:
        self._paths = paths

    def render(self, outcome: Outcome) -> str:
        """Return the commands; empty if there is nothing to say."""
        found = (item for checked in outcome.files for item in checked.diagnostics)
        worst_first = sorted(found, key=lambda item: -item.severity.rank)
        failures = (
            f"::error title=not checked::{_data(f'{failure.message}; {failure.hint}')}"
            for failure in outcome.failures
        )
        lines = [*failures, *(self._command(item) for item in worst_first)]
        return "".join(f"{line}\n" for line in lines)

    def _command(self, item: Diagnostic) -> str:
        properties = ",".join(f"{name}={_property(value)}" for name, value in self._places(item))
        message = f"{item.message}\n{item.help}" if item.help else item.message
        return f"::{_COMMANDS[item.severity]} {properties}::{_data(message)}"

    def _places(self, item: Diagnostic) -> Iterator[tuple[str, str]]:
        place = item.place
        yield "file", self._paths.relative(item.path)
        yield "line", str(place.line)
        yield "endLine", str(place.end_line)
        if place.end_line == place.line:  # GitHub refuses columns of more than one line
            yield "col", str(place.column)
            yield "endColumn", str(place.end_column)
        yield "title", f"{item.code} {item.rule}"


def _data(text: str) -> str:
    return "%0A".join(printable(line.replace("%", "%25")) for line in text.split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
