"""Logs from a cluster, against an API server of our own that answers as a real one does."""

import builtins
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from renovate_kit.errors import InputError, RemoteError, UsageError
from renovate_kit.reports.events import CutOff, PodObserved, RunEnded, RunStarted
from renovate_kit.reports.sources import LogSource
from renovate_kit.reports.sources.cluster_client import ClusterAccess, ClusterClient
from renovate_kit.reports.sources.kubernetes import ClusterQuery, cluster_logs
from tests.commandline import Run
from tests.reports.loopback import Asked, Reply, allow_loopback, served
from tests.reports.reading import only_end, read, taken

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
PRETTY = (PICLUSTER / "picluster-run01.log").read_bytes()
JSON_LOG = (PICLUSTER / "picluster-run02.jsonl").read_bytes()
CUT = b"".join(PRETTY.splitlines(keepends=True)[:8])
QUERY = ClusterQuery(namespace="renovate")
Object = dict[str, object]


def _stamped(log: bytes) -> bytes:
    return b"".join(b"2026-09-07T10:00:00.5Z " + line + b"\n" for line in log.splitlines())


def _job(name: str, *, failed: str | None = None, cron_job: str = "renovate") -> Object:
    conditions = [{"type": "Failed", "status": "True", "reason": failed}] if failed else []
    return {
        "metadata": {
            "name": name,
            "ownerReferences": [{"kind": "CronJob", "name": cron_job, "uid": "1"}],
        },
        "status": {"conditions": conditions, "failed": 1 if failed else None},
    }


def _ended(exit_code: int, reason: str) -> Object:
    return {
        "terminated": {
            "exitCode": exit_code,
            "reason": reason,
            "startedAt": "2026-09-07T10:00:00Z",
            "finishedAt": "2026-09-07T10:05:00Z",
        }
    }


def _pod(
    job: str,
    state: Object,
    *,
    last_state: Object | None = None,
    reason: str | None = None,
    image: str = "ghcr.io/renovatebot/renovate:44",
) -> Object:
    return {
        "metadata": {
            "name": f"{job}-x",
            "creationTimestamp": "2026-09-07T10:00:00Z",
            "labels": {"job-name": job},
            "ownerReferences": [{"kind": "Job", "name": job}],
        },
        "spec": {
            "nodeName": "pi-1",
            "containers": [
                {
                    "name": "renovate",
                    "image": image,
                    "resources": {
                        "requests": {"cpu": "100m", "memory": "512Mi"},
                        "limits": {"memory": "1Gi"},
                    },
                }
            ],
        },
        "status": {
            "phase": "Succeeded",
            **({"reason": reason} if reason else {}),
            "containerStatuses": [
                {
                    "name": "renovate",
                    "restartCount": 1 if last_state else 0,
                    "state": state,
                    "lastState": last_state or {},
                }
            ],
        },
    }


def _status(status: int, message: str) -> Reply:
    body = {"kind": "Status", "status": "Failure", "message": message, "code": status}
    return Reply(body, status=status)


def _forbidden(verb: str, resource: str) -> Reply:
    user = "system:serviceaccount:renovate:reader"
    return _status(
        403,
        f'{resource} is forbidden: User "{user}" cannot {verb} resource "{resource}" in API group'
        ' "" in the namespace "renovate"',
    )


@dataclass
class FakeCluster:
    """Holds objects and logs; `replies` take the place of what a path would answer."""

    jobs: list[Object] = field(default_factory=list)
    pods: list[Object] = field(default_factory=list)
    events: list[Object] = field(default_factory=list)
    cron_jobs: list[Object] = field(default_factory=list)
    logs: dict[str, bytes] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    page: int = 500

    def add(self, job: str, state: Object, log: bytes, **more: object) -> None:
        self.jobs.append(_job(job))
        self.pods.append(_pod(job, state, **more))  # type: ignore[arg-type]
        self.logs[f"{job}-x"] = _stamped(log)

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        assert asked.headers["authorization"] == "Bearer t0ken"
        kind = asked.path.rpartition("/")[2]
        if kind in self.replies:
            return self.replies[kind]
        if kind == "log":
            assert asked.parameters["timestamps"] == "true"
            pod = asked.path.split("/")[-2]
            log = self.logs.get(f"{pod} previous" if "previous" in asked.parameters else pod)
            return _status(400, "waiting to start") if log is None else Reply(log)
        found: Mapping[str, list[Object]] = {
            "jobs": self.jobs,
            "pods": self.pods,
            "events": self.events,
            "cronjobs": self.cron_jobs,
        }
        if kind not in found:
            return Reply({"metadata": {"name": kind}})
        start = int(asked.parameters.get("continue", "0"))
        end = start + self.page
        more = {"continue": str(end)} if end < len(found[kind]) else {}
        return Reply({"items": found[kind][start:end], "metadata": more})


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    allow_loopback(monkeypatch)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("KUBECONFIG", raising=False)


