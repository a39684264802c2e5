"""`renovate-kit check-run`: one verdict for each run, whatever Renovate's exit code was."""

import json
import tarfile
from pathlib import Path

import pytest

from tests.commandline import Run

DEBUG = "logs/picluster/picluster-run01.jsonl"
INFO = "logs/picluster/picluster-run01.log"
HEALTHY = "logs/picluster/picluster-run10.jsonl"


@pytest.mark.parametrize("log", [DEBUG, INFO])
def test_a_run_with_a_warning_is_degraded(run: Run, data: Path, log: str) -> None:
    outcome = run("check-run", data / log)
    assert (outcome.exit_code, outcome.err) == (1, "")
    assert "degraded" in outcome.out
    assert "spawn flux ENOENT" in outcome.out
    assert "what to do: use the full image" in outcome.out


def test_a_healthy_run_is_0(run: Run, data: Path) -> None:
    outcome = run("check-run", data / HEALTHY)
    assert outcome.exit_code == 0
    assert "healthy" in outcome.out


@pytest.mark.parametrize(("fail_on", "exit_code"), [("degraded", 1), ("failed", 0), ("never", 0)])
def test_fail_on(run: Run, data: Path, fail_on: str, exit_code: int) -> None:
    assert run("check-run", data / DEBUG, "--fail-on", fail_on).exit_code == exit_code


def test_json_says_everything(run: Run, data: Path) -> None:
    outcome = run("check-run", data / DEBUG, data / HEALTHY, "--format", "json")
    content = json.loads(outcome.out)
    assert outcome.exit_code == content["exit_code"] == 1
    assert [each["verdict"] for each in content["runs"]] == ["degraded", "healthy"]
    assert [each["exit_group"] for each in content["runs"]] == [1, 0]


def test_half_a_log_is_incomplete(run: Run, data: Path) -> None:
    half = (data / DEBUG).read_bytes()[:100_000]
    outcome = run("check-run", "-", stdin=half)
    assert outcome.exit_code == 9
    assert "incomplete" in outcome.out
    assert run("check-run", "-", "--fail-on", "failed", stdin=half).exit_code == 9


@pytest.mark.parametrize("stdin", [b"", b"no log\n"])
def test_what_is_no_log_is_66(run: Run, data: Path, stdin: bytes) -> None:
    outcome = run("check-run", "-", stdin=stdin)
    assert (outcome.exit_code, outcome.out) == (66, "")
    assert len(outcome.err.splitlines()) == 1
    assert run("check-run", data / HEALTHY, data / "none.log").exit_code == 66


def test_no_log_at_all_is_wrong_usage(run: Run) -> None:
    assert run("check-run").exit_code == 2


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "exit_code"),
    [
        ("case-no-token", 4),
        ("case-repo-forbidden", 4),
        ("case-config-preset-missing", 5),
        ("case-exit-code-for-errors", 5),
        ("case-git-clone-500", 7),
        ("case-repo-not-found", 8),
        ("case-pr-create-403.jsonl", 1),
        ("case-sigterm.log", 9),
    ],
)
def test_groups_of_real_failures(run: Run, shared: Path, name: str, exit_code: int) -> None:
    names = [name] if "." in name else [f"{name}.jsonl", f"{name}.log"]
    for each in names:
        assert run("check-run", shared / "logs/cases" / each).exit_code == exit_code


@pytest.mark.shared
def test_a_refused_pull_request_is_named_at_debug_and_doubted_at_info(
    run: Run, shared: Path
) -> None:
    debug = run("check-run", shared / "logs/cases/case-pr-create-403.jsonl")
    assert "Renovate failed on 6 branches: Pull request creation error: HTTP 403" in debug.out
    info = run("check-run", shared / "logs/cases/case-pr-create-403.log")
    assert info.exit_code == 0
    assert "6 branches were made without a pull request, and the log does not say why" in info.out


@pytest.mark.shared
def test_several_repositories_in_one_run(run: Run, shared: Path) -> None:
    outcome = run(
        "check-run", shared / "logs/cases/case-autodiscover-3-repos.jsonl", "--format", "json"
    )
    (each,) = json.loads(outcome.out)["runs"]
    assert outcome.exit_code == 5
    verdicts = [turn["verdict"] for turn in each["repositories"]]
    assert verdicts == ["degraded", "degraded", "failed"]


def log_of(*records: dict[str, object], repository: str = "o/n") -> bytes:
    """A whole run at level debug that turned to one repository."""
    lines = [
        {"level": 30, "msg": "Renovate started", "renovateVersion": "44.121.2"},
        {"level": 30, "repository": repository, "msg": "Repository started"},
        *({"repository": repository, **each} for each in records),
        {"level": 20, "msg": "Renovate exiting"},
    ]
    head = {"name": "renovate", "hostname": "h", "pid": 1, "logContext": "c"}
    return b"".join(
        json.dumps({**head, **each, "time": f"2026-09-07T08:00:{at:02}.000Z", "v": 0}).encode()
        + b"\n"
        for at, each in enumerate(lines)
    )


