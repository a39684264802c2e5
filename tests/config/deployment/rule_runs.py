"""Runs single rules about deployments, without a linter around them."""

from collections.abc import Iterable
from dataclasses import replace

from renovate_kit.config.deployment.inputs import effective_inputs
from renovate_kit.config.deployment.model import Deployment, Note
from renovate_kit.config.deployment.rule import DeploymentFinding, DeploymentRule, DeploymentSubject
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.effective.assembly import effective_config
from renovate_kit.config.effective.problems import Problem
from renovate_kit.config.options import load_catalogue


def rule(name: str) -> DeploymentRule:
    (found,) = (each for each in all_deployment_rules() if each.name == name)
    return found


def subject_of(deployment: Deployment) -> DeploymentSubject:
    catalogue = load_catalogue()
    return DeploymentSubject(
        deployment=deployment,
        effective=effective_config(effective_inputs(deployment), catalogue),
        catalogue=catalogue,
    )


def with_problem(deployment: Deployment, problem: Problem) -> DeploymentSubject:
    """Return a subject about which the config says one thing only."""
    subject = subject_of(deployment)
    return replace(subject, effective=replace(subject.effective, problems=(problem,)))


def with_notes(deployment: Deployment, *notes: Note) -> Deployment:
    return replace(deployment, source=replace(deployment.source, notes=notes))


def found_by(name: str, deployment: Deployment) -> list[DeploymentFinding]:
    return list(rule(name).check(subject_of(deployment)))


def marked(finding: DeploymentFinding) -> str:
    """Return the text that a finding marks."""
    origin = finding.origin
    span = origin.key_span if finding.at_key and origin.key_span else origin.span
    return origin.document.text[span.start : span.end]


def all_texts(findings: Iterable[DeploymentFinding]) -> str:
    """Return all that findings and their fixes say."""
    texts: list[str] = []
    for finding in findings:
        texts += [finding.message, finding.help]
        if finding.fix is not None:
            texts.append(finding.fix.description)
    return "\n".join(texts)
