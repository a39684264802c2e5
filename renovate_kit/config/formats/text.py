"""Findings for people: place, code, what is wrong, the line with a mark, what to do."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from renovate_kit.config.diagnostics import Diagnostic, Severity

__all__ = ["Checked", "render_line", "render_text", "summary"]

_WIDEST_EXCERPT = 100
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Checked(Protocol):
    """A file and what was found in it."""

    @property
    def path(self) -> str:
        """The file, as the person named it."""
        ...

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, in the order of the text."""
        ...


def render_text(checked: Checked, *, colour: bool) -> str:
    """Return the findings of one file; empty where there are none.

    Args:
        checked: the file and its findings.
        colour: whether to use ANSI colours.
    """
    return "".join(f"{_block(item, colour=colour)}\n" for item in checked.diagnostics)


def render_line(item: Diagnostic, *, colour: bool) -> str:
    """Return a finding in one line, with what to do about it."""
    advice = f". {item.help[:1].upper()}{item.help[1:]}." if item.help else ""
    return f"{_head(item, colour=colour)}{advice}"


def summary(files: Iterable[Checked]) -> str:
    """Return one line that counts the findings of all files by severity."""
    files = tuple(files)
    counts = dict.fromkeys(Severity, 0)
    for checked in files:
        for item in checked.diagnostics:
            counts[item.severity] += 1
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    found = ", ".join(_plural(counts[level], words[level]) for level in Severity if counts[level])
    return f"{_plural(len(files), 'file')} checked: {found or 'no problems'}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _block(item: Diagnostic, *, colour: bool) -> str:
    return "\n".join(
        [
            _head(item, colour=colour),
            *_excerpt(item, colour=colour),
            *([f"  help: {_printable(item.help)}"] if item.help else []),
        ]
    )


def _head(item: Diagnostic, *, colour: bool) -> str:
    place = _paint(f"{item.path}:{item.place.line}:{item.place.column}", "1", colour=colour)
    level = _paint(item.severity.value, _COLOURS[item.severity], colour=colour)
    return f"{place}: {level} {item.code} {item.rule}: {_printable(item.message)}"


def _paint(text: str, code: str, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text


def _excerpt(item: Diagnostic, *, colour: bool) -> Iterator[str]:
    line = item.excerpt
    start = item.place.column - 1
    end = item.place.end_column - 1 if item.place.end_line == item.place.line else len(line)
    if not line.strip():
        return
    # A long line (minified JSON) is shown from shortly before the mark.
    cut = max(0, start - 30) if len(line) > _WIDEST_EXCERPT else 0
    shown = _printable(line[cut : cut + _WIDEST_EXCERPT])
    indent = "".join("\t" if char == "\t" else " " for char in line[cut:start])
    width = max(1, min(end, cut + _WIDEST_EXCERPT) - start)
    mark = _paint("^" * width, _COLOURS[item.severity], colour=colour)
    gutter = " " * len(str(item.place.line))
    yield f"  {item.place.line} | {shown}"
    yield f"  {gutter} | {indent}{mark}"


def _printable(text: str) -> str:
    return "".join(
        char if char.isprintable() or char == "\t" else "\N{REPLACEMENT CHARACTER}" for char in text
    )
