"""What somebody may not look at is told in one line, whichever command looks there."""

from pathlib import Path

import pytest

from tests.cli.privileges import without_privileges
from tests.commandline import Run


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "renovate.json"),
        ("build",),
        ("init",),
        ("show-config", "."),
        ("calendar",),
        ("sync", "git", "below"),
    ],
    ids=" ".join,
)
def test_a_folder_that_nobody_may_search_is_no_mistake_of_ours(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    monkeypatch.chdir(closed)
    run(*command)  # so that all modules are there
    closed.chmod(0)
    try:
        with without_privileges():
            outcome = run(*command)
    finally:
        closed.chmod(0o755)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert "permission denied. Check the permissions" in line


def test_a_mistake_of_ours_stays_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("renovate_kit.cli.app.app_for", fail)
    outcome = run("stats")
    assert outcome.exit_code == 70
    assert "a mistake in renovate-kit (PermissionError" in outcome.err
