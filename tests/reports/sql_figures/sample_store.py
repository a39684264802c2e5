"""Asks the store of a report what the report should say."""

import json
import re
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from tests.reports.sql_figures.claim import Claim, Of, Per
from tests.reports.sql_figures.walking import Figure

__all__ = ["Asker"]

_STORED: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How the store writes times, so that text order is time order."""
_NUMBERS: Final = re.compile(r"[0-9.]+")
_DEFINITIONS: Final = Path(__file__).with_name("definitions.sql")


class Asker:
    """A store, and the report about it.

    Args:
        store: the file.
        report: the JSON form of a report.
        period: from when until just before when the report is, as asked for.
        only: the one repository that it was asked about; None for all.
    """

    def __init__(
        self,
        store: Path,
        report: Mapping[str, Any],
        *,
        period: tuple[datetime, datetime],
        only: str | None = None,
    ) -> None:
        self._report = report
        self._period = period
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
                whole = since, until, self._only, 1
                answers.append(self._asked(claim.and_whole, figure, whole))
            return None if None in answers else sum(answers)
        part = figure.around.get("repositories_repository")
        asked = since, until, part or self._only, int(part is None)
        return self._asked(claim.sql, figure, asked)

    def _asked(self, sql: str, figure: Figure, asked: tuple[object, ...]) -> Any:  # noqa: ANN401 - likewise
        self._connection.execute("DELETE FROM asked")
        self._connection.execute("INSERT INTO asked VALUES (?, ?, ?, ?)", asked)
        rows = self._connection.execute(sql, _parameters(figure)).fetchall()
        if isinstance(figure.value, list):
            return [value for (value,) in rows]
        return rows[0][0] if rows else None

    def _times(self, figure: Figure, of: Of) -> tuple[str, str]:
        """Return from when until when; weeks are counted back from the period."""
        trend = [each["name"] for each in (self._report.get("trend") or {}).get("weeks", ())]
        back = {Of.PERIOD: (0, 0), Of.BEFORE: (1, 1), Of.TREND: (len(trend) - 1, 0)}.get(of)
        if back is None:
            place = len(trend) - 1 - trend.index(figure.around["weeks_name"])
            back = place, place
        # Arithmetic on the clock of the wall: a week with a change of that clock is one, too.
        first, last = (
            (at - timedelta(weeks=weeks)).astimezone(UTC)
            for at, weeks in zip(self._period, back, strict=True)
        )
        return f"{first:{_STORED}}", f"{last:{_STORED}}"


def _parameters(figure: Figure) -> Mapping[str, object]:
    """Return the surroundings of a figure; `..._like` is a detail with any numbers in it."""
    likes = {
        name.replace("_detail", "_like"): _NUMBERS.sub("%", str(value))
        for name, value in figure.around.items()
        if name.endswith("_detail")
    }
    return {**figure.around, **likes}


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
