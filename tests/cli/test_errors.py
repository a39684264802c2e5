"""`renovate-kit errors`: one line or one object for each problem, whatever was ingested."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renovate_kit.cli.since import parse_since
from renovate_kit.errors import UsageError
from tests.commandline import Run

FLUX = "0ac8e482de07"
"""Of the tool that is missing in ten runs of pi-cluster."""
CONTRACT = {
    "fingerprint",
    "category",
    "level",
    "message",
    "count",
    "first_seen",
    "last_seen",
    "state",
    "remedy",
}
CATEGORIES = {
    "authentication",
    "permission",
    "rate-limit",
    "network",
    "registry",
    "lookup",
    "artifact",
    "config",
    "git",
    "platform",
    "resource",
    "internal",
}


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with ten real runs; the current folder has no ignore file."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "store.sqlite3"
    assert run("ingest", data / "logs/picluster/*.jsonl", "--store", path).exit_code == 0
    return path


def problems(run: Run, store: Path, *flags: object) -> list[dict[str, object]]:
    outcome = run("errors", "--format", "json", "--store", store, *flags)
    assert (outcome.exit_code, outcome.err) == (0, "")
    content = json.loads(outcome.out)
    assert content["version"] == 1
    found = content["problems"]
    assert isinstance(found, list)
    return found


def test_json_keeps_its_contract(run: Run, store: Path) -> None:
    found = problems(run, store)
    assert found
    for problem in found:
        assert set(problem) >= CONTRACT
        assert re.fullmatch(r"[0-9a-f]{12}", str(problem["fingerprint"]))
        assert problem["category"] in CATEGORIES
        assert problem["remedy"]
        assert str(problem["first_seen"]).endswith("Z")
        assert str(problem["first_seen"]) <= str(problem["last_seen"])


def test_what_a_week_of_pi_cluster_had(run: Run, store: Path) -> None:
    (flux,) = (each for each in problems(run, store) if each["fingerprint"] == FLUX)
    assert (flux["message"], flux["category"], flux["level"]) == (
        "artifactErrors",
        "artifact",
        "warn",
    )
    assert flux["branches"] == ["renovate/fluxcd-flux2-2.x"]
    assert flux["first_seen"] == "2026-09-07T08:00:07.640000Z"


def test_text_has_a_line_for_each_and_counts_them(run: Run, store: Path) -> None:
    outcome = run("errors", "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert FLUX in outcome.out
    total = len(problems(run, store))
    noun = "problem" if total == 1 else "problems"
    assert f"\n{total} {noun}: " in outcome.out
    assert max(map(len, outcome.out.splitlines())) < 200


def test_markdown(run: Run, store: Path) -> None:
    outcome = run("errors", "--store", store, "--format", "markdown")
    assert outcome.exit_code == 0
    assert outcome.out.startswith("# Renovate problems\n\n")
    assert f"`{FLUX}`" in outcome.out
    assert "| Problem | Detail | State |" in outcome.out


def test_show_tells_what_to_do_and_every_run(run: Run, store: Path) -> None:
    outcome = run("errors", "show", FLUX[:5], "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    for words in ("let binarySource install the tool", "fluxcd/flux2", "spawn flux ENOENT"):
        assert words in outcome.out
    shown = json.loads(run("errors", "show", FLUX, "--format", "json", "--store", store).out)
    assert shown["problem"]["fingerprint"] == FLUX
    assert shown["problem"]["dependencies"] == ["fluxcd/flux2"]
    assert len(shown["occurrences"]) == shown["problem"]["runs"]
    starts = [each["started_at"] for each in shown["occurrences"]]
    assert starts == sorted(starts, reverse=True)
    markdown = run("errors", "show", FLUX, "--format", "markdown", "--store", store).out
    assert markdown.startswith("# Updating the lock file or artifacts failed")


def test_show_takes_the_store_in_front_of_it_too(run: Run, store: Path) -> None:
    outcome = run("errors", "--store", store, "show", FLUX)
    assert outcome.exit_code == 0
    assert FLUX in outcome.out


@pytest.mark.parametrize(("digits", "exit_code"), [("000000000000", 3), ("0a", 2)])
def test_show_of_what_is_not_there(run: Run, store: Path, digits: str, exit_code: int) -> None:
    outcome = run("errors", "show", digits, "--store", store)
    assert (outcome.exit_code, outcome.out) == (exit_code, "")
    assert digits in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_since_leaves_earlier_runs_out(run: Run, store: Path) -> None:
    assert problems(run, store, "--since", "2026-09-08") == []
    assert problems(run, store, "--since", "2026-09-07T08:00Z") == problems(run, store)


def test_a_repository_in_any_case_or_none_that_is_known(run: Run, store: Path) -> None:
    assert problems(run, store, "--repository", "Luddera/PI-Cluster") == problems(run, store)
    outcome = run("errors", "--store", store, "--repository", "o/other")
    assert outcome.exit_code == 3
    assert "o/other" in outcome.err


def test_an_ignore_file_hides_from_people_and_not_from_machines(
    run: Run, store: Path, tmp_path: Path
) -> None:
    total = len(problems(run, store))
    (tmp_path / "renovate-kit-ignore.toml").write_text(
        f"[[ignore]]\nfingerprint = '{FLUX}'\nreason = 'no flux here'\n"
        "[[ignore]]\nmessage = 'old*'\nreason = 'over'\nexpires = 2020-01-01\n",
        encoding="utf-8",
    )
    found = problems(run, store)
    assert len(found) == total
    (flux,) = (each for each in found if each["fingerprint"] == FLUX)
    assert flux["ignored"] == {"reason": "no flux here", "expires": None}
    text = run("errors", "--store", store).out
    assert f"\n{FLUX}" not in text
    assert "; 1 ignored" in text
    assert 'the ignore entry for "old*" expired on 2020-01-01 (over)' in text
    everything = run("errors", "--all", "--store", store).out
    assert FLUX in everything
    assert ", ignored" in everything


def test_a_mistake_in_the_ignore_file_is_one_line(run: Run, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[[ignore]]\nmessage = 'x'\n", encoding="utf-8")
    outcome = run("errors", "--store", store, "--ignore-file", file)
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert "has no reason" in outcome.err
    missing = run("errors", "--store", store, "--ignore-file", tmp_path / "none.toml")
    assert missing.exit_code == 3
    assert "none.toml" in missing.err


def test_no_problems_are_a_result_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    run("ingest", "-", "--store", path, stdin=b'{"no": "record"}\n')
    outcome = run("errors", "--store", path)
    assert (outcome.exit_code, outcome.out) == (0, "0 problems\n")


def test_a_missing_store_is_one_line(run: Run, tmp_path: Path) -> None:
    outcome = run("errors", "--store", tmp_path / "none.sqlite3")
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert len(outcome.err.splitlines()) == 1


NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("7d", NOW - timedelta(days=7)),
        ("24h", NOW - timedelta(hours=24)),
        ("2w", NOW - timedelta(weeks=2)),
        ("30m", NOW - timedelta(minutes=30)),
        ("2026-09-07", datetime(2026, 9, 7, tzinfo=UTC)),
        ("2026-09-07T10:00+02:00", datetime(2026, 9, 7, 8, tzinfo=UTC)),
    ],
)
def test_since(text: str, meant: datetime) -> None:
    assert parse_since(text, now=NOW) == meant


@pytest.mark.parametrize("text", ["", "yesterday", "7", "d", "-7d", "999999w"])
def test_since_that_is_no_time(text: str) -> None:
    with pytest.raises(UsageError):
        parse_since(text, now=NOW)


def test_a_branch_that_was_built_anew_without_it_shows_a_problem_gone(
    run: Run, store: Path
) -> None:
    told = run("errors", "show", FLUX, "--store", store)
    assert "resolved since 2026-09-07 16:00 UTC, as run 9 shows" in told.out
    (flux,) = [each for each in problems(run, store) if each["fingerprint"] == FLUX]
    assert (flux["state"], flux["resolved_by"]) == ("resolved", 9)


def test_what_no_run_has_tried_again_is_ongoing(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "apps.sqlite3"
    run("ingest", data / "logs/apps-part/*.jsonl", "--store", path)
    states = {each["category"]: each["state"] for each in problems(run, path)}
    assert states["artifact"] == "ongoing"


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for outcome in (run("errors", "--store", store), run("errors", "show", FLUX, "--store", store)):
        assert FLUX in outcome.out
        too_wide = [line for line in outcome.out.splitlines() if len(line) > columns]
        assert [line for line in too_wide if " " in line.strip()] == []


def test_what_level_info_can_not_show_is_said(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "info.sqlite3"
    run("ingest", data / "logs/picluster/picluster-run01.log", "--store", path)
    outcome = run("errors", "--store", path)
    assert "the logs of 1 run show level info only" in outcome.out
    assert "LOG_LEVEL=debug" in outcome.out
    recent = run("errors", "--since", "7d", "--store", path)
    assert "1 more run has no known time" in recent.out
    run("ingest", data / "logs/picluster/picluster-run02.jsonl", "--store", path)
    assert "the logs of 1 of 2 runs show" in run("errors", "--store", path).out
    run("ingest", data / "logs/picluster/picluster-run01.jsonl", "--store", path)
    assert "level info only" not in run("errors", "--store", path).out


def test_output_into_a_pipe_is_not_cut(run: Run, tmp_path: Path) -> None:
    store, said = tmp_path / "long.sqlite3", "the very same thing again " * 8
    shared = {"name": "renovate", "hostname": "h", "pid": 7, "logContext": "c", "v": 0}
    records = [
        {"level": 30, "msg": "Renovate started"},
        {"level": 40, "msg": said + "to the end"},
    ]
    log = b"".join(
        json.dumps(shared | record | {"time": f"2026-09-08T09:00:0{at}.000Z"}).encode() + b"\n"
        for at, record in enumerate(records)
    )
    assert run("ingest", "-", "--store", store, stdin=log).exit_code == 0
    assert f"{said}to the end\n" in run("errors", "--store", store).out
