"""`renovate-kit calendar`."""

import shutil
import sys
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from renovate_kit.cli.output import say, uses_colour, write_whole
from renovate_kit.errors import UsageError
from renovate_kit.redaction import redact

if TYPE_CHECKING:
    from renovate_kit.config.calendar import Calendar, CronJob, Drift, Schedule

__all__ = ["EPILOG", "calendar"]

EPILOG = """\b
Examples:
  renovate-kit calendar                                         # the CronJob of this checkout
  renovate-kit calendar --kustomize overlays/prod
  renovate-kit calendar renovate.json --cron '0 */6 * * *' --cron-time-zone Europe/Berlin
  renovate-kit calendar --cron @daily --schedule 'before 5am' --time-zone Europe/Berlin
  renovate-kit calendar --cron @hourly --from 2027-03-27 --format markdown

Exit codes: 0 every schedule is met, 1 one never is, 2 wrong usage, 3 something could not be
read or written."""

NEVER_MET = 1
"""The exit code that says that a schedule is never met."""

_WIDTH_OF_FILES = 80
_MOST_DAYS = 92
_ANY_TIME = "at any time"


class _FormatName(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


_Path: TypeAlias = Annotated[
    Path | None,
    typer.Argument(
        metavar="PATH",
        help="A checkout, manifests, or with --cron a config of Renovate.",
        show_default="the checkout in this folder",
    ),
]
_Overlay: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--kustomize",
        metavar="DIR",
        help="The CronJob in what this kustomization comes to.",
        show_default=False,
    ),
]
_Cron: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="SCHEDULE",
        help="The `schedule` of a CronJob, instead of one in manifests.",
        show_default=False,
    ),
]
_CronTimeZone: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="ZONE", help="The `timeZone` of the CronJob.", show_default="taken for UTC"
    ),
]
_Entries: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="TEXT",
        help="An entry of a `schedule` of Renovate, instead of a config; repeatable.",
        show_default=False,
    ),
]
_TimeZone: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="ZONE", help="The `timezone` beside it.", show_default=False),
]
_Age: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="AGE", help="The `minimumReleaseAge` beside it.", show_default=False),
]
_DriftText: TypeAlias = Annotated[
    str, typer.Option(metavar="MINUTES", help="How long after its start Renovate asks: least-most.")
]
_FirstDay: TypeAlias = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="The first day.", show_default="today"),
]
_Days: TypeAlias = Annotated[int, typer.Option(min=1, max=_MOST_DAYS, help="How many days.")]
_Format: TypeAlias = Annotated[
    _FormatName, typer.Option("--format", help="What the calendar looks like.")
]
_Output: TypeAlias = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write to a file.", show_default=False)
]


def calendar(  # noqa: PLR0913 - one for each flag
    path: _Path = None,
    *,
    overlay: _Overlay = None,
    cron: _Cron = None,
    cron_time_zone: _CronTimeZone = None,
    schedule: _Entries = None,
    time_zone: _TimeZone = None,
    minimum_release_age: _Age = None,
    drift: _DriftText = "0-5",
    first_day: _FirstDay = None,
    days: _Days = 14,
    format_: _Format = _FormatName.TEXT,
    output: _Output = None,
) -> None:
    """Show which starts of Renovate meet its schedules in the next two weeks."""
    from renovate_kit.config.calendar import CronJob, Verdict, make_calendar

    if cron is None:
        _refuse_beside_manifests(cron_time_zone, schedule, time_zone, minimum_release_age)
        job, schedules = _of_deployment(path or Path(), overlay)
    else:
        _refuse_overlay(overlay)
        job = CronJob(schedule=cron, time_zone=cron_time_zone)
        schedules = _schedules(path, schedule or [], time_zone, minimum_release_age)
    made = make_calendar(
        job,
        schedules,
        _first_moment(first_day, schedules[0].time_zone),
        drift=_drift(drift),
        days=days,
    )
    if output is None:
        say(_rendered(made, format_, is_file=False))
    else:
        write_whole(output, _rendered(made, format_, is_file=True))
    is_never_met = any(one.verdict is Verdict.NEVER for one in made.schedules)
    raise typer.Exit(NEVER_MET if is_never_met else 0)


def _refuse_beside_manifests(*flags: object) -> None:
    if any(flags):
        raise UsageError(
            "--schedule and the time zones go with --cron",
            hint="add --cron, or leave them out: the manifests and the config say both",
        )


