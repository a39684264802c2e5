"""What the figures have to be that are about the report itself."""

from typing import Final

from tests.reports.sql_figures.claim import Claim, Of

__all__ = ["CLAIMS"]

CLAIMS: Final[dict[str, Claim]] = {
    "version": Claim(sql="SELECT 1"),
    "period.start": Claim(sql="SELECT since FROM asked"),
    "period.end": Claim(sql="SELECT until FROM asked"),
    "repositories.#": Claim(
        sql="SELECT count(DISTINCT repository) FROM turns WHERE repository IS NOT NULL"
    ),
    "comparison.before_start": Claim(sql="SELECT since FROM asked", of=Of.BEFORE),
    "trend.weeks.#": Claim(
        sql="""SELECT count(*) FROM (
        SELECT DISTINCT strftime('%Y-%W', told.started_at) FROM v1_runs AS told, asked
        WHERE told.started_at < asked.until)"""
    ),
    "trend.weeks[].start": Claim(sql="SELECT since FROM asked", of=Of.WEEK),
    "repositories[].forge_read_at": Claim(
        sql="SELECT max(synced_at) FROM sync_states WHERE repository = :repositories_repository"
        " AND resource = 'pull_requests'"
    ),
}
