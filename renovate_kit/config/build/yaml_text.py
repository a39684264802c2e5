"""Plain data -> YAML text that people like to read, the same bytes every time.

Blocks, two blanks, lists indented below their key. A string gets quotes where YAML 1.1 or 1.2
would take it for something else, because Kubernetes refuses a number where it wants a string.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["Commented", "plain", "yaml_text"]

_INDENTATION: Final = "  "
_LARGEST_SHORT: Final = 0xFFFF
_PLAIN: Final = re.compile(
    r"\d+(?:m|k|[KMGT]i?)|[A-Za-z_./<][A-Za-z0-9_./<>+-]*(?:[ :=@,()'][A-Za-z0-9_./<>+-]+)*"
)
_RESERVED: Final = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|nan|inf|\.nan|[.]?inf|<<|=)"
    r"|_.*|\.(?!\.?/).*"
)


@dataclass(frozen=True, slots=True)
class Commented:
    """A value with what to know about it, which stands in front of its key.

    Attributes:
        value: may be commented inside, too.
        comment: one or more lines, without the `#`.
    """

    value: Any
    comment: str


def plain(data: Any) -> Any:  # noqa: ANN401 - any data
    """Return data without its comments."""
    match data:
        case Commented():
            return plain(data.value)
        case Mapping():
            return {key: plain(value) for key, value in data.items()}
        case list() | tuple():
            return [plain(item) for item in data]
        case _:
            return data


def yaml_text(data: Mapping[str, Any], *, header: str = "") -> str:
    """Return an object as YAML.

    Args:
        data: dicts, lists, strings, numbers, booleans and None, any of them commented.
        header: lines that stand at the top as comments.
    """
    return "".join(f"{line}\n" for line in (*_comment(header, ""), *_object(data, "")))


def _comment(text: str, indent: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"{indent}# {line}".rstrip()


def _object(data: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        inner = value.value if isinstance(value, Commented) else value
        if isinstance(value, Commented):
            yield from _comment(value.comment, indent)
        yield from _entry(f"{indent}{_scalar(str(key))}:", inner, indent)


def _list(items: Sequence[Any], indent: str) -> Iterator[str]:
    for item in items:
        inner = item.value if isinstance(item, Commented) else item
        if isinstance(item, Commented):
            yield from _comment(item.comment, indent)
        if isinstance(inner, Mapping | list | tuple) and inner:
            lines = list(_block(inner, indent + _INDENTATION))
            # A comment in front of the first key can't stand between the dash and the key.
            while lines[0].lstrip().startswith("#"):
                yield indent + lines.pop(0).lstrip()
            yield f"{indent}- {lines[0].lstrip()}"
            yield from lines[1:]
        else:
            yield from _entry(f"{indent}-", inner, indent)


def _block(value: "Mapping[str, Any] | Sequence[Any]", indent: str) -> Iterator[str]:
    return _object(value, indent) if isinstance(value, Mapping) else _list(value, indent)


def _entry(start: str, value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - any data
    """Yield a key or a dash with its value behind or below it."""
    if isinstance(value, Mapping | list | tuple) and value:
        yield start
        yield from _block(value, indent + _INDENTATION)
    elif isinstance(value, str) and "\n" in value and _is_block_text(value):
        yield f"{start} |" if value.endswith("\n") else f"{start} |-"
        for line in value.removesuffix("\n").split("\n"):
            yield f"{indent}{_INDENTATION}{line}" if line else ""
    else:
        yield f"{start} {_scalar(value)}"


def _is_block_text(text: str) -> bool:
    """Return whether a text can stand as it is: no odd character, and no blank that hides."""
    lines = text.removesuffix("\n").split("\n")
    return (
        bool(lines[0])
        and not lines[0].startswith((" ", "\t"))
        and bool(lines[-1].strip())
        and all(line == line.rstrip() for line in lines)
        and all(char.isprintable() or char == "\n" for char in text)
    )


def _scalar(value: Any) -> str:  # noqa: ANN401 - any data
    match value:
        case str():
            is_plain = _PLAIN.fullmatch(value) and not _RESERVED.fullmatch(value)
            return value if is_plain else _quoted(value)
        case {} | [] | ():
            return "{}" if isinstance(value, Mapping) else "[]"
        case _:
            return json.dumps(value)


def _quoted(text: str) -> str:
    literal = json.dumps(text, ensure_ascii=False)
    return literal if literal.isprintable() else "".join(map(_escaped, literal))


def _escaped(char: str) -> str:
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) <= _LARGEST_SHORT else f"\\U{ord(char):08x}"
