"""The history of vulnerabilities as Markdown, for an issue or a wiki."""

from typing import Final

from renovate_kit.reports.formats.markdown_tables import table
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, link
from renovate_kit.reports.formats.run_wording import when
from renovate_kit.reports.formats.security_wording import (
    as_of,
    evidence_of,
    exposure_of,
    likelihood_of,
    name_of,
    notes_of,
    pull_request_of,
    severity_of,
    sla_of,
    state_of,
    summary_of,
    title_of,
)
from renovate_kit.reports.security_report import SecurityEntry, SecurityReport

__all__ = ["SecurityMarkdown"]

_HEADERS: Final = (
    "Severity",
    "State",
    "Package",
    "Advisory",
    "From",
    "Fixed in",
    "Repository",
    "Pull request",
    "Detected (UTC)",
    "Fixed (UTC)",
    "Exposed",
    "SLA",
)
_NOTHING: Final = Markdown("-")
_WEB: Final = ("https://", "http://")


class SecurityMarkdown:
    """A heading, a count, a table, and what shows each line of it."""

    def render(self, report: SecurityReport) -> str:
        """Return the history."""
        parts = ["# Vulnerabilities", escape_markdown(summary_of(report))]
        if known := as_of(report):
            parts.append(escape_markdown(known))
        if report.entries:
            parts.append(table(_HEADERS, map(_row, report.entries)))
            parts.append("## Evidence")
            parts += map(_evidence, report.entries)
        return "\n\n".join(parts) + "\n"


def _row(entry: SecurityEntry) -> tuple[str, ...]:
    return (
        severity_of(entry),
        state_of(entry),
        code(name_of(entry)),
        Markdown(", ".join(code(number) for number in entry.ids)) or escape_markdown("(not told)"),
        _code(entry.vulnerable_version),
        _code(entry.fixed_version),
        code(entry.repository),
        _pull_request(entry),
        when(entry.detected_at),
        when(entry.fixed_at) if entry.fixed_at is not None else _NOTHING,
        Markdown(exposure_of(entry)),
        Markdown(sla_of(entry)),
    )


def _pull_request(entry: SecurityEntry) -> Markdown:
    # A number or a word of ours: there is nothing to escape.
    shown = Markdown(pull_request_of(entry))
    url = None if entry.pull_request is None else entry.pull_request.url
    return link(shown, url) if url is not None and url.startswith(_WEB) else shown


def _code(text: str | None) -> Markdown:
    return _NOTHING if text is None else code(text)


def _title(entry: SecurityEntry) -> str:
    if entry.package is not None and entry.ids:
        return f"{code(entry.package)} {code(entry.ids[0])}"
    return escape_markdown(title_of(entry))


def _evidence(entry: SecurityEntry) -> str:
    lines = [f"{_title(entry)} in {code(entry.repository)}", ""]
    if entry.summary is not None:
        lines = [f"{lines[0]}: {escape_markdown(entry.summary)}", ""]
    lines += [f"- {escape_markdown(note)}" for note in (*notes_of(entry), *likelihood_of(entry))]
    lines += [f"- {escape_markdown(evidence_of(each))}" for each in entry.evidence]
    return "\n".join(lines)
