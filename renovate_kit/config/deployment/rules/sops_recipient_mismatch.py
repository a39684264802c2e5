"""The rule `sops-recipient-mismatch`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import cron_job, unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.sops import sops_block
from renovate_kit.config.deployment.sops_rules import (
    RecipientDifference,
    SopsRule,
    recipient_difference,
    sops_rule_for,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["SopsRecipientMismatch"]


_LONGEST_SHOWN = 16
_FILE = """\
apiVersion: v1
kind: Secret
metadata:
  name: renovate-env
stringData:
  RENOVATE_TOKEN: ENC[AES256_GCM,data:a1b2,iv:c3,tag:d4,type:str]
sops:
  age:
    - recipient: {}
      enc: secret
---
"""
_CRON_JOB = cron_job(container="envFrom:\n  - secretRef:\n      name: renovate-env")
_RULES = (".sops.yaml", "creation_rules:\n  - age: age1ours\n")


class SopsRecipientMismatch(DeploymentRule):
    """A Secret is encrypted for others than `.sops.yaml` says.

    Somebody who should can't decrypt it, often the cluster itself after its key was replaced; or
    somebody still can who should not any more. Only age and PGP keys are compared.

    Source: `updatekeys` in https://getsops.io/docs/
    """

    code = "RK769"
    name = "sops-recipient-mismatch"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(_FILE.format("age1ours") + _CRON_JOB, files=(_RULES,)),
        wanted(_FILE.format("age1theirs") + _CRON_JOB),
    )
    invalid: ClassVar = (
        unwanted(_FILE.format("age1theirs") + _CRON_JOB, at="age1theirs", files=(_RULES,)),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every Secret whose recipients differ from those of its rule."""
        checkout = subject.deployment.checkout
        for item in subject.deployment.related:
            block = sops_block(item)
            rule = None if block is None else sops_rule_for(item, checkout)
            difference = None
            if block is not None and rule is not None:
                difference = recipient_difference(block, rule)
            if block is None or rule is None or difference is None or not rule.recipients:
                continue
            place = next(iter(difference.extra), block.item)
            yield DeploymentFinding(
                origin=place.origin,
                at_key=place is block.item,
                message=_message(difference, rule),
                help=f"run `sops updatekeys {item.origin.path}`",
                severity=None if rule.is_above else Severity.INFO,
            )


def _message(difference: RecipientDifference, rule: SopsRule) -> str:
    says = [f"`{_short(value)}` can't decrypt it" for value in difference.missing]
    says += [f"`{_short(value)}` can, and is not named there" for value in difference.extra]
    return f"the Secret is not encrypted as `{rule.path}` says: {', '.join(says)}"


def _short(value: LocatedValue) -> str:
    text = str(value.content)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
