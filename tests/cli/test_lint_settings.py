from pathlib import Path

import pytest

from renovate_kit.cli.lint_settings import settings_for
from tests.commandline import Run

BOTH = '{"labls": [], "masterIssue": true}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    settings_for.cache_clear()
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "renovate.json").write_text(BOTH)
    return tmp_path


def codes(run: Run, project: Path, *flags: str) -> set[str]:
    settings_for.cache_clear()
    out = run("validate", *flags, project / "a" / "b" / "renovate.json").out
    return {code for code in ("RK101", "RK103") if code in out}


def test_without_settings_everything_is_shown(run: Run, project: Path) -> None:
    assert codes(run, project) == {"RK101", "RK103"}


@pytest.mark.parametrize(
    ("name", "table"), [("renovate-kit.toml", ""), ("pyproject.toml", "[tool.renovate-kit]")]
)
def test_settings_are_found_upwards(run: Run, project: Path, name: str, table: str) -> None:
    (project / name).write_text(f'{table}\nignore = ["unknown-option"]\n')
    assert codes(run, project) == {"RK103"}


def test_the_nearest_settings_count(run: Run, project: Path) -> None:
    (project / "renovate-kit.toml").write_text('ignore = ["RK101"]')
    (project / "a" / "pyproject.toml").write_text('[tool.renovate-kit]\nselect = ["RK101"]')
    assert codes(run, project) == {"RK101"}
    (project / "a" / "renovate-kit.toml").write_text('select = ["RK103"]')
    assert codes(run, project) == {"RK103"}


def test_a_pyproject_without_a_table_is_passed_by(run: Run, project: Path) -> None:
    (project / "renovate-kit.toml").write_text('ignore = ["RK101"]')
    for text in ("[tool.other]\nx = 1", "[project]\nname = 'renovate-kit'", "no TOML at all"):
        (project / "a" / "pyproject.toml").write_text(text)
        assert codes(run, project) == {"RK103"}


def test_a_flag_takes_the_place_of_its_setting(run: Run, project: Path) -> None:
    (project / "renovate-kit.toml").write_text('select = ["RK101"]\nignore = []')
    assert codes(run, project, "--select", "RK103") == {"RK103"}
    assert codes(run, project, "--ignore", "RK101") == set()


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("a/**/*.json", {"RK103"}),
        ("renovate.json", {"RK103"}),
        ("b/*.json", {"RK101", "RK103"}),
    ],
)
def test_rules_are_ignored_in_files_of_a_pattern(
    run: Run, project: Path, pattern: str, left: set[str]
) -> None:
    (project / "renovate-kit.toml").write_text(f'per-file-ignores = {{"{pattern}" = ["RK101"]}}')
    assert codes(run, project) == left


def test_the_severity_that_fails_can_be_set(run: Run, project: Path) -> None:
    (project / "renovate-kit.toml").write_text('severity = "error"\nignore = ["RK101"]')
    file = project / "a" / "b" / "renovate.json"
    assert run("validate", file).exit_code == 0
    assert run("validate", "--severity", "warning", file).exit_code == 1


def test_settings_hold_for_standard_input(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "renovate-kit.toml").write_text('ignore = ["RK101", "RK103"]')
    monkeypatch.chdir(project)
    assert run("validate", "-", stdin=BOTH.encode()).exit_code == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("renovate-kit.toml", "selct = []", "selct: there is no such setting"),
        ("renovate-kit.toml", 'select = "RK101"', "select: must be a list"),
        ("renovate-kit.toml", "ignore = [1]", "ignore: must be a list"),
        ("renovate-kit.toml", 'ignore = ["RK1o1"]', "ignore: there is no rule 'RK1o1'"),
        ("renovate-kit.toml", 'severity = "bad"', "severity: must be one of error, warning, info"),
        ("renovate-kit.toml", "severity = []", "severity: must be one of"),
        ("renovate-kit.toml", "per-file-ignores = []", "per-file-ignores: must be a table"),
        ("renovate-kit.toml", '[per-file-ignores]\n"*" = 1', 'per-file-ignores."*": must be a'),
        ("renovate-kit.toml", "select = x", "line 1, column 10"),
        ("pyproject.toml", "[tool]\nrenovate-kit = 1", "tool.renovate-kit: must be a table"),
        ("pyproject.toml", "[tool.renovate-kit]\nx = 1", "tool.renovate-kit.x: there is no such"),
        ("pyproject.toml", "tool = 1 # renovate-kit", "tool: must be a table"),
    ],
)
def test_wrong_settings_are_wrong_usage_that_names_the_place(
    run: Run, project: Path, name: str, text: str, said: str
) -> None:
    (project / name).write_text(text)
    outcome = run("validate", project)
    assert (outcome.exit_code, outcome.out) == (2, "")
    (line,) = outcome.err.splitlines()
    assert line.startswith(f"error: {project / name}: ")
    assert said in line


def test_settings_that_are_no_text_are_wrong_usage(run: Run, project: Path) -> None:
    (project / "renovate-kit.toml").write_bytes(b"\xff")
    assert run("validate", project).exit_code == 2
