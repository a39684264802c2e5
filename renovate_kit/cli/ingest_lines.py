"""What `ingest` says of each log, in one line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.reports.pipeline import Ingested

__all__ = ["line_on"]


def line_on(name: str, result: "Ingested") -> str:
    """Return in one line what came of a log."""
    untimed = _untimed(result)
    new = _counted(result.runs_new, "new")
    parts = [
        "" if untimed else new,
        _counted(result.runs_enriched, "known better now"),
        _counted(result.runs_known, "known already"),
        f"{new}, {untimed}" if untimed else "",
    ]
    line = f"{name}: {', '.join(filter(None, parts)) or 'no runs'}"
    if result.damage is not None:
        line += f"; {result.damage}"
    if result.first_unparsed is not None:
        number, text = result.first_unparsed
        noun = "line that is" if result.unparsed == 1 else "lines that are"
        line += f"; {result.unparsed} {noun} no log record, the first is line {number}: {text[:60]}"
    return line


def _untimed(result: "Ingested") -> str:
    """Return the word on new runs that no report will have."""
    untimed = result.new_without_time
    if not untimed:
        return ""
    if untimed < result.runs_new:
        which = f"{untimed} of the new ones without a known time: no report has {_those(untimed)}"
    elif untimed == 1:
        which = "its time is not known: no report has it"
    else:
        which = "their times are not known: no report has them"
    return f"{which} (use --timestamps with kubectl logs, or LOG_FORMAT=json)"


def _those(number: int) -> str:
    return "it" if number == 1 else "them"


def _counted(runs: int, state: str) -> str:
    return f"{runs} {'run' if runs == 1 else 'runs'} {state}" if runs else ""
