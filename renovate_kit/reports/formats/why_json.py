"""What became of a dependency as JSON for machines; docs/runs.md says what each key means."""

from dataclasses import asdict
from typing import Final

from renovate_kit.reports.dependency_report import DependencyAnswer, DependencyReport, Outcome
from renovate_kit.reports.formats.json_text import document, utc

__all__ = ["WhyJson"]

_VERSION: Final = 1


class WhyJson:
    """One object with `answers`, one for each repository."""

    def render(self, report: DependencyReport) -> str:
        """Return the answers."""
        answers = [_answer(each) for each in report.answers]
        return document({"version": _VERSION, "dependency": report.name, "answers": answers})


def _answer(answer: DependencyAnswer) -> dict[str, object]:
    return {
        "repository": answer.repository,
        "run": answer.run_id,
        "started_at": utc(answer.started_at),
        "is_latest": answer.is_latest,
        "log_level": "debug" if answer.shows_debug else "info",
        "outcomes": [_outcome(outcome) for outcome in answer.outcomes],
        "notes": answer.notes,
    }


def _outcome(outcome: Outcome) -> dict[str, object]:
    return asdict(outcome) | {
        "places": [
            asdict(place) | {"released_at": utc(place.released_at)} for place in outcome.places
        ]
    }
