"""What `ingest` takes from the environment: which cluster, a token, and what to mask."""

from collections.abc import Iterable
from pathlib import Path

from renovate_kit.cli.settings import kubeconfig_files, loki_token, secret_in, secrets_file
from renovate_kit.errors import InputError, UsageError
from renovate_kit.redaction import Redactor

__all__ = ["kubeconfig", "redactor"]


def kubeconfig(chosen: str | None) -> Path | None:
    """Return the kubeconfig as `kubectl` would find it; None where there is none.

    Of several files in `KUBECONFIG` the first that exists counts: they are not merged.
    """
    if chosen is not None:
        return Path(chosen).expanduser()
    named = kubeconfig_files()
    if named:
        return next((path for path in named if path.is_file()), named[0])
    usual = Path.home() / ".kube" / "config"
    return usual if usual.is_file() else None


def redactor(variables: Iterable[str]) -> Redactor:
    """Return what masks secrets: by shape, and those that the person named.

    Named are the values of `variables`, and the lines of the file in `RENOVATE_KIT_REDACT`.

    Raises:
        UsageError: a variable is not set, or a value is too short to be masked.
        InputError: the file can't be read.
    """
    secrets = [_value(variable) for variable in variables]
    if file := secrets_file():
        secrets += _lines(file)
    if token := loki_token():
        secrets.append(token)
    return Redactor(secrets)


def _value(variable: str) -> str:
    value = secret_in(variable)
    if value is None:
        hint = "--redact-env takes the name of a variable that holds a secret"
        raise UsageError(f"there is no environment variable {variable}", hint=hint)
    return value


def _lines(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "is no text"
        hint = "RENOVATE_KIT_REDACT names a file with one secret a line"
        raise InputError(f"{file}: {str(reason).lower()}", hint=hint) from error
    return [line for line in text.splitlines() if line.strip()]
