"""One run for people at a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

from renovate_kit.reports.formats.run_wording import (
    UNKNOWN,
    branches_words,
    counted,
    deed_line,
    facts_of,
    failure_headline,
    found_lines,
    held_line,
    lasting,
    notes_of,
    nothing_done,
    option_names,
    time_line,
    times_by_kind,
)
from renovate_kit.reports.formats.terminal_text import Layout, harmless
from renovate_kit.reports.run_report import Failure, HeldGroup, RepositoryStory, RunStory

__all__ = ["RunText"]

_MOST_TIMES: Final = 5
_MOST_REMARKS: Final = 5
_INDENT: Final = "  "
_DEEPER: Final = "    "


class RunText:
    """Headings with lines below them.

    Args:
        layout: of the terminal.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()

    def render(self, story: RunStory) -> str:
        """Return a run: what was found, done and held back, what failed, where time went."""
        parts = [
            self._head(story),
            self._section("Failed before or beside the repositories", self._failed(story.failures)),
            *(self._repository(turn, alone=len(story.repositories) == 1)
              for turn in story.repositories),
            self._section("Where the time went", self._times(story)),
            self._section("Unknown, as the log does not show it", self._unknown(story)),
        ]  # fmt: skip
        return "\n".join(part for part in parts if part)

    def _head(self, story: RunStory) -> str:
        name = "Run" if story.run_id is None else f"Run {story.run_id}"
        lines = [f"{self._layout.heading(name)}: {self._layout.verdict(story.verdict)}"]
        lines += [self._layout.wrapped(f"- {reason}", indent=_INDENT) for reason in story.because]
        lines += [self._layout.wrapped(f"note: {x}", indent=_INDENT) for x in notes_of(story)]
        facts = list(facts_of(story))
        width = max(len(fact) for fact, _ in facts)
        for fact, text in facts:
            hanging = " " * (width + 2)
            lines.append(self._layout.wrapped(f"{fact:<{width}}  {text}", hanging=hanging))
        return _joined(lines)

    def _repository(self, turn: RepositoryStory, *, alone: bool) -> str:
        result = turn.result or "no result"
        title = f"{harmless(turn.repository)}: {result}"
        if not alone:
            title = f"{harmless(turn.repository)}: {self._layout.verdict(turn.verdict)}, {result}"
        title += f", {lasting(turn.duration_ms)}"
        if turn.restarts:
            title += f", restarted {counted(turn.restarts, 'time')} after an automerge"
        if turn.dry_run:
            title += ", dry run"
        parts = [
            self._section("Found", [self._line(line) for line in found_lines(turn)]),
            self._section("Done", [self._line(deed_line(deed)) for deed in turn.done] or
                          [f"{_INDENT}{nothing_done(turn)}"]),
            self._section("Held back", self._held(turn)),
            self._section("Failed", self._failed(turn.failures)),
            self._section("Noted at level debug only; does not count",
                          self._remarks(turn.failures)),
        ]  # fmt: skip
        body = "\n".join(part for part in parts if part)
        return f"{self._layout.heading(title)}\n\n{body}"

    def _section(self, title: str, lines: Sequence[str]) -> str:
        return _joined([self._layout.heading(title), *lines]) if lines else ""

    def _line(self, text: str) -> str:
        return self._layout.wrapped(text, indent=_INDENT)

    def _held(self, turn: RepositoryStory) -> list[str]:
        if turn.held is None:
            lines = [f"{_INDENT}{UNKNOWN}"]
            lines += [
                self._line(f"{branch} was made without a pull request; the log does not say why")
                for branch in turn.unclear
            ]
            return lines
        return [line for group in turn.held for line in self._group(group)] or [f"{_INDENT}nothing"]

    def _group(self, group: HeldGroup) -> Iterator[str]:
        yield self._line(f"{group.reason}{option_names(group.options)}:")
        for held in group.branches:
            yield self._layout.wrapped(f"- {held_line(held)}", indent=_DEEPER)
        yield self._layout.wrapped(f"what to do: {group.what_to_do}", indent=_DEEPER)

    def _failed(self, failures: Sequence[Failure]) -> list[str]:
        return [line for failure in failures if failure.counts for line in self._failure(failure)]

    def _failure(self, failure: Failure) -> Iterator[str]:
        yield self._line(failure_headline(failure))
        yield self._layout.wrapped(f"meaning: {failure.means}", indent=_DEEPER)
        yield self._layout.wrapped(f"what to do: {failure.remedy}", indent=_DEEPER)
        more = [branches_words(failure)]
        if failure.fingerprint:
            more.append(f"fingerprint: {failure.fingerprint}")
        told = "; ".join(filter(None, more))
        if told:
            yield self._layout.faint(self._layout.wrapped(told, indent=_DEEPER))

    def _remarks(self, failures: Sequence[Failure]) -> list[str]:
        hidden = [failure for failure in failures if not failure.counts]
        lines = [self._line(failure_headline(failure)) for failure in hidden[:_MOST_REMARKS]]
        more = len(hidden) - _MOST_REMARKS
        return [*lines, f"{_INDENT}and {more} more"] if more > 0 else lines

    def _times(self, story: RunStory) -> list[str]:
        lines: list[str] = []
        for words, longest, more in times_by_kind(story.times, most=_MOST_TIMES):
            lines.append(f"{_INDENT}{words}")
            for spent in longest:
                where = f" [{spent.repository}]" if len(story.repositories) > 1 else ""
                lines.append(self._layout.wrapped(time_line(spent) + where, indent=_DEEPER))
            if more > 0:
                lines.append(f"{_DEEPER}and {more:,} more")
        for kind, name, hits, misses in story.caches:
            if hits + misses:
                share = f"{hits:,} of {hits + misses:,} found"
                lines.append(self._line(f"{kind} cache of {name}: {share}"))
        return lines

    def _unknown(self, story: RunStory) -> list[str]:
        return [self._line(f"{each.what}: {each.setting}") for each in story.unknown]


def _joined(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
