"""Which syntax a config file is read with: that depends on its name.

Source: `parseJson` in `lib/util/common.ts` (what the official validator reads) and
`parseFileConfig` in `lib/config/parse.ts` (what Renovate reads when it runs).
"""

from dataclasses import dataclass
from pathlib import PurePath

from renovate_kit.config.document import (
    Dialect,
    Document,
    LineIndex,
    Span,
    SyntaxProblem,
    decode,
    parse,
)
from renovate_kit.errors import InputError

__all__ = ["ReadConfig", "read_config"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadConfig:
    """A config that could be read.

    Attributes:
        strict_problem: why it is not the JSON that its name promises, though it is JSON5; the
            official validator reads that all the same, Renovate itself does not.
    """

    document: Document
    strict_problem: SyntaxProblem | None


def read_config(raw: bytes, path: str) -> ReadConfig | SyntaxProblem:
    """Return the config in the bytes of a file, or why the text is none.

    Raises:
        InputError: the bytes are no text at all.
    """
    source = decode(raw)
    if isinstance(source, SyntaxProblem):
        raise InputError(f"{path}: {source.message}", hint=source.help)
    text, suffix = source.text, PurePath(path).suffix
    strict_dialect = Dialect.JSON5 if suffix == ".json5" else Dialect.JSONC
    if not text.strip():
        return _empty(text)
    strict = parse(source, path=path, dialect=strict_dialect)
    if isinstance(strict, Document):
        return ReadConfig(document=strict, strict_problem=None)
    if suffix in {".json5", ".jsonc"}:
        return strict
    lenient = parse(source, path=path, dialect=Dialect.JSON5)
    if isinstance(lenient, Document):
        return ReadConfig(document=lenient, strict_problem=strict)
    return strict


def _empty(text: str) -> SyntaxProblem:
    return SyntaxProblem(
        message="the file is empty",
        help="write at least {} into it, or remove it",
        span=Span(0, 0),
        place=LineIndex(text).place(Span(0, 0)),
    )
