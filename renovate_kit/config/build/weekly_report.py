"""The settings -> what reads Renovate's logs and publishes the weekly report.

Two CronJobs share a volume with the store. One reads logs every hour, because Kubernetes removes
the pods of old runs; it has a token for the API of Kubernetes and no other. One publishes on
Monday; it has the token for GitHub and no other. Its steps are init containers: they run in
order and stop at the first that fails, each with a log and an exit code of its own, and the
image needs no shell.
"""

from dataclasses import dataclass
from typing import Any, Final

from renovate_kit.config.build.cron_job import closed, resources_of
from renovate_kit.config.build.manifests import (
    INGEST_PART,
    REPORT_PART,
    part_labels,
    part_metadata,
)
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.settings_report import WeeklyReport
from renovate_kit.config.build.yaml_text import Commented

__all__ = ["report_access", "report_claims", "report_cron_jobs"]

Manifest = dict[str, Any]
_RBAC: Final = "rbac.authorization.k8s.io"
_USER: Final = 10001
_STORE_FOLDER: Final = "/var/lib/renovate-kit"
_STORE: Final = f"{_STORE_FOLDER}/store.sqlite3"
_TEMPORARY: Final = "256Mi"
_TTL: Final = 604_800
_LONGEST_INGEST: Final = 1_800
_LONGEST_REPORT: Final = 3_600
_LATEST_INGEST: Final = 600
_LATEST_REPORT: Final = 43_200
"""Seconds: a cluster that was down on Monday morning still gets its report."""


def report_access(settings: Settings) -> tuple[Manifest, ...]:
    """Return the account that may read logs, with its Role; nothing without a weekly report."""
    if settings.weekly_report is None:
        return ()
    about = part_metadata(settings, INGEST_PART)
    account = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": about,
        "automountServiceAccountToken": Commented(False, "Only pods that ask for it get a token."),
    }
    rules = [
        {"apiGroups": [""], "resources": ["pods", "pods/log", "events"], "verbs": ["get", "list"]},
        {"apiGroups": ["batch"], "resources": ["jobs", "cronjobs"], "verbs": ["get", "list"]},
    ]
    role = {"apiVersion": f"{_RBAC}/v1", "kind": "Role", "metadata": about, "rules": rules}
    binding = {
        "apiVersion": f"{_RBAC}/v1",
        "kind": "RoleBinding",
        "metadata": about,
        "roleRef": {"apiGroup": _RBAC, "kind": "Role", "name": about["name"]},
        "subjects": [
            {"kind": "ServiceAccount", "name": about["name"], "namespace": settings.namespace}
        ],
    }
    publishing = {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": part_metadata(settings, REPORT_PART),
        "automountServiceAccountToken": False,
    }
    return account, role, binding, publishing


def report_claims(settings: Settings) -> tuple[Manifest, ...]:
    """Return the volume of the store; nothing without a weekly report."""
    weekly = settings.weekly_report
    if weekly is None:
        return ()
    storage_class = weekly.store.storage_class
    claim = {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": part_metadata(settings, REPORT_PART),
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            **({"storageClassName": storage_class} if storage_class else {}),
            "resources": {"requests": {"storage": weekly.store.size}},
        },
    }
    return (claim,)


def report_cron_jobs(settings: Settings) -> tuple[Manifest, ...]:
    """Return what reads logs, and what publishes; nothing without a weekly report."""
    weekly = settings.weekly_report
    if weekly is None:
        return ()
    comment = "Often: Kubernetes removes the pods of old runs, and their logs with them."
    ingest = _Job(
        part=INGEST_PART,
        schedule=Commented(weekly.ingest_schedule, comment),
        steps=(_ingesting(settings, weekly),),
        reaches_api=True,
        is_suspended=weekly.suspend,
        latest=_LATEST_INGEST,
        longest=_LONGEST_INGEST,
    )
    report = _Job(
        part=REPORT_PART,
        schedule=weekly.schedule,
        steps=(_syncing(settings, weekly), _publishing(settings, weekly)),
        reaches_api=False,
        is_suspended=weekly.suspend,
        latest=_LATEST_REPORT,
        longest=_LONGEST_REPORT,
    )
    return _cron_job(settings, ingest), _cron_job(settings, report)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """A CronJob: its containers run one after the other."""

    part: str
    schedule: object
    steps: tuple[Manifest, ...]
    reaches_api: bool
    is_suspended: bool
    latest: int
    longest: int


