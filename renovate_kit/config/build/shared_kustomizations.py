"""Adds an entry to a kustomization that also belongs to others; all else stays as it stands."""

from typing import Final

from renovate_kit.config.build.yaml_text import yaml_text
from renovate_kit.config.document import Document, Edit, Span, SyntaxProblem, apply_edits
from renovate_kit.config.document.nodes import ArrayNode, ObjectNode, ScalarNode
from renovate_kit.config.document.yaml_reader import parse_yaml
from renovate_kit.errors import InputError

__all__ = ["kustomization", "resources_of", "with_resource"]

_API_VERSION: Final = "kustomize.config.k8s.io/v1beta1"


def kustomization(resources: list[str], **others: object) -> dict[str, object]:
    """Return a kustomization as data; `others` stand between its kind and its resources."""
    return {
        "apiVersion": _API_VERSION,
        "kind": "Kustomization",
        **others,
        "resources": resources,
    }


def with_resource(text: str | None, resource: str, path: str) -> str:
    """Return a kustomization with one more resource; the same text if it has it already.

    Args:
        text: of the kustomization; None if there is none, or an empty one, yet.
        resource: the folder or file that it should name.
        path: of the kustomization, as the person should see it.

    Raises:
        InputError: the text is no kustomization, or one that is written so unusually that it is
            left alone.
    """
    if text is None or not text.strip():
        return yaml_text(kustomization([resource]))
    document = _parsed(text, path)
    if resource in _resources(document):
        return text
    changed = apply_edits(text, [_addition(document, resource)])
    again = parse_yaml(changed, path=path)
    wanted = [*_resources(document), resource]
    if isinstance(again, SyntaxProblem) or _resources(again) != wanted:
        raise InputError(f"{path}: `resources` is written too unusually", hint=_by_hand(resource))
    return changed


def resources_of(text: str, path: str) -> tuple[str, ...]:
    """Return the files and folders that a kustomization names; none if the text is none."""
    document = parse_yaml(text, path=path)
    return () if isinstance(document, SyntaxProblem) else tuple(_resources(document))


def _by_hand(resource: str) -> str:
    return f"add `{resource}` to it by hand"


def _parsed(text: str, path: str) -> Document:
    document = parse_yaml(text, path=path)
    if isinstance(document, SyntaxProblem):
        line, column = document.place.line, document.place.column
        hint = document.help or "mend this file"
        raise InputError(f"{path}:{line}:{column}: {document.message}", hint=hint)
    root = document.root
    kind = root.member("kind") if isinstance(root, ObjectNode) else None
    if kind is None or kind.value.to_data() != "Kustomization":
        raise InputError(f"{path}: this is no kustomization", hint="move it out of the way")
    resources = document.node_at(("resources",))
    if not (
        resources is None
        or isinstance(resources, ArrayNode)
        or (isinstance(resources, ScalarNode) and resources.value is None)
    ):
        raise InputError(f"{path}: `resources` is no list", hint="mend this file")
    return document


def _resources(document: Document) -> list[str]:
    node = document.node_at(("resources",))
    items = node.items if isinstance(node, ArrayNode) else ()
    data = (item.to_data() for item in items)
    # kustomize takes `renovate/` and `./renovate` for the same folder.
    return [_normal(item) for item in data if isinstance(item, str)]


def _normal(resource: str) -> str:
    return resource.removeprefix("./").rstrip("/") if ".." not in resource else resource


def _addition(document: Document, resource: str) -> Edit:
    text = document.text
    line_break = "\r\n" if "\r\n" in text else "\n"
    member = document.member_at(("resources",))
    node = member.value if member is not None else None
    if member is None:
        return _appended(text, f"resources:{line_break}  - {resource}{line_break}", line_break)
    if isinstance(node, ArrayNode) and node.items:
        last = node.items[-1].span
        if text[node.span.start] == "[":
            return Edit(Span(last.end, last.end), f", {resource}")
        line, column = document.lines.position(last.start)
        indent = document.lines.line(line)[: column - 1]
        end = last.end + len(document.lines.line(line)[column - 1 + last.end - last.start :])
        return Edit(Span(end, end), f"{line_break}{indent}{resource}")
    key_end = member.key_span.end + 1
    end = max(key_end, member.value.span.end)
    is_written = member.value.span.end > member.value.span.start
    return Edit(Span(key_end, end if is_written else key_end), f"{line_break}  - {resource}")


def _appended(text: str, addition: str, line_break: str) -> Edit:
    end = len(text)
    return Edit(Span(end, end), addition if text.endswith("\n") else f"{line_break}{addition}")
