"""`renovate-kit rule`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from renovate_kit.cli.output import say, write_whole
from renovate_kit.errors import UsageError

__all__ = ["EPILOG", "rule"]

EPILOG = """\b
Examples:
  renovate-kit rule RK101
  renovate-kit rule unknown-option
  renovate-kit rule --all            # one line for each
  renovate-kit rule --all --format markdown --output docs/rules.md"""


class _PageFormat(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"


def rule(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="RULE", help="Codes or names.", show_default=False),
    ] = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="All rules.")] = False,
    page_format: Annotated[
        _PageFormat, typer.Option("--format", help="What the pages look like.")
    ] = _PageFormat.TEXT,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file.", show_default=False)
    ] = None,
) -> None:
    """Explain rules of `validate`: what they find, why that is bad, with examples."""
    if all_ == bool(names):
        raise UsageError("no rule is named", hint="name one, as in `rule RK101`, or use --all")
    text = _text(names or [], page_format)
    if output is None:
        say(text)
    else:
        write_whole(output, text)


def _text(names: list[str], page_format: _PageFormat) -> str:
    """Return the pages of the rules; without names, of all."""
    from renovate_kit.cli.lint_settings import known_names
    from renovate_kit.config.formats.rule_pages import (
        page_as_markdown,
        page_as_text,
        pages_as_list,
        pages_as_markdown,
    )
    from renovate_kit.config.options import load_catalogue
    from renovate_kit.config.rule_page import rule_pages
    from renovate_kit.config.rulebook import with_verdicts
    from renovate_kit.config.selection import parse_names

    catalogue = load_catalogue()
    is_markdown = page_format is _PageFormat.MARKDOWN
    if not names:
        pages = rule_pages()
        if is_markdown:
            return pages_as_markdown(with_verdicts(pages, catalogue))
        return pages_as_list(pages)
    wanted = parse_names(
        [name.upper() if _is_code(name) else name for name in names], known_names(), "rule"
    )
    chosen = (page for page in rule_pages() if not wanted.isdisjoint({page.code, page.name}))
    render = page_as_markdown if is_markdown else page_as_text
    return "\n".join(map(render, with_verdicts(chosen, catalogue)))


def _is_code(name: str) -> bool:
    return name[:2].lower() == "rk" and name[2:].isdigit()