def finished(result: str | None = "done") -> dict[str, object]:
    told = {} if result is None else {"result": result}
    return {"level": 30, "durationMs": 5000, **told, "msg": "Repository finished"}


REFUSALS = [
    ("GitHub blocking PR merge -- Needs approving review(s)", {"response": {"message": "1 review"}},
     "1 review", "let the bot bypass the rule"),
    ("PR not acceptable for merging", {"err": {"message": "no pipeline"}},
     "no pipeline", "look at the pull request"),
    ("No permissions to merge PR", {}, "No permissions to merge PR", "give the bot's account"),
]  # fmt: skip


@pytest.mark.parametrize(("message", "fields", "why", "remedy"), REFUSALS)
def test_a_refused_automerge_makes_a_run_degraded(
    run: Run, message: str, fields: dict[str, object], why: str, remedy: str
) -> None:
    refusals = [
        {"level": 20, "branch": f"renovate/{name}", **fields, "msg": message} for name in "ab"
    ]
    outcome = run("check-run", "-", stdin=log_of(*refusals, finished()))
    assert outcome.exit_code == 1
    assert f"the automerge of 2 pull requests was refused: {why}" in outcome.out
    assert f"what to do: {remedy}" in outcome.out


def test_an_automerge_that_waits_for_its_checks_is_no_failure(run: Run) -> None:
    waits = {"level": 20, "msg": "PR is not ready for merge (branch status is red)"}
    outcome = run("check-run", "-", stdin=log_of(waits, finished()))
    assert (outcome.exit_code, "healthy" in outcome.out) == (0, True)


@pytest.mark.shared
def test_the_refused_automerges_of_a_real_run(run: Run, shared: Path) -> None:
    outcome = run("check-run", shared / "logs/cases/case-merge-fails-405.jsonl")
    assert outcome.exit_code == 1
    assert "the automerge of 5 pull requests was refused: At least 1 approving" in outcome.out


@pytest.mark.parametrize(
    ("log", "note"),
    [
        ("case-repo-disabled-by-config.log", "Renovate is switched off in the repository"),
        ("case-onboarding-3-closed.log", "the onboarding pull request was closed unmerged"),
    ],
)
def test_a_repository_that_was_left_alone_as_told_is_healthy(
    run: Run, data: Path, log: str, note: str
) -> None:
    outcome = run("check-run", data / "logs/cases" / log)
    assert outcome.exit_code == 0
    assert "healthy" in outcome.out
    assert f"note: {note}" in outcome.out
    assert "so nothing is updated; to change that: " in outcome.out


@pytest.mark.parametrize("result", ["empty", "archived", "fork", "disabled-no-config"])
def test_other_repositories_that_are_left_alone(run: Run, result: str) -> None:
    outcome = run("check-run", "-", stdin=log_of(finished(result)))
    assert (outcome.exit_code, "healthy" in outcome.out, "note: " in outcome.out) == (0, True, True)


def test_onboarding_is_a_state_and_no_failure(run: Run) -> None:
    opened = {"level": 30, "pr": 7, "msg": "Onboarding PR created"}
    outcome = run("check-run", "-", stdin=log_of(opened, finished("onboarding")))
    assert outcome.exit_code == 0
    assert "note: the repository is not onboarded yet: its onboarding pull request" in outcome.out
    assert "waits until it is merged" in outcome.out


@pytest.mark.parametrize(
    "records",
    [
        [{"level": 30, "msg": "DRY-RUN: Would commit files to branch renovate/a"}, finished()],
        [finished(None)],  # dryRun: extract or lookup
    ],
)
def test_a_dry_run_is_healthy_and_says_that_it_was_one(
    run: Run, records: list[dict[str, object]]
) -> None:
    outcome = run("check-run", "-", stdin=log_of(*records))
    assert outcome.exit_code == 0
    assert "note: it was a dry run" in outcome.out
    assert "nothing was changed" in outcome.out


def test_a_dry_run_with_a_warning_is_degraded(run: Run) -> None:
    warning = {"level": 40, "msg": "Package lookup failures", "warnings": ["x"]}
    outcome = run("check-run", "-", stdin=log_of(warning, finished(None)))
    assert outcome.exit_code == 1


def test_an_older_log_that_tells_no_result_is_no_dry_run(run: Run) -> None:
    text = (
        b' INFO: Renovate started\n       "renovateVersion": "41.138.0"\n'
        b" INFO: Repository started (repository=o/n)\n"
        b' INFO: Repository finished (repository=o/n)\n       "durationMs": 5000\n'
        b' INFO: Renovate was run at log level "info". Set LOG_LEVEL=debug to see more.\n'
    )
    old = run("check-run", "-", stdin=text)
    assert old.exit_code == 1
    assert "Renovate gives no result" in old.out
    assert "dry run" not in old.out
    new = run("check-run", "-", stdin=text.replace(b"41.138.0", b"44.121.2"))
    assert (new.exit_code, "note: it was a dry run" in new.out) == (0, True)


