"""What became of a dependency, for people at a terminal."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.reports.dependency_report import DependencyAnswer, DependencyReport, Outcome
from renovate_kit.reports.formats.run_wording import option_names, when
from renovate_kit.reports.formats.terminal_text import Layout, harmless

__all__ = ["WhyText"]

_MOST_PLACES: Final = 8
_INDENT: Final = "  "
_DEEPER: Final = "    "


class WhyText:
    """For each repository a heading, and what became of each update.

    Args:
        layout: of the terminal.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()

    def render(self, report: DependencyReport) -> str:
        """Return the answers."""
        parts = ("".join(self._answer(report.name, each)) for each in report.answers)
        return "\n".join(parts)

    def _answer(self, name: str, answer: DependencyAnswer) -> Iterator[str]:
        title = harmless(f"{name} in {answer.repository}")
        at = "at an unknown time" if answer.started_at is None else f"{when(answer.started_at)} UTC"
        run = f" (run {answer.run_id}, {at})"
        yield f"{self._layout.heading(title)}{self._layout.faint(run)}\n"
        for outcome in answer.outcomes:
            for line in self._outcome(outcome):
                yield f"{line}\n"
        for note in answer.notes:
            yield f"{self._layout.wrapped(f'note: {note}', indent=_INDENT)}\n"

    def _outcome(self, outcome: Outcome) -> Iterator[str]:
        wrapped = self._layout.wrapped
        branch = f" [{outcome.branch}]" if outcome.branch else ""
        yield wrapped(f"{outcome.headline}{branch}", indent=_INDENT)
        for update in outcome.updates:
            yield wrapped(update, indent=_DEEPER)
        yield wrapped(f"why: {outcome.because}{option_names(outcome.options)}", indent=_DEEPER)
        yield wrapped(f"what to do: {outcome.what_to_do}", indent=_DEEPER)
        for place in outcome.places[:_MOST_PLACES]:
            current = f" at {place.current}" if place.current else ""
            source = f", {place.datasource}" if place.datasource else ""
            text = f"in {place.package_file}{current} ({place.manager}{source})"
            yield self._layout.faint(wrapped(text, indent=_DEEPER))
        if len(outcome.places) > _MOST_PLACES:
            yield f"{_DEEPER}and {len(outcome.places) - _MOST_PLACES} more places"
