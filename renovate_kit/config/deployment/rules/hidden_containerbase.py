"""The rule `hidden-containerbase`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.pods import image_user, is_made_up, security_setting
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.volumes import Mount, mounts
from renovate_kit.config.deployment.work_folders import work_folder
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["HiddenContainerbase"]

_USER_OF_FIRST = 12021
_TEMPORARY = "/tmp"  # noqa: S108 - in the container
_IN_TEMPORARY = "/tmp/containerbase"  # noqa: S108 - the same
_DEFAULT_FOLDER = "/tmp/renovate"  # noqa: S108 - the same
_PROGRAMS = {
    "/opt": "/opt/containerbase",
    "/opt/containerbase": "/opt/containerbase",
    "/opt/containerbase/tools": "/opt/containerbase/tools",
    "/usr": "/usr/local/renovate",
    "/usr/local": "/usr/local/renovate",
    "/usr/local/renovate": "/usr/local/renovate",
}
_VOLUME = "volumes:\n  - name: work\n    emptyDir: {}\n"
_MOUNT = "volumeMounts:\n  - name: work\n    mountPath: "
_READ_ONLY = "securityContext:\n  readOnlyRootFilesystem: true\n"
_FILLED = """\
initContainers:
  - name: fill
    image: renovate/renovate:44.121.2
    command: [cp, -a, /opt/containerbase, /filled]
    volumeMounts:
      - name: work
        mountPath: /filled
"""


class HiddenContainerbase(DeploymentRule):
    """A volume hides a folder of the image that Renovate needs.

    Since release 39 the image has folders of its package managers in `/tmp/containerbase`, and
    links to them in the home folder. A volume on `/tmp` hides them; the entrypoint then prepares
    all of them again at every start, for which it writes to `/opt` too: with a read-only root
    file system it ends there. Mount the volume at `/tmp/renovate`, where Renovate works.
    `/opt/containerbase` holds Node.js, and `/usr/local` Renovate itself: a volume there leaves
    nothing to start, unless an init container fills it.

    Source: `tools/docker/bin/renovate-entrypoint.sh` of Renovate,
    https://github.com/alphagov/govuk-helm-charts/pull/2784
    """

    code = "RK717"
    name = "hidden-containerbase"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(cron_job(pod=_VOLUME, container=f"{_MOUNT}{_DEFAULT_FOLDER}")),
        wanted(
            cron_job(pod=_VOLUME, container=f"{_MOUNT}{_TEMPORARY}").replace("44.121.2", "38.1.0")
        ),
        wanted(cron_job(pod=f"{_VOLUME}{_FILLED}", container=f"{_MOUNT}/opt/containerbase")),
    )
    invalid: ClassVar = (
        unwanted(
            cron_job(pod=_VOLUME, container=f"{_MOUNT}{_TEMPORARY}"),
            at=_TEMPORARY,
            fixed=cron_job(pod=_VOLUME, container=f"{_MOUNT}{_DEFAULT_FOLDER}"),
        ),
        unwanted(
            cron_job(pod=_VOLUME, container=f"{_READ_ONLY}{_MOUNT}{_TEMPORARY}"),
            at=_TEMPORARY,
            fixed=cron_job(pod=_VOLUME, container=f"{_READ_ONLY}{_MOUNT}{_DEFAULT_FOLDER}"),
        ),
        unwanted(
            cron_job(pod=_VOLUME, container=f"{_MOUNT}/opt/containerbase"),
            at="/opt/containerbase",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every mount that hides what the image has there."""
        deployment = subject.deployment
        if image_user(deployment) is None:
            return
        found = mounts(deployment)
        for mount in found:
            path = mount.reference.at("mountPath")
            if path is None or is_made_up(deployment, path) or _is_filled(deployment, mount):
                continue
            if mount.path in _PROGRAMS:
                yield _of_programs(mount, path)
            elif mount.path == _TEMPORARY and not any(each.path == _IN_TEMPORARY for each in found):
                yield from _of_temporary(subject, path)


def _of_programs(mount: Mount, path: LocatedValue) -> DeploymentFinding:
    return DeploymentFinding(
        origin=path.origin,
        at_key=False,
        severity=Severity.ERROR,
        message=f"a volume on `{mount.path}` hides what the image has in "
        f"`{_PROGRAMS[mount.path]}`: Renovate can't start",
        help=f"mount it elsewhere; Renovate works in `{_DEFAULT_FOLDER}`",
    )


def _of_temporary(subject: DeploymentSubject, path: LocatedValue) -> Iterator[DeploymentFinding]:
    deployment = subject.deployment
    if image_user(deployment) != _USER_OF_FIRST:
        return
    read_only = security_setting(deployment, "readOnlyRootFilesystem")
    is_read_only = read_only is not None and read_only.content is True
    consequence = (
        "the image prepares its tools again, and ends at it: the root file system is read-only"
        if is_read_only
        else "the image prepares all its tools again at every start"
    )
    is_default = work_folder(subject) == _DEFAULT_FOLDER
    yield DeploymentFinding(
        origin=path.origin,
        at_key=False,
        severity=Severity.ERROR if is_read_only else None,
        message=f"a volume on `{_TEMPORARY}` hides `{_IN_TEMPORARY}` of the image: {consequence}",
        help=f"mount it at `{_DEFAULT_FOLDER}`, where Renovate works",
        fix=rewritten(path.origin, str(path.content), _DEFAULT_FOLDER, is_safe=False)
        if is_default
        else None,
    )


def _is_filled(deployment: Deployment, mount: Mount) -> bool:
    """Return whether an init container may have written into the volume before."""
    return any(
        item.text("name") == mount.name
        for container in deployment.pod.items("initContainers")
        if container is not deployment.container
        for item in container.items("volumeMounts")
    )
