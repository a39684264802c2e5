"""The one collection of tables, and the columns that many of them share."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, MetaData

__all__ = ["metadata", "of_repository_run", "position", "repository", "run"]

metadata = MetaData()


def run() -> "Column[int]":
    """Return the column that names the run; its rows go with it."""
    return Column(
        "run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True, comment="run"
    )


def of_repository_run() -> "Column[int]":
    """Return the column that names a run's turn at a repository; its rows go with it."""
    return Column(
        "repository_run_id",
        ForeignKey("repository_runs.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the run's turn at the repository",
    )


def position(comment: str = "order within the run, from 0") -> "Column[int]":
    """Return the column that numbers rows."""
    return Column("position", Integer, primary_key=True, comment=comment)


def repository(*, nullable: bool = False, **options: Any) -> "Column[int]":  # noqa: ANN401 - SQLAlchemy's
    """Return the column that names a repository."""
    comment = "the repository; NULL for one of the process" if nullable else "the repository"
    return Column(
        "repository_id",
        ForeignKey("repositories.id"),
        nullable=nullable,
        comment=comment,
        **options,
    )
