"""The rule `missing-reference`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment import model
from renovate_kit.config.deployment.amendments import rewritten
from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.diagnostics import Severity

__all__ = ["MissingReference"]


_OFTEN_BY_HAND = frozenset({"PersistentVolumeClaim", "Secret", "ServiceAccount"})
_MADE_BY_CLUSTER = frozenset({"kube-root-ca.crt", "openshift-service-ca.crt"})
_CERTIFICATES = re.compile(r"(?:\A|[-.])(?:ca|cas|cabundle|certs?|certificates|trust)(?:[-.]|\Z)")
"""In names of ConfigMaps that trust-manager or a service mesh fills."""
_KEY = """\
env:
  - name: RENOVATE_PLATFORM
    valueFrom:
      configMapKeyRef:
        name: renovate-env
        key: {}
"""
_HELD = """\
apiVersion: v1
kind: ConfigMap
metadata:
  name: renovate-env
data:
  PLATFORM: gitea
---
"""
_FROM = """\
envFrom:
  - {}:
      name: {}
"""


class MissingReference(DeploymentRule):
    """The pod asks for a ConfigMap, a Secret or another object that does not reach the cluster.

    The pod does not start until it is there: `CreateContainerConfigError`, or a volume that is
    never mounted. With `concurrencyPolicy: Forbid` no later run starts either. A whole Secret,
    a claim, a ServiceAccount or a bundle of certificates may be made by something else, and is
    told for information.

    Source: https://kubernetes.io/docs/concepts/configuration/configmap/
    """

    code = "RK772"
    name = "missing-reference"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(_HELD + cron_job(container=_KEY.format("PLATFORM"))),
        wanted(cron_job(container="env:\n  - name: LOG_FORMAT\n    value: json")),
    )
    invalid: ClassVar = (
        unwanted(
            _HELD + cron_job(container=_FROM.format("configMapRef", "renovate-enw")),
            at="renovate-enw",
            fixed=_HELD + cron_job(container=_FROM.format("configMapRef", "renovate-env")),
        ),
        unwanted(_HELD + cron_job(container=_KEY.format("TOKEN")), at="TOKEN"),
        unwanted(cron_job(container=_FROM.format("secretRef", "by-hand")), at="by-hand"),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield everything that is asked for in vain, each once."""
        told: set[tuple[str, str, str | None]] = set()
        for missing in subject.deployment.missing:
            asked_for = (missing.kind, missing.name, missing.key)
            is_told_elsewhere = missing.other_namespace is not None  # by `wrong-namespace`
            if is_told_elsewhere or missing.name in _MADE_BY_CLUSTER or asked_for in told:
                continue
            told.add(asked_for)
            likely, asked = missing.likely, missing.key or missing.name
            yield DeploymentFinding(
                origin=missing.origin,
                at_key=False,
                message=_message(missing),
                help=f"did you mean `{likely}`?" if likely else _help(missing),
                severity=_severity(missing),
                fix=rewritten(missing.origin, asked, likely, is_safe=False) if likely else None,
            )


def _message(missing: model.MissingReference) -> str:
    if missing.key is not None:
        what = f"the {missing.kind} `{missing.name}` has no key `{missing.key}`"
    else:
        what = f"no file here makes the {missing.kind} `{missing.name}`"
    if missing.is_optional:
        return f"{what}: the pod starts without it"
    if _may_exist(missing):
        return f"{what}: unless something else makes it, the pod does not start"
    return f"{what}: the pod does not start"


def _help(missing: model.MissingReference) -> str:
    if missing.key is not None:
        return f"add the key to the {missing.kind}"
    if missing.kind == "Secret":
        return "commit it encrypted, or let the External Secrets Operator make it"
    return f"add the {missing.kind} to what is applied"


def _severity(missing: model.MissingReference) -> Severity | None:
    if missing.is_optional:
        return Severity.INFO
    if _may_exist(missing):
        return Severity.WARNING if missing.likely else Severity.INFO
    return None


def _may_exist(missing: model.MissingReference) -> bool:
    """Return whether something else may make an object: a person, or a controller."""
    is_whole = missing.key is None
    is_bundle = missing.kind == "ConfigMap" and _CERTIFICATES.search(missing.name) is not None
    return is_whole and (missing.kind in _OFTEN_BY_HAND or is_bundle)
