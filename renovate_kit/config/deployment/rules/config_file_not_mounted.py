"""The rule `config-file-not-mounted`."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
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

__all__ = ["ConfigFileNotMounted"]


_MOST_NAMED = 4
_MOUNTED = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-config
data:
  config.json: |
    {{"platform": "gitea"}}
---
{}"""
_CONTAINER = """\
env:
  - name: RENOVATE_CONFIG_FILE
    value: {}
volumeMounts:
  - name: config
    mountPath: /etc/renovate
"""
_POD = """\
volumes:
  - name: config
    configMap:
      name: renovate-config
"""


def _example(path: str) -> str:
    return _MOUNTED.format(cron_job(pod=_POD, container=_CONTAINER.format(path)))


class ConfigFileNotMounted(DeploymentRule):
    """A variable names a config file that no volume puts into the container.

    Renovate ends with a fatal error before it does anything. Mount the ConfigMap that holds the
    file, and name the path that it gets there: `mountPath` and the key.

    Source: `getParsedContent` and `getConfig` in `lib/workers/global/config/parse/file.ts`.
    """

    code = "RK749"
    name = "config-file-not-mounted"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.MISSING_FILE,)
    valid: ClassVar = (wanted(_example("/etc/renovate/config.json")),)
    invalid: ClassVar = (
        unwanted(
            _example("/usr/src/app/config.json"),
            at="/usr/src/app/config.json",
            fixed=_example("/etc/renovate/config.json"),
        ),
        unwanted(
            cron_job(container=_CONTAINER.format("/config/config.js").split("volume")[0]),
            at="/config/config.js",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every file that is named and not there."""
        for problem in problems_of(subject, *self.judges):
            path = problem.value or problem.name
            origin = place_of_value(subject, problem)
            mounted = tuple(dict.fromkeys(file.path for file in subject.deployment.files))
            same = [
                each for each in mounted if PurePosixPath(each).name == PurePosixPath(path).name
            ]
            fix = rewritten(origin, path, same[0], is_safe=False) if len(same) == 1 else None
            yield DeploymentFinding(
                origin=origin,
                at_key=False,
                message=f"nothing puts a file `{path}` into the container: {end_of(problem)}",
                help=_help(same or list(mounted)),
                fix=fix,
            )


def _help(mounted: list[str]) -> str:
    if not mounted:
        return "mount the ConfigMap that holds it under `volumes` and `volumeMounts`"
    if len(mounted) == 1:
        return f"did you mean `{mounted[0]}`?"
    return f"mounted are {', '.join(f'`{each}`' for each in mounted[:_MOST_NAMED])}"
