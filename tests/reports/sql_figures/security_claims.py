"""What the figures about vulnerabilities have to be."""

from collections.abc import Iterator
from typing import Final

from tests.reports.sql_figures.claim import Claim, count

__all__ = ["CLAIMS", "HISTORY"]

_IDS: Final = """package_name = :{0}_package AND vulnerable.fixed_version IS :{0}_fixed_version"""


def _of(path: str) -> Iterator[tuple[str, Claim]]:
    """Yield what weekly reports and the history of vulnerabilities both have."""
    this = f"FROM deadlines AS vulnerable WHERE {_IDS.format(path.rpartition('.')[2])}"
    yield f"{path}.#", count("vulnerabilities")
    for name, sql in {
        "published_at": "published_at",
        "detected_at": "detected_at",
        "fixed_at": "mended_at",
        "pull_request": "pull_request",
        "state": "standing",
    }.items():
        yield f"{path}[].{name}", Claim(sql=f"SELECT {sql} {this}")
    due = "CASE WHEN standing <> 'dismissed' THEN due_at END"
    where = "sla.due_at" if path == "entries" else "due_at"
    yield f"{path}[].{where}", Claim(sql=f"SELECT {due} {this}")


def _history() -> Iterator[tuple[str, Claim]]:
    """Yield what only the history of vulnerabilities has."""
    this = f"FROM deadlines AS vulnerable WHERE {_IDS.format('entries')}"
    seconds = "CAST(round((julianday(mended_at) - julianday({})) * 86400) AS INTEGER)"
    for name, sql in {
        "cvss_score": "cvss_score",
        "opened_at": "pull_created_at",
        "merged_at": "pull_merged_at",
        "closed_at": "pull_ended_at",
        "exposure_from_detection_seconds": seconds.format("detected_at"),
        "exposure_from_publication_seconds": seconds.format("published_at"),
        "sla.limit_seconds": "CASE WHEN standing <> 'dismissed' THEN days * 86400 END",
        "pull_requests.#": "pull_request IS NOT NULL",
    }.items():
        yield f"entries[].{name}", Claim(sql=f"SELECT {sql} {this}", within=1)
    yield (
        "entries[].age_seconds",
        Claim(
            sql=f"""SELECT CASE WHEN standing = 'open' THEN CAST(
            (julianday(asked.until) - julianday(detected_at)) * 86400 AS INTEGER) END
            {this.replace(" WHERE", ", asked WHERE")}""",
            within=1,
        ),
    )
    pull = "FROM forge WHERE number = :pull_requests_number"
    for name, sql in {
        "opened_at": "created_at",
        "merged_at": "merged_at",
        "closed_at": "ended_at",
        "reopened": "0",
    }.items():
        yield f"entries[].pull_requests[].{name}", Claim(sql=f"SELECT {sql} {pull}")
    yield (
        "entries[].pull_requests[].number",
        Claim(
            sql="""SELECT number FROM forge WHERE branch = :pull_requests_branch
            AND title = :pull_requests_title"""
        ),
    )


def _evidence() -> Iterator[tuple[str, Claim]]:
    """Yield what the evidence of an entry has to be: what alert, log, body and runs say."""
    listed = """FROM v1_dependencies AS listed
      JOIN turn_starts AS turn ON turn.run_id = listed.run_id
        AND turn.repository = listed.repository
      WHERE listed.repository = vulnerable.repository AND lower(listed.package_name) = package
        AND listed.started_at < asked.until
        AND listed.started_at > ifnull(mended_at, detected_at)"""
    this = f"FROM deadlines AS vulnerable, asked WHERE {_IDS.format('entries')}"
    yield (
        "entries[].evidence.#",
        Claim(
            sql=f"""SELECT 1 + (logged_at IS NOT NULL) + 2 * (pull_request IS NOT NULL)
            + ifnull(coalesce(fixed_at, dismissed_at) < asked.until, 0)
            + EXISTS (SELECT 1 {listed}) {this}"""
        ),
    )
    told = {
        "alert vulnerable": "created_at",
        "alert fixed": "fixed_at",
        "alert dismissed": "dismissed_at",
        "log vulnerable": "logged_at",
        "body vulnerable": "pull_created_at",
        "body fix": "pull_created_at",
        "body fixed": "pull_merged_at",
        "dependencies fixed": f"(SELECT min(turn.started_at) {listed})",
        "dependencies vulnerable": f"(SELECT max(turn.started_at) {listed})",
    }
    cases = " ".join(f"WHEN '{name}' THEN {sql}" for name, sql in told.items())
    yield (
        "entries[].evidence[].at",
        Claim(sql=f"SELECT CASE :evidence_kind || ' ' || :evidence_shows {cases} END {this}"),
    )


def _summary() -> Iterator[tuple[str, Claim]]:
    yield "summary.entries", count("vulnerabilities")
    for state in ("open", "fixed", "dismissed", "withdrawn"):
        yield f"summary.{state}", count("vulnerabilities", f"standing = '{state}'")
    of_all = "deadlines, asked"
    met = "standing = 'fixed' AND mended_at <= due_at"
    late = "standing = 'open' AND due_at < asked.until"
    yield "summary.sla.met", count(of_all, met)
    yield (
        "summary.sla.missed",
        count(of_all, f"(standing = 'fixed' AND mended_at > due_at) OR ({late})"),
    )
    yield "summary.sla.running", count(of_all, "standing = 'open' AND due_at >= asked.until")


CLAIMS: Final[dict[str, Claim]] = dict(_of("repositories[].vulnerabilities"))
HISTORY: Final[dict[str, Claim]] = {
    **dict(_of("entries")),
    **dict(_history()),
    **dict(_evidence()),
    **dict(_summary()),
    **{
        f"sla_days.{severity}": Claim(sql=f"SELECT {days}")
        for severity, days in {"critical": 7, "high": 30, "moderate": 90, "low": 180}.items()
    },
    "version": Claim(sql="SELECT 1"),
    "since": Claim(sql="SELECT since FROM asked"),
    "until": Claim(sql="SELECT until FROM asked"),
    "told_at": Claim(sql="SELECT until FROM asked"),
    # The forge was read later than that.
    "known_until": Claim(sql="SELECT until FROM asked"),
    "entries[].known_until": Claim(sql="SELECT until FROM asked"),
}
