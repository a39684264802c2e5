"""The rule `unmet-schedule`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from renovate_kit.config.calendar.cron_jobs import CronTimes
from renovate_kit.config.calendar.zones import renovate_zone
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.run_meetings import (
    Meeting,
    Verdict,
    is_every_full_hour,
    job_times,
    meeting_of,
)
from renovate_kit.config.deployment.schedules import LocatedSchedule, schedules_of
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.grammars.schedules import ScheduleCrashError

__all__ = ["UnmetSchedule"]

_LONG_RUN = timedelta(hours=1)
_LONG_RUN_OVER_MANY = timedelta(hours=6)
_CONFIG = "renovate.json"
_HELP = "let the job start every hour and leave the choice to the schedule, or move one of the two"


def _at_noon(**more: str) -> str:
    return cron_job(**more).replace("0 * * * *", "0 12 * * *")


class UnmetSchedule(DeploymentRule):
    """The runs of the CronJob and a schedule of Renovate's do not meet, or seldom do.

    Renovate works when it is started, and then asks whether the schedule holds at that moment.
    A job that starts at noon never meets `before 5am`: what the schedule is for never happens,
    and no log says why. Let the job start every hour and leave the choice to the schedule, or
    leave out the schedule. The CronJob's hours are those of its `timeZone`, the schedule's those
    of Renovate's `timezone`; both are UTC where nothing is said. Judged are the global config and
    the config at the top of the checkout, over a year with both changes of the clocks, and with
    some minutes between the start of the job and Renovate's question.

    Source: `isScheduledNow` in `lib/workers/repository/update/branch/schedule.ts`, and
    https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
    """

    code = "RK781"
    name = "unmet-schedule"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(), files=((_CONFIG, '{"schedule": ["before 5am"]}'),)),
        wanted(
            _at_noon(spec="timeZone: Asia/Tokyo"),
            files=((_CONFIG, '{"schedule": ["* 4-5 * * *"], "timezone": "Europe/Berlin"}'),),
        ),
        wanted(_at_noon(), files=((_CONFIG, '{"automergeSchedule": ["before 5am"]}'),)),
        wanted(_at_noon(), files=((_CONFIG, '{"lockFileMaintenance": {"enabled": false}}'),)),
    )
    invalid: ClassVar = (
        unwanted(
            '{"timezone": "Europe/Berlin", "schedule": ["before 5am"]}',
            at='"schedule"',
            path=_CONFIG,
            files=(("manifests.yaml", _at_noon(spec="timeZone: Europe/Berlin")),),
        ),
        unwanted(
            '{"timezone": "Europe/Berlin", "schedule": ["* 4 * * *"]}',
            at='"schedule"',
            path=_CONFIG,
            files=(("manifests.yaml", _at_noon(spec="timeZone: Asia/Tokyo")),),
        ),
        unwanted(
            '{"extends": ["config:recommended", ":maintainLockFilesWeekly"]}',
            at='":maintainLockFilesWeekly"',
            path=_CONFIG,
            files=(("manifests.yaml", _at_noon(spec="timeZone: Etc/UTC")),),
        ),
        unwanted(
            _at_noon(
                spec="timeZone: Etc/UTC",
                container="env:\n  - name: RENOVATE_CONFIG\n"
                '    value: \'{"packageRules": [{"matchManagers": ["npm"], '
                '"schedule": ["before 5am"]}]}\'\n',
            ),
            at='"schedule"',
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every schedule that no run, or hardly any, falls into."""
        times = job_times(subject.deployment)
        if times is None:
            return
        delay = _LONG_RUN_OVER_MANY if _is_for_many(subject) else _LONG_RUN
        job = _job(subject, times)
        for item in schedules_of(subject):
            if not item.is_in_force or not item.is_zone_known:
                continue
            try:
                meeting = _meeting(times, item, delay)
                is_open = times.is_zone_assumed and _fits_in_own_zone(times, item, delay)
            except ScheduleCrashError:
                continue
            if not _is_said_elsewhere(meeting, times, item):
                yield from _findings(item, meeting, job, is_open=is_open)


def _is_for_many(subject: DeploymentSubject) -> bool:
    repositories = subject.effective.value("repositories")
    is_one = isinstance(repositories, list) and len(repositories) == 1
    return not is_one or subject.effective.value("autodiscover") is True


def _job(subject: DeploymentSubject, times: CronTimes) -> str:
    spec = subject.deployment.workload
    zone = spec.text("spec", "timeZone") or ("UTC" if times.is_zone_assumed else str(times.zone))
    return f"`{(spec.text('spec', 'schedule') or '').strip()}` ({zone})"


def _meeting(times: CronTimes, item: LocatedSchedule, delay: timedelta) -> Meeting:
    one = item.schedule
    return meeting_of(times, one.entries, one.time_zone, longest_delay=delay)


def _fits_in_own_zone(times: CronTimes, item: LocatedSchedule, delay: timedelta) -> bool:
    """Return whether the runs would do if the cluster's clock showed the schedule's time."""
    zone = renovate_zone(item.schedule.time_zone)
    if zone is None or zone == times.zone:
        return False
    return _meeting(replace(times, zone=zone), item, delay).verdict is Verdict.OFTEN


def _is_said_elsewhere(meeting: Meeting, times: CronTimes, item: LocatedSchedule) -> bool:
    """Return whether `narrow-schedule` says of the config alone what there is to say."""
    is_in_place = item.is_written and not item.preset and item.schedule.option == "schedule"
    return meeting.verdict is Verdict.IF_LATE and is_in_place and is_every_full_hour(times)


def _findings(
    item: LocatedSchedule, meeting: Meeting, job: str, *, is_open: bool
) -> Iterator[DeploymentFinding]:
    what, severity = _window(item), Severity.INFO
    match meeting.verdict:
        case Verdict.NEVER if is_open:
            message = f"if the cluster's clock shows UTC, no run of {job} falls into {what}"
        case Verdict.NEVER:
            message = f"no run of {job} falls into {what}: {_consequence(item)}"
            severity = Severity.WARNING
        case Verdict.IF_PROMPT:
            message = f"a run of {job} falls into {what} only if Renovate asks at once"
        case Verdict.IF_LATE:
            message = f"only a run of {job} that is late or takes long falls into {what}"
        case Verdict.RARELY:
            message = (
                f"a run of {job} falls into {meeting.met} of the {meeting.windows} windows "
                f"that {what} has in a year"
            )
        case _:
            return
    zone = item.schedule.time_zone
    help_ = f"write `timeZone: {zone}` beside the job's `schedule`" if is_open else _HELP
    yield DeploymentFinding(origin=item.origin, message=message, help=help_, severity=severity)


def _window(item: LocatedSchedule) -> str:
    entries = item.schedule.entries
    more = f" and {len(entries) - 1} more" if len(entries) > 1 else ""
    own = "" if item.is_written else "Renovate's default "
    return f"{own}`{entries[0]}`{more} ({item.schedule.time_zone or 'UTC'})"


def _consequence(item: LocatedSchedule) -> str:
    if item.schedule.option == "automergeSchedule":
        return "nothing is automerged by it"
    if item.schedule.pointer[-1:] == ("lockFileMaintenance",):
        return "lock files are never refreshed"
    return "no update is proposed" if item.is_for_all else "what it is for is never proposed"
