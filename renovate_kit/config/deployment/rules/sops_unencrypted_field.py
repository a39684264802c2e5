"""The rule `sops-unencrypted-field`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.readable_secrets import readable_secrets
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.sops import plain_values, sops_block
from renovate_kit.config.deployment.sops_rules import is_selected
from renovate_kit.config.deployment.variable_examples import with_secret
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document.located import LocatedValue

__all__ = ["SopsUnencryptedField"]


_ENCRYPTED = "ENC[AES256_GCM,data:a1b2,iv:c3,tag:d4,type:str]"
_BLOCK = """\
sops:
  age:
    - recipient: age1example
      enc: secret
  encrypted_regex: ^{}$
  mac: ENC[AES256_GCM,data:a1b2,iv:c3,tag:d4,type:str]
---
"""


def _example(data: str, encrypted: str = "(data|stringData)") -> str:
    return with_secret(data).replace("---\n", _BLOCK.format(encrypted), 1)


class SopsUnencryptedField(DeploymentRule):
    """A Secret that SOPS encrypted has a value that everybody can read.

    Either it was added by hand: then SOPS can't decrypt the file any more, and Flux applies
    nothing of its folder. Or what the file says is to be encrypted (`encrypted_regex`) leaves it
    out: then it is committed as it is. Edit such files with `sops` only.

    Source: `Tree.Decrypt` and `Metadata` in `sops.go` of SOPS.
    """

    code = "RK770"
    name = "sops-unencrypted-field"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(_example(f"RENOVATE_TOKEN: {_ENCRYPTED}")),
        wanted(_example("RENOVATE_PLATFORM: gitea", "TOKEN")),
    )
    invalid: ClassVar = (
        unwanted(
            _example(f"RENOVATE_TOKEN: {_ENCRYPTED}\nRENOVATE_PLATFORM: gitea"),
            at="RENOVATE_PLATFORM",
        ),
        unwanted(
            _example(f"RENOVATE_TOKEN: {_ENCRYPTED}\nRENOVATE_PASSWORD: correct horse", "TOKEN"),
            at="RENOVATE_PASSWORD",
        ),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every value in such a Secret that is not encrypted."""
        for item in subject.deployment.related:
            block = sops_block(item) if item.text("kind") == "Secret" else None
            if block is None:
                continue
            plain = {id(value) for value in plain_values(item)}
            secret = {id(value) for _, value in readable_secrets(item, subject.catalogue)}
            for field in ("data", "stringData"):
                for key, value in item.fields(field).items():
                    is_chosen = is_selected((field, key), block.selectors)
                    if id(value) in plain and (is_chosen or id(value) in secret):
                        yield _finding(key, value, is_chosen=is_chosen)


def _finding(key: str, value: LocatedValue, *, is_chosen: bool) -> DeploymentFinding:
    if is_chosen:
        return DeploymentFinding(
            origin=value.origin,
            message=f"`{key}` is not encrypted although the rest of the file is: SOPS can't "
            "decrypt it",
            help=f"take it out, and add it with `sops edit {value.origin.path}`",
        )
    return DeploymentFinding(
        origin=value.origin,
        message=f"SOPS left `{key}` as it is, for everybody to read",
        help="revoke it, and encrypt the file with `encrypted_regex: ^(data|stringData)$`",
    )
