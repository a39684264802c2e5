"""The rule `invalid-argument`."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import unwanted, wanted
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
from renovate_kit.config.deployment.variable_examples import with_arguments
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.former_flags import rewritten as modern_argument
from renovate_kit.config.effective.problems import Problem, ProblemKind

__all__ = ["InvalidArgument"]


class InvalidArgument(DeploymentRule):
    """An argument is no flag of Renovate, or one of former releases.

    At a flag that it does not have, or that misses its value, Renovate ends with exit code 1
    before it does anything. A few former flags are still read, or left out without a word.

    Source: `getConfig` in `lib/workers/global/config/parse/cli.ts`.
    """

    code = "RK747"
    name = "invalid-argument"
    severity = Severity.ERROR
    judges: ClassVar = (
        ProblemKind.UNKNOWN_FLAG,
        ProblemKind.NOT_SETTABLE_BY_FLAG,
        ProblemKind.MISSING_FLAG_VALUE,
        ProblemKind.RENAMED_FLAG,
        ProblemKind.IGNORED_FLAG,
        ProblemKind.INFORMATION_FLAG,
    )
    valid: ClassVar = (wanted(with_arguments("--autodiscover=true", "--dry-run=full", "a/b")),)
    invalid: ClassVar = (
        unwanted(
            with_arguments("--autodiscovr=true"),
            at='"--autodiscovr=true"',
            fixed=with_arguments("--autodiscover=true"),
        ),
        unwanted(
            with_arguments("--include-forks=true", "a/b"),
            at='"--include-forks=true"',
            fixed=with_arguments("--fork-processing=enabled", "a/b"),
        ),
        unwanted(with_arguments("--git-fs=https", "a/b"), at='"--git-fs=https"'),
        unwanted(with_arguments("--version"), at='"--version"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every argument that Renovate does not take as it is."""
        for problem in problems_of(subject, *self.judges):
            origin = place_of_value(subject, problem)
            words = subject.deployment.arguments
            text = next((str(each.content) for each in words if each.origin is origin), "")
            new = _mended(text, problem)
            help_ = f"write `{_shown(new, text)}`" if new else _HELP.get(problem.kind, "remove it")
            is_renamed = problem.kind is ProblemKind.RENAMED_FLAG
            fix = rewritten(origin, text, new, is_safe=is_renamed) if new else None
            yield DeploymentFinding(
                origin=origin,
                at_key=False,
                message=_message(problem),
                help=help_,
                severity=_SEVERITIES.get(problem.kind),
                fix=None if fix is None else replace(fix, description=help_),
            )


def _mended(text: str, problem: Problem) -> str | None:
    """Return the argument that was meant; None if that can't be told."""
    meant = problem.facts.get("meant")
    if problem.kind is ProblemKind.RENAMED_FLAG:
        return modern_argument(text) if modern_argument(text) != text else meant
    if meant and text.startswith(problem.name):
        return meant + text.removeprefix(problem.name)
    return meant


def _shown(new: str, old: str) -> str:
    """Return an argument without a value that the person wrote, which may be a secret."""
    flag, _, value = new.partition("=")
    return flag if value == old.partition("=")[2] else new


_HELP = {
    ProblemKind.MISSING_FLAG_VALUE: "write it as `--flag=value`",
    ProblemKind.NOT_SETTABLE_BY_FLAG: "set the option in the config file",
}
_SEVERITIES = {
    ProblemKind.RENAMED_FLAG: Severity.INFO,
    ProblemKind.IGNORED_FLAG: Severity.INFO,
    ProblemKind.INFORMATION_FLAG: Severity.WARNING,
}


def _message(problem: Problem) -> str:
    flag = f"`{problem.name}`"
    match problem.kind:
        case ProblemKind.NOT_SETTABLE_BY_FLAG:
            return (
                f"no flag can set `{problem.facts.get('option', problem.name)}`: {end_of(problem)}"
            )
        case ProblemKind.MISSING_FLAG_VALUE:
            return f"{flag} has no value: {end_of(problem)}"
        case ProblemKind.RENAMED_FLAG:
            return f"{flag} is a flag of former releases, still read"
        case ProblemKind.IGNORED_FLAG:
            return f"{flag} is a flag of former releases, which Renovate leaves out"
        case ProblemKind.INFORMATION_FLAG:
            return f"because of {flag} Renovate prints something and ends, without having run"
        case _:
            return f"Renovate has no flag {flag}: {end_of(problem)}"
