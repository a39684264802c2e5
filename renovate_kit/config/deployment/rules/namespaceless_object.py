"""The rule `namespaceless-object`."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import ClassVar

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES, Unread
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.member_insertion import added_members
from renovate_kit.config.deployment.model import Deployment, SourceKind
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["NamespacelessObject"]


_NAMESPACED = frozenset(
    {
        "ConfigMap",
        "CronJob",
        "ExternalSecret",
        "PersistentVolumeClaim",
        "SealedSecret",
        "Secret",
        "ServiceAccount",
    }
)
_HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-env
{}data:
  RENOVATE_PLATFORM: gitea
---
"""
_CONTAINER = """\
envFrom:
  - configMapRef:
      name: renovate-env
"""
_CRON_JOB = cron_job(container=_CONTAINER)
_WITH_NAMESPACE = _CRON_JOB.replace(
    "  name: renovate\nspec", "  name: renovate\n  namespace: renovate\nspec"
)


class NamespacelessObject(DeploymentRule):
    """One of several objects that belong together has no namespace in its file, others have.

    Where nothing else sets a namespace it lands in `default`, or wherever `kubectl` points to,
    and the pod does not find it. An overlay may set it, but whoever applies the file alone is in
    for a surprise. Where no file has a namespace and the overlay sets it for all, that is a
    habit, and not told of.

    Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
    """

    code = "RK774"
    name = "namespaceless-object"
    severity = Severity.INFO
    valid: ClassVar = (
        wanted(_HELD.format("") + _CRON_JOB),
        wanted(_HELD.format("  namespace: renovate\n") + _WITH_NAMESPACE),
    )
    invalid: ClassVar = (
        unwanted(
            _HELD.format("") + _WITH_NAMESPACE,
            at="name",
            fixed=_HELD.format("  namespace: renovate\n") + _WITH_NAMESPACE,
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every object without a namespace among those that have one."""
        deployment = subject.deployment
        if deployment.chart is not None:
            return
        workload = _as_written(deployment, deployment.workload)
        namespace = None if workload is None else workload.text("metadata", "namespace")
        if namespace is None:
            return
        for item in deployment.related:
            written = _as_written(deployment, item)
            if written is None or written.text("kind") not in _NAMESPACED:
                continue
            name = written.at("metadata", "name")
            if name is not None and written.at("metadata", "namespace") is None:
                yield _finding(deployment, item, name, namespace)


def _finding(
    deployment: Deployment, item: LocatedValue, name: LocatedValue, namespace: str
) -> DeploymentFinding:
    is_applied = deployment.source.kind in {SourceKind.FLUX, SourceKind.ARGO_CD}
    is_signed = item.at("sops") is not None
    is_lost = is_applied and item.text("metadata", "namespace") is None
    return DeploymentFinding(
        origin=name.origin,
        message=f"the {item.text('kind')} has no namespace of its own: where nothing else sets "
        f"one it lands in `default`, where the {deployment.kind} does not see it",
        help=f"set `namespace: {namespace}` in the kustomization, or with `sops edit`: a change by "
        "hand breaks the MAC of SOPS"
        if is_signed
        else f"add `namespace: {namespace}`",
        severity=Severity.WARNING if is_lost else None,
        fix=None
        if is_signed
        else added_members(
            deployment,
            item.at("metadata"),
            [f"namespace: {namespace}"],
            after="name",
            description=f"add `namespace: {namespace}`",
        ),
    )


def _as_written(deployment: Deployment, item: LocatedValue) -> LocatedValue | None:
    """Return an object as its own file has it, before kustomize; None if a generator makes it."""
    name = item.at("metadata", "name")
    if name is None or PurePosixPath(name.origin.path).name in KUSTOMIZATION_NAMES:
        return None
    checkout, span = deployment.checkout, name.origin.span
    read = checkout.manifests(checkout.unshown(name.origin.path))
    manifests = () if isinstance(read, Unread) else read.manifests
    return next(
        (each for each in manifests if each.origin.span.start <= span.start < each.origin.span.end),
        None,
    )
