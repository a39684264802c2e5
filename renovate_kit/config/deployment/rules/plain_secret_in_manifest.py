"""The rule `plain-secret-in-manifest`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.deployment.config_files import config_documents
from renovate_kit.config.deployment.examples import unwanted, wanted
from renovate_kit.config.deployment.model import Deployment, EnvironmentEntry, Holder, MountedFile
from renovate_kit.config.deployment.rule import (
    DeploymentFinding,
    DeploymentRule,
    DeploymentSubject,
)
from renovate_kit.config.deployment.secret_variables import kind_of_secret, secrets_in
from renovate_kit.config.deployment.variable_configs import RENOVATE_CONFIG, read_json5
from renovate_kit.config.deployment.variable_examples import (
    with_arguments,
    with_config_map,
    with_variables,
)
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.document import Document
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.options import OptionType

__all__ = ["PlainSecretInManifest"]


_READABLE = frozenset({Holder.CONFIG_MAP, Holder.ENV})
_OF_GITHUB = "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"


class PlainSecretInManifest(DeploymentRule):
    """A token, password or private key stands in a ConfigMap, a variable or an argument.

    Everybody who can read the repository or the object can use it; once committed, it stays in
    the history. Revoke it, put the new one into a Secret that is encrypted (SOPS, Sealed Secrets)
    or made in the cluster (External Secrets Operator), and let the container take it from there.

    Source: https://kubernetes.io/docs/concepts/configuration/secret/
    """

    code = "RK766"
    name = "plain-secret-in-manifest"
    severity = Severity.ERROR
    valid: ClassVar = (
        wanted(with_config_map("RENOVATE_TOKEN: <token>\nRENOVATE_GITHUB_TOKEN_WARN: 'false'")),
        wanted(with_arguments("--token=$(GITHUB_APP_TOKEN)", "a/b")),
        wanted(with_variables("RENOVATE_REDIS_URL=redis://cache:6379")),
    )
    invalid: ClassVar = (
        unwanted(with_config_map(f"RENOVATE_TOKEN: {_OF_GITHUB}"), at=_OF_GITHUB),
        unwanted(with_variables("RENOVATE_PASSWORD=correct horse"), at='"correct horse"'),
        unwanted(
            with_config_map(
                """RENOVATE_HOST_RULES: '[{"matchHost": "a.io", "password": "correct horse"}]'"""
            ),
            at='"correct horse"',
        ),
        unwanted(
            with_variables("RENOVATE_REDIS_URL=redis://:hunter2@cache:6379"),
            at='"redis://:hunter2@cache:6379"',
        ),
        unwanted(with_arguments("--token=correct-horse"), at='"--token=correct-horse"'),
        unwanted(with_arguments("--token", "correct-horse"), at='"correct-horse"'),
    )

    def check(self, subject: DeploymentSubject) -> Iterator[DeploymentFinding]:
        """Yield every secret that can be read, and is in no Secret."""
        deployment = subject.deployment
        for entry in deployment.environment.values():
            for each in (entry, *entry.overrides):
                for origin, kind in _secrets_of(each, subject):
                    yield _finding(origin, kind, _place(each))
        for word, kind in _secret_words(deployment.container):
            yield _finding(word.origin, kind, "an argument")
        for file in deployment.files:
            if file.content is not None and _is_unread(file, deployment):
                held = kind_of_secret("", str(file.content.content))
                if held is not None:
                    yield _finding(file.content.origin, held, "a ConfigMap", at_key=True)


def _finding(origin: Origin, kind: str, where: str, *, at_key: bool = False) -> DeploymentFinding:
    return DeploymentFinding(
        origin=origin,
        at_key=at_key,
        message=f"{kind} stands in {where} in plain text",
        help="revoke it, and put the new one into an encrypted Secret",
    )


def _place(entry: EnvironmentEntry) -> str:
    return "a ConfigMap" if entry.holder is Holder.CONFIG_MAP else "a variable"


def _secrets_of(
    entry: EnvironmentEntry, subject: DeploymentSubject
) -> Iterator[tuple[Origin, str]]:
    """Yield the secrets in a variable: the value, or the parts of it that are if it is JSON."""
    if entry.holder not in _READABLE or not entry.value:
        return
    option = subject.catalogue.options_by_env.get(entry.name)
    is_json = option is not None and option.type in {OptionType.ARRAY, OptionType.OBJECT}
    config = read_json5(entry) if is_json or entry.name == RENOVATE_CONFIG else None
    if isinstance(config, Document):
        for span, kind in secrets_in(config):
            yield Origin(document=entry.origin.document, span=span), kind
    elif (kind_of_all := kind_of_secret(entry.name, entry.value)) is not None:
        yield entry.origin, kind_of_all


def _secret_words(container: LocatedValue) -> Iterator[tuple[LocatedValue, str]]:
    """Yield the words of the command line that hold a secret, with its kind."""
    flag = ""
    for word in (*container.items("command"), *container.items("args")):
        if not isinstance(word.content, str):
            continue
        name, sign, value = word.content.partition("=")
        is_flag = name.startswith("--") and bool(sign)
        kind = kind_of_secret(name, value) if is_flag else kind_of_secret(flag, word.content)
        if kind is not None:
            yield word, kind
        flag = "" if sign or not name.startswith("--") else name


def _is_unread(file: MountedFile, deployment: Deployment) -> bool:
    """Return whether no rule about configs judges a file: it is none, or can't be read."""
    return not any(
        each.path_in_container == file.path and isinstance(each.document, Document)
        for each in config_documents(deployment)
    )
