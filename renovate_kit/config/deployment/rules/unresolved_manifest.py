"""The rule `unresolved-manifest`."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import ClassVar, Final

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
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.effective.problems import Problem, ProblemKind

__all__ = ["UnresolvedManifest"]

_TAKEN: Final = ("resources", "bases", "components")


class UnresolvedManifest(DeploymentRule):
    """Something about the manifests was not resolved, or kustomize fails at it.

    At an error kustomize, Flux or the cluster stops, and nothing of the folder is applied. A
    warning is something that has no effect. Everything else was left out here: what it would
    add is unknown, so that no rule judges it.

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
        unwanted(
            "resources: [cronjob.yaml]\npatches:\n- path: patch.yaml\n  target: {name: renovat}",
            at="{name: renovat}",
            path="kustomization.yaml",
            files=(
                ("cronjob.yaml", cron_job()),
                ("patch.yaml", "- {op: add, path: /spec/suspend, value: true}\n"),
            ),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every error, and what else was not resolved beside Renovate's own files."""
        deployment = subject.deployment
        folders = _folders_on_the_way(deployment)
        for note in deployment.source.notes:
            if note.is_error or _folder(note.path) in folders:
                yield _of_note(note, deployment)
        for problem in problems_of(subject, *self.judges):
            yield DeploymentFinding(
                origin=place_of_value(subject, problem),
                at_key=False,
                message=_unjudged(problem),
                severity=Severity.INFO,
            )


def _folder(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def _folders_on_the_way(deployment: Deployment) -> set[str]:
    """Return the folders of Renovate's files, and of the kustomizations that lead to them."""
    found = {_folder(item.origin.path) for item in deployment.related}
    found |= {item.origin.path for item in deployment.related}
    waiting = {_folder(item.origin.path): item for item in deployment.source.kustomizations}
    while leading := [name for name, item in waiting.items() if _taken(name, item) & found]:
        for name in leading:
            found.add(name)
            del waiting[name]
    return found


def _taken(folder: str, kustomization: LocatedValue) -> set[str]:
    entries = (item for field in _TAKEN for item in kustomization.items(field))
    return {normpath(f"{folder}/{entry.content}") for entry in entries}


def _of_note(note: Note, deployment: Deployment) -> DeploymentFinding:
    is_told_as_it_is = note.is_error or note.is_warning
    message = note.message if is_told_as_it_is else f"not resolved: {note.message}"
    if note.origin is None:
        message = f"{note.path}: {message}"
    return DeploymentFinding(
        origin=note.origin or deployment.source.origin or container_place(deployment),
        at_key=False,
        message=message,
        severity=_severity(note),
    )


def _severity(note: Note) -> Severity:
    if note.is_error:
        return Severity.ERROR
    return Severity.WARNING if note.is_warning else Severity.INFO


def _unjudged(problem: Problem) -> str:
    if problem.kind is ProblemKind.UNKNOWN_PRESET:
        return f"not resolved: the preset `{problem.name}` can't be looked up here"
    reason = problem.facts.get("reason")
    return f"not resolved: only running `{problem.value or problem.name}` tells its config" + (
        f" ({reason})" if reason else ""
    )
