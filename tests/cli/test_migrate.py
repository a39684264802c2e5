import json
import os
from pathlib import Path

import pytest

from tests.commandline import Run

OUTDATED = '{\n  // kept\n  "masterIssue": true, // here\n  "gitFs": false\n}\n'
MIGRATED = '{\n  // kept\n  "dependencyDashboard": true // here\n}\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "renovate.json"
    path.write_text(OUTDATED)
    return path


def test_the_migrated_text_is_printed_and_the_file_stays(run: Run, config: Path) -> None:
    for flags in ((), ("--print",)):
        outcome = run("migrate", config, *flags)
        assert (outcome.exit_code, outcome.out, outcome.err) == (0, MIGRATED, "")
    assert config.read_text() == OUTDATED


def test_a_difference_is_shown_and_exits_1(run: Run, config: Path) -> None:
    outcome = run("migrate", "--diff", config)
    assert outcome.exit_code == 1
    assert '-  "masterIssue": true, // here\n' in outcome.out
    assert '+  "dependencyDashboard": true // here\n' in outcome.out
    assert config.read_text() == OUTDATED


def test_no_difference_is_silent_and_exits_0(run: Run, config: Path) -> None:
    config.write_text(MIGRATED)
    outcome = run("migrate", "--diff", config)
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, "", "")


def test_a_difference_shows_no_secrets(run: Run, config: Path) -> None:
    token = "ghp_" + "a1B2" * 9
    config.write_text(f'{{"endpoints": [{{"host": "github.com", "token": "{token}"}}]}}')
    outcome = run("migrate", "--diff", config)
    assert outcome.exit_code == 1
    assert "matchHost" in outcome.out
    assert token not in outcome.out


def test_a_file_is_changed_in_place_with_its_mark_line_breaks_and_mode(
    run: Run, config: Path
) -> None:
    config.write_bytes(b"\xef\xbb\xbf" + OUTDATED.replace("\n", "\r\n").encode())
    config.chmod(0o640)
    outcome = run("migrate", "--write", config)
    assert (outcome.exit_code, outcome.out) == (0, f"{config}: migrated\n")
    assert config.read_bytes() == b"\xef\xbb\xbf" + MIGRATED.replace("\n", "\r\n").encode()
    assert config.stat().st_mode & 0o777 == 0o640
    again = run("migrate", "--write", config)
    assert (again.exit_code, again.out) == (0, f"{config}: nothing to migrate\n")


def test_the_checkout_in_this_folder_is_the_default(
    run: Run, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    assert run("migrate").out == MIGRATED


def test_several_files_are_changed_and_one_that_cannot_be_stops_no_other(
    run: Run, config: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json5"
    broken.write_text("{a: ")
    outcome = run("migrate", "--write", broken, config)
    assert outcome.exit_code == 3
    assert config.read_text() == MIGRATED
    assert broken.read_text() == "{a: "
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"error: {broken}:1:4: ")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("renovate.json", "[]", "no object", id="a list"),
        pytest.param(
            "renovate.json", '{\n "hostRules": null}', ":2:", id="what Renovate can't migrate"
        ),
        pytest.param("renovate.json", "", "empty", id="empty"),
        pytest.param("package.json", '{"dependencies": {}}', "package.json", id="a package.json"),
    ],
)
def test_what_cannot_be_migrated_is_one_line_and_exit_code_3(
    run: Run, tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    outcome = run("migrate", "--write", path)
    assert (outcome.exit_code, outcome.out) == (3, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"error: {path}")
    assert said in line
    assert path.read_text() == content


def test_a_missing_file_is_one_line_and_exit_code_3(run: Run, tmp_path: Path) -> None:
    outcome = run("migrate", tmp_path / "none.json")
    assert outcome.exit_code == 3
    assert len(outcome.err.splitlines()) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_stays_whole(run: Run, config: Path) -> None:
    config.parent.chmod(0o500)
    outcome = run("migrate", "--write", config)
    config.parent.chmod(0o700)
    assert outcome.exit_code == 3
    assert config.read_text() == OUTDATED


def test_print_is_for_one_file(run: Run, config: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps({}))
    outcome = run("migrate", config, other)
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert "--diff" in outcome.err


def test_flags_that_exclude_each_other_are_wrong_usage(run: Run, config: Path) -> None:
    assert run("migrate", "--diff", "--write", config).exit_code == 2
    assert run("migrate", "--no-such-flag", config).exit_code == 2
    assert config.read_text() == OUTDATED


def test_help_shows_an_example(run: Run) -> None:
    assert "renovate-kit migrate renovate.json" in run("migrate", "--help").out
