"""The rule `unread-config-file`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    place_of_value,
    problems_of,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.volumes import mounts
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import Origin
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["UnreadConfigFile"]


_HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-config
data:
  {}: |
    {}
---
"""
_POD = """\
volumes:
  - name: config
    configMap:
      name: renovate-config
"""


def _example(key: str, text: str) -> str:
    container = f"""
        volumeMounts:
          - name: config
            mountPath: /usr/src/app/{key}
            subPath: {key}
    """
    return _HELD.format(key, text) + cron_job(pod=_POD, container=container)


class UnreadConfigFile(DeploymentRule):
    """A config file is mounted, and nothing tells Renovate to read it.

    Without `RENOVATE_CONFIG_FILE` Renovate reads `config.js` in its working directory, and no
    other file. All that the mounted one says has no effect, and no log says so.

    Source: `getConfig` in `lib/workers/global/config/parse/file.ts`.
    """

    code = "RK751"
    name = "unread-config-file"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.SHADOWED_FILE,)
    valid: ClassVar = (wanted(_example("config.js", 'module.exports = {platform: "gitea"}')),)
    invalid: ClassVar = (
        unwanted(_example("config.json", '{"platform": "gitea"}'), at="/usr/src/app/config.json"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every config file that Renovate does not read."""
        for problem in problems_of(subject, *self.judges):
            path = problem.value or problem.name
            variable = problem.facts.get("meant", "RENOVATE_CONFIG_FILE")
            yield DeploymentFinding(
                origin=_mount_path(subject, path) or place_of_value(subject, problem),
                at_key=False,
                message=f"Renovate does not read `{path}`: `{variable}` does not name it",
                help=f"set `{variable}` to `{path}`",
            )


def _mount_path(subject: DeploymentSubject, path: str) -> Origin | None:
    """Return where the container says at which path a file is mounted."""
    found = (
        mount.reference.at("mountPath") for mount in mounts(subject.deployment) if mount.holds(path)
    )
    return next((each.origin for each in found if each is not None), None)
