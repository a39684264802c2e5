"""The rule `deleted-config-file`."""

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
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import ProblemKind

__all__ = ["DeletedConfigFile"]


_HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-config
data:
  config.json: '{"platform": "gitea"}'
---
"""
_POD = """\
volumes:
  - name: config
    configMap:
      name: renovate-config
"""


def _example(deletes: str) -> str:
    container = f"""
        env:
          - name: RENOVATE_CONFIG_FILE
            value: /etc/renovate/config.json
          - name: RENOVATE_DELETE_CONFIG_FILE
            value: "{deletes}"
        volumeMounts:
          - name: config
            mountPath: /etc/renovate
    """
    return _HELD + cron_job(pod=_POD, container=container)


class DeletedConfigFile(DeploymentRule):
    """`deleteConfigFile` is to delete a file that is mounted, and so can't be deleted.

    Renovate warns about it in each run, and the file stays, readable for all that Renovate
    starts. Put secrets into variables from a Secret instead, and leave the option out.

    Source: `deleteNonDefaultConfig` in `lib/workers/global/config/parse/file.ts`.
    """

    code = "RK752"
    name = "deleted-config-file"
    severity = Severity.WARNING
    judges: ClassVar = (ProblemKind.DELETED_FILE,)
    valid: ClassVar = (wanted(_example("false")),)
    invalid: ClassVar = (unwanted(_example("true"), at='"true"'),)

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield the option that asks for it."""
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message="Renovate can't delete a mounted config file: it warns, and the file stays",
                help="remove `deleteConfigFile`",
            )