def _cron_job(settings: Settings, job: _Job) -> Manifest:
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": part_metadata(settings, job.part),
        "spec": {
            "schedule": job.schedule,
            "timeZone": settings.time_zone,
            **({"suspend": True} if job.is_suspended else {}),
            "concurrencyPolicy": "Forbid",
            "startingDeadlineSeconds": job.latest,
            "successfulJobsHistoryLimit": 1,
            "failedJobsHistoryLimit": 3,
            "jobTemplate": {
                "spec": {
                    "activeDeadlineSeconds": job.longest,
                    "backoffLimit": Commented(2, "A second time changes nothing that is done."),
                    "ttlSecondsAfterFinished": _TTL,
                    "template": {
                        "metadata": {"labels": part_labels(settings, job.part)},
                        "spec": _pod(settings, job),
                    },
                },
            },
        },
    }


def _pod(settings: Settings, job: _Job) -> Manifest:
    *first, last = job.steps
    claim = part_metadata(settings, REPORT_PART)["name"]
    return {
        "restartPolicy": "Never",
        "serviceAccountName": part_metadata(settings, job.part)["name"],
        "automountServiceAccountToken": job.reaches_api,
        "enableServiceLinks": False,
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": Commented(_USER, "The user of the image in docs/weekly.md"),
            "runAsGroup": _USER,
            "fsGroup": _USER,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        **({"initContainers": first} if first else {}),
        "containers": [last],
        "volumes": [
            {"name": "store", "persistentVolumeClaim": {"claimName": claim}},
            {"name": "tmp", "emptyDir": {"sizeLimit": _TEMPORARY}},
        ],
    }


def _ingesting(settings: Settings, weekly: WeeklyReport) -> Manifest:
    cluster = ("--from-cluster", "--namespace", settings.namespace, "--cronjob", settings.name)
    return _step(weekly, "ingest", ["ingest", *cluster], [])


def _syncing(settings: Settings, weekly: WeeklyReport) -> Manifest:
    repositories = weekly.repositories or settings.repositories
    return _step(weekly, "sync", ["sync", "github", *repositories], _github(settings, weekly))


def _publishing(settings: Settings, weekly: WeeklyReport) -> Manifest:
    repositories = weekly.repositories or settings.repositories
    arguments = ["report", "weekly", "--time-zone", settings.time_zone]
    for place in weekly.publish:
        arguments += ["--publish", place]
    arguments += ["--publish-to", weekly.publish_to or repositories[0]]
    if "issue" in weekly.publish:
        for label in weekly.issue_labels:
            arguments += ["--issue-label", label]
    if "commit" in weekly.publish:
        arguments += ["--folder", weekly.folder]
        arguments += ["--branch", weekly.branch] if weekly.branch else []
    return _step(weekly, "report", arguments, _github(settings, weekly))


def _step(
    weekly: WeeklyReport, name: str, arguments: list[str], environment: list[Manifest]
) -> Manifest:
    own = [{"name": "HOME", "value": "/tmp"}]  # noqa: S108 - in the container
    return {
        "name": name,
        "image": weekly.image.reference,
        "command": ["renovate-kit"],
        "args": arguments,
        "env": [{"name": "RENOVATE_KIT_STORE", "value": _STORE}, *own, *environment],
        "resources": resources_of(weekly.resources),
        "securityContext": closed(read_only=True),
        "volumeMounts": [
            {"name": "store", "mountPath": _STORE_FOLDER},
            {"name": "tmp", "mountPath": "/tmp"},  # noqa: S108 - in the container
        ],
    }


def _github(settings: Settings, weekly: WeeklyReport) -> list[Manifest]:
    secret = {"name": weekly.token.secret or settings.secret.name, "key": weekly.token.key}
    token = {"name": "RENOVATE_KIT_GITHUB_TOKEN", "valueFrom": {"secretKeyRef": secret}}
    if settings.endpoint is None:
        return [token]
    return [token, {"name": "GITHUB_API_URL", "value": settings.endpoint.rstrip("/")}]
