"""Edits of a JSON text -> edits of the YAML document whose copy it is.

What becomes of a config is found by comparing JSON; how that is written in YAML is found here, by
trying the small edits that there are and keeping the one that makes the same data of the text.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit, apply_edits
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import Data
from renovate_kit.config.document.parsing import parse
from renovate_kit.config.document.removal import remove_member
from renovate_kit.config.document.rewriting import rename_key, replace_value
from renovate_kit.config.document.yaml_reader import parse_yaml

__all__ = ["json_copy", "yaml_edits"]


def json_copy(document: Document) -> Document | None:
    """Return a JSON document with the same data, and so with the same pointers.

    None if it would be too large to be read.
    """
    text = json.dumps(document.to_data())
    copy = parse(text, path=document.path, dialect=Dialect.JSON5)
    return copy if isinstance(copy, Document) else None


def yaml_edits(
    document: Document,
    copy: Document,
    pointer: Pointer,
    names: Sequence[str],
    edits: Iterable[Edit],
) -> tuple[Edit, ...]:
    """Return the edits of a YAML document that do to it what others do to its JSON copy.

    Args:
        document: the YAML.
        copy: what `json_copy` made of it.
        pointer: the place that changes.
        names: keys that the place may have afterwards.
        edits: of the copy.

    Returns:
        None at all, if a change to the place alone is not enough or if it is too large a change
        for the few edits that there are.
    """
    wanted = _data(parse(apply_edits(copy.text, edits), path=copy.path, dialect=Dialect.JSON5))
    for attempt in _attempts(document, pointer, names, wanted):
        try:
            edit = attempt()
        except LookupError:
            continue
        text = apply_edits(document.text, [edit])
        if _as_text(_data(parse_yaml(text, path=document.path))) == _as_text(wanted):
            return (edit,)
    return ()


def _attempts(
    document: Document, pointer: Pointer, names: Sequence[str], wanted: Data
) -> Iterator[Callable[[], Edit]]:
    yield partial(remove_member, document, pointer)
    for name in names:
        yield partial(rename_key, document, pointer, name)
    value = wanted
    for part in pointer:
        if isinstance(value, dict) and part in value:
            value = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return
    yield lambda: replace_value(document, pointer, json.dumps(value, ensure_ascii=False))


def _data(parsed: object) -> Data:
    return parsed.to_data() if isinstance(parsed, Document) else None


def _as_text(data: Data) -> str:
    """Return what is the same for the same data: order is none, true is not 1."""
    return json.dumps(data, sort_keys=True)
