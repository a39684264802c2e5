"""One Kubernetes object against the schema of its kind.

The object has to be whole, as the cluster would get it: a patch of kustomize lacks fields that
its schema wants. Values that are filled in later, by SOPS or by Flux, are taken as they are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import Data
from renovate_kit.config.kubernetes.problems import SchemaProblem, problems_of
from renovate_kit.config.kubernetes.schemas import GroupVersionKind, Schemas, load_schemas
from renovate_kit.config.options.suggestion import nearest

__all__ = ["ObjectCheck", "check_object"]

_CORE: Final = ""
_SOPS_METADATA: Final = "sops"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectCheck:
    """What came out of a check.

    Attributes:
        problems: in the order of the object.
        skipped: why the object was not checked, in a few words; None if it was.
        release: of Kubernetes, such as `1.32`.
    """

    problems: tuple[SchemaProblem, ...] = ()
    skipped: str | None = None
    release: str


def check_object(data: Data, version: str | None = None) -> ObjectCheck:
    """Check a whole object against the schema of its kind; unknown fields are problems too.

    Kinds that Kubernetes itself does not have, as those of CRDs, are skipped.

    Args:
        data: the object, plain.
        version: of Kubernetes, such as `1.32` or `v1.32.4+k3s1`; None for the newest at hand.

    Raises:
        UsageError: the extra `kubernetes` is not installed, or it has no such release.

    Source: the OpenAPI document of the release (`api/openapi-spec/swagger.json`), of which the
        package `kubernetes-validate` has made the schemas.
    """
    schemas = load_schemas(version)
    release = schemas.release
    if not isinstance(data, dict):
        return ObjectCheck(skipped="no object", release=release)
    kind, api_version = data.get("kind"), data.get("apiVersion")
    if not isinstance(kind, str) or not isinstance(api_version, str):
        return ObjectCheck(skipped="no `kind` and `apiVersion`", release=release)
    group, _, of_group = api_version.rpartition("/")
    definition = schemas.kinds.get((group, of_group, kind))
    if definition is None:
        return _unknown_kind(schemas, (group, of_group, kind))
    try:
        errors = schemas.errors(definition, _without_sops_metadata(data))
        problems = [problem for error in errors for problem in problems_of(error, release)]
    except RecursionError:
        return ObjectCheck(skipped="nested too deeply", release=release)
    return ObjectCheck(problems=tuple(_in_order(problems, data)), release=release)


def _unknown_kind(schemas: Schemas, asked: GroupVersionKind) -> ObjectCheck:
    """Tell a kind that is misspelt, or in another version of its group, from a foreign one."""
    group, version, kind = asked
    release = schemas.release
    if group not in schemas.groups or (group == _CORE and kind == "List"):
        return ObjectCheck(skipped=f"{kind} is no kind of Kubernetes itself", release=release)
    in_group = [known for known in schemas.kinds if known[2] == kind and known[0] == group]
    anywhere = in_group or [known for known in schemas.kinds if known[2] == kind]
    if anywhere:
        likely = _api_version(*max(anywhere, key=_how_settled)[:2])
        return ObjectCheck(problems=(_at_version(asked, likely, release),), release=release)
    names = (name for *of_name, name in schemas.kinds if of_name == [group, version])
    likely_kind = nearest(kind, names)
    where = _api_version(group, version)
    if likely_kind is None:
        return ObjectCheck(
            skipped=f"Kubernetes {release} has no {kind} in {where}", release=release
        )
    problem = SchemaProblem(
        pointer=("kind",),
        at_key=False,
        message=f"Kubernetes {release} has no kind `{kind}` in {where}",
        help=f"did you mean `{likely_kind}`?",
        likely=likely_kind,
    )
    return ObjectCheck(problems=(problem,), release=release)


def _at_version(asked: GroupVersionKind, likely: str, release: str) -> SchemaProblem:
    group, version, kind = asked
    return SchemaProblem(
        pointer=("apiVersion",),
        at_key=False,
        message=f"Kubernetes {release} has no {kind} in {_api_version(group, version)}",
        help=f"it is in `{likely}`",
        likely=likely,
    )


def _how_settled(kind: GroupVersionKind) -> tuple[bool, str]:
    """Rank versions of a kind: stable ones above betas, later ones above earlier ones."""
    _, version, _ = kind
    return "alpha" not in version and "beta" not in version, version


def _api_version(group: str, version: str) -> str:
    return f"{group}/{version}" if group else version


def _without_sops_metadata(data: dict[str, Data]) -> dict[str, Data]:
    """Leave out what SOPS adds to an encrypted file and takes out again when it decrypts it."""
    if isinstance(data.get(_SOPS_METADATA), dict):
        return {key: value for key, value in data.items() if key != _SOPS_METADATA}
    return data


def _in_order(problems: Iterable[SchemaProblem], data: Data) -> list[SchemaProblem]:
    """Sort problems as a person reads the object: by the places of their keys."""
    return sorted(problems, key=lambda problem: tuple(_steps(problem.pointer, data)))


def _steps(pointer: Pointer, data: Data) -> Iterator[int]:
    value: Data = data
    for part in pointer:
        if isinstance(value, dict) and isinstance(part, str):
            yield list(value).index(part) if part in value else len(value)
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            yield part
            value = value[part]
