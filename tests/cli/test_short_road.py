"""Questions are answered without Typer where that makes no difference, and without SQLAlchemy."""

import itertools
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import renovate_kit.cli
from renovate_kit.cli import (
    errors,
    errors_questions,
    runs,
    runs_questions,
    short_road,
    why,
    why_question,
)
from renovate_kit.cli.app import app_for
from renovate_kit.cli.flags import Flag, parse_question
from tests.commandline import Run

COMMANDS: dict[tuple[str, ...], Sequence[Flag]] = {
    ("runs",): runs_questions.LIST_FLAGS,
    ("runs", "show", "last"): runs_questions.SHOW_FLAGS,
    ("errors",): errors_questions.LIST_FLAGS,
    ("errors", "show", "3f1c9a"): errors_questions.SHOW_FLAGS,
    ("why", "redis"): why_question.FLAGS,
}
ANSWERS = {
    ("runs",): (runs_questions, "list_runs", runs),
    ("runs", "show", "last"): (runs_questions, "show_run", runs),
    ("errors",): (errors_questions, "list_errors", errors),
    ("errors", "show", "3f1c9a"): (errors_questions, "show_error", errors),
    ("why", "redis"): (why_question, "say_why", why),
}


def spellings(flag: Flag) -> Iterator[tuple[str, ...]]:
    if not flag.has_value:
        yield (flag.name,)
        return
    for value in flag.choices or (("7",) if flag.default is not None else ("a", "x/y")):
        yield (flag.name, value)
        yield (f"{flag.name}={value}",)


def calls(flags: Sequence[Flag]) -> Iterator[tuple[str, ...]]:
    """No flag, every flag alone, and every pair of them, the same one twice included."""
    yield ()
    known = [list(spellings(flag)) for flag in flags]
    for group in known:
        yield from group
    for one, other in itertools.combinations_with_replacement(known, 2):
        yield (*one[0], *other[-1])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_both_roads_ask_the_same(monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    seen: list[dict[str, Any]] = []

    def note(**values: Any) -> None:  # noqa: ANN401 - whatever the flags are
        seen.append({name: value for name, value in values.items() if value})

    module, name, typer_module = ANSWERS[command]
    monkeypatch.setattr(module, name, note)
    monkeypatch.setattr(typer_module, name, note)
    for flags in calls(COMMANDS[command]):
        arguments = [*command, *flags]
        app_for(arguments)(arguments, standalone_mode=False)
        assert short_road.answered(arguments), arguments
        by_typer, express = seen[-2:]
        if command == ("runs",):
            express = {"limit": 50, **express}
        assert express == by_typer, arguments
    assert len(seen) % 2 == 0


WORDS = (
    *("--format", "json", "--limit", "7", "--since", "7d", "--all", "--repository", "a/b"),
    *("last", "-", "", "--", "-h", "--help", "--lim", "--limit=x", "--limit=-1", "--format=xml"),
)
NEVER = {"--", "-h", "--help", "--lim", "--limit=x", "--limit=-1", "--format=xml"}


@given(st.lists(st.sampled_from(WORDS)), st.sampled_from(["", "run"]))
def test_what_is_not_plainly_right_is_left_to_typer(arguments: list[str], about: str) -> None:
    values = parse_question(arguments, runs_questions.LIST_FLAGS, about=about)
    if values is not None:
        assert not NEVER & set(arguments)
        assert (about in values) == bool(about)


@pytest.mark.parametrize(
    "arguments",
    [
        *(["runs", "last"], ["runs", "--store", "x", "show", "last"], ["runs", "show"]),
        *(["runs", "show", "1", "2"], ["runs", "--limit", "many"], ["runs", "--format", "xml"]),
        *(["errors", "show"], ["why"], ["why", "a", "b"], ["why", "--help"], ["tail", "-"], []),
        ["runs", "--limit", "9" * 30],
    ],
    ids=" ".join,
)
def test_wrong_usage_and_all_else_is_left_to_typer(arguments: list[str]) -> None:
    assert not short_road.answered(arguments)


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite3"
    assert run("ingest", data / "logs/picluster/*.jsonl", "--store", path).exit_code == 0
    return path


QUESTIONS = (
    ("runs",),
    ("runs", "--limit", "3", "--format", "json", "--since", "2026-01-01"),
    ("runs", "--repository", "luddera/pi-cluster"),
    ("runs", "show", "last"),
    ("errors",),
    ("errors", "--format", "json", "--all"),
    ("why", "linkding", "--repository", "luddera/pi-cluster"),
)


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_an_answer_waits_for_nothing_that_it_does_not_need(
    store: Path, question: tuple[str, ...]
) -> None:
    script = (
        f"import sys; sys.argv = ['renovate-kit', *{question!r}, '--store', {str(store)!r}]\n"
        "from renovate_kit.cli import main\n"
        "try: main()\n"
        "finally: print(sorted({'typer', 'pydantic', 'sqlalchemy', 'tabulate', 'msgspec', "
        "'jinja2', 'httpx'} & set(sys.modules)), file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, "[]\n")
    assert finished.stdout


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_both_roads_print_the_same(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, question: tuple[str, ...]
) -> None:
    express = run(*question, "--store", store)
    refuse: Callable[[list[str]], bool] = lambda _: False  # noqa: E731 - one line is enough
    monkeypatch.setattr(renovate_kit.cli, "_is_answered", refuse)
    assert run(*question, "--store", store) == express
    assert (express.exit_code, express.err) == (0, "")
