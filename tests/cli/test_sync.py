"""`renovate-kit sync`, against servers on this machine."""

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import Run
from tests.reports.forges.fake_github import FakeGithub, Given
from tests.reports.git_history.repositories import BOT, Repository
from tests.reports.loopback import Asked, Reply, allow_loopback, served

TOKEN = "ghp_abcdefghijABCDEFGHIJ0123456789012345"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    allow_loopback(monkeypatch)
    for name in ("GITLAB_TOKEN", "GITEA_TOKEN", "FORGEJO_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


def _pulls(count: int, body: str = "") -> list[dict[str, Any]]:
    pulls = FakeGithub(count, renovate=1).pulls
    for pull in pulls.values():
        pull["body"] += body
    return sorted(pulls.values(), key=lambda pull: pull["number"], reverse=True)


class _Server:
    """A GitHub with two repositories that answers over a socket."""

    def __init__(self, pulls: list[dict[str, Any]]) -> None:
        self.pulls = pulls
        self.asked: list[Asked] = []

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if asked.path == "/orgs/acme/repos":
            shop = {"full_name": "acme/shop", "topics": ["renovate"]}
            return Reply([shop, {"full_name": "acme/other", "topics": []}])
        if asked.path == "/repos/acme/shop/pulls":
            return Reply(self.pulls, headers={"ETag": '"1"'})
        if asked.path == "/repos/acme/shop/dependabot/alerts":
            return Reply({"message": "Dependabot alerts are disabled."}, status=403)
        return Reply({"message": "Not Found"}, status=404)


def test_github_is_read_and_then_only_asked_whether_there_is_news(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    server = _Server(_pulls(3, body=f"{TOKEN}\n"))
    with served(server) as url:
        flags = ("--base-url", url, "--details", 0, "--store", store)
        first = run("sync", "github", "acme/shop", *flags)
        again = run("sync", "github", "ACME/Shop".lower(), *flags)
    assert (first.exit_code, first.err) == (0, "")
    assert first.out == (
        "acme/shop: 3 pull requests, 3 of Renovate's (3 new), 2 requests, Dependabot alerts:"
        " the token may not read this (403: Dependabot alerts are disabled)\n"
    )
    assert (again.exit_code, again.out) == (0, "acme/shop: nothing new, 1 request\n")
    assert {asked.headers["authorization"] for asked in server.asked} == {f"token {TOKEN}"}
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    assert server.asked[0].headers["user-agent"].startswith("renovate-kit/")
    assert TOKEN.encode() not in store.read_bytes()


def test_an_organisation_by_topic_and_a_missing_repository(run: Run, store: Path) -> None:
    with served(_Server(_pulls(1))) as url:
        done = run(
            "sync", "github", "acme/none", "--org", "acme", "--topic", "renovate",
            "--base-url", url, "--store", store,
        )  # fmt: skip
    assert done.exit_code == 4
    assert done.out.splitlines() == [
        "acme/none: nothing was read, 1 request",
        "acme/shop: 1 pull request, 1 of Renovate's (1 new), 1 request",
    ]
    assert "not there, or private (404)" in done.err
    assert done.err.count("\n") == 1


def test_a_topic_that_nothing_has_is_said(run: Run, store: Path) -> None:
    with served(_Server([])) as url:
        flags = ("--base-url", url, "--store", store)
        done = run("sync", "github", "--org", "acme", "--topic", "none", *flags)
    assert (done.exit_code, done.err) == (0, "")
    assert done.out == f"{url.removeprefix('http://')}: there is no such repository\n"


@pytest.mark.parametrize("name", ["sync github luddera/pi-cluster", "sync gitlab a/b"])
def test_without_a_network_two_lines_explain(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr("renovate_kit.http.time.sleep", lambda _: None)
    done = run(*name.split(), "--store", store)
    repository = name.rpartition(" ")[2]
    host = "github.com" if "github" in name else "gitlab.com"
    assert done.exit_code == 4
    assert done.out == f"{repository}: nothing was read, 2 requests\n"
    assert done.err == (
        f"error: {host} can't be reached: its address can't be found. Check the network, a proxy"
        " and --base-url; `renovate-kit sync git PATH` reads the history of a clone without a"
        " network.\n"
    )


def test_a_token_comes_from_a_file_and_is_not_shown(run: Run, tmp_path: Path, store: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")

    def refuse(asked: Asked) -> Reply:
        assert asked.headers["authorization"] == f"token {TOKEN}"
        return Reply({"message": f"no such token {TOKEN}"}, status=401)

    with served(refuse) as url:
        done = run(
            "sync", "github", "acme/shop", "acme/other",
            "--base-url", url, "--token-file", file, "--store", store,
        )  # fmt: skip
    assert done.exit_code == 4
    assert "does not accept the token" in done.err
    assert TOKEN not in done.out + done.err
    # A wrong token is wrong for the next repository as well.
    assert done.out == "acme/shop: nothing was read, 1 request\n"


def test_gitlab_and_gitea_are_read(run: Run, store: Path) -> None:
    def none_yet(asked: Asked) -> Reply:
        del asked
        return Reply([])

    with served(none_yet) as url:
        gitlab = run("sync", "gitlab", "acme/back/shop", "--base-url", url, "--store", store)
        gitea = run("sync", "gitea", "acme/shop", "--base-url", url, "--store", store)
    assert (gitlab.exit_code, gitlab.out) == (0, "acme/back/shop: nothing new, 1 request\n")
    assert (gitea.exit_code, gitea.out) == (0, "acme/shop: nothing new, 1 request\n")


def test_what_can_not_be_read_is_named(run: Run, store: Path) -> None:
    server = _Server([{"number": "one"}, {}])
    with served(server) as url:
        flags = ("--base-url", url, "--store", store)
        junk = run("sync", "github", "acme/shop", *flags)
        server.pulls = [*_pulls(1), {}]
        some = run("sync", "github", "acme/shop", *flags)
    assert junk.out == "acme/shop: 2 pull requests could not be read, 1 request\n"
    assert some.out == (
        "acme/shop: 1 pull request, 1 of Renovate's (1 new), 1 pull request could not be read,"
        " 1 request\n"
    )


def test_what_was_stored_is_not_called_nothing_new(run: Run, store: Path) -> None:
    server = _Server(_pulls(2))
    with served(server) as url:
        flags = ("--base-url", url, "--store", store)
        run("sync", "github", "acme/shop", *flags)
        server.pulls.append(server.pulls[0] | {"number": 3})
        done = run("sync", "github", "acme/shop", *flags)
        again = run("sync", "github", "acme/shop", *flags)
    assert done.out == "acme/shop: 3 pull requests, 3 of Renovate's (1 new), 1 request\n"
    assert again.out == "acme/shop: nothing new, 1 request\n"


def test_a_clone_from_a_folder_hints_at_a_name_and_tells_numbers_that_occur_twice(
    run: Run, store: Path, tmp_path: Path
) -> None:
    made = Repository(tmp_path / "homelab.git", remote="../homelab.git")
    tip = made.commit("start")
    for title in (
        "chore(deps): lock file maintenance",
        "chore(deps): update dependency x to v1.2.3",
    ):
        tip = made.commit(f"{title} (#6)", {"x": title}, parents=(tip,), author=BOT)
    folder = made.write()
    done = run("sync", "git", folder, "--store", store)
    assert done.out == (
        "homelab: 2 merged pull requests of Renovate's (2 new), 1 number occurs twice (imported"
        " history), these are kept without number, named after its folder (`--repository"
        " OWNER/REPO` gives another name)\n"
    )
    named = run("sync", "git", folder, "--repository", "a/b", "--store", store)
    assert named.out.startswith("a/b: 2 merged pull requests of Renovate's (2 new), 1 number")
    assert "folder" not in named.out
    wrong = run("sync", "git", folder, "--repository", "a b/c", "--store", store)
    assert (wrong.exit_code, wrong.out) == (2, "")
    assert "'a b/c' is no name of a repository" in wrong.err


def test_advisories_without_a_network_say_so(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    body = "### GitHub Vulnerability Alerts\n\n#### [CVE-2026-12345](https://example.com/CVE-2026-12345)\n\nx"
    with served(_Server(_pulls(1, body=body))) as url:
        run("sync", "github", "acme/shop", "--base-url", url, "--store", store)
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setattr("renovate_kit.http.time.sleep", lambda _: None)
    monkeypatch.setattr("renovate_kit.http.Retries.wait", lambda *_: 0.0)
    done = run("sync", "advisories", "--store", store)
    assert done.exit_code == 4
    assert "OSV.dev at https://api.osv.dev: its address can't be found" in done.err
    assert "Errno" not in done.err


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_sync_that_is_told_to_stop_says_so(
    store: Path, tmp_path: Path, number: signal.Signals
) -> None:
    asked, over = threading.Event(), threading.Event()

    def hold(_: Asked) -> Reply:
        asked.set()
        over.wait(20)
        return Reply([])

    with served(hold) as url:
        process = subprocess.Popen(
            [sys.executable, "-c", "from renovate_kit.cli import main; main()", "sync", "github",
             "acme/shop", "--base-url", url, "--store", str(store)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"HOME": str(tmp_path), "PYTHONPATH": str(Path.cwd())},
            restore_signals=True,
            text=True,
        )  # fmt: skip
        assert asked.wait(30)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
        over.set()
    assert (process.returncode, out) == (130, "")
    assert err == "interrupted; what was stored or written before is whole\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["github"], "no repository is named"),
        (["github", "shop"], "is no name of a repository"),
        (["github", "a/b", "--app-id", "1"], "a GitHub App needs three flags"),
        (["github", "a/b", "--since", "soon"], "is no time"),
        (["github", "a/b", "--base-url", "ftp://x"], "no URL"),
        (["github", "--org", "a/b"], "is no name of an organisation"),
    ],
)
def test_wrong_usage(run: Run, store: Path, arguments: list[str], said: str) -> None:
    done = run("sync", *arguments, "--store", store)
    assert done.exit_code == 2
    assert said in done.err


@pytest.mark.parametrize("text", ["", "two words of text", "ghp_\x07bell", "x"])
def test_what_is_no_token_is_refused(run: Run, tmp_path: Path, store: Path, text: str) -> None:
    file = tmp_path / "token"
    file.write_text(text)
    done = run("sync", "github", "a/b", "--token-file", file, "--store", store)
    assert done.exit_code in {2, 3}
    assert text == "" or text not in done.err.replace(str(file), "").split()


def test_hostile_pull_requests_reach_neither_the_terminal_nor_the_store(
    run: Run, store: Path, given_pulls: Callable[[str], list[dict[str, Any]]]
) -> None:
    with served(_Server(given_pulls("\x1b]0;owned\x07\u202e<script>"))) as url:
        done = run("sync", "github", "acme/shop", "--base-url", url, "--store", store)
    assert done.exit_code == 0
    kept = store.read_bytes()
    assert b"\x1b]0" not in kept
    assert "\u202e".encode() not in kept
    assert done.out.isascii()
    assert "\x1b" not in done.out + done.err


@pytest.fixture
def given_pulls() -> Callable[[str], list[dict[str, Any]]]:
    def pulls(text: str) -> list[dict[str, Any]]:
        made = _pulls(2)
        for pull in made:
            pull["title"] += text
            pull["body"] += text
            pull["labels"] = [{"name": text}]
            pull["user"]["login"] += text
            pull["head"]["ref"] += text
            pull["html_url"] += text
        return json.loads(Given(made).raw)  # type: ignore[no-any-return]

    return pulls
