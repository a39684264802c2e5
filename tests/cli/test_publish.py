"""`renovate-kit report weekly --publish`, against a server on this machine."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renovate_kit.cli.publish import LaidOut
from renovate_kit.cli.publish import publish as publish_everywhere
from renovate_kit.cli.publish_options import PublishPlace
from renovate_kit.cli.publish_request import PublishRequest
from renovate_kit.reports.publishing import issue
from renovate_kit.reports.publishing.fitting import Limit
from renovate_kit.reports.publishing.issue import MARKER
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.sources.forges.secret import Secret
from renovate_kit.reports.store import open_store
from tests.commandline import Outcome, Run
from tests.reports.loopback import Asked, Reply, allow_loopback, served
from tests.reports.publishing.fake_github import BOT, REPOSITORY, TOKEN, WritableGithub, refusal

WEEK = "2026-W37"
FOLDER = "reports/weekly"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("filled") / "store.sqlite3"
    logs = Path(__file__).parents[1] / "data" / "logs" / "picluster"
    with open_store(path) as opened:
        for log in sorted(logs.glob("*.jsonl")):
            with open_log(log) as source:
                opened.take(source.name, source.events())
    return path


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "store.sqlite3"))


@pytest.fixture
def github() -> WritableGithub:
    return WritableGithub()


@pytest.fixture
def url(github: WritableGithub, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    allow_loopback(monkeypatch)
    monkeypatch.setattr("renovate_kit.http.time.sleep", lambda _: None)
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    with served(github) as served_at:
        monkeypatch.setenv("GITHUB_API_URL", served_at)
        yield served_at


@pytest.fixture
def publish(run: Run, store: Path, url: str) -> Run:
    assert url

    def published(*arguments: object) -> Outcome:
        outcome = run("report", "weekly", "--week", WEEK, "--store", store, *arguments)
        assert TOKEN not in outcome.out + outcome.err
        return outcome

    return published


def test_an_issue_is_opened_then_left_alone_then_updated(
    publish: Run, github: WritableGithub, run: Run, store: Path
) -> None:
    opened = publish("--publish", "issue", "--issue-label", "renovate", "--issue-label", "report")
    assert (opened.exit_code, opened.err) == (0, "")
    assert opened.out == (
        f"{REPOSITORY}: issue #1 opened, https://github.com/{REPOSITORY}/issues/1\n"
    )
    (made,) = github.issues
    assert made["title"] == "Renovate report 2026-W37"
    assert made["labels"] == ["renovate", "report"]
    whole = run("report", "weekly", "--week", WEEK, "--store", store).out
    assert made["body"] == f"{MARKER}\n\n{whole}"

    github.asked.clear()
    made["body"] = made["body"].replace("\n", "\r\n")
    again = publish("--publish", "issue")
    assert "issue #1 is as it should be" in again.out
    assert github.written == []

    made["body"] = f"{MARKER}\n\nof last week"
    updated = publish("--publish", "issue")
    assert "issue #1 updated" in updated.out
    assert github.written == [f"PATCH /repos/{REPOSITORY}/issues/1"]
    assert made["body"] == f"{MARKER}\n\n{whole}"
    assert made["labels"] == ["renovate", "report"]


def test_an_issue_of_somebody_else_with_our_marker_stays(
    publish: Run, github: WritableGithub
) -> None:
    theirs = github.issue(f"{MARKER}\nmine", login="mallory")
    closed = github.issue(f"{MARKER}\nold", state="closed")
    unmarked = github.issue(f"Quoted:\n{MARKER}\n")
    before = json.dumps([theirs, closed, unmarked])

    # A server that does not filter by creator is not believed.
    def unfiltered(asked: Asked) -> Reply | None:
        is_list = asked.method == "GET" and asked.path.endswith("/issues")
        return Reply([theirs, unmarked]) if is_list else None

    github.refuse = unfiltered
    assert "issue #4 opened" in publish("--publish", "issue").out
    assert json.dumps([theirs, closed, unmarked]) == before
    assert github.issues[3]["user"]["login"] == BOT


def test_without_graphql_the_user_of_the_token_is_asked_for(
    publish: Run, github: WritableGithub
) -> None:
    github.login = "ada"

    def without(asked: Asked) -> Reply | None:
        if asked.path == "/graphql":
            return Reply({"errors": [{"type": "FORBIDDEN"}], "data": None})
        return Reply({"login": "ada"}) if asked.path == "/user" else None

    github.refuse = without
    assert "issue #1 opened" in publish("--publish", "issue").out
    assert "issue #1 is as it should be" in publish("--publish", "issue").out


def test_an_issue_of_which_no_answer_came_is_not_opened_twice(
    publish: Run, github: WritableGithub
) -> None:
    lost = ["once"]

    def lose(asked: Asked) -> Reply | None:
        is_opening = asked.method == "POST" and asked.path.endswith("/issues")
        return refusal(502, "Bad Gateway") if is_opening and lost and lost.pop() else None

    github.after = lose
    outcome = publish("--publish", "issue")
    assert outcome.exit_code == 0
    assert "issue #1 is as it should be" in outcome.out
    assert len(github.issues) == 1


@pytest.mark.parametrize(
    ("reply", "said", "way_out"),
    [
        (refusal(410, "Issues has been disabled"), "issues are disabled (410)", "Turn them on"),
        (
            refusal(
                403,
                "Resource not accessible by integration",
                x_accepted_github_permissions="issues=write",
            ),
            "the token may not write this (403: Resource not accessible by integration)",
            "the permission issues=write",
        ),
        (refusal(403, "Repository was archived so is read-only."), "is archived", "--publish-to"),
        (
            refusal(
                403,
                "API rate limit exceeded for installation",
                x_ratelimit_remaining="0",
                x_ratelimit_reset=str(int((datetime.now(UTC) + timedelta(hours=1)).timestamp())),
            ),
            "the requests of this hour are used up",
            "nothing is published twice",
        ),
        (refusal(422, f"Validation Failed {TOKEN}"), "refused (422: Validation Failed", "label"),
        (refusal(401, "Bad credentials"), "does not accept the token", "issues: write"),
        (refusal(503, "Busy"), "the server failed (503: Busy)", "stays, and is not published"),
    ],
)
def test_a_refusal_is_one_line_and_files_stay(
    publish: Run, github: WritableGithub, tmp_path: Path, reply: Reply, said: str, way_out: str
) -> None:
    github.refuse = lambda asked: (
        reply if asked.method == "POST" and asked.path.endswith("/issues") else None
    )
    outcome = publish("--publish", "issue", "--output", tmp_path / "out/")
    assert outcome.exit_code == 4
    (line,) = outcome.err.splitlines()
    assert said in line
    assert way_out in line
    assert outcome.out == f"{tmp_path / 'out' / WEEK}.md\n"
    assert (tmp_path / "out" / f"{WEEK}.md").is_file()


def test_an_archived_or_missing_or_renamed_repository_gets_nothing(
    publish: Run, github: WritableGithub
) -> None:
    github.archived = True
    archived = publish("--publish", "issue", "--publish", "commit")
    assert archived.exit_code == 4
    assert archived.err.count("is archived, and nothing can be written") == 2
    missing = publish("--publish", "issue", "--publish-to", "acme/none")
    assert "acme/none: not there, or not for this token (404)" in missing.err
    github.refuse = lambda _: Reply({}, status=301, headers={"Location": "/repositories/7"})
    assert "goes by another name now" in publish("--publish", "issue").err
    assert github.written == []


def test_a_report_and_an_index_are_committed_once(
    publish: Run, github: WritableGithub, run: Run, store: Path
) -> None:
    github.commit({f"{FOLDER}/2026-W36.md": "# Renovate report 2026-W36\n\n**Quiet.**\n"})
    outcome = publish("--publish", "commit")
    assert (outcome.exit_code, outcome.err) == (0, "")
    sha = github.heads["main"]
    assert outcome.out == (
        f"{REPOSITORY}: {WEEK}.md and README.md committed as {sha[:10]},"
        f" https://github.com/{REPOSITORY}/blob/main/{FOLDER}/{WEEK}.md\n"
    )
    files = github.files()
    assert github.objects[sha]["message"] == "Renovate report 2026-W37"
    assert (
        files[f"{FOLDER}/{WEEK}.md"]
        == run("report", "weekly", "--week", WEEK, "--store", store).out
    )
    index = files[f"{FOLDER}/README.md"].splitlines()
    assert index[4].startswith("- [2026-W37](2026-W37.md): Renovate opened 6 ")
    assert index[5] == "- [2026-W36](2026-W36.md): Quiet."
    assert files["README.md"] == "mine\n"

    github.asked.clear()
    again = publish("--publish", "commit")
    assert "nothing to commit" in again.out
    assert github.written == []
    assert github.heads["main"] == sha
    # What the index tells already is not fetched again.
    assert sum("/blobs/" in asked.path for asked in github.asked) == 1


def test_a_branch_that_moves_meanwhile_keeps_what_others_did(
    publish: Run, github: WritableGithub
) -> None:
    others = [{"a.txt": "theirs"}, {f"{FOLDER}/2026-W35.md": "**Busy.**\n"}]

    def meanwhile(asked: Asked) -> Reply | None:
        if asked.method == "PATCH" and others:
            github.commit(others.pop())
        return None

    github.refuse = meanwhile
    assert publish("--publish", "commit").exit_code == 0
    files = github.files()
    assert files["a.txt"] == "theirs"
    assert f"{FOLDER}/{WEEK}.md" in files
    assert "- [2026-W35](2026-W35.md): Busy." in files[f"{FOLDER}/README.md"]


def test_a_branch_that_moves_each_time_is_given_up(publish: Run, github: WritableGithub) -> None:
    github.refuse = lambda asked: (
        refusal(422, "Update is not a fast forward") if asked.method == "PATCH" else None
    )
    outcome = publish("--publish", "commit")
    assert outcome.exit_code == 4
    assert "main moved each time, 5 times in a row" in outcome.err


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (
            refusal(422, "Changes must be made through a pull request."),
            "main is protected (422: Changes must be made through a pull request)",
        ),
        (refusal(403, "Cannot update this protected ref."), "main is protected (403"),
        (refusal(422, "Repository rule violations found"), "main is protected (422"),
        (refusal(409, "Strange"), "main: can't be moved (409: Strange)"),
        (refusal(403, "Resource not accessible by integration"), "may not write this"),
    ],
)
def test_a_branch_that_takes_no_commit_is_told(
    publish: Run, github: WritableGithub, reply: Reply, said: str
) -> None:
    github.refuse = lambda asked: reply if asked.method == "PATCH" else None
    before = github.heads["main"]
    outcome = publish("--publish", "commit")
    assert outcome.exit_code == 4
    (line,) = outcome.err.splitlines()
    assert said in line
    assert github.heads["main"] == before


def test_another_branch_and_folder(publish: Run, github: WritableGithub) -> None:
    missing = publish("--publish", "commit", "--branch", "reports")
    assert "no branch reports for this token (404)" in missing.err
    github.heads["reports"] = github.heads["main"]
    flags = ("--publish", "commit", "--branch", "reports", "--folder", "/docs/renovate/")
    assert publish(*flags).exit_code == 0
    assert f"docs/renovate/{WEEK}.md" in github.files("reports")
    assert f"docs/renovate/{WEEK}.md" not in github.files("main")
    taken = publish("--publish", "commit", "--folder", "README.md")
    assert taken.exit_code == 3
    assert "README.md is no folder" in taken.err


def test_an_index_of_a_person_in_the_repository_stays(publish: Run, github: WritableGithub) -> None:
    github.commit({f"{FOLDER}/README.md": "# Ours\n"})
    outcome = publish("--publish", "commit")
    assert outcome.exit_code == 3
    assert "README.md: was not written by renovate-kit" in outcome.err
    assert github.written == []


def test_an_empty_repository_is_told(publish: Run, github: WritableGithub) -> None:
    github.refuse = lambda asked: (
        refusal(409, "Git Repository is empty.") if "/git/ref/" in asked.path else None
    )
    assert "is empty. Push a first commit" in publish("--publish", "commit").err


def test_a_token_that_a_report_has_after_all_is_not_published(
    github: WritableGithub, url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    request = PublishRequest(
        places=(PublishPlace.COMMIT, PublishPlace.STEP_SUMMARY, PublishPlace.ISSUE),
        repository=REPOSITORY,
        folder=FOLDER,
        base_url=url,
        token=Secret(TOKEN),
        summary=tmp_path / "summary",
    )
    markdown = f"# R\n\n**With {TOKEN}.**\n"
    report = LaidOut(name=WEEK, markdown=markdown, trend_up_to=lambda _: None)
    assert publish_everywhere(request, report) == 0
    said = capsys.readouterr()
    everything = [
        *github.files().values(),
        (tmp_path / "summary").read_text(),
        github.issues[0]["body"],
        *(asked.content.decode() for asked in github.asked),
    ]
    assert TOKEN not in "".join([*everything, said.out, said.err, repr(request)])
    assert sum("With ***." in text for text in everything) >= 4


def test_all_places_get_it_though_one_refuses(
    publish: Run, github: WritableGithub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = tmp_path / "summary"
    summary.write_text("# Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    github.issues_enabled = False
    outcome = publish("--publish", "issue", "--publish", "step-summary", "--publish", "commit")
    assert outcome.exit_code == 4
    assert len(outcome.out.splitlines()) == 2
    assert summary.read_text().startswith("# Before\n\n# Renovate report 2026-W37\n")
    assert f"{FOLDER}/{WEEK}.md" in github.files()


def test_what_is_left_out_of_an_issue_is_in_the_commit(
    publish: Run, github: WritableGithub, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = Limit(most=5_000, size=len, words="5,000 characters")
    monkeypatch.setattr(issue, "_LIMIT", limit)
    assert publish("--publish", "issue", "--publish", "commit").exit_code == 0
    body = github.issues[0]["body"]
    assert len(body) <= 5_000 + len(MARKER) + 2
    assert "There is room for 5,000 characters here. Left out: " in body
    assert (
        f"[The whole report](https://github.com/{REPOSITORY}/blob/main/{FOLDER}/{WEEK}.md)" in body
    )
    whole = github.files()[f"{FOLDER}/{WEEK}.md"]
    assert "Left out" not in whole
    assert whole.startswith("# Renovate report 2026-W37\n")


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--publish", "step-summary"), "GITHUB_STEP_SUMMARY is not set"),
        (("--publish-to", "a/b"), "--publish-to needs --publish"),
        (("--publish", "issue", "--branch", "x"), "--branch needs --publish commit"),
        (("--publish", "commit", "--issue-label", "x"), "--issue-label needs --publish issue"),
        (("--publish", "issue", "--publish-to", "a"), "is no name of a repository"),
        (("--publish", "commit", "--folder", "../x"), "is no folder for reports"),
        (("--index",), "--index needs a folder"),
        (("--index", "--output", "x.md"), "--index needs a folder"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_sent(
    publish: Run, github: WritableGithub, flags: tuple[str, ...], said: str
) -> None:
    outcome = publish(*flags)
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert said in outcome.err
    assert github.asked == []


def test_a_token_and_a_week_are_needed(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("report", "weekly", "--store", store, "--publish", "commit")
    without = run(*command, "--week", WEEK)
    assert without.exit_code == 2
    assert "it needs contents: write" in without.err
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    days = run(*command, "--from", "2026-09-07", "--to", "2026-09-09")
    assert days.exit_code == 2
    assert "is no week" in days.err


def test_a_report_of_several_repositories_needs_a_name(
    run: Run, data: Path, store: Path, url: str, github: WritableGithub
) -> None:
    logs = sorted((data / "logs" / "apps-part").glob("*.jsonl"))
    assert run("ingest", *logs, "--store", store).exit_code == 0
    week = run("report", "weekly", "--last", "20w", "--store", store, "--publish", "issue")
    assert week.exit_code == 2
    assert "--publish-to OWNER/REPO" in week.err
    assert github.asked == []
    assert url


def test_an_index_beside_files(run: Run, store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "weekly"
    folder.mkdir()
    (folder / "2026-W36.md").write_text("# Renovate report 2026-W36\n\n**All \\| quiet.**\n")
    (folder / "2026-W35.html").write_text("<p>")
    (folder / "notes.md").write_text("mine")
    command = (
        "report", "weekly", "--week", WEEK, "--store", store,
        "--format", "markdown", "--format", "html", "--output", folder, "--index",
    )  # fmt: skip
    outcome = run(*command)
    assert outcome.exit_code == 0
    assert outcome.out.splitlines()[-1] == str(folder / "README.md")
    first = (folder / "README.md").read_text()
    lines = first.splitlines()
    assert re.match(r"- \[2026-W37\]\(2026-W37.md\) \(\[HTML\]\(2026-W37.html\)\): Ren", lines[4])
    assert lines[5] == "- [2026-W36](2026-W36.md): All \\| quiet."
    assert lines[6] == "- [2026-W35](2026-W35.html)"
    assert "notes" not in first
    run(*command)
    assert (folder / "README.md").read_text() == first


def test_an_index_of_a_person_is_left_and_nothing_is_written(
    run: Run, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("mine\n")
    command = ("report", "weekly", "--week", WEEK, "--store", store, "--output", tmp_path)
    outcome = run(*command, "--index")
    assert outcome.exit_code == 3
    assert "was not written by renovate-kit, and stays" in outcome.err
    assert (tmp_path / "README.md").read_text() == "mine\n"
    assert not (tmp_path / f"{WEEK}.md").exists()


def test_an_index_says_of_which_repositories_the_trend_is(
    run: Run, store: Path, tmp_path: Path
) -> None:
    flags = ("--store", store, "--output", tmp_path / "out/", "--index")
    for week in ("2026-W37", "2026-W38"):
        assert run("report", "weekly", "--week", week, *flags).exit_code == 0
    limited = (*flags, "--repository", REPOSITORY)
    assert run("report", "weekly", "--week", "2026-W38", *limited).exit_code == 0
    index = (tmp_path / "out" / "README.md").read_text()
    assert f"\n2 weeks, 2026-W37 to 2026-W38, of {REPOSITORY}.\n" in index


def test_an_index_tells_the_trend_up_to_the_newest_week(
    run: Run, store: Path, tmp_path: Path
) -> None:
    flags = ("--store", store, "--output", tmp_path / "out/", "--index")
    for week in ("2026-W37", "2026-W38", "2026-W39"):
        assert run("report", "weekly", "--week", week, *flags).exit_code == 0
    newest = (tmp_path / "out" / "README.md").read_text()
    assert "3 weeks, 2026-W37 to 2026-W39." in newest
    assert "\nxychart-beta\n" in newest
    # An old week, written again, changes nothing.
    assert run("report", "weekly", "--week", "2026-W37", *flags).exit_code == 0
    assert (tmp_path / "out" / "README.md").read_text() == newest
