"""What an HTML report shows in which form: answers, things to do, repositories, charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.formats import facts
from renovate_kit.reports.formats.attention_lines import attention_lines
from renovate_kit.reports.formats.charts.chart import Chart
from renovate_kit.reports.formats.charts.freshness_bar import freshness_bar
from renovate_kit.reports.formats.charts.open_pull_requests import open_pull_requests
from renovate_kit.reports.formats.charts.run_strip import run_strip
from renovate_kit.reports.formats.charts.runs_per_week import runs_per_week
from renovate_kit.reports.formats.trend_lines import is_telling
from renovate_kit.reports.formats.words import Emphasis, Words
from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    Report,
    RunSummary,
    Verdict,
)

__all__ = ["Answer", "Thing", "answers", "charts", "freshness_bar", "things"]

_PRESSING: Final = frozenset(
    {
        AttentionKind.SILENCE,
        AttentionKind.RUN_FAILED,
        AttentionKind.RUN_INCOMPLETE,
        AttentionKind.SECURITY,
    }
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer. `tone` is good, fair, bad, unknown or neutral."""

    question: str
    words: Words
    tone: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that needs a person: what it is, and what to do about it.

    `members` are the things of which it is made, where `repositories` share it.
    """

    what: Words
    what_to_do: Words
    tone: str
    members: tuple[Words, ...] = ()
    repositories: int = 1


def answers(report: Report) -> Iterator[Answer]:
    """Yield the four questions that a reader has, each with the tone of its answer."""
    tones = (
        _tone_of_updates(report),
        _tone_of_health(report.runs),
        "neutral",
        _tone_of_attention(report),
    )
    for (question, words), tone in zip(facts.answers(report), tones, strict=True):
        yield Answer(question, words, tone)


def things(report: Report) -> Iterator[Thing]:
    """Yield what needs a person, the most pressing first."""
    for line in attention_lines(report):
        cut = next(at for at, word in enumerate(line.words) if isinstance(word, Emphasis))
        tone = "bad" if line.kind in _PRESSING else "fair"
        yield Thing(line.words[:cut], line.words[cut:], tone, line.members, line.repositories)


def charts(report: Report) -> Iterator[Chart]:
    """Yield the charts of a report of which there are figures."""
    drawn = [run_strip(report.run_marks, report.period, time_zone=report.time_zone)]
    if report.trend is not None and is_telling(report.trend):
        drawn += [runs_per_week(report.trend), open_pull_requests(report.trend)]
    yield from (chart for chart in drawn if chart is not None)


def _tone_of_updates(report: Report) -> str:
    is_up_to_date = facts.is_up_to_date(report)
    if is_up_to_date is None:
        return "unknown"
    return "good" if is_up_to_date else "fair"


def _tone_of_health(runs: RunSummary) -> str:
    if runs.silent_since is not None:
        return "bad"
    match runs.last_verdict:
        case None:
            return "unknown" if runs.last_started_before is None else "good"
        case Verdict.HEALTHY:
            return "fair" if runs.gaps else "good"
        case Verdict.DEGRADED:
            return "fair"
        case _:
            return "bad"


def _tone_of_attention(report: Report) -> str:
    every: Sequence[Attention] = [
        *report.attention,
        *(each for part in report.repositories for each in part.attention),
    ]
    if not every:
        return "unknown" if report.open_count is None else "good"
    return "bad" if any(each.kind in _PRESSING for each in every) else "fair"
