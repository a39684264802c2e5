"""The schemas of the Kubernetes releases, from the package `kubernetes-validate`.

The package brings them all, 70 MB of files, and so is an extra that nobody else has to install.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from renovate_kit.config.kubernetes.problems import SchemaError
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["GroupVersionKind", "Schemas", "is_available", "load_schemas", "releases"]

_PACKAGE: Final = "kubernetes_validate"
_VERSION: Final = re.compile(r"v?(?P<major>\d{1,4})\.(?P<minor>\d{1,4})(?:\.\d+)?(?:[-+].*)?")
_BITS: Final = {"int32": 32, "int64": 64}

GroupVersionKind: TypeAlias = tuple[str, str, str]
"""The API group, which is empty for the oldest kinds, its version and the kind."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Schemas:
    """What one release of Kubernetes knows.

    Attributes:
        release: such as `1.32`.
        kinds: the name of the definition of each kind.
        groups: the API groups of Kubernetes itself.
        validator: of `jsonschema`, for all definitions; it checks formats too.
        document: the definitions themselves, under `$defs`.
    """

    release: str
    kinds: Mapping[GroupVersionKind, str]
    groups: frozenset[str]
    validator: Any
    document: Mapping[str, Any]

    def errors(self, definition: str, data: object) -> "list[SchemaError]":
        """Return what `jsonschema` finds in data that should be of a definition."""
        schema = {**self.document, "$ref": f"#/$defs/{definition}"}
        return list(self.validator.evolve(schema=schema).iter_errors(data))


def is_available() -> bool:
    """Return whether the extra that brings the schemas is installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - start-up

    return find_spec(_PACKAGE) is not None


def releases() -> tuple[str, ...]:
    """Return the Kubernetes releases whose schemas are at hand, the newest last.

    Raises:
        UsageError: the extra `kubernetes` is not installed.
    """
    return tuple(".".join(map(str, release)) for release in sorted(_folders()))


def load_schemas(version: str | None) -> Schemas:
    """Return the schemas of a Kubernetes release.

    Args:
        version: such as `1.32`, `v1.32.4` or `1.32.4+k3s1`; None for the newest.

    Raises:
        UsageError: the extra `kubernetes` is not installed, or it has no such release.
    """
    folders = _folders()
    if version is None:
        return _load(max(folders))
    match = _VERSION.fullmatch(version.strip())
    release = (int(match["major"]), int(match["minor"])) if match else None
    if release not in folders:
        raise UsageError(
            f"no schemas of Kubernetes {version[:40]!r} are at hand",
            hint=f"the releases from {releases()[0]} to {releases()[-1]} are",
        )
    return _load(release)


def _package() -> "ModuleType":
    if not is_available():
        raise UsageError(
            "checking manifests against Kubernetes' schemas needs the package kubernetes-validate",
            hint="install it with: pip install 'renovate-kit[kubernetes]'",
        )
    return _import(f"{_PACKAGE}.utils")


def _import(name: str) -> "ModuleType":
    """Import a module that has no types, and that is not there without the extra."""
    from importlib import import_module  # noqa: PLC0415 - start-up

    return import_module(name)


@lru_cache(maxsize=1)
def _folders() -> Mapping[tuple[int, int], str]:
    """Return the newest version of each release."""
    found: dict[tuple[int, int], str] = {}
    for version in _package().all_versions():
        major, minor, *_ = version.split(".")
        found[int(major), int(minor)] = version
    return found


@lru_cache(maxsize=2)
def _load(release: tuple[int, int]) -> Schemas:
    version = _folders()[release]
    path = f"kubernetes-json-schema/v{version}-local-strict/_definitions.json"
    definitions: dict[str, Any] = _package().schema_contents(path, version)["$defs"]
    kinds: dict[GroupVersionKind, str] = {}
    for name, schema in definitions.items():
        for kind in schema.get("x-kubernetes-group-version-kind", ()):
            kinds[kind["group"], kind["version"], kind["kind"]] = name
    document = {"$defs": definitions}
    validator = _import("jsonschema").Draft202012Validator
    return Schemas(
        release=".".join(map(str, release)),
        kinds=kinds,
        groups=frozenset(group for group, _, _ in kinds),
        validator=validator(document, format_checker=_format_checker()),
        document=document,
    )


def _format_checker() -> Any:  # noqa: ANN401 - of a package without types
    checker = _import("jsonschema").FormatChecker(formats=())
    checker.checks("byte")(_is_base64)
    for name, bits in _BITS.items():
        checker.checks(name)(_fits(bits))
    return checker


def _is_base64(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        base64.b64decode(re.sub(r"[\r\n]", "", value), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _fits(bits: int) -> Any:  # noqa: ANN401 - a function that jsonschema types as anything
    limit = 2 ** (bits - 1)
    return lambda value: (
        isinstance(value, bool) or not isinstance(value, int) or -limit <= value < limit
    )
