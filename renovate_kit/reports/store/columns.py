"""Column types that SQLite and PostgreSQL share and that a person can read."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.types import TypeDecorator

from renovate_kit.reports.store.column_values import moment, utc_text

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

__all__ = ["Key", "UtcText"]

# SQLite hands out row ids by itself only to a column that is called INTEGER.
Key = BigInteger().with_variant(Integer, "sqlite")


class UtcText(TypeDecorator[datetime]):
    """An aware datetime as `2026-09-07T08:00:04.386000Z`.

    Always with six digits, so that text order is time order and every tool that opens the
    file can read it.
    """

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: "Dialect") -> str | None:
        """Return the text to store; a naive datetime is a mistake of ours and refused."""
        del dialect
        return utc_text(value)

    def process_result_value(self, value: str | None, dialect: "Dialect") -> datetime | None:
        """Return the stored text as an aware datetime in UTC."""
        del dialect
        return moment(value)
