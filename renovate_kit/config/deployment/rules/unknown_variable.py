"""The rule `unknown-variable`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.deployment.problem_places import (
    name_finding,
    problems_of,
    renaming,
)
from renovate_kit.config.deployment.releases import variable_availability
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.options.history import Availability

__all__ = ["UnknownVariable"]


class UnknownVariable(DeploymentRule):
    """A variable looks like one of Renovate's, and Renovate reads none of that name.

    It is ignored without a word in the log, so what it should set stays as it is by default.
    The case of the name counts, and so does the prefix `RENOVATE_`. A variable that the
    container's own arguments, or a file that is mounted into it, mention is left alone.

    Source: `getEnvName` and `getConfig` in `lib/workers/global/config/parse/env.ts`.
    """

    code = "RK740"
    name = "unknown-variable"
    severity = Severity.WARNING
    judges: ClassVar = (
        ProblemKind.UNKNOWN_NAME,
        ProblemKind.MISSING_PREFIX,
        ProblemKind.UNTYPABLE_NAME,
    )
    valid: ClassVar = (
        wanted(with_variables("RENOVATE_AUTODISCOVER=true", "LOG_LEVEL=debug")),
        wanted(with_variables("RENOVATE_X_HARD_EXIT=true", "NODE_OPTIONS=--use-openssl-ca")),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map('RENOVATE_AUTODISCOVR: "true" # all of them'),
            at="RENOVATE_AUTODISCOVR",
            fixed=with_config_map('RENOVATE_AUTODISCOVER: "true" # all of them'),
        ),
        unwanted(
            with_variables("RENOVATE_PLATFROM=gitea"),
            at="RENOVATE_PLATFROM",
            fixed=with_variables("RENOVATE_PLATFORM=gitea"),
        ),
        unwanted(
            with_variables("renovate_git_author=A <a@b.example>"),
            at="renovate_git_author",
            fixed=with_variables("RENOVATE_GIT_AUTHOR=A <a@b.example>"),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable that Renovate does not read."""
        for problem in problems_of(subject, *self.judges):
            is_of_other_release = (  # `release-mismatch` speaks of those
                variable_availability(problem.name, subject.deployment.release, subject.catalogue)
                is not Availability.UNKNOWN
            )
            if is_of_other_release or _is_mentioned(subject.deployment, problem.name):
                continue
            meant = None if "needs" in problem.facts else problem.facts.get("meant")
            yield name_finding(
                subject,
                problem,
                _message(problem),
                _help(problem),
                fix=renaming(subject, problem.name, meant) if meant else None,
            )


def _message(problem: Problem) -> str:
    match problem.kind:
        case ProblemKind.UNTYPABLE_NAME:
            return f"Renovate wants hyphens in this name: `{problem.name}` is silently ignored"
        case _:
            return f"Renovate reads no variable `{problem.name}`: it is silently ignored"


def _help(problem: Problem) -> str:
    if needed := problem.facts.get("needs"):
        return f"Renovate makes a host rule of it if `{needed}` is on"
    meant = problem.facts.get("meant")
    return f"did you mean `{meant}`?" if meant else "remove it, or look the name up"


def _is_mentioned(deployment: Deployment, name: str) -> bool:
    """Return whether a script makes use of a variable: the command, or a mounted file."""
    word = re.escape(name)
    use = re.compile(rf"\$\{{?{word}\b|\b(?:getenv|environ|env)\b[.\[('\" ]{{1,4}}{word}\b")
    container = deployment.container
    values = [*container.items("command"), *container.items("args")]
    values += [file.content for file in deployment.files if file.content is not None]
    return any(isinstance(value.content, str) and use.search(value.content) for value in values)
