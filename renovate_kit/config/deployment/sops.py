"""Whether a Secret may be in a repository: what in it is encrypted, by what, and for whom."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from renovate_kit.config.document.located import LocatedValue

__all__ = [
    "ENCRYPTED_VALUE",
    "SecretState",
    "SopsBlock",
    "held_values",
    "is_encrypted_file",
    "plain_values",
    "secret_state",
    "secret_values",
    "sops_block",
]

ENCRYPTED_VALUE: Final = re.compile(r"ENC\[[A-Z0-9_]+,data:.*\]\Z", re.DOTALL)
"""What SOPS writes in the place of a value."""

_FIELDS: Final = ("data", "stringData")
_WITH_VALUES: Final = frozenset({"Secret", "SopsSecret"})
_PLACEHOLDER: Final = re.compile(
    r"<[^<>]*>|\$\{[^{}]*\}|\$\([^()]*\)|\{\{.*\}\}|\[[A-Z_ -]+\]|x{3,}|X{3,}|\*{3,}|\.{3}|"
    r"(?:change|replace|fill|insert|put|add|set|enter)[-_ ]?(?:me|this|here|it|in|your|the|with)"
    r"[^\n]*|(?:your|my|some|the)[-_ ][^\n]*|redacted|placeholder|todo|tbd|dummy|example",
    re.IGNORECASE,
)
_NOTED: Final = "sops_"
_ENCODED_MARK: Final = "RU5DW"
"""How `ENC[` begins in base64, which kustomize makes of generated Secrets."""

_RECIPIENT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "age": ("recipient",),
    "pgp": ("fp",),
    "kms": ("arn",),
    "gcp_kms": ("resource_id",),
    "azure_kv": ("vault_url", "name", "version"),
    "hc_vault": ("vault_address", "engine_path", "key_name"),
}
_SELECTORS: Final = (
    "encrypted_regex",
    "unencrypted_regex",
    "encrypted_suffix",
    "unencrypted_suffix",
    "encrypted_comment_regex",
    "unencrypted_comment_regex",
)


class SecretState(StrEnum):
    """What somebody can read who has the file."""

    ENCRYPTED = "encrypted"
    """Nothing: SOPS encrypted all its values."""
    PARTLY_ENCRYPTED = "partly encrypted"
    """Some values, though SOPS encrypted the others."""
    SEALED = "sealed"
    """Nothing: it is a SealedSecret."""
    EXTERNAL = "external"
    """Nothing: it only says where the values are, and something in the cluster fetches them."""
    PLACEHOLDER = "placeholder"
    """Values that somebody is to replace: `<token>`, `changeme`."""
    EMPTY = "empty"
    """No values at all."""
    PLAIN = "plain"
    """The values themselves; base64 hides nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SopsBlock:
    """What SOPS noted in a file.

    Attributes:
        item: the block.
        recipients: who can decrypt it: by kind (`age`, `pgp`, `kms`, `gcp_kms`, `azure_kv`,
            `hc_vault`), each with its place.
        selectors: which values it encrypts, by the name of the setting (`encrypted_regex`, ...).
        has_mac: whether there is a code that tells if somebody changed the file by hand.
        last_modified: when it was encrypted, as written.
        version: of SOPS.
    """

    item: LocatedValue
    recipients: Mapping[str, tuple[LocatedValue, ...]]
    selectors: Mapping[str, str]
    has_mac: bool
    last_modified: str | None
    version: str | None


def secret_state(item: LocatedValue) -> SecretState:
    """Return what can be read in an object that is, or makes, a Secret.

    Args:
        item: a Secret, a SealedSecret, an ExternalSecret or another object that makes Secrets.

    Source: https://getsops.io/docs/ for the block `sops` and the form of values.
    """
    kind = item.text("kind") or ""
    if is_encrypted_file(item):
        return SecretState.ENCRYPTED
    if kind in _WITH_VALUES:
        return _state_of_values(item)
    return SecretState.SEALED if kind == "SealedSecret" else SecretState.EXTERNAL


