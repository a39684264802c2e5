"""The Secret with the token: never in plain text in the tree.

What stands in its place until somebody encrypts it is a file of comments only. kustomize takes
that for a file without objects, so the tree can be built, and the pods wait for the Secret.
"""

import re
import shlex
from enum import Enum
from typing import TYPE_CHECKING, Final

from renovate_kit.config.build.manifests import labels
from renovate_kit.config.build.settings import Settings
from renovate_kit.config.build.yaml_text import yaml_text
from renovate_kit.config.document import Document
from renovate_kit.config.document.yaml_reader import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "ENCRYPTED_FIELDS",
    "SECRET_FILE",
    "SecretState",
    "plain_secret",
    "recipients_of",
    "secret_command",
    "secret_placeholder",
    "sops_arguments",
    "state_of",
]

SECRET_FILE: Final = "renovate-container-env.yaml"  # noqa: S105 - the name of a file
ENCRYPTED_FIELDS: Final = "^(data|stringData)$"
"""What of a Secret is encrypted; the rest stays readable for kustomize."""


class SecretState(Enum):
    """What the file of the Secret is."""

    ABSENT = "absent"
    """There is none, or nothing but comments in it."""
    ENCRYPTED = "encrypted"
    """Its values are encrypted by SOPS."""
    PLAIN = "plain"
    """It has values that anybody can read."""


def state_of(text: str | None) -> SecretState:
    """Return what the text of the Secret's file is; None stands for a file that is not there."""
    if text is None:
        return SecretState.ABSENT
    lines = (line.strip() for line in text.splitlines())
    if all(not line or line.startswith("#") or line == "---" for line in lines):
        return SecretState.ABSENT
    document = parse_yaml(text, path=SECRET_FILE)
    data = document.to_data() if isinstance(document, Document) else None
    if not isinstance(data, dict) or not isinstance(data.get("sops"), dict):
        return SecretState.PLAIN
    values = (data.get(field) for field in ("data", "stringData"))
    texts = [text for value in values if isinstance(value, dict) for text in value.values()]
    is_encrypted = all(isinstance(text, str) and text.startswith("ENC[") for text in texts)
    return SecretState.ENCRYPTED if texts and is_encrypted else SecretState.PLAIN


def plain_secret(settings: Settings, values: "Mapping[str, str]") -> str:
    """Return the Secret in plain text, to be encrypted before it is written anywhere."""
    return yaml_text(
        {
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": {
                "name": settings.secret.name,
                "namespace": settings.namespace,
                "labels": labels(settings),
            },
            "type": "Opaque",
            "stringData": {key: values[key] for key in settings.secret.keys},
        }
    )


def sops_arguments(recipients: "Sequence[str]") -> list[str]:
    """Return the arguments with which `sops` encrypts what comes from standard input.

    Source: https://github.com/getsops/sops#encrypting-using-age
    """
    return [
        *("--encrypt", "--age", ",".join(recipients)),
        *("--encrypted-regex", ENCRYPTED_FIELDS),
        *("--input-type", "yaml", "--output-type", "yaml", "/dev/stdin"),
    ]


def secret_command(settings: Settings, recipients: "Sequence[str]", file: str) -> str:
    """Return the shell command that makes the Secret from variables of the shell.

    Args:
        settings: the deployment.
        recipients: for whom the Secret is encrypted; without any, a word stands for them.
        file: where the Secret belongs.
    """
    literals = " ".join(f'--from-literal={key}="${key}"' for key in settings.secret.keys)
    arguments = shlex.join(sops_arguments(recipients or ["AGE_RECIPIENT"]))
    return (
        f"kubectl create secret generic {settings.secret.name} --namespace {settings.namespace}"
        f" {literals} --dry-run=client --output=yaml"
        # kubectl prints `creationTimestamp: null`, which means nothing.
        f" | grep -v creationTimestamp | sops {arguments} > {shlex.quote(file)}"
    )


def secret_placeholder(settings: Settings, recipients: "Sequence[str]", file: str) -> str:
    """Return the file that says that the Secret is missing, and how to make it.

    Args:
        settings: the deployment.
        recipients: for whom the Secret will be encrypted.
        file: where the Secret belongs, as somebody in the folder of the tree would call it.
    """
    keys = ", ".join(settings.secret.keys)
    lines = (
        f"The Secret {settings.secret.name} is missing, and without it no pod starts.",
        "",
        f"It has to hold {keys}, encrypted: a token in plain text does not belong into git.",
        "Put the values into shell variables, and from the folder of this tree run:",
        "",
        *_wrapped(secret_command(settings, recipients, file)),
        "",
        "`renovate-kit build` leaves an encrypted Secret as it is.",
    )
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def recipients_of(sops_config: str, file: str) -> tuple[str, ...]:
    """Return for whom a `.sops.yaml` has a file encrypted; nobody if no rule fits.

    Args:
        sops_config: its text.
        file: the path of the file, from the folder of the `.sops.yaml`.

    Source: https://github.com/getsops/sops#using-sopsyaml-conf-to-select-kms-pgp-and-age-for-new-files
    """
    document = parse_yaml(sops_config, path=".sops.yaml")
    data = document.to_data() if isinstance(document, Document) else None
    rules = data.get("creation_rules") if isinstance(data, dict) else None
    for rule in rules if isinstance(rules, list) else ():
        if not isinstance(rule, dict):
            continue
        if _matches(rule.get("path_regex", ""), file):
            return _words(rule.get("age"))
    return ()


def _matches(pattern: object, file: str) -> bool:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415 - only for who has such a file

    options = re2.Options()
    options.log_errors = False
    try:
        return isinstance(pattern, str) and bool(re2.compile(pattern, options).search(file))
    except re2.error:
        return False


def _words(age: object) -> tuple[str, ...]:
    texts = age if isinstance(age, list) else [age]
    joined = ",".join(text for text in texts if isinstance(text, str))
    return tuple(word for word in re.split(r"[\s,]+", joined) if word)


def _wrapped(command: str) -> list[str]:
    first, *others = command.split(" | ")
    lines = [f"  {first}", *(f"    | {other}" for other in others)]
    return [*(f"{line} \\" for line in lines[:-1]), lines[-1]]
