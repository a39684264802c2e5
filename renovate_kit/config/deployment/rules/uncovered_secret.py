"""The rule `uncovered-secret`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.secret_variables import is_harmless_variable
from renovate_kit.config.deployment.sops_rules import sops_rule_for, uncovered_values
from renovate_kit.config.deployment.variable_examples import with_secret
from renovate_kit.config.diagnostics import Severity

__all__ = ["UncoveredSecret"]


_RULES = "creation_rules:\n  - age: age1ours\n    encrypted_regex: ^({})$\n"


class UncoveredSecret(DeploymentRule):
    """The rule of `.sops.yaml` that applies to a Secret leaves its values out.

    `sops encrypt` then writes the Secret as it is, and says nothing. A Secret has its values
    under `data` or `stringData`: `encrypted_regex: ^(data|stringData)$` covers both.

    Source: `creation_rules` in https://getsops.io/docs/
    """

    code = "RK771"
    name = "uncovered-secret"
    severity = Severity.WARNING
    valid: ClassVar = (
        wanted(
            _RULES.format("data|stringData"),
            path=".sops.yaml",
            files=(("manifests.yaml", with_secret("RENOVATE_TOKEN: <token>")),),
        ),
    )
    invalid: ClassVar = (
        unwanted(
            _RULES.format("data"),
            at="^(data)$",
            path=".sops.yaml",
            files=(("manifests.yaml", with_secret("RENOVATE_TOKEN: <token>")),),
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield what chooses the values to encrypt, if it does not choose those of a Secret."""
        for item in subject.deployment.related:
            if item.text("kind") != "Secret":
                continue
            rule = sops_rule_for(item, subject.deployment.checkout)
            if rule is None or not rule.selectors:
                continue
            selectors = {name: str(value.content) for name, value in rule.selectors.items()}
            open_ones = {id(value) for value in uncovered_values(item, selectors)}
            keys = [
                key
                for key, value in (*item.fields("data").items(), *item.fields("stringData").items())
                if id(value) in open_ones and not is_harmless_variable(key, subject.catalogue)
            ]
            if keys:
                selector, value = next(iter(rule.selectors.items()))
                yield DeploymentFinding(
                    origin=value.origin,
                    at_key=False,
                    message=f"`{selector}` leaves `{keys[0]}` of the Secret "
                    f"`{item.text('metadata', 'name')}` as it is, for everybody to read",
                    help="write `encrypted_regex: ^(data|stringData)$`",
                    severity=None if rule.is_above else Severity.INFO,
                )
