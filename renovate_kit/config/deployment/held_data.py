"""What ConfigMaps and Secrets hold, and what makes Secrets: keys, and texts where they are known.

A Secret's keys can be known though its values are not: SOPS, Sealed Secrets and the External
Secrets Operator leave them readable.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.config.deployment.model import Holder
from renovate_kit.config.deployment.sops import SecretState, held_values, secret_state
from renovate_kit.config.document.located import LocatedValue

__all__ = ["HeldData", "HeldText", "by_holder", "held_data", "written_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldText:
    """What stands behind one key.

    Attributes:
        source: the value where it is written.
        text: what it means; None if it is not known, and for all that a Secret holds,
            unless that is empty.
        is_variable: whether it can become a variable; binary data can only become a file.
    """

    source: LocatedValue
    text: str | None = field(repr=False)
    is_variable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldData:
    """What a pod finds in a ConfigMap or a Secret.

    Attributes:
        holder: which of the two.
        name: of the ConfigMap or Secret.
        item: the object that holds it, or that makes the Secret.
        texts: by key.
        has_unknown_keys: whether there may be more.
        is_encrypted: whether the values are encrypted, or made in the cluster.
    """

    holder: Holder
    name: str
    item: LocatedValue
    texts: Mapping[str, HeldText]
    has_unknown_keys: bool = False
    is_encrypted: bool = False


_ENCRYPTED: Final = frozenset({SecretState.ENCRYPTED, SecretState.PARTLY_ENCRYPTED})
_NAME: Final = ("metadata", "name")
_NAMED_AT: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "Secret": (_NAME,),
    "SealedSecret": (("spec", "template", "metadata", "name"), _NAME),
    "ExternalSecret": (("spec", "target", "name"), _NAME),
    "ClusterExternalSecret": (("spec", "externalSecretName"), _NAME),
    "VaultStaticSecret": (("spec", "destination", "name"),),
    "VaultDynamicSecret": (("spec", "destination", "name"),),
    "VaultSecret": (_NAME,),
    "OnePasswordItem": (_NAME,),
    "BitwardenSecret": (("spec", "secretName"),),
    "InfisicalSecret": (("spec", "managedSecretReference", "secretName"),),
    "DopplerSecret": (("spec", "managedSecret", "name"),),
    "SecretProviderClass": (("spec", "secretObjects", "secretName"),),
    "AWSSecret": (_NAME,),
    "AzureKeyVaultSecret": (("spec", "output", "secret", "name"), _NAME),
}
"""Kinds that are or make a Secret, to where the name of that stands: the first that is there."""


def held_data(item: LocatedValue) -> tuple[HeldData, ...]:
    """Return what an object holds for pods: nothing, one ConfigMap or Secret, or several Secrets.

    Source: https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/,
    https://external-secrets.io/latest/api/externalsecret/,
    https://github.com/bitnami-labs/sealed-secrets and
    https://github.com/isindir/sops-secrets-operator.
    """
    kind = item.text("kind") or ""
    if kind == "ConfigMap":
        name = item.text(*_NAME)
        return () if name is None else (_config_map(item, name),)
    if kind == "SopsSecret":
        return tuple(_of_sops_operator(item))
    path = next((path for path in _NAMED_AT.get(kind, ()) if item.text(*path)), None)
    if path is None:
        return ()
    make = _MAKERS.get(kind, _unknown)
    return (make(item, item.text(*path) or ""),)


def by_holder(items: Iterable[LocatedValue]) -> dict[tuple[Holder, str], list[HeldData]]:
    """Return what objects hold for pods, by what holds it and its name."""
    found: dict[tuple[Holder, str], list[HeldData]] = {}
    for item in items:
        for held in held_data(item):
            found.setdefault((held.holder, held.name), []).append(held)
    return found


def written_text(value: LocatedValue) -> str | None:
    """Return the text that a value of a ConfigMap or of `env` stands for.

    The API server takes nothing but strings, and null for an empty one. Of a number or a boolean
    that misses its quotes, it is what was written.
    """
    match value.content:
        case str() as text:
            return text
        case None:
            return ""
        case bool() | int() | float():
            span = value.origin.span
            written = value.origin.document.text[span.start : span.end].strip()
            return written or str(value.content)
        case _:
            return None


def _config_map(item: LocatedValue, name: str) -> HeldData:
    texts = {
        key: HeldText(source=value, text=None, is_variable=False)
        for key, value in item.fields("binaryData").items()
    }
    texts |= {
        key: HeldText(source=value, text=written_text(value))
        for key, value in item.fields("data").items()
    }
    return HeldData(holder=Holder.CONFIG_MAP, name=name, item=item, texts=texts)


def _secret(item: LocatedValue, name: str) -> HeldData:
    state = secret_state(item)
    texts = {
        key: HeldText(source=value, text=_if_empty(value, state))
        for key, value in held_values(item).items()
    }
    return HeldData(
        holder=Holder.SECRET,
        name=name,
        item=item,
        texts=texts,
        is_encrypted=state is SecretState.ENCRYPTED,
    )


def _if_empty(value: LocatedValue, state: SecretState) -> str | None:
    """Return the empty text for a value that is empty: there is no secret in it."""
    is_empty = value.content is None or value.content == ""
    return "" if state not in _ENCRYPTED and is_empty else None


def _sealed(item: LocatedValue, name: str) -> HeldData:
    values = {
        **item.fields("spec", "template", "data"),
        **item.fields("spec", "encryptedData"),
    }
    return _made(item, name, values)


def _external(item: LocatedValue, name: str) -> HeldData:
    spec = item.at("spec")
    if item.text("kind") == "ClusterExternalSecret":
        spec = item.at("spec", "externalSecretSpec")
    if spec is None:
        return _unknown(item, name)
    template = spec.fields("target", "template")
    values = dict(spec.fields("target", "template", "data"))
    is_open = "templateFrom" in template
    if not values or spec.text("target", "template", "mergePolicy") == "Merge":
        is_open = is_open or bool(spec.items("dataFrom"))
        for each in spec.items("data"):
            key = each.at("secretKey")
            if key is not None and isinstance(key.content, str):
                values.setdefault(key.content, key)
    return _made(item, name, values, is_open=is_open)


def _of_sops_operator(item: LocatedValue) -> Iterator[HeldData]:
    for template in item.items("spec", "secretTemplates"):
        if (name := template.text("name")) is not None:
            yield _made(item, name, held_values(template))


def _made(
    item: LocatedValue, name: str, values: Mapping[str, LocatedValue], *, is_open: bool = False
) -> HeldData:
    return HeldData(
        holder=Holder.SECRET,
        name=name,
        item=item,
        texts={key: HeldText(source=value, text=None) for key, value in values.items()},
        has_unknown_keys=is_open,
        is_encrypted=True,
    )


def _unknown(item: LocatedValue, name: str) -> HeldData:
    return _made(item, name, {}, is_open=True)


_MAKERS: Final[Mapping[str, Callable[[LocatedValue, str], HeldData]]] = {
    "Secret": _secret,
    "SealedSecret": _sealed,
    "ExternalSecret": _external,
    "ClusterExternalSecret": _external,
}
