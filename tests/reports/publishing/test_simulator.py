"""Issues against the simulator that also serves the real Renovate; it has no list of issues."""

import importlib.util
import json
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from renovate_kit.reports.publishing.issue import MARKER
from tests.commandline import Run
from tests.reports.loopback import allow_loopback

pytestmark = [
    pytest.mark.shared,
    # The simulator leaves closing files to Python.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
REPOSITORY = "luddera/pi-cluster"


@pytest.fixture
def simulator(shared: Path) -> ModuleType:
    file = shared / "ghsim" / "ghsim.py"
    if not file.is_file():
        pytest.skip("no simulator in the shared data folder")
    spec = importlib.util.spec_from_file_location("ghsim", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sim(simulator: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    allow_loopback(monkeypatch)
    (tmp_path / "data.json").write_text('{"github": {}}')
    state = simulator.Sim(str(tmp_path), str(tmp_path / "data.json"))
    state.add_repo(REPOSITORY)

    class Handler(simulator.Handler):  # type: ignore[misc,name-defined] # of a module without types
        sim = state

        def do_GET(self) -> None:  # noqa: N802 - as the server calls it
            self.headers.replace_header("Host", "api.github.com")
            self.do()

        do_POST = do_PATCH = do_GET  # noqa: N815 - likewise

        def github(self, path: str, q: dict[str, str], body: bytes) -> Any:  # noqa: ANN401 - of it
            if path == f"/repos/{REPOSITORY}/issues" and self.command == "GET":
                issues = state.s["repos"][REPOSITORY]["issues"].values()
                shown = [state.issue_json(REPOSITORY, each) for each in issues]
                wanted = [
                    each
                    for each in shown
                    if each["state"] == q["state"] and each["user"]["login"] == q["creator"]
                ]
                return simulator.Reply(200, wanted)
            return super().github(path, q, body)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_address[1]}")
    monkeypatch.setenv("GITHUB_TOKEN", state.s["token"])
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


def test_weeks_share_one_issue_until_somebody_closes_it(
    run: Run,
    data: Path,
    tmp_path: Path,
    sim: Any,  # noqa: ANN401 - of a module without types
) -> None:
    store = tmp_path / "store.sqlite3"
    logs = sorted((data / "logs" / "picluster").glob("*.jsonl"))
    assert run("ingest", *logs, "--store", store).exit_code == 0

    def published(week: str) -> str:
        command = ("report", "weekly", "--week", week, "--store", store, "--publish", "issue")
        outcome = run(*command, "--repository", REPOSITORY)
        assert (outcome.exit_code, outcome.err) == (0, "")
        return outcome.out.partition(",")[0]

    issues = sim.s["repos"][REPOSITORY]["issues"]
    assert published("2026-W37") == f"{REPOSITORY}: issue #1 opened"
    assert published("2026-W37") == f"{REPOSITORY}: issue #1 is as it should be"
    assert published("2026-W38") == f"{REPOSITORY}: issue #1 updated"
    assert issues["1"]["title"] == "Renovate report 2026-W38"
    assert issues["1"]["body"].startswith(f"{MARKER}\n\n# Renovate report 2026-W38\n")
    issues["1"]["state"] = "closed"
    before = json.dumps(issues["1"])
    assert published("2026-W39") == f"{REPOSITORY}: issue #2 opened"
    assert json.dumps(issues["1"]) == before
    sim.faults.append(
        {
            "host": "api.github.com",
            "path": "/issues$",
            "method": "GET",
            "status": 410,
            "body": {"message": "Issues has been disabled in this repository."},
        }
    )
    refused = run(
        "report", "weekly", "--week", "2026-W39", "--store", store,
        "--publish", "issue", "--publish-to", REPOSITORY,
    )  # fmt: skip
    assert refused.exit_code == 4
    assert "issues are disabled (410)" in refused.err
