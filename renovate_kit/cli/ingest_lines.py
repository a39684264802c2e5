"""What `ingest` says of each log, in one line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.reports.ingest_pipeline import Ingested
    from renovate_kit.reports.store.companions import CompanionPlace

__all__ = ["line_on"]


def line_on(name: str, result: "Ingested") -> str:
    """Return in one line what came of a log."""
    untimed = _untimed(result)
    new = _counted(result.runs_new, "new")
    parts = [
        "" if untimed else new,
        _counted(result.runs_enriched, "known better now"),
        _counted(result.runs_known - result.runs_pruned, "known already"),
        _pruned(result.runs_pruned),
        f"{new}, {untimed}" if untimed else "",
        *map(_companion, result.companions),
    ]
    line = f"{name}: {', '.join(filter(None, parts)) or 'no runs'}"
    if result.damage is not None:
        line += f"; {result.damage}"
    if result.first_unparsed is not None:
        number, text = result.first_unparsed
        noun = "line that is" if result.unparsed == 1 else "lines that are"
        line += f"; {result.unparsed} {noun} no log record, the first is line {number}: {text[:60]}"
    return line


_COMPANIONS = {"report": "Renovate's report", "spans": "trace file"}
_NOT_YET = {
    "report": "ingest the log of its run, and it is joined",
    "spans": "ingest the log of its run, with times, and it is joined",
}
_AMBIGUOUS = {
    "report": "a report has no times; reportType=logging puts it into the log",
    "spans": "runs that start at once can't be told apart by it",
}


def _companion(place: "CompanionPlace") -> str:
    """Return what became of a report or a trace file, and what to do about it."""
    kind = place.kind.value
    if place.run_id is not None:
        before = " already" if place.was_known else ""
        return f"{_COMPANIONS[kind]}, joined to run {place.run_id}{before}"
    known = ", known already" if place.was_known else ""
    if place.is_ambiguous:
        several = "kept, but joined to no run, as it fits several"
        return f"{_COMPANIONS[kind]}{known}, {several} ({_AMBIGUOUS[kind]})"
    return f"{_COMPANIONS[kind]}{known}, kept, but fits no run on record ({_NOT_YET[kind]})"


def _pruned(runs: int) -> str:
    """Return the word on runs that are not taken, as they would be counted twice."""
    if not runs:
        return ""
    return f"{_counted(runs, 'from before the last pruning')}, not taken again"


def _untimed(result: "Ingested") -> str:
    """Return the word on new runs that no report will have."""
    untimed = result.new_without_time
    if not untimed:
        return ""
    if untimed < result.runs_new:
        those = _those(untimed)
        which = f"{untimed} of the new ones without a known time: `report` leaves {those} out"
    elif untimed == 1:
        which = "its time is not known: `report` leaves it out"
    else:
        which = "their times are not known: `report` leaves them out"
    return f"{which} (use --timestamps with kubectl logs, or LOG_FORMAT=json)"


def _those(number: int) -> str:
    return "it" if number == 1 else "them"


def _counted(runs: int, state: str) -> str:
    return f"{runs} {'run' if runs == 1 else 'runs'} {state}" if runs else ""
