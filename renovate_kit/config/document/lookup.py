"""What an edit is about must be there: lookups that say so if it is not."""

from renovate_kit.config.document.document import Document
from renovate_kit.config.document.location import Pointer, format_pointer
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode

__all__ = ["existing_entry", "existing_member", "existing_node", "existing_object"]


def existing_node(document: Document, pointer: Pointer) -> Node:
    """Return the value at a pointer.

    Raises:
        LookupError: there is none.
    """
    node = document.node_at(pointer)
    if node is None:
        raise _missing(document, pointer, "value")
    return node


def existing_object(document: Document, pointer: Pointer) -> ObjectNode:
    """Return the object at a pointer.

    Raises:
        LookupError: there is none.
    """
    node = document.node_at(pointer)
    if isinstance(node, ObjectNode):
        return node
    raise _missing(document, pointer, "object")


def existing_member(document: Document, pointer: Pointer) -> Member:
    """Return the member whose value is at a pointer.

    Raises:
        LookupError: there is none.
    """
    member = document.member_at(pointer)
    if member is None:
        raise _missing(document, pointer, "member")
    return member


def existing_entry(document: Document, pointer: Pointer) -> tuple[ObjectNode | ArrayNode, int]:
    """Return the container of the value at a pointer, and which of its entries the value is.

    Raises:
        LookupError: there is no such value, or it is the root.
    """
    node = existing_node(document, pointer)
    container = document.node_at(pointer[:-1]) if pointer else None
    if isinstance(container, ObjectNode):
        return container, [member.value is node for member in container.members].index(True)
    if isinstance(container, ArrayNode):
        return container, [item is node for item in container.items].index(True)
    raise _missing(document, pointer, "member or item")


def _missing(document: Document, pointer: Pointer, what: str) -> LookupError:
    return LookupError(f"{document.path} has no {what} at {format_pointer(pointer) or 'its root'}")
