"""One run as Markdown, for an issue or a wiki."""

from collections.abc import Iterable, Sequence
from typing import Final

from renovate_kit.reports.formats.markdown_tables import table
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, link
from renovate_kit.reports.formats.run_wording import (
    UNKNOWN,
    deed_line,
    facts_of,
    failure_headline,
    found_lines,
    held_line,
    lasting,
    notes_of,
    nothing_done,
    time_line,
    times_by_kind,
)
from renovate_kit.reports.report import Option
from renovate_kit.reports.run_report import Failure, RepositoryStory, RunStory

__all__ = ["RunMarkdown"]

_MOST_TIMES: Final = 5


class RunMarkdown:
    """Headings, lists, and a table of facts."""

    def render(self, story: RunStory) -> str:
        """Return a run."""
        name = "Run" if story.run_id is None else f"Run {story.run_id}"
        parts = [f"# {name}: {story.verdict.value}", _list(story.because)]
        parts.append(_list(f"note: {note}" for note in notes_of(story)))
        parts.append(table(("", "What is known"), facts_of(story)))
        parts += _section("Failed before or beside the repositories", _failed(story.failures))
        for turn in story.repositories:
            parts += _repository(turn)
        parts += _section("Where the time went", _times(story))
        unknown = _list(f"{each.what}: {each.setting}" for each in story.unknown)
        parts += _section("Unknown, as the log does not show it", unknown)
        return "\n\n".join(part for part in parts if part) + "\n"


def _repository(turn: RepositoryStory) -> list[str]:
    nothing = f"{nothing_done(turn).capitalize()}."
    heading = f"{turn.repository}: {turn.verdict.value}, {turn.result or 'no result'}"
    heading += f", {lasting(turn.duration_ms)}"
    return [
        f"## {escape_markdown(heading)}",
        *_section("Found", _list(found_lines(turn)), level=3),
        *_section("Done", _list(map(deed_line, turn.done)) or nothing, level=3),
        *_section("Held back", _held(turn), level=3),
        *_section("Failed", _failed(turn.failures), level=3),
        *_section("Noted at level debug only; does not count", _remarks(turn.failures), level=3),
    ]


def _section(title: str, body: str, *, level: int = 2) -> list[str]:
    return [f"{'#' * level} {title}", body] if body else []


def _list(lines: Iterable[str]) -> str:
    return "\n".join(f"- {escape_markdown(line)}" for line in lines)


def _held(turn: RepositoryStory) -> str:
    if turn.held is None:
        unclear = [
            f"{branch} was made without a pull request; the log does not say why"
            for branch in turn.unclear
        ]
        return "\n\n".join(filter(None, (f"{UNKNOWN.capitalize()}.", _list(unclear))))
    groups = []
    for group in turn.held:
        options = _options(group.options)
        head = f"- {escape_markdown(group.reason)}{options}. "
        head += f"What to do: {escape_markdown(group.what_to_do)}"
        lines = [f"  - {escape_markdown(held_line(held))}" for held in group.branches]
        groups.append("\n".join((head, *lines)))
    return "\n".join(groups) or "Nothing."


def _options(options: Sequence[Option]) -> str:
    names = ", ".join(link(code(option.name), option.url) for option in options)
    return f" ({names})" if names else ""


def _failed(failures: Sequence[Failure]) -> str:
    lines = []
    for failure in (each for each in failures if each.counts):
        lines.append(f"- {escape_markdown(failure_headline(failure))}")
        lines.append(f"  - meaning: {escape_markdown(failure.means)}")
        remedy = Markdown(escape_markdown(failure.remedy))
        docs = f" ({link(Markdown('documentation'), failure.docs)})" if failure.docs else ""
        lines.append(f"  - what to do: {remedy}{docs}")
        if failure.fingerprint:
            lines.append(f"  - fingerprint: {code(failure.fingerprint)}")
    return "\n".join(lines)


def _remarks(failures: Sequence[Failure]) -> str:
    return _list(failure_headline(each) for each in failures if not each.counts)


def _times(story: RunStory) -> str:
    lines = []
    for words, longest, more in times_by_kind(story.times, most=_MOST_TIMES):
        lines.append(f"- {words}")
        lines += [f"  - {escape_markdown(time_line(spent))}" for spent in longest]
        if more > 0:
            lines.append(f"  - and {more:,} more")
    return "\n".join(lines)
