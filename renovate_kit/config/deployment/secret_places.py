"""Where the manifests of a file have secrets, so that no excerpt shows one.

It errs on the side of masking: a placeholder in a Secret is masked, too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from renovate_kit.config.document import SourceText
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.manifest_texts import parse_manifests
from renovate_kit.config.excerpts import SECRET_NAME, starred
from renovate_kit.redaction import redact

__all__ = ["secret_places", "without_secrets"]

_FIELDS_OF_SECRET = ("data", "stringData")
_HARMLESS = re.compile(r"true|false|\d*|\$\(\w+\)|\{\{.*\}\}|ENC\[.*")
_SECRET_FLAG = re.compile(
    rf"--[a-z-]*(?:{SECRET_NAME.pattern})[a-z-]*(?P<value>=.+)?", re.IGNORECASE
)
_NAMED_AFTER_SECRET = re.compile(r"name|key|ref|optional", re.IGNORECASE)
"""Keys below `secretRef` and the like: they name a Secret."""


def secret_places(manifests: Iterable[LocatedValue]) -> Iterator[Span]:
    """Yield the places of strings that are secrets, or may be.

    Args:
        manifests: all documents of one file.
    """
    for manifest in manifests:
        if manifest.text("kind") == "Secret":
            for field in _FIELDS_OF_SECRET:
                yield from (value.origin.span for value in manifest.fields(field).values())
        for value in manifest.walk():
            yield from _places_in(value)


def without_secrets(source: SourceText, path: str) -> str:
    """Return the text of a file of manifests with stars in the place of secrets.

    Args:
        source: the file.
        path: of the file.
    """
    return starred(source.text, secret_places(parse_manifests(source, path=path).manifests))


def _places_in(value: LocatedValue) -> Iterator[Span]:
    if isinstance(value.content, Mapping):
        yield from _of_members(value.content)
    elif isinstance(value.content, tuple):
        yield from _of_arguments(value.content)
    elif isinstance(value.content, str) and redact(value.content) != value.content:
        yield value.origin.span


def _of_members(members: Mapping[str, LocatedValue]) -> Iterator[Span]:
    for key, value in members.items():
        if SECRET_NAME.search(key) and not _NAMED_AFTER_SECRET.search(key) and _is_open(value):
            yield value.origin.span
    name, held = members.get("name"), members.get("value")
    if name is None or held is None or not isinstance(name.content, str):
        return
    if SECRET_NAME.search(name.content) and _is_open(held):
        yield held.origin.span


def _of_arguments(items: tuple[LocatedValue, ...]) -> Iterator[Span]:
    """Yield the values of flags such as `--token`, behind `=` or in the next argument."""
    follows = False
    for item in items:
        flag = _SECRET_FLAG.fullmatch(item.content) if isinstance(item.content, str) else None
        if follows or (flag is not None and flag["value"]):
            yield item.origin.span
        follows = flag is not None and not flag["value"]


def _is_open(value: LocatedValue) -> bool:
    return isinstance(value.content, str) and not _HARMLESS.fullmatch(value.content)
