"""The config files that a container finds: read where they are written."""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from renovate_kit.config.deployment.model import Deployment, Holder, MountedFile
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.embedded import embedded_at
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode
from renovate_kit.config.effective.inputs import ConfigFile
from renovate_kit.errors import InputError

__all__ = [
    "CONFIG_FILE_VARIABLES",
    "WORKING_DIRECTORY",
    "config_documents",
    "document_in",
    "working_directory",
]

WORKING_DIRECTORY: Final = "/usr/src/app"
"""Of the official image. Source: `tools/docker/Dockerfile` of Renovate."""

CONFIG_FILE_VARIABLES: Final = ("RENOVATE_CONFIG_FILE", "RENOVATE_ADDITIONAL_CONFIG_FILE")

_DEFAULT_FILE: Final = "config.js"
_EXTENSIONS: Final = frozenset(
    {".cjs", ".cts", ".js", ".json", ".json5", ".jsonc", ".mjs", ".mts", ".renovaterc", ".ts"}
    | {".yaml", ".yml"}
)


def config_documents(deployment: Deployment) -> tuple[ConfigFile, ...]:
    """Return the files in the container that are, or could be, configs of Renovate.

    A document has the places of the file in which it is written; of what is not known it is None.

    Args:
        deployment: what runs Renovate.
    """
    return tuple(
        ConfigFile(
            path_in_container=file.path,
            document=None if file.content is None else document_in(file.content, file.path),
            is_secret=file.holder is Holder.SECRET,
            origin=None if file.content is None else file.content.origin,
        )
        for file in _last_of_each_path(deployment.files)
        if _may_be_config(file.path, _named(deployment))
    )


def working_directory(deployment: Deployment) -> str:
    """Return the folder in which Renovate starts."""
    return deployment.container.text("workingDir") or WORKING_DIRECTORY


def document_in(value: LocatedValue, path: str) -> Document | SyntaxProblem | None:
    """Return the config that a string of a manifest holds; None if it holds no string.

    Args:
        value: the string.
        path: of the file that it becomes: its name tells the syntax.
    """
    text = value.content
    if not isinstance(text, str):
        return None
    outer, span = value.origin.document, value.origin.span
    inner = _read(text, path)
    if outer.text == text:  # a file of its own, of which kustomize made the string
        return replace(inner, path=outer.path) if isinstance(inner, Document) else inner
    moved = embedded_at(outer, span, text, lambda _: inner)
    if isinstance(moved, Document) or not moved.is_refusal:
        return moved
    if isinstance(inner, SyntaxProblem):
        is_same = moved.message == inner.message
        return moved if is_same else replace(inner, span=span, place=outer.lines.place(span))
    # It can be read, but where each part of it stands can't be told.
    root = _placed(inner.root, span)
    return replace(
        inner, path=outer.path, text=outer.text, root=root, comments=(), is_editable=False
    )


def _read(text: str, path: str) -> Document | SyntaxProblem:
    from renovate_kit.config.reading import read_config  # noqa: PLC0415 - few deployments need it

    try:
        read = read_config(text.encode(), path)
    except (InputError, UnicodeEncodeError):
        span = Span(0, 0)
        message = "it is no text"
        return SyntaxProblem(message=message, help="", span=span, place=LineIndex("").place(span))
    return read if isinstance(read, SyntaxProblem) else read.document


def _named(deployment: Deployment) -> Iterator[str]:
    """Yield the paths at which Renovate looks for a config."""
    folder = working_directory(deployment)
    yield posixpath.join(folder, _DEFAULT_FILE)
    for name in CONFIG_FILE_VARIABLES:
        entry = deployment.environment.get(name)
        if entry is not None and entry.value:
            yield posixpath.normpath(posixpath.join(folder, entry.value))


def _may_be_config(path: str, named: Iterator[str]) -> bool:
    pure = PurePosixPath(path)
    return path in set(named) or pure.suffix in _EXTENSIONS or pure.name in _EXTENSIONS


def _last_of_each_path(files: tuple[MountedFile, ...]) -> tuple[MountedFile, ...]:
    return tuple({file.path: file for file in files}.values())


def _placed(node: Node, span: Span) -> Node:
    """Return a node all of whose parts are at one place."""
    if isinstance(node, ObjectNode):
        members = []
        for member in node.members:
            members.append(Member(member.key, span, _placed(member.value, span)))  # noqa: PERF401
        return replace(node, members=tuple(members), span=span)
    if isinstance(node, ArrayNode):
        items = []
        for item in node.items:
            items.append(_placed(item, span))  # noqa: PERF401 - a comprehension is another frame
        return replace(node, items=tuple(items), span=span)
    return replace(node, span=span)