def _refuse_overlay(overlay: Path | None) -> None:
    if overlay is not None:
        raise UsageError(
            "--cron takes the place of the CronJob in an overlay, and there is one",
            hint="leave out --cron or --kustomize",
        )


def _of_deployment(path: Path, overlay: Path | None) -> "tuple[CronJob, tuple[Schedule, ...]]":
    """Return the CronJob of a deployment, and the schedules of the configs around it."""
    from renovate_kit.cli.deployment_choice import deployment_at
    from renovate_kit.config.calendar import CronJob, Schedule
    from renovate_kit.config.deployment.schedules import schedules_of
    from renovate_kit.config.options import load_catalogue

    subject = deployment_at(path, overlay, load_catalogue())
    workload = subject.deployment.workload
    schedule = workload.at("spec", "schedule")
    if schedule is None or not isinstance(schedule.content, str):
        hint = "`--cron SCHEDULE` takes the place of one"
        raise UsageError(f"the {subject.deployment.kind} has no schedule", hint=hint)
    job = CronJob(
        schedule=schedule.content,
        time_zone=workload.text("spec", "timeZone"),
        place=f"{schedule.origin.path}:{schedule.origin.line}",
    )
    found = tuple(one.schedule for one in schedules_of(subject) if one.is_in_force)
    return job, found or (Schedule(option="schedule", entries=(_ANY_TIME,)),)


def _schedules(
    path: Path | None, entries: list[str], time_zone: str | None, age: str | None
) -> "tuple[Schedule, ...]":
    """Return the schedule that flags give, or else those of a config."""
    from renovate_kit.cli.calendar_inputs import calendar_inputs
    from renovate_kit.config.calendar import Schedule
    from renovate_kit.config.options import load_catalogue

    if entries and path is not None:
        raise UsageError(
            "--schedule is there instead of a config, and there is one",
            hint=f"leave out --schedule or {path}",
        )
    if not entries and (time_zone is not None or age is not None):
        raise UsageError(
            "--time-zone and --minimum-release-age belong to --schedule",
            hint="a config says both itself; add --schedule to look at another one",
        )
    if not entries:
        inputs = calendar_inputs(path or Path(), load_catalogue())
        if inputs.unknown_presets:
            names = redact(", ".join(inputs.unknown_presets))
            sys.stderr.write(f"note: what {names} says of time is not known and left out\n")
        return inputs.schedules
    given = Schedule(
        option="schedule",
        entries=tuple(entries),
        time_zone=time_zone,
        minimum_release_age=_age(age),
    )
    return (given,)


def _age(text: str | None) -> str | None:
    from renovate_kit.config.durations import milliseconds

    if text is not None and milliseconds(text) is None:
        raise UsageError(f"{text!r} is no duration", hint="write it as `3 days`")
    return text


def _drift(text: str) -> "Drift":
    from renovate_kit.config.calendar import Drift

    least, _, most = text.partition("-")
    try:
        first = timedelta(minutes=float(least))
        last = timedelta(minutes=float(most)) if most else first
    except (ValueError, OverflowError):
        first, last = timedelta(days=1), timedelta()
    if not timedelta() <= first <= last <= timedelta(days=1):
        raise UsageError(f"--drift {text} is no stretch of minutes", hint="write it as 0-5")
    return Drift(least=first, most=last)


def _first_moment(day: str | None, time_zone: str | None) -> datetime:
    """Return now, or the beginning of another day in the zone of a config."""
    from renovate_kit.config.calendar.zones import renovate_zone

    if day is None:
        return datetime.now(UTC)
    try:
        zone = renovate_zone(time_zone) or UTC
        return datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{day!r} is no date", hint="write it as 2027-03-27") from None


def _rendered(made: "Calendar", name: _FormatName, *, is_file: bool) -> str:
    match name:
        case _FormatName.MARKDOWN:
            from renovate_kit.config.formats.calendar_markdown import calendar_markdown

            return calendar_markdown(made)
        case _FormatName.JSON:
            from renovate_kit.config.formats.calendar_json import calendar_json

            return calendar_json(made)
        case _FormatName.TEXT:
            from renovate_kit.config.formats.calendar import calendar_text

            if is_file:
                return calendar_text(made, width=_WIDTH_OF_FILES)
            return calendar_text(
                made,
                width=shutil.get_terminal_size((_WIDTH_OF_FILES, 24)).columns,
                colour=uses_colour(),
                ascii_only=not _shows_unicode(),
            )


def _shows_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
