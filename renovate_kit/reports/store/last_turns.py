"""The last turns of a period at its repositories, as SQL that other SQL selects from."""

from typing import Final

from renovate_kit.reports.store.reading import filled

__all__ = ["last_turns"]

# One text that is greatest for the last run, and from which its key comes back: to number the
# turns of a repository takes the database three times as long. Of runs that started together, the
# one with the greater key is the last.
_LAST: Final = """
    SELECT turn.id, turn.repository_id, turn.run_id, turn.branch_list_id, turn.lib_years,
           substr(looks.last_run, 1, 27) AS started_at
    FROM (
        SELECT turn.repository_id,
               max(runs.started_at || CAST(1000000000000 + runs.id AS VARCHAR)) AS last_run
        FROM runs JOIN repository_runs AS turn ON turn.run_id = runs.id
        WHERE $TURNS_OF_PERIOD AND $SHOWN
        GROUP BY turn.repository_id
    ) AS looks
    JOIN repository_runs AS turn
         ON turn.run_id = CAST(substr(looks.last_run, 28) AS BIGINT) - 1000000000000
         AND turn.repository_id = looks.repository_id
"""


def last_turns(shown: str) -> str:
    """Return a query for the last turn at each repository, of those that show something.

    Args:
        shown: the condition that a `turn` of one of `runs` shows it. Placeholders are those of
            `Window.query`.
    """
    return filled(_LAST, SHOWN=shown)
