"""The lines of a document that findings show, with stars in the place of secrets.

A star for a character: what a finding marks stays where it stands.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from renovate_kit.config.document import Document
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.nodes import ArrayNode, Node, ObjectNode, ScalarNode
from renovate_kit.redaction import redact

__all__ = ["SECRET_NAME", "Excerpts", "starred"]

SECRET_NAME = re.compile(
    r"pas+[sw]|pwd|to?ke?n|secret|credential|private_?key|api_?key|npmrc", re.IGNORECASE
)
"""Names of secrets, as people spell them: what is not an option is shown, too."""

_HARMLESS = re.compile(r"\{\{|^(?:true|false|null|\d*)$")
_STAR = re.compile(r"[^\s\"']")


class Excerpts:
    """Gives the lines of one document; many findings may be on one line.

    Args:
        document: whose lines.
        secrets: where it has secrets; None if names and values tell.
    """

    def __init__(self, document: Document, secrets: Iterable[Span] | None = None) -> None:
        self._document = document
        self._secrets = secrets
        self._lines: dict[int, str] = {}

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its line break and without secrets."""
        if number not in self._lines:
            # What is a secret only together with the text around it loses its length as well.
            self._lines[number] = redact(self._masked.line(number))
        return self._lines[number]

    @cached_property
    def _masked(self) -> LineIndex:
        secrets = _secrets(self._document.root) if self._secrets is None else self._secrets
        return LineIndex(starred(self._document.text, secrets))


def starred(text: str, secrets: Iterable[Span]) -> str:
    """Return a text with a star for each character of its secrets.

    Args:
        text: any.
        secrets: where it has secrets, in any order.
    """
    pieces: list[str] = []
    done = 0
    for span in sorted(secrets, key=lambda found: found.start):
        if span.start < done:
            continue
        pieces += (text[done : span.start], _STAR.sub("*", text[span.start : span.end]))
        done = span.end
    return "".join((*pieces, text[done:]))


def _secrets(root: Node) -> Iterator[Span]:
    """Yield the strings that look like a secret, or stand where one belongs."""
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting:
        node, is_secret = waiting.pop()
        match node:
            case ObjectNode():
                waiting += (
                    (member.value, is_secret or bool(SECRET_NAME.search(member.key)))
                    for member in node.members
                )
            case ArrayNode():
                waiting += ((item, is_secret) for item in node.items)
            case ScalarNode(value=str() as text, span=span):
                if (is_secret and not _HARMLESS.search(text)) or redact(text) != text:
                    yield span
            case _:
                pass
