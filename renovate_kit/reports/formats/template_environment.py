"""How templates are read and filled in, in every format that is made of some."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from renovate_kit.reports.formats import (
    facts,
    figures,
    flow_tables,
    security_tables,
    sentences,
    tables,
    wording,
)
from renovate_kit.reports.formats.template_files import loader

__all__ = ["template_environment"]


def template_environment(
    templates: Path | None, finalize: Callable[..., object], *, is_html: bool
) -> Environment:
    """Return an environment in which templates know what a report says.

    Args:
        templates: a folder with templates that stand in for the ones of the package.
        finalize: makes of a value the text that a template puts in, escaped for its format.
        is_html: whether Jinja2 is to escape for HTML, too; for all else `finalize` has to do it.
    """
    environment = Environment(
        loader=loader(templates),
        # Whatever else a template makes, `finalize` escapes every value that is put in.
        autoescape=is_html,  # noqa: S701 - see above
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        facts=facts,
        figures=figures,
        flow=flow_tables,
        secured=security_tables,
        sentences=sentences,
        tables=tables,
    )
    environment.filters.update(count=wording.count, sentence=wording.sentence)
    return environment
