"""Text -> a tree whose every key and value knows its place, and edits back to text.

Reading is here. The builders of edits are in `rewriting`, `removal` and `rendering`: a config
in which nothing is to mend should not wait for their import.
"""

from renovate_kit.config.document.decoding import MAX_SIZE, SourceText, decode
from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.document import Comment, Document
from renovate_kit.config.document.edits import Edit, apply_edits
from renovate_kit.config.document.location import (
    LineIndex,
    Place,
    Pointer,
    Span,
    format_pointer,
)
from renovate_kit.config.document.nodes import ArrayNode, Data, Member, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.parsing import MAX_DEPTH, parse
from renovate_kit.config.document.problems import SyntaxProblem

__all__ = [
    "MAX_DEPTH",
    "MAX_SIZE",
    "ArrayNode",
    "Comment",
    "Data",
    "Dialect",
    "Document",
    "Edit",
    "LineIndex",
    "Member",
    "Node",
    "ObjectNode",
    "Place",
    "Pointer",
    "ScalarNode",
    "SourceText",
    "Span",
    "SyntaxProblem",
    "apply_edits",
    "decode",
    "format_pointer",
    "parse",
]