def secret_values(item: LocatedValue) -> tuple[LocatedValue, ...]:
    """Return the values of a Secret, or of all Secrets of a SopsSecret."""
    holders = (item, *item.items("spec", "secretTemplates"))
    return tuple(value for holder in holders for value in held_values(holder).values())


def held_values(holder: LocatedValue) -> dict[str, LocatedValue]:
    """Return what `data` and `stringData` hold by key, without what SOPS itself notes there.

    That is there if a Secret was generated of a `.env` file that SOPS encrypted.

    Args:
        holder: a Secret, or a template of one.
    """
    values = {key: value for name in _FIELDS for key, value in holder.fields(name).items()}
    if f"{_NOTED}mac" not in values:
        return values
    return {key: value for key, value in values.items() if not key.startswith(_NOTED)}


def plain_values(item: LocatedValue) -> tuple[LocatedValue, ...]:
    """Return the values of a Secret that are there and are not encrypted."""
    return tuple(
        value
        for value in secret_values(item)
        if value.content not in (None, "") and not _is_encrypted(value)
    )


def is_encrypted_file(item: LocatedValue) -> bool:
    """Return whether SOPS encrypted everything, even `kind`: the cluster can't take it as it is."""
    return bool(ENCRYPTED_VALUE.match(item.text("kind") or ""))


def sops_block(item: LocatedValue) -> SopsBlock | None:
    """Return what SOPS noted in an object; None if it did not encrypt it."""
    block = item.at("sops")
    if block is None or not isinstance(block.content, Mapping):
        return None
    return SopsBlock(
        item=block,
        recipients=_recipients(block),
        selectors={name: text for name in _SELECTORS if (text := block.text(name))},
        has_mac=bool(block.text("mac")),
        last_modified=block.text("lastmodified"),
        version=block.text("version"),
    )


def _state_of_values(item: LocatedValue) -> SecretState:
    count = sum(value.content not in (None, "") for value in secret_values(item))
    plain = plain_values(item)
    if not plain:
        return SecretState.ENCRYPTED if count else SecretState.EMPTY
    if all(map(_is_placeholder, plain)):
        return SecretState.PLACEHOLDER if len(plain) == count else SecretState.ENCRYPTED
    return SecretState.PLAIN if len(plain) == count else SecretState.PARTLY_ENCRYPTED


def _recipients(block: LocatedValue) -> dict[str, tuple[LocatedValue, ...]]:
    holders = (block, *block.items("key_groups"))
    found = {
        kind: tuple(
            recipient
            for holder in holders
            for entry in holder.items(kind)
            if (recipient := _recipient(entry, fields)) is not None
        )
        for kind, fields in _RECIPIENT_FIELDS.items()
    }
    return {kind: recipients for kind, recipients in found.items() if recipients}


def _recipient(entry: LocatedValue, fields: tuple[str, ...]) -> LocatedValue | None:
    parts = tuple(_texts(entry, fields))
    first = entry.at(fields[0])
    if first is None or not parts:
        return None
    return first if len(fields) == 1 else LocatedValue("/".join(parts), first.origin)


def _texts(entry: LocatedValue, fields: tuple[str, ...]) -> Iterator[str]:
    for name in fields:
        if text := entry.text(name):
            yield text.strip("/")


def _is_encrypted(value: LocatedValue) -> bool:
    text = value.content
    if not isinstance(text, str):
        return False
    return bool(ENCRYPTED_VALUE.match(text)) or text.startswith(_ENCODED_MARK)


def _is_placeholder(value: LocatedValue) -> bool:
    text = value.content
    if not isinstance(text, str):
        return False
    return bool(_PLACEHOLDER.fullmatch(text.strip())) or bool(
        _PLACEHOLDER.fullmatch(_decoded(text).strip())
    )


def _decoded(text: str) -> str:
    """Return what base64 stands for; an empty text if it is none."""
    from base64 import b64decode  # noqa: PLC0415 - few texts are

    try:
        return b64decode("".join(text.split()), validate=True).decode()
    except ValueError:
        return ""
