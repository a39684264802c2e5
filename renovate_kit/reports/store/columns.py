"""Column types that SQLite and PostgreSQL share and that a person can read."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.types import TypeDecorator

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
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a time without a zone: {value!r}"
            raise ValueError(message)
        return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"

    def process_result_value(self, value: str | None, dialect: "Dialect") -> datetime | None:
        """Return the stored text as an aware datetime in UTC."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)
