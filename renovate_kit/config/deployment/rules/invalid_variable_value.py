"""The rule `invalid-variable-value`."""

from collections.abc import Iterator
from typing import ClassVar, Final

from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.problem_places import (
    end_of,
    place_of_value,
    problems_of,
    shown_value,
)
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import Problem, ProblemKind

__all__ = ["InvalidVariableValue"]

_MESSAGES: Final = {
    ProblemKind.INVALID_BOOLEAN: "`{name}` has to be `true` or `false`, and is {value}",
    ProblemKind.INVALID_JSON: "`{name}` has to be a JSON object, and is none",
    ProblemKind.INVALID_RENOVATE_CONFIG: "`{name}` can't be read as a config ({reason})",
    ProblemKind.INVALID_SECRETS: "`{name}` has to be an object of texts ({reason})",
    ProblemKind.INVALID_LOG_LEVEL: "there is no log level {value}",
    ProblemKind.WRONG_JSON_TYPE: "`{name}` has to be a JSON object, and is a {type}",
    ProblemKind.IGNORED_LIST: "`{name}` is no JSON list: Renovate silently ignores it",
    ProblemKind.NOT_A_NUMBER: "`{name}` has to be a whole number: Renovate makes NaN of {value}",
    ProblemKind.PARTLY_A_NUMBER: "`{name}` has to be a whole number: Renovate reads {read}",
    ProblemKind.TORN_LIST: "`{name}` is no JSON: Renovate takes it apart at its commas, into "
    "{pieces} entries",
    ProblemKind.SCALAR_FOR_LIST: "`{name}` has to be a list, and is JSON for a {type}",
    ProblemKind.REPOSITORIES_WITH_BLANKS: "Renovate takes `{repository}` for one repository",
    ProblemKind.UNSUPPORTED_VALUE: "{value} is no value of `{option}`; Renovate does not check it",
    ProblemKind.SURROUNDING_BLANKS: "`{name}` has blanks or line breaks around its value, which "
    "Renovate takes for a part of it",
    ProblemKind.LOWERED_LOG_FILE: "Renovate writes the log to `{becomes}`: it lower-cases `{name}`",
    ProblemKind.UNEXPORTED_VARIABLE: "`{name}` is no text, or an empty one: Renovate does not "
    "export it, and ends the run as a failure",
}
_HELP: Final = {
    ProblemKind.INVALID_BOOLEAN: "write `true` or `false`, in lower case",
    ProblemKind.INVALID_LOG_LEVEL: "one of trace, debug, info, warn, error and fatal",
    ProblemKind.IGNORED_LIST: "write a JSON list of objects: `[{...}]`",
    ProblemKind.NOT_A_NUMBER: "write digits only",
    ProblemKind.PARTLY_A_NUMBER: "write digits only",
    ProblemKind.TORN_LIST: 'write a JSON list of texts: `["...", "..."]`',
    ProblemKind.SCALAR_FOR_LIST: "write a JSON list: `[...]`",
    ProblemKind.REPOSITORIES_WITH_BLANKS: "put a comma between two repositories",
    ProblemKind.SURROUNDING_BLANKS: "remove them",
    ProblemKind.LOWERED_LOG_FILE: "write the path in lower case",
}
_HOST_RULES: Final = "\"{'matchHost': 'a.example'}\""


class InvalidVariableValue(DeploymentRule):
    """The value of a variable is not what its option wants.

    Variables are texts, and Renovate makes of them what the type of the option says. A boolean
    that is not exactly `true` or `false`, and an object that is no JSON, end the run before it
    does anything. Everything else goes on without a word: a number becomes `NaN`, a list of
    objects is dropped, a list that is no JSON is taken apart at each comma.

    Source: `lib/workers/global/config/parse/coersions.ts`, and `env.ts` beside it.
    """

    code = "RK744"
    name = "invalid-variable-value"
    severity = Severity.WARNING
    judges: ClassVar = tuple(_MESSAGES)
    valid: ClassVar = (
        wanted(with_config_map('RENOVATE_AUTODISCOVER: "true"\nRENOVATE_PR_HOURLY_LIMIT: "2"')),
        wanted(with_variables("RENOVATE_AUTODISCOVER_FILTER=a/*,b/*", "LOG_LEVEL=INFO")),
        wanted(with_variables('RENOVATE_HOST_RULES=[{"matchHost": "a.example"}]')),
    )
    invalid: ClassVar = (
        unwanted(
            with_config_map("RENOVATE_AUTODISCOVER: 'True'"),
            at="'True'",
            fixed=with_config_map("RENOVATE_AUTODISCOVER: 'true'"),
        ),
        unwanted(with_variables("RENOVATE_HOST_RULES={'matchHost': 'a.example'}"), at=_HOST_RULES),
        unwanted(with_variables("RENOVATE_PR_HOURLY_LIMIT=two"), at='"two"'),
        unwanted(with_variables("RENOVATE_PR_HOURLY_LIMIT=2 per hour"), at='"2 per hour"'),
        unwanted(with_variables("RENOVATE_AUTODISCOVER_FILTER=/^a{1,2}$/"), at='"/^a{1,2}$/"'),
        unwanted(with_variables("RENOVATE_PLATFORM=gitea", "LOG_LEVEL=verbose"), at='"verbose"'),
        unwanted(with_variables("RENOVATE_REPOSITORIES=a/b c/d"), at='"a/b c/d"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every value that Renovate refuses, or takes otherwise than it is meant."""
        for problem in problems_of(subject, *self.judges):
            origin = place_of_value(subject, problem)
            meant = problem.facts.get("meant")
            fix = None
            if meant and problem.value is not None:
                fix = rewritten(origin, problem.value, meant, is_safe=False)
            elif problem.kind is ProblemKind.SURROUNDING_BLANKS and problem.value is not None:
                fix = rewritten(origin, problem.value, problem.value.strip(), is_safe=False)
            consequence = f": {end_of(problem)}" if problem.is_fatal else ""
            yield DeploymentFinding(
                origin=origin,
                at_key=False,
                message=f"{_message(problem)}{consequence}",
                help=f"did you mean `{meant}`?" if meant else _HELP.get(problem.kind, ""),
                severity=Severity.ERROR if problem.is_fatal else None,
                fix=fix,
            )


def _message(problem: Problem) -> str:
    facts = {"option": problem.name, "read": "a part", "pieces": "several", "type": "value"}
    facts |= {"reason": "it is no JSON", "becomes": "lower case", "repository": "all of them"}
    facts |= {"allowed": "others", **problem.facts}
    shown = shown_value(problem) or "the value"
    return _MESSAGES[problem.kind].format(name=problem.name, value=shown, **facts)
