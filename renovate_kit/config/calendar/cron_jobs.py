"""What the schedule of a Kubernetes CronJob means.

Source: `ParseStandard` in `parser.go` of robfig/cron 3.0.1, which Kubernetes uses; `formatSchedule`
in `pkg/controller/cronjob/utils.go` and `validateScheduleFormat` in
`pkg/apis/batch/validation/validation.go` of Kubernetes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Final

from renovate_kit.config.calendar.zones import go_zone
from renovate_kit.errors import UsageError

__all__ = ["CronTimes", "parse_cron_job"]

_FIELDS: Final = 5
_LONGEST_QUOTE: Final = 80
_ZONE: Final = re.compile(r"(?:CRON_)?TZ=(?P<zone>[^ ]*) (?P<rest>.*)", re.DOTALL)
_MACROS: Final = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_NUMBER: Final = re.compile(r"\+?[0-9]{1,9}", re.ASCII)
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_WEEKDAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


@dataclass(frozen=True, slots=True, kw_only=True)
class CronTimes:
    """When a CronJob starts.

    Attributes:
        minutes: of the hour.
        hours: of the day.
        days: of the month.
        months: from 1.
        weekdays: 0 is Sunday.
        either_day: whether one of `days` and `weekdays` is enough; else both have to fit.
        zone: on whose clocks.
        is_zone_assumed: whether neither the schedule nor `timeZone` names a zone. Then it is that
            of the kube-controller-manager, which is UTC nearly everywhere and taken for it here.
        is_zone_in_schedule: whether `TZ=` in the schedule names it; Kubernetes since 1.29 refuses
            that in new CronJobs, and `timeZone` has no effect beside it.
    """

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    either_day: bool
    zone: tzinfo
    is_zone_assumed: bool = False
    is_zone_in_schedule: bool = False


def parse_cron_job(schedule: str, time_zone: str | None = None) -> CronTimes:
    """Parse the `schedule` and the `timeZone` of a CronJob.

    Raises:
        UsageError: Kubernetes refuses one of them, or it is `@every`, of which nobody can tell
            the minute: it counts from the last start.
    """
    match = _ZONE.fullmatch(schedule)
    if match is not None:
        zone, text = _zone(match["zone"], schedule), match["rest"].strip()
    else:
        zone = UTC if time_zone is None else _named_zone(time_zone)
        text = schedule
    if text.startswith("@"):
        text = _macro(text)
    fields = text.split()
    if len(fields) != _FIELDS:
        raise _refusal(schedule, f"it has {len(fields)} fields", "a schedule has five fields")
    try:
        return _times(
            [field.parse(part) for field, part in zip(_ALL_FIELDS, fields, strict=True)],
            zone=zone,
            is_zone_assumed=match is None and time_zone is None,
            is_zone_in_schedule=match is not None,
        )
    except _RefusedError as error:
        raise _refusal(schedule, str(error), "write minute, hour, day, month, weekday") from error


def _times(
    values: "list[_Values]", *, zone: tzinfo, is_zone_assumed: bool, is_zone_in_schedule: bool
) -> CronTimes:
    minutes, hours, days, months, weekdays = values
    return CronTimes(
        minutes=minutes.numbers,
        hours=hours.numbers,
        days=days.numbers,
        months=months.numbers,
        weekdays=weekdays.numbers,
        either_day=not (days.has_star or weekdays.has_star),
        zone=zone,
        is_zone_assumed=is_zone_assumed,
        is_zone_in_schedule=is_zone_in_schedule,
    )


def _macro(text: str) -> str:
    if text.startswith("@every "):
        raise UsageError(
            f"{_quoted(text)} starts at no fixed minute",
            hint="write a cron expression, such as `0 * * * *`",
        )
    if text not in _MACROS:
        raise _refusal(text, "there is no such macro", f"there are {', '.join(_MACROS)}")
    return _MACROS[text]


def _zone(name: str, schedule: str) -> tzinfo:
    zone = UTC if name == "Local" else go_zone(name)
    if zone is None:
        raise _refusal(schedule, f"{_quoted(name)} is no time zone", "name one as `Europe/Berlin`")
    return zone


def _named_zone(name: str) -> tzinfo:
    zone = None if not name or name.lower() == "local" else go_zone(name)
    if zone is None:
        raise UsageError(
            f"Kubernetes refuses the `timeZone` {_quoted(name)}",
            hint="name one as `Europe/Berlin`",
        )
    return zone


def _refusal(schedule: str, why: str, hint: str) -> UsageError:
    return UsageError(f"Kubernetes refuses the schedule {_quoted(schedule)}: {why}", hint=hint)


def _quoted(text: str) -> str:
    return f'"{text[:_LONGEST_QUOTE]}…"' if len(text) > _LONGEST_QUOTE else f'"{text}"'


class _RefusedError(Exception):
    """robfig/cron returns an error here."""


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of a field, and whether a star without a step is among its parts."""

    numbers: frozenset[int]
    has_star: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What a field can hold."""

    name: str
    first: int
    last: int
    names: Mapping[str, int]

    def parse(self, text: str) -> _Values:
        """Return what a field means; a list may have empty parts, and be empty itself."""
        numbers: set[int] = set()
        has_star = False
        for part in filter(None, text.split(",")):
            values, is_star = self._part(part)
            numbers.update(values)
            has_star = has_star or is_star
        return _Values(frozenset(numbers), has_star)

    def _part(self, part: str) -> tuple[range, bool]:
        stretch, *steps = part.split("/")
        if len(steps) > 1:
            raise _RefusedError(f"{_quoted(part)} has two slashes")
        low, *highs = stretch.split("-")
        is_star = low in {"*", "?"}  # what follows a star and a hyphen is not even read
        if is_star:
            first, last = self.first, self.last
        elif len(highs) > 1:
            raise _RefusedError(f"{_quoted(part)} has two hyphens")
        else:
            first = self._number(low)
            last = self._number(highs[0]) if highs else first
        step = self._step(steps[0], part) if steps else 1
        if steps and not highs:
            last = self.last
        if not self.first <= first <= last <= self.last:
            limits = f"{self.first} to {self.last}"
            raise _RefusedError(f"{_quoted(part)} is no {self.name} from {limits}")
        return range(first, last + 1, step), is_star and step == 1

    def _number(self, text: str) -> int:
        named = self.names.get(text.lower())
        if named is not None:
            return named
        if not _NUMBER.fullmatch(text):
            raise _RefusedError(f"{_quoted(text)} is no {self.name}")
        return int(text)

    def _step(self, text: str, part: str) -> int:
        if not _NUMBER.fullmatch(text) or not int(text):
            raise _RefusedError(f"the step of {_quoted(part)} is no number from 1 on")
        return int(text)


_ALL_FIELDS: Final = (
    _Field(name="minute", first=0, last=59, names={}),
    _Field(name="hour", first=0, last=23, names={}),
    _Field(name="day of the month", first=1, last=31, names={}),
    _Field(name="month", first=1, last=12, names={n: i for i, n in enumerate(_MONTHS, start=1)}),
    _Field(name="weekday", first=0, last=6, names={n: i for i, n in enumerate(_WEEKDAYS)}),
)
