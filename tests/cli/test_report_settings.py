from pathlib import Path

import pytest

from tests.commandline import Run

WEEK = ("report", "weekly", "--week", "2026-W37")
NAMES = ("renovate-kit.toml", "pyproject.toml")


@pytest.fixture
def project(run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, in which a store is; the work is done in a folder below."""
    logs = sorted((data / "logs" / "picluster").glob("*.jsonl"))
    store = tmp_path / "store.sqlite3"
    assert run("ingest", *logs[:3], "--store", store).exit_code == 0
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    monkeypatch.setenv("RENOVATE_KIT_STORE", str(store))
    return tmp_path


def settle(project: Path, text: str, name: str = NAMES[0]) -> None:
    table = "report" if name == NAMES[0] else "tool.renovate-kit.report"
    (project / name).write_text(f"[{table}]\n{text}\n", "utf-8")


def headings(text: str) -> list[str]:
    return [line.removeprefix("## ") for line in text.splitlines() if line.startswith("## ")]


@pytest.mark.parametrize("name", NAMES)
def test_settings_choose_sections_locale_and_zone(run: Run, project: Path, name: str) -> None:
    settle(
        project,
        'sections = ["health", "security"]\nlocale = "sv"\ntime-zone = "Asia/Tokyo"',
        name,
    )
    outcome = run(*WEEK)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert headings(outcome.out) == ["Health", "Security"]
    assert "| First run | mån 7 sep. 2026 17:00 JST |" in outcome.out
    assert headings(run("report", "repository", "luddera/pi-cluster", *WEEK[2:]).out) == [
        *("Health", "Security")
    ]
    page = run(*WEEK, "--format", "html").out
    assert 'id="health"' in page
    assert 'id="freshness"' not in page


def test_flags_win(run: Run, project: Path) -> None:
    settle(project, 'sections = ["health"]\nlocale = "sv"\ntime-zone = "Asia/Tokyo"')
    flags = ("--section", "freshness", "--section", "health", "--locale", "de")
    outcome = run(*WEEK, *flags, "--time-zone", "UTC")
    assert headings(outcome.out) == ["Freshness", "Health"]
    assert "Mo., 7. Sept. 2026, 08:00 UTC" in outcome.out


@pytest.mark.parametrize("which", ["errors", "security"])
def test_other_reports_take_locale_and_zone_too(run: Run, project: Path, which: str) -> None:
    report = ("report", which, "--week", "2026-W37")
    assert "since 2026-09-07 00:00 UTC" in run(*report).out
    settle(project, 'locale = "de"\ntime-zone = "Europe/Berlin"\nsections = ["health"]')
    assert "since 06.09.26, 22:00 UTC" in run(*report).out
    assert "since 2026-09-06 22:00 UTC" in run(*report, "--locale", "sv").out
    assert "since 07.09.26, 00:00 UTC" in run(*report, "--time-zone", "UTC").out
    page = run(*report, "--format", "html").out
    assert "Mo., 7. Sept. 2026" in page
    outcome = run(*report, "--locale", "klingon")
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert "there is no locale called 'klingon'" in outcome.err


def test_data_is_not_localised(run: Run, project: Path) -> None:
    before = run(*WEEK, "--format", "json").out
    settle(project, 'sections = ["health"]\nlocale = "sv"')
    assert run(*WEEK, "--format", "json").out == before


def test_repositories_of_the_settings_are_those_of_the_weekly_report(
    run: Run, project: Path
) -> None:
    settle(project, 'repositories = ["nobody/nothing"]')
    assert run(*WEEK).exit_code == 3
    assert run(*WEEK, "--repository", "luddera/pi-cluster").exit_code == 0


def test_templates_are_found_beside_the_settings(run: Run, project: Path) -> None:
    (project / "ours" / "sections").mkdir(parents=True)
    (project / "ours" / "sections" / "health.md.j2").write_text("## Ours\n\nFine.\n\n")
    settle(project, 'templates = "ours"')
    assert "Ours" in headings(run(*WEEK).out)
    (project / "theirs").mkdir()
    assert "Health" in headings(run(*WEEK, "--templates", project / "theirs").out)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            'sections = ["helth"]',
            "report.sections: there is no section 'helth'; there are attention",
        ),
        ("sections = []", "report.sections: names none; there are attention"),
        ('sections = "health"', "report.sections: must be a list of names of sections"),
        ("sections = [1]", "report.sections: must be a list of names of sections"),
        ("locale = 1", "report.locale: must be a text in quotes"),
        ('time-zone = ""', "report.time-zone: must be a text in quotes"),
        ('templates = "missing"', "missing is no folder"),
        ("repositories = 1", "report.repositories: must be a list of OWNER/REPO"),
        ("colour = 1", "report.colour: there is no such setting"),
    ],
)
def test_wrong_settings_are_wrong_usage_that_names_the_place(
    run: Run, project: Path, text: str, problem: str
) -> None:
    settle(project, text)
    outcome = run(*WEEK)
    assert outcome.exit_code == 2
    assert f"{project / 'renovate-kit.toml'}: " in outcome.err
    assert problem in outcome.err
    assert "See docs/report-settings.md for all settings" in outcome.err


@pytest.mark.parametrize("how", ["flag", "settings"])
def test_unknown_locale_is_wrong_usage(run: Run, project: Path, how: str) -> None:
    if how == "settings":
        settle(project, 'locale = "klingon"')
    outcome = run(*WEEK, *(("--locale", "klingon") if how == "flag" else ()))
    assert outcome.exit_code == 2
    assert "there is no locale called 'klingon'" in outcome.err
    assert "sv, en_US, pt-BR" in outcome.err


@pytest.mark.usefixtures("project")
def test_unknown_section_is_wrong_usage_that_lists_them(run: Run) -> None:
    outcome = run(*WEEK, "--section", "helth")
    assert outcome.exit_code == 2
    assert "'attention', " in outcome.err
    assert "'dependencies'" in outcome.err


def test_unknown_zone_of_the_settings_is_wrong_usage(run: Run, project: Path) -> None:
    settle(project, 'time-zone = "Mars/Olympus"')
    assert run(*WEEK).exit_code == 2


def test_settings_of_reports_do_not_bother_validate(run: Run, project: Path) -> None:
    settle(project, 'locale = "sv"')
    (project / "renovate.json").write_text("{}")
    assert run("validate", project / "renovate.json").exit_code == 0
    (project / "renovate-kit.toml").write_text('ignore = ["RK101"]')
    assert run(*WEEK).exit_code == 0
