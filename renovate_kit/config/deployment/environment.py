"""The environment of a container as the kubelet makes it.

Source: `makeEnvironmentVariables` in `pkg/kubelet/kubelet_pods.go` of Kubernetes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from renovate_kit.config.deployment.expansion import expand
from renovate_kit.config.deployment.held_data import HeldData, HeldText, written_text
from renovate_kit.config.deployment.model import EnvironmentEntry, Holder, MissingReference
from renovate_kit.config.deployment.surroundings import Surroundings, missing_key
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = [
    "ENV_FROM_REFERENCES",
    "Environment",
    "environment_of",
    "expanded_words",
    "is_substituted_later",
]

_VARIABLE_NAME: Final = re.compile(r"[-._A-Za-z][-._A-Za-z0-9]*\Z")
_SUBSTITUTED: Final = re.compile(r"(?<!\$)\$\{[A-Za-z_][A-Za-z0-9_]*(?:[:=-][^{}]*)?\}")
_OWN_SYNTAX: Final = re.compile(r"\s*[\[{]|.*_(?:auth|authToken|password)\s*=", re.DOTALL)

ENV_FROM_REFERENCES: Final = {Holder.CONFIG_MAP: "configMapRef", Holder.SECRET: "secretRef"}
"""The fields by which an item of `envFrom` names what holds variables."""

_KEY_REFERENCES: Final = {Holder.CONFIG_MAP: "configMapKeyRef", Holder.SECRET: "secretKeyRef"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """What a container is given.

    Attributes:
        entries: by name, in the order in which the names first come up.
        has_unknown_variables: whether there may be more, of unknown names.
        missing: what is asked for and is not there.
    """

    entries: Mapping[str, EnvironmentEntry] = field(default_factory=dict)
    has_unknown_variables: bool = False
    missing: tuple[MissingReference, ...] = ()

    @property
    def values(self) -> dict[str, str | None]:
        """The values by name; None for one that is not known."""
        return _known(self.entries)


def environment_of(container: LocatedValue, surroundings: Surroundings) -> Environment:
    """Return the variables of a container: `envFrom` in its order, and over it `env`."""
    making = _Making(surroundings)
    for item in container.items("envFrom"):
        making.add_all(item)
    for item in container.items("env"):
        making.add(item)
    return Environment(
        entries=making.entries,
        has_unknown_variables=making.has_unknown,
        missing=tuple(making.missing),
    )


def expanded_words(
    words: tuple[LocatedValue, ...], variables: Mapping[str, str | None]
) -> tuple[LocatedValue, ...]:
    """Return `command` or `args` with the variables in them replaced.

    What is not known, as from a Secret, stays as it is written.
    """
    return tuple(
        LocatedValue(expand(word.content, variables).text, word.origin)
        for word in words
        if isinstance(word.content, str)
    )


def is_substituted_later(text: str) -> bool:
    """Return whether a value has `${NAME}` in it, for Flux or `envsubst` to put something there.

    In JSON, and in an `.npmrc`, it means something to those who read that.
    """
    return bool(_SUBSTITUTED.search(text)) and not _OWN_SYNTAX.match(text)


class _Making:
    """The environment so far."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.entries: dict[str, EnvironmentEntry] = {}
        self.missing: list[MissingReference] = []
        self.has_unknown = False

    def add_all(self, item: LocatedValue) -> None:
        """Add what an item of `envFrom` brings."""
        prefix = item.text("prefix") or ""
        for holder, reference in ENV_FROM_REFERENCES.items():
            name = item.at(reference, "name")
            if name is None or not isinstance(name.content, str):
                continue
            held = self._surroundings.find(holder, name.content)
            if held is None:
                self.has_unknown = True
                self._miss(holder, name, is_optional=_is_optional(item, reference))
                continue
            self.has_unknown = self.has_unknown or held.has_unknown_keys
            for entry in _entries(held, prefix, item.origin):
                self._put(entry)

    def add(self, item: LocatedValue) -> None:
        """Add an item of `env`."""
        name = item.text("name")
        if not name:
            return
        value = item.at("value")
        if value is not None and (text := written_text(value)):
            self._put(self._written(name, text, value, item))
        elif (source := item.at("valueFrom")) is not None:
            self._add_referred(name, source, item)
        else:
            origin = item.origin if value is None else value.origin
            self._put(_entry(name, "", Holder.ENV, origin, item))

    def _written(
        self, name: str, text: str, value: LocatedValue, item: LocatedValue
    ) -> EnvironmentEntry:
        expansion = expand(text, _known(self.entries))
        is_known = not expansion.unknown and not is_substituted_later(expansion.text)
        known = expansion.text if is_known else None
        return _entry(name, known, Holder.ENV, value.origin, item)

    def _add_referred(self, name: str, source: LocatedValue, item: LocatedValue) -> None:
        for holder, reference in _KEY_REFERENCES.items():
            if (keyed := source.at(reference)) is not None:
                self._add_key(name, holder, keyed, item)
                return
        text = None
        if source.text("fieldRef", "fieldPath") == "metadata.namespace":
            text = self._surroundings.namespace
        self._put(_entry(name, text, Holder.FIELD, source.origin, item))

    def _add_key(self, name: str, holder: Holder, keyed: LocatedValue, item: LocatedValue) -> None:
        held_name, key = keyed.at("name"), keyed.at("key")
        is_optional = _is_true(keyed.at("optional"))
        held = text = None
        if held_name is not None and isinstance(held_name.content, str):
            held = self._surroundings.find(holder, held_name.content)
            if held is None:
                self._miss(holder, held_name, is_optional=is_optional)
        if held is not None and key is not None and isinstance(key.content, str):
            text = held.texts.get(key.content)
            missing = missing_key(held, key.content, key.origin, is_optional=is_optional)
            if missing is not None:
                self.missing.append(missing)
                if is_optional:
                    return
        self._put(
            EnvironmentEntry(
                name=name,
                value=None if text is None else _applied(text),
                holder=holder,
                holder_name=keyed.text("name"),
                origin=keyed.origin if text is None else text.source.origin,
                reference=item.origin,
                is_encrypted=held is not None and held.is_encrypted,
            )
        )

    def _miss(self, holder: Holder, name: LocatedValue, *, is_optional: bool) -> None:
        missing = self._surroundings.missing(name, holder)
        if missing is not None:
            self.missing.append(replace(missing, is_optional=is_optional))

    def _put(self, entry: EnvironmentEntry) -> None:
        if (before := self.entries.get(entry.name)) is not None:
            entry = replace(entry, overrides=(replace(before, overrides=()), *before.overrides))
        self.entries[entry.name] = entry


def _entries(held: HeldData, prefix: str, reference: Origin) -> Iterator[EnvironmentEntry]:
    for key, text in held.texts.items():
        name = prefix + key
        if text.is_variable and _VARIABLE_NAME.match(name):
            yield EnvironmentEntry(
                name=name,
                value=_applied(text),
                holder=held.holder,
                holder_name=held.name,
                origin=text.source.origin,
                reference=reference,
                is_encrypted=held.is_encrypted,
            )


def _applied(text: HeldText) -> str | None:
    return None if text.text is None or is_substituted_later(text.text) else text.text


def _entry(
    name: str, value: str | None, holder: Holder, origin: Origin, item: LocatedValue
) -> EnvironmentEntry:
    return EnvironmentEntry(
        name=name, value=value, holder=holder, origin=origin, reference=item.origin
    )


def _known(entries: Mapping[str, EnvironmentEntry]) -> dict[str, str | None]:
    return {name: entry.value for name, entry in entries.items()}


def _is_optional(item: LocatedValue, reference: str) -> bool:
    return _is_true(item.at(reference, "optional"))


def _is_true(value: LocatedValue | None) -> bool:
    return value is not None and value.content is True
