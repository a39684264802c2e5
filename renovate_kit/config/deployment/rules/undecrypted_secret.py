"""The rule `undecrypted-secret`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.sops import sops_block
from renovate_kit.config.diagnostics import Severity

__all__ = ["UndecryptedSecret"]


_FILE = """\
apiVersion: v1
kind: Secret
metadata:
  name: renovate-env
stringData:
  RENOVATE_TOKEN: ENC[AES256_GCM,data:a1b2,iv:c3,tag:d4,type:str]
sops:
  age:
    - recipient: age1ours
      enc: secret
---
"""
_CRON_JOB = cron_job(container="envFrom:\n  - secretRef:\n      name: renovate-env")
_FLUX = """\
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: renovate
  namespace: flux-system
spec:
  interval: 10m
  path: ./renovate
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
"""
_DECRYPTION = """\
  decryption:
    provider: sops
"""
_PATH = "renovate/manifests.yaml"


class UndecryptedSecret(DeploymentRule):
    """A Secret is encrypted by SOPS, and Flux applies it without decrypting it.

    Flux decrypts only what a Kustomization with `spec.decryption` brings. Without that the API
    server refuses the Secret, or the container gets `ENC[...]` for its token.

    Source: https://fluxcd.io/flux/components/kustomize/kustomizations/#decryption
    """

    code = "RK768"
    name = "undecrypted-secret"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(_FILE + _CRON_JOB, path=_PATH, files=(("flux.yaml", _FLUX + _DECRYPTION),)),
        wanted(_FILE + _CRON_JOB),
    )
    invalid: ClassVar = (
        unwanted(_FILE + _CRON_JOB, at="sops", path=_PATH, files=(("flux.yaml", _FLUX),)),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every encrypted Secret that nobody decrypts."""
        source = subject.deployment.source
        if source.decrypts is not False:
            return
        by = f" in `{source.origin.path}`" if source.origin is not None else ""
        for item in subject.deployment.related:
            # What something else applies is decrypted, or not, by that.
            is_applied = any(item is each for each in source.objects)
            block = sops_block(item) if is_applied and item.text("kind") == "Secret" else None
            if block is not None:
                yield DeploymentFinding(
                    origin=block.item.origin,
                    message=f"Flux applies the Secret `{item.text('metadata', 'name')}` "
                    f"encrypted as it is: its Kustomization{by} has no `decryption`",
                    help="add `decryption` with `provider: sops` and the Secret of the key",
                )
