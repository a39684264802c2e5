"""The rule `outdated-variable`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    name_finding,
    place_of_value,
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

__all__ = ["OutdatedVariable"]

_NO_VALUE = frozenset({"", "null"})
_VALUE_CHANGES_TOO = frozenset({"RENOVATE_RECREATE_CLOSED", "RENOVATE_X_REPO_CACHE_FORCE_LOCAL"})
"""Variables whose values mean something else under the new name."""


class OutdatedVariable(DeploymentRule):
    """A variable has a name, or a value, of former releases of Renovate.

    Renovate migrates config files, but not variables: most former names are ignored without a
    word. A few are still read, and may not be in the next major release.

    Source: `renameEnvKeys`, `convertedExperimentalEnvVars` and `getConfig` in
    `lib/workers/global/config/parse/env.ts`.
    """

    code = "RK741"
    name = "outdated-variable"
    severity = Severity.WARNING
    judges: ClassVar = (
        ProblemKind.UNMIGRATED_NAME,
        ProblemKind.RENAMED_NAME,
        ProblemKind.PROMOTED_NAME,
        ProblemKind.CONVERTED_VALUE,
    )
    valid: ClassVar = (
        wanted(with_variables('RENOVATE_BASE_BRANCH_PATTERNS=["main"]', "RENOVATE_DRY_RUN=full")),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map("RENOVATE_INCLUDE_FORKS: 'true'"),
            at="RENOVATE_INCLUDE_FORKS",
        ),
        unwanted(
            with_variables("RENOVATE_BASE_BRANCHES=main"),
            at="RENOVATE_BASE_BRANCHES",
            fixed=with_variables("RENOVATE_BASE_BRANCH_PATTERNS=main"),
        ),
        unwanted(
            with_variables("RENOVATE_DRY_RUN=true"),
            at='"true"',
            fixed=with_variables("RENOVATE_DRY_RUN=full"),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every variable that is written as it was."""
        for problem in problems_of(subject, *self.judges):
            if problem.kind is ProblemKind.CONVERTED_VALUE:
                yield _converted(subject, problem)
            elif problem.kind is ProblemKind.UNMIGRATED_NAME:
                if not _may_be_read(subject, problem.name):
                    yield _ignored(subject, problem)
            elif "meant" not in problem.facts or _may_be_read(subject, problem.facts["meant"]):
                yield _renamed(subject, problem)


def _may_be_read(subject: DeploymentSubject, variable: str) -> bool:
    """Return whether the release of the image has the option of a variable, as far as is known."""
    found = variable_availability(variable, subject.deployment.release, subject.catalogue)
    return found in {Availability.PRESENT, Availability.UNCLEAR}


def _converted(subject: DeploymentSubject, problem: Problem) -> DeploymentFinding:
    origin = place_of_value(subject, problem)
    becomes = problem.facts.get("becomes", "")
    fix = None
    if problem.value is not None and becomes not in _NO_VALUE:
        fix = rewritten(origin, problem.value, becomes, is_safe=True)
    takes = f"`{becomes}`" if becomes not in _NO_VALUE else "not set"
    return DeploymentFinding(
        origin=origin,
        at_key=False,
        message=f"`{problem.name}` has a value of former releases, which Renovate takes as {takes}",
        help=f"write {takes}" if becomes not in _NO_VALUE else "remove it",
        severity=Severity.INFO,
        fix=fix,
    )


def _ignored(subject: DeploymentSubject, problem: Problem) -> DeploymentFinding:
    meant, option = problem.facts.get("meant"), problem.facts.get("option", "an option")
    return name_finding(
        subject,
        problem,
        f"`{option}` is no option any more, and Renovate does not migrate variables: "
        f"`{problem.name}` is silently ignored",
        f"set {meant} instead, whose values may differ" if meant else "remove it",
    )


def _renamed(subject: DeploymentSubject, problem: Problem) -> DeploymentFinding:
    meant = problem.facts.get("meant", "")
    is_double = meant in subject.deployment.environment
    can_rename = not is_double and problem.name not in _VALUE_CHANGES_TOO
    if problem.kind is ProblemKind.PROMOTED_NAME and is_double:
        message = f"`{problem.name}` wins over `{meant}`, whose former name it is"
    else:
        message = f"`{problem.name}` is the former name of `{meant}`, still read"
    found = name_finding(
        subject,
        problem,
        message,
        "remove it" if is_double else f"name it `{meant}`",
        renaming(subject, problem.name, meant, is_safe=True) if can_rename else None,
    )
    return found if is_double else replace(found, severity=Severity.INFO)
