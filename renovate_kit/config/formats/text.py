"""Findings for people: place, code, what is wrong, the line with a mark, what to do."""

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from renovate_kit.config.diagnostics import Diagnostic, Severity
from renovate_kit.config.formats.interface import Checked, Outcome
from renovate_kit.config.formats.printable import printable

__all__ = ["TextFormat", "render_line", "render_plain", "render_text", "summary"]

_WIDEST_EXCERPT = 100
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class TextFormat:
    """All findings, without colours, and the line that counts them."""

    def render(self, outcome: Outcome) -> str:
        """Return the text of a file for people."""
        blocks = "".join(render_text(checked, colour=False) for checked in outcome.files)
        failures = "".join(
            f"{printable(f'error: {failure.message}; {failure.hint}')}\n"
            for failure in outcome.failures
        )
        return f"{blocks}{failures}{summary(outcome.files)}\n"


def render_text(checked: Checked, *, colour: bool) -> str:
    """Return the findings of one file; empty where there are none.

    Args:
        checked: the file and its findings.
        colour: whether to use ANSI colours.
    """
    return "".join(f"{_block(item, colour=colour)}\n" for item in checked.diagnostics)


def render_plain(item: Diagnostic) -> str:
    """Return a finding with its line and its help, without colours."""
    return _block(item, colour=False)


def render_line(item: Diagnostic, *, colour: bool) -> str:
    """Return a finding in one line, with what to do about it."""
    advice = f". {printable(item.help[:1].upper() + item.help[1:])}." if item.help else ""
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
            *([f"  help: {printable(item.help)}"] if item.help else []),
        ]
    )


def _head(item: Diagnostic, *, colour: bool) -> str:
    place = f"{printable(item.path)}:{item.place.line}:{item.place.column}"
    level = _paint(item.severity.value, _COLOURS[item.severity], colour=colour)
    what = f"{item.code} {item.rule}: {printable(item.message)}"
    return f"{_paint(place, '1', colour=colour)}: {level} {what}"


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
    shown = printable(line[cut : cut + _WIDEST_EXCERPT])
    indent = "".join("\t" if char == "\t" else " " * _cells(char) for char in line[cut:start])
    marked = line[start : min(end, cut + _WIDEST_EXCERPT)]
    mark = _paint("^" * max(1, _cells(marked)), _COLOURS[item.severity], colour=colour)
    gutter = " " * len(str(item.place.line))
    yield f"  {item.place.line} | {shown}"
    yield f"  {gutter} | {indent}{mark}"


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes; many Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
