"""Where events come from: the logs of Renovate's runs."""

from renovate_kit.reports.sources.log_stream import LogSource, open_log

__all__ = ["LogSource", "open_log"]
