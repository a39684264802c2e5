"""From the store's rows to a report: pure functions, so the same rows give the same report."""

from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.period_rows import PeriodRows

__all__ = ["PeriodRows", "build_report"]