def _kubeconfig(folder: Path, url: str, user: Object | None = None) -> Path:
    file = folder / "kubeconfig.json"
    content = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "pi",
        "clusters": [{"name": "pi", "cluster": {"server": url}}],
        "users": [{"name": "me", "user": {"token": "t0ken"} if user is None else user}],
        "contexts": [{"name": "pi", "context": {"cluster": "pi", "user": "me"}}],
    }
    file.write_text(json.dumps(content))
    return file


def _read(
    cluster: FakeCluster, folder: Path, query: ClusterQuery = QUERY
) -> dict[str, list[object] | str]:
    with served(cluster) as url:
        access = ClusterAccess(kubeconfig=_kubeconfig(folder, url))
        with ClusterClient(access) as client:
            return {
                source.name: list(taken(source)) if isinstance(source, LogSource) else source.reason
                for source in cluster_logs(client, query)
            }


def _observation(events: list[object] | str) -> PodObserved:
    assert isinstance(events, list)
    (observation,) = [event for event in events if isinstance(event, PodObserved)]
    return observation


def test_each_container_is_a_log_with_what_the_cluster_knows(tmp_path: Path) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY)
    cluster.add("renovate-2", _ended(137, "OOMKilled"), CUT)
    cluster.events = [
        {
            "type": "Warning",
            "reason": "BackOff",
            "message": "Back-off; token=hunter2hunter2",
            "involvedObject": {"name": "renovate-2-x", "kind": "Pod"},
        },
        {"type": "Warning", "reason": "Other", "involvedObject": {"name": "elsewhere"}},
    ]
    logs = _read(cluster, tmp_path)
    assert list(logs) == ["renovate-1-x/renovate", "renovate-2-x/renovate"]
    whole = logs["renovate-1-x/renovate"]
    assert isinstance(whole, list)
    (end,) = [event for event in whole if isinstance(event, RunEnded)]
    assert end.trace == only_end(read(PRETTY)).trace
    assert _observation(whole).cut_off is None
    assert _observation(whole).exit_code == 0
    killed = _observation(logs["renovate-2-x/renovate"])
    (start,) = [e for e in logs["renovate-2-x/renovate"] if isinstance(e, RunStarted)]
    assert killed == PodObserved(
        run=start.run,
        source="renovate-2-x/renovate",
        namespace="renovate",
        cron_job="renovate",
        job="renovate-2",
        pod="renovate-2-x",
        container="renovate",
        image="ghcr.io/renovatebot/renovate:44",
        node="pi-1",
        exit_code=137,
        reason="OOMKilled",
        cut_off=CutOff.OUT_OF_MEMORY,
        started_at=datetime(2026, 9, 7, 10, tzinfo=UTC),
        finished_at=datetime(2026, 9, 7, 10, 5, tzinfo=UTC),
        restarts=0,
        requests=(("cpu", "100m"), ("memory", "512Mi")),
        limits=(("memory", "1Gi"),),
        events=("BackOff: Back-off; token=**redacted**",),
    )


def test_the_observation_comes_before_the_end_of_the_run(tmp_path: Path) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", _ended(1, "Error"), PRETTY + JSON_LOG)
    (events,) = _read(cluster, tmp_path).values()
    assert isinstance(events, list)
    assert isinstance(events[-1], RunEnded)
    assert isinstance(events[-2], PodObserved)
    assert events[-2].run == events[-1].run
    assert len([event for event in events if isinstance(event, RunEnded)]) == 2