def test_a_repository_that_was_never_finished_is_not_healthy(run: Run) -> None:
    outcome = run("check-run", "-", stdin=log_of())
    assert outcome.exit_code == 1
    assert "Renovate gives no result" in outcome.out


@pytest.mark.parametrize(
    ("log", "kind"),
    [
        ("picluster/picluster-run01.report.json", "report"),
        ("cases/traced.otlp.jsonl", "trace file"),
    ],
)
def test_what_tells_of_a_run_but_is_no_log_gets_no_verdict(
    run: Run, data: Path, log: str, kind: str
) -> None:
    outcome = run("check-run", data / "logs" / log)
    assert (outcome.exit_code, outcome.out) == (66, "")
    assert f"is a {kind} of Renovate's, and no log" in outcome.err
    assert "ingest" in outcome.err


def test_reports_among_logs_are_passed_by(run: Run, data: Path, tmp_path: Path) -> None:
    for name in ("picluster-run10.jsonl", "picluster-run10.report.json"):
        (tmp_path / name).write_bytes((data / "logs/picluster" / name).read_bytes())
    outcome = run("check-run", tmp_path)
    assert outcome.exit_code == 0
    assert outcome.out.startswith("run of ")
    assert outcome.err.endswith("report.json: is a report of Renovate's, and no log: skipped\n")
    archive = tmp_path / "both.tar"
    with tarfile.open(archive, "w") as tar:
        for name in ("picluster-run10.report.json", "picluster-run10.jsonl"):
            tar.add(tmp_path / name, name)
    assert run("check-run", archive).exit_code == 0


@pytest.mark.shared
def test_the_cause_of_an_unknown_error_is_told_with_it(run: Run, shared: Path) -> None:
    outcome = run("check-run", shared / "logs/cases/case-repo-not-found.jsonl")
    assert "platform-unknown-error" in outcome.out
    assert "check that the repository exists and that the token can see it" in outcome.out


@pytest.mark.parametrize(("log", "kept"), [(DEBUG, 20), (INFO, 12)])
def test_a_log_without_its_beginning_is_incomplete(
    run: Run, data: Path, log: str, kept: int
) -> None:
    tail = b"".join((data / log).read_bytes().splitlines(keepends=True)[-kept:])
    outcome = run("check-run", "-", stdin=tail)
    assert outcome.exit_code == 9
    assert "the beginning of the log is missing" in outcome.out
    assert "done: unknown" in outcome.out
    (found,) = json.loads(run("check-run", "-", "--format", "json", stdin=tail).out)["runs"]
    unseen = (
        "problems",
        "pull_requests",
        "lookup_failures",
        "artifact_failures",
        "vulnerabilities",
    )
    assert [found[key] for key in unseen] == [None] * 5
    assert found["repositories"][0]["done"] is None


def test_a_failure_in_a_log_without_its_beginning_is_a_failure(run: Run, data: Path) -> None:
    log = data / "logs" / "cases" / "case-exit-code-for-errors.jsonl"
    tail = b"".join(log.read_bytes().splitlines(keepends=True)[-8:])
    whole, part = (
        run("check-run", "-", "--format", "json", stdin=x) for x in (log.read_bytes(), tail)
    )
    assert part.exit_code == whole.exit_code != 0
    (found,) = json.loads(part.out)["runs"]
    assert (found["verdict"], found["cut_off"]) == (
        "failed",
        "the beginning of the log is missing",
    )


def test_before_43_26_a_log_may_begin_with_its_repository(run: Run) -> None:
    lines = [
        {"level": 30, "msg": "Repository started", "renovateVersion": "{version}"},
        {"level": 30, "msg": "Repository finished", "durationMs": 5, "result": "done"},
        {"level": 30, "msg": 'Renovate was run at log level "info". Set LOG_LEVEL=debug in it.'},
    ]
    rest = {"name": "renovate", "hostname": "h", "pid": 7, "logContext": "c", "v": 0}
    made = b"".join(
        json.dumps(
            rest
            | ({"repository": "a/b"} if number < 2 else {})
            | {"time": f"2026-01-05T08:00:0{number}.000Z"}
            | line
        ).encode()
        + b"\n"
        for number, line in enumerate(lines)
    )
    old, new = (made.replace(b"{version}", version) for version in (b"42.1.0", b"44.121.2"))
    assert run("check-run", "-", stdin=new).exit_code == 9
    assert run("check-run", "-", stdin=old).exit_code in {0, 1}
    assert run("check-run", "-", stdin=old.partition(b"\n")[2]).exit_code == 9


def test_the_headline_is_wrapped_and_coloured(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("FORCE_COLOR", "1")
    out = run("check-run", data / DEBUG).out
    assert "\x1b[33mdegraded\x1b[0m," in out
    plain = out.replace("\x1b[33m", "").replace("\x1b[0m", "")
    assert all(len(line) <= 60 for line in plain.splitlines()[:2])
    assert plain.startswith("run of 2026-09-07 08:00 UTC on luddera/pi-cluster:")
