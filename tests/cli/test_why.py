"""`renovate-kit why`: what became of a dependency, by the evidence of the last run."""

import json
from pathlib import Path

import pytest

from tests.commandline import Run


@pytest.fixture
def store(run: Run, data: Path, tmp_path: Path) -> Path:
    """A store with ten real runs of pi-cluster at level debug."""
    path = tmp_path / "store.sqlite3"
    assert run("ingest", data / "logs/picluster/*.jsonl", "--store", path).exit_code == 0
    return path


def outcomes(run: Run, store: Path, name: str, *flags: object) -> list[dict[str, object]]:
    outcome = run("why", name, "--format", "json", "--store", store, *flags)
    assert (outcome.exit_code, outcome.err) == (0, "")
    content = json.loads(outcome.out)
    assert content["version"] == 1
    (answer,) = content["answers"]
    found = answer["outcomes"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("fluxcd/flux2", "pull-request-open"),
        ("sissbruecker/linkding", "pull-request-open"),
        ("ghcr.io/fluxcd/source-controller", "up-to-date"),
    ],
)
def test_what_became_of_it(run: Run, store: Path, name: str, state: str) -> None:
    found = outcomes(run, store, name)
    assert found[0]["state"] == state
    assert found[0]["because"]
    assert found[0]["what_to_do"]


def test_text_names_reason_remedy_and_place(run: Run, store: Path) -> None:
    outcome = run("why", "sissbruecker/linkding", "--store", store)
    assert outcome.exit_code == 0
    for words in ("pull request #9 is open", "why: ", "what to do: ", "deployment.yaml at 1.36.0"):
        assert words in outcome.out


def test_the_last_part_of_a_name_and_any_case_will_do(run: Run, store: Path) -> None:
    whole = outcomes(run, store, "sissbruecker/linkding")
    assert outcomes(run, store, "linkding") == whole
    assert outcomes(run, store, "SISSBRUECKER/Linkding") == whole


def test_a_name_that_is_not_there_gets_likely_ones(run: Run, store: Path) -> None:
    outcome = run("why", "linkdng", "--store", store)
    assert (outcome.exit_code, outcome.out) == (3, "")
    assert "sissbruecker/linkding" in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_log_at_level_info_makes_it_unknown(run: Run, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "info.sqlite3"
    log = data / "logs/picluster/picluster-run01.log"
    flags = ("--started-at", "2026-09-07T08:00Z", "--store", path)
    assert run("ingest", log, *flags).exit_code == 0
    (found,) = outcomes(run, path, "sissbruecker/linkding")
    assert found["state"] == "unknown"
    assert "LOG_LEVEL=debug" in str(found["what_to_do"])


def test_a_repository_that_is_not_there(run: Run, store: Path) -> None:
    outcome = run("why", "linkding", "--repository", "a/b", "--store", store)
    assert outcome.exit_code == 3
    assert "a/b" in outcome.err


@pytest.mark.parametrize("name", ["lodash", "internal-backup-lib"])
def test_text_without_times_is_an_answer_too(
    run: Run, data: Path, tmp_path: Path, name: str
) -> None:
    store = tmp_path / "text.sqlite3"
    assert run("ingest", data / "logs/apps-part/*.log", "--store", store).exit_code == 0
    (found,) = outcomes(run, store, name)
    assert found["state"] in {"unknown", "lookup-failed"}
    assert "at an unknown time" in run("why", name, "--store", store).out


def test_a_report_answers_for_a_text_without_times(run: Run, data: Path, tmp_path: Path) -> None:
    store, log = tmp_path / "text.sqlite3", data / "logs/picluster/picluster-run01.log"
    assert run("ingest", log, log.with_suffix(".report.json"), "--store", store).exit_code == 0
    (found,) = outcomes(run, store, "fluxcd/flux2")
    assert (found["state"], found["pull_request"]) == ("pull-request-open", 4)


def test_of_two_limits_the_one_that_was_reached_is_named(run: Run, store: Path) -> None:
    first = json.loads(run("runs", "--format", "json", "--store", store).out)["runs"][-1]["id"]
    told = json.loads(run("runs", "show", first, "--format", "json", "--store", store).out)["run"]
    (held,) = told["repositories"][0]["held_back"]
    assert [option["name"] for option in held["options"]] == ["prHourlyLimit"]
