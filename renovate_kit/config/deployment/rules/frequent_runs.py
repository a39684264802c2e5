"""The rule `frequent-runs`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.run_meetings import job_times, shortest_period
from renovate_kit.config.diagnostics import Severity

__all__ = ["FrequentRuns"]

_SHORTEST = timedelta(minutes=15)


class FrequentRuns(DeploymentRule):
    """The CronJob starts Renovate every few minutes.

    Each run asks the platform and all registries anew, so that runs this close use up rate limits,
    and often are not done when the next one is due. Releases are not made that often: the CronJob
    in Renovate's documentation starts every hour.

    Source: https://docs.renovatebot.com/examples/self-hosting/#kubernetes
    """

    code = "RK784"
    name = "frequent-runs"
    severity = Severity.INFO
    valid: ClassVar = (wanted(cron_job().replace("0 * * * *", "*/15 * * * *")),)
    invalid: ClassVar = (
        unwanted(cron_job().replace("0 * * * *", "*/5 * * * *"), at='"*/5 * * * *"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the schedule, if two of its starts are close."""
        times = job_times(subject.deployment)
        schedule = subject.deployment.workload.at("spec", "schedule")
        period = None if times is None else shortest_period(times)
        if schedule is None or period is None or period >= _SHORTEST:
            return
        minutes = int(period.total_seconds()) // 60
        often = "every minute" if minutes == 1 else f"{minutes} minutes after the one before"
        yield DeploymentFinding(
            origin=schedule.origin,
            at_key=False,
            message=f"`{schedule.content}` starts a run {often}: each asks all registries anew",
            help="let it start every hour, as in `0 * * * *`",
        )
