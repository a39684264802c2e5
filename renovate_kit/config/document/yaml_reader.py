"""YAML text -> nodes with spans, as yaml 2.9 reads it for Renovate's global config.

PyYAML's event parser does the syntax; what scalars, keys, aliases and tags mean is decided here,
because PyYAML would read YAML 1.1. Import this only for a YAML file: PyYAML takes its time.

Source: `parseSingleYaml` in `lib/util/yaml.ts`.
"""

from collections.abc import Iterator
from typing import Final

import yaml
from yaml.events import Event

from renovate_kit.config.document.decoding import SourceText, check_size
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError
from renovate_kit.config.document.yaml_comments import comments_in
from renovate_kit.config.document.yaml_disguise import Disguise
from renovate_kit.config.document.yaml_tree import YamlTree

__all__ = ["parse_yaml"]


def parse_yaml(source: str | SourceText, *, path: str) -> Document | SyntaxProblem:
    """Return the document that a YAML text is, or the first thing that is wrong with it.

    Several documents in one text, a key that stands twice, tags beyond the core schema, and
    aliases that would make a large tree of a small text are wrong.

    Args:
        source: the file, as `decode` gives it.
        path: as the person should see it.
    """
    text, has_bom = (source, False) if isinstance(source, str) else (source.text, source.has_bom)
    lines = LineIndex(text)
    try:
        check_size(text)
        disguise = Disguise(text)
        tree = YamlTree(text, disguise.original)
        for event in _events(disguise.text, text):
            tree.take(event)
        root = tree.root()
    except UnreadableTextError as error:
        return error.as_problem(lines)
    return Document(
        path=path,
        text=text,
        dialect=YamlDialect.CORE,
        root=root,
        comments=tuple(comments_in(text, tree.scalars)),
        has_bom=has_bom,
    )


def _events(disguised: str, text: str) -> Iterator[Event]:
    try:
        yield from yaml.parse(disguised, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        offset = error.problem_mark.index if error.problem_mark else 0
        raise _syntax_error(error.problem or "", min(offset, len(text)), text) from error
    except yaml.YAMLError as error:
        message = "this is not YAML: it has a character that YAML does not allow"
        raise UnreadableTextError(message, Span(0, 0)) from error


def _syntax_error(problem: str, offset: int, text: str) -> UnreadableTextError:
    span = Span(offset, min(offset + 1, len(text)))
    found = text[span.start : span.end]
    if found == "\t":
        return UnreadableTextError(
            "a tab can't indent or begin a value in YAML", span, help_="use blanks"
        )
    if found in {"@", "`", "%"} and "cannot start any token" in problem:
        message = f"a text that begins with `{found}` needs quotes in YAML"
        return UnreadableTextError(message, span, help_="put the value in quotes")
    for sign, (message, help_) in _EXPLANATIONS.items():
        if sign in problem:
            return UnreadableTextError(message, span, help_=help_)
    if not found.strip():
        return UnreadableTextError("this line is not YAML", span, help_=_LOOK_AROUND)
    return UnreadableTextError(f"`{found}` can't stand here in YAML", span, help_=_LOOK_AROUND)


_LOOK_AROUND: Final = (
    "look at the indentation, the colons and the quotes here and in the line above"
)
_EXPLANATIONS: Final = {
    "mapping values are not allowed": (
        "a second `:` stands in one line",
        "put a text with `: ` in it in quotes, or break the line",
    ),
    "could not find expected ':'": (
        "the `:` after a key is missing before this",
        "write `key: value`, with a blank behind the colon",
    ),
    "did not find expected key": (
        "expected a key here",
        "entries of one object begin in the same column",
    ),
    "did not find expected '-' indicator": (
        "expected `-` or the end of the list here",
        "entries of one list begin in the same column",
    ),
    "did not find expected ',' or": (
        "expected `,` or the closing bracket here",
        "is a comma, a quote or a bracket missing before?",
    ),
    "found unexpected end of stream": (
        "the file ends inside a text in quotes or in brackets",
        "close what is open",
    ),
    "found undefined tag handle": ("nothing is known of this tag", "remove it"),
    "did not find expected <document start>": (
        "expected the end of the file here",
        "is the line indented as those before it?",
    ),
    "found duplicate": ("a directive stands twice", "keep one of them"),
    "found incompatible YAML document": (
        "this asks for another version of YAML",
        "remove the line",
    ),
}
