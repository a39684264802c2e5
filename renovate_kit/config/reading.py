"""Which syntax a config file is read with: that depends on its name.

Source: `parseJson` in `lib/util/common.ts` (what the official validator reads),
`parseFileConfig` in `lib/config/parse.ts` (what Renovate reads when it runs), and
`getParsedContent` in `lib/workers/global/config/parse/util.ts` (what an operator's config can be).
"""

from dataclasses import dataclass
from pathlib import Path, PurePath

from renovate_kit.config.document import (
    Dialect,
    Document,
    LineIndex,
    SourceText,
    Span,
    SyntaxProblem,
    decode,
    parse,
)
from renovate_kit.errors import InputError

__all__ = ["ReadConfig", "is_package", "read_config", "read_file", "read_package", "source_text"]

_YAML = frozenset({".yaml", ".yml"})
_JAVASCRIPT = frozenset({".cjs", ".cts", ".js", ".mjs", ".mts", ".ts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadConfig:
    """A config that could be read.

    Attributes:
        strict_problem: why it is not the JSON that its name promises, though it is JSON5; the
            official validator reads that all the same, Renovate itself does not.
        is_preset: whether it is a preset of a `package.json`.
    """

    document: Document
    strict_problem: SyntaxProblem | None
    is_preset: bool = False


def read_file(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: it can't be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise InputError(f"{path}: {reason}", hint="check its permissions") from error


def source_text(raw: bytes, path: str) -> SourceText:
    """Return the text in the bytes of a file.

    Raises:
        InputError: the bytes are no text at all.
    """
    source = decode(raw)
    if isinstance(source, SyntaxProblem):
        raise InputError(f"{path}: {source.message}", hint=source.help)
    return source


def read_config(raw: bytes, path: str) -> ReadConfig | SyntaxProblem:
    """Return the config in the bytes of a file, or why the text is none.

    Raises:
        InputError: the bytes are no text at all.
    """
    source = source_text(raw, path)
    text, suffix = source.text, PurePath(path).suffix
    strict_dialect = Dialect.JSON5 if suffix == ".json5" else Dialect.JSONC
    if not text.strip():
        return _empty(text)
    if suffix in _YAML or suffix in _JAVASCRIPT:
        return _read_other(source, path)
    strict = parse(source, path=path, dialect=strict_dialect)
    if isinstance(strict, Document):
        return ReadConfig(document=strict, strict_problem=None)
    if suffix in {".json5", ".jsonc"}:
        return strict
    lenient = parse(source, path=path, dialect=Dialect.JSON5)
    if isinstance(lenient, Document):
        return ReadConfig(document=lenient, strict_problem=strict)
    return strict


def is_package(path: str) -> bool:
    """Return whether a file is an npm package's own, which may have several configs in it."""
    return PurePath(path).name == "package.json"


def read_package(raw: bytes, path: str) -> tuple[ReadConfig, ...] | SyntaxProblem:
    """Return the configs in the bytes of a `package.json`, or why the text is no JSON.

    Raises:
        InputError: the bytes are no text at all, or there is no config in them.
    """
    # Few configs are in such a file; the others should not wait for the import.
    from renovate_kit.config.document.package_json import (  # noqa: PLC0415
        package_parts,
        plain_json_problem,
    )

    package = parse(source_text(raw, path), path=path, dialect=Dialect.JSONC)
    if isinstance(package, SyntaxProblem):
        return package
    if problem := plain_json_problem(package):
        return problem
    parts = package_parts(package)
    if not parts:
        hint = "Renovate reads its parts `renovate` and `renovate-config`"
        raise InputError(f"{path}: there is no Renovate config in it", hint=hint)
    return tuple(
        ReadConfig(document=part.document, strict_problem=None, is_preset=part.is_preset)
        for part in parts
    )


def _read_other(source: SourceText, path: str) -> ReadConfig | SyntaxProblem:
    # Few configs are YAML or JavaScript; the others should not wait for the imports.
    if PurePath(path).suffix in _YAML:
        from renovate_kit.config.document.yaml_reader import parse_yaml  # noqa: PLC0415

        read = parse_yaml(source, path=path)
    else:
        from renovate_kit.config.document.javascript_reader import (  # noqa: PLC0415
            parse_javascript,
        )

        read = parse_javascript(source, path=path)
    return (
        read if isinstance(read, SyntaxProblem) else ReadConfig(document=read, strict_problem=None)
    )


def _empty(text: str) -> SyntaxProblem:
    return SyntaxProblem(
        message="the file is empty",
        help="write at least {} into it, or remove it",
        span=Span(0, 0),
        place=LineIndex(text).place(Span(0, 0)),
    )
