"""The rule `unreadable-config-file`."""

from collections.abc import Iterator
from typing import ClassVar

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
from renovate_kit.config.effective.problems import Problem, ProblemKind

__all__ = ["UnreadableConfigFile"]


_HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-config
data:
  {key}: |
    {text}
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
        env:
          - name: RENOVATE_CONFIG_FILE
            value: /etc/renovate/{key}
        volumeMounts:
          - name: config
            mountPath: /etc/renovate
    """
    return _HELD.format(key=key, text=text) + cron_job(pod=_POD, container=container)


class UnreadableConfigFile(DeploymentRule):
    """The config file in the container can't be read, or its name ends in a way that can't be.

    Renovate ends with a fatal error before it does anything. It reads files that end in `.json`,
    `.jsonc`, `.json5`, `.yaml`, `.yml`, `.js`, `.cjs`, `.mjs`, `.ts`, `.cts` and `.mts`.

    Source: `getParsedContent` in `lib/workers/global/config/parse/util.ts`.
    """

    code = "RK750"
    name = "unreadable-config-file"
    severity = Severity.ERROR
    judges: ClassVar = (
        ProblemKind.UNREADABLE_FILE,
        ProblemKind.UNSUPPORTED_FILE_TYPE,
        ProblemKind.UNMIGRATABLE_CONFIG,
    )
    valid: ClassVar = (wanted(_example("config.json", '{"platform": "gitea"}')),)
    invalid: ClassVar = (
        unwanted(_example("config.json", '{"platform" "gitea"}'), at='"gitea"'),
        unwanted(_example("config.toml", 'platform = "gitea"'), at="/etc/renovate/config.toml"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every config that Renovate can't take in."""
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=f"{_what(problem)}: {end_of(problem)}",
                help="rename it so that it ends in `.json`, `.json5`, `.yaml` or `.js`"
                if problem.kind is ProblemKind.UNSUPPORTED_FILE_TYPE
                else "",
            )


def _what(problem: Problem) -> str:
    reason = problem.facts.get("reason", "")
    match problem.kind:
        case ProblemKind.UNSUPPORTED_FILE_TYPE:
            ending = problem.facts.get("extension")
            what = (
                f"of the type `{ending}`"
                if ending
                else f"such as `{problem.value or problem.name}`"
            )
            return f"Renovate reads no config file {what}"
        case ProblemKind.UNMIGRATABLE_CONFIG:
            return f"Renovate can't take in this config, {reason or 'its values do not fit'}"
        case _:
            return f"`{problem.name}` can't be read, {reason or 'it is not what its name says'}"
