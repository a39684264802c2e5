"""Names that have changed, in the objects that refer to them.

Source: kustomize 5.5, `api/filters/nameref/nameref.go` and
`api/internal/accumulator/namereferencetransformer.go`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from renovate_kit.config.deployment.kustomize.changes import (
    made,
    path_parts,
    rewritten,
    visited,
    with_member,
)
from renovate_kit.config.deployment.kustomize.field_specs import FieldSpec, NameReference
from renovate_kit.config.deployment.kustomize.identity import (
    CLUSTER_SCOPE,
    Kind,
    is_cluster_scoped,
    scalar_text,
)
from renovate_kit.config.deployment.kustomize.objects import BuiltObject, ObjectList
from renovate_kit.config.deployment.kustomize.problems import Notebook, RefusedError
from renovate_kit.config.document.located import LocatedValue

__all__ = ["fix_references"]


def fix_references(
    objects: ObjectList, references: Iterable[NameReference], notebook: Notebook
) -> None:
    """Write the new names of objects where others refer to them."""
    by_kind = _by_kind(references)
    everything = list(objects)
    former = _by_former_name(everything)
    if not former:
        return
    spaces = {item.original.namespace for item in everything}
    for item in everything:
        original = item.original.kind
        for target, spec in (*by_kind.get("", ()), *by_kind.get(original.kind, ())):
            if spec.kind.selects(original):
                with notebook.step():
                    _Fix(item, target, spec, former, spaces).apply()


def _by_former_name(objects: Iterable[BuiltObject]) -> Mapping[str, list[BuiltObject]]:
    found: dict[str, list[BuiltObject]] = {}
    for item in objects:
        for name in {name for _, name, _ in item.previous}:
            found.setdefault(name, []).append(item)
    return found


def _by_kind(
    references: Iterable[NameReference],
) -> Mapping[str, list[tuple[Kind, FieldSpec]]]:
    found: dict[str, list[tuple[Kind, FieldSpec]]] = {}
    for reference in references:
        for spec in reference.fields:
            found.setdefault(spec.kind.kind, []).append((reference.target, spec))
    return found


def _reachable(item: BuiltObject, objects: Sequence[BuiltObject]) -> Sequence[BuiltObject]:
    """Return the objects to which an object may refer."""
    if is_cluster_scoped(item.kind):
        return objects
    namespace = item.identity.namespace
    granted = _namespaces_of_subjects(item)
    return [
        other
        for other in objects
        if other.identity.namespace in {CLUSTER_SCOPE, namespace} or other.namespace in granted
    ]


def _namespaces_of_subjects(item: BuiltObject) -> set[str]:
    if item.kind.kind != "RoleBinding":
        return set()
    return {
        scalar_text(subject.at("namespace"))
        for subject in item.value.items("subjects")
        if subject.text("kind") == "ServiceAccount" and subject.at("namespace") is not None
    }


@dataclass(slots=True)
class _Fix:
    """Corrects one field of one object."""

    referrer: BuiltObject
    target: Kind
    spec: FieldSpec
    former: Mapping[str, list[BuiltObject]]
    spaces: AbstractSet[str]

    def apply(self) -> None:
        self.referrer.value = visited(
            self.referrer.value, path_parts(self.spec.path), self._changed
        )

    def _changed(self, value: LocatedValue) -> LocatedValue:
        content = value.content
        if content is None:
            return value
        if isinstance(content, tuple):
            items = tuple(map(self._changed, content))
            is_same = all(new is old for new, old in zip(items, content, strict=True))
            return value if is_same else rewritten(value, items)
        if isinstance(content, Mapping):
            return self._changed_mapping(value)
        name = scalar_text(value)
        found = self._referral(name, self._candidates(name), _is_one_name)
        return value if found is None else _named(value, found.name)

    def _changed_mapping(self, value: LocatedValue) -> LocatedValue:
        name = value.at("name")
        if name is None:
            message = f"`{self.spec.path}` of {self.referrer.identity} has no `name`"
            raise RefusedError(message, value.origin)
        candidates = self._in_namespace(self._candidates(scalar_text(name)), value.at("namespace"))
        found = self._referral(scalar_text(name), candidates, _is_one_object)
        if found is None or (found.name == scalar_text(name) and not found.namespace):
            return value
        value = with_member(value, "name", _named(name, found.name))
        if not found.namespace:
            return value
        old = value.at("namespace")
        origin = old.origin if old is not None else value.origin
        if old is not None and old.content == found.namespace:
            return value
        return with_member(value, "namespace", made(found.namespace, origin))

    def _candidates(self, name: str) -> Sequence[BuiltObject]:
        """Return the objects in reach that once had a name."""
        return _reachable(self.referrer, self.former.get(name, ()))

    def _in_namespace(
        self, candidates: Sequence[BuiltObject], namespace: LocatedValue | None
    ) -> Sequence[BuiltObject]:
        if namespace is None:
            return candidates
        wanted = scalar_text(namespace)
        if wanted in self.spaces:
            return [item for item in candidates if item.original.namespace == wanted]
        return [item for item in candidates if item.identity.namespace == wanted]

    def _referral(
        self,
        name: str,
        candidates: Sequence[BuiltObject],
        is_one: Callable[[Sequence[BuiltObject]], bool],
    ) -> BuiltObject | None:
        found = [item for item in candidates if self._was_named(item, name)]
        if len(found) == 1:
            return found[0]
        found = [item for item in found if _same_affixes(item, self.referrer, allow_none=True)]
        if len(found) > 1:
            found = [item for item in found if _same_affixes(item, self.referrer, allow_none=False)]
        if not found:
            return None
        if len(found) > 1 and not is_one(found):
            names = ", ".join(str(item.identity) for item in found)
            message = f"{self.referrer.identity} may mean any of {names}"
            raise RefusedError(message, self.referrer.value.origin)
        return found[0]

    def _was_named(self, item: BuiltObject, name: str) -> bool:
        before = item.previous_identities
        return (
            any(identity.name == name for identity in before)
            and any(self.target.selects(identity.kind) for identity in before)
            and self._is_role_in_question(item)
            and self._is_same_namespace(item)
        )

    def _is_role_in_question(self, item: BuiltObject) -> bool:
        if not self.spec.path.endswith("roleRef/name"):
            return True
        role = self.referrer.value.at("roleRef")
        if role is None or role.at("apiGroup") is None or role.at("kind") is None:
            return True
        wanted = Kind(scalar_text(role.at("apiGroup")), "", scalar_text(role.at("kind")))
        return any(wanted.selects(identity.kind) for identity in item.previous_identities)

    def _is_same_namespace(self, item: BuiltObject) -> bool:
        own, other = self.referrer.identity, item.identity
        return (
            CLUSTER_SCOPE in {own.namespace, other.namespace}
            or other.kind.kind == "ServiceAccount"
            or own.namespace == other.namespace
        )


def _named(value: LocatedValue, name: str) -> LocatedValue:
    return value if value.content == name else rewritten(value, name)


def _is_one_name(items: Sequence[BuiltObject]) -> bool:
    return len({item.name for item in items}) == 1


def _is_one_object(items: Sequence[BuiltObject]) -> bool:
    return len({(item.name, item.namespace) for item in items}) == 1


def _same_affixes(item: BuiltObject, other: BuiltObject, *, allow_none: bool) -> bool:
    pairs = ((item.prefixes, other.prefixes), (item.suffixes, other.suffixes))
    return all(
        (allow_none and not (first and second)) or _same_end(first, second)
        for first, second in pairs
    )


def _same_end(first: Sequence[str], second: Sequence[str]) -> bool:
    length = min(len(first), len(second))
    if length == 0:
        return len(first) == len(second)
    return list(first[-length:]) == list(second[-length:])
