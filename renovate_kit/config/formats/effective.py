"""The effective config for people and for programs; secrets never leave it unmasked."""

import json
import math
from collections.abc import Iterable, Iterator
from typing import Any, Final

from renovate_kit.config.effective import EffectiveConfig, EffectiveOption, Problem, Source
from renovate_kit.config.effective.secret_values import masked
from renovate_kit.config.formats.printable import printable
from renovate_kit.config.provenance import Json

__all__ = ["VERSION", "render_effective_json", "render_effective_text"]

VERSION: Final = 1
"""Of the contract: keys are added freely, a renamed or removed one makes this 2."""

_WIDEST_VALUE: Final = 60
_UNKNOWN: Final = "(not known here)"
_HEADINGS: Final = ("option", "value", "from")


def render_effective_json(config: EffectiveConfig) -> str:
    """Return one object with everything that is known, and a newline."""
    whole = {
        "version": VERSION,
        "release": config.release,
        "exit_code": config.exit_code,
        "options": {name: _option(option) for name, option in config.options.items()},
        "unknown_sources": [_source(source) for source in config.unknown_sources],
        "exported": list(config.exported),
        "problems": [_problem(problem) for problem in config.problems],
    }
    return f"{json.dumps(whole, indent=2)}\n"


def render_effective_text(
    config: EffectiveConfig, *, with_overridden: bool = False, width: int | None = None
) -> str:
    """Return a table of the options, and below it what is not known and what ends Renovate.

    Args:
        config: what to show.
        with_overridden: whether to show what lost, below what won.
        width: of the terminal; where the table does not fit, it becomes a list. None means any.
    """
    rows = [
        row
        for option in config.options.values()
        for row in _rows(option, with_overridden=with_overridden)
    ]
    lines = [*_table([_HEADINGS, *rows])] if rows else ["no option is set"]
    if rows and width is not None and max(map(len, lines)) > width:
        lines = [*_list(rows)]
    lines += [f"not known here: {_place_and_label(source)}" for source in config.unknown_sources]
    end = config.end
    if end is not None:
        lines.append(f"Renovate ends with exit code {end.exit_code}: {end.kind} {end.name}")
    return "".join(f"{printable(line.rstrip())}\n" for line in lines)


def _option(option: EffectiveOption) -> dict[str, Any]:
    source = option.source
    return {
        "value": _json_value(option),
        **_source(source),
        "sources": [_source(one) for one in option.sources],
        "overridden": [_source(one) for one in option.overridden],
        "secret": option.is_secret,
        "known": option.is_known,
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "source": _place(source),
        "line": None if source.origin is None else source.origin.line,
        "kind": source.kind.value,
        "label": source.label,
        "via": source.via or None,
    }


def _place(source: Source) -> str:
    """Return the file, or in a word what else it is."""
    return source.kind.value if source.origin is None else source.origin.path


def _problem(problem: Problem) -> dict[str, Any]:
    origin = problem.origin
    return {
        "kind": problem.kind.value,
        "name": problem.name,
        "value": problem.value,
        "facts": dict(problem.facts),
        "source": None if origin is None else origin.path,
        "line": None if origin is None else origin.line,
        "exit_code": problem.exit_code,
    }


def _json_value(option: EffectiveOption) -> Json:
    return _finite(masked(option.name, option.value, is_secret=option.is_secret))


def _finite(value: Json) -> Json:
    """Return a value with the names of the numbers that JSON does not have."""
    match value:
        case float() if not math.isfinite(value):
            return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
        case dict():
            return {key: _finite(inner) for key, inner in value.items()}
        case list():
            return [_finite(item) for item in value]
        case _:
            return value


def _rows(option: EffectiveOption, *, with_overridden: bool) -> Iterator[tuple[str, str, str]]:
    first, *others = reversed(option.sources)
    yield option.name, _shown(option), _place_and_label(first)
    for source in others:
        yield "", "", f"and {_place_and_label(source)}"
    for source in reversed(option.overridden) if with_overridden else ():
        yield "", "", f"instead of {_place_and_label(source)}"


def _shown(option: EffectiveOption) -> str:
    if option.value is None and not option.is_known:
        return _UNKNOWN
    text = json.dumps(_json_value(option), ensure_ascii=False)
    return text if len(text) <= _WIDEST_VALUE else f"{text[: _WIDEST_VALUE - 3]}..."


def _place_and_label(source: Source) -> str:
    place = "" if source.origin is None else f"{source.origin.path}:{source.origin.line} "
    via = f" ({source.via})" if source.via else ""
    what = source.label if place else f"{source.kind.value} {source.label}".strip()
    return f"{place}{what}{via}"


def _list(rows: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for name, value, place in rows:
        if name:
            yield f"{name}: {value}"
        yield f"    {place}"


def _table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    rows = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells)
