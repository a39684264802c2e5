"""A query that a figure of a report has to equal."""

# ruff: noqa: S608 - these queries are put together from texts of ours alone

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

__all__ = ["Claim", "Of", "Per", "count", "of_each_repository", "sum_of"]


class Of(StrEnum):
    """Of which time a query is asked."""

    PERIOD = "period"
    """That of the report."""
    BEFORE = "before"
    """The one before it, of the same length."""
    WEEK = "week"
    """The week of the trend in which the figure stands."""
    TREND = "trend"
    """From the first week of the trend until the end of the period."""


class Per(StrEnum):
    """Of what a query is asked."""

    PLACE = "place"
    """Of the repository in which the figure stands, or of the whole report."""
    REPOSITORY = "repository"
    """Of each repository of the report; the answers are summed."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a figure has to be.

    Attributes:
        sql: over `definitions.sql`; its parameters are `Figure.around`.
        of: of which time.
        per: of what.
        within: by how much a figure may differ, where it is rounded.
        and_whole: with `Per.REPOSITORY`, another query of the whole report that is added.
    """

    sql: str
    of: Of = Of.PERIOD
    per: Per = Per.PLACE
    within: float = 1e-9
    and_whole: str | None = None


_NOTHING: Final = ""


def count(of: str, where: str = _NOTHING, *, what: str = "*") -> Claim:
    """Return the claim that a figure is how many there are."""
    return Claim(sql=f"SELECT count({what}) FROM {of}" + (f" WHERE {where}" if where else ""))


def sum_of(column: str, of: str, where: str = _NOTHING) -> Claim:
    """Return the claim that a figure is a sum."""
    condition = f" WHERE {where}" if where else ""
    return Claim(sql=f"SELECT sum({column}) FROM {of}{condition}")


def of_each_repository(claim: Claim, *, and_whole: str | None = None) -> Claim:
    """Return the claim that a figure is the sum of another one over all repositories."""
    return Claim(sql=claim.sql, per=Per.REPOSITORY, within=claim.within, and_whole=and_whole)
