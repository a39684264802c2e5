"""What a report says of freshness, ages and weeks: sentences, and the tables below them."""

from collections.abc import Iterator

from renovate_kit.reports.formats.links import pull_request_link
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import count, decimal, number
from renovate_kit.reports.formats.words import NOTHING, Linked, Moment, Word, Words, joined
from renovate_kit.reports.measures import (
    AgeGroup,
    Change,
    Comparison,
    Freshness,
    OpenAges,
    Trend,
    WeekPoint,
)
from renovate_kit.reports.report import Period, RepositoryReport

__all__ = [
    "ages_table",
    "comparison_table",
    "freshness_said",
    "freshness_table",
    "freshness_unknown",
    "lib_years",
    "trend_table",
]

_LIBYEARS = "https://libyear.com/"


def freshness_said(freshness: Freshness, time_zone: str) -> Iterator[Words]:
    """Yield how current the dependencies are, in sentences."""
    looked_up, current = freshness.looked_up, freshness.up_to_date
    are = "is" if current == 1 else "are"
    known = (
        f"{number(current)} of {count(looked_up, 'dependency', 'dependencies')} that Renovate "
        f"looked up {are} up to date, as of "
    )
    yield (known, Moment(freshness.at, time_zone), ".")
    yield from _lib_years_said(freshness)
    if freshness.abandoned:
        had = "has" if freshness.abandoned == 1 else "have"
        abandoned = count(freshness.abandoned, "dependency", "dependencies")
        yield (f"{abandoned} {had} had no release for so long that Renovate calls it abandoned.",)
    if freshness.deprecated:
        are = "is" if freshness.deprecated == 1 else "are"
        yield (f"{count(freshness.deprecated, 'dependency', 'dependencies')} {are} deprecated.",)


def _lib_years_said(freshness: Freshness) -> Iterator[Words]:
    years, unknown = freshness.lib_years, freshness.lib_years_unknown
    libyears = Linked("libyears", _LIBYEARS)
    if years is None:
        if unknown:
            yield ("How many ", libyears, " they are behind is unknown: no date is known.")
        return
    least = "at least " if unknown else ""
    lacking = f"; {number(unknown)} behind without a known date left out" if unknown else ""
    rest = "from the releases in use to the newest ones, of all whose dates are known"
    yield (f"They are {least}{lib_years(years)} ", libyears, f" behind: {rest}{lacking}.")


def freshness_unknown() -> Words:
    """Return what is said where no log shows how current the dependencies are."""
    return ("Unknown: no run that logs at level debug got as far as to look updates up.",)


def freshness_table(freshness: Freshness) -> Table:
    """Return how many dependencies are in which state; states without any are left out."""
    states: list[tuple[str, int]] = [
        ("up to date", freshness.up_to_date),
        ("behind by a major version", freshness.behind_major),
        ("behind by a minor version", freshness.behind_minor),
        ("behind by a patch version", freshness.behind_patch),
        ("a new digest, a pin or a replacement is proposed", freshness.behind_other),
        ("unknown: the lookup failed", freshness.unknown),
        *((f"not looked up: {each.words}", each.count) for each in freshness.skipped),
    ]
    return Table(
        name="State of the dependencies",
        columns=(Column("State"), Column("Dependencies", is_number=True)),
        rows=tuple(((state,), (amount,)) for state, amount in states if amount),
    )


def ages_table(part: RepositoryReport, ages: OpenAges) -> Table:
    """Return the open pull requests by age."""
    rows: list[tuple[Words, ...]] = [
        ((_age(group),), (len(group.numbers),), _links(part, group.numbers))
        for group in ages.groups
    ]
    if ages.unknown:
        rows.append((("unknown",), (len(ages.unknown),), _links(part, ages.unknown)))
    return Table(
        name="Open pull requests by age",
        columns=(Column("Open for"), Column("Pull requests", is_number=True), Column("Which")),
        rows=tuple(rows),
    )


def trend_table(trend: Trend) -> Table:
    """Return one line for each week, the newest last."""
    headers = ("Runs", "Failed", "Opened", "Merged", "Open", "Problems", "Behind", "Libyears")
    return Table(
        name="Week by week",
        columns=(Column("Week"), *(Column(header, is_number=True) for header in headers)),
        rows=tuple(
            ((trend.name_of(week),), *((cell,) for cell in _week(week))) for week in trend.weeks
        ),
    )


def comparison_table(comparison: Comparison, period: Period) -> Table:
    """Return the figures of a period beside those of the period before."""
    noun = "week" if period.is_week else "period"
    is_over = period.until is None
    rows = (
        ("Runs", comparison.runs),
        ("Failed runs", comparison.failed),
        ("Problems", comparison.problems),
        ("Pull requests opened", comparison.created),
        ("Pull requests merged", comparison.merged),
        ("Pull requests open at the end", comparison.open),
    )
    return Table(
        name=f"Beside the {noun} before",
        columns=(
            Column("Figure"),
            Column(f"This {noun}" if is_over else f"This {noun} so far", is_number=True),
            Column(f"The {noun} before" if is_over else f"The whole {noun} before", is_number=True),
            Column("Difference", is_number=True),
        ),
        rows=tuple(((name,), *_change(change)) for name, change in rows),
    )


def lib_years(years: float) -> str:
    """Return libyears as in `4.2`."""
    return decimal(years)


def _week(week: WeekPoint) -> Iterator[Word]:
    yield week.runs
    yield week.failed if week.runs else "unknown"
    for figure in (week.created, week.merged, week.open_at_end, week.problems, week.behind):
        yield _known(figure)
    yield "unknown" if week.lib_years is None else lib_years(week.lib_years)


def _change(change: Change) -> tuple[Words, Words, Words]:
    more = change.difference
    signed = NOTHING if more is None else (f"{'+' if more > 0 else ''}{number(more)}",)
    return (_known(change.now),), (_known(change.before),), signed


def _known(figure: int | None) -> Word:
    return "unknown" if figure is None else figure


def _age(group: AgeGroup) -> str:
    if group.up_to_days is None:
        return f"{number(group.from_days)} days or more"
    if not group.from_days:
        return f"less than {count(group.up_to_days, 'day')}"
    return f"{number(group.from_days)} to {number(group.up_to_days - 1)} days"


def _links(part: RepositoryReport, numbers: tuple[int, ...]) -> Words:
    return joined(", ", (pull_request_link(part, each) for each in numbers))
