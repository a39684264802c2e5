"""What variables say, as a config with its places in the manifests, for the rules about configs.

Renovate does not judge the values of variables. Everything that would be wrong with them in a
config file is wrong with them all the same.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from renovate_kit.config.deployment.model import Deployment, EnvironmentEntry, Holder
from renovate_kit.config.document import (
    ArrayNode,
    Dialect,
    Document,
    Member,
    Node,
    ObjectNode,
    ScalarNode,
    Span,
    SyntaxProblem,
    parse,
)
from renovate_kit.config.document.embedded import embedded_at
from renovate_kit.config.effective.coercion import coerce
from renovate_kit.config.options import Catalogue, Option, OptionType

__all__ = ["RENOVATE_CONFIG", "read_json5", "variable_documents"]

RENOVATE_CONFIG: Final = "RENOVATE_CONFIG"
_READABLE: Final = frozenset({Holder.ENV, Holder.CONFIG_MAP})
_JSON: Final = frozenset({OptionType.ARRAY, OptionType.OBJECT})


def variable_documents(deployment: Deployment, catalogue: Catalogue) -> Iterator[Document]:
    """Yield configs made of variables: `RENOVATE_CONFIG`, and one for each file with others.

    The values of Secrets are not among them, nor is what Renovate can't take for a value.

    Args:
        deployment: with its environment.
        catalogue: knows which variable sets which option.
    """
    options = catalogue.options_by_env
    members: dict[str, list[Member]] = {}
    documents: dict[str, Document] = {}
    for entry in deployment.environment.values():
        if entry.holder not in _READABLE or not entry.value:
            continue
        if entry.name == RENOVATE_CONFIG:
            config = read_json5(entry)
            if isinstance(config, Document):
                yield config
        elif option := options.get(entry.name):
            member = _member(entry, option)
            if member is not None:
                documents[entry.origin.path] = entry.origin.document
                members.setdefault(entry.origin.path, []).append(member)
    for path, found in members.items():
        yield _document(documents[path], found)


def read_json5(entry: EnvironmentEntry) -> Document | SyntaxProblem | None:
    """Return the JSON5 in the value of a variable, with its places in the manifest.

    None if the value is not written there as it is: the kubelet puts other variables in.
    """
    outer, span = entry.origin.document, entry.origin.span
    if entry.value is None or "$(" in outer.text[span.start : span.end]:
        return None
    return embedded_at(
        outer, span, entry.value, lambda text: parse(text, path=outer.path, dialect=Dialect.JSON5)
    )


def _document(outer: Document, members: Iterable[Member]) -> Document:
    ordered = tuple(sorted(members, key=lambda each: each.span.start))
    whole = Span(ordered[0].span.start, ordered[-1].span.end)
    return Document(
        path=outer.path,
        text=outer.text,
        dialect=Dialect.JSON5,
        root=ObjectNode(ordered, whole),
        comments=(),
        has_bom=outer.has_bom,
        is_editable=False,  # edits would have to keep to both, the JSON and the YAML around it
    )


def _member(entry: EnvironmentEntry, option: Option) -> Member | None:
    value = _node(entry, option)
    key = entry.origin.key_span or entry.origin.span
    return None if value is None else Member(option.name, key, value)


def _node(entry: EnvironmentEntry, option: Option) -> Node | None:
    span = entry.origin.span
    if option.type in _JSON:
        read = read_json5(entry)
        if isinstance(read, Document):
            return read.root if isinstance(read.root, ObjectNode | ArrayNode) else None
    coerced = coerce(option, entry.value or "")
    if coerced.is_refused or coerced.is_unset or coerced.remarks:
        return None
    if isinstance(coerced.value, list):
        return ArrayNode(tuple(ScalarNode(str(item), span) for item in coerced.value), span)
    is_scalar = isinstance(coerced.value, str | int | float | bool)
    return ScalarNode(coerced.value, span) if is_scalar else None
