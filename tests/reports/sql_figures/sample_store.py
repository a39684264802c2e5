"""Asks the store of a report what the report should say."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.reports.sql_figures.claim import Claim, Of, Per
from tests.reports.sql_figures.walking import Figure

__all__ = ["Asker"]

_STORED: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How the store writes times, so that text order is time order."""
_DEFINITIONS: Final = Path(__file__).with_name("definitions.sql")


class Asker:
    """A store, and the report about it.

    Args:
        store: the file.
        report: the JSON form of a report.
        only: the repositories that the report was asked about; none for all.
    """

    def __init__(self, store: Path, report: Mapping[str, Any], only: Sequence[str] = ()) -> None:
        self._report = report
        self._only = only
        self._connection = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
        self._connection.executescript(_DEFINITIONS.read_text(encoding="utf-8"))

    def close(self) -> None:
        """Let go of the store."""
        self._connection.close()

    def complaint(self, figure: Figure, claim: Claim) -> str | None:
        """Return what is wrong with a figure; None if it equals its query."""
        wanted = self._answer(figure, claim)
        if _same(figure.value, wanted, within=claim.within):
            return None
        where = figure.around.get("repositories_repository", "")
        week = figure.around.get("weeks_name", "")
        return f"{where} {week} {figure}, but the store says {wanted!r}".strip()

    def _answer(self, figure: Figure, claim: Claim) -> Any:  # noqa: ANN401 - as the report has it
        since, until = self._times(figure, claim.of)
        if claim.per is Per.REPOSITORY:
            parts = [part["repository"] for part in self._report["repositories"]]
            answers = [self._asked(claim.sql, figure, (since, until, name, 0)) for name in parts]
            if claim.and_whole is not None:
                whole = since, until, self._whole(), 1
                answers.append(self._asked(claim.and_whole, figure, whole))
            return None if None in answers else sum(answers)
        part = figure.around.get("repositories_repository")
        asked = since, until, part or self._whole(), int(part is None)
        return self._asked(claim.sql, figure, asked)

    def _whole(self) -> str | None:
        """Return the one repository that a whole report is about; None for all."""
        return self._only[0] if self._only else None

    def _asked(self, sql: str, figure: Figure, asked: tuple[object, ...]) -> Any:  # noqa: ANN401 - likewise
        self._connection.execute("DELETE FROM asked")
        self._connection.execute("INSERT INTO asked VALUES (?, ?, ?, ?)", asked)
        rows = self._connection.execute(sql, figure.around).fetchall()
        if isinstance(figure.value, list):
            return [value for (value,) in rows]
        return rows[0][0] if rows else None

    def _times(self, figure: Figure, of: Of) -> tuple[str, str]:
        """Return from when until when, by the name of the period alone."""
        trend = [each["start"] for each in self._report["trend"]["weeks"]]
        match of:
            case Of.PERIOD:
                weeks = 0, 1
            case Of.BEFORE:
                weeks = -1, 0
            case Of.TREND:
                weeks = 1 - len(trend), 1
            case Of.WEEK:
                place = trend.index(figure.around["weeks_start"]) + 1 - len(trend)
                weeks = place, place + 1
        year, week = map(int, self._report["period"]["name"].split("-W"))
        monday = datetime.fromisocalendar(year, week, 1)
        zone = ZoneInfo(self._report["time_zone"])
        first, last = (
            (monday + timedelta(weeks=place)).replace(tzinfo=zone).astimezone(UTC)
            for place in weeks
        )
        return f"{first:{_STORED}}", f"{last:{_STORED}}"


def _same(told: object, wanted: object, *, within: float) -> bool:
    if isinstance(told, list):
        return isinstance(wanted, list) and sorted(map(json.dumps, told)) == sorted(
            map(json.dumps, wanted)
        )
    if told is None or wanted is None:
        return told is wanted
    if isinstance(told, int | float) and isinstance(wanted, int | float):
        return abs(told - wanted) <= within
    if isinstance(told, str) and isinstance(wanted, str) and told.endswith("Z"):
        return datetime.fromisoformat(told) == datetime.fromisoformat(wanted)
    return told == wanted
