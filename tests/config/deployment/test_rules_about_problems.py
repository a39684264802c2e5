import re
from collections.abc import Mapping

import pytest

from renovate_kit.config.deployment.rule import DeploymentRule
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.effective.problems import Problem, ProblemKind
from tests.config.deployment.clusters import deployment
from tests.config.deployment.rule_runs import marked, with_problem

VALUE = "hunter2-of-the-example"
FACTS = {
    "allowed": "a, b",
    "becomes": "full",
    "extension": ".toml",
    "meant": "RENOVATE_PLATFORM",
    "needs": "detectHostRulesFromEnv",
    "option": "platform",
    "pieces": "2",
    "platform": "gitea",
    "read": "10",
    "reason": "it is so",
    "repository": "a b",
    "template": "{{ secrets.A }}",
    "type": "number",
}


def judges(rule: DeploymentRule) -> tuple[ProblemKind, ...]:
    kinds: tuple[ProblemKind, ...] = getattr(rule, "judges", ())
    return kinds


def found(kind: ProblemKind, facts: Mapping[str, str], exit_code: int | None) -> list[str]:
    """Return what all rules say of one problem, about the variable of a container."""
    made = deployment(with_variables(f"RENOVATE_X_Y={VALUE}"))
    problem = Problem(
        kind=kind,
        name="RENOVATE_X_Y",
        origin=made.environment["RENOVATE_X_Y"].origin,
        facts=facts,
        exit_code=exit_code,
    )
    subject = with_problem(made, problem)
    findings = [
        (finding, finding.severity or rule.severity)
        for rule in all_deployment_rules()
        if kind in judges(rule)
        for finding in rule.check(subject)
    ]
    for finding, severity in findings:
        assert marked(finding) in {f'"{VALUE}"', "RENOVATE_X_Y"}
        assert severity is Severity.ERROR or "exit code" not in finding.message
    return [finding.message for finding, _ in findings]


def test_every_kind_of_problem_is_judged_by_one_rule() -> None:
    judged = [kind for rule in all_deployment_rules() for kind in judges(rule)]
    assert sorted(judged) == sorted(ProblemKind)


@pytest.mark.parametrize("kind", ProblemKind)
@pytest.mark.parametrize("facts", [{}, FACTS], ids=["without-facts", "with-facts"])
@pytest.mark.parametrize("exit_code", [None, 2])
def test_a_problem_becomes_one_finding(
    kind: ProblemKind, facts: Mapping[str, str], exit_code: int | None
) -> None:
    (message,) = found(kind, facts, exit_code)
    assert re.fullmatch(r"[^\n]+[^.\n]", message)
    assert "{}" not in message
    assert "None" not in message
    assert VALUE not in message


def test_a_value_is_shown_where_it_may_be_and_only_shortened() -> None:
    made = deployment(with_variables(f"RENOVATE_ENDPOINT={'x' * 100}"))
    problem = Problem(
        kind=ProblemKind.INVALID_ENDPOINT,
        name="endpoint",
        origin=made.environment["RENOVATE_ENDPOINT"].origin,
        value="x" * 100,
    )
    (rule,) = (each for each in all_deployment_rules() if each.name == "invalid-endpoint")
    (finding,) = rule.check(with_problem(made, problem))
    assert f"`{'x' * 40}…`" in finding.message
