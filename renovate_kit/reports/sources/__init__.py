"""Where events come from: the logs of Renovate's runs."""

from renovate_kit.reports.sources.log_stream import LogSource, open_log
from renovate_kit.reports.sources.one_line import printable

__all__ = ["LogSource", "open_log", "printable"]
