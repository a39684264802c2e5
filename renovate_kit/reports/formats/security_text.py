"""The history of vulnerabilities for people at a terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from tabulate import tabulate

from renovate_kit.reports.formats.security_wording import (
    evidence_of,
    exposure_of,
    name_of,
    notes_of,
    number_of,
    pull_request_of,
    severity_of,
    sla_of,
    state_of,
    summary_of,
)
from renovate_kit.reports.formats.terminal_text import Layout, harmless
from renovate_kit.reports.report import Verdict
from renovate_kit.reports.security_report import EntryState, SecurityEntry, SecurityReport

__all__ = ["SecurityText"]

_ELLIPSIS: Final = "…"
_SEVERITY: Final = "severity"
_COLUMNS: Final = (
    (_SEVERITY, 0, 8),
    ("state", 0, 9),
    ("package", 0, 16),
    ("advisory", 0, 19),
    ("fixed in", 80, 10),
    ("PR", 80, 6),
    ("exposed", 92, 8),
    ("SLA", 100, 7),
    ("repository", 160, 40),
)
"""Headings, from which width on they are shown, and how wide they may be so that all fit."""
_SPACIOUS: Final = 120
_MORE_FOR_PACKAGE: Final = 16
_WIDEST: Final = 60
_REPOSITORY: Final = "repository"


class SecurityText:
    """A table with one line for each vulnerability, what is remarkable, and a count.

    Args:
        layout: of the terminal; a narrow one gets fewer columns.
        evidence: whether to list what shows each of them.
    """

    def __init__(self, layout: Layout | None = None, *, evidence: bool = False) -> None:
        self._layout = layout or Layout()
        self._evidence = evidence

    def render(self, report: SecurityReport) -> str:
        """Return the history."""
        lines: list[str] = []
        for heading, entries in self._sections(report.entries):
            if heading is not None:
                lines.append(self._layout.heading(self._cut(heading)))
            lines += [self._table(entries), ""]
        for entry in report.entries:
            lines += self._details(entry)
        if lines and lines[-1]:
            lines.append("")
        lines.append(self._layout.wrapped(summary_of(report)))
        if not report.entries:
            hint = "`renovate-kit sync` and `renovate-kit ingest` put into the store what is known"
            lines.append(self._layout.wrapped(hint))
        elif not self._evidence:
            lines.append(self._layout.wrapped("--evidence says how each of this is known"))
        return "".join(f"{line}\n" for line in lines)

    def _sections(
        self, entries: Sequence[SecurityEntry]
    ) -> Iterator[tuple[str | None, Sequence[SecurityEntry]]]:
        """Yield one table, or one for each repository if there is no room for their names."""
        names = {entry.repository for entry in entries}
        if len(names) <= 1 or _REPOSITORY in self._shown_columns(many=True):
            if entries:
                yield None, entries
            return
        ordered = sorted(entries, key=lambda entry: entry.repository)
        for name, some in groupby(ordered, key=lambda entry: entry.repository):
            yield name, tuple(some)

    def _shown_columns(self, *, many: bool) -> dict[str, int]:
        width = self._layout.width
        if width is None:
            return {name: _WIDEST for name, *_ in _COLUMNS if many or name != _REPOSITORY}
        shown = {
            name: most
            for name, narrowest, most in _COLUMNS
            if width >= narrowest and (many or name != _REPOSITORY)
        }
        if width >= _SPACIOUS:
            shown["package"] += _MORE_FOR_PACKAGE
        return shown

    def _table(self, entries: Sequence[SecurityEntry]) -> str:
        shown = self._shown_columns(many=len({entry.repository for entry in entries}) > 1)
        rows = [
            [self._cell(name, entry, most) for name, most in shown.items()] for entry in entries
        ]
        table = tabulate(
            rows,
            headers=list(shown),
            tablefmt="simple",
            colalign=["left"] * len(shown),
            disable_numparse=True,
        )
        return "\n".join(line.rstrip() for line in table.splitlines())

    def _cell(self, name: str, entry: SecurityEntry, most: int) -> str:
        text = _shortened(harmless(_CELLS[name](entry)), most)
        if name == "state":
            return self._layout.verdict(_LOOKS[entry.state], text)
        return text

    def _details(self, entry: SecurityEntry) -> Iterator[str]:
        called = f"{name_of(entry)} {number_of(entry)}"
        notes = list(notes_of(entry))
        if self._evidence:
            yield self._layout.wrapped(called)
            for each in (*notes, *map(evidence_of, entry.evidence)):
                yield self._layout.wrapped(self._whole(each), indent="  ")
        elif notes:
            yield self._layout.wrapped(f"{called}: {'; '.join(notes)}")

    def _whole(self, text: str) -> str:
        return harmless(text)

    def _cut(self, text: str) -> str:
        return _shortened(harmless(text), self._layout.width or _WIDEST)


_LOOKS: Final[Mapping[EntryState, Verdict]] = {
    EntryState.OPEN: Verdict.FAILED,
    EntryState.FIXED: Verdict.HEALTHY,
    EntryState.DISMISSED: Verdict.DEGRADED,
    EntryState.WITHDRAWN: Verdict.INCOMPLETE,
}
_CELLS: Final[Mapping[str, Callable[[SecurityEntry], str]]] = {
    _SEVERITY: severity_of,
    "state": state_of,
    "package": name_of,
    "advisory": number_of,
    "fixed in": lambda entry: entry.fixed_version or "-",
    "PR": pull_request_of,
    "exposed": exposure_of,
    "SLA": sla_of,
    _REPOSITORY: lambda entry: entry.repository,
}


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + _ELLIPSIS
