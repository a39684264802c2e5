"""The step from version 2: tables for forges and vulnerability databases; none is changed."""

from sqlalchemy import Connection

from renovate_kit.reports.store import schema

__all__ = ["bring_forward"]


def bring_forward(connection: Connection) -> None:
    """Add the tables that are not there yet."""
    schema.metadata.create_all(connection)
