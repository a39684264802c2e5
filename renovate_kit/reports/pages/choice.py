"""What a query asks for: a period, and a repository."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from renovate_kit.errors import UsageError
from renovate_kit.reports.formats.page_bar import PeriodKind
from renovate_kit.reports.report import Period
from renovate_kit.reports.weeks import last_complete_week, parse_days, parse_last, parse_week

__all__ = ["Asked", "asked_in", "chosen_period", "fields_in", "query_of"]

_BY: Final = "by"
_WEEK: Final = "week"
_FROM: Final = "from"
_TO: Final = "to"
_LAST: Final = "last"
_REPOSITORY: Final = "repository"
_FIELDS: Final = (_BY, _WEEK, _FROM, _TO, _LAST, _REPOSITORY)
_LONGEST: Final = 300
_CLUES: Final = {PeriodKind.WEEK: _WEEK, PeriodKind.DAYS: _FROM, PeriodKind.LAST: _LAST}
_HINT: Final = "choose another period above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for, as they wrote it; what is empty is not asked for.

    Attributes:
        kind: which fields count.
        week: ISO week.
        first_day: of a stretch of days.
        last_day: likewise; the present day if it is empty.
        last: so many days or weeks that are over.
        repository: only that one.
    """

    kind: PeriodKind = PeriodKind.WEEK
    week: str = ""
    first_day: str = ""
    last_day: str = ""
    last: str = ""
    repository: str = ""


def fields_in(query: str) -> Mapping[str, str]:
    """Return the fields of a query.

    Raises:
        UsageError: one is unknown, there twice, or too long.
    """
    fields: dict[str, str] = {}
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=2 * len(_FIELDS))
    except ValueError as error:
        raise UsageError("the address has too many fields", hint=_HINT) from error
    for name, value in pairs:
        if name not in _FIELDS:
            raise UsageError(
                f"the address has a field {name[:40]!r}, which means nothing", hint=_HINT
            )
        if name in fields:
            raise UsageError(f"the address has {name!r} twice", hint=_HINT)
        if len(value) > _LONGEST:
            raise UsageError(f"the value of {name!r} is too long", hint=_HINT)
        fields[name] = value.strip()
    return fields


def asked_in(fields: Mapping[str, str]) -> Asked:
    """Return what the fields of a query ask for.

    Raises:
        UsageError: they ask for several periods, or for half of one.
    """
    return Asked(
        kind=_kind(fields),
        week=fields.get(_WEEK, ""),
        first_day=fields.get(_FROM, ""),
        last_day=fields.get(_TO, ""),
        last=fields.get(_LAST, ""),
        repository=fields.get(_REPOSITORY, ""),
    )


def _kind(fields: Mapping[str, str]) -> PeriodKind:
    """Return which fields count: the form says so, and who writes an address gives no others."""
    if by := fields.get(_BY):
        try:
            return PeriodKind(by)
        except ValueError:
            hint = "it is week, days or last"
            raise UsageError(f"{by[:40]!r} is no kind of period", hint=hint) from None
    given = [kind for kind, field in _CLUES.items() if fields.get(field)]
    if len(given) > 1:
        raise UsageError("a week, days and a number of days exclude each other", hint=_HINT)
    if given:
        return given[0]
    return PeriodKind.DAYS if fields.get(_TO) else PeriodKind.WEEK


def chosen_period(asked: Asked, *, now: datetime, zone: ZoneInfo) -> Period:
    """Return the period that somebody asks for; the last ISO week that is over if they don't.

    Raises:
        UsageError: what they wrote means nothing.
    """
    match asked.kind:
        case PeriodKind.WEEK if asked.week:
            return parse_week(asked.week, zone)
        case PeriodKind.DAYS if asked.first_day:
            return parse_days(asked.first_day, asked.last_day or None, now=now, zone=zone)
        case PeriodKind.DAYS:
            raise UsageError("the first day is missing", hint="name it, as 2026-09-07")
        case PeriodKind.LAST if asked.last:
            return parse_last(asked.last, now=now, zone=zone)
        case _:
            return last_complete_week(now, zone)


def query_of(asked: Asked) -> str:
    """Return the query that asks for the same, with a question mark; empty for nothing."""
    of_kind = {
        PeriodKind.WEEK: {_WEEK: asked.week},
        PeriodKind.DAYS: {_FROM: asked.first_day, _TO: asked.last_day},
        PeriodKind.LAST: {_LAST: asked.last},
    }
    fields = {**of_kind[asked.kind], _REPOSITORY: asked.repository}
    query = urlencode({name: value for name, value in fields.items() if value}, safe="/")
    return f"?{query}" if query else ""
