"""The command tree as a whole."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer

from renovate_kit.cli.app import app_for
from tests.commandline import Run


def commands(arguments: list[str]) -> Iterator[str]:
    group = typer.main.get_command(app_for(arguments))
    assert isinstance(group, typer.core.TyperGroup)
    yield from group.commands


def test_a_command_alone_is_the_one_of_the_whole_tree() -> None:
    known = list(commands([]))

    assert len(known) > 10
    for name in known:
        assert list(commands([name])) == [name]


def test_help_names_every_command(run: Run) -> None:
    shown = run("--help")

    assert shown.exit_code == 0
    listed = re.findall(r"^  ([a-z-]+) {2,}\S", shown.out.partition("Commands:")[2], re.MULTILINE)
    assert sorted(listed) == sorted(commands([]))


def test_a_slip_in_a_command_is_told_with_the_one_that_is_meant(run: Run) -> None:
    told = run("rusn")

    assert told.exit_code == 2
    assert "'runs'" in told.err


@pytest.mark.parametrize("other", ["pydantic", "renovate_kit.config", "httpx", "jinja2"])
def test_a_question_about_runs_imports_nothing_of_other_commands(other: str) -> None:
    program = (
        "import sys; from renovate_kit.cli.app import app_for; app_for(['runs']);"
        f"import renovate_kit.reports.run_pipeline; print({other!r} in sys.modules)"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert shown.stdout == "False\n"
