"""`renovate-kit check-run`."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, assert_never

import typer

from renovate_kit.cli.output import flush, report_failure, report_passed, say
from renovate_kit.cli.progress import ProgressBar
from renovate_kit.cli.terminal import terminal_layout
from renovate_kit.errors import InputError, OutputError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.check_interface import CheckFormat
    from renovate_kit.reports.run_report import RunStory
    from renovate_kit.reports.sources import Passed

__all__ = ["EPILOG", "check_run"]

_NO_INPUT = 66
_NO_OUTPUT = 74
EPILOG = """\b
Examples:
  renovate-kit check-run renovate.log
  kubectl logs job/renovate-29377980 | renovate-kit check-run -
  renovate-kit check-run --fail-on failed --format json run.jsonl

\b
Exit codes: that of the worst run, with Renovate's own numbers for what failed (exitCodeForErrors):
  0 healthy, or not as bad as --fail-on says   6 failed: temporary
  1 degraded                                   7 failed: another host, a lock file
  3 failed: system (memory, disk)              8 failed: unknown
  4 failed: platform (token, rate limit)       9 incomplete: cut off
  5 failed: config
Of the check itself: 2 wrong usage, 66 a log could not be read, 74 no output could be written."""


class FailOn(StrEnum):
    """From which verdict on the exit code is not 0."""

    DEGRADED = "degraded"
    FAILED = "failed"
    NEVER = "never"


class CheckFormatName(StrEnum):
    """What the verdicts can look like."""

    TEXT = "text"
    JSON = "json"


def check_run(
    logs: Annotated[
        list[str],
        typer.Argument(
            metavar="LOG...",
            help="Renovate's logs, JSON or text, also compressed; folders and archives of them; "
            "- for stdin.",
            show_default=False,
        ),
    ],
    *,
    fail_on: Annotated[
        FailOn,
        typer.Option(
            help="From which verdict on the exit code is not 0; a run that was cut off counts as "
            "failed."
        ),
    ] = FailOn.DEGRADED,
    output_format: Annotated[
        CheckFormatName, typer.Option("--format", help="What the output looks like.")
    ] = CheckFormatName.TEXT,
) -> None:
    """Give one verdict per run, also where Renovate's exit code was 0. Nothing is stored."""
    output = _format(output_format)
    try:
        found = _check_all(logs, output.begin)
        exit_code = _exit_code(found, fail_on)
        say(output.end(found.stories, exit_code))
        flush()
    except OutputError as error:
        report_failure(error)
        raise typer.Exit(_NO_OUTPUT) from error
    raise typer.Exit(exit_code)


@dataclass(slots=True)
class _Found:
    stories: list["RunStory"]
    unread: bool = False


def _check_all(names: Sequence[str], begin: "Callable[[RunStory], str]") -> _Found:
    """Read all logs; one that can't be read does not stop the next."""
    found = _Found(stories=[])
    for name in names:
        try:
            for story in _stories(name):
                say(begin(story))
                found.stories.append(story)
        except InputError as error:
            found.unread = True
            report_failure(error)
    return found


def _stories(name: str) -> "Iterator[RunStory]":
    from renovate_kit.reports.log_pipeline import runs_of_log
    from renovate_kit.reports.sources import LogSource, NoLogError, NoRunError, open_logs

    any_log = False
    path = None if name == "-" else Path(name)
    for source in open_logs(path, stdin=sys.stdin.buffer):
        if not isinstance(source, LogSource):
            _report_passed(source)
            continue
        try:
            with source, ProgressBar(f"Reading {source.name}", source.size) as bar:
                for story in runs_of_log(source, on_progress=bar.update):
                    any_log = True
                    yield story
        except NoRunError as error:
            if not source.is_one_of_many:
                raise
            report_passed(f"{error.message}: skipped")
        except NoLogError:
            if not source.is_one_of_many:
                raise
    if not any_log:
        raise InputError(f"{name}: no run in it", hint="name a log of Renovate's")


def _report_passed(passed: "Passed") -> None:
    if passed.error is not None:
        report_failure(passed.error)


_ORDER = {"healthy": 0, "degraded": 1, "incomplete": 2, "failed": 3}


def _exit_code(found: _Found, fail_on: FailOn) -> int:
    """Return the code of the first of the worst runs; a log that was not read is worse."""
    if found.unread:
        return _NO_INPUT
    worst = max(found.stories, key=lambda story: _ORDER[story.verdict.value])
    match fail_on:
        case FailOn.NEVER:
            return 0
        case FailOn.FAILED:
            counts = _ORDER[worst.verdict.value] > _ORDER["degraded"]
        case FailOn.DEGRADED:
            counts = True
        case _:
            assert_never(fail_on)
    return int(worst.exit_group) if counts else 0


def _format(name: CheckFormatName) -> "CheckFormat":
    match name:
        case CheckFormatName.TEXT:
            from renovate_kit.reports.formats.check_text import CheckText

            return CheckText(terminal_layout())
        case CheckFormatName.JSON:
            from renovate_kit.reports.formats.check_json import CheckJson

            return CheckJson()
        case _:
            assert_never(name)
