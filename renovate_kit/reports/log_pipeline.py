"""What `tail` and `check-run` do: a log in, runs in words out, without a store; wiring only."""

from collections.abc import Callable, Iterator

from renovate_kit.reports.events import Event
from renovate_kit.reports.narration.collecting import RunGatherer, gather_runs
from renovate_kit.reports.narration.live import live_line
from renovate_kit.reports.narration.story import tell_run
from renovate_kit.reports.run_report import LiveLine, RunStory
from renovate_kit.reports.sources import LogSource, NoRunError

__all__ = ["follow_log", "runs_of_log"]


def runs_of_log(source: LogSource, *, on_progress: Callable[[int], None]) -> Iterator[RunStory]:
    """Yield the runs of a log as they end, in memory that doesn't grow with its length.

    Args:
        source: an opened log.
        on_progress: called now and then with the bytes read so far.

    Raises:
        InputError: the log can't be read, or is nothing of Renovate's.
        NoRunError: it is a report or a trace file of Renovate's, which no verdict comes from.
    """

    def watched() -> Iterator[Event]:
        for event in source.events():
            on_progress(source.bytes_read)
            yield event

    gatherer = RunGatherer(source.name)
    any_run = False
    for details in gather_runs(watched(), source=source.name, gatherer=gatherer):
        any_run = True
        yield tell_run(details)
    if gatherer.passed and not any_run:
        raise _no_run(source.name, gatherer)


def _no_run(name: str, gatherer: RunGatherer) -> NoRunError:
    kinds = " and ".join(gatherer.passed)
    hint = "name the log of its run, which `renovate-kit ingest` joins it to"
    return NoRunError(f"{name}: is a {kinds} of Renovate's, and no log", hint=hint)


def follow_log(
    source: LogSource,
    *,
    on_line: Callable[[LiveLine], None],
    on_run: Callable[[RunStory], None],
) -> Iterator[Event]:
    """Yield the events of a log as they come, having told of each what there is to tell.

    Args:
        source: an opened log.
        on_line: is given what happens, line by line.
        on_run: is given each run once it has ended.

    Raises:
        InputError: the log can't be read, or is nothing of Renovate's.
        NoRunError: it is a report or a trace file of Renovate's.
    """
    gatherer = RunGatherer(source.name)
    any_run = False
    for event in source.events():
        line = live_line(event)
        if line is not None:
            on_line(line)
        ended = gatherer.take(event)
        if ended is not None:
            any_run = True
            on_run(tell_run(ended))
        yield event
    if gatherer.passed and not any_run:
        raise _no_run(source.name, gatherer)
