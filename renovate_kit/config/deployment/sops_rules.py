"""The `.sops.yaml` that says how the Secrets of a checkout are to be encrypted.

Source: `config/config.go` and `sops.go` of https://github.com/getsops/sops.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.sops import SopsBlock
from renovate_kit.config.document.located import LocatedValue

__all__ = [
    "SOPS_CONFIG",
    "RecipientDifference",
    "SopsRule",
    "is_selected",
    "recipient_difference",
    "sops_rule_for",
    "uncovered_values",
]

SOPS_CONFIG: Final = ".sops.yaml"
_FIELDS: Final = ("data", "stringData")
_RECIPIENT_FIELDS: Final[Mapping[str, str]] = {
    "age": "age",
    "pgp": "pgp",
    "kms": "kms",
    "gcp_kms": "gcp_kms",
    "azure_keyvault": "azure_kv",
    "hc_vault_transit_uri": "hc_vault",
}
"""Settings of a rule, to how the block of an encrypted file calls the same kind."""

_COMPARED: Final = ("age", "pgp")
"""The kinds whose recipients are written alike in both."""

_SELECTORS: Final = (
    "encrypted_regex",
    "unencrypted_regex",
    "encrypted_suffix",
    "unencrypted_suffix",
)
_DEFAULT_SUFFIX: Final = "_unencrypted"
_MOST_FOLDERS: Final = 5000
_NOT_SEARCHED: Final = frozenset({".git", ".terraform", ".venv", "node_modules", "venv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SopsRule:
    """The creation rule by which SOPS would encrypt a file.

    Attributes:
        item: the rule.
        path: of its `.sops.yaml`, as the person should see it.
        recipients: for whom it encrypts, by kind as in the block of an encrypted file.
        selectors: which values it encrypts, by the name of the setting.
        is_above: whether its `.sops.yaml` is above the file. If not, it is the only one in the
            checkout, and used by those who call SOPS from its folder.
    """

    item: LocatedValue
    path: str
    recipients: Mapping[str, tuple[LocatedValue, ...]]
    selectors: Mapping[str, LocatedValue]
    is_above: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipientDifference:
    """For whom a file is encrypted other than by its rule.

    Attributes:
        missing: of the rule, those who can't decrypt the file.
        extra: of the file, those whom the rule does not name.
    """

    missing: tuple[LocatedValue, ...]
    extra: tuple[LocatedValue, ...]


def sops_rule_for(item: LocatedValue, checkout: Checkout) -> SopsRule | None:
    """Return the rule by which SOPS encrypts the file in which an object is.

    Args:
        item: an object of a manifest.
        checkout: where its file is. The nearest `.sops.yaml` above the file counts; without one,
            the only one that there is.

    Returns:
        None if no rule applies.
    """
    file = checkout.unshown(item.origin.path)
    above = _config_above(file, checkout)
    config = above or _only_config(checkout)
    read = None if config is None else checkout.manifests(config)
    if config is None or read is None or isinstance(read, Unread):
        return None
    base = config.parent if above is not None else checkout.top
    path = PurePosixPath(os.path.relpath(file, base)).as_posix()
    for document in read.manifests:
        for rule in document.items("creation_rules"):
            if _applies(rule, path):
                return _rule(rule, checkout.shown(config), is_above=above is not None)
    return None


def recipient_difference(block: SopsBlock, rule: SopsRule) -> RecipientDifference | None:
    """Return how the recipients of a file differ from those of its rule; None if they do not.

    Only age and PGP are compared: those of cloud services are written in several ways.
    """
    missing: list[LocatedValue] = []
    extra: list[LocatedValue] = []
    for kind in _COMPARED:
        theirs = {_plain(value): value for value in block.recipients.get(kind, ())}
        ours = {_plain(value): value for value in rule.recipients.get(kind, ())}
        missing += (value for key, value in ours.items() if key not in theirs)
        extra += (value for key, value in theirs.items() if key not in ours)
    if not missing and not extra:
        return None
    return RecipientDifference(missing=tuple(missing), extra=tuple(extra))


def uncovered_values(item: LocatedValue, selectors: Mapping[str, str]) -> tuple[LocatedValue, ...]:
    """Return the values of a Secret that SOPS would leave as they are.

    Args:
        item: the Secret.
        selectors: of the rule, or of the block of the file; the settings by their names.
    """
    return tuple(
        value
        for field in _FIELDS
        for key, value in item.fields(field).items()
        if value.content not in (None, "") and not is_selected((field, key), selectors)
    )


def is_selected(path: tuple[str, ...], selectors: Mapping[str, str]) -> bool:
    """Return whether SOPS encrypts a value.

    Args:
        path: the keys that lead to it.
        selectors: the settings by their names; without any, keys that end in `_unencrypted` are
            left out.
    """
    known = {name: selectors[name] for name in _SELECTORS if selectors.get(name)}
    if not known:
        known = {"unencrypted_suffix": _DEFAULT_SUFFIX}
    name, text = next(iter(known.items()))
    is_met = any(
        key.endswith(text) if name.endswith("suffix") else _matches(text, key) for key in path
    )
    return is_met is name.startswith("encrypted")


def _config_above(file: Path, checkout: Checkout) -> Path | None:
    for folder in file.parents:
        if not folder.is_relative_to(checkout.top):
            return None
        config = folder / SOPS_CONFIG
        if config.is_file():
            return config
    return None


def _only_config(checkout: Checkout) -> Path | None:
    configs = list(_configs(checkout.top))
    return configs[0] if len(configs) == 1 else None


def _configs(top: Path) -> Iterator[Path]:
    for count, (folder, names, files) in enumerate(os.walk(top)):
        if count >= _MOST_FOLDERS:
            return
        names[:] = sorted(set(names) - _NOT_SEARCHED)
        if SOPS_CONFIG in files:
            yield Path(folder, SOPS_CONFIG)


def _applies(rule: LocatedValue, path: str) -> bool:
    pattern = rule.text("path_regex")
    if not isinstance(rule.content, Mapping):
        return False
    return not pattern or _matches(pattern, path)


def _matches(pattern: str, text: str) -> bool:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415 - slow and rarely needed

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options).search(text) is not None
    except re2.error:
        return False


def _rule(rule: LocatedValue, path: str, *, is_above: bool) -> SopsRule:
    holders = (rule, *rule.items("key_groups"))
    recipients = {
        kind: tuple(
            recipient
            for holder in holders
            for name in {setting, kind}
            if (value := holder.at(name)) is not None
            for recipient in _recipients(value)
        )
        for setting, kind in _RECIPIENT_FIELDS.items()
    }
    return SopsRule(
        item=rule,
        path=path,
        recipients={kind: found for kind, found in recipients.items() if found},
        selectors={
            name: value
            for name in _SELECTORS
            if (value := rule.at(name)) is not None and isinstance(value.content, str)
        },
        is_above=is_above,
    )


def _recipients(value: LocatedValue) -> Iterator[LocatedValue]:
    """Yield recipients that are written as a list, or as one text with commas."""
    if isinstance(value.content, str):
        for part in value.content.split(","):
            if part.strip():
                yield LocatedValue(part.strip(), value.origin)
    elif isinstance(value.content, tuple):
        for item in value.content:
            yield from _recipients(item)


def _plain(value: LocatedValue) -> str:
    return str(value.content).replace(" ", "").lower()