@pytest.mark.parametrize(
    ("state", "reason", "job_failure", "expected"),
    [
        (_ended(137, "OOMKilled"), None, None, ("OOMKilled", CutOff.OUT_OF_MEMORY)),
        (_ended(137, "Error"), None, None, ("Error", CutOff.KILLED)),
        (_ended(137, "Error"), "Evicted", None, ("Evicted", CutOff.EVICTED)),
        (_ended(143, "Error"), None, None, ("Error", CutOff.TERMINATED)),
        (_ended(143, "Error"), None, "DeadlineExceeded", ("DeadlineExceeded", CutOff.DEADLINE)),
        (_ended(134, "Error"), None, None, ("Error", CutOff.HEAP)),
        (_ended(1, "Error"), None, "BackoffLimitExceeded", ("Error", None)),
        (_ended(0, "Completed"), None, None, ("Completed", None)),
        ({"running": {"startedAt": "2026-09-07T10:00:00Z"}}, None, None, (None, None)),
    ],
)
def test_the_reason_for_an_end_is_found(
    tmp_path: Path,
    state: Object,
    reason: str | None,
    job_failure: str | None,
    expected: tuple[str | None, CutOff | None],
) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", state, CUT, reason=reason)
    cluster.jobs = [_job("renovate-1", failed=job_failure)]
    (events,) = _read(cluster, tmp_path).values()
    found = _observation(events)
    assert (found.reason, found.cut_off) == expected


def test_the_life_before_a_restart_is_a_log_of_its_own(tmp_path: Path) -> None:
    cluster = FakeCluster()
    before = _ended(137, "OOMKilled")
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY, last_state=before)
    cluster.logs["renovate-1-x previous"] = _stamped(CUT)
    logs = _read(cluster, tmp_path)
    assert list(logs) == ["renovate-1-x/renovate (previous)", "renovate-1-x/renovate"]
    assert _observation(logs["renovate-1-x/renovate (previous)"]).reason == "OOMKilled"
    assert _observation(logs["renovate-1-x/renovate"]).reason == "Completed"


def test_pods_without_a_log_say_why(tmp_path: Path) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", {"waiting": {"reason": "ImagePullBackOff"}}, b"")
    cluster.add("renovate-2", _ended(128, "StartError"), b"")
    cluster.add("renovate-3", {"running": {}}, b"")
    cluster.add("renovate-4", _ended(0, "Completed"), PRETTY)
    del cluster.logs["renovate-4-x"]
    cluster.jobs.append(_job("renovate-0", failed="DeadlineExceeded"))
    assert _read(cluster, tmp_path) == {
        "job/renovate-0": "failed (DeadlineExceeded), and its pods are gone",
        "renovate-1-x/renovate": "has no log: ImagePullBackOff",
        "renovate-2-x/renovate": "ended without a line: StartError, exit code 128",
        "renovate-3-x/renovate": "has written nothing yet",
        "renovate-4-x/renovate": "its log is gone",
    }


def test_a_cron_job_chooses_its_pods_and_others_are_left(tmp_path: Path) -> None:
    cluster = FakeCluster(page=1)
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY)
    cluster.add("nightly-1", _ended(0, "Completed"), PRETTY, image="mirror/bot:1")
    cluster.jobs[1] = _job("nightly-1", cron_job="nightly")
    assert list(_read(cluster, tmp_path)) == ["renovate-1-x/renovate"]
    chosen = ClusterQuery(namespace="renovate", cron_job="nightly")
    assert list(_read(cluster, tmp_path, chosen)) == ["nightly-1-x/renovate"]
    _read(cluster, tmp_path, ClusterQuery(namespace="renovate", selector="app=x"))
    assert any(asked.parameters.get("labelSelector") == "app=x" for asked in cluster.asked)


def test_events_that_may_not_be_read_are_unknown(tmp_path: Path) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY)
    cluster.replies["events"] = _forbidden("list", "events")
    (events,) = _read(cluster, tmp_path).values()
    assert _observation(events).events is None


@pytest.mark.parametrize(
    ("path", "reply", "said"),
    [
        ("jobs", _status(401, "Unauthorized"), "401, not logged in"),
        (
            "pods",
            _forbidden("list", "pods"),
            "403, system:serviceaccount:renovate:reader may not list pods",
        ),
        ("log", _forbidden("get", "pods/log"), "may not get pods/log"),
        ("jobs", Reply(b"<html>login</html>"), "gave no answer of an API server's"),
        ("jobs", _status(500, "etcd is away"), "500 etcd is away"),
    ],
)
def test_refusals_are_told_apart(tmp_path: Path, path: str, reply: Reply, said: str) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY)
    cluster.replies[path] = reply
    with pytest.raises(RemoteError, match=re.escape(said)) as caught:
        _read(cluster, tmp_path)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("replies", "query", "said"),
    [
        ({"renovate": _status(404, "not found")}, QUERY, "has no namespace renovate"),
        ({"renovate": _forbidden("get", "namespaces")}, QUERY, "no pod of Renovate's in namespace"),
        (
            {},
            ClusterQuery(namespace="renovate", cron_job="renvate"),
            "no CronJob renvate in namespace renovate",
        ),
    ],
)
def test_a_place_without_pods_says_what_is_wrong(
    tmp_path: Path, replies: dict[str, Reply], query: ClusterQuery, said: str
) -> None:
    cluster = FakeCluster(cron_jobs=[_job("renovate")], replies=replies)
    with pytest.raises(InputError, match=said) as caught:
        _read(cluster, tmp_path, query)
    assert caught.value.hint


