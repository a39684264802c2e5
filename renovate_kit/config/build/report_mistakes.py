"""What is wrong with the weekly report together with the rest of the settings."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.config.build.option_mistakes import Mistake
from renovate_kit.config.build.schedules import longest_period, shortest_period
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_report import WeeklyReport

__all__ = ["report_mistakes"]

_KEY: Final = "weeklyReport"
_LONGEST_NAME: Final = 45
"""Of the deployment: `-report` follows it, and a CronJob's name may have 52 characters."""


def report_mistakes(settings: Settings) -> Iterator[Mistake]:
    """Yield what is wrong with the weekly report beyond the form of its settings.

    Args:
        settings: of the right form.
    """
    weekly = settings.weekly_report
    if weekly is None:
        return
    if settings.platform != "github":
        message = f"`{_KEY}` is published on GitHub, and the platform is {settings.platform}"
        yield Mistake((_KEY,), message, "leave it out")
    if len(settings.name) > _LONGEST_NAME:
        message = f"`name` may have {_LONGEST_NAME} characters with a `{_KEY}`"
        yield Mistake(("name",), message, at_key=False)
    yield from _places(settings, weekly)
    yield from _vanishing(settings, weekly)


def _places(settings: Settings, weekly: WeeklyReport) -> Iterator[Mistake]:
    repositories = weekly.repositories or settings.repositories
    if not repositories:
        message = f"`{_KEY}` lacks `repositories`: with `autodiscover` they are not known"
        yield Mistake((_KEY,), message)
    elif weekly.publish_to is None and len(repositories) > 1:
        message = f"`{_KEY}` lacks `publishTo`: there are {len(repositories)} repositories"
        yield Mistake((_KEY,), message, "name the one that gets the issue or the commits")


def _vanishing(settings: Settings, weekly: WeeklyReport) -> Iterator[Mistake]:
    """Yield what makes Kubernetes remove logs before they are read."""
    every = longest_period(weekly.ingest_schedule)
    runs = -(-every // shortest_period(settings.schedule))
    kept = min(settings.history.successful, settings.history.failed)
    place = (_KEY, "ingestSchedule")
    if runs > kept:
        message = f"{runs} runs can end between two readings, and only {kept} are kept"
        yield Mistake(place, message, "read more often, or raise `history`")
    if settings.history.ttl_seconds <= every:
        message = f"finished runs are removed after {settings.history.ttl_seconds} seconds"
        yield Mistake(place, message, "read more often, or raise `history.ttlSeconds`")
