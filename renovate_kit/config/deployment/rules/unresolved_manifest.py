"""The rule `unresolved-manifest`."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.model import Deployment, Note
from renovate_kit.config.deployment.problem_places import (
    container_place,
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

__all__ = ["UnresolvedManifest"]


class UnresolvedManifest(DeploymentRule):
    """Something about the manifests was not resolved, or kustomize fails at it.

    At an error kustomize, Flux or the cluster stops, and nothing of the folder is applied.
    Everything else was left out here: what it would add is unknown, so that no rule judges it.

    Source: https://kubectl.docs.kubernetes.io/references/kustomize/
    """

    code = "RK763"
    name = "unresolved-manifest"
    severity = Severity.ERROR
    judges: ClassVar = (ProblemKind.UNJUDGED_FILE, ProblemKind.UNKNOWN_PRESET)
    valid: ClassVar = (
        wanted(
            "resources: [cronjob.yaml]",
            path="kustomization.yaml",
            files=(("cronjob.yaml", cron_job()),),
        ),
    )
    invalid: ClassVar = (
        unwanted(
            "resources: [cronjob.yaml, configmap.yaml]",
            at="configmap.yaml",
            path="kustomization.yaml",
            files=(("cronjob.yaml", cron_job()),),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every error, and what else was not resolved beside Renovate's own files."""
        deployment = subject.deployment
        folders = {PurePosixPath(item.origin.path).parent for item in deployment.related}
        for note in deployment.source.notes:
            if note.is_error or PurePosixPath(note.path).parent in folders:
                yield _of_note(note, deployment)
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=_unjudged(problem),
                severity=Severity.INFO,
            )


def _of_note(note: Note, deployment: Deployment) -> DeploymentFinding:
    message = note.message if note.is_error else f"not resolved: {note.message}"
    if note.origin is None:
        message = f"{note.path}: {message}"
    return DeploymentFinding(
        origin=note.origin or deployment.source.origin or container_place(deployment),
        at_key=False,
        message=message,
        severity=None if note.is_error else Severity.INFO,
    )


def _unjudged(problem: Problem) -> str:
    if problem.kind is ProblemKind.UNKNOWN_PRESET:
        return f"not resolved: the preset `{problem.name}` can't be looked up here"
    reason = problem.facts.get("reason")
    return f"not resolved: only running `{problem.value or problem.name}` tells its config" + (
        f" ({reason})" if reason else ""
    )
