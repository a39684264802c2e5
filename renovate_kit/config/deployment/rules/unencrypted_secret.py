"""The rule `unencrypted-secret`."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import ClassVar

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES, Checkout
from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.readable_secrets import readable_secrets
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.sops import SecretState, secret_state
from renovate_kit.config.deployment.sops_rules import sops_rule_for
from renovate_kit.config.deployment.variable_examples import with_secret
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["UnencryptedSecret"]


_MOST_NAMED = 3
_SOPS_CONFIG = "creation_rules:\n  - age: age1example\n    encrypted_regex: ^stringData$\n"


class UnencryptedSecret(DeploymentRule):
    """A Secret is committed with values that everybody can read: base64 hides nothing.

    Once committed, they stay in the history. Revoke them, and commit the new ones encrypted by
    SOPS or as a SealedSecret, or let the External Secrets Operator make the Secret in the
    cluster. A template with placeholders is no such Secret, and settings that are no secrets are
    not told of.

    Source: https://kubernetes.io/docs/concepts/configuration/secret/
    """

    code = "RK767"
    name = "unencrypted-secret"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(with_secret("RENOVATE_TOKEN: <token>")),
        wanted(with_secret("RENOVATE_TOKEN: ${RENOVATE_TOKEN}")),
        wanted(with_secret("RENOVATE_TOKEN: ''")),
        wanted(with_secret("RENOVATE_PLATFORM: gitea")),
        wanted(with_secret("RENOVATE_TOKEN: ENC[AES256_GCM,data:a1b2,iv:c3,tag:d4,type:str]")),
    )
    invalid: ClassVar = (
        unwanted(with_secret("RENOVATE_TOKEN: correct horse"), at="RENOVATE_TOKEN"),
        unwanted(
            with_secret("RENOVATE_TOKEN: Y29ycmVjdCBob3JzZQ==", field="data"), at="RENOVATE_TOKEN"
        ),
        unwanted(
            with_secret("RENOVATE_PLATFORM: gitea\nRENOVATE_TOKEN: correct horse"),
            at="RENOVATE_TOKEN",
            files=((".sops.yaml", _SOPS_CONFIG),),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every Secret with such values, at the first of them."""
        deployment = subject.deployment
        for item in deployment.related:
            if secret_state(item) is not SecretState.PLAIN:
                continue
            readable = readable_secrets(item, subject.catalogue)
            if not readable:
                continue
            keys = ", ".join(f"`{key}`" for key, _ in readable[:_MOST_NAMED])
            more = ", ..." if len(readable) > _MOST_NAMED else ""
            yield DeploymentFinding(
                origin=readable[0][1].origin,
                message=f"the Secret `{item.text('metadata', 'name')}` is committed with {keys}"
                f"{more} for everybody to read",
                help=_help(item, deployment.checkout),
            )


def _help(item: LocatedValue, checkout: Checkout) -> str:
    if PurePosixPath(item.origin.path).name in KUSTOMIZATION_NAMES:
        return (
            "revoke it, and put the new one into a Secret of its own that SOPS encrypts, in place "
            "of the generator"
        )
    if sops_rule_for(item, checkout) is not None:
        path = item.origin.path
        return f"revoke it, write the new one, and run `sops encrypt --in-place {path}`"
    return "revoke it, and commit the new one encrypted, by SOPS or as a SealedSecret"
