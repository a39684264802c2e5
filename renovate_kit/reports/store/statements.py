"""Statements that every run needs, built once: building one takes longer than SQLite's answer."""

from functools import cache
from typing import Any

from sqlalchemy import Insert, Select, Table, bindparam, insert, select

__all__ = ["adding", "adding_one", "of_digest", "of_name"]


@cache
def adding(table: Table) -> Insert:
    """Return the statement that adds rows."""
    return insert(table)


@cache
def adding_one(table: Table) -> Insert:
    """Return the statement that adds one row and answers with its key."""
    return insert(table).returning(table.c.id)


@cache
def of_digest(table: Table) -> "Select[Any]":
    """Return the query for the key of the row with a hash, `digest`."""
    return select(table.c.id).where(table.c.digest == bindparam("digest"))


@cache
def of_name(table: Table, *columns: str) -> "Select[Any]":
    """Return the query for the key of the row with these values, each called like its column."""
    return select(table.c.id).where(*(table.c[name] == bindparam(name) for name in columns))
