"""A document that is a config -> the layer that it is.

Source: `migrateAndValidateConfig` in `lib/workers/global/config/parse/util.ts`.
"""

from dataclasses import replace

from renovate_kit.config.document import Document, ObjectNode, Pointer
from renovate_kit.config.document.located import Origin
from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.layers import Layer, Trace, is_unknown, unknown_value
from renovate_kit.config.effective.result import Source
from renovate_kit.config.javascript import TypeMismatch
from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, origin_of

__all__ = ["UnusableConfigError", "layer_of", "origin_at"]


class UnusableConfigError(Exception):
    """A config at which Renovate breaks off.

    Attributes:
        message: why, in a few words.
        pointer: where in the document.
    """

    def __init__(self, message: str, pointer: Pointer) -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer


def layer_of(
    data: Json, source: Source, catalogue: Catalogue, *, document: Document | None = None
) -> Layer:
    """Return what a config says, in the form of today.

    Args:
        data: with its origins in the document.
        source: of all of it.
        catalogue: what the release knows.
        document: in which each option has a place of its own; None if `source` is all there is.

    Raises:
        UnusableConfigError: Renovate breaks off.
    """
    try:
        modern = massage(migrate(data, catalogue), catalogue)
    except UnmigratableError as error:
        raise UnusableConfigError(error.message, error.pointer) from error
    except TypeMismatch as error:
        raise UnusableConfigError(str(error), ()) from error
    values = modern if isinstance(modern, TrackedDict) else TrackedDict()
    traces = {}
    for name, value in values.items():
        own = source
        if document is not None:
            own = replace(source, origin=origin_at(document, origin_of(values, (name,))))
        if is_unknown(value):
            own = replace(own, is_known=False)
            values[name] = _mergeable(name, catalogue)
        traces[name] = Trace(sources=(own,))
    has_more = document is not None and _has_unknown_members(document)
    unknown = (replace(source, is_known=False),) if has_more else ()
    return Layer(values=values, traces=traces, unknown=unknown)


def origin_at(document: Document, pointer: Pointer) -> Origin:
    """Return the place of a pointer, or of the nearest ancestor that the document has."""
    while pointer and document.node_at(pointer) is None:
        pointer = pointer[:-1]
    member = document.member_at(pointer)
    return Origin(
        document=document,
        span=document.span_of(pointer, key=False),
        key_span=None if member is None else member.key_span,
    )


def _mergeable(name: str, catalogue: Catalogue) -> Json:
    option = catalogue.option(name)
    return UNKNOWN if option is None else unknown_value(option)


def _has_unknown_members(document: Document) -> bool:
    root = document.root
    if isinstance(root, ObjectNode):
        return bool(root.unknown_members)
    return is_unknown(root.to_data())
