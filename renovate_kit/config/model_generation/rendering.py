"""Writes generated classes as text of Python modules, laid out as `ruff format` would."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from pydantic.alias_generators import to_camel

from renovate_kit.config.model_generation.annotations import annotation_of, attribute_name
from renovate_kit.config.options import OMITTED_TEXT, Option

__all__ = ["render_aliases", "render_class", "render_field", "render_module"]

_WIDTH = 100
_NAME = re.compile(r"\b[A-Za-z]\w+\b")
_STRING = re.compile(r'"""[^"]*"""|"[^"]*"')
_TYPING = "typing"
_MARK = "Generated from the catalogue by scripts/generate_models.py: do not edit."
_PACKAGE = "renovate_kit.config.models"

_SECRETS = frozenset(
    {
        "forkToken",
        "gitPrivateKey",
        "gitPrivateKeyPassphrase",
        "httpsPrivateKey",
        "npmToken",
        "npmrc",
        "password",
        "privateKey",
        "privateKeyOld",
        "redisUrl",
        "secrets",
        "token",
    }
)
"""Options whose values must not appear where an object is printed."""


def render_module(summary: str, body: str, homes: Mapping[str, str]) -> str:
    """Return the text of a generated module, with the imports that its body needs.

    Args:
        summary: the first line of its docstring.
        body: the text below the imports.
        homes: the names that may need an import, each to `typing` or a module of the models.
    """
    code = _STRING.sub("", body)
    used = sorted({name for name in _NAME.findall(code) if name in homes})
    own = sorted({homes[name] for name in used} - {_TYPING})
    standard = _import(_TYPING, [name for name in used if homes[name] == _TYPING])
    others = [
        _import(f"{_PACKAGE}.{home}", [name for name in used if homes[name] == home])
        for home in own
    ]
    imports = "\n\n".join(filter(None, (standard, "\n".join(others))))
    gap = "\n\n\n" if body.startswith("class ") else "\n\n"
    return f'"""{summary}\n\n{_MARK}\n"""\n\n{imports}{gap}{body}\n'


def _import(module: str, names: list[str]) -> str:
    if not names:
        return ""
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= _WIDTH:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"


def render_aliases(sets: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """Return type aliases for sets of strings."""
    return "\n".join(f"{name}: TypeAlias = {_literal(name, values)}" for name, values in sets)


def _literal(name: str, values: tuple[str, ...]) -> str:
    quoted = [json.dumps(value) for value in values]
    line = f"Literal[{', '.join(quoted)}]"
    if len(f"{name}: TypeAlias = {line}") <= _WIDTH:
        return line
    return "Literal[\n" + "".join(f"    {value},\n" for value in quoted) + "]"


def render_class(name: str, summary: str, fields: Iterable[str]) -> str:
    """Return the text of a model."""
    body = "\n".join(fields)
    return f'class {name}(Model):\n    """{summary}"""\n\n{body}'


def render_field(option: Option, annotation: str = "") -> str:
    """Return the lines of an option in a model, with a link to its documentation.

    Args:
        option: what the catalogue says.
        annotation: the type of its field, if not what the catalogue says and None.
    """
    attribute = attribute_name(option.name)
    kind = annotation or f"{annotation_of(option)} | None"
    note = " ".join(_notes(option, _WIDTH - len('    """"""')))
    assignment = _assignment(f"    {attribute}", kind, _default(option.name, attribute))
    return f'{assignment}\n    """{note}"""'


def _assignment(head: str, annotation: str, default: str) -> str:
    line = f"{head}: {annotation} = {default}"
    if len(line) <= _WIDTH:
        return line
    function, _, argument = default.partition("(")
    if len(f"{head}: {annotation} = {function}(") > _WIDTH:
        return f"{head}: (\n        {annotation}\n    ) = {default}"
    return f"{head}: {annotation} = {function}(\n        {argument.removesuffix(')')}\n    )"


def _default(name: str, attribute: str) -> str:
    if to_camel(attribute) != name:
        return f"spelled({json.dumps(name)})"
    return "secret()" if name in _SECRETS else "None"


def _notes(option: Option, width: int) -> Iterator[str]:
    """Yield the documentation of an option, and before it the facts that fit on the line."""
    left = width - len(option.documentation_url)
    for fact in _facts(option):
        left -= len(fact) + 1
        if left >= 0:
            yield fact
    yield option.documentation_url


def _facts(option: Option) -> Iterator[str]:
    if option.is_deprecated:
        yield "Deprecated."
    default = json.dumps(option.default)
    is_plain = isinstance(option.default, bool | int | str) and "\\" not in default
    if option.has_default and is_plain and option.default != OMITTED_TEXT:
        yield f"Default: `{default}`."
    if option.supported_platforms:
        yield f"On {', '.join(option.supported_platforms)}."
