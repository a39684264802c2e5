"""Where events come from: the logs of Renovate's runs."""

from renovate_kit.reports.sources.log_files import Passed, open_logs
from renovate_kit.reports.sources.log_stream import LogSource, open_log
from renovate_kit.reports.sources.no_log import NoLogError, NoRunError
from renovate_kit.reports.sources.one_line import printable

__all__ = ["LogSource", "NoLogError", "NoRunError", "Passed", "open_log", "open_logs", "printable"]
