"""Vulnerabilities as tables, for every format that has some."""

from collections.abc import Iterable
from datetime import datetime

from renovate_kit.reports.formats.run_wording import UNKNOWN
from renovate_kit.reports.formats.security_wording import (
    exposure_of,
    name_of,
    pull_request_of,
    severity_of,
    sla_of,
    state_of,
)
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import day_of
from renovate_kit.reports.formats.words import NOTHING, Code, Linked, Ranked, Strong, Words, joined
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.severities import SEVERITIES

__all__ = ["vulnerabilities_table"]

_HEADERS = (
    *("Package", "Severity", "State", "Advisory", "From", "Fixed in", "Repository"),
    *("Pull request", "Detected", "Fixed", "Exposed", "SLA"),
)
_REPOSITORY = _HEADERS.index("Repository")


def vulnerabilities_table(
    entries: Iterable[SecurityEntry], time_zone: str, *, with_repository: bool = True
) -> Table:
    """Return vulnerabilities, one in each row.

    Args:
        entries: in their order.
        time_zone: in which times are told.
        with_repository: whether the rows say whose they are.
    """
    rows = [_row(entry, time_zone) for entry in entries]
    headers: tuple[str, ...] = _HEADERS
    if not with_repository:
        headers = (*headers[:_REPOSITORY], *headers[_REPOSITORY + 1 :])
        rows = [(*row[:_REPOSITORY], *row[_REPOSITORY + 1 :]) for row in rows]
    return Table("Vulnerabilities", tuple(map(Column, headers)), tuple(rows))


def _row(entry: SecurityEntry, time_zone: str) -> tuple[Words, ...]:
    return (
        (Code(name_of(entry)),),
        _severity(entry),
        (state_of(entry),),
        joined(", ", ((Code(number),) for number in entry.ids)) or ("(not told)",),
        _code(entry.vulnerable_version),
        _code(entry.fixed_version),
        (Code(entry.repository),),
        _pull_request(entry),
        _day(entry.detected_at, time_zone) or (UNKNOWN,),
        _day(entry.fixed_at, time_zone),
        _exposure(entry),
        (sla_of(entry),) if entry.sla is not None else NOTHING,
    )


def _day(at: datetime | None, time_zone: str) -> Words:
    return NOTHING if at is None else (Ranked(day_of(at, time_zone), int(at.timestamp())),)


def _severity(entry: SecurityEntry) -> Words:
    said = severity_of(entry)
    shown = Strong(said) if entry.open else said
    return (Ranked(shown, -SEVERITIES.index(said)) if said in SEVERITIES else shown,)


def _exposure(entry: SecurityEntry) -> Words:
    lasting = entry.age if entry.open else entry.exposure_from_detection
    if not entry.open and entry.fixed_at is None:
        return NOTHING
    said = exposure_of(entry)
    return (said if lasting is None else Ranked(said, int(lasting.total_seconds())),)


def _pull_request(entry: SecurityEntry) -> Words:
    told = entry.pull_request
    return NOTHING if told is None else (Linked(pull_request_of(entry), told.url),)


def _code(text: str | None) -> Words:
    return NOTHING if text is None else (Code(text),)