def test_a_cluster_that_is_away_is_a_remote_error(tmp_path: Path) -> None:
    with served(FakeCluster()) as url:
        file = _kubeconfig(tmp_path, url)
    with (
        pytest.raises(RemoteError, match="can't be reached"),
        ClusterClient(ClusterAccess(kubeconfig=file)) as client,
    ):
        list(cluster_logs(client, QUERY))


def test_a_kubeconfig_that_is_none_is_an_input_error(tmp_path: Path) -> None:
    missing = ClusterAccess(kubeconfig=tmp_path / "absent")
    (tmp_path / "broken").write_text("a: [")
    (tmp_path / "other").write_text("a: 1")
    context = ClusterAccess(kubeconfig=_kubeconfig(tmp_path, "http://127.0.0.1:1"), context="x")
    for access, said in (
        (missing, "not found"),
        (ClusterAccess(kubeconfig=tmp_path / "broken"), "is no kubeconfig"),
        (ClusterAccess(kubeconfig=tmp_path / "other"), "is no kubeconfig"),
        (context, "Context 'x' not found"),
        (ClusterAccess(), "no kubeconfig"),
    ):
        with pytest.raises(InputError, match=said):
            ClusterClient(access)


@pytest.mark.parametrize("version", ["v1", "v1beta1"])
def test_a_login_command_is_run(tmp_path: Path, version: str) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY)
    login = {
        "apiVersion": f"client.authentication.k8s.io/{version}",
        "command": "echo",
        "args": [json.dumps({"status": {"token": "t0ken"}})],
    }
    with served(cluster) as url:
        file = _kubeconfig(tmp_path, url, {"exec": login})
        with ClusterClient(ClusterAccess(kubeconfig=file)) as client:
            assert len(list(cluster_logs(client, QUERY))) == 1


def test_a_login_command_that_fails_is_told(tmp_path: Path) -> None:
    login = {"apiVersion": "client.authentication.k8s.io/v1", "command": "false"}
    file = _kubeconfig(tmp_path, "http://127.0.0.1:1", {"exec": login})
    with (
        pytest.raises(RemoteError, match="no credentials for"),
        ClusterClient(ClusterAccess(kubeconfig=file)) as client,
    ):
        list(cluster_logs(client, QUERY))


def test_without_its_package_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def no_lightkube(name: str, *arguments: object, **more: object) -> object:
        if name.startswith("lightkube"):
            raise ImportError(name)
        return real(name, *arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", no_lightkube)
    with pytest.raises(UsageError, match="needs lightkube") as caught:
        ClusterClient(ClusterAccess())
    assert "renovate-kit[cluster]" in caught.value.hint


def test_ingest_takes_logs_from_the_cluster(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = FakeCluster()
    cluster.add("renovate-1", _ended(0, "Completed"), PRETTY)
    cluster.add("renovate-2", {"waiting": {"reason": "ImagePullBackOff"}}, b"")
    store = tmp_path / "store.sqlite3"
    with served(cluster) as url:
        monkeypatch.setenv("KUBECONFIG", str(_kubeconfig(tmp_path, url)))
        first = run("ingest", "--from-cluster", "--store", store)
        again = run("ingest", "--from-cluster", "--cronjob", "renovate", "--store", store)
    assert (first.exit_code, first.err) == (0, "")
    assert first.out == (
        "renovate-1-x/renovate: 1 run new\n"
        "renovate-2-x/renovate: skipped, has no log: ImagePullBackOff\n"
    )
    assert again.out.startswith("renovate-1-x/renovate: 1 run known already\n")


def test_a_cluster_that_refuses_is_exit_code_4(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = FakeCluster(replies={"jobs": _status(401, "Unauthorized")})
    with served(cluster) as url:
        monkeypatch.setenv("KUBECONFIG", f"/absent:{_kubeconfig(tmp_path, url)}")
        outcome = run("ingest", "--from-cluster", "--store", tmp_path / "store.sqlite3")
    assert (outcome.exit_code, outcome.out) == (4, "")
    (line,) = outcome.err.splitlines()
    assert "401, not logged in. The token may have expired" in line
