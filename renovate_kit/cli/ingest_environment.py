"""What `ingest` takes from the environment: which cluster, a token, and what to mask."""

import os
from collections.abc import Iterable
from pathlib import Path

from renovate_kit.errors import InputError, UsageError
from renovate_kit.redaction import Redactor

__all__ = ["kubeconfig", "loki_token", "redactor"]

_SECRETS_FILE = "RENOVATE_KIT_REDACT"
_LOKI_TOKEN = "RENOVATE_KIT_LOKI_TOKEN"  # noqa: S105 - the variable's name


def kubeconfig(chosen: str | None) -> Path | None:
    """Return the kubeconfig as `kubectl` would find it; None where there is none.

    Of several files in `KUBECONFIG` the first that exists counts: they are not merged.
    """
    if chosen is not None:
        return Path(chosen).expanduser()
    named = [Path(part) for part in os.environ.get("KUBECONFIG", "").split(os.pathsep) if part]
    if named:
        return next((path for path in named if path.is_file()), named[0])
    usual = Path.home() / ".kube" / "config"
    return usual if usual.is_file() else None


def loki_token() -> str | None:
    """Return the token for Loki from `RENOVATE_KIT_LOKI_TOKEN`."""
    return os.environ.get(_LOKI_TOKEN) or None


def redactor(variables: Iterable[str]) -> Redactor:
    """Return what masks secrets: by shape, and those that the person named.

    Named are the values of `variables`, and the lines of the file in `RENOVATE_KIT_REDACT`.

    Raises:
        UsageError: a variable is not set, or a value is too short to be masked.
        InputError: the file can't be read.
    """
    secrets = [_value(variable) for variable in variables]
    if file := os.environ.get(_SECRETS_FILE):
        secrets += _lines(Path(file))
    if token := loki_token():
        secrets.append(token)
    return Redactor(secrets)


def _value(variable: str) -> str:
    value = os.environ.get(variable)
    if not value:
        hint = "--redact-env takes the name of a variable that holds a secret"
        raise UsageError(f"there is no environment variable {variable}", hint=hint)
    return value


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no text"
        hint = f"{_SECRETS_FILE} names a file with one secret a line"
        raise InputError(f"{file}: {str(reason).lower()}", hint=hint) from error
    return [line for line in text.splitlines() if line.strip()]
