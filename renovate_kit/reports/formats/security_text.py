"""The history of vulnerabilities for people at a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from tabulate import tabulate

from renovate_kit.reports.formats.security_columns import (
    REPOSITORY,
    STATE,
    FittingColumns,
    columns_that_fit,
)
from renovate_kit.reports.formats.security_wording import (
    as_of,
    evidence_of,
    likelihood_of,
    notes_of,
    summary_of,
    title_of,
)
from renovate_kit.reports.formats.terminal_text import Layout, left_out
from renovate_kit.reports.report import Verdict
from renovate_kit.reports.security_report import EntryState, SecurityEntry, SecurityReport

__all__ = ["SecurityText"]

_LOOKS: Final[Mapping[EntryState, Verdict]] = {
    EntryState.OPEN: Verdict.FAILED,
    EntryState.FIXED: Verdict.HEALTHY,
    EntryState.DISMISSED: Verdict.DEGRADED,
    EntryState.WITHDRAWN: Verdict.INCOMPLETE,
}


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
        columns = columns_that_fit(report.entries, self._layout.width)
        lines: list[str] = []
        for repository, entries in _sections(report.entries, columns):
            if repository is not None:
                lines.append(self._layout.heading(self._layout.wrapped(repository)))
            lines += [self._table(entries, columns), ""]
        for entry in report.entries:
            lines += self._details(entry)
        if lines and lines[-1]:
            lines.append("")
        lines += map(self._layout.wrapped, self._ending(report, columns))
        return "".join(f"{line}\n" for line in lines)

    def _ending(self, report: SecurityReport, columns: FittingColumns) -> Iterator[str]:
        yield summary_of(report)
        if not report.entries:
            yield "`renovate-kit sync` and `renovate-kit ingest` put into the store what is known"
            return
        if known := as_of(report):
            yield known
        if missing := [heading for heading in columns.left_out if heading != REPOSITORY]:
            yield left_out(missing)
        if not self._evidence:
            yield "--evidence says how each of this is known"

    def _table(self, entries: Sequence[SecurityEntry], columns: FittingColumns) -> str:
        rows = [
            [self._coloured(heading, cell, entry) for heading, cell in columns.cells(entry).items()]
            for entry in entries
        ]
        lines = ["-" * width for width in columns.widths.values()]
        # Headings given as such would get two more columns each.
        table = tabulate(
            [[*columns.widths], lines, *rows],
            tablefmt="plain",
            colalign=["left"] * len(lines),
            disable_numparse=True,
        )
        return "\n".join(line.rstrip() for line in table.splitlines())

    def _coloured(self, heading: str, cell: str, entry: SecurityEntry) -> str:
        return self._layout.verdict(_LOOKS[entry.state], cell) if heading == STATE else cell

    def _details(self, entry: SecurityEntry) -> Iterator[str]:
        notes = list(notes_of(entry))
        if self._evidence:
            yield self._layout.wrapped(title_of(entry))
            for each in (*notes, *likelihood_of(entry), *map(evidence_of, entry.evidence)):
                yield self._layout.wrapped(each, indent="  ")
        elif notes:
            yield self._layout.wrapped(f"{title_of(entry)}: {'; '.join(notes)}")


def _sections(
    entries: Sequence[SecurityEntry], columns: FittingColumns
) -> Iterator[tuple[str | None, Sequence[SecurityEntry]]]:
    """Yield one table, or one for each repository if there is no room for their names."""
    if REPOSITORY not in columns.left_out:
        if entries:
            yield None, entries
        return
    ordered = sorted(entries, key=lambda entry: entry.repository)
    for name, some in groupby(ordered, key=lambda entry: entry.repository):
        yield name, tuple(some)
