"""Problems as a table of comma-separated values; docs/errors.md says what each column means."""

from collections.abc import Iterator, Mapping

from renovate_kit.reports.formats.csv_report import Row, csv_text
from renovate_kit.reports.problem_report import ProblemReport

__all__ = ["ErrorsCsv"]

_HEADERS = (
    *("fingerprint", "category", "level", "message", "detail", "state", "count", "runs"),
    *("first_seen", "last_seen", "repositories", "remedy", "ignored"),
)


class ErrorsCsv:
    """One file, `problems.csv`. Problems that are ignored are there, and say so."""

    def render_files(self, report: ProblemReport) -> Mapping[str, str]:
        """Return each file by its name."""
        return {"problems.csv": csv_text(_HEADERS, _rows(report))}


def _rows(report: ProblemReport) -> Iterator[Row]:
    for each in report.problems:
        yield (
            *(each.fingerprint, each.category, each.level, each.message, each.detail),
            *(each.state.value, each.count, each.runs, each.first_seen, each.last_seen),
            " ".join(place.repository or "" for place in each.repositories).strip(),
            *(each.remedy, each.ignored is not None),
        )
