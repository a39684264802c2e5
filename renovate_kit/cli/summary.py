"""The report of a period, as `report` and `stats` need it."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from renovate_kit.cli.settings import default_store

if TYPE_CHECKING:
    from renovate_kit.reports.report import Period, Report
    from renovate_kit.reports.store import Store

__all__ = ["summarised"]


def summarised(
    store: str | None,
    period: "Period | None",
    repositories: Sequence[str],
    *,
    time_zone: str,
    now: datetime,
) -> "Report":
    """Return the report of a period.

    Args:
        store: of `--store`.
        period: which one; None for all that is on record.
        repositories: only these; empty means all.
        time_zone: IANA name of the zone of the report.
        now: when that is.

    Raises:
        InputError: there is nothing to report.
        StoreError: the store can't be read.
        UsageError: there is no such time zone.
    """
    from renovate_kit.reports.pipeline import summarise
    from renovate_kit.reports.store import open_store

    with _without_collection(), open_store(store or default_store(), create=False) as opened:
        return summarise(
            opened,
            period or _everything(opened, repositories, now),
            time_zone=time_zone,
            repositories=repositories,
            now=now,
        )


def _everything(store: "Store", repositories: Sequence[str], now: datetime) -> "Period":
    from renovate_kit.reports.pipeline import everything_on_record

    return everything_on_record(store, repositories, now=now)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let nobody look for garbage meanwhile.

    All that was read is needed to the end, so that none is found: that search takes 40 % of the
    time of a report of thousands of repositories.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
