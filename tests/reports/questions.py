"""Short questions to a report, for tests of statistics."""

from renovate_kit.reports.report import Attention, AttentionKind, Report, RepositoryReport
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.period_rows import PeriodRows
from tests.reports.period import WEEK, at


def week(known: PeriodRows) -> Report:
    return build_report(known, period=WEEK, time_zone="UTC", now=at(10))


def only(report: Report) -> RepositoryReport:
    (part,) = report.repositories
    return part


def kinds(report: Report) -> list[AttentionKind]:
    found = [*report.attention, *(each for part in report.repositories for each in part.attention)]
    return [each.kind for each in found]


def attention(report: Report, kind: AttentionKind) -> Attention:
    (found,) = [each for each in only(report).attention if each.kind is kind]
    return found
