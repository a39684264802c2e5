"""A run in a few lines: its verdict, why, and what was done and held back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Final

from renovate_kit.reports.formats.run_wording import (
    UNKNOWN,
    failure_headline,
    lasting,
    notes_of,
    when,
)
from renovate_kit.reports.formats.terminal_text import Layout, harmless
from renovate_kit.reports.run_report import Failure, LiveLine, RunStory

__all__ = ["RunSummaryText"]

_MOST_FAILURES: Final = 10
_MOST_BRANCHES: Final = 5
_INDENT: Final = "  "
_DEEPER: Final = "    "
_COLOURS: Final = {
    "run": "1",
    "repository": "1",
    "deed": "32",
    "held": "36",
    "warning": "33",
    "error": "31",
}


class RunSummaryText:
    """Lines for people who watch a run, or want its verdict.

    Args:
        layout: of the terminal.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()

    def render_line(self, line: LiveLine) -> str:
        """Return what happens, in one line without a break, however narrow the terminal is."""
        at = "" if line.at is None else f"{line.at.astimezone(UTC):%H:%M:%S} "
        place = f"{harmless(line.repository)}: " if line.repository else ""
        text = harmless(line.text)
        colour = _COLOURS.get(line.kind) if self._layout.colour else None
        shown = text if colour is None else f"\x1b[{colour}m{text}\x1b[0m"
        return f"{self._layout.faint(at)}{place}{shown}\n" if at else f"{place}{shown}\n"

    def render(self, story: RunStory) -> str:
        """Return the verdict and what it comes from."""
        return "".join(f"{line}\n" for line in self._lines(story))

    def _headline(self, story: RunStory) -> str:
        """Return the first line, wrapped before it is coloured: colours take no room."""
        plain = story.verdict.value
        line = self._layout.wrapped(f"{_name(story)}: {plain}, {', '.join(_facts(story))}")
        before, word, after = line.partition(f"{plain},")
        return f"{before}{self._layout.verdict(story.verdict)},{after}" if word else line

    def _lines(self, story: RunStory) -> Iterator[str]:
        wrapped = self._layout.wrapped
        yield self._headline(story)
        failures = [x for x in _failures(story) if x[1].counts]
        for place, failure in failures[:_MOST_FAILURES]:
            yield wrapped(f"- {place}{failure_headline(failure)}", indent=_INDENT)
            yield wrapped(f"{failure.means}; what to do: {failure.remedy}", indent=_DEEPER)
        more = len(failures) - _MOST_FAILURES
        if more > 0:
            yield f"{_INDENT}and {more} more"
        if not failures:
            for reason in story.because:
                yield wrapped(f"- {reason}", indent=_INDENT)
        for note in notes_of(story):
            yield wrapped(f"note: {note}", indent=_INDENT)
        yield wrapped(f"done: {_done(story)}", indent=_INDENT)
        yield wrapped(f"held back: {_held(story)}", indent=_INDENT)
        unclear = [branch for turn in story.repositories for branch in turn.unclear]
        if unclear:
            yield wrapped(f"unclear: {_unclear(unclear)}", indent=_INDENT)
        if story.unknown:
            yield wrapped(f"unknown: {_unknown(story)}", indent=_INDENT)


def _name(story: RunStory) -> str:
    started = "" if story.started_at is None else f" of {when(story.started_at)} UTC"
    places = ", ".join(turn.repository for turn in story.repositories[:3])
    more = len(story.repositories) - 3
    rest = f" and {more} more" if more > 0 else ""
    return f"run{started}" + (f" on {places}{rest}" if places else "")


def _facts(story: RunStory) -> Iterator[str]:
    yield f"result {story.result or 'none'}"
    milliseconds = story.log_ms if story.duration_ms is None else story.duration_ms
    yield f"duration {lasting(milliseconds)}"
    if story.exit_code is not None:
        yield f"Renovate's exit code {story.exit_code}"


def _failures(story: RunStory) -> Iterator[tuple[str, Failure]]:
    for failure in story.failures:
        yield "", failure
    for turn in story.repositories:
        place = f"{turn.repository}: " if len(story.repositories) > 1 else ""
        for failure in turn.failures:
            yield place, failure


def _unclear(branches: Sequence[str]) -> str:
    shown = ", ".join(branches[:_MOST_BRANCHES])
    more = len(branches) - _MOST_BRANCHES
    rest = f" and {more} more" if more > 0 else ""
    made = "branch was" if len(branches) == 1 else "branches were"
    return (
        f"{len(branches)} {made} made without a pull request, and the log does not say why: "
        f"a limit, pending checks, or the platform refused it ({shown}{rest})"
    )


def _unknown(story: RunStory) -> str:
    """Return what is not known, by the setting that would show it."""
    topics: dict[str, list[str]] = {}
    for each in story.unknown:
        topics.setdefault(each.setting.partition(",")[0], []).append(each.topic)
    return "; ".join(f"{', '.join(names)} ({setting})" for setting, names in topics.items())


def _done(story: RunStory) -> str:
    counts = Counter(deed.what for turn in story.repositories for deed in turn.done)
    told = ", ".join(f"{what} ({count})" for what, count in counts.items())
    if story.counts.pull_requests is None:
        return f"{told}; before the log begins: {UNKNOWN}" if told else UNKNOWN
    return told or "nothing"


def _held(story: RunStory) -> str:
    turns = story.repositories
    if not turns:
        return f"{UNKNOWN}, no repository was reached"
    if all(turn.held is None for turn in turns):
        return UNKNOWN
    counts: Counter[str] = Counter()
    for turn in turns:
        for group in turn.held or ():
            counts[group.reason] += len(group.branches)
    return "; ".join(f"{count}: {reason}" for reason, count in counts.items()) or "nothing"
