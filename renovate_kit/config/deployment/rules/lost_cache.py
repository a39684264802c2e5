"""The rule `lost-cache`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.pods import is_made_by_operator, is_whole, runs_as_job
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.work_folders import may_be_elsewhere, mount_of, work_folder
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import Origin

__all__ = ["LostCache"]

_OF_ONE_POD = frozenset({None, "emptyDir", "ephemeral", "configMap", "secret", "projected"})
_SQLITE = "RENOVATE_X_SQLITE_PACKAGE_CACHE"
_CACHE = "env:\n  - name: RENOVATE_REPOSITORY_CACHE\n    value: enabled\n"
_CLAIM = "volumes:\n  - name: work\n    persistentVolumeClaim:\n      claimName: renovate\n"
_EMPTY = "volumes:\n  - name: work\n    emptyDir: {}\n"
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: /tmp/renovate\n"


class LostCache(DeploymentRule):
    """A cache is switched on that is gone before the next run can use it.

    The repository cache, and the clones that `persistRepoData` keeps, are files in `cacheDir` and
    `baseDir`. Each run of a CronJob has a new pod, and with it an empty file system; an `emptyDir`
    lasts no longer. Mount a claim there, or keep the repository cache in S3 by
    `repositoryCacheType`. `redisUrl` is for the cache of packages only.

    Source: https://docs.renovatebot.com/self-hosted-configuration/#repositorycache
    """

    code = "RK731"
    name = "lost-cache"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(cron_job(pod=_CLAIM, container=f"{_CACHE}{_MOUNT}")),
        wanted(
            cron_job(
                container=f"{_CACHE}  - name: RENOVATE_REPOSITORY_CACHE_TYPE\n    value: s3://a/b"
            )
        ),
        wanted(cron_job(container=_CACHE.replace("enabled", "disabled"))),
    )
    invalid: ClassVar = (
        unwanted(cron_job(container=_CACHE), at="value"),
        unwanted(cron_job(pod=_EMPTY, container=f"{_CACHE}{_MOUNT}"), at="value"),
        unwanted(
            cron_job(container="env:\n  - name: RENOVATE_PERSIST_REPO_DATA\n    value: 'true'"),
            at="value",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every setting that keeps something in a folder which does not last."""
        deployment = subject.deployment
        is_known = is_whole(deployment) or is_made_by_operator(deployment)
        if not runs_as_job(deployment) or not is_known:
            return
        for origin, name, option in _caches(subject):
            folder = work_folder(subject, option)
            mount = mount_of(subject, folder)
            kind = None if mount is None else mount.kind
            if kind in _OF_ONE_POD and not may_be_elsewhere(subject, option):
                yield DeploymentFinding(
                    origin=origin,
                    message=f"`{name}` does nothing here: `{folder}` is empty at the start of "
                    "each run",
                    help=f"mount a PersistentVolumeClaim at `{folder}`, or leave it out",
                )


def _caches(subject: DeploymentSubject) -> Iterator[tuple[Origin, str, str]]:
    """Yield what is kept for the next run: where that is set, its name, and the folder's option."""
    effective = subject.effective
    kept_elsewhere = effective.value("repositoryCacheType") not in {None, "local"}
    for name, values, option in (
        ("repositoryCache", {"enabled", "reset"}, "cacheDir"),
        ("persistRepoData", {True}, "baseDir"),
    ):
        found = effective.options.get(name)
        if found is None or found.source.origin is None or found.value not in values:
            continue
        if name != "repositoryCache" or not kept_elsewhere:
            yield found.source.origin, name, option
    entry = subject.deployment.environment.get(_SQLITE)
    if entry is not None and entry.value:
        yield entry.origin, _SQLITE, "cacheDir"
